"""Stopped on a day and begun again: a year later all is as if it had gone on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from sim import load

from .gone_on import Apart, pair
from .shipped import within
from .small_region import write_region


def test_a_small_region_goes_on_within_a_child_or_a_twentieth(tmp_path: Path) -> None:
    scenario = within(load(write_region(tmp_path)), end=dt.date(2024, 3, 1))
    apart = Apart.of([pair(scenario, dt.date(2023, 3, 1), seed) for seed in (1, 2)])

    wrong = np.abs(apart.mean) > apart.bound(0.05)
    assert apart.lines(list(scenario.stations), wrong) == []
    assert (apart.level[:2].sum(axis=1) > 20).all()
