"""Shares that follow the wait that is seen (rule 28): as planned, and as a run made them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..scenario.schema import ByWeeks, Change, Divert, NextChange, Number, Period, Placed, Scenario
from .changes import REACTS, SEEN_WAIT, Effect, Effects, Thing
from .groups import Group, Groups, PerGroup, numbered
from .log import Log
from .rows import Row, row_in_force
from .timelines import Timeline

Floats = NDArray[np.float64]

NOT_IN_FORCE = -1.0
"""What a share of a route that follows a wait is on the days on which it does not hold."""
_ABOVE_ALL = 2**31
"""Layers: such a share works on the row that all layers together leave (rule 28)."""


@dataclass(frozen=True, eq=False)
class Reaction:
    """A share that follows the seen wait of a station, `lag` days late.

    It holds from day `begin` until day `until`, if that is said.
    """

    placed: Placed
    spec: ByWeeks
    station: str
    begin: int
    until: int | None

    @cached_property
    def points(self) -> Floats:
        """Waits in weeks, in order."""
        return np.array([*self.spec.by_weeks], np.float64)

    @cached_property
    def shares(self) -> Floats:
        """The share at each of them."""
        return np.array([share.first for share in self.spec.by_weeks.values()], np.float64)

    def holds(self, day: int) -> bool:
        """Whether it is in force on a day."""
        return self.begin <= day and (self.until is None or day < self.until)

    def at(self, weeks: float) -> float:
        """The share at a seen wait."""
        from ..by_weeks import share_at  # what is compiled is loaded where something reacts

        return float(share_at(weeks, self.points, self.shares))


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


def review_days(period: Period) -> list[int]:
    """The first day of every month after the start: the days on which waits are seen."""
    days, year, month = list[int](), period.start.year, period.start.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        if dt.date(year, month, 1) >= period.end:
            return days
        days.append((dt.date(year, month, 1) - period.start).days)


class ReactionsInForce:
    """All shares of a scenario that follow a wait, and the waits that they follow."""

    def __init__(self, scenario: Scenario, effects: Effects, groups: Groups, log: Log) -> None:
        self._scenario, self._effects, self._groups, self._log = scenario, effects, groups, log

    @cached_property
    def all(self) -> tuple[Reaction, ...]:
        """In order of file and block."""
        specs = (placed for placed in self._scenario.interventions)
        return tuple(item for placed in specs for item in self._of(placed))

    def _of(self, placed: Placed) -> Iterator[Reaction]:
        spec, start = placed.intervention, self._scenario.period.start
        if isinstance(spec, Divert | NextChange) and isinstance(spec.share, ByWeeks):
            default = spec.from_ if isinstance(spec, Divert) else spec.to or ""
            dates = [date for date in (spec.begin, spec.share.from_) if date is not None]
            yield Reaction(
                placed,
                spec.share,
                spec.share.of or default,
                max(0, *((date - start).days for date in dates)) if dates else 0,
                None if spec.until is None else (spec.until - start).days,
            )

    @cached_property
    def watched(self) -> tuple[str, ...]:
        """The stations whose wait is seen by anything, in their order."""
        seen = {reaction.station for reaction in self.all}
        return tuple(name for name in self._scenario.stations if name in seen)

    def reference_weeks(self, station: str) -> float:
        """The wait that is seen until a run has seen one of its own."""
        reference = self._scenario.stations[station].waiting.reference_weeks
        return 0.0 if reference is None else reference.first

    def seen_wait(self, station: str, gemeente: str = "") -> Timeline:
        """Weeks seen on each day; by gemeente where a run saw them so."""
        planned = Timeline.constant(self.reference_weeks(station))
        return self._log.applied(Thing("stations", station, SEEN_WAIT, gemeente), planned)

    # ------------------------------------------------------------------ shares

    def share(self, reaction: Reaction, gemeente: str = "", *, off: float) -> Timeline:
        """The share on each day, `off` on days on which it does not hold."""
        seen, period = self.seen_wait(reaction.station, gemeente), self._scenario.period
        end = (period.end - period.start).days
        knots = {0, reaction.begin, reaction.until or 0, *review_days(period)}
        days = sorted(day for day in knots if 0 <= day < end)
        values = [
            reaction.at(seen.at(day - reaction.spec.lag)) if reaction.holds(day) else off
            for day in days
        ]
        return Timeline.of_steps(days, values)

    def extremes(self, reaction: Reaction, *, off: float) -> tuple[PerGroup[Timeline], ...]:
        """For each group the lowest and the highest that the share may be, all along."""
        reach = self._groups.reach(reaction.placed.intervention).astype(np.int64)
        days = sorted({0, reaction.begin, reaction.until or 0})
        lines = [
            Timeline.of_steps(days, [value if reaction.holds(day) else off for day in days])
            for value in (float(reaction.shares.min()), float(reaction.shares.max()))
        ]
        return tuple(PerGroup((Timeline.constant(off), line), reach) for line in lines)

    def by_group(self, reaction: Reaction, *, off: float) -> PerGroup[Timeline]:
        """The share of each group of clients; `off` for those whom it is not about."""
        reach = self._groups.reach(reaction.placed.intervention)
        keys = [reach.astype(np.int64)]
        logged = self._log.details_of(Thing("stations", reaction.station, SEEN_WAIT))
        if logged:
            keys.append(self._groups.gemeenten_among(logged))
        choice = numbered(keys, len(self._groups.all))
        first = np.unique(choice, return_index=True)[1].tolist()

        def line(at: int) -> Timeline:
            gemeente = self._groups.all[at].gemeente
            if not reach[at]:
                return Timeline.constant(off)
            return self.share(reaction, gemeente if gemeente in logged else "", off=off)

        return PerGroup(tuple(line(at) for at in first), choice)

    # ------------------------------------------------------------------ rows

    def of_row(self, station: str) -> list[Reaction]:
        """The routes after a stay at a station that follow a wait."""
        effects = self._effects.on(Thing("stations", station, REACTS))
        placed = {id(effect.placed) for effect in effects}
        return [item for item in self.all if id(item.placed) in placed]

    def steered(self, station: str, rows: PerGroup[Row]) -> PerGroup[Row]:
        """The rows in force with what follows a wait, as planned or as a run made it."""
        for reaction in self.of_row(station):
            rows = self._with(rows, reaction, self.by_group(reaction, off=NOT_IN_FORCE))
        return rows

    def steered_to_extremes(self, station: str, rows: PerGroup[Row]) -> Iterator[PerGroup[Row]]:
        """The rows with each share that follows a wait at its lowest, and at its highest."""
        for reaction in self.of_row(station):
            for shares in self.extremes(reaction, off=NOT_IN_FORCE):
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
        effect = Effect(Thing("stations", "", REACTS), reaction.placed, change)
        return row_in_force(row, [effect], self._scenario.period, _ABOVE_ALL - 1)


__all__ = ["NOT_IN_FORCE", "DivertInForce", "Reaction", "ReactionsInForce", "review_days"]
