"""When there are runs enough: after a number that was asked, or by a stopping rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..errors import RunError
from ..measuring.periods import ALL
from ..results.intervals import half_width
from .plan import Plan, Precision

if TYPE_CHECKING:
    from .one_run import Measured

_BATCH = 5
"""Replications between two looks at the rule; not by cores, so that results do not depend on it."""


def next_batch(plan: Plan, measured: Sequence[Measured], runs: int) -> tuple[range, bool | None]:
    """The numbers of replications, or places of draws, to run next, and whether the rule is met.

    `runs` of them were made. Nothing more to run: an empty range. Without a stopping rule it is
    neither met nor missed.
    """
    if runs == 0:
        return range(plan.least_runs), None
    if plan.precision is None:
        return range(0), None
    reached = all(_is_narrow(plan, plan.precision, measured, name) for name in plan.scenarios)
    most = runs if reached else min(runs + _BATCH, plan.precision.most)
    return range(runs, most), reached


def _is_narrow(
    plan: Plan, precision: Precision, measured: Iterable[Measured], scenario: str
) -> bool:
    """Whether the interval of the indicator in total over the headline years is narrow enough."""
    period = plan.periods(scenario).headline
    values = _totals(measured, scenario, precision.indicator, period)
    if len(values) < 2:
        raise RunError(
            f"replications.until: {precision.indicator} has no total over {period} in {scenario}, "
            "so no interval; name an indicator that has one (docs/results.md)"
        )
    half = half_width(np.std(values, ddof=1), len(values))
    widest = precision.half_width * (abs(np.mean(values)) if precision.is_relative else 1.0)
    return bool(half <= widest)


def _totals(
    measured: Iterable[Measured], scenario: str, indicator: str, period: str
) -> list[float]:
    """The total of an indicator over a period, by run that has one."""
    result: list[float] = []
    for item in measured:
        if item.task.scenario == scenario:
            rows = item.indicators.values(
                indicator=indicator, period=period, station=ALL, gemeente=ALL, need=ALL
            )
            result += rows.tolist()
    return result
