"""Who the children of a state file are: source, age and key; what is not said of them is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ...draws import FAR, TICKS_PER_DAY, Purpose, key_of, subkey, uniform
from ...network import Network
from ...network.model import EIGHTEEN_TICKS
from ..cohort import FILE_STRIP, Clients, make_clients, strip_key
from ..state import State
from .names import Child, Names
from .told import Told

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

HERE = "state file"
_AGES_TRIED = 64


@dataclass(frozen=True)
class Chance:
    """The draws of one run that are for a state file."""

    seed: int
    replication: int

    def strip(self, source_key: int) -> int:
        """The key of those of a source who come from the file."""
        return strip_key(source_key, self.seed, self.replication, FILE_STRIP)

    @cached_property
    def own(self) -> int:
        """The key of draws about who a child is."""
        return strip_key(key_of(HERE), self.seed, self.replication, FILE_STRIP)

    def of_child(self, number: int, what: str) -> float:
        """A number for a child of the file, before it is known who they are."""
        return float(uniform(subkey(self.own, number), key_of(HERE, what), 0, 0))


class Mix:
    """Who is where in a filled start: what is not said is drawn from them."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._source = state.clients.source[state.stock[:, 0]]
        self._station, self._started = state.stock[:, 1], state.stock[:, 4]

    def sources_at(self, station: int, network: Network) -> Floats:
        """How many of each source are at a station."""
        here = self._source[self._station == station]
        return np.bincount(here, minlength=len(network.sources.key)).astype(np.float64)

    def since(self, station: int, u: float) -> int | None:
        """Since when somebody there is in care; None where nobody is."""
        started = self._started[self._station == station]
        return int(started[int(u * started.size)]) if started.size else None


class People:
    """The children of a file as clients."""

    def __init__(
        self, names: Names, chance: Chance, filled: Callable[[], State], told: Told
    ) -> None:
        self._names, self._network, self._chance = names, names.network, chance
        self._filled, self._told = filled, told

    @cached_property
    def mix(self) -> Mix:
        """Who is where in a filled start, made when it is first asked for."""
        return Mix(self._filled())

    def clients(self, children: list[Child], numbers: list[int]) -> Clients:
        """All children, in their order; `numbers` are theirs in the file."""
        sources = np.array(
            [self._source(number, item) for number, item in zip(numbers, children, strict=True)],
            np.int64,
        )
        return self._of_sources(children, sources)

    def _source(self, number: int, child: Child) -> int:
        """The source of a child: the only one, or drawn from those who are at their station."""
        for column in ("gemeente", "need", "referrer"):
            is_told = any(getattr(row, column) or row.arrival for row in child.rows)
            self._told.filled_in[column] += 0 if is_told else 1
        if child.sources.size == 1:
            return int(child.sources[0])
        weights = self._network.sources.start_per_day[child.sources]
        station = child.rows[0].station
        if station:
            there = self.mix.sources_at(self._names.station(station), self._network)
            if there[child.sources].sum() > 0.0:
                weights = there[child.sources]
        shares = np.cumsum(weights if weights.sum() > 0.0 else np.ones_like(weights))
        u = self._chance.of_child(number, "source") * shares[-1]
        row = min(int(np.searchsorted(shares, u, side="right")), len(shares) - 1)
        return int(child.sources[row])

    def _of_sources(self, children: list[Child], sources: Ints) -> Clients:
        index, seen = np.zeros(len(sources), np.int64), Counter[int]()
        for number, source in enumerate(sources.tolist()):
            index[number] = seen[source]
            seen[source] += 1
        keys = np.array(
            [subkey(self._chance.strip(int(self._network.sources.key[source])), int(at))
             for source, at in zip(sources.tolist(), index, strict=True)], np.int64,
        )  # fmt: skip
        came = np.array(
            [min((row.since or 0 for row in child.rows), default=0) for child in children], np.int64
        )
        strip = np.full(len(sources), FILE_STRIP)
        clients = make_clients(self._network, sources, strip, index, keys, came)
        birthdays = [
            self._eighteenth(child, clients, number) for number, child in enumerate(children)
        ]
        return replace(clients, eighteenth=np.array(birthdays, np.int64))

    def _eighteenth(self, child: Child, clients: Clients, number: int) -> int:
        """The 18th birthday: as far as it is said, else drawn of those who are not yet 18."""
        key = int(clients.key[number])
        born = next((row.born for row in child.rows if row.born is not None), None)
        if born is not None:
            first, last = born
            u = float(uniform(key, key_of(HERE, "born"), 0, 0))
            return first + round((last - first) * u) + EIGHTEEN_TICKS
        if int(clients.eighteenth[number]) == FAR:
            return FAR
        self._told.filled_in["born"] += 1
        return self._under_18(int(clients.source[number]), int(clients.arrival[number]), key)

    def _under_18(self, source: int, came: int, key: int) -> int:
        ages, need = self._network.ages, int(self._network.sources.need[source])
        shares = ages.shares[need]
        for number in range(_AGES_TRIED):
            u = uniform(key, number, 0, Purpose.AGE_CLASS)
            row = min(int(np.searchsorted(shares, u, side="right")), shares.size - 1)
            low, high = float(ages.from_days[need][row]), float(ages.to_days[need][row])
            days = low + (high - low) * float(uniform(key, number, 0, Purpose.AGE))
            eighteenth = came - round(days * TICKS_PER_DAY) + EIGHTEEN_TICKS
            if eighteenth > 0:
                return eighteenth
        return TICKS_PER_DAY
