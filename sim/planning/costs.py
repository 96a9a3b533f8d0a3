"""What a plan takes beside what is planned without it: euros a year, and staff by profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..in_force import InForce, PoolInForce
from ..scenario.schema import Pool
from .pools import DAYS_PER_YEAR, PlannedPool

UNTOLD = ""
"""The profile of staff of which none is told."""


@dataclass
class YearOfPlan:
    """Euros of the price level and FTE that a year has more than without the plan.

    `fte` is by profile; both count staff from the day on which it comes, in training too.
    """

    year: int
    euros: float = 0.0
    fte: dict[str, float] = field(default_factory=dict)


def costs_of(
    pools: Sequence[PlannedPool], years: Sequence[int], planned: InForce, before: InForce
) -> list[YearOfPlan]:
    """Each year from the first on in which anything is paid; as if all places are filled."""
    first = years[0] - any(pool.training_days for pool in pools)
    result = []
    for year in range(first, years[-1] + 1):
        told = YearOfPlan(year)
        for pool in pools:
            care = float(pool.load.care_price[max(year - years[0], 0)])
            sides = zip(_lines(pool, planned), _lines(pool, before), strict=True)
            for with_it, without in sides:
                _add(told, with_it, care, planned, 1)
                _add(told, without, care, before, -1)
        result.append(told)
    return result


def _lines(pool: PlannedPool, in_force: InForce) -> Iterator[PoolInForce]:
    return (in_force.pool(pool.name, gemeente) for gemeente in pool.gemeenten)


def _add(told: YearOfPlan, line: PoolInForce, care: float, in_force: InForce, sign: int) -> None:
    start = in_force.scenario.period.start
    begin, end = ((dt.date(year, 1, 1) - start).days for year in (told.year, told.year + 1))
    middle = (begin + end) // 2
    fte = 0.0 if line.fte is None else line.fte.mean(begin, end)
    euros = fte * line.per_fte_year.at(middle)
    by_day = line.paid.mean(begin, end) * line.per_place_day.at(middle)
    by_day += line.given.mean(begin, end) * care
    told.euros += sign * (euros + by_day * DAYS_PER_YEAR)
    if line.fte is not None:
        spec = line.pool.spec
        profile = (spec.profile if isinstance(spec, Pool) else None) or UNTOLD
        told.fte[profile] = told.fte.get(profile, 0.0) + sign * fte
