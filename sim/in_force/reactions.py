"""Shares that follow the wait that is seen (rule 28): as planned, and as a run made them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..scenario.begin import is_file
from ..scenario.schema import ByWeeks, Change, Divert, NextChange, Number, Placed, Scenario
from .by_group import MetByGroups
from .changes import DETERRED, REACTS, SEEN_WAIT, Effect, Effects, Thing
from .groups import Group, Groups, Ints, PerGroup, numbered
from .log import Log
from .rows import Row, row_in_force
from .timelines import Timeline

Floats = NDArray[np.float64]

_ONE, _ZERO = Number(value=1.0), Number(value=0.0)
NOT_IN_FORCE = -1.0
"""What a share of a route that follows a wait is on the days on which it does not hold."""
_ABOVE_ALL = 2**31
"""Layers: such a share works on the row that all layers together leave (rule 28)."""


@dataclass(frozen=True, eq=False)
class Reaction:
    """A share that follows the seen wait of a station, `lag` days late.

    By group of clients it is `times` x (the share at that wait) + `plus`: so `plus` alone holds
    while it is not in force, and what changes the share by date changes these two. `placed` is the
    intervention that it stands in; None for a station's own.
    """

    spec: ByWeeks
    station: str
    times: PerGroup[Timeline]
    plus: PerGroup[Timeline]
    placed: Placed | None = None

    @cached_property
    def points(self) -> Floats:
        """Waits in weeks, in order."""
        return np.array([*self.spec.by_weeks], np.float64)

    @cached_property
    def shares(self) -> Floats:
        """The share at each of them."""
        return np.array([share.first for share in self.spec.by_weeks.values()], np.float64)

    def at(self, weeks: float) -> float:
        """The share at a seen wait."""
        from ..by_weeks import share_at  # what is compiled is loaded where something reacts

        return float(share_at(weeks, self.points, self.shares))

    def line(self, group: Group, follows: Callable[[int], float], days: Iterable[int]) -> Timeline:
        """The share of a group, `follows` telling on some days what belongs to the wait."""
        times, plus = self.times.of(group), self.plus.of(group)
        knots = sorted({*times.days, *plus.days, *days})
        values = [times.at(day) * follows(day) + plus.at(day) for day in knots]
        return Timeline.of_steps(knots, values)


@dataclass(frozen=True)
class DivertInForce:
    """A divert, and its share on each day; 0 for groups that it is not about.

    With a `reaction` the share is what is planned, or what a run made of it; `ever` has beside it
    the least and the most that it may be.
    """

    placed: Placed
    spec: Divert
    share: PerGroup[Timeline]
    ever: tuple[PerGroup[Timeline], ...]
    reaction: Reaction | None = None

    def may_move(self, group: Group) -> bool:
        """Whether it moves anybody of a group on some day."""
        return any(any(share.of(group).values) for share in self.ever)


def review_days(scenario: Scenario) -> list[int]:
    """The first day of every month after the start: the days on which waits are seen.

    Who begins with a state goes on with a run that had not seen those of its day yet.
    """
    period = scenario.period
    days, year, month = list[int](), period.start.year, period.start.month
    if is_file(scenario.begin) and period.start.day == 1:
        days.append(0)
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        if dt.date(year, month, 1) >= period.end:
            return days
        days.append((dt.date(year, month, 1) - period.start).days)


class ReactionsInForce:
    """All shares of a scenario that follow a wait, and the waits that they follow."""

    def __init__(
        self, scenario: Scenario, effects: Effects, groups: Groups, met: MetByGroups, log: Log
    ) -> None:
        self._scenario, self._effects, self._groups = scenario, effects, groups
        self._met, self._log = met, log

    @cached_property
    def all(self) -> tuple[Reaction, ...]:
        """Those of stations, then those of interventions in order of file and block."""
        placed = self._scenario.interventions
        return (*self.deterring.values(), *(item for each in placed for item in self._of(each)))

    def _of(self, placed: Placed) -> Iterator[Reaction]:
        spec = placed.intervention
        if isinstance(spec, Divert | NextChange) and isinstance(spec.share, ByWeeks):
            default = spec.from_ if isinstance(spec, Divert) else spec.to or ""
            off = 0.0 if isinstance(spec, Divert) else NOT_IN_FORCE
            days, holds = self._in_force(spec, spec.share)
            lines = (
                (Timeline.constant(0.0), Timeline.of_steps(days, [float(each) for each in holds])),
                (
                    Timeline.constant(off),
                    Timeline.of_steps(days, [0.0 if each else off for each in holds]),
                ),
            )
            reach = self._groups.reach(spec).astype(np.int64)
            times, plus = (PerGroup(pair, reach) for pair in lines)
            yield Reaction(spec.share, spec.share.of or default, times, plus, placed)

    def _in_force(self, spec: Divert | NextChange, share: ByWeeks) -> tuple[list[int], list[bool]]:
        """From the start and from each day on which that changes: whether a share holds."""
        start = self._scenario.period.start
        dates = [date for date in (spec.begin, share.from_) if date is not None]
        begin = max(((date - start).days for date in dates), default=0)
        end = None if spec.until is None else (spec.until - start).days
        last = (self._scenario.period.end - start).days
        days = sorted({0, *(day for day in (begin, end) if day is not None and 0 < day < last)})
        return days, [begin <= day and (end is None or day < end) for day in days]

    @cached_property
    def deterring(self) -> dict[str, Reaction]:
        """What stations say of who is deterred, where that follows a wait."""
        result = {}
        for name, station in self._scenario.stations.items():
            spec = station.waiting.deterred
            if spec is not None and isinstance(spec.share, ByWeeks):
                thing = Thing("stations", name, DETERRED)
                whole, none = (
                    self._met.numbers(thing, self._groups.same(number), part=part)
                    for part, number in enumerate((_ONE, _ZERO))
                )
                both = whole.beside(none)
                times = both.mapped(lambda pair: pair[0].combined(pair[1], np.subtract))
                plus = both.mapped(lambda pair: pair[1])
                result[name] = Reaction(spec.share, spec.share.of or name, times, plus)
        return result

    @cached_property
    def watched(self) -> tuple[str, ...]:
        """The stations whose wait is seen by anything, in their order."""
        seen = {reaction.station for reaction in self.all}
        starts = (use.block.starts_when for use in self._scenario.blocks)
        seen |= {spec.station for spec in starts if spec is not None}
        return tuple(name for name in self._scenario.stations if name in seen)

    def reference_weeks(self, station: str) -> float:
        """The wait that is seen until a run has seen one of its own."""
        reference = self._scenario.stations[station].waiting.reference_weeks
        return 0.0 if reference is None else reference.first

    def seen_wait(self, station: str, gemeente: str = "") -> Timeline:
        """Weeks seen on each day; by gemeente where a run saw them so."""
        planned = Timeline.constant(self.reference_weeks(station))
        return self._log.applied(Thing("stations", station, SEEN_WAIT, gemeente), planned)

    def seen_in_region(self, station: str) -> Timeline:
        """The same for the region: each gemeente that sees its own list counts by its youths."""
        logged = self._log.details_of(Thing("stations", station, SEEN_WAIT))
        inside = [
            (name, item.youth.first)
            for name, item in self._scenario.gemeenten.items()
            if name in logged and not item.outside
        ]
        total = math.fsum(youth for _, youth in inside)
        if total <= 0:
            return self.seen_wait(station)
        result = Timeline.constant(0.0)
        for name, youth in inside:
            result = result + self.seen_wait(station, name) * (youth / total)
        return result

    # ------------------------------------------------------------------ shares

    def by_group(self, reaction: Reaction) -> PerGroup[Timeline]:
        """The share of each group of clients on each day."""
        logged = self._log.details_of(Thing("stations", reaction.station, SEEN_WAIT))
        reviews = review_days(self._scenario)

        def line(group: Group) -> Timeline:
            gemeente = group.gemeente if group.gemeente in logged else ""
            seen = self.seen_wait(reaction.station, gemeente)
            late = reaction.spec.lag
            return reaction.line(group, lambda day: reaction.at(seen.at(day - late)), reviews)

        return self._each(reaction, line, self._groups.gemeenten_among(logged))

    def extremes(self, reaction: Reaction) -> tuple[PerGroup[Timeline], ...]:
        """For each group the share with the wait at which it is lowest, and highest, all along."""
        ends = (float(reaction.shares.min()), float(reaction.shares.max()))
        return tuple(
            self._each(reaction, lambda group, end=end: reaction.line(group, lambda _: end, ()))  # type: ignore[misc]
            for end in ends
        )

    def _each(
        self, reaction: Reaction, line: Callable[[Group], Timeline], *parts: Ints
    ) -> PerGroup[Timeline]:
        """A line for each of those groups whose share is told apart."""
        groups = self._groups.all
        choice = numbered([reaction.times.choice, reaction.plus.choice, *parts], len(groups))
        first = np.unique(choice, return_index=True)[1].tolist()
        return PerGroup(tuple(line(groups[at]) for at in first), choice)

    # ------------------------------------------------------------------ rows

    def of_row(self, station: str) -> list[Reaction]:
        """The routes after a stay at a station that follow a wait."""
        effects = self._effects.on(Thing("stations", station, REACTS))
        placed = {id(effect.placed) for effect in effects}
        return [item for item in self.all if item.placed and id(item.placed) in placed]

    def steered(self, station: str, rows: PerGroup[Row]) -> PerGroup[Row]:
        """The rows in force with what follows a wait, as planned or as a run made it."""
        for reaction in self.of_row(station):
            rows = self._with(rows, reaction, self.by_group(reaction))
        return rows

    def steered_to_extremes(self, station: str, rows: PerGroup[Row]) -> Iterator[PerGroup[Row]]:
        """The rows with each share that follows a wait at its lowest, and at its highest."""
        for reaction in self.of_row(station):
            for shares in self.extremes(reaction):
                yield self._with(rows, reaction, shares)

    def _with(
        self, rows: PerGroup[Row], reaction: Reaction, shares: PerGroup[Timeline]
    ) -> PerGroup[Row]:
        return rows.beside(shares).mapped(lambda pair: self._row_with(pair[0], reaction, pair[1]))

    def _row_with(self, row: Row, reaction: Reaction, share: Timeline) -> Row:
        """A row of shares in which one destination gets the share that follows a wait."""
        start = self._scenario.period.start
        path = {
            start + dt.timedelta(days=day): value
            for day, value in zip(share.days, share.values, strict=True)
            if value != NOT_IN_FORCE
        }
        if not path:
            return row
        change = Change.model_construct(
            operation="set", number=Number.model_construct(value=None, path=path)
        )
        assert reaction.placed is not None
        effect = Effect(Thing("stations", "", REACTS), reaction.placed, change)
        return row_in_force(row, [effect], self._scenario.period, _ABOVE_ALL - 1)


__all__ = ["NOT_IN_FORCE", "DivertInForce", "Reaction", "ReactionsInForce", "review_days"]
