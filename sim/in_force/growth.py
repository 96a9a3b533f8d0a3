"""Growth of demand that changes on a date (rule 4)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..scenario.schema import Number, Period
from .timelines import Timeline, Values, in_force

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Growth:
    """Growth as it begins, and how far demand has come off it since that changed.

    `log_per_day` is that of the first value of the file, which holds before the period too;
    `since` multiplies it, in a staircase with a step a day (rule 3).
    """

    log_per_day: float
    since: Timeline


def growth_of(number: Number, line: Timeline, period: Period, is_1_on_day: int) -> Growth:
    """What a number of the file with all its changes (`line`) makes of demand.

    With the file's own path alone demand is 1 on the day that growth is counted from.
    """
    log_per_day = math.log1p(number.first) / DAYS_PER_YEAR
    since = _since(line, number.first, period)
    own = _since(in_force(number, (), period), number.first, period).at(is_1_on_day)
    return Growth(log_per_day, since if own == 1.0 else since.mapped(lambda value: value / own))


def _since(line: Timeline, first: float, period: Period) -> Timeline:
    """Day by day, how many times as large as with the first value throughout."""
    if line.days == (0,) and line.first == first:
        return Timeline.constant(1.0)
    days = np.arange(max((period.end - period.start).days, 1), dtype=np.int64)
    faster = (np.log1p(line.on(days)) - math.log1p(first)) / DAYS_PER_YEAR
    grown: Values = np.exp(np.concatenate(([0.0], np.cumsum(faster)[:-1])))
    return Timeline.of_steps(days, grown)
