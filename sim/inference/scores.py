"""How well weighted runs, or quantiles, foretell a figure that becomes known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .weights import Weights

Floats = NDArray[np.float64]


def crps(values: Floats, weights: Weights, known: float) -> float:
    """The continuous ranked probability score, in the unit of the figure; 0 is foretold exactly.

    E|X - known| - E|X - X'| / 2 (Gneiting and Raftery, JASA 102, 2007), for runs with a weight.
    """
    order = np.argsort(values, kind="stable")
    x, w = values[order], weights.each[order]
    off = float(w @ np.abs(x - known))
    # The mean difference of sorted values by running sums: sum over i<j of w_i w_j (x_j - x_i).
    below = np.cumsum(w) - w
    apart = float((w * x) @ below - w @ (np.cumsum(w * x) - w * x))
    return off - apart


def weighted_interval_score(levels: Floats, quantiles: Floats, known: float) -> float:
    """The weighted interval score of quantiles, in the unit of the figure; 0 is foretold exactly.

    Of levels that lie evenly about a median among them: half the distance to the median, and each
    interval's width and what the figure lies outside it, by weights of half of what the interval
    leaves out, over their number and a half (Bracher and others, PLOS Computational Biology 17,
    2021). That is twice the mean of what each quantile loses, which is shorter to write.
    """
    off = known - quantiles
    lost = np.where(off >= 0, levels * off, (levels - 1) * off)
    return 2 * float(lost.mean())


def crps_of_quantiles(levels: Floats, quantiles: Floats, known: float) -> float:
    """The continuous ranked probability score of quantiles with straight lines between them.

    What lies beyond the outermost quantiles counts as lying at them.
    """
    inside = quantiles[0] < known < quantiles[-1]
    at = np.sort(np.append(quantiles, known)) if inside else quantiles
    below = np.interp(at, quantiles, levels)
    beyond = max(quantiles[0] - known, known - quantiles[-1], 0.0)
    # A figure is reached from itself on; on both sides the distance to that step is a line.
    left, right = (below[:-1], below[1:])
    reached = (at[:-1] >= known).astype(np.float64)
    left, right = left - reached, right - reached
    pieces = np.diff(at) * (left**2 + left * right + right**2) / 3
    return float(beyond) + float(pieces.sum())
