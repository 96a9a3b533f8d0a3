"""A pool whose path is planned: what a level of it is, and within which bounds it is looked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..in_force import InForce, PoolInForce
from ..scenario.schema import Pool
from ..scenario.wording import suggestion
from .least import Bounds, Ints
from .loads import Load, middle_of

Floats = NDArray[np.float64]

DAYS_PER_YEAR = 365.25
TENTHS = 0.1
"""FTE in a level of a pool of staff."""
PERCENT = 0.01
"""The part of what stands that is a level of a pool that each gemeente has of its own."""
GRAIN = 0.02
"""The part of the load to which an answer is known, in pools where that is more than a level."""
ENOUGH_FOR_FEW = 0.7
"""The part of the load with which hardly any path holds; it knows nobody who leaves a list."""
LONGEST_TRAINING = 365


@dataclass(frozen=True)
class PlannedPool:
    """A pool in levels; arrays have a number for each year.

    `units` are the FTE or places of a level, for each of `gemeenten` (None: of the region).
    `price` is what a level costs a year when all its places are filled, 0 where no price is known;
    `paid_by_care` says that some of it is paid only as care is given.
    """

    load: Load
    section: str
    is_staff: bool
    follows: bool
    gemeenten: tuple[str | None, ...]
    units: tuple[float, ...]
    training_days: int
    least: int
    standing: Floats
    places: Floats
    price: Floats
    paid_by_care: bool

    @property
    def name(self) -> str:
        """As the file has it."""
        return self.load.name

    def amounts(self, level: int) -> tuple[float, ...]:
        """FTE or places at a level, as they are written."""
        return tuple(round(level * unit, 2 if self.is_staff else None) for unit in self.units)

    def bounds(self, growth: float) -> tuple[Floats, ...]:
        """Least, low, high, most and grain of each year, in levels.

        Most grows by a part of what stands in the first year, from that year on.
        """
        load = self.load.asked / self.places
        chance = np.sqrt(np.maximum(self.load.asked, 1)) / self.places
        times = (1 + growth) ** (1 + np.arange(load.size))
        most = np.maximum(np.floor(self.standing[0] * times + 1e-9), np.ceil(self.standing))
        most = np.maximum(most, self.least)
        least = np.maximum(np.floor(load / 4), self.least)
        grain = np.maximum(np.floor(load * GRAIN), 1)
        return np.minimum(least, most), load * ENOUGH_FOR_FEW, load * 1.1 + 2 * chance, most, grain


def bounds_of(pools: Sequence[PlannedPool], growth: float) -> Bounds:
    """The bounds of all pools, whole levels."""
    each = [pool.bounds(growth) for pool in pools]
    least, low, high, most, grain = (np.stack(part) for part in zip(*each, strict=True))
    return Bounds(*(whole(part) for part in (least, low, np.ceil(high), most, grain)))


def whole(levels: Floats) -> Ints:
    """Levels as whole numbers, what is beyond them left out."""
    return np.floor(levels).astype(np.int64)


def planned_pool(
    name: str, in_force: InForce, loads: dict[str, Load], years: Sequence[int]
) -> PlannedPool:
    """The pool of a name; raises InputError where no path of places can be planned for it."""
    instances = [pool for pool in in_force.pools if pool.base == name]
    if not instances:
        raise InputError(f"{name} is no pool of this scenario; {suggestion(name, loads)}")
    if name not in loads:
        raise InputError(
            f"{name}: nobody waits for it, since nobody comes or its places have no limit; name "
            "another pool"
        )
    spec, load = instances[0].spec, loads[name]
    stock = _Stock(
        lines=tuple(in_force.pool(name, pool.gemeente) for pool in instances),
        days=tuple(middle_of(year, in_force) for year in years),
        is_staff=spec.staff is not None,
    )
    units = stock.units((dt.date(years[0], 1, 1) - in_force.scenario.period.start).days)
    training = ceil(stock.lines[0].training_days)
    _refuse(name, units, training)
    places = units @ stock.per_unit
    care = load.care_price * places * DAYS_PER_YEAR
    lists = spec.lists.number if isinstance(spec, Pool) and spec.lists is not None else 1
    return PlannedPool(
        load=load,
        section=instances[0].keys[0],
        is_staff=stock.is_staff,
        follows=isinstance(spec, Pool) and spec.follows is not None,
        gemeenten=tuple(pool.gemeente for pool in instances),
        units=tuple(units.tolist()),
        training_days=training,
        least=max(1, ceil(lists / places.min())),
        standing=stock.standing.sum(axis=0) / units.sum(),
        places=places,
        price=units @ stock.prices + care,
        paid_by_care=bool((care > 0).any()),
    )


@dataclass(frozen=True)
class _Stock:
    """The pools of one name on the days that stand for the years; arrays (gemeenten, years)."""

    lines: tuple[PoolInForce, ...]
    days: tuple[int, ...]
    is_staff: bool

    def units(self, first: int) -> Floats:
        """FTE or places of a level: of the region, or a part of what stands in each gemeente."""
        if self.lines[0].pool.gemeente is None:
            return np.array([TENTHS if self.is_staff else 1.0])
        return np.array([line.stock.at(first) * PERCENT for line in self.lines])

    @cached_property
    def standing(self) -> Floats:
        """FTE or places that are planned, as if nothing had followed."""
        return self._on_days(lambda line, day: line.stock.at(day))

    @cached_property
    def per_unit(self) -> Floats:
        """Places that clients have of an FTE or a place."""
        return self._on_days(_places_per_fte if self.is_staff else _places_per_place)

    @cached_property
    def prices(self) -> Floats:
        """What an FTE or a place costs a year, whoever is there."""
        staff = self._on_days(lambda line, day: line.per_fte_year.at(day) * self._fte(line))
        days = self._on_days(lambda line, day: line.per_place_day.at(day) * DAYS_PER_YEAR)
        return staff + days * self.per_unit

    def _fte(self, line: PoolInForce) -> float:
        if self.is_staff:
            return 1.0
        return 0.0 if line.clients_per_fte is None else 1 / line.clients_per_fte.first

    def _on_days(self, number: Callable[[PoolInForce, int], float]) -> Floats:
        return np.array([[number(line, day) for day in self.days] for line in self.lines])


def _places_per_fte(line: PoolInForce, day: int) -> float:
    assert line.clients_per_fte is not None
    return line.clients_per_fte.at(day) * line.efficiency.at(day)


def _places_per_place(line: PoolInForce, day: int) -> float:
    return line.efficiency.at(day)


def _refuse(name: str, units: Floats, training: int) -> None:
    if not units.sum() > 0:
        raise InputError(
            f"{name}: no gemeente has places there when the path begins, so there is nothing to "
            "plan from; give it places first, or a later --from"
        )
    if training > LONGEST_TRAINING:
        raise InputError(
            f"{name}: its staff helps only {training} days after it comes, and a path in years can "
            f"look ahead {LONGEST_TRAINING}; lower productive_after_days"
        )
