"""Paired differences by hand, what matters, verdicts, and gains that are refused."""

import numpy as np
import pandas as pd
import pytest

from sim.errors import ScenarioError
from sim.indicators.guards import COST, GUARDS
from sim.results.comparison import Comparison, Rules, Tables, compare
from sim.results.evidence import holm
from sim.results.margins import Margins
from sim.results.matters import Matters
from sim.results.pairs import Pairing

SPANS = ("all", "2031-2035")
AHEAD = Pairing("ahead", "now", ("now", "new"), SPANS, "2031-2035")
UNITS = {"wait_first_help": "weeks", "cost": "eur", "first_help:dropped_out": "share"}
AS_USUAL = Rules()
REFERRED = 1000.0
GAIN = [-5.0, -5.1, -4.9, -5.0]
SINGLE = [guard for guard in GUARDS if not guard.sums]
EXACTLY = [0.0, 0.0, 0.0, 0.0]


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


def fates(scenario: str, measure: str, *values: float, period: str = "all", part: str = "all"):
    """One sum of what became of the children of the baseline, run by run."""
    group = "all" if part == "all" else "gemeente"
    rows = {
        "scenario": scenario,
        "replication": range(len(values)),
        "measure": measure,
        "group": group,
        "part": part,
        "period": period,
        "value": [float(value) for value in values],
    }
    return pd.DataFrame(rows)


def unmoved(scenario: str, count: int) -> list[pd.DataFrame]:
    """What becomes of 1,000 children, the same in every run and scenario."""
    measures = [guard.name for guard in GUARDS if guard is not COST]
    return [
        fates(scenario, measure, *[REFERRED] * count, period=period)
        for measure in ("referred", "arrived", "returned", "at_start", "care_days", *measures)
        for period in SPANS
    ]


def judged(
    *tables: pd.DataFrame,
    other: tuple[pd.DataFrame, ...] = (),
    pairing: Pairing = AHEAD,
    rules: Rules = AS_USUAL,
) -> Comparison:
    """The comparison of some rows, where nothing happens to the children but what `other` says."""
    indicators = pd.concat(tables, ignore_index=True)
    counts = indicators.groupby("scenario", sort=False)["replication"].max() + 1
    costs = [
        runs(name, "cost", *[1e6] * count, period=period)
        for name, count in counts.items()
        for period in SPANS
    ]
    key = ["scenario", "replication", "indicator", "station", "gemeente", "need", "period"]
    indicators = pd.concat([indicators, *costs]).drop_duplicates(key, ignore_index=True)
    children = [table for name, count in counts.items() for table in unmoved(name, count)]
    key = ["scenario", "replication", "measure", "group", "part", "period"]
    children = pd.concat([*other, *children]).drop_duplicates(key, ignore_index=True)
    return compare(Tables(indicators, children).of, [pairing], rules)


def compared(*tables: pd.DataFrame, pairing: Pairing = AHEAD, **matters: object) -> pd.DataFrame:
    """The rows of the indicators given."""
    rows = judged(*tables, pairing=pairing, rules=Rules(Matters(matters))).rows
    given = pd.concat(tables)[["indicator", "period"]].drop_duplicates()
    return rows.merge(given, on=["indicator", "period"])


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
    # A gain of 2 against at most 1: t = 1 / (1 / sqrt 3) = 1.7321 without skewness; one-sided with
    # 2 degrees of freedom p = (1 - t / sqrt(2 + t^2)) / 2.
    assert row["p_value"] == pytest.approx((1 - np.sqrt(3 / 5)) / 2)
    assert row["replications"] == 3


def test_no_interval_is_told_of_what_cannot_be():
    # Differences -2, 0, -1, -1: mean -1, variance at least 1 as of a count, so with t(0.975, 3) the
    # half-width is 3.18245 / 2. From 1 no less than 0 can become, from a share of 0.99 no more
    # than 1.
    few = [runs("now", "refused", 2, 0, 1, 1), runs("new", "refused", 0, 0, 0, 0)]
    row = compared(*few).iloc[0]
    assert row["low"] == -1
    assert row["high"] == pytest.approx(-1 + 3.18245 / 2, rel=1e-4)
    most = [runs("now", "first_help:dropped_out", 1.0, 0.98), runs(
        "new", "first_help:dropped_out", 1.0, 1.0)]  # fmt: skip
    assert compared(*most).iloc[0]["high"] == pytest.approx(0.01)
    assert compared(*few).iloc[0]["verdict"] == "uncertain"


def test_full_places_are_not_overfull_unless_a_scenario_has_them():
    for value, most in ((0.9, 0.2), (1.1, np.inf)):  # from 0.8, where runs lie 0.2 apart
        rows = [runs("now", "occupancy", 0.9, 0.7), runs("new", "occupancy", value, value)]
        high = compared(*[table.assign(unit="share") for table in rows]).iloc[0]["high"]
        assert high == pytest.approx(min(value - 0.8 + 12.7062 * 0.1, most), rel=1e-4)


def test_money_over_a_budget_may_be_negative():
    rows = [runs("now", "deficit", 2, 0, 1, 1), runs("new", "deficit", 0, 0, 0, 0)]
    assert compared(*rows).iloc[0]["low"] == pytest.approx(-1 - 3.18245 / 2, rel=1e-4)


def test_no_counter_is_told_to_fall_below_none():
    # Without help per 1,000: from 2, 0, 1, 1 to none in each run.
    counters = judged(
        runs("now", "wait_first_help", *[100.0] * 4), runs("new", "wait_first_help", *[95.0] * 4),
        other=(fates("now", "moved_away", 2, 0, 1, 1), fates("new", "moved_away", 0, 0, 0, 0)),
    ).counters  # fmt: skip
    row = counters[(counters["counter"] == "moved_away") & (counters["period"] == "all")].iloc[0]
    assert row[["harm", "low"]].tolist() == [-1.0, -1.0]


def test_runs_are_paired_by_number_whatever_the_order():
    base, other = runs("now", "cost", 10, 20, 30), runs("new", "cost", 11, 21, 31)
    shuffled = other.iloc[[2, 0, 1]]
    assert compared(base, shuffled).iloc[0]["difference"] == 1
    assert compared(base, shuffled).iloc[0]["low"] == 1
    assert compared(base, shuffled).iloc[0]["evidence"] == "file"


def test_money_for_which_nobody_goes_another_way_follows_from_the_file():
    cheaper = (runs("now", "cost", 10, 20, 30), runs("new", "cost", 9, 18, 27))
    same = (runs("now", "starts", 5, 6, 7), runs("new", "starts", 5, 6, 7))
    other = (runs("now", "starts", 5, 6, 7), runs("new", "starts", 5, 6, 8))
    for starts, evidence in ((same, "file"), (other, "runs")):
        rows = judged(*cheaper, *starts).rows.set_index(["indicator", "period"])
        assert rows.loc[("cost", "2031-2035"), "evidence"] == evidence


def test_only_numbers_that_both_have_are_compared():
    result = compared(
        runs("now", "cost", 1, 2), runs("new", "cost", 1, 2, 3),
        runs("new", "starts", 1, 2),
        runs("now", "ends", 0, 0), runs("new", "ends", 0, 0),
    )  # fmt: skip
    assert result["indicator"].tolist() == ["cost"]
    assert result["replications"].tolist() == [2]


def test_of_a_place_that_only_one_has_what_adds_up_is_nothing_in_the_other():
    rows = compared(
        runs("now", "starts", 7, 9, station="old"),
        runs("now", "starts", 5, 5, station="both"),
        runs("new", "starts", 6, 6, station="both"),
        runs("new", "starts", 10, 20, station="brought"),
        runs("new", "weeks_waited", 3, 4, station="brought"),  # nobody waited where it was not
    )

    told = rows.set_index(["indicator", "station"])["difference"]
    assert told.to_dict() == {
        ("starts", "old"): -8.0,
        ("starts", "both"): 1.0,
        ("starts", "brought"): 15.0,
    }
    means = rows.set_index("station")[["baseline_mean", "scenario_mean"]]
    assert means.loc["brought"].tolist() == [0.0, 15.0]
    assert means.loc["old"].tolist() == [8.0, 0.0]


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
        ("wait_first_help", GAIN, "better"),
        ("wait_first_help", [5, 5.1, 4.9, 5], "worse"),
        ("wait_first_help", [-0.5, -0.51, -0.49, -0.5], "no_difference_that_matters"),
        ("wait_first_help", [-5, 5, 3, -4], "uncertain"),
        ("wait_first_help", EXACTLY, "no_difference_that_matters"),
        ("wait_first_help", [-5], "uncertain"),
        ("first_help:within_norm", [-50, -50.1, -49.9, -50], "worse"),
        ("starts", [50, 51, 49, 50], "more"),
        ("starts", [-50, -51, -49, -50], "less"),
        ("cost", [-5, -5, -5, -5], "better"),
    ],
)
def test_verdicts(indicator: str, differences: list[float], verdict: str):
    assert verdict_of(indicator, differences) == verdict


def test_a_gain_must_be_shown_to_be_more_than_what_matters():
    # Surely shorter, by about the week that matters: not shown to be more than it.
    assert verdict_of("wait_first_help", [-0.9, -1.0, -1.1, -1.0]) == "uncertain"


def test_counts_that_are_equal_in_a_few_runs_prove_nothing():
    # One child fewer in each of 4 runs: variance 0, but of a Poisson number at least 1, so
    # t = (1 - 0) / sqrt(1 / 4) = 2 with 3 degrees of freedom, and 2.35 is asked.
    assert verdict_of("starts", [-1, -1, -1, -1], number=0.0) == "uncertain"
    assert verdict_of("starts", [-9, -9, -9, -9], number=0.0) == "less"


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
    # Differences -5, -3, -4, -4 against 1% of 100: mean 3 beyond it, deviation 0.8165, so t = 7.35
    # and p = 0.0026 (3 degrees of freedom, no skewness): alone decisive, times 21 it is not.
    base, other = [100.0] * 4, [95.0, 97.0, 96.0, 96.0]
    alone = [runs("now", "cost", *base), runs("new", "cost", *other)]
    assert compared(*alone)["verdict"].tolist() == ["better"]
    names = [f"s{number}" for number in range(20)]
    many = [runs(name, "cost", 100, 110, 90, 100) for name in names]
    crowd = Pairing("ahead", "now", ("now", "new", *names), SPANS, "2031-2035")
    result = compared(*alone, *many, pairing=crowd)
    row = result[(result["scenario"] == "new") & (result["indicator"] == "cost")].iloc[0]
    assert row["p_value"] < 0.05 < row["holm_p"]
    assert row["verdict"] == "uncertain"
    assert row["corrected"]


# ------------------------------------------------------------------ counter-indicators


def wait_of(other: list[pd.DataFrame], *more: pd.DataFrame, rules: Rules = AS_USUAL) -> pd.Series:
    """A wait that is five weeks shorter, beside what becomes of the children."""
    tables = (
        runs("now", "wait_first_help", *[100.0] * 4),
        runs("new", "wait_first_help", *(100 + step for step in GAIN)),
    )
    rows = judged(*tables, *more, other=tuple(other), rules=rules).rows
    return rows.set_index("indicator").loc["wait_first_help"]


def test_better_is_refused_by_children_without_help_and_says_how_many():
    row = wait_of([fates("new", "without_help", 1012, 1010, 1009, 1009)])
    assert row["verdict"] == "mixed"
    assert (row["counter"], row["counter_part"]) == ("without_help", "all")
    assert row["counter_size"] == pytest.approx(10)
    assert row["counter_verdict"] == "shown"


def test_a_counter_that_is_uncertain_does_not_pass():
    row = wait_of([fates("new", "without_help", 1030, 970, 1025, 975)])
    assert (row["verdict"], row["counter_verdict"]) == ("mixed", "not_excluded")


@pytest.mark.parametrize("guard", SINGLE, ids=lambda guard: guard.name)
def test_a_counter_that_is_missing_in_one_run_refuses_and_is_named(guard):
    if guard is COST:
        lacking = runs("new", "cost", 1e6, 1e6, 1e6, np.nan, period="all")
        row = wait_of([], lacking)
    else:
        row = wait_of([fates("new", guard.name, 1000, 1000, 1000, np.nan)])
    assert (row["verdict"], row["counter"]) == ("mixed", guard.name)
    assert row["counter_verdict"] == "missing"


def test_a_wide_matters_does_not_widen_a_counter():
    harmed = [fates("new", "without_help", 1010, 1010, 1010, 1010)]
    rules = Rules(Matters({"number": "90%", "share": "90%"}))
    assert wait_of(harmed, rules=rules)["verdict"] == "mixed"


def test_a_counter_is_not_corrected_for_many_scenarios():
    # 7 to 9 more of 1,000 in each run: bound well beyond 5, with 20 scenarios beside it as well.
    harmed = fates("new", "without_help", 1007, 1008, 1009, 1008)
    names = [f"s{number}" for number in range(20)]
    tables = [
        runs("now", "wait_first_help", *[100.0] * 4),
        *(runs(name, "wait_first_help", 95.0, 95.01, 94.99, 95.0) for name in ("new", *names)),
    ]
    crowd = Pairing("ahead", "now", ("now", "new", *names), SPANS, "2031-2035")
    rows = judged(*tables, other=(harmed,), pairing=crowd).rows
    waits = rows[rows["indicator"] == "wait_first_help"].set_index("scenario")["verdict"]
    assert waits["new"] == "mixed"
    assert set(waits.drop("new")) == {"better"}


def test_a_small_group_refuses_only_by_a_harm_that_is_shown():
    village = [
        fates(name, measure, *[100.0] * 4, part="Village")
        for name in ("now", "new")
        for measure in ("referred", "arrived", "without_help", "never_helped", "weeks_to_help")
    ]
    unsure = fates("new", "without_help", 101, 99, 102, 98, part="Village")
    assert wait_of([unsure, *village])["verdict"] == "better"
    shown = fates("new", "without_help", 110, 111, 112, 111, part="Village")
    row = wait_of([shown, *village])
    assert (row["verdict"], row["counter_part"]) == ("mixed", "Village")


def test_an_experiment_may_only_make_a_margin_smaller():
    slightly = [fates("new", "without_help", 1002, 1002, 1002, 1002)]
    with pytest.raises(ScenarioError, match="may make a margin smaller, never wider"):
        Margins({"without_help": 6})
    with pytest.raises(ScenarioError, match="no counter-indicator of this name"):
        Margins({"waiting": 1})
    assert wait_of(slightly)["verdict"] == "better"
    assert (
        wait_of(slightly, rules=Rules(margins=Margins({"without_help": 2})))["verdict"] == "mixed"
    )


def test_children_who_do_not_come_make_it_better_only_if_they_need_no_help():
    row = wait_of([fates("new", "arrived", 990, 991, 989, 990)])
    assert (row["verdict"], row["counter"]) == ("better_if", "not_coming")
    assert row["counter_size"] == pytest.approx(10)


def test_a_gain_that_is_gone_without_what_is_put_in_is_put_in():
    rest = runs("without:new", "wait_first_help", 100.1, 99.9, 100.0, 100.0)
    rules = Rules(without_put_in={"new": "without:new"})
    assert wait_of([], rest, rules=rules)["verdict"] == "put_in"
    kept = runs("without:new", "wait_first_help", 95.1, 94.9, 95.0, 95.0)
    assert wait_of([], kept, rules=rules)["verdict"] == "better"


def test_what_is_put_in_may_not_hide_a_harm():
    rest = runs("without:new", "wait_first_help", 95.1, 94.9, 95.0, 95.0)
    harmed = fates("without:new", "without_help", 1010, 1010, 1010, 1011)
    rules = Rules(without_put_in={"new": "without:new"})
    assert wait_of([harmed], rest, rules=rules)["verdict"] == "put_in"


def test_a_counter_of_the_cell_refuses_when_it_is_shown_to_be_worse():
    gain = [
        runs("now", "weeks_waited", *[100.0] * 4, station="help"),
        runs("new", "weeks_waited", *(100 + step for step in GAIN), station="help"),
        runs("now", "dropped_out", *[1000.0] * 4, station="help"),
        runs("new", "dropped_out", 1501, 1499, 1502, 1498, station="help"),
    ]
    rows = judged(*gain).rows.set_index("indicator")
    assert rows.loc["weeks_waited", ["verdict", "counter"]].tolist() == ["mixed", "dropped_out"]


def test_every_counter_is_told_with_its_margin():
    counters = judged(
        runs("now", "wait_first_help", *[100.0] * 4), runs("new", "wait_first_help", *[95.0] * 4),
        other=(fates("new", "without_help", 1010, 1012, 1008, 1010),),
    ).counters  # fmt: skip
    row = counters[(counters["counter"] == "without_help") & (counters["period"] == "all")].iloc[0]
    assert row[["harm", "margin", "referrals", "verdict"]].tolist() == [10.0, 5.0, 1000.0, "shown"]
    assert row["low"] > 5
    assert set(counters["counter"]) >= {guard.name for guard in GUARDS}
