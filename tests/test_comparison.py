"""Paired differences by hand, what matters, verdicts, and gains that are refused."""

import numpy as np
import pandas as pd
import pytest

from sim.errors import ScenarioError
from sim.results.comparison import Matters, Pairing, compare, holm

AHEAD = Pairing("ahead", "now", ("now", "new"), ("all", "2031-2035"), "2031-2035")
UNITS = {"wait_first_help": "weeks", "cost": "eur", "first_help:dropped_out": "share"}


def runs(scenario: str, indicator: str, *values: float, **cell: str) -> pd.DataFrame:
    """One cell of an indicator in as many runs as there are values."""
    spec = {"station": "all", "gemeente": "all", "need": "all", "period": "2031-2035"} | cell
    rows = {
        "scenario": scenario,
        "draw": 0,
        "replication": range(len(values)),
        "indicator": indicator,
        **spec,
        "value": [float(value) for value in values],
        "unit": UNITS.get(indicator, "number"),
    }
    return pd.DataFrame(rows)


def compared(*tables: pd.DataFrame, pairing: Pairing = AHEAD, **matters: object) -> pd.DataFrame:
    return compare(pd.concat(tables, ignore_index=True), [pairing], Matters(matters))


def verdict_of(indicator: str, differences: list[float], base: float = 100, **matters) -> str:
    result = compared(
        runs("now", indicator, *[base] * len(differences)),
        runs("new", indicator, *(base + difference for difference in differences)),
        **matters,
    )
    return result["verdict"].iloc[0]


# ------------------------------------------------------------------ pairs and intervals


def test_the_interval_is_that_of_the_paired_differences():
    result = compared(
        runs("now", "wait_first_help", 10, 20, 30), runs("new", "wait_first_help", 9, 17, 28)
    )
    # Differences -1, -3, -2: mean -2, standard deviation 1; t(0.975, 2 degrees) = 4.302653.
    row = result.iloc[0]
    half = 4.302653 / np.sqrt(3)
    assert row["difference"] == -2
    assert row["low"] == pytest.approx(-2 - half)
    assert row["high"] == pytest.approx(-2 + half)
    assert row["baseline_mean"] == 20
    assert row["scenario_mean"] == 18
    assert row["relative"] == pytest.approx(-0.1)
    # t = -2 / (1 / sqrt 3) = -3.4641; with 2 degrees of freedom p = 1 - |t| / sqrt(2 + t^2).
    assert row["p_value"] == pytest.approx(1 - np.sqrt(12 / 14))
    assert row["replications"] == 3


def test_runs_are_paired_by_number_whatever_the_order():
    base, other = runs("now", "cost", 10, 20, 30), runs("new", "cost", 11, 21, 31)
    shuffled = other.iloc[[2, 0, 1]]
    assert compared(base, shuffled).iloc[0]["difference"] == 1
    assert compared(base, shuffled).iloc[0]["low"] == 1


def test_only_numbers_that_both_have_are_compared():
    result = compared(
        runs("now", "cost", 1, 2), runs("new", "cost", 1, 2, 3),
        runs("new", "starts", 1, 2),
        runs("now", "ends", 0, 0), runs("new", "ends", 0, 0),
    )  # fmt: skip
    assert result["indicator"].tolist() == ["cost"]
    assert result["replications"].tolist() == [2]


def test_which_rows_are_compared():
    cells = [
        {}, {"period": "all"}, {"period": "2024"}, {"period": "2024-H1"}, {"station": "help"},
        {"gemeente": "Town"}, {"need": "light"},
    ]  # fmt: skip
    left_out = [{"station": "help", "period": "all"}, {"station": "help", "period": "2024"},
                {"gemeente": "Town", "period": "2024"}, {"period": "2019-2020"}]  # fmt: skip
    tables = [
        runs(name, "cost", 1, 2, **cell) for name in ("now", "new") for cell in [*cells, *left_out]
    ]
    result = compared(*tables)
    assert len(result) == len(cells)
    assert result["headline"].sum() == 1
    assert result.loc[result["headline"], "period"].tolist() == ["2031-2035"]
    neither = [runs(name, "starts", 1, 2, gemeente="Town") for name in ("now", "new")]
    assert len(compared(*neither)) == 0


def test_looking_back_stops_where_it_was_said():
    back = Pairing("back", "now", ("now", "new"), ("2021-2024",), "2021-2024", 2025)
    periods = ("2024", "2025", "2024-H2", "2025-01-01", "2021-2024", "all", "2031-2035")
    tables = [
        runs(name, "cost", 1, 2, period=period) for name in ("now", "new") for period in periods
    ]
    result = compared(*tables, pairing=back)
    assert result["period"].tolist() == ["2024", "2024-H2", "2021-2024"]
    assert set(result["look"]) == {"back"}


# ------------------------------------------------------------------ verdicts


@pytest.mark.parametrize(
    ("indicator", "differences", "verdict"),
    [
        ("wait_first_help", [-5, -5.1, -4.9, -5], "better"),
        ("wait_first_help", [5, 5.1, 4.9, 5], "worse"),
        ("wait_first_help", [-0.5, -0.51, -0.49, -0.5], "no_difference_that_matters"),
        ("wait_first_help", [-5, 5, 3, -4], "uncertain"),
        ("wait_first_help", [0, 0, 0, 0], "no_difference_that_matters"),
        ("wait_first_help", [-5], "uncertain"),
        ("first_help:within_norm", [-5, -5.1, -4.9, -5], "worse"),
        ("starts", [5, 5.1, 4.9, 5], "more"),
        ("starts", [-5, -5.1, -4.9, -5], "less"),
    ],
)
def test_verdicts(indicator: str, differences: list[float], verdict: str):
    assert verdict_of(indicator, differences) == verdict


def test_a_difference_that_is_sure_but_reaches_beyond_what_matters_is_told():
    assert verdict_of("wait_first_help", [-0.9, -1.0, -1.1, -1.0]) == "better"


def test_what_matters_is_as_the_experiment_says():
    tiny = [-1.5, -1.51, -1.49, -1.5]
    assert verdict_of("wait_first_help", tiny) == "better"
    assert verdict_of("wait_first_help", tiny, weeks_waited=2) == "no_difference_that_matters"
    assert verdict_of("wait_first_help", tiny, wait_first_help="3%") == "no_difference_that_matters"
    assert verdict_of("cost", tiny, cost="1%") == "better"
    assert verdict_of("cost", tiny, cost="2%") == "no_difference_that_matters"


def test_a_percentage_of_a_share_is_percentage_points():
    matters = Matters({"share": "2%"})
    result = matters.least("first_help:later", "share", np.array([0.5, 0.1]))
    assert result.tolist() == [0.02, 0.02]


@pytest.mark.parametrize(
    ("spec", "rule"),
    [
        ({"wait": 1}, "there is no indicator of this name"),
        ({"cost": "much"}, "must be a number of 0 or more, or a percentage"),
        ({"cost": -1}, "must be a number of 0 or more"),
        ({"cost": True}, "must be a number of 0 or more"),
    ],
)
def test_what_matters_must_make_sense(spec: dict[str, object], rule: str):
    with pytest.raises(ScenarioError, match=rule):
        Matters(spec)


def test_holm_by_hand():
    # Sorted 0.01, 0.02, 0.03, 0.04 times 4, 3, 2, 1, never falling: 0.04, 0.06, 0.06, 0.06.
    assert holm(np.array([0.03, 0.01, 0.04, 0.02])).tolist() == pytest.approx(
        [0.06, 0.04, 0.06, 0.06]
    )
    assert holm(np.array([0.9, 0.8])).tolist() == [1.0, 1.0]


def test_a_headline_must_hold_in_the_whole_set():
    # Differences -1, -3, -2 with t = 3.46 have p 0.074; with four runs -5, -3, -4, -4: p 0.0018.
    # Alone that is decisive; beside 40 other headlines (a Holm factor of 41) it is not.
    base, other = [100.0] * 4, [95.0, 97.0, 96.0, 96.0]
    alone = [runs("now", "cost", *base), runs("new", "cost", *other)]
    assert compared(*alone)["verdict"].tolist() == ["better"]
    names = [f"s{number}" for number in range(40)]
    many = [runs(name, "cost", 100, 110, 90, 100) for name in names]
    crowd = Pairing("ahead", "now", ("now", "new", *names), ("all",), "2031-2035")
    result = compared(*alone, *many, pairing=crowd)
    row = result[result["scenario"] == "new"].iloc[0]
    assert row["p_value"] < 0.05 < row["holm_p"]
    assert row["verdict"] == "uncertain"


# ------------------------------------------------------------------ counter-indicators

GAIN = [-5.0, -5.1, -4.9, -5.0]
LOSS = [0.05, 0.051, 0.049, 0.05]


def both(first: str, differences: list[float], second: str, others: list[float], **cell: str):
    return [
        table
        for name, steps in ((first, differences), (second, others))
        for table in (
            runs("now", name, *[100.0] * len(steps), **cell),
            runs("new", name, *(100 + step for step in steps), **cell),
        )
    ]


def test_better_is_refused_when_its_counter_is_decisively_worse():
    result = compared(*both("wait_first_help", GAIN, "first_help:dropped_out", LOSS))
    row = result.set_index("indicator").loc["wait_first_help"]
    assert row["verdict"] == "mixed"
    assert (row["counter"], row["counter_verdict"]) == ("first_help:dropped_out", "worse")


def test_better_stands_when_its_counter_is_no_worse_than_uncertain():
    unsure = [-5.0, 5.0, 3.0, -3.0]
    result = compared(*both("wait_first_help", GAIN, "first_help:dropped_out", unsure))
    row = result.set_index("indicator").loc["wait_first_help"]
    assert row["verdict"] == "better"
    assert row["counter_verdict"] == "uncertain"


def test_a_counter_counts_at_its_own_station_only():
    here = both("weeks_waited", GAIN, "dropped_out", [5.0, 5.1, 4.9, 5.0], station="help")
    elsewhere = both("weeks_waited", GAIN, "dropped_out", GAIN, station="home")
    result = compared(*here, *elsewhere)
    result = result[result["indicator"] == "weeks_waited"].set_index("station")
    assert result.loc["help", "verdict"] == "mixed"
    assert result.loc["home", "verdict"] == "better"
