"""History matching: waves of runs, each where the emulators of those before do not rule it out.

The first wave is drawn from the prior, and each later one from the prior times a likelihood: how
well the emulators' figures fit, with their errors on top of the known ones. A run of such a wave is
weighed by how well it fits itself, over that likelihood; so what emulators get wrong costs runs and
moves no answer. Each wave gives weights of its own, and waves count by their effective sizes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .emulators import Emulators, fitted
from .fit import Aims
from .sampling import elliptical
from .weights import Weights, normalised

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

FAR = 3.0
"""Standard deviations from which on a point is ruled out, when that is told."""
DECIMALS = 6
"""Of a point that is proposed, so that it can be written down and read back."""
_STEPS = 200
_LOOKED_AT = 4096


@dataclass(frozen=True)
class Proposal:
    """Points to run, and the logarithm of the likelihood by which each was drawn."""

    points: Floats
    log_likelihood: Floats


@dataclass(frozen=True)
class Runs:
    """What was run: inputs (runs, inputs), figures (runs, figures), and the wave of each run.

    `proposed` is the logarithm of the likelihood by which each was drawn, 0 in the first wave.
    """

    z: Floats
    values: Floats
    wave: Ints
    proposed: Floats

    def __len__(self) -> int:
        return len(self.z)

    def only(self, chosen: Flags) -> Runs:
        """Some of the runs."""
        return Runs(self.z[chosen], self.values[chosen], self.wave[chosen], self.proposed[chosen])


@dataclass(frozen=True)
class History:
    """Runs beside what is known."""

    runs: Runs
    aims: Aims

    @cached_property
    def emulators(self) -> Emulators:
        """One for each figure, by all runs."""
        return Emulators(tuple(fitted(self.runs.z, column) for column in self.runs.values.T))

    def weights(self, aims: Flags) -> Weights:
        """Those of all runs, by how well they fit some of the aims.

        Later waves must have been proposed by no more aims than these.
        """
        logs = self.aims.log_weight(self.runs.values, aims) - self.runs.proposed
        each = np.zeros(len(self.runs))
        for wave in np.unique(self.runs.wave):
            chosen = self.runs.wave == wave
            weights = normalised(logs[chosen])
            each[chosen] = weights.each * weights.effective
        total = each.sum()
        return Weights(each / total if total > 0 else each)

    def propose(self, count: int, aims: Flags, random: np.random.Generator) -> Proposal:
        """Points for a next wave, by some of the aims."""

        def log_likelihood(points: Floats) -> Floats:
            return self._foreseen.log_weight(self.emulators.at(points), aims)

        start = random.standard_normal((count, self.runs.z.shape[1]))
        points = elliptical(log_likelihood, start, steps=_STEPS, random=random)
        rounded = points.round(DECIMALS)
        return Proposal(rounded, log_likelihood(rounded))

    def left(self, aims: Flags, random: np.random.Generator) -> float:
        """The part of the prior that the emulators do not rule out."""
        points = random.standard_normal((_LOOKED_AT, self.runs.z.shape[1]))
        squares = self._foreseen.squares(self.emulators.at(points))[:, aims]
        return float((squares <= FAR**2).all(axis=1).mean())

    @cached_property
    def _foreseen(self) -> Aims:
        return self.aims.widened(self.emulators.errors)
