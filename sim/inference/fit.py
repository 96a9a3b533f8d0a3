"""How well what comes out of a run fits what is known: z by figure, squares by aim, weights."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Aims:
    """Known figures with standard deviations below and above them, and the aim that each is of.

    An aim of several figures counts once, with its mean square. `of` has the number of the aim of
    each figure, from 0 without gaps.
    """

    known: Floats
    below: Floats
    above: Floats
    of: Ints

    @property
    def count(self) -> int:
        """How many aims there are."""
        return int(self.of.max(initial=-1)) + 1

    def widened(self, errors: Floats) -> Aims:
        """The same with other errors that come on top."""
        below, above = (np.hypot(side, errors) for side in (self.below, self.above))
        return replace(self, below=below, above=above)

    def z(self, values: Floats) -> Floats:
        """How many standard deviations values lie off, shape (runs, figures)."""
        off = values - self.known
        result: Floats = off / np.where(off < 0, self.below, self.above)
        return result

    def squares(self, values: Floats) -> Floats:
        """The mean square of z of each aim, shape (runs, aims); NaN where a figure is missing."""
        squares = self.z(values) ** 2
        # A product of matrices would carry what one aim misses over to the others.
        each = [squares[:, self.of == aim].mean(axis=1) for aim in range(self.count)]
        return np.column_stack(each)

    def log_weight(self, values: Floats, aims: Flags) -> Floats:
        """Minus half the sum of squares of some aims; without end where one has no value."""
        total = -0.5 * self.squares(values)[:, aims].sum(axis=1)
        result: Floats = np.where(np.isnan(total), -np.inf, total)
        return result
