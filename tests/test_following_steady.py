"""Rule 31 over the years: waits near their aim after a step and under growth, and steadier ones.

20,000 come a year for help of a tenth of a year. A first year with more makes a list of 14 weeks,
which is the aim; places follow from 2023 on, and what is decided then counts from 2024 on.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim import load
from sim.network import build_network
from sim.running.simulation import simulate_network

FILE = """\
doorstroom: 1
title: {{en: Steady}}
period: {{start: 2020-01-01, report_from: 2021-01-01, end: 2034-01-01}}
begin: empty
gemeenten: {{town: {{youth: 100000}}}}
needs: {{light: {{}}}}
arrivals:
  come: {{need: light, per_year: 20000, enters: help, growth_per_year: {growth}}}
pools:
  places: {{places: {places}, follows: {{from: 2023-01-01{follows}}}}}
stations:
  help: {{pool: places, stay: {{distribution: fixed, days: 36.525}}}}
interventions:
  - {{id: list, kind: inflow, factor: {{2020-01-01: 1.27}}, until: 2021-01-01}}
  - {{id: step, kind: inflow, factor: {{2025-01-01: {step}}}}}
"""
NOBODY_REACTS = ", most: 0, less: 0"


def weeks(
    folder: Path, *, step: float = 1, growth: float = 0, places: str = "2000", follows: str = ""
) -> dict[int, float]:
    """The mean of the waits that are seen, by year."""
    path = folder / "steady.yaml"
    path.write_text(FILE.format(step=step, growth=growth, places=places, follows=follows))
    scenario = load(path)
    network = build_network(scenario)
    run = simulate_network(scenario, network, seed=1, replication=0)
    seen: dict[int, list[float]] = {}
    for item in run.observed.log(network).entries:
        if item.thing.field == "seen_wait":
            seen.setdefault((network.start + item.day).astype(object).year, []).append(item.value)
    return {year: float(np.mean(values)) for year, values in seen.items()}


@pytest.mark.parametrize("step", [1.05, 1.1])
def test_a_wait_is_near_its_aim_eight_years_after_a_step(tmp_path: Path, step: float) -> None:
    assert weeks(tmp_path, step=step)[2033] == pytest.approx(14, abs=3)


@pytest.mark.parametrize("growth", [0.015, 0.035])
def test_a_wait_is_near_its_aim_under_growth(tmp_path: Path, growth: float) -> None:
    # Until what is decided first counts, places are planned to grow as demand does.
    first, last = (2000 * (1 + growth) ** (year - 2021.5) for year in (2020, 2024))
    path = f"{{path: {{2020-01-01: {first:.0f}, 2024-01-01: {last:.0f}}}, shape: ramp}}"

    waits = weeks(tmp_path, growth=growth, places=path)

    assert waits[2033] == pytest.approx(14, abs=3)


def test_a_few_places_more_or_less_move_a_wait_by_less_than_a_third(tmp_path: Path) -> None:
    def moved(follows: str) -> float:
        """How far waits of the years 5 to 10 lie apart with 2% fewer and 2% more places."""
        fewer, more = (weeks(tmp_path, places=item, follows=follows) for item in ("1960", "2040"))
        return float(np.mean([abs(fewer[year] - more[year]) for year in range(2028, 2034)]))

    assert moved("") < moved(NOBODY_REACTS) / 3
