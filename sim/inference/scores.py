"""How well weighted runs foretell a figure that becomes known."""

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
