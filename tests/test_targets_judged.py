"""How sure the model is of a known figure, and what is never told of it."""

from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.results.targets import lines_of, notes_of, target_table
from sim.running import run_targets
from sim.texts import texts_in

from .full_house import DAY, one_target, written

ROW = ["scenario", "draw", "replication", "indicator", "station", "gemeente", "need", "period",
       "value", "unit"]  # fmt: skip


def judged(folder: Path, *values: float, scale: float = 1.0, known: int = 100) -> pd.Series:
    """The target of 100 ± 10%, or of another figure, beside runs with these values."""
    spec = f"indicator: in_care, {DAY}, value: {known}, tolerance: 10%"
    scenario = sim.load(one_target(folder, spec))
    rows = [
        ("x", 0, run, "in_care", "all", "all", "all", "2022-04-01", value, "number")
        for run, value in enumerate(values)
    ]
    return target_table(scenario, pd.DataFrame(rows, columns=ROW), scale=scale).iloc[0]


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((99, 101), "not sure"),  # 100 ± 12.7: the 97.5% point of t with one degree of freedom
        ((99, 100, 101), "inside"),  # 100 ± 4.303 / sqrt(3) = 2.5
        ((109.9,), "not sure"),
        ((110.1,), "missed"),
        ((120, 121, 122), "missed"),
        ((95, 105, 118), "not sure"),  # 106 ± 28.6
    ],
)
def test_a_verdict_needs_an_interval(
    tmp_path: Path, values: tuple[float, ...], verdict: str
) -> None:
    table = judged(tmp_path, *values).to_frame().T
    assert lines_of(table, {}, texts_in("en"))[0].verdict == verdict


def test_the_interval_is_a_t_interval(tmp_path: Path) -> None:
    row = judged(tmp_path, 99, 100, 101)
    half = 4.302653 * 1 / 3**0.5  # t(2) at 0.975, standard deviation 1
    assert (row["mean_low"], row["mean_high"]) == pytest.approx((100 - half, 100 + half))


def over_draws(folder: Path, *values: float) -> pd.DataFrame:
    """The target of 100 ± 10% beside draws with these values."""
    scenario = sim.load(
        one_target(folder, f"indicator: in_care, {DAY}, value: 100, tolerance: 10%")
    )
    rows = [
        ("x", draw, draw, "in_care", "all", "all", "all", "2022-04-01", value, "number")
        for draw, value in enumerate(values, 1)
    ]
    return target_table(scenario, pd.DataFrame(rows, columns=ROW))


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([100] * 9 + [120], "inside: 90% of the draws lie within"),
        ([100] * 8 + [120] * 2, "in part: 80% of the draws lie within"),
        ([100] * 4 + [120] * 6, "missed: 40% of the draws lie within"),  # a mean of 112
    ],
)
def test_over_draws_those_within_are_counted(
    tmp_path: Path, values: list[float], verdict: str
) -> None:
    table = over_draws(tmp_path, *values)
    assert lines_of(table, {}, texts_in("en").over_draws())[0].verdict == verdict


def test_the_range_over_draws_has_nine_in_ten(tmp_path: Path) -> None:
    row = over_draws(tmp_path, *range(80, 121)).iloc[0]
    # 41 draws, 80 to 120: 5% is two steps from either end; 90 to 110 are 21 of them.
    assert (row["mean"], row["mean_low"], row["mean_high"]) == (100, 82, 118)
    assert row["inside"] == pytest.approx(21 / 41)


def test_counts_of_a_trial_are_scaled_up_and_shares_are_not(tmp_path: Path) -> None:
    assert judged(tmp_path, 5, scale=0.05)["mean"] == 100
    path = written(tmp_path)
    rows = run_targets(path, replications=1, scale=2).targets.set_index("target")
    assert rows.loc["open", "mean"] == 20  # forty places, divided by two
    assert rows.loc["busy", "mean"] == 1


@pytest.mark.parametrize("known", [100, 6])
def test_fewer_than_ten_children_are_never_told(tmp_path: Path, known: int) -> None:
    row = judged(tmp_path, 3, 4, known=known)
    (line,) = lines_of(row.to_frame().T, {}, texts_in("nl"))
    assert (line.model_with_interval, line.verdict) == ("niet getoond", "gemist")
    assert pd.isna(row[["mean", "mean_low", "mean_high"]].astype(float)).all()


def test_what_gives_fewer_than_ten_children_is_not_told(tmp_path: Path) -> None:
    # All 104 less the 100 of Town are the 4 of Village.
    town = f"indicator: in_care, gemeenten: [Town], {DAY}, value: 100, tolerance: 10%"
    scenario = sim.load(one_target(tmp_path, town))
    rows = [("x", 0, 0, "in_care", "all", gemeente, "all", "2022-04-01", value, "number")
            for gemeente, value in (("all", 104.0), ("Town", 100.0), ("Village", 4.0))]  # fmt: skip
    assert pd.isna(target_table(scenario, pd.DataFrame(rows, columns=ROW)).iloc[0]["mean"])


def test_a_share_of_fewer_than_ten_children_is_not_told(tmp_path: Path) -> None:
    spec = "indicator: repeat_share, period: 2021, value: 0.5, tolerance: 10%"
    scenario = sim.load(one_target(tmp_path, spec))
    rows = [("x", 0, 0, name, "all", "all", "all", "2021", value, "share")
            for name, value in (("repeat_share", 0.5), ("starts", 9.0))]  # fmt: skip
    row = target_table(scenario, pd.DataFrame(rows, columns=ROW)).iloc[0]
    assert pd.isna(row["mean"])
    table = row.to_frame().T
    assert lines_of(table, {}, texts_in("en"))[0].model == "not shown"
    assert any(note.startswith("Not shown: ") for note in notes_of(table, 1.0, texts_in("en")))
