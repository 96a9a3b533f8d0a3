"""How often verdicts are wrong, through files, runs and comparison, where the truth is known."""

from math import sqrt
from pathlib import Path

import pytest

from .verdict_worlds import comparisons, plan_for, write_changed, write_world

# The stations of equal worlds have other names, as of other help: then a gain reads `better_if`.
CLAIMED = ["better", "better_if"]
SAMPLE_AND_WHOLE = [pytest.param(4), pytest.param(50, marks=pytest.mark.full)]
CHEAPER = "{id: a, kind: price, station: home0, per_day: {factor: {2021-01-01: 0.98}}}"
QUICKER = "{id: a, kind: places, station: help0, number: 93, from: 2020-03-01}"
CLOSED = "{id: a, kind: next, station: help0, to: moved, share: {2021-01-01: 0.02}}"


@pytest.mark.parametrize("sigma", [0.8, 2.0], ids=["plain", "skewed"])
@pytest.mark.parametrize("experiments", SAMPLE_AND_WHOLE)
def test_of_equal_systems_none_is_better(tmp_path: Path, experiments: int, sigma: float):
    scenarios = 20 if experiments > 10 else 3
    names = [write_world(tmp_path, k, sigma) for k in range(scenarios + 1)]
    plan = plan_for(tmp_path, names[1:])
    wrong = sum(
        bool((item.rows["headline"] & item.rows["verdict"].isin(CLAIMED)).any())
        for item in comparisons(plan, experiments, runs=5)
    )
    assert wrong / experiments <= 0.05 + 2 * sqrt(0.05 * 0.95 / experiments)


@pytest.mark.parametrize(
    ("change", "indicator"),
    [(CHEAPER, "cost"), (QUICKER, "wait_first_help")],
    ids=["cost", "wait"],
)
@pytest.mark.parametrize(
    "experiments", [pytest.param(4), pytest.param(200, marks=pytest.mark.full)]
)
def test_gains_of_twice_what_matters_are_better(
    tmp_path: Path, change: str, indicator: str, experiments: int
):
    write_world(tmp_path, 0, 0.8)
    plan = plan_for(tmp_path, [write_changed(tmp_path, change)])
    right = 0
    for item in comparisons(plan, experiments, runs=10):
        row = item.rows[item.rows["headline"] & (item.rows["indicator"] == indicator)].iloc[0]
        right += row["verdict"] == "better"
    assert right / experiments >= 0.8


@pytest.mark.parametrize(
    "experiments", [pytest.param(4), pytest.param(100, marks=pytest.mark.full)]
)
def test_harms_of_twice_their_margin_are_named(tmp_path: Path, experiments: int):
    # About 10 in 1,000 referred leave for another gemeente after help: twice the margin.
    write_world(tmp_path, 0, 0.8)
    plan = plan_for(tmp_path, [write_changed(tmp_path, CLOSED)])
    named = 0
    for item in comparisons(plan, experiments, runs=5):
        counters = item.counters[item.counters["counter"] == "moved_away"]
        named += bool(counters["verdict"].isin(["shown", "not_excluded"]).any())
    assert named / experiments >= 0.95
