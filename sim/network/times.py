"""Rows of distributions and hazards: how long things take and how fast people leave a list."""

from __future__ import annotations

from math import log

import numpy as np
from scipy.special import gammaincinv

from ..draws import TICKS_PER_DAY, Kind
from ..errors import ScenarioError
from ..in_force import Timeline
from ..scenario.schema import Number, Returns, Stay
from .levels import steps_of
from .model import Distributions, Floats, Hazards

Row = tuple[int, float, float, tuple[float, ...], tuple[float, ...], float, float]


def _value(number: Number | None, what: str) -> float:
    if number is None or number.value is None:
        raise ScenarioError(f"{what} must be one number: a stay has no path; use kind: stay")
    return number.value


def row_of(stay: Stay) -> Row:
    """(kind, a, b, table shares, table days, tail days, mean days) of a distribution."""
    match stay.distribution:
        case "fixed":
            days = _value(stay.days or stay.mean_days, "days of a fixed stay")
            return (Kind.FIXED, days, 0.0, (), (), 0.0, days)
        case "exponential":
            mean = _value(stay.mean_days, "mean_days of an exponential stay")
            return (Kind.EXPONENTIAL, mean, 0.0, (), (), 0.0, mean)
        case "lognormal":
            return _lognormal(stay)
        case "uniform":
            low = _value(stay.low_days, "low_days of a uniform stay")
            high = _value(stay.high_days, "high_days of a uniform stay")
            return (Kind.UNIFORM, low, high, (), (), 0.0, (low + high) / 2)
        case "gamma":
            return _gamma(stay)
        case "classes":
            return _classes(stay)


def _lognormal(stay: Stay) -> Row:
    sigma = _value(stay.sigma, "sigma of a lognormal stay")
    if stay.median_days is not None:
        median = _value(stay.median_days, "median_days of a lognormal stay")
        mean = median * float(np.exp(sigma**2 / 2))
    else:
        mean = _value(stay.mean_days, "mean_days of a lognormal stay")
        median = mean / float(np.exp(sigma**2 / 2))
    return (Kind.LOGNORMAL, log(median), sigma, (), (), 0.0, mean)


def _gamma(stay: Stay) -> Row:
    """Quantiles on a grid dense in both tails, exponential beyond the last (its true limit)."""
    mean = _value(stay.mean_days, "mean_days of a gamma stay")
    shape = _value(stay.shape_k, "shape_k of a gamma stay")
    low = np.exp(np.linspace(-20.0, log(0.01), 200))
    shares = np.concatenate([[0.0], low, 1.0 - np.exp(-np.linspace(0.0101, 18.0, 1500))])
    days = gammaincinv(shape, shares) * (mean / shape)
    return (Kind.TABLE, 0.0, 0.0, tuple(shares), tuple(days), mean / shape, mean)


def _classes(stay: Stay) -> Row:
    bounds = stay.classes or {}
    part = np.array([share.first for share in bounds.values()])
    shares = np.concatenate([[0.0], np.cumsum(part)])
    days = np.array([0.0, *bounds])
    tail = stay.tail_mean_days.first if stay.tail_mean_days is not None else 0.0
    if shares[-1] > 1.0 - 1e-12:
        shares[-1] = 1.0
    mean = float(part @ (days[1:] + days[:-1]) / 2 + (1.0 - shares[-1]) * (days[-1] + tail))
    return (Kind.TABLE, 0.0, 0.0, tuple(shares), tuple(days), tail, mean)


def delay_of(returns: Returns) -> Stay:
    """The delay before a return: as said, else exponential with `mean_days`."""
    if returns.after is not None:
        return returns.after
    assert returns.mean_days is not None
    return exponential(returns.mean_days)


def exponential(mean_days: Number) -> Stay:
    """An exponential time."""
    return Stay(distribution="exponential", mean_days=mean_days)


class TimesBuilder:
    """Collects rows; the same row is kept once."""

    def __init__(self) -> None:
        self._rows: dict[Row, int] = {}
        self._hazards: dict[Timeline, int] = {}

    def stay(self, stay: Stay) -> int:
        """Index of the row of a distribution."""
        return self._rows.setdefault(row_of(stay), len(self._rows))

    def hazard(self, per_week: Timeline) -> int:
        """Index of the row of a hazard; -1 where it is always zero."""
        if not any(per_week.values):
            return -1
        return self._hazards.setdefault(per_week, len(self._hazards))

    def distributions(self) -> Distributions:
        """All rows as arrays."""
        rows = list(self._rows)
        return Distributions(
            kind=np.array([row[0] for row in rows], dtype=np.int64),
            a=np.array([row[1] for row in rows], dtype=np.float64),
            b=np.array([row[2] for row in rows], dtype=np.float64),
            table_shares=tuple(np.array(row[3], dtype=np.float64) for row in rows),
            table_days=tuple(np.array(row[4], dtype=np.float64) for row in rows),
            tail_days=np.array([row[5] for row in rows], dtype=np.float64),
            mean_days=np.array([row[6] for row in rows], dtype=np.float64),
        )

    def hazards(self) -> Hazards:
        """All hazards per day."""
        steps = [steps_of(line) for line in self._hazards]
        per_day: tuple[Floats, ...] = tuple(step.values / 7.0 for step in steps)
        return Hazards(tuple(step.ticks for step in steps), per_day)


def age_ticks(years: float) -> int:
    """Ticks from birth to a birthday, with years of 365.25 days."""
    return int(np.rint(years * 365.25 * TICKS_PER_DAY))
