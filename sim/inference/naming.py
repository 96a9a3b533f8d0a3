"""Which of many inputs a number hangs on, so that chance seldom names one.

Of sixty inputs the one that goes best with a number always looks as if it counted. An input is
therefore named only where its test passes a limit that is divided over all that were tried.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtr, stdtrit

Floats = NDArray[np.float64]

TESTS = 2
"""Of each input: a straight line, and a bend."""
_TINY = 1e-9


def named(x: Floats, values: Floats, limit: float) -> tuple[int, ...]:
    """The inputs, shape (runs, inputs), whose test passes a limit, the surest first.

    They are taken one by one: each is tested beside those that are taken already. Where none
    passes, two are taken that pass beside each other, since each may hide the other. Values count
    by their ranks, so that a few that lie far off name nothing. A value that is NaN is no run.
    """
    seen = ~np.isnan(values)
    x, left = x[seen], _scores(values[seen])
    if len(left) == 0:
        return ()
    columns = np.concatenate([x, (x**2 - 1) / 2**0.5], axis=1)
    rest = _Rest(columns - columns.mean(axis=0), left - left.mean(), len(left) - 2)
    taken: list[int] = []
    while rest.free > 0 and len(taken) < x.shape[1]:
        best, p_value = rest.best()
        if p_value <= limit:
            found: tuple[int, ...] = (best,)
        elif (pair := _pair(rest, best, limit)) is not None:
            found = pair
        else:
            break
        for at in found:
            rest = rest.beside(at)
        taken.extend(found)
    return tuple(taken)


def _pair(rest: _Rest, first: int, limit: float) -> tuple[int, int] | None:
    """The best input with the one that is best beside it, where both pass beside each other."""
    beside = rest.beside(first)
    if beside.free <= TESTS:
        return None
    second, p_value = beside.best()
    is_pair = second != first and p_value <= limit and rest.beside(second).p_value(first) <= limit
    return (first, second) if is_pair else None


@dataclass(frozen=True)
class _Rest:
    """What inputs that are taken leave of all columns, a line and a bend of each, and of values."""

    columns: Floats
    left: Floats
    free: int

    def best(self) -> tuple[int, float]:
        """The input that goes best with what is left, with its p-value."""
        p_values = _p_values(self.columns, self.left, self.free)
        return int(p_values.argmin()) % (self.columns.shape[1] // TESTS), float(p_values.min())

    def p_value(self, at: int) -> float:
        """That of one input."""
        return float(_p_values(self._of(at), self.left, self.free).min())

    def _of(self, at: int) -> Floats:
        return self.columns[:, at :: self.columns.shape[1] // TESTS]

    def beside(self, at: int) -> _Rest:
        """The same less all that goes with an input."""
        left, columns = self.left, self.columns
        for place in range(at, columns.shape[1], columns.shape[1] // TESTS):
            left, columns = _without(columns[:, place], left, columns)
        return _Rest(columns, left, self.free - TESTS)


def least_part(runs: int, limit: float) -> float:
    """The part of a variance that an input must bring, alone, before it passes a limit."""
    free = runs - 2
    t = float(stdtrit(free, 1 - limit / 2))
    return t**2 / (t**2 + free)


def _scores(values: Floats) -> Floats:
    """Normal scores of the ranks; those that are equal have the same."""
    from scipy.stats import rankdata  # a second to import

    result: Floats = ndtri((rankdata(values) - 0.5) / len(values))
    return result


def _p_values(columns: Floats, left: Floats, free: int) -> Floats:
    """Of each column whether what is left goes with it, two-sided."""
    lengths, rest = (columns**2).sum(axis=0), float(left @ left)
    usable = lengths > _TINY * len(left)
    if rest <= _TINY * len(left):
        return np.ones(columns.shape[1])
    part = np.where(usable, (columns.T @ left) ** 2 / np.where(usable, lengths, 1.0) / rest, 0.0)
    t = np.sqrt(free * part / np.maximum(1 - part, _TINY))
    result: Floats = 2 * stdtr(free, -t)
    return result


def _without(column: Floats, left: Floats, columns: Floats) -> tuple[Floats, Floats]:
    """Everything less what goes with a column."""
    length = float(column @ column)
    if length <= _TINY * len(left):
        return left, columns
    direction = column / length**0.5
    return left - direction * (direction @ left), columns - np.outer(direction, direction @ columns)
