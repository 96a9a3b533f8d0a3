"""What a few paired runs show of a mean: tests and bounds that hold for skewed differences too."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVEL = 0.05
"""How often a statement may be wrong."""


@dataclass(frozen=True)
class Sample:
    """Paired differences: a row each, the runs along the last axis.

    `least_variance` is what the variance of a row is taken to be at the least: for a count the mean
    of its absolute differences, as of a Poisson number, since a few equal runs prove nothing.
    """

    values: Floats
    least_variance: Floats

    @property
    def runs(self) -> int:
        """How many pairs there are."""
        return int(self.values.shape[-1])

    @property
    def mean(self) -> Floats:
        """Mean over the runs."""
        return np.asarray(self.values.mean(axis=-1), dtype=np.float64)

    @property
    def deviation(self) -> Floats:
        """Standard deviation of a single run, floor included; NaN for one run."""
        if self.runs < 2:
            return np.full(self.values.shape[:-1], np.nan)
        variance = self.values.var(axis=-1, ddof=1)
        return np.asarray(np.sqrt(np.maximum(variance, self.least_variance)), dtype=np.float64)

    @property
    def skewness(self) -> Floats:
        """Third central moment over the deviation cubed; 0 where nothing varies."""
        third = ((self.values - self.mean[..., None]) ** 3).mean(axis=-1)
        cubed = self.deviation**3
        return np.asarray(
            np.divide(third, cubed, out=np.zeros_like(third), where=cubed > 0), dtype=np.float64
        )


def p_above(sample: Sample, limit: Floats) -> Floats:
    """One-sided p of a mean above a limit: the chance of this much where it is the limit.

    Student's t with Johnson's (1978) correction for skewness, in the monotone form of Hall (1992):
    Johnson's own is a parabola in the mean, so that a gain far above the limit, if the runs are
    skewed to the left, would count as none. 1 with one run.
    """
    from scipy.special import stdtr

    if sample.runs < 2:
        return np.ones(sample.mean.shape)
    away, deviation = sample.mean - limit, sample.deviation
    with np.errstate(divide="ignore", invalid="ignore"):
        transformed = _transformed(away / deviation, sample.skewness, sample.runs)
        p = stdtr(sample.runs - 1, -np.sqrt(sample.runs) * transformed)
    return np.asarray(np.where(deviation > 0, p, np.where(away > 0, 0.0, 1.0)), dtype=np.float64)


def p_apart(sample: Sample) -> Floats:
    """Two-sided p of a mean that is not 0."""
    zero = np.zeros(sample.mean.shape)
    mirrored = Sample(-sample.values, sample.least_variance)
    p = np.minimum(p_above(sample, zero), p_above(mirrored, zero))
    return np.asarray(np.minimum(1.0, 2 * p), dtype=np.float64)


def upper_bound(sample: Sample) -> Floats:
    """The mean is below this in 95% of cases: the limit at which `p_above` from below is 5%."""
    bound: Floats = -lower_bound(Sample(-sample.values, sample.least_variance))
    return bound


def lower_bound(sample: Sample) -> Floats:
    """The mean is above this in 95% of cases; minus infinity with one run."""
    from scipy.special import stdtrit

    if sample.runs < 2:
        return np.full(sample.mean.shape, -np.inf)
    at = stdtrit(sample.runs - 1, 1 - LEVEL) / np.sqrt(sample.runs)
    skewness = sample.skewness
    straight = np.abs(skewness) < 1e-6
    safe = np.where(straight, 1.0, skewness)
    bent = 3 / safe * (np.cbrt(1 + safe * (at - safe / (6 * sample.runs))) - 1)
    steps = np.where(straight, at - skewness / (6 * sample.runs), bent)
    return np.asarray(sample.mean - steps * sample.deviation, dtype=np.float64)


def _transformed(steps: Floats, skewness: Floats, runs: int) -> Floats:
    """Hall's (1992) cubic of (mean - limit) / deviation; its first three terms are Johnson's."""
    return np.asarray(
        steps + skewness * steps**2 / 3 + skewness**2 * steps**3 / 27 + skewness / (6 * runs),
        dtype=np.float64,
    )


def holm(p_values: Floats) -> Floats:
    """P-values after Holm's step-down correction (1979), in the same order."""
    order = np.argsort(p_values, kind="stable")
    steps = np.arange(p_values.size, 0, -1) * p_values[order]
    corrected = np.empty_like(p_values)
    corrected[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return corrected
