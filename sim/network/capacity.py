"""Pools and their places by calendar: scaled, by list, and as levels (rules 8, 20-22)."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..draws import key_of
from ..in_force import UNLIMITED as WITHOUT_LIMIT
from ..in_force import InForce, PoolInForce, PoolInstance, Timeline, scaled
from ..in_force.timelines import in_force as on_each_day
from ..scenario.schema import Lists as ListsSaid
from ..scenario.schema import Pool
from .levels import LevelsBuilder, steps_of
from .lists import ListsOfPool, choices, number_of_lists, sizes, split
from .model import NOWHERE, UNLIMITED, Floats, Ints, LevelKind, Lists, Pools, RelocationOrder, Steps
from .times import TimesBuilder

_ALL = np.ones(1)


@dataclass
class PoolsBuilder:
    """Collects the pools of a network: each list of a pool is one."""

    in_force: InForce
    levels: LevelsBuilder
    times: TimesBuilder
    scale: float
    names: list[str] = field(default_factory=list)
    _behind: dict[str, ListsOfPool] = field(default_factory=dict)
    _rows: list[tuple[int, ...]] = field(default_factory=list)
    _of_lists: list[tuple[int, ...]] = field(default_factory=list)
    _base: list[str] = field(default_factory=list)
    _given: list[Steps] = field(default_factory=list)
    _paid: list[Steps] = field(default_factory=list)
    _whole: list[tuple[Steps, Steps]] = field(default_factory=list)
    _choice: list[list[int]] = field(default_factory=list)
    _cumulative: list[Floats] = field(default_factory=list)

    def __post_init__(self) -> None:
        for instance in self.in_force.pools:
            self._add(instance)

    @property
    def capacity(self) -> Ints:
        """The level of the places of each pool."""
        return _columns(self._rows, 5)[1]

    def places(self) -> Pools:
        """Levels of capacity and closing of every pool."""
        gemeente, capacity, closing, to, order = _columns(self._rows, 5)
        return Pools(
            base=tuple(self._base),
            gemeente=gemeente,
            capacity=capacity,
            closing=closing,
            relocate_to=to,
            relocate_order=order,
            in_force=tuple(self._given),
            paid=tuple(self._paid),
        )

    def lists(self) -> Lists:
        """Which pools are lists of one of the file.

        Shape (P,): `first` pool and `count` of those that belong together (a plain pool is a list
        of its own), `whole`: which pool of the file that is; `key` of the draw of a list, `switch`:
        row of the hazard of going to another one (-1: never). `choice`, shape (P, G), is the row of
        `cumulative` shares that choose each list, of the clients of a gemeente. `names`, `in_force`
        and `paid` are those of the pools of the file.
        """
        first, count, whole, key, switch = _columns(self._of_lists, 5)
        return Lists(
            first=first,
            count=count,
            whole=whole,
            key=key,
            switch=switch,
            choice=np.array(self._choice, dtype=np.int64).reshape(len(self.names), -1),
            cumulative=tuple(self._cumulative),
            names=tuple(pool.name for pool in self.in_force.pools),
            in_force=tuple(given for given, _ in self._whole),
            paid=tuple(paid for _, paid in self._whole),
        )

    def first_of(self, instance: PoolInstance) -> int:
        """The index of a pool of the file, once built; of one with lists that of the first."""
        return self._behind[instance.name].first

    def lists_of(self, instance: PoolInstance) -> ListsOfPool:
        """The lists of a pool of the file, once built; a plain pool is one."""
        return self._behind[instance.name]

    def _add(self, instance: PoolInstance) -> None:
        pool = self.in_force.pool(instance.base, instance.gemeente)
        given = _with_limit(scaled(pool.given, self.scale))
        paid = _with_limit(scaled(pool.paid, self.scale))
        self._whole.append((steps_of(given), steps_of(paid)))
        said = instance.spec.lists if isinstance(instance.spec, Pool) else None
        number = 1 if said is None else number_of_lists(said, given)
        shares = _ALL if said is None else sizes(said, number)
        first = len(self.names)
        self._behind[instance.name] = ListsOfPool(first, shares)
        choice = self._choices(instance, said, number)
        switch = NOWHERE if said is None or number == 1 else self._switch(said)
        gemeenten = {name: at for at, name in enumerate(self.in_force.scenario.gemeenten)}
        gemeente = gemeenten[instance.gemeente] if instance.gemeente else -1
        for at, (here, there) in enumerate(
            zip(split(given, shares), split(paid, shares), strict=True)
        ):
            index = len(self.names)
            self._rows.append((gemeente, self._capacity(pool, here, index), *self._closing(pool)))
            key = key_of("list", instance.name)
            self._of_lists.append((first, number, len(self._whole) - 1, key, switch))
            self.names.append(instance.name if number == 1 else f"{instance.name}#{at + 1}")
            self._base.append(instance.base)
            self._given.append(steps_of(here))
            self._paid.append(steps_of(there))
            self._choice.append(choice)

    def _capacity(self, pool: PoolInForce, given: Timeline, index: int) -> int:
        """The level of the places given out; of a pool that follows a run sets it, no calendar."""
        if pool.followed is not None:
            return self.levels.add_own(given.first, LevelKind.CAPACITY, index)
        return self.levels.add(given, LevelKind.CAPACITY, index)

    def _closing(self, pool: PoolInForce) -> tuple[int, int, int]:
        """The levels of closing, of the station to relocate to, and of the order."""
        stations: dict[str | None, int] = {None: NOWHERE}
        stations |= {name: at for at, name in enumerate(self.in_force.scenario.stations)}
        return (
            self.levels.add(pool.closing.numbered(lambda word: word == "relocate")),
            self.levels.add(pool.relocate_to.numbered(lambda name: stations[name])),
            self.levels.add(
                pool.relocate_order.numbered(lambda name: RelocationOrder[name.upper()])
            ),
        )

    def _switch(self, said: ListsSaid) -> int:
        period = self.in_force.scenario.period
        return self.times.hazard(on_each_day(said.switch_per_week, [], period))

    def _choices(self, instance: PoolInstance, said: ListsSaid | None, number: int) -> list[int]:
        """By gemeente the row of shares that choose each list; the same row is kept once."""
        gemeenten = list(self.in_force.scenario.gemeenten)
        if said is None or number == 1:
            return [NOWHERE] * len(gemeenten)
        rows: dict[bytes, int] = {}
        result = []
        for cumulative in choices(said, number, instance.name, gemeenten):
            row = rows.setdefault(cumulative.tobytes(), len(self._cumulative))
            if row == len(self._cumulative):
                self._cumulative.append(cumulative)
            result.append(row)
        return result


def _columns(rows: list[tuple[int, ...]], width: int) -> list[Ints]:
    return [column.copy() for column in np.array(rows, dtype=np.int64).reshape(-1, width).T]


def _with_limit(places: Timeline) -> Timeline:
    number = places.value_array
    limited = np.where(number == WITHOUT_LIMIT, float(UNLIMITED), number)
    return Timeline.of_steps(places.day_array, limited)
