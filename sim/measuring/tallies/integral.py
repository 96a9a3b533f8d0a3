"""A number per day added up over time, for prices and places that change on dates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...draws import TICKS_PER_DAY
from ...in_force.timelines import Timeline

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Integral:
    """The integral since tick 0 of a step function that is given per day."""

    ticks: Ints
    per_day: Floats
    before: Floats

    @classmethod
    def of(cls, timeline: Timeline) -> Integral:
        """The integral of a timeline; its first value also holds before the start."""
        return cls.of_steps(timeline.day_array * TICKS_PER_DAY, timeline.value_array)

    @classmethod
    def of_steps(cls, ticks: Ints, per_day: Floats) -> Integral:
        """The integral of steps at these ticks."""
        grown = np.diff(ticks) / TICKS_PER_DAY * per_day[:-1]
        return cls(ticks, per_day, np.concatenate(([0.0], np.cumsum(grown))))

    def __call__(self, ticks: Ints) -> Floats:
        """The integral up to each tick."""
        row = np.maximum(np.searchsorted(self.ticks, ticks, side="right") - 1, 0)
        gone = (ticks - self.ticks[row]) / TICKS_PER_DAY
        return np.asarray(self.before[row] + gone * self.per_day[row], dtype=np.float64)

    def at(self, ticks: Ints) -> Floats:
        """The number itself at each tick."""
        row = np.maximum(np.searchsorted(self.ticks, ticks, side="right") - 1, 0)
        return np.asarray(self.per_day[row], dtype=np.float64)
