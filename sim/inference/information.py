"""What it would be worth to know something before choosing, by regression on the same draws.

Strong, Oakley and Brennan, Medical Decision Making 34, 2014.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .variance import best_fitted

Floats = NDArray[np.float64]


def worth_of_all(gains: Floats) -> float:
    """What is lost on average by choosing now rather than knowing everything; (draws, choices)."""
    if len(set(gains.argmax(axis=1).tolist())) == 1:  # the same is the best whatever is known
        return 0.0
    return float(gains.max(axis=1).mean() - gains.mean(axis=0).max())


def worth_of(z: Floats, gains: Floats) -> float:
    """What is lost on average by choosing now rather than knowing some inputs, (draws, inputs).

    What each choice gains over the first is foreseen from the inputs alone; whoever knew these
    would choose by that.
    """
    apart = gains - gains[:, :1]
    foreseen = np.column_stack([best_fitted(z, column).at(z) for column in apart.T])
    return max(0.0, worth_of_all(foreseen))
