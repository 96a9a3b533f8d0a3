"""Stopped on a day and begun again: a year later all is as if it had gone on."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from sim import load

from .gone_on import Apart, Floats, pair
from .shipped import GRONINGEN, within
from .small_region import write_region

PAIRS = 40
"""Of some 20 core-seconds each: seven minutes of two cores."""


def test_a_small_region_goes_on_within_a_child_or_a_twentieth(tmp_path: Path) -> None:
    scenario = within(load(write_region(tmp_path)), end=dt.date(2024, 3, 1))
    apart = Apart.of([pair(scenario, dt.date(2023, 3, 1), seed) for seed in (1, 2)])

    wrong = np.abs(apart.mean) > apart.bound(0.05)
    assert apart.lines(list(scenario.stations), wrong) == []
    assert (apart.level[:2].sum(axis=1) > 20).all()


def pair_of_groningen(seed: int) -> tuple[Floats, Floats]:
    scenario = within(load(GRONINGEN), end=dt.date(2025, 10, 1))
    return pair(scenario, dt.date(2024, 10, 1), seed)


@pytest.mark.full
def test_a_year_later_every_stock_list_and_cost_of_groningen_is_as_if_it_had_gone_on() -> None:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as workers:
        apart = Apart.of(list(workers.map(pair_of_groningen, range(PAIRS))))

    # Lists of fewer than some 25 children are known to four children, and not to a twentieth:
    # of the smallest that would take thousands of pairs.
    stations = list(load(GRONINGEN).stations)
    wrong = np.abs(apart.mean) + apart.half_width > apart.bound(0.05, on_list=4.0)
    assert apart.lines(stations, wrong) == []
    assert apart.lines(stations, np.abs(apart.mean) > apart.half_width) == []
    assert (apart.level > 0).sum() > 40
