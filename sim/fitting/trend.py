"""How arrivals change: by year, and by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy import optimize

from ..results.small_cells import FEW
from .cells import Floats, Ints
from .estimates import Estimate, curvature, error_along, gradient, inverse
from .trajectories import Observed

NORMAL_DAY = 18_809.0
"""1 July 2021, the day on which the growth of a file counts as 1 (rule 4)."""
YEAR = 365.25
_YEAR = range(1, 13)
_LEAST_MONTHS = 24
_LEAST_IN_A_SEASON = 500
_DAYS = np.array([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


@dataclass(frozen=True)
class Months:
    """The months of the period: number, days in it, years since the normal day."""

    number: Ints
    days: Floats
    years: Floats
    names: tuple[str, ...]


@dataclass(frozen=True)
class Trend:
    """Growth a year and season, as far as there is enough to tell them.

    `level` is how many years of the normal day, without season, the period counts for: arrivals
    divided by it are arrivals a year. `level_error` is the error of its logarithm.
    """

    growth: Estimate | None
    season: Mapping[int, Estimate]
    level: float
    level_error: float
    years_later: float
    """How long after the normal day the period lies: the more it grew, the fewer came then."""
    months: tuple[str, ...]
    counted: Floats
    """Arrivals by month; NaN where fewer than ten."""
    fitted: Floats


@dataclass(frozen=True)
class _Shape:
    """Which parameters there are: growth, and the season of eleven months beside January."""

    months: Months
    has_growth: bool
    has_season: bool
    at: Floats = field(default_factory=lambda: np.zeros(0))

    @property
    def size(self) -> int:
        return self.has_growth + 11 * self.has_season

    def weights(self, at: Floats) -> Floats:
        """Days x growth x season of each month."""
        result = self.months.days
        if self.has_growth:
            result = result * np.exp(at[0] * self.months.years)
        if self.has_season:
            result = result * season_of(at[1:])[self.months.number - 1]
        return result


def months_of(observed: Observed) -> Months:
    """The months of a period; the first and last may be parts."""
    first = np.datetime64(observed.first, "M")
    last = np.datetime64(observed.end, "D") - np.timedelta64(1, "D")
    months = np.arange(first, last.astype("datetime64[M]") + 1)
    begin = np.maximum(months.astype("datetime64[D]").astype(np.float64), observed.start)
    end = np.minimum((months + 1).astype("datetime64[D]").astype(np.float64), observed.until)
    return Months(
        number=months.astype(np.int64) % 12 + 1,
        days=end - begin,
        years=((begin + end) / 2 - NORMAL_DAY) / YEAR,
        names=tuple(str(month) for month in months),
    )


def by_month(days: Floats, months: Months) -> Floats:
    """How many of these days fall in each month."""
    named = days.astype("datetime64[D]").astype("datetime64[M]")
    at = (named - np.datetime64(months.names[0], "M")).astype(np.int64)
    return np.bincount(at, minlength=len(months.days)).astype(np.float64)


def season_of(at: Floats) -> Floats:
    """The twelve months of a season, 1 over a year, of the logarithms of eleven beside January."""
    raw = np.exp(np.concatenate([[0.0], at]))
    result: Floats = raw / float(raw @ _DAYS / _DAYS.sum())
    return result


def trend_of(counts: Floats, unseen: Floats, months: Months) -> Trend:
    """The trend of arrivals by month; `unseen` of them were returns.

    Given their total, arrivals fall over months in proportion to days x growth x season: a
    likelihood in which the rates of the streams play no part.
    """
    own = np.maximum(counts - unseen, 0.0)
    long = len(own) >= _LEAST_MONTHS and own.sum() >= FEW * _LEAST_MONTHS
    shape = _Shape(months, long, bool(long and own.sum() >= _LEAST_IN_A_SEASON))
    at, covariance = _best(own, shape)
    weights = shape.weights(at)
    growth, season = _told(at, covariance, int(own.sum()), shape)
    return Trend(
        growth=growth,
        season=season,
        level=float(weights.sum() / YEAR),
        level_error=_error_of_level(at, covariance, shape),
        years_later=float(weights @ months.years / weights.sum()),
        months=months.names,
        counted=np.where(counts >= FEW, counts, np.nan),
        fitted=own.sum() * weights / weights.sum() + unseen,
    )


def _best(own: Floats, shape: _Shape) -> tuple[Floats, Floats]:
    """The parameters that fit best, and their covariance."""
    if not shape.size:
        return np.zeros(0), np.zeros((0, 0))

    def unlikely(at: Floats) -> float:
        parts = shape.weights(at)
        return float(-(own @ np.log(parts / parts.sum())))

    best = optimize.minimize(unlikely, np.zeros(shape.size), method="BFGS")
    at = np.asarray(best.x, dtype=np.float64)
    return at, inverse(curvature(unlikely, at))


def _told(
    at: Floats, covariance: Floats, count: int, shape: _Shape
) -> tuple[Estimate | None, Mapping[int, Estimate]]:
    if not shape.has_growth:
        return None, {}
    # exp(g) - 1 has the error of g times exp(g).
    error = float(np.sqrt(covariance[0, 0]) * np.exp(at[0]))
    growth = Estimate(float(np.expm1(at[0])), error, "plain", count)
    if not shape.has_season:
        return growth, {}
    return growth, {month: _month(at[1:], covariance[1:, 1:], month, count) for month in _YEAR}


def _month(at: Floats, covariance: Floats, month: int, count: int) -> Estimate:
    """A month of the season with its doubt."""
    value = float(season_of(at)[month - 1])
    slope = gradient(lambda point: float(np.log(season_of(point)[month - 1])), at)
    return Estimate(value, error_along(slope, covariance), "log", count)


def _error_of_level(at: Floats, covariance: Floats, shape: _Shape) -> float:
    """The error of the logarithm of the level, by that of trend and season."""
    if not shape.size:
        return 0.0
    slope = gradient(lambda point: float(np.log(shape.weights(point).sum())), at)
    return error_along(slope, covariance)
