"""Models of a region without a run: five doubts, four figures, chance, and a truth of their own.

A figure is what a small region would show: arrivals, their split over two kinds of help, and how
many are in each. `costs` moves none. Three tenths of the variance of a number are its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.inference import Aims, History, Runs, Weights

Floats = NDArray[np.float64]

Z_95 = 1.6448536269514722
TOLERANCES = np.array([0.08, 0.10, 0.12, 0.10])
CHANCES = np.array([0.022, 0.04, 0.045, 0.04])
GROUPS, NUMBERS = 5, 6
_LOG_SPREAD = np.log(1.5) / Z_95
"""Ranges go from 1/1.5 to 1.5 times the value."""


@dataclass(frozen=True)
class Model:
    """What is true of a model, and what is known of it: its figures with error."""

    truth: Floats
    known: Floats

    @property
    def aims(self) -> Aims:
        """The figures with the standard deviations of a calibration."""
        wide = np.hypot(TOLERANCES / Z_95, CHANCES) * self.known
        return Aims(self.known, wide, wide, np.arange(len(self.known)))


def made_up(random: np.random.Generator) -> Model:
    """A model whose truth is drawn as its ranges say."""
    truth = random.standard_normal((1, GROUPS))
    seen = figures(truth, random)[0]
    known = seen / (1 + random.standard_normal(seen.size) * TOLERANCES / Z_95)
    return Model(truth[0], known)


def figures(z: Floats, random: np.random.Generator) -> Floats:
    """A run of each row of groups: what is a number's own, and chance, drawn anew."""
    own = random.standard_normal((len(z), GROUPS, NUMBERS))
    factors = np.exp(_LOG_SPREAD * (0.7**0.5 * z[:, :, None] + 0.3**0.5 * own))
    demand, stays, route, home = (factors[:, at] for at in range(4))
    arriving, away = 500 * demand, np.minimum(0.3 * route, 0.95)
    helped = arriving * (1 - away)
    result = np.column_stack(
        [
            helped.sum(axis=1),
            (helped * 120 / 365.25 * stays).sum(axis=1),
            (arriving * away * 200 / 365.25 * home).sum(axis=1),
            (helped * 120 / 365.25 * stays).sum(axis=1),
        ]
    )
    values: Floats = result * (1 + random.standard_normal(result.shape) * CHANCES)
    return values


def runs_of(z: Floats, random: np.random.Generator) -> Runs:
    """One wave of runs as the ranges have it."""
    nothing = np.zeros(len(z))
    return Runs(z, figures(z, random), nothing.astype(np.int64), nothing)


def weights_of(model: Model, runs: Runs) -> Weights:
    """Those of all runs by all figures."""
    return History(runs, model.aims).weights(np.ones(len(model.known), np.bool_))
