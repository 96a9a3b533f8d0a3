"""What policies do together that none does alone: by hand, and from an experiment."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from sim.errors import ScenarioError
from sim.results.interaction import interaction_table
from sim.results.pairs import Pairing
from sim.running import plan_of
from sim.running.mixing import parts_of

from .small_region import REGION

PAIRING = Pairing("ahead", "now", ("now", "a", "b", "both"), (), "2031-2035")
PARTS = {"both": ("a", "b")}


def costs(scenario: str, *runs: float, draw: int = 0) -> list[dict[str, object]]:
    """What a scenario costs in the end state, in each run (or draw)."""
    return [
        {
            "scenario": scenario, "draw": draw and draw + at, "replication": at,
            "indicator": "cost", "station": "all", "gemeente": "all", "need": "all",
            "period": "2031-2035", "unit": "eur", "value": value,
        }
        for at, value in enumerate(runs)
    ]  # fmt: skip


def rows_of(draw: int = 0) -> dict[tuple[str, str], dict[str, object]]:
    rows = [
        *costs("now", 100.0, 200.0, draw=draw),
        *costs("a", 90.0, 180.0, draw=draw),
        *costs("b", 95.0, 190.0, draw=draw),
        *costs("both", 89.0, 176.0, draw=draw),
    ]
    table = interaction_table(pd.DataFrame(rows), [PAIRING], PARTS)
    return {(row["kind"], row["part"]): row for row in table.to_dict("records")}


def test_the_whole_less_what_each_does_alone() -> None:
    rows = rows_of()

    differences = {key: row["difference"] for key, row in rows.items()}
    # By run: a -10, -20; b -5, -10; both -11, -24; so 4 and 6 less is saved than the two sum up to.
    assert differences == {
        ("alone", "a"): -15.0, ("alone", "b"): -7.5,
        ("together", "both"): -17.5, ("interaction", "both"): 5.0,
    }  # fmt: skip
    # Of 4 and 6: the t-interval with one degree of freedom, 12.7062 times 1.
    assert rows["interaction", "both"]["low"] == pytest.approx(5 - 12.7062, abs=1e-4)


def test_over_draws_the_range_of_nine_in_ten() -> None:
    row = rows_of(draw=1)["interaction", "both"]

    assert (row["low"], row["high"]) == (pytest.approx(4.1), pytest.approx(5.9))


def test_nothing_where_a_part_was_not_run() -> None:
    rows = [*costs("now", 100.0), *costs("a", 90.0), *costs("both", 89.0)]

    assert interaction_table(pd.DataFrame(rows), [PAIRING], PARTS).empty


# ------------------------------------------------------------------ asked of an experiment

BLOCK = """block: 1
title: {en: NAME}
interventions: [{id: NAME, kind: inflow, factor: {2023-01-01: 0.9}}]
"""
SCENARIO = """doorstroom: 1
title: {en: Changed}
extends: region
uses: [USES]
"""
EXPERIMENT = """experiment: 1
question: {en: "What do both do?"}
baseline: region
scenarios: [SCENARIOS]
replications: 2
seed: 1
interaction: true
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A region with two policies, each alone and both together."""
    monkeypatch.chdir(tmp_path)
    Path("blocks").mkdir()
    Path("region.yaml").write_text(REGION, encoding="utf-8")
    for name in ("one", "two"):
        Path(f"blocks/{name}.yaml").write_text(BLOCK.replace("NAME", name), encoding="utf-8")
    uses = {
        "only-one": "one",
        "only-two": "two",
        "both": "one, two",
        "half": "one, {two: {scale: 0.5}}",
    }
    for name, used in uses.items():
        Path(f"{name}.yaml").write_text(SCENARIO.replace("USES", used), encoding="utf-8")


def asked(scenarios: str) -> Path:
    path = Path("trial.yaml")
    path.write_text(EXPERIMENT.replace("SCENARIOS", scenarios), encoding="utf-8")
    return path


def test_a_scenario_is_made_of_those_that_use_its_blocks_alone() -> None:
    plan = plan_of(asked("only-two, both, only-one"))

    assert parts_of(plan) == {"both": ("only-one", "only-two")}


@pytest.mark.parametrize(
    ("scenarios", "rule"),
    [
        ("only-one, both", "both uses two, which no scenario here uses alone in the same way"),
        ("only-one, only-two, half", "half uses two, which no scenario here uses alone"),
        ("only-one, only-two", "no scenario here has more than one block"),
    ],
)
def test_a_block_that_does_not_stand_alone_is_refused(scenarios: str, rule: str) -> None:
    with pytest.raises(ScenarioError, match=rule) as refused:
        plan_of(asked(scenarios))

    assert str(refused.value).startswith("trial.yaml:7: interaction is ")
