"""What a number says by its own path: on which days it changes, what it is, since when."""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from ..scenario.schema import Number, Period

Days = NDArray[np.int64]
Values = NDArray[np.float64]

NEVER_SET = np.iinfo(np.int64).min
"""Since when a value holds that no date sets."""


def knots_of(number: Number, period: Period) -> Days:
    """The days on which a path changes; on a ramp every day between its dates."""
    dates = np.array([(date - period.start).days for date in number.dates], np.int64)
    if number.shape == "step" or not dates.size:
        return dates
    return np.arange(max(dates[0], 0), min(dates[-1] + 1, (period.end - period.start).days))


def said_on(number: Number, days: Days, start: dt.date) -> Values:
    """The number's own value on each day; its first before its first date, its last after."""
    if not number.path:
        return np.full(days.size, number.first)
    at, values = _path(number, start)
    if number.shape == "ramp":
        return np.asarray(np.interp(days, at, values), np.float64)
    return values[np.maximum(np.searchsorted(at, days, side="right") - 1, 0)]


def _path(number: Number, start: dt.date) -> tuple[Days, Values]:
    path = sorted((number.path or {}).items())
    at = np.array([(date - start).days for date, _ in path], np.int64)
    return at, np.array([value for _, value in path], np.float64)


def own_set_on(number: Number, days: Days, start: dt.date) -> Days:
    """As `set_on`, for the number's own path: its first value holds before its first date."""
    since = set_on(number, days, start)
    first = (min(number.path) - start).days if number.path else 0
    return np.where(since <= first, NEVER_SET, since)


def set_on(number: Number, days: Days, start: dt.date) -> Days:
    """The day on which the value of each day was set; on a ramp every day sets one."""
    if not number.path:
        return np.full(days.size, NEVER_SET, np.int64)
    at, _ = _path(number, start)
    if number.shape == "ramp":
        return np.where(days < at[0], NEVER_SET, np.minimum(days, at[-1]))
    last = np.searchsorted(at, days, side="right") - 1
    return np.where(last < 0, NEVER_SET, at[np.maximum(last, 0)])
