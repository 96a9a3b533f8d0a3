"""What part of a variance comes from what: Sobol indices in closed form from an emulator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .emulators import Basis, Emulator, fitted

Floats = NDArray[np.float64]

_Z_90 = 1.6448536269514722
_TRIED: tuple[tuple[int, Basis], ...] = (
    (2, "hermite"), (3, "hermite"), (4, "legendre"), (6, "legendre"), (8, "legendre"),
)  # fmt: skip
_LEAST_BETTER, _BY_CHANCE = 0.05, 2.5
"""A richer emulator is taken where its error is smaller by at least this part.

In few runs chance alone makes one error some 1 / sqrt(runs) smaller than another.
"""


@dataclass(frozen=True)
class Shares:
    """Parts of a variance: of each input alone, and with all that it does together with others.

    What the emulator does not foresee, chance too, is `unexplained`.
    """

    first: Floats
    total: Floats
    unexplained: float


def best_fitted(z: Floats, values: Floats) -> Emulator:
    """The simplest emulator that foresees runs which it did not see about as well as any."""
    best = fitted(z, values)
    part = 1 - max(_LEAST_BETTER, _BY_CHANCE / max(len(values), 1) ** 0.5)
    for degree, basis in _TRIED[1:]:
        richer = fitted(z, values, degree=degree, basis=basis)
        if richer.error < part * best.error:
            best = richer
    return best


def shares_of(emulator: Emulator, inputs: int) -> Shares:
    """Sobol indices of so many inputs, for inputs without correlation.

    Terms have variance 1 and no correlation, so a square of a coefficient is the variance that its
    term brings (Sudret, Reliability Engineering and System Safety 93, 2008).
    """
    first, total = np.zeros(inputs), np.zeros(inputs)
    unexplained = emulator.error**2
    for coefficient, term in zip(emulator.coefficients, emulator.terms, strict=True):
        moved = sorted(set(term))
        total[moved] += coefficient**2
        if len(moved) == 1:
            first[moved] += coefficient**2
    variance = float((emulator.coefficients**2).sum()) + unexplained
    if variance <= 0:
        return Shares(first, total, 0.0)
    return Shares(first / variance, total / variance, unexplained / variance)


def drawn_again(
    z: Floats, values: Floats, like: Emulator, *, times: int, seed: int
) -> list[Emulator]:
    """Emulators of as many runs drawn with replacement, each with terms of its own."""
    random = np.random.default_rng(seed)
    degree = max((len(term) for term in like.terms), default=2)
    rows = (random.integers(0, len(values), len(values)) for _ in range(times))
    return [fitted(z[row], values[row], degree=max(2, degree), basis=like.basis) for row in rows]


def half_width(emulators: list[Emulator], of: Callable[[Emulator], Floats]) -> Floats:
    """Half the width of the interval of 90% of a number, by emulators of runs drawn again."""
    result: Floats = _Z_90 * np.std([of(item) for item in emulators], axis=0)
    return result
