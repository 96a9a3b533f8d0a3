"""Ranges of a calibration hold the truth as often as they say, on what is made up.

The truth is a draw from the ranges, and known figures are those of a run of it with an error of
their tolerance on top. Ranges of 90% must then hold the truth of the groups that figures pin in
about nine of ten; here by the mathematics alone, on many models.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.search.findings import PINNED

from .known_region import GROUPS
from .made_up_models import Z_95, made_up, runs_of, weights_of

MODELS, RUNS, WORTH = 150, 8000, 50


@dataclass(frozen=True)
class Group:
    """A group of a made-up region: its truth, and its range of 90% once calibrated."""

    name: str
    truth: float
    low: float
    high: float
    pinned: bool

    @property
    def holds(self) -> bool:
        """Whether the range holds the truth."""
        return self.low <= self.truth <= self.high


def groups_of_model(number: int) -> list[Group]:
    """The groups of a made-up model; none where too few of its runs fit."""
    random = np.random.default_rng([7, number])
    model = made_up(random)
    runs = runs_of(random.standard_normal((RUNS, model.truth.size)), random)
    weights = weights_of(model, runs)
    if weights.effective < WORTH:
        return []
    result = []
    for at, truth in enumerate(model.truth.tolist()):
        low, high = weights.quantiles(runs.z[:, at], (0.05, 0.95)).tolist()
        result.append(Group(GROUPS[at], truth, low, high, high - low <= PINNED * 2 * Z_95))
    return result


def test_ranges_of_made_up_models_hold_their_truth() -> None:
    groups = [item for number in range(MODELS) for item in groups_of_model(number)]

    pinned = [item for item in groups if item.pinned]
    assert len(pinned) > 2 * MODELS
    assert {item.name for item in pinned} >= {"demand", "stays", "route"}
    assert 0.85 <= np.mean([item.holds for item in pinned]) <= 0.95
