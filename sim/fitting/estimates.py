"""Estimates with their doubt, and how doubt of parameters becomes that of what they make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy import optimize, stats

from .cells import Floats

Scale = Literal["plain", "log", "logit"]
SURE, RANGE = 0.95, 0.90
"""The interval that is shown, and that of `low` and `high` in a file."""
_WIDEST = float(np.log(1e9))
"""A factor, or odds, that is not known within this is not known at all."""


@dataclass(frozen=True)
class Estimate:
    """A number that was estimated; `error` is its standard error on its scale.

    The scale is that on which it is nearest to a normal: log of what is above 0, logit of shares.
    `count` is how many children it was estimated from.
    """

    value: float
    error: float
    scale: Scale
    count: int

    def interval(self, level: float = SURE) -> tuple[float, float]:
        """The interval that holds the true number so often."""
        wide = float(stats.norm.ppf((1 + level) / 2)) * self.error
        if self.scale != "plain":
            wide = min(wide, _WIDEST)
        match self.scale:
            case "log":
                return float(self.value * np.exp(-wide)), float(self.value * np.exp(wide))
            case "logit":
                middle = np.log(self.value) - np.log1p(-self.value)
                ends = 1 / (1 + np.exp(-(middle + np.array([-wide, wide]))))
                return float(ends[0]), float(ends[1])
            case "plain":
                return self.value - wide, self.value + wide


def rate(events: float, exposure: float) -> Estimate:
    """Events of a Poisson process in so much time."""
    return Estimate(events / exposure, 1 / np.sqrt(events), "log", round(events))


def share(part: float, whole: float) -> Estimate:
    """A share of so many; both the part and the rest must be above 0."""
    value = part / whole
    return Estimate(value, 1 / np.sqrt(whole * value * (1 - value)), "logit", round(part))


def made_of(
    make: Callable[[Floats], float], parameters: Floats, covariance: Floats, count: int
) -> Estimate:
    """What is made of parameters, above 0, with the error that follows from theirs."""
    value = make(parameters)
    slope = gradient(lambda point: float(np.log(make(point))), parameters)
    return Estimate(value, error_along(slope, covariance), "log", count)


def error_along(slope: Floats, covariance: Floats) -> float:
    """The standard error of what has this slope, by that of the parameters."""
    return float(np.sqrt(max(0.0, float(slope @ covariance @ slope))))


def gradient(function: Callable[[Floats], float], at: Floats, step: float = 1e-5) -> Floats:
    """The slope of a function, by differences to both sides."""
    steps = step * np.eye(len(at))
    return np.array([(function(at + by) - function(at - by)) / (2 * step) for by in steps])


def curvature(function: Callable[[Floats], float], at: Floats, step: float = 1e-3) -> Floats:
    """The second derivatives of a function, by differences; its inverse is a covariance."""
    size = len(at)
    result = np.zeros((size, size))
    for first in range(size):
        for second in range(first + 1):
            one, other = step * np.eye(size)[first], step * np.eye(size)[second]
            corners = (
                function(at + one + other)
                - function(at + one - other)
                - function(at - one + other)
                + function(at - one - other)
            )
            result[first, second] = result[second, first] = corners / (4 * step**2)
    return result


def least(function: Callable[[Floats], float], start: Floats) -> Floats:
    """Where a function of a few parameters is least.

    Nelder and Mead ask for no slopes and do not run away where a likelihood is flat.
    """
    options: Any = {"xatol": 1e-6, "fatol": 1e-10, "maxiter": 500}
    best = optimize.minimize(function, start, method="Nelder-Mead", options=options)
    return np.asarray(best.x, dtype=np.float64)


def inverse(matrix: Floats) -> Floats:
    """The inverse of a matrix, as near as there is one."""
    return np.asarray(np.linalg.pinv(matrix), dtype=np.float64)
