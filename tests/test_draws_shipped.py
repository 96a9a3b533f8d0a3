"""Draws of the shipped files: ranges that hold together, in few groups."""

from pathlib import Path

import pytest

from sim.checks.loading import resolve
from sim.uncertainty import Prior, tallied

from .shipped import SHIPPED

MOST_GROUPS = 60
MOST_REPAIRED = 0.02
FEW_DRAWS, MANY_DRAWS = 50, 1000


def test_the_doubts_of_groningen_are_few() -> None:
    prior = Prior(resolve("groningen"), 1)

    sizes = prior.groups

    assert set(sizes) == set(prior.scenario.doubts)  # none that moves nothing
    assert len(sizes) <= MOST_GROUPS
    # Most of what is in no group is of one gemeente, month or list only.
    assert sum(sizes.values()) > 0.6 * len(prior.unknowns)


def test_draws_of_groningen_hold_as_they_are_drawn() -> None:
    tally = tallied(Prior(resolve("groningen"), 1).draws(FEW_DRAWS))

    assert tally.count == FEW_DRAWS
    assert tally.repaired <= 1, [str(reason.problem) for reason in tally.reasons]


@pytest.mark.full
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_of_a_thousand_draws_few_are_repaired(path: Path) -> None:
    tally = tallied(Prior(resolve(path), 2026).draws(MANY_DRAWS))

    told = [(len(reason.draws), str(reason.problem)) for reason in tally.reasons]
    assert tally.repaired < MOST_REPAIRED * MANY_DRAWS, told
