"""Emulators: what comes out of a run as a polynomial of what was drawn, by least squares.

An emulator says where to look; it never stands for a run. Terms are Hermite polynomials of standard
normal numbers, of mean 0 and variance 1 and without correlation under the prior, so that the
square of a coefficient is the variance that its term brings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import factorial, log
from typing import Literal

import numpy as np
from numpy.polynomial.hermite_e import hermeval
from numpy.polynomial.legendre import legval
from numpy.typing import NDArray
from scipy.special import ndtr

Floats = NDArray[np.float64]
Term = tuple[int, ...]
"""Places of what is multiplied: (2,) is linear, (2, 2) its square, (2, 5) a product.

A place that stands n times is the polynomial of degree n of its basis.
"""
Basis = Literal["hermite", "legendre"]
"""Polynomials of standard normal numbers, or of their probabilities, which are bounded."""

_CROSSED = 12
"""Inputs of which products are looked at: those whose own terms count for most."""
_ROWS_PER_TERM = 3
_TINY = 1e-12


@dataclass(frozen=True)
class Emulator:
    """A polynomial of standard normal inputs, and how far it is off runs that it did not see.

    `error` is the root of the mean square of its leave-one-out errors, `spread` the standard
    deviation of what it was fitted to, which had `runs` runs.
    """

    constant: float
    terms: tuple[Term, ...]
    coefficients: Floats
    error: float
    spread: float
    runs: int
    basis: Basis = "hermite"

    @property
    def explained(self) -> float:
        """The part of the variance that it foresees in runs that it did not see, at least 0."""
        return max(0.0, 1 - (self.error / self.spread) ** 2) if self.spread > 0 else 0.0

    def at(self, z: Floats) -> Floats:
        """What it foresees at inputs of shape (points, inputs)."""
        result: Floats = self.constant + design(self.terms, z, self.basis) @ self.coefficients
        return result


@dataclass(frozen=True)
class Emulators:
    """Several emulators of the same inputs, asked together."""

    each: tuple[Emulator, ...]

    @cached_property
    def errors(self) -> Floats:
        """The leave-one-out error of each."""
        return np.array([item.error for item in self.each])

    def at(self, z: Floats) -> Floats:
        """What each foresees, shape (points, emulators)."""
        terms, constants, coefficients = self._together
        result: Floats = constants + design(terms, z) @ coefficients
        return result

    @cached_property
    def _together(self) -> tuple[tuple[Term, ...], Floats, Floats]:
        terms = tuple(dict.fromkeys(term for item in self.each for term in item.terms))
        place = {term: at for at, term in enumerate(terms)}
        coefficients = np.zeros((len(terms), len(self.each)))
        for at, item in enumerate(self.each):
            coefficients[[place[term] for term in item.terms], at] = item.coefficients
        return terms, np.array([item.constant for item in self.each]), coefficients


def design(terms: Sequence[Term], z: Floats, basis: Basis = "hermite") -> Floats:
    """The value of each term at each point, shape (points, terms)."""
    result = np.empty((len(z), len(terms)))
    if basis == "legendre":
        u = 2 * ndtr(z) - 1
        for at, term in enumerate(terms):
            powers = Counter(term).items()
            result[:, at] = np.prod([_legendre(u[:, item], n) for item, n in powers], axis=0)
        return result
    for at, term in enumerate(terms):
        match term:
            case (item,):
                result[:, at] = z[:, item]
            case (item, other) if item == other:
                result[:, at] = (z[:, item] ** 2 - 1) / 2**0.5
            case (item, other):
                result[:, at] = z[:, item] * z[:, other]
            case _:
                powers = Counter(term).items()
                result[:, at] = np.prod([_hermite(z[:, item], n) for item, n in powers], axis=0)
    return result


def _hermite(z: Floats, degree: int) -> Floats:
    """The polynomial of a degree, of variance 1."""
    result = hermeval(z, [0.0] * degree + [factorial(degree) ** -0.5])
    return np.asarray(result, np.float64)


def _legendre(u: Floats, degree: int) -> Floats:
    """The polynomial of a degree on -1 to 1, of variance 1."""
    result = legval(u, [0.0] * degree + [(2 * degree + 1) ** 0.5])
    return np.asarray(result, np.float64)


def fitted(
    z: Floats,
    values: Floats,
    *,
    curved: int | None = None,
    degree: int = 2,
    basis: Basis = "hermite",
) -> Emulator:
    """The emulator of runs with inputs z, shape (runs, inputs); a value that is NaN is no run.

    The first `curved` inputs, all unless said, may enter with powers and multiplied, the rest
    plain.
    """
    seen = ~np.isnan(values)
    z, values = z[seen], values[seen]
    spread = float(values.std())
    if len(values) < 2 * _ROWS_PER_TERM or spread <= _TINY * float(np.abs(values).max(initial=0)):
        centre = float(values.mean()) if len(values) else 0.0
        return Emulator(centre, (), np.zeros(0), spread, spread, len(values))
    terms = _chosen(z, values, z.shape[1] if curved is None else curved, degree, basis)
    return with_terms(terms, z, values, basis)


def with_terms(
    terms: Sequence[Term], z: Floats, values: Floats, basis: Basis = "hermite"
) -> Emulator:
    """The emulator that has these terms."""
    spread = float(values.std())
    columns = np.column_stack([np.ones(len(values)), design(terms, z, basis)])
    coefficients: Floats = np.linalg.lstsq(columns, values, rcond=None)[0].astype(np.float64)
    return Emulator(
        constant=float(coefficients[0]),
        terms=tuple(terms),
        coefficients=coefficients[1:],
        error=_leave_one_out(columns, values - columns @ coefficients),
        spread=spread,
        runs=len(values),
        basis=basis,
    )


def _leave_one_out(columns: Floats, residuals: Floats) -> float:
    """The error of each run by a fit without it: its residual over 1 less its leverage."""
    orthogonal = np.linalg.qr(columns)[0]
    leverage = np.minimum((orthogonal**2).sum(axis=1), 1 - _TINY)
    return float(np.sqrt(np.mean((residuals / (1 - leverage)) ** 2)))


def _chosen(z: Floats, values: Floats, curved: int, degree: int, basis: Basis) -> list[Term]:
    """Terms that are added one by one, that of most use first, until none is of any."""
    inputs = range(curved)
    alone: list[Term] = [(at,) for at in range(z.shape[1])]
    alone += [(at,) * power for power in range(2, degree + 1) for at in inputs]
    chosen = _added(z, values, [], alone, basis)
    of_use = dict.fromkeys(term[0] for term in chosen if term[0] < curved)
    crossed = sorted(list(of_use)[:_CROSSED])
    if degree > 2 and len(inputs) <= _CROSSED:
        # Of few inputs one may count only together with another.
        crossed = list(inputs)
    products: Iterable[Term] = (
        (first,) * power + (second,) * other
        for power in range(1, degree)
        for other in range(1, degree - power + 1)
        for first, second in combinations(crossed, 2)
    )
    rest = [term for term in alone if term not in chosen]
    return _added(z, values, chosen, [*rest, *products], basis)


def _added(
    z: Floats, values: Floats, chosen: Sequence[Term], candidates: Sequence[Term], basis: Basis
) -> list[Term]:
    """Forward selection: each step takes the candidate that lowers the squares most.

    It stops where the best would lower them by less than the best of as many candidates of pure
    noise does, 2 log(p) times the variance of what is left (the risk inflation criterion of Foster
    and George, Annals of Statistics 22, 1994); of few candidates log(n), as Schwarz has it (Annals
    of Statistics 6, 1978), else one in four would be taken for nothing.
    """
    taken, count = list(chosen), len(values)
    orthogonal = np.linalg.qr(np.column_stack([np.ones(count), design(taken, z, basis)]))[0]
    columns = design(candidates, z, basis)
    columns = columns - orthogonal @ (orthogonal.T @ columns)
    left = values - orthogonal @ (orthogonal.T @ values)
    free = np.ones(len(candidates), np.bool_)
    penalty = max(2 * log(max(len(candidates), 1)), log(count))
    while free.any() and len(taken) < count // _ROWS_PER_TERM - 1:
        lengths = (columns**2).sum(axis=0)
        usable = free & (lengths > _TINY * count)
        gains = np.where(usable, (columns.T @ left) ** 2 / np.where(usable, lengths, 1.0), 0.0)
        best = int(gains.argmax())
        rest = float(left @ left) - gains[best]
        if gains[best] <= penalty * rest / (count - len(taken) - 2):
            break
        taken.append(candidates[best])
        free[best] = False
        direction = columns[:, best] / lengths[best] ** 0.5
        columns = columns - np.outer(direction, direction @ columns)
        left = left - direction * (direction @ left)
    return taken
