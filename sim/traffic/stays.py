"""How short stays may be: the mean of exp(-rate x stay), by distribution."""

from __future__ import annotations

import math

import numpy as np

from ..scenario.schema import Number, Stay

_STEPS = 400


def discount(stay: Stay | None, factor: float, rate_per_day: float) -> float:
    """The mean of exp(-rate x stay) of stays multiplied by `factor`; 1 where no time is taken.

    Where there is no formula it is a little too high, never too low.
    """
    rate = rate_per_day * factor
    if stay is None or rate <= 0:
        return 1.0
    match stay.distribution:
        case "exponential":
            return 1 / (1 + rate * stay.mean)
        case "fixed":
            return math.exp(-rate * stay.mean)
        case "uniform":
            return _uniform(_of(stay.low_days), _of(stay.high_days), rate)
        case "gamma":
            shape = _of(stay.shape_k)
            return float((1 + rate * stay.mean / shape) ** -shape)
        case "lognormal":
            return _lognormal(stay.mean, _of(stay.sigma), rate)
        case "classes":
            return _classes(stay, rate)


def _of(number: Number | None) -> float:
    return 0.0 if number is None else number.first


def _uniform(low: float, high: float, rate: float) -> float:
    width = rate * (high - low)
    return math.exp(-rate * low) * (-math.expm1(-width) / width if width > 0 else 1.0)


def _lognormal(mean: float, sigma: float, rate: float) -> float:
    from scipy.special import ndtri

    # Each part of the stays is taken as its shortest one.
    quantiles = ndtri(np.arange(_STEPS) / _STEPS)
    days = np.exp(math.log(mean) - sigma**2 / 2 + sigma * quantiles)
    return float(np.exp(-rate * days).mean())


def _classes(stay: Stay, rate: float) -> float:
    total, left, last = 0.0, 1.0, 0.0
    for bound, share in (stay.classes or {}).items():
        total += share.first * _uniform(last, bound, rate)
        left, last = left - share.first, bound
    tail = math.exp(-rate * last) / (1 + rate * _of(stay.tail_mean_days))
    return total + max(0.0, left) * tail
