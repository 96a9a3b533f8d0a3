"""What a calibration found: weights by all figures and by those not held out, and the ensemble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..inference import History, Weights
from ..uncertainty.ensemble import Ensemble
from .region import Region

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Calibration:
    """The runs of a region beside its known figures.

    `chance` is the standard deviation of each figure over runs of the values of the file. `waves`
    has what each wave was drawn from, `numbers` the number of the draw of each run. `ensemble` is
    None where too few runs count, and `reason` says so; `members` are the places of its draws among
    the runs.
    """

    region: Region
    history: History
    chance: Floats
    waves: tuple[str, ...]
    lost: int
    repaired: int
    numbers: NDArray[np.int64]
    ensemble: Ensemble | None = None
    members: tuple[int, ...] = ()
    reason: str = ""

    @property
    def runs(self) -> int:
        """Runs of draws."""
        return len(self.history.runs)

    @cached_property
    def weights(self) -> Weights:
        """Of all runs, by all figures that weigh."""
        return self.history.weights(self.region.weighing)

    @cached_property
    def before(self) -> Weights | None:
        """Of all runs, by figures that are not held out; None where all are, or none is.

        Only runs count that were not drawn by the others.
        """
        weighing, held_out = self.region.weighing, self.region.held_out
        early = weighing & ~held_out
        if not early.any() or not held_out.any():
            return None
        return self._of_waves(("prior", "before"), early)

    @cached_property
    def prior(self) -> Weights:
        """Of all runs, those of the first wave alike: what the ranges say."""
        first = (self.history.runs.wave == self.history.runs.wave.min()).astype(np.float64)
        return Weights(first / first.sum())

    def _of_waves(self, by: Sequence[str], aims: NDArray[np.bool_]) -> Weights:
        counts = np.array([self.waves[wave] in by for wave in self.history.runs.wave], np.bool_)
        some = History(self.history.runs.only(counts), self.history.aims).weights(aims)
        each = np.zeros(self.runs)
        each[counts] = some.each
        return Weights(each)
