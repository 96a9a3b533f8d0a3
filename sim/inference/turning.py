"""Where something turns over: where a line crosses a level, or where odds turn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc, expit

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_STEPS = 60
_SURE = 1e-10


def crossings(at: Floats, values: Floats, level: float) -> Iterator[tuple[float, bool]]:
    """Where a line through points crosses a level, and whether it goes up there."""
    above = values > level
    for place in np.flatnonzero(above[1:] != above[:-1]):
        here, there = float(values[place]), float(values[place + 1])
        part = (level - here) / (there - here)
        yield float(at[place] + part * (at[place + 1] - at[place])), bool(above[place + 1])


def logistic(x: Floats, holds: Flags) -> tuple[float, float, float]:
    """Intercept and slope of the log odds that something holds, and the p-value of the slope.

    Penalised as Firth does (Biometrika 80, 1993), so that it ends where x parts both without
    exception.
    """
    columns = np.column_stack([np.ones(len(x)), x])
    full = _firth(columns, holds)
    alone = _firth(columns[:, :1], holds)
    with_slope = _height(columns, holds, full)
    without = _height(columns, holds, np.array([alone[0], 0.0]))
    p_value = float(chdtrc(1, max(0.0, 2 * (with_slope - without))))
    return float(full[0]), float(full[1]), p_value


def _firth(columns: Floats, holds: Flags) -> Floats:
    """Coefficients by Newton's method, a step at most as large as what raises the height."""
    result = np.zeros(columns.shape[1])
    height = _height(columns, holds, result)
    for _ in range(_STEPS):
        chance = expit(columns @ result)
        weight = chance * (1 - chance)
        inverse = np.linalg.inv((columns * weight[:, None]).T @ columns)
        leverage = weight * ((columns @ inverse) * columns).sum(axis=1)
        step = inverse @ (columns.T @ (holds - chance + leverage * (0.5 - chance)))
        size = 1.0
        while _height(columns, holds, result + size * step) < height and size > _SURE:
            size /= 2
        result = result + size * step
        higher = _height(columns, holds, result)
        if higher - height < _SURE:
            break
        height = higher
    return result


def _height(columns: Floats, holds: Flags, coefficients: Floats) -> float:
    """The penalised log likelihood."""
    odds = columns @ coefficients
    chance = expit(odds)
    likelihood = float((holds * odds - np.logaddexp(0, odds)).sum())
    information = (columns * (chance * (1 - chance))[:, None]).T @ columns
    return likelihood + 0.5 * float(np.linalg.slogdet(information)[1])
