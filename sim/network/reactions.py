"""Building what follows from waits that are seen (rule 28)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..draws import TICKS_PER_DAY, key_of
from ..in_force import NOT_IN_FORCE, InForce, Reaction, Timeline, review_days
from ..in_force.changes import SEEN_WAIT, Thing
from ..scenario.schema import NextChange
from .levels import LevelsBuilder
from .model import Exit, Ints, LevelKind
from .seen import IN_PROPORTION, UNSEEN, Reactions, SeenWaits, Steers

_EXITS = {"out": Exit.OUT, "early": Exit.EARLY, "moved": Exit.MOVED, "back": Exit.BACK}


class ReactionsBuilder:
    """Collects waits that are seen, and the levels that follow them."""

    def __init__(self, in_force: InForce, levels: LevelsBuilder) -> None:
        self.in_force, self.levels = in_force, levels
        self.scenario = in_force.scenario
        self.stations = {name: at for at, name in enumerate(self.scenario.stations)}
        self._gemeenten = {name: at for at, name in enumerate(self.scenario.gemeenten)}
        self._things: list[Thing] = []
        self._at = self._seen_at()
        self._rows: list[tuple[int, int, Reaction, int, int]] = []
        self._known: dict[tuple[int, int, int], int] = {}

    def _seen_at(self) -> Ints:
        """By station and gemeente which wait is seen: of the region or of a gemeente."""
        at = np.full((len(self.stations), len(self._gemeenten)), UNSEEN, np.int64)
        for name in self.in_force.reactions.watched:
            number = self.stations[name]
            for gemeente, column in self._gemeenten.items():
                detail = gemeente if self._is_by_gemeente(name) else ""
                thing = Thing("stations", name, SEEN_WAIT, detail)
                if thing not in self._things:
                    self._things.append(thing)
                at[number, column] = self._things.index(thing)
        return at

    def _is_by_gemeente(self, name: str) -> bool:
        """Whether a station ever draws from pools of a gemeente."""
        return any(
            pool.gemeente is not None
            for gemeente in self._gemeenten
            for pool in self.in_force.membership(name, gemeente).values
        )

    # ------------------------------------------------------------------ levels

    def by_group(
        self, reaction: Reaction, *, off: float, kind: LevelKind = LevelKind.PLAIN, target: int = -1
    ) -> Ints:
        """The level of each group's share; a plain one of `off` for those whom it is not about."""
        reach = self.in_force.reach(reaction.placed)
        plain = self.levels.add(Timeline.constant(off))
        groups = self.in_force.groups
        of_station = self._at[self.stations[reaction.station]]
        return np.array(
            [
                self._level(
                    reaction, int(of_station[self._gemeenten[group.gemeente]]), off, kind, target
                )
                if reach[group.index]
                else plain
                for group in groups
            ],
            np.int64,
        )

    def _level(
        self, reaction: Reaction, seen: int, off: float, kind: LevelKind, target: int
    ) -> int:
        key = (id(reaction), seen, target)
        if key not in self._known:
            start = self.in_force.reactions.share(reaction, off=off).first
            level = self._known[key] = self.levels.add_own(start, kind, target)
            self._rows.append((level, seen, reaction, *self._in_force(reaction, off)))
        return self._known[key]

    def _in_force(self, reaction: Reaction, off: float) -> tuple[int, int]:
        """The levels of what the share is multiplied with, and of what is added."""
        days = sorted({0, reaction.begin, reaction.until or 0})
        holds = [float(reaction.holds(day)) for day in days]
        added = [0.0 if each else off for each in holds]
        lines = (Timeline.of_steps(days, holds), Timeline.of_steps(days, added))
        return self.levels.add(lines[0]), self.levels.add(lines[1])

    # ------------------------------------------------------------------ what is built

    def reactions(self) -> Reactions:
        """All levels that follow a wait."""
        rows = self._rows
        return Reactions(
            level=_ints(row[0] for row in rows),
            seen=_ints(row[1] for row in rows),
            lag_ticks=_ints(row[2].spec.lag * TICKS_PER_DAY for row in rows),
            times=_ints(row[3] for row in rows),
            plus=_ints(row[4] for row in rows),
            points=tuple(row[2].points for row in rows),
            shares=tuple(row[2].shares for row in rows),
        )

    def seen(self) -> SeenWaits:
        """The waits that are seen, and when."""
        period = self.scenario.period
        months = set(review_days(period)) if self._things else set()
        end = (period.end - period.start).days
        knots = {day for row in self._rows for day in (row[2].begin, row[2].until or 0)}
        days = sorted(day for day in months | knots if 0 < day < end)
        references = (self.in_force.reactions.reference_weeks(thing.name) for thing in self._things)
        return SeenWaits(
            at=self._at,
            reference_weeks=np.array([*references], np.float64),
            things=tuple(self._things),
            review_tick=_ints(day * TICKS_PER_DAY for day in days),
            sees=np.array([day in months for day in days], np.bool_),
        )

    def steers(self) -> Steers:
        """Routes that follow a wait; at a station each group of clients meets one at most."""
        shape = (len(self.stations), len(self.in_force.groups))
        row, share = np.full(shape, -1, np.int64), np.zeros(shape, np.int64)
        to, giver, keys = list[int](), list[int](), list[int]()
        for name, number in self.stations.items():
            for reaction in self.in_force.reactions.of_row(name):
                spec = reaction.placed.intervention
                assert isinstance(spec, NextChange)
                reach = self.in_force.reach(reaction.placed)
                row[number, reach] = len(keys)
                share[number, reach] = self.by_group(reaction, off=NOT_IN_FORCE)[reach]
                to.append(self._code(spec.to or ""))
                giver.append(self._code(spec.taken_from))
                keys.append(key_of("next", reaction.placed.block or "", spec.id))
        return Steers(_ints(to), _ints(giver), _ints(keys), row, share)

    def _code(self, name: str) -> int:
        if name == "proportional":
            return IN_PROPORTION
        return self.stations[name] if name in self.stations else int(_EXITS[name])


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)
