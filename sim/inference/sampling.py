"""Points of a standard normal prior, in proportion to a likelihood."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def elliptical(
    log_likelihood: Callable[[Floats], Floats],
    start: Floats,
    *,
    steps: int,
    random: np.random.Generator,
) -> Floats:
    """Points after so many steps of elliptical slice sampling, one chain from each starting point.

    Each step draws a second point of the prior, and walks along the ellipse through both to where
    the likelihood is above a random part of what it was; there is nothing to tune, and every step
    is accepted (Murray, Adams and MacKay, AISTATS 2010).
    """
    here, height = start.copy(), log_likelihood(start)
    for _ in range(steps):
        other = random.standard_normal(here.shape)
        level = height + np.log1p(-random.random(len(here)))
        angle = random.uniform(0, 2 * np.pi, len(here))
        low, high = angle - 2 * np.pi, angle.copy()
        moving = np.arange(len(here))
        while moving.size:
            turn = angle[moving, None]
            there = here[moving] * np.cos(turn) + other[moving] * np.sin(turn)
            reached = log_likelihood(there)
            arrived = reached >= level[moving]
            # Where the bracket has closed around the point itself the chain stays.
            arrived |= high[moving] - low[moving] < 1e-12
            done = moving[arrived]
            other[done], height[done] = there[arrived], reached[arrived]
            moving = moving[~arrived]
            is_below = angle[moving] < 0
            low[moving] = np.where(is_below, angle[moving], low[moving])
            high[moving] = np.where(is_below, high[moving], angle[moving])
            angle[moving] = random.uniform(low[moving], high[moving])
        here = other
    return here
