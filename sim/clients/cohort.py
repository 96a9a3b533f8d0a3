"""Potential clients: points of a Poisson process in time and rate, the same in every scenario.

A point exists where its height is at most the rate in force at its time (rule 4), so a policy that
changes a rate adds or takes away children and leaves the others who they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from math import ceil, exp, log1p

import numpy as np
from numpy.typing import NDArray

from ..compiling import kept
from ..draws import FAR, LONGEST_DAYS, TICKS_PER_DAY, Purpose, subkey, uniform, uniforms
from ..network import Network
from ..network.model import EIGHTEEN_TICKS
from ..ordering import in_order

Ints = NDArray[np.int64]

NO_BIRTHDAY = FAR
FILE_STRIP = -2
"""The strip of those who come from a state file; no row of theirs is ever written (rule 4)."""
_BEYOND = LONGEST_DAYS * TICKS_PER_DAY
_GAP, _HEIGHT = int(Purpose.ARRIVAL_GAP), int(Purpose.ARRIVAL_HEIGHT)


@dataclass(frozen=True)
class Clients:
    """Clients in order of identity (source, strip, index); all arrays of shape (C,).

    `arrival` and `eighteenth` are ticks; `eighteenth` is FAR for who has no birthday.
    """

    source: Ints
    strip: Ints
    index: Ints
    key: Ints
    arrival: Ints
    eighteenth: Ints
    pgb: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.key)

    def rows(self, rows: Ints) -> Clients:
        """These clients, in this order."""
        return Clients(*(getattr(self, field.name)[rows] for field in fields(self)))

    def order(self) -> Ints:
        """Rows in order of identity."""
        return in_order(self.source, self.strip, self.index)

    @staticmethod
    def joined(parts: Sequence[Clients]) -> Clients:
        """Clients of several groups, one group after the other."""
        return Clients(
            *(
                np.concatenate([getattr(part, field.name) for part in parts])
                for field in fields(Clients)
            )
        )

    @staticmethod
    def in_order(parts: Sequence[Clients]) -> tuple[Clients, list[Ints]]:
        """Clients of several groups in order of identity, and the rows of each group among them."""
        everyone = Clients.joined(parts)
        order = everyone.order()
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        ends = np.cumsum([len(part) for part in parts])[:-1]
        return everyone.rows(order), np.split(rank, ends)


@dataclass(frozen=True)
class Cohort:
    """All clients who arrive within the period."""

    clients: Clients

    @staticmethod
    def of(
        network: Network,
        arrivals: Sequence[tuple[str, str, float]],
        *,
        eighteenth_days: Sequence[float | None] | None = None,
        seed: int = 0,
        replication: int = 0,
    ) -> Cohort:
        """Clients at given days: (arrival name, gemeente, day), the index being their order."""
        sources = list(zip(network.sources.arrival, network.sources.gemeente, strict=True))
        source = np.array(
            [
                sources.index((network.arrivals.index(name), network.gemeenten.index(gemeente)))
                for name, gemeente, _ in arrivals
            ],
            dtype=np.int64,
        )
        index = np.arange(len(arrivals), dtype=np.int64)
        keys = [
            subkey(strip_key(int(network.sources.key[row]), seed, replication, 0), int(number))
            for row, number in zip(source, index, strict=True)
        ]
        ticks = [round(day * TICKS_PER_DAY) for _, _, day in arrivals]
        clients = make_clients(
            network,
            source,
            np.zeros_like(index),
            index,
            np.array(keys, dtype=np.int64),
            np.array(ticks, dtype=np.int64),
        )
        if eighteenth_days is not None:
            birthdays = [
                NO_BIRTHDAY if day is None else round(day * TICKS_PER_DAY)
                for day in eighteenth_days
            ]
            clients = replace(clients, eighteenth=np.array(birthdays, dtype=np.int64))
        return Cohort(clients.rows(clients.order()))


def strip_key(source_key: int, seed: int, replication: int, strip: int) -> int:
    """The key of one strip of a source in one run (rule 5)."""
    return int(subkey(subkey(subkey(source_key, seed), replication), strip))


def build_cohort(network: Network, *, seed: int, replication: int) -> Cohort:
    """All clients whose height is below the rate in force when they come."""
    sources = network.sources
    parts: dict[str, list[Ints]] = {"source": [], "strip": [], "index": [], "key": [], "tick": []}
    for row in range(len(sources.key)):
        for strip in range(_strips(network, row)):
            key = strip_key(int(sources.key[row]), seed, replication, strip)
            index, tick = _points(
                key,
                strip,
                sources.reference_per_day[row],
                network.end,
                sources.rate[row].ticks,
                sources.rate[row].values,
                sources.log_growth_per_day[row],
                sources.growth_is_1_on_day,
            )
            parts["source"].append(np.full(len(index), row))
            parts["strip"].append(np.full(len(index), strip))
            parts["index"].append(index)
            parts["key"].append(_client_keys(key, index))
            parts["tick"].append(tick)
    source, strip_of, index, keys, ticks = (
        np.concatenate(part).astype(np.int64) if part else np.zeros(0, np.int64)
        for part in parts.values()
    )
    return Cohort(make_clients(network, source, strip_of, index, keys, ticks))


def _strips(network: Network, row: int) -> int:
    sources = network.sources
    end_day = network.end / TICKS_PER_DAY
    slope = sources.log_growth_per_day[row]
    most = max(exp((day - sources.growth_is_1_on_day) * slope) for day in (0.0, end_day))
    highest = float(sources.rate[row].values.max()) * most
    return ceil(highest / float(sources.reference_per_day[row]))


def make_clients(
    network: Network, source: Ints, strip: Ints, index: Ints, keys: Ints, ticks: Ints
) -> Clients:
    """Clients with age and way of payment drawn (rule 7)."""
    eighteenth = np.full(len(keys), NO_BIRTHDAY, dtype=np.int64)
    need = network.sources.need[source] if len(source) else source
    for number in range(len(network.needs)):
        if network.ages.shares[number].size:
            rows = np.flatnonzero(need == number)
            age = _ages(network, number, keys[rows])
            eighteenth[rows] = ticks[rows] - age + EIGHTEEN_TICKS
    pgb = uniforms(keys, 0, 0, Purpose.PGB) < _pgb(network, source, ticks)
    return Clients(source, strip, index, keys, ticks, eighteenth, pgb)


def _pgb(network: Network, source: Ints, ticks: Ints) -> NDArray[np.float64]:
    """The share who pay by budget, on the day that each client arrives."""
    steps = network.sources.pgb
    result = np.array([item.values[0] for item in steps])[source]
    for row, item in enumerate(steps):
        if item.ticks.size > 1:
            here = source == row
            at = np.searchsorted(item.ticks, ticks[here], side="right") - 1
            result[here] = item.values[np.maximum(at, 0)]
    return result


def _ages(network: Network, need: int, keys: Ints) -> Ints:
    """Ages at arrival in ticks: a class by its share, uniform within the class."""
    ages = network.ages
    row = np.searchsorted(ages.shares[need], uniforms(keys, 0, 0, Purpose.AGE_CLASS), side="right")
    row = np.minimum(row, ages.shares[need].size - 1)
    low, high = ages.from_days[need][row], ages.to_days[need][row]
    days = low + (high - low) * uniforms(keys, 0, 0, Purpose.AGE)
    return np.rint(days * TICKS_PER_DAY).astype(np.int64)


@kept()
def _client_keys(key, index):  # type: ignore[no-untyped-def]
    keys = np.empty(index.size, dtype=np.int64)
    for row in range(index.size):
        keys[row] = subkey(key, index[row])
    return keys


@kept()
def gap_ticks(u, per_day):  # type: ignore[no-untyped-def]
    """Time to the next point of a Poisson process of `per_day`, in ticks to nearest.

    A rate so low that ticks would not hold the time gives one beyond every period.
    """
    days = -log1p(-u) / per_day
    return np.int64(np.rint(days * TICKS_PER_DAY)) if days < LONGEST_DAYS else np.int64(_BEYOND)


@kept()
def _points(key, strip, per_day, end, rate_ticks, rates, slope, growth_day):  # type: ignore[no-untyped-def]
    """Index and tick of the points of a strip that exist."""
    size = 64
    index, ticks = np.empty(size, np.int64), np.empty(size, np.int64)
    result, number, tick, row = 0, 0, 0, 0
    while True:
        client = subkey(key, number)
        tick += gap_ticks(uniform(client, 0, 0, _GAP), per_day)
        if tick >= end:
            return index[:result], ticks[:result]
        while row + 1 < rate_ticks.size and rate_ticks[row + 1] <= tick:
            row += 1
        growth = exp((tick / TICKS_PER_DAY - growth_day) * slope)
        if (strip + uniform(client, 0, 0, _HEIGHT)) * per_day <= rates[row] * growth:
            if result == size:
                index, ticks = _doubled(index), _doubled(ticks)
                size *= 2
            index[result], ticks[result] = number, tick
            result += 1
        number += 1


@kept()
def _doubled(values):  # type: ignore[no-untyped-def]
    longer = np.empty(2 * values.size, np.int64)
    longer[: values.size] = values
    return longer
