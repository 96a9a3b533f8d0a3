"""An emulator of each number that comes out, with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..inference.emulators import Emulator
from ..inference.naming import named
from ..inference.variance import best_fitted, drawn_again
from .reading import Evidence, Output

Floats = NDArray[np.float64]

TIMES = 60
"""How often draws are drawn again, for intervals of 90%."""
LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95
_STEPS = 201


@dataclass(frozen=True)
class Inputs:
    """The groups in each draw, as emulators take them: mean 0 and variance 1.

    Draws from the ranges are so already; those of an ensemble are brought to it.
    """

    z: Floats
    mean: Floats
    spread: Floats

    @staticmethod
    def of(evidence: Evidence) -> Inputs:
        """Those of a results folder."""
        draws, z = evidence.manifest.draws, evidence.z
        if draws is None or draws.ensemble is None:
            return Inputs(z, np.zeros(z.shape[1]), np.ones(z.shape[1]))
        # What the ensemble has at one value in all draws is no input any more.
        spread = np.where(z.std(axis=0) > 0, z.std(axis=0), 1.0)
        return Inputs(z, z.mean(axis=0), spread)

    @cached_property
    def x(self) -> Floats:
        """What emulators take."""
        return self.standard(self.z)

    def standard(self, z: Floats) -> Floats:
        """The same of other values."""
        result: Floats = (z - self.mean) / self.spread
        return result

    def ends(self, group: int) -> tuple[float, float, float]:
        """5%, median and 95% of a group over the draws."""
        low, middle, high = np.quantile(self.z[:, group], (LOW, MIDDLE, HIGH))
        return float(low), float(middle), float(high)

    def line(self, group: int) -> Floats:
        """Values of a group from the 5% to the 95% of the draws."""
        first, last = np.quantile(self.z[:, group], (LOW, HIGH)).tolist()
        return np.linspace(first, last, _STEPS)

    def with_others_at_middle(self, group: int, values: Floats) -> Floats:
        """What emulators take where one group has these values and all others their median."""
        z = np.tile(np.median(self.z, axis=0), (len(values), 1))
        z[:, group] = values
        return self.standard(z)


@dataclass(frozen=True)
class Emulated:
    """An output with an emulator of the groups that may be named, and of draws drawn again.

    `groups` are the places of those groups, the surest first.
    """

    output: Output
    inputs: Inputs
    emulator: Emulator
    again: list[Emulator]
    groups: tuple[int, ...]

    def along(self, group: int, values: Floats) -> Floats:
        """What it foresees where a group has these values and all others their median."""
        return self.emulator.at(self.inputs.with_others_at_middle(group, values))

    def along_again(self, group: int, values: Floats) -> list[Floats]:
        """The same by emulators of draws drawn again."""
        points = self.inputs.with_others_at_middle(group, values)
        return [emulator.at(points) for emulator in self.again]


def emulated(output: Output, inputs: Inputs, limit: float) -> Emulated:
    """The emulator of an output, of groups whose test passes a limit."""
    groups = named(inputs.x, output.values, limit)
    x, seed = inputs.x[:, groups], len(inputs.z)
    emulator = best_fitted(x, output.values)
    again = drawn_again(x, output.values, emulator, times=TIMES, seed=seed)
    return Emulated(
        output, inputs, _placed(emulator, groups), [_placed(item, groups) for item in again], groups
    )


def _placed(emulator: Emulator, groups: tuple[int, ...]) -> Emulator:
    """An emulator of some inputs as one of all."""
    terms = tuple(tuple(groups[at] for at in term) for term in emulator.terms)
    return replace(emulator, terms=terms)
