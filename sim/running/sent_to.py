"""Where a scenario sends more clients than its baseline: to other help, or out of help sooner.

Whether other help is as good is no finding of a run: it is what the file says of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import assert_never

import numpy as np

from ..in_force import InForce, InForces, Row
from ..in_force.timelines import Days, Values
from ..scenario.schema import (
    ByWeeks,
    Divert,
    Inflow,
    Intervention,
    NextChange,
    PlacesChange,
    Price,
    Scenario,
    StayChange,
    WaitingChange,
)

_EXITS = ("out", "early", "moved")
_RESERVED = (*_EXITS, "back")
_GATE = "gate"
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Ways:
    """The ways through a scenario beside those of its baseline."""

    scenario: Scenario
    baseline: Scenario
    known: InForces = field(default_factory=InForces)

    @property
    def sent_to(self) -> frozenset[str]:
        """Stations for help to which more may go because of what the scenario says of ways.

        By a row of which the share is larger on some day; by diverts, seconds and entries that the
        baseline has not; and wherever a condition sends clients (a full list, a long wait, places
        that close, a share that reacts), since more may meet it. Whether more do go is counted in
        the runs.
        """
        names = {
            *self._by_rows(),
            *self._by_interventions(),
            *self._by_stations(),
            *self._by_entry(),
        }
        return frozenset(
            name
            for name in names - set(_RESERVED)
            if name in self.scenario.stations and self.scenario.stations[name].group != _GATE
        )

    @cached_property
    def ending_sooner(self) -> frozenset[str]:
        """Stations for help after which, on some day, more of some clients leave."""
        return frozenset(
            name
            for name, pairs in self._rows.items()
            if self.scenario.stations[name].group != _GATE
            and any(_more(ours, theirs, _EXITS) for ours, theirs in pairs)
        )

    @property
    def _here(self) -> InForce:
        return self.known.of(self.scenario)

    @cached_property
    def _rows(self) -> dict[str, list[tuple[Row, Row]]]:
        """Our row and theirs, for each pair that a group of both meets, by station of both."""
        here, there = self._here, self.known.of(self.baseline)
        theirs = {(group.arrival, group.gemeente): group for group in there.groups}
        both = [(group, theirs.get((group.arrival, group.gemeente))) for group in here.groups]
        result = {}
        for name in [name for name in self.scenario.stations if name in self.baseline.stations]:
            ours, other = here.row(name), there.row(name)
            pairs = {
                (int(ours.choice[group.index]), int(other.choice[match.index]))
                for group, match in both
                if match is not None
            }
            result[name] = [(ours.choices[mine], other.choices[match]) for mine, match in pairs]
        return result

    def _by_rows(self) -> Iterator[str]:
        for pairs in self._rows.values():
            for ours, theirs in pairs:
                yield from (name for name in ours.destinations if _more(ours, theirs, (name,)))
        for name in self.scenario.stations.keys() - self.baseline.stations.keys():
            routes = self.scenario.stations[name].next
            rows = self._here.row(name).choices if routes is not None else ()
            for row in rows:
                yield from row.destinations

    def _by_interventions(self) -> Iterator[str]:
        known = [placed.intervention for placed in self.baseline.interventions]
        for placed in self.scenario.interventions:
            spec = placed.intervention
            yield from _named(spec, is_new=spec not in known)
            if isinstance(spec, Divert) and spec.is_onward:
                for row in self._here.row(spec.from_).choices:
                    yield from row.destinations

    def _by_stations(self) -> Iterator[str]:
        for name, station in self.scenario.stations.items():
            yield from _if_any(station.waiting.when_full, station.relocate_to)
            theirs = self.baseline.stations.get(name)
            if theirs is None or station.waiting.escalates_to != theirs.waiting.escalates_to:
                yield from _if_any(station.waiting.escalates_to)
            if theirs is None or station.together != theirs.together:
                yield from (item.station for item in station.together)
        for pool in self.scenario.pools.values():
            yield from _if_any(pool.relocate_to)

    def _by_entry(self) -> Iterator[str]:
        for name, arrival in self.scenario.arrivals.items():
            theirs = self.baseline.arrivals.get(name)
            if theirs is None or theirs.enters != arrival.enters:
                yield arrival.enters


def _named(spec: Intervention, *, is_new: bool) -> Iterator[str]:
    """Where an intervention sends clients, on a condition or because the baseline lacks it."""
    match spec:
        case Divert() if is_new or spec.when != "always" or isinstance(spec.share, ByWeeks):
            yield from spec.stations
        case WaitingChange():
            yield from _if_any(spec.when_full)
        case PlacesChange():
            yield from _if_any(spec.relocate_to)
        case NextChange():
            if isinstance(spec.share, ByWeeks):
                yield from _if_any(spec.to)
            if is_new and spec.together is not None:
                yield spec.together.station
        case Divert() | StayChange() | Inflow() | Price():
            pass
        case _:
            assert_never(spec)


def _if_any(*names: str | None) -> Iterator[str]:
    yield from (name for name in names if name is not None)


def _more(ours: Row, theirs: Row, names: tuple[str, ...]) -> bool:
    """Whether the shares of some destinations together are larger on some day.

    Days count from the start of each scenario's own period.
    """
    days = np.array(sorted({*ours.days, *theirs.days}), dtype=np.int64)
    return bool((_share(ours, days, names) > _share(theirs, days, names) + _TOLERANCE).any())


def _share(row: Row, days: Days, names: tuple[str, ...]) -> Values:
    shares = row.on(np.maximum(days, 0))
    return sum((shares[name] for name in names if name in shares), np.zeros(days.size))
