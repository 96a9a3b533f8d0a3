"""History matching: waves of runs, each where the emulators of those before do not rule it out.

The first wave is drawn from the prior. For each later one emulators look at many draws of the
prior, and those that they expect to fit, with their errors on top of the known ones, have a larger
chance to be run. A run is weighed by how well it fits itself, over the chance by which it was
taken; so what emulators get wrong costs runs and moves no answer. Each wave gives weights of its
own, and waves count by their effective sizes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .emulators import Emulators, fitted
from .fit import Aims
from .weights import Weights, chances, normalised, taken

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

FAR = 3.0
"""Standard deviations from which on a point is ruled out, when that is told."""
_LEAST_LOG = 600.0
"""How far below the best a candidate counts at the least, so that any number can be taken."""


@dataclass(frozen=True)
class Chosen:
    """Candidates to run: their places, and the logarithm of the chance by which each was taken."""

    places: Ints
    log_chance: Floats


@dataclass(frozen=True)
class Runs:
    """What was run: inputs (runs, inputs), figures (runs, figures), and the wave of each run.

    `proposed` is the logarithm of the chance by which each was taken, up to a constant of its
    wave; 0 in the first. The first `curved` inputs, all unless said, may enter emulators squared.
    """

    z: Floats
    values: Floats
    wave: Ints
    proposed: Floats
    curved: int | None = None

    def __len__(self) -> int:
        return len(self.z)

    def only(self, chosen: Flags) -> Runs:
        """Some of the runs."""
        parts = self.z[chosen], self.values[chosen], self.wave[chosen], self.proposed[chosen]
        return Runs(*parts, self.curved)


@dataclass(frozen=True)
class History:
    """Runs beside what is known."""

    runs: Runs
    aims: Aims

    @cached_property
    def emulators(self) -> Emulators:
        """One for each figure, by all runs."""
        runs = self.runs
        return Emulators(tuple(fitted(runs.z, each, curved=runs.curved) for each in runs.values.T))

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

    def choose(
        self, candidates: Iterable[Floats], count: int, aims: Flags, random: np.random.Generator
    ) -> Chosen:
        """Which draws of the prior to run next, by how well they are expected to fit some aims.

        `candidates` are their inputs, some at a time; there must be at least `count`.
        """
        logs = np.concatenate(
            [self._foreseen.log_weight(self.emulators.at(part), aims) for part in candidates]
        )
        chance = chances(normalised(np.maximum(logs, logs.max() - _LEAST_LOG)), count)
        places = taken(chance, random)
        return Chosen(places, np.log(chance[places]))

    def left(self, aims: Flags, candidates: Floats) -> float:
        """The part of some draws of the prior that the emulators do not rule out."""
        squares = self._foreseen.squares(self.emulators.at(candidates))[:, aims]
        return float((squares <= FAR**2).all(axis=1).mean())

    @cached_property
    def _foreseen(self) -> Aims:
        return self.aims.widened(self.emulators.errors)
