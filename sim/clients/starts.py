"""Clients drawn once for scenarios that begin alike: the cohort by its rates, the start by its key.

Two networks have the same key only when all that the draw stands on is the same, and then whatever
else they hold: later interventions, stations that nobody reaches on the first day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ..network import Network
from ..network.model import NOWHERE, Condition, Steps
from ..scenario.begin import is_file, past_beside
from ..scenario.schema import EMPTY
from .begin import state_of
from .cohort import Cohort, build_cohort
from .state import State
from .today.rows import digest_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Drawn = TypeVar("Drawn", Cohort, State, Ints)
Key = tuple[str, int, int]


@dataclass
class Starts:
    """What was drawn last of each kind, for whoever comes next with its key."""

    _cohorts: dict[Key, Cohort] = field(default_factory=dict)
    _states: dict[Key, State] = field(default_factory=dict)
    _who_come: dict[Key, Ints] = field(default_factory=dict)

    def cohort(self, network: Network, *, seed: int, replication: int) -> Cohort:
        """As build_cohort."""
        return _once(
            self._cohorts,
            (cohort_key(network), seed, replication),
            lambda: build_cohort(network, seed=seed, replication=replication),
        )

    def who_come(self, network: Network, *, seed: int, replication: int) -> Ints:
        """The keys of all in its cohort: of a baseline, with which many scenarios are compared."""
        drawn = {"seed": seed, "replication": replication}
        return _once(
            self._who_come,
            (cohort_key(network), seed, replication),
            lambda: build_cohort(network, **drawn).clients.key,
        )

    def state(self, network: Network, begin: str, *, seed: int, replication: int) -> State:
        """As state_of."""
        return _once(
            self._states,
            (start_key(network, begin), seed, replication),
            lambda: state_of(network, begin, seed=seed, replication=replication),
        )


def _once(kept: dict[Key, Drawn], key: Key, draw: Callable[[], Drawn]) -> Drawn:
    if key not in kept:
        kept.clear()  # one at a time: memory, and scenarios alike come one after the other
        kept[key] = draw()
    return kept[key]


def cohort_key(network: Network) -> str:
    """A digest of all that the cohort of a network is drawn from."""
    sources = network.sources
    rates = (sources.reference_per_day, sources.log_growth_per_day)
    of_day = np.array([network.end, sources.growth_is_1_on_day])
    return _digest([*_of_clients(network), *rates, of_day, *_joined(sources.rate)])


def start_key(network: Network, begin: str) -> str:
    """A digest of all that the start of a network is drawn from.

    What a state file means depends on all that is in force at first: scenarios do not share it.
    """
    sources = network.sources
    arrays = [*_of_clients(network), sources.start_per_day, sources.log_growth_per_day]
    if begin != EMPTY:
        arrays += [sources.entrance, sources.legal_frame, *_ground(network)]
    if is_file(begin):
        past = past_beside(Path(begin))
        of_past = digest_of(past) if past.is_file() else ""
        logged = (network.seen.things, network.followers.decides.tolist())
        of_file = f"{digest_of(Path(begin))} {of_past} {network.name} {network.scale} {logged}"
        return f"{of_file} {_digest([*arrays, network.levels.at_start])}"
    return f"{begin} {_digest(arrays)}"


def _of_clients(network: Network) -> Iterator[NDArray[np.generic]]:
    """Who the clients of each source are."""
    sources, ages = network.sources, network.ages
    yield from (sources.key, sources.need)
    yield from _joined(sources.pgb)
    yield from (part for need in (ages.shares, ages.from_days, ages.to_days) for part in need)


def _joined(rows: Sequence[Steps]) -> Iterator[NDArray[np.generic]]:
    """Step functions as a few arrays, one row after the other."""
    yield np.array([steps.ticks.size for steps in rows])
    yield np.concatenate([np.zeros(0, np.int64), *(steps.ticks for steps in rows)])
    yield np.concatenate([np.zeros(0), *(steps.values for steps in rows)])


def _digest(arrays: Iterable[NDArray[np.generic]]) -> str:
    whole = hashlib.sha256()
    for item in arrays:
        whole.update(f"{item.dtype} {item.shape} ".encode())
        whole.update(np.ascontiguousarray(item).tobytes())
    return whole.hexdigest()


# ------------------------------------------------------------------ the ground of the first day


def _ground(network: Network) -> Iterator[NDArray[np.generic]]:
    """All that a walk may meet: of every station that it may reach, what is in force at first."""
    reached = np.array(sorted(_reached(network)), dtype=np.int64)
    tables, now = network.tables, network.levels.at_start
    yield reached
    yield tables.key[reached]
    times = _labels(_rows_of_times(network))
    for rows in (tables.stay, tables.return_delay):
        yield np.where(rows[reached] < 0, 0, times[rows[reached]])
    numbers = now[tables.route[reached]].astype(np.int64)
    routes = np.unique(numbers)
    labels = _labels([repr(astuple(network.routes[at])) for at in routes.tolist()])
    yield labels[np.searchsorted(routes, numbers)]
    continues = np.array([steps.values[0] for steps in tables.continues_rows])
    yield continues[tables.continues[reached]]
    yield np.array([ages[0] for ages in tables.end_age_rows])[tables.continues[reached]]
    for level in (tables.stay_factor, tables.returns_share, tables.limit, tables.when_full):
        yield now[level[reached]]
    if (now[tables.limit[reached]] >= 0).any():
        yield now[tables.pool[reached]]
        yield now[network.places.capacity]
    yield from _branches(network)
    yield from _steers(network, reached)
    yield from _deterrence(network, reached, times)
    yield np.array([network.station_group[at] != "protection" for at in reached], np.bool_)


def _steers(network: Network, reached: Ints) -> Iterator[NDArray[np.generic]]:
    """Routes that follow a wait, by what they are and the share of the first day."""
    steers, now = network.steers, network.levels.at_start
    rows = steers.row[reached]
    shares = np.where(rows < 0, -1.0, now[steers.share[reached]])
    keys, to, giver = (np.append(part, 0) for part in (steers.key, steers.to, steers.giver))
    yield from (np.where(shares < 0.0, 0, part[rows]) for part in (keys, to, giver))
    yield shares


def _deterrence(network: Network, reached: Ints, times: Ints) -> Iterator[NDArray[np.generic]]:
    """Who turns away on the first day, and comes back."""
    deterrence, delay = network.deterrence, network.deterrence.again_delay[reached]
    shares = network.levels.at_start[deterrence.share[reached]]
    yield np.where(deterrence.at_start[reached], shares, 0.0)
    if deterrence.at_start[reached].any():
        for level in (network.tables.priority, network.tables.holds_place):
            yield network.levels.at_start[level[reached]]
        yield network.sources.priority
        yield from (deterrence.again_share[reached], deterrence.dearer[reached])
        yield from (np.where(delay < 0, 0, times[delay]), deterrence.helps[reached])


def _branches(network: Network) -> Iterator[NDArray[np.generic]]:
    """Diverts that apply on the first day, and second trajectories."""
    diverts, seconds = network.diverts, network.seconds
    in_force = _diverts_in_force(network)
    yield from (diverts.from_station[in_force], diverts.to_station[in_force])
    yield from (diverts.key[in_force], _shares(network, diverts.share)[in_force])
    yield from (diverts.via[in_force], diverts.onward[in_force])
    yield in_force[diverts.via[in_force]]  # a state says by number which gates were met
    begun = np.flatnonzero((_shares(network, seconds.share) > 0.0).any(axis=1))
    yield from (begun, seconds.first[begun], seconds.second[begun])
    yield from (seconds.key[begun], _shares(network, seconds.share)[begun])


def _diverts_in_force(network: Network) -> Ints:
    diverts = network.diverts
    applies = diverts.new & (diverts.condition == Condition.ALWAYS)
    return np.flatnonzero(applies & (_shares(network, diverts.share) > 0.0).any(axis=1))


def _shares(network: Network, levels: Ints) -> Floats:
    """Shares of the first day by row and source; there may be no rows."""
    return network.levels.at_start[levels].reshape(-1, len(network.sources.key))


def _rows_of_times(network: Network) -> list[str]:
    spec = network.distributions
    rows = zip(spec.kind, spec.a, spec.b, spec.tail_days, strict=True)
    steps = zip(spec.table_shares, spec.table_days, strict=True)
    return [
        repr([item.item() for item in row]) + _digest(tables)
        for row, tables in zip(rows, steps, strict=True)
    ]


def _labels(contents: list[str]) -> Ints:
    """A number for each content, the same wherever the content is."""
    return np.array(
        [
            int.from_bytes(hashlib.sha256(item.encode()).digest()[:8], "little", signed=True)
            for item in contents
        ]
        or [0],
        dtype=np.int64,
    )


def _reached(network: Network) -> set[int]:
    """Stations to which a walk may come, of whatever source."""
    tables, now = network.tables, network.levels.at_start
    ways: dict[int, set[int]] = {}
    diverts, seconds = network.diverts, network.seconds
    for row in _diverts_in_force(network):
        ways.setdefault(int(diverts.from_station[row]), set()).add(int(diverts.to_station[row]))
    for row in np.flatnonzero((_shares(network, seconds.share) > 0.0).any(axis=1)):
        ways.setdefault(int(seconds.first[row]), set()).add(int(seconds.second[row]))
    result: set[int] = set()
    open_ends = set(network.sources.entrance.tolist())
    while open_ends:
        station = open_ends.pop()
        result.add(station)
        onward = {int(other) for other in np.unique(now[tables.when_full[station]])}
        for route in np.unique(now[tables.route[station]]).astype(int):
            onward.update(network.routes.destinations(route))
        for steer in set(network.steers.row[station].tolist()) - {NOWHERE}:
            onward |= {int(network.steers.to[steer]), int(network.steers.giver[steer])}
        onward |= ways.get(station, set())
        open_ends |= {other for other in onward if other >= 0} - result
    return result
