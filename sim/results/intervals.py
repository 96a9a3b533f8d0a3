"""How wide a number is: the t-interval of a mean over runs, and the range of nine draws in ten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
MIDDLE = (0.05, 0.95)
"""The range of a number over draws: nine in ten lie within."""


def half_width(deviation: ArrayLike, runs: int, confidence: float = CONFIDENCE) -> Floats:
    """Half a t-interval of a mean of runs that deviate so much; NaN with fewer than two."""
    from scipy.special import stdtrit

    if runs < 2:
        return np.full(np.shape(deviation), np.nan)
    half = stdtrit(runs - 1, (1 + confidence) / 2) * np.asarray(deviation) / np.sqrt(runs)
    return np.asarray(half, dtype=np.float64)


def ends_of(values: Floats, *, over_draws: bool) -> tuple[float | None, float | None]:
    """Over draws the range of nine in ten, over runs the 95% t-interval, None with one run."""
    if over_draws:
        return middle(values)
    if values.size < 2:
        return None, None
    mean, half = float(values.mean()), float(half_width(values.std(ddof=1), values.size))
    return mean - half, mean + half


def middle(values: Floats) -> tuple[float, float]:
    """Between which nine draws in ten lie."""
    low, high = (float(end) for end in np.quantile(values, MIDDLE))
    return low, high
