"""Building what follows from waits that are seen (rule 28)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..draws import TICKS_PER_DAY, key_of
from ..in_force import Group, InForce, Reaction, Timeline, may_be_deterred, review_days
from ..in_force.changes import SEEN_WAIT, Thing
from ..in_force.groups import numbered
from ..scenario.schema import Again, NextChange, Station
from .ceilings import AccountsBuilder
from .following import FollowersBuilder
from .levels import LevelsBuilder
from .model import Exit, Ints, LevelKind
from .seen import IN_PROPORTION, UNSEEN, Deterrence, Reactions, SeenWaits, Steers
from .times import TimesBuilder, exponential

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
        self._rows: list[tuple[int, int, Reaction, int, int, set[int]]] = []
        self._known: dict[tuple[int, int, Timeline, Timeline, int], int] = {}

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
        self, reaction: Reaction, kind: LevelKind = LevelKind.PLAIN, target: int = -1
    ) -> Ints:
        """The level of each group's share; a plain one where no wait makes a difference."""
        groups = self.in_force.groups
        gemeenten = np.array([self._gemeenten[group.gemeente] for group in groups], np.int64)
        seen = self._at[self.stations[reaction.station]][gemeenten]
        # What is seen counts from UNSEEN, which is below 0.
        alike = numbered((reaction.times.choice, reaction.plus.choice, seen - UNSEEN), len(groups))
        first = np.unique(alike, return_index=True)[1].tolist()
        levels = [self._level(reaction, groups[at], int(seen[at]), kind, target) for at in first]
        return np.array(levels, np.int64)[alike]

    def _level(
        self, reaction: Reaction, group: Group, seen: int, kind: LevelKind, target: int
    ) -> int:
        times, plus = reaction.times.of(group), reaction.plus.of(group)
        if not any(times.values):
            return (
                self.levels.add(plus, kind, target) if len(plus.days) > 1 else self.levels.add(plus)
            )
        key = (id(reaction), seen, times, plus, target)
        if key not in self._known:
            weeks = self.in_force.reactions.reference_weeks(reaction.station)
            start = times.first * reaction.at(weeks) + plus.first
            level = self._known[key] = self.levels.add_own(start, kind, target)
            lines = self.levels.add(times), self.levels.add(plus)
            self._rows.append((level, seen, reaction, *lines, {*times.days, *plus.days}))
        return self._known[key]

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
            ticks=tuple(_ints(day * TICKS_PER_DAY for day in sorted(row[5])) for row in rows),
            points=tuple(row[2].points for row in rows),
            shares=tuple(row[2].shares for row in rows),
        )

    @property
    def waits(self) -> int:
        """How many waits for stations are seen."""
        return len(self._things)

    def seen(self, followers: FollowersBuilder, accounts: AccountsBuilder) -> SeenWaits:
        """The waits that are seen, and when; and when other things of each month are looked at."""
        period = self.scenario.period
        sees = self._things or followers.following
        months = set(review_days(self.scenario)) if sees else set[int]()
        months |= accounts.looks()
        end = (period.end - period.start).days
        own = set[int]().union(*(row[5] for row in self._rows))
        knots = own | followers.days() | accounts.days()
        days = sorted(months | {day for day in knots if 0 < day < end})
        references = (self.in_force.reactions.reference_weeks(thing.name) for thing in self._things)
        return SeenWaits(
            at=self._at,
            of_pool=followers.of_pools(self.waits),
            reference_weeks=np.array([*references, *followers.aims()], np.float64),
            things=(
                *self._things,
                *followers.seen_things(),
                *followers.things(),
                *accounts.things(),
            ),
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
                placed = reaction.placed
                assert placed is not None
                spec = placed.intervention
                assert isinstance(spec, NextChange)
                reach = self.in_force.reach(placed)
                row[number, reach] = len(keys)
                share[number, reach] = self.by_group(reaction)[reach]
                to.append(self._code(spec.to or ""))
                giver.append(self._code(spec.taken_from))
                keys.append(key_of("next", placed.block or "", spec.id))
        return Steers(_ints(to), _ints(giver), _ints(keys), row, share)

    def deterrence(self, times: TimesBuilder) -> Deterrence:
        """Who turns away from which list, and comes back later."""
        in_force, stations = self.in_force, self.scenario.stations
        shares, at_start = [], []
        for name in stations:
            reaction = in_force.reactions.deterring.get(name)
            if reaction is None:
                shares.append(self.levels.by_group(in_force.deterred(name)))
            else:
                shares.append(self.by_group(reaction))
            deters = stations[name].waiting.deterred is not None
            at_start.append(self._may_be_deterred(name, deters=deters))
        shape = (len(stations), len(in_force.groups))
        again = [_again(station) for station in stations.values()]
        return Deterrence(
            share=np.array(shares, np.int64).reshape(shape),
            at_start=np.array(at_start, np.bool_).reshape(shape),
            again_share=np.array([0.0 if item is None else item.share.first for item in again]),
            again_delay=_ints(
                UNSEEN if item is None else times.stay(exponential(item.mean_days))
                for item in again
            ),
            dearer=np.array([1.0 if item is None else item.dearer.first for item in again]),
            helps=np.array([item.group == "care" for item in stations.values()], np.bool_),
        )

    def _may_be_deterred(self, station: str, *, deters: bool) -> list[bool]:
        """Who of the groups may turn away; asked once for those whom nothing tells apart here."""
        if not deters:
            return [False] * len(self.in_force.groups)
        own = self.in_force.waiting(station, "priority").choice.tolist()
        known = dict[tuple[str, int, int, str], bool]()
        result = []
        for group in self.in_force.groups:
            arrival = self.scenario.arrivals[group.arrival]
            key = (arrival.legal_frame, arrival.priority, own[group.index], group.gemeente)
            if key not in known:
                known[key] = may_be_deterred(self.in_force, group, station)
            result.append(known[key])
        return result

    def _code(self, name: str) -> int:
        if name == "proportional":
            return IN_PROPORTION
        return self.stations[name] if name in self.stations else int(_EXITS[name])


def _again(station: Station) -> Again | None:
    spec = station.waiting.deterred
    return None if spec is None else spec.again


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)
