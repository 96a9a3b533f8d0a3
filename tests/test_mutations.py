"""Slips of the hand in shipped files: refused with a message, or a scenario that runs."""

from pathlib import Path

import pytest

from tests.mutations import MUTATORS, mutation, outcome

BATCH = 10
SAMPLE = range(0, 120, BATCH)
WHOLE = range(120, 5000, BATCH)


def try_batch(first: int, folder: Path) -> None:
    for seed in range(first, first + BATCH):
        made = mutation(seed)
        try:
            outcome(made, folder)
        except Exception as error:
            error.add_note(f"mutation {seed}: {made.what} in {made.file}")
            raise


@pytest.mark.parametrize("first", SAMPLE)
def test_a_slip_of_the_hand_is_refused_or_runs(first: int, tmp_path: Path) -> None:
    try_batch(first, tmp_path)


@pytest.mark.full
@pytest.mark.parametrize("first", WHOLE)
def test_any_slip_of_the_hand_is_refused_or_runs(first: int, tmp_path: Path) -> None:
    try_batch(first, tmp_path)


def test_the_sample_holds_every_kind_of_slip() -> None:
    kinds = {mutation(seed).what for seed in range(SAMPLE.start, SAMPLE.stop)}

    assert kinds == set(MUTATORS)
