"""Building pools whose places follow demand and the wait for them (rule 31)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..draws import TICKS_PER_DAY
from ..in_force import FOLLOWS, Followed, InForce, PoolInForce, Timeline
from ..in_force.changes import SEEN_WAIT, Thing
from ..in_force.staffing import fte_per_place
from ..in_force.timelines import days_of_all
from ..scenario.begin import is_file
from ..scenario.schema import Follows, Pool
from .capacity import PoolsBuilder
from .lists import ListsOfPool
from .model import Floats, Ints
from .seen import UNSEEN, Followers

_ONE = Timeline.constant(1.0)
_NO_MARKET = -1
_COLUMNS = (
    "pool",
    "seen",
    "thing",
    "begin_tick",
    "lag_ticks",
    "training_ticks",
    "market",
)


@dataclass(frozen=True)
class Member:
    """A pool of the file that follows, or that shares a labour market with others."""

    index: int
    pool: PoolInForce
    lists: ListsOfPool
    spec: Follows | None
    market: int

    @cached_property
    def followed(self) -> Followed:
        """Its number of places or FTE, by what follows; nothing of those that do not."""
        result = self.pool.followed
        if result is not None:
            return result
        assert self.pool.fte is not None
        per_place = self.fte or 1.0
        return Followed(Timeline.constant(0.0), self.pool.fte * (1.0 / per_place))

    @property
    def fte(self) -> float:
        """FTE of one of that number; 0 where no staff is counted."""
        spec = self.pool.pool.spec
        return 1.0 if spec.staff is not None else fte_per_place(spec) or 0.0

    @property
    def training_days(self) -> int:
        """Whole days before staff that is added makes places."""
        return math.ceil(self.pool.training_days)

    @property
    def makes(self) -> tuple[Timeline, Timeline]:
        """Clients that one of its number helps, and the part of its places that can be used."""
        is_staff = self.pool.pool.spec.staff is not None
        clients = self.pool.clients_per_fte if is_staff else _ONE
        return clients or _ONE, self.pool.efficiency

    def thing(self, field: str) -> Thing:
        """What the log names."""
        return Thing(*self.pool.pool.keys, field, self.pool.pool.gemeente or "")

    @property
    def lines(self) -> tuple[Timeline, ...]:
        """All that its places are made of by calendar: see Followers."""
        followed = self.followed
        return followed.times, followed.plus, *self.makes


class FollowersBuilder:
    """The pools that follow, in order, and when they do."""

    def __init__(self, in_force: InForce, pools: PoolsBuilder, scale: float) -> None:
        self._in_force, self._pools, self._scale = in_force, pools, scale
        self._capacity = pools.capacity
        self._period = in_force.scenario.period
        self.members = tuple(self._members())
        self.following = tuple(item for item in self.members if item.spec is not None)

    def _members(self) -> Iterator[Member]:
        labour = [*self._in_force.scenario.labour]
        for index, instance in enumerate(self._in_force.pools):
            spec, pool = instance.spec, self._in_force.pool(instance.base, instance.gemeente)
            if isinstance(spec, Pool):
                is_capped = spec.profile in labour
                market = labour.index(spec.profile or "") if is_capped else _NO_MARKET
                if spec.follows is not None or is_capped:
                    yield Member(index, pool, self._pools.lists_of(instance), spec.follows, market)

    def _begin(self, spec: Follows | None) -> int:
        return 0 if spec is None else (spec.from_ - self._period.start).days

    @property
    def decides(self) -> list[int]:
        """Each 1 January on which a pool decides; who goes on has that of their day to come."""
        return [day for day in self._new_years() if day > 0 or (day == 0 and self._goes_on)]

    def _new_years(self) -> Iterator[int]:
        """Each 1 January, also before the start, from the first day on which a pool follows."""
        start, end = self._period.start, self._period.end
        begins = [item.spec.from_ for item in self.following if item.spec is not None]
        for year in range(min(begins, default=end).year, end.year + 1):
            date = dt.date(year, 1, 1)
            if min(begins, default=end) <= date < end:
                yield (date - start).days

    @property
    def _goes_on(self) -> bool:
        return is_file(self._in_force.scenario.begin)

    def days(self) -> set[int]:
        """Every day on which the places of a pool may change.

        A run that goes on may have places to come that were decided on before it; nothing of it
        begins on its first day.
        """
        result = set[int]()
        decided = list(self._new_years()) if self._goes_on else self.decides
        for item in self.following:
            assert item.spec is not None
            bought = np.array(decided, np.int64) + item.spec.lag
            steps = days_of_all(item.lines)
            changes = np.concatenate((bought, steps[1:] if self._goes_on else steps))
            result.update(changes.tolist(), (changes + item.training_days).tolist())
        return result

    def of_pools(self, first: int) -> Ints:
        """By pool the wait that is seen for it, where the first of them has this number.

        Lists behind one form are looked at as one.
        """
        result = np.full(self._capacity.size, UNSEEN, np.int64)
        for at, item in enumerate(self.following):
            result[item.lists.first : item.lists.end] = first + at
        return result

    def aims(self) -> list[float]:
        """What is seen for each pool that follows until a run has seen something: its aim."""
        return [item.spec.weeks.first for item in self.following if item.spec is not None]

    def seen_things(self) -> tuple[Thing, ...]:
        """What the log names the waits for pools."""
        return tuple(item.thing(SEEN_WAIT) for item in self.following)

    def things(self) -> tuple[Thing, ...]:
        """What the log names what follows."""
        return tuple(item.thing(FOLLOWS) for item in self.following)

    def build(self, first_seen: int) -> Followers:
        """All of it, where the first wait for a pool has this number among what is seen."""
        of_pool, waits = self.of_pools(first_seen), first_seen + len(self.following)
        rows = [
            self._row(item, int(of_pool[item.lists.first]), waits - first_seen)
            for item in self.members
        ]
        table = np.array(rows, np.int64).reshape(-1, 8).T
        steps = [self._steps(item) for item in self.members]
        labour = self._in_force.scenario.labour.values()
        columns = {name: column.copy() for name, column in zip(_COLUMNS, table, strict=False)}
        return Followers(
            **columns,
            is_whole=table[7] > 0,
            levels=tuple(self._levels(item) for item in self.members),
            shares=tuple(item.lists.shares for item in self.members),
            fte=np.array([item.fte for item in self.members], np.float64),
            numbers=tuple(_numbers(item.spec) for item in self.members),
            ticks=tuple(ticks for ticks, _ in steps),
            times=tuple(values[0] for _, values in steps),
            plus=tuple(values[1] for _, values in steps),
            clients=tuple(values[2] for _, values in steps),
            efficiency=tuple(values[3] for _, values in steps),
            most=np.array([item.most_per_year.first for item in labour], np.float64),
            decides=np.array(self.decides, np.int64) * TICKS_PER_DAY,
            scale=self._scale,
        )

    def _row(self, item: Member, seen: int, waits: int) -> tuple[int, ...]:
        spec = item.spec
        return (
            item.index,
            seen,
            seen + waits if spec else -1,
            self._begin(spec) * TICKS_PER_DAY,
            (spec.lag if spec else 0) * TICKS_PER_DAY,
            item.training_days * TICKS_PER_DAY,
            item.market,
            int(fte_per_place(item.pool.pool.spec) is not None),
        )

    def _levels(self, item: Member) -> Ints:
        """The levels of the places of its lists; none of a pool that does not follow."""
        end = item.lists.first if item.spec is None else item.lists.end
        return self._capacity[item.lists.first : end]

    def _steps(self, item: Member) -> tuple[Ints, list[Floats]]:
        lines = item.lines
        days = days_of_all(lines)
        return days * TICKS_PER_DAY, [line.on(days) for line in lines]


def _numbers(spec: Follows | None) -> Floats:
    return np.zeros(5) if spec is None else np.array(spec.numbers, np.float64)
