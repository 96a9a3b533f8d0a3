"""Tables of runs as columns: what they hold, joined, and that no pandas is needed to make them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from sim.measuring.tidy import Names, Tidy, joined

MEASURED = """
import sys
from sim import simulate
from sim.measuring import lens_of, measure, monthly
from sim.measuring.fates import fates

run = simulate("scenarios/two-counters.yaml", scale=0.1, engine="simpy")
lens = lens_of(run)
for table in (measure, monthly, fates):
    assert len(table(lens, draw=0, replication=0))
print("pandas" in sys.modules)
"""


def table(run: int, **spec: float) -> Tidy:
    names = Names()
    numbers = names.numbers(spec)
    columns = {"station": numbers, "value": np.array([*spec.values()])}
    return Tidy({"scenario": "now", "replication": run}, names.told, columns)


def test_runs_stand_one_after_the_other():
    result = joined([table(0, desk=1.0, clinic=2.0), table(1, clinic=3.0)])
    expected = pd.DataFrame(
        {
            "scenario": ["now", "now", "now"],
            "replication": [0, 0, 1],
            "station": ["desk", "clinic", "clinic"],
            "value": [1.0, 2.0, 3.0],
        }
    ).astype({"scenario": "category", "station": "category"})
    pd.testing.assert_frame_equal(result, expected)


def test_values_are_found_by_their_texts():
    desk = table(0, desk=1.0, clinic=2.0)
    assert desk.values(station="clinic").tolist() == [2.0]
    assert desk.values(station="nowhere").tolist() == []


def test_nothing_joined_is_an_empty_frame():
    assert joined([]).empty


def test_a_run_is_measured_without_pandas(house: Path):
    program = [sys.executable, "-c", MEASURED]
    result = subprocess.run(program, cwd=house, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
