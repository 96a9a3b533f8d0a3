"""Families of lengths: their density and what lasts longer, by parameters without bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from ..results.small_cells import FEW
from .cells import Floats
from .estimates import curvature, inverse, least
from .lengths import Counted, Lengths

_TINY = 1e-300
_STEEPEST = 4.0
"""The logarithm of a form stays within this: lengths that are all the same have no best form."""
_EDGES = (14, 30, 61, 91, 182, 274, 365, 547, 730, 1095, 1461, 2192)
"""Where the classes of an empirical length may end, in days."""


@dataclass(frozen=True)
class Family:
    """A family of lengths; `mean` and `median` are those of its parameters."""

    name: str
    density: Callable[[Floats, Floats], Floats]
    """The logarithm of the density, of days and parameters."""
    beyond: Callable[[Floats, Floats], Floats]
    """The logarithm of the share that lasts longer."""
    mean: Callable[[Floats], float]
    median: Callable[[Floats], float]
    start: Callable[[float, float], Floats]
    """Parameters to begin with, of the mean and deviation of the logarithm."""


@dataclass(frozen=True)
class Fitted:
    """A family as it fits best: parameters, their covariance, Akaike's measure."""

    family: Family
    parameters: Floats
    covariance: Floats
    aic: float

    def lasting(self, days: Floats) -> Floats:
        """The share that lasts longer than so many days."""
        return np.exp(self.family.beyond(days, self.parameters))


def _lognormal_density(days: Floats, at: Floats) -> Floats:
    score: Floats = (np.log(days) - at[0]) / np.exp(at[1])
    result: Floats = -np.log(days) - at[1] - score**2 / 2 - np.log(2 * np.pi) / 2
    return result


def _lognormal_beyond(days: Floats, at: Floats) -> Floats:
    result: Floats = special.log_ndtr(-(np.log(days) - at[0]) / np.exp(at[1]))
    return result


def _weibull_density(days: Floats, at: Floats) -> Floats:
    shape = np.exp(at[1])
    power: Floats = (shape - 1) * (np.log(days) - at[0])
    result: Floats = at[1] - at[0] + power + _weibull_beyond(days, at)
    return result


def _weibull_beyond(days: Floats, at: Floats) -> Floats:
    result: Floats = -((days / np.exp(at[0])) ** np.exp(at[1]))
    return result


def _gamma_density(days: Floats, at: Floats) -> Floats:
    shape = np.exp(at[1])
    scaled = days * shape / np.exp(at[0])
    result: Floats = shape * np.log(scaled) - np.log(days) - scaled - special.gammaln(shape)
    return result


def _gamma_beyond(days: Floats, at: Floats) -> Floats:
    shape = np.exp(at[1])
    beyond = special.gammaincc(shape, days * shape / np.exp(at[0]))
    result: Floats = np.log(np.maximum(beyond, _TINY))
    return result


LOGNORMAL = Family(
    "lognormal",
    _lognormal_density,
    _lognormal_beyond,
    mean=lambda at: float(np.exp(at[0] + np.exp(2 * at[1]) / 2)),
    median=lambda at: float(np.exp(at[0])),
    start=lambda middle, spread: np.array([middle, np.log(spread)]),
)
WEIBULL = Family(
    "weibull",
    _weibull_density,
    _weibull_beyond,
    mean=lambda at: float(np.exp(at[0]) * special.gamma(1 + np.exp(-at[1]))),
    median=lambda at: float(np.exp(at[0]) * np.log(2) ** np.exp(-at[1])),
    start=lambda middle, spread: np.array([middle + 0.5, -np.log(spread)]),
)
GAMMA = Family(
    "gamma",
    _gamma_density,
    _gamma_beyond,
    mean=lambda at: float(np.exp(at[0])),
    median=lambda at: float(
        special.gammaincinv(np.exp(at[1]), 0.5) * np.exp(at[0]) / np.exp(at[1])
    ),
    start=lambda middle, spread: np.array([middle + spread**2 / 2, -np.log(spread)]),
)
FAMILIES = (LOGNORMAL, WEIBULL, GAMMA)


def log_likelihood(family: Family, spec: Lengths, at: Floats) -> float:
    """How likely lengths are: the density of those over, the share beyond of those not over.

    Both are taken as seen from their entry on: divided by the share that lasts so long.
    """
    total = spec.over.weight @ family.density(spec.over.days, at)
    total += spec.open.weight @ family.beyond(spec.open.days, at)
    return float(total - spec.late.weight @ family.beyond(spec.late.days, at))


def fitted(family: Family, spec: Lengths) -> Fitted:
    """The member of a family that fits best by maximum likelihood."""
    logs, weight = np.log(spec.over.days), spec.over.weight
    middle = float(np.average(logs, weights=weight))
    spread = float(np.sqrt(np.average((logs - middle) ** 2, weights=weight)))
    begin = family.start(middle, max(spread, 0.05))

    def unlikely(at: Floats) -> float:
        if abs(at[1]) > _STEEPEST:
            return 1e10
        with np.errstate(all="ignore"):
            value = -log_likelihood(family, spec, at) / spec.count
        return value if np.isfinite(value) else 1e10

    at = least(unlikely, begin)
    covariance = inverse(curvature(lambda point: spec.count * unlikely(point), at))
    aic = 2 * len(at) + 2 * spec.count * unlikely(at)
    return Fitted(family, at, covariance, aic)


# ------------------------------------------------------------------------------------ empirical


def empirical(spec: Lengths) -> Fitted:
    """Lengths by classes, in each of which the same part ends a day.

    A class holds ten ends or more. Parameters are the logarithms of those rates.
    """
    edges = _edges(spec)
    ends, _ = np.histogram(spec.over.days, [0, *edges, np.inf], weights=spec.over.weight)
    exposure = np.array([_within(spec, low, high) for low, high in _bands(edges)])
    at = np.log(ends / exposure)
    family = _by_classes(edges)
    aic = 2 * len(at) - 2 * log_likelihood(family, spec, at)
    return Fitted(family, at, np.diag(1 / ends), aic)


def _bands(edges: tuple[float, ...]) -> list[tuple[float, float]]:
    return list(zip((0.0, *edges), (*edges, np.inf), strict=True))


def _edges(spec: Lengths) -> tuple[float, ...]:
    """Ends of classes such that each class, and what is beyond, has ten ends or more."""
    days, weight = spec.over.days, spec.over.weight
    result: list[float] = []
    last = 0.0
    for edge in _EDGES:
        inside = weight[(days >= last) & (days < edge)].sum()
        if inside >= FEW and weight[days >= edge].sum() >= FEW:
            result.append(float(edge))
            last = float(edge)
    return tuple(result)


def _within(spec: Lengths, low: float, high: float) -> float:
    """Days that were followed within a class."""
    spent = (item.weight @ np.clip(item.days - low, 0.0, high - low) for item in _all(spec))
    over, not_yet, late = spent
    return float(over + not_yet - late)


def _all(spec: Lengths) -> tuple[Counted, ...]:
    return spec.over, spec.open, spec.late


def _by_classes(edges: tuple[float, ...]) -> Family:
    """The family of lengths with a rate of ending in each class."""
    bounds = np.array([0.0, *edges])

    def passed(days: Floats, at: Floats) -> Floats:
        upper = np.append(bounds[1:], np.inf)
        spent = np.clip(np.minimum(days[:, None], upper) - bounds, 0.0, None)
        result: Floats = spent @ np.exp(at)
        return result

    def density(days: Floats, at: Floats) -> Floats:
        place = np.searchsorted(bounds, days, side="right") - 1
        return at[place] - passed(days, at)

    def mean(at: Floats) -> float:
        rates = np.exp(at)
        lasting = np.exp(-passed(bounds, at))
        beyond = np.append(lasting[1:], 0.0)
        return float(((lasting - beyond) / rates).sum())

    def median(at: Floats) -> float:
        hazard = passed(bounds, at)
        place = int(np.searchsorted(hazard, np.log(2), side="right")) - 1
        return float(bounds[place] + (np.log(2) - hazard[place]) / np.exp(at[place]))

    return Family(
        "empirical", density, lambda days, at: -passed(days, at), mean, median, lambda *_: bounds
    )


def edges_of(fit: Fitted) -> tuple[float, ...]:
    """The ends of the classes of an empirical fit."""
    return tuple(float(edge) for edge in fit.family.start(0.0, 0.0)[1:])
