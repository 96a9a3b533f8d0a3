"""A plan from what is asked to what was found: searched on some draws, confirmed on all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from ..checks.loading import Resolved, resolve
from ..errors import InputError
from ..in_force import InForce
from ..measuring.waits import NO_NORM_WEEKS
from ..running.watching import Watch
from ..scenario.finding import find_scenario
from ..traffic.flows import Traffic
from .asking import LESS_SURE, SEARCHED_ON, SURE, Asked
from .costs import YearOfPlan, costs_of
from .drawing import Draws, draws_of
from .least import Found, Ints, Objective, least_levels, raised
from .loads import Load, loads_of, middle_of, upstream_first
from .pools import PlannedPool, bounds_of, planned_pool, whole
from .trying import Trying, reached

Floats = NDArray[np.float64]

CONFIRMED = 2
"""Looks at all draws: what fails in the first is raised before the last."""


@dataclass(frozen=True)
class Outlook:
    """What is known before any run: the load of every pool, and the pools that are planned.

    `years` are those in which there is a path; `pools` stand upstream first.
    """

    base: Path
    resolved: Resolved
    in_force: InForce
    years: tuple[int, ...]
    loads: dict[str, Load]
    pools: tuple[PlannedPool, ...]


@dataclass(frozen=True)
class Planned:
    """The path that was found; arrays are by pool and year.

    `shares` are not exceeded in 95% of all draws, nor is `present` in those searched on where
    nothing is planned; `held` are the draws within the limit. The path was searched to hold in
    `certainty` of the draws: where 95% cannot be, `most` has the shares of all that may be.
    """

    outlook: Outlook
    draws: Draws
    levels: Ints
    certainty: float
    shares: Floats
    present: Floats
    held: Ints
    tried: int
    costs: tuple[YearOfPlan, ...]
    most: Floats | None = None


def outlook_of(asked: Asked) -> Outlook:
    """The loads, and the pools in levels; raises InputError for what cannot be planned."""
    base = find_scenario(asked.scenario).resolve()
    resolved = resolve(base)
    in_force = InForce(resolved.scenario)
    traffic, years = Traffic(in_force), _years(asked.first_year, in_force)
    loads = loads_of(in_force, traffic, years)
    pools = [planned_pool(name, in_force, loads, years) for name in dict.fromkeys(asked.pools)]
    for pool in pools:
        _refuse_too_soon(pool, years[0], in_force)
        _refuse_without_price(pool, asked)
    day = middle_of(years[0], in_force)
    order = upstream_first(in_force, traffic, day, [pool.load for pool in pools]) if pools else []
    pools.sort(key=lambda pool: order.index(pool.name))
    return Outlook(base, resolved, in_force, years, loads, tuple(pools))


def _years(first: int, in_force: InForce) -> tuple[int, ...]:
    """Years from the first on of which half can be followed for as long as any norm."""
    period = in_force.scenario.period
    begin = period.report_from.year + (period.report_from > dt.date(period.report_from.year, 1, 1))
    norms = [in_force.waiting(name, "norm_weeks") for name in in_force.scenario.stations]
    longest = max(value for norm in norms for line in norm.choices for value in line.values)
    followed = period.end - dt.timedelta(weeks=max(longest, NO_NORM_WEEKS))
    last = followed.year - (followed < dt.date(followed.year, 7, 1))
    if not begin <= first <= last:
        raise InputError(
            f"--from is {first}; must be from {begin} to {last}: whole years that are reported and "
            "can be followed for as long as the longest norm"
        )
    return tuple(range(first, last + 1))


def _refuse_too_soon(pool: PlannedPool, first: int, in_force: InForce) -> None:
    begins = dt.date(first, 1, 1) - dt.timedelta(days=pool.training_days)
    if begins < in_force.scenario.period.start:
        raise InputError(
            f"{pool.name}: its staff comes {pool.training_days} days before it helps, on {begins}, "
            "before the period starts; give a later --from"
        )


def _refuse_without_price(pool: PlannedPool, asked: Asked) -> None:
    if asked.budget is not None and not (pool.price > 0).all():
        raise InputError(
            f"{pool.name}: what a place costs is not known, so a --budget cannot be kept to; give "
            "the pool per_place_day or per_fte_year, or its stations per_day"
        )


def plan(asked: Asked, outlook: Outlook, watch: Watch) -> Planned:
    """The least path that the bounds allow; raises RunError where runs cannot be made."""
    draws = draws_of(outlook.base, outlook.resolved, asked.draws)
    with TemporaryDirectory() as folder:
        trying = Trying(
            asked, outlook.base, outlook.pools, outlook.years, draws, Path(folder), watch
        )
        return _Planning(asked, outlook, trying).planned()


class _Planning:
    """A search on some draws, less sure where it must be, and its confirmation on all."""

    def __init__(self, asked: Asked, outlook: Outlook, trying: Trying) -> None:
        self._asked, self._outlook, self._trying = asked, outlook, trying
        self._some = trying.draws.some(SEARCHED_ON)
        self._bounds = bounds_of(outlook.pools, asked.growth)

    def planned(self) -> Planned:
        """Search, confirm, and count what it takes."""
        asked, trying = self._asked, self._trying
        present = reached(trying.as_it_stands(self._outlook.resolved, self._some), SURE)
        certainty, most = SURE, None
        if asked.budget is None:
            found = self._least(SURE)
            if not found.holds[:, -1].all():
                certainty, most = LESS_SURE, found.shares
                found = self._least(LESS_SURE)
            found = self._confirmed(found, certainty, CONFIRMED)
        else:
            found = self._confirmed(self._within_budget(asked.budget), SURE, 1)
        shares = trying.path(found.levels, trying.draws.numbers)
        return Planned(
            outlook=self._outlook,
            draws=trying.draws,
            levels=found.levels,
            certainty=certainty,
            shares=reached(shares, SURE),
            present=present,
            held=(shares <= asked.limit).sum(axis=0),
            tried=trying.paths,
            costs=self._costs(found.levels),
            most=most,
        )

    def _objective(self, certainty: float, numbers: Sequence[int]) -> Objective:
        return lambda levels: reached(self._trying.path(levels, numbers), certainty)

    def _least(self, certainty: float) -> Found:
        objective = self._objective(certainty, self._some)
        return least_levels(objective, self._bounds, self._asked.limit)

    def _confirmed(self, found: Found, certainty: float, rounds: int) -> Found:
        objective = self._objective(certainty, self._trying.draws.numbers)
        return raised(objective, found, self._bounds, rounds)

    def _within_budget(self, budget: float) -> Found:
        """Pool by pool, those upstream first: what is left is for those behind them."""
        pools, objective = self._outlook.pools, self._objective(SURE, self._some)
        standing = np.stack([np.maximum(pool.standing, pool.least) for pool in pools])
        levels, left = whole(standing), np.full(len(self._outlook.years), budget)
        for at, pool in enumerate(pools):
            affordable = whole(pool.standing + left / pool.price)
            bounds = self._bounds.only(at, np.maximum(affordable, pool.least))
            found = least_levels(_of_row(objective, levels, at), bounds, self._asked.limit)
            levels[at] = found.levels[0]
            left = left - (levels[at] - pool.standing) * pool.price
        return Found(levels, objective(levels), self._asked.limit)

    def _costs(self, levels: Ints) -> tuple[YearOfPlan, ...]:
        outlook = self._outlook
        with_it = InForce(self._trying.resolved(levels).scenario)
        return tuple(costs_of(outlook.pools, outlook.years, with_it, outlook.in_force))


def _of_row(objective: Objective, levels: Ints, at: int) -> Objective:
    """An objective of one pool, where the others have these levels."""

    def of_row(row: Ints) -> Floats:
        every = levels.copy()
        every[at] = row[0]
        return objective(every)[at : at + 1]

    return of_row
