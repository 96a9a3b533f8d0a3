"""The model beside known figures: what is counted, over how long, and how it is told."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.indicators.targets import days_of, needed_until, shortened
from sim.measuring import periods_of
from sim.results.targets import Named, lines_of
from sim.running import run_scenario, run_targets
from sim.scenario.schema import Target
from sim.texts import texts_in

from .full_house import DAY, LATE, REGION, TARGETS, one_target, written
from .hand_made import V, hand_made


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    path = written(tmp_path_factory.mktemp("targets"), TARGETS + LATE)
    return run_targets(path, replications=3, jobs=1).targets.set_index("target")


@pytest.mark.parametrize(
    ("target", "mean", "verdict"),
    [
        ("open", 20, "inside"),
        ("everyone", 20 + 30 + 10, "inside"),  # gate and guard give no help
        ("protected", 20 + 30 + 10 + 20, "inside"),  # at the desk and with a guard counts once
        ("in-kind", 20, "inside"),  # not the team, not the personal budget, not gate or guard
        ("pgb", 10, "inside"),
        ("busy", 1.0, "missed"),
        ("town-cost", 20 * 365 * 10, "inside"),
        ("paid", 20 * 365 * 10 * 0.5, "inside"),
    ],
)
def test_a_target_is_counted_as_it_says(
    measured: pd.DataFrame, target: str, mean: float, verdict: str
) -> None:
    row = measured.loc[target]
    assert (row["mean"], row["mean_low"], row["mean_high"]) == pytest.approx((mean, mean, mean))
    assert (row["verdict"], row["replications"]) == (verdict, 3)


def test_several_figures_of_a_target_are_judged_each(measured: pd.DataFrame) -> None:
    lengths = measured.loc["lengths"].set_index("part")
    assert lengths["mean"].to_dict() == {"6-12m": 1.0, "4y+": 0.0}  # each stay is 365 days
    assert lengths["verdict"].to_dict() == {"6-12m": "inside", "4y+": "missed"}
    assert lengths[["low", "high"]].loc["4y+"].tolist() == pytest.approx([0.44, 0.56])


def test_what_lies_outside_the_period_is_said(measured: pd.DataFrame) -> None:
    late = measured.loc["late"]
    assert (late["verdict"], late["reason"]) == ("not_measured", "not_reported")
    assert late["replications"] == 0


def test_a_year_that_is_reported_in_part_is_not_measured(tmp_path: Path) -> None:
    head = REGION.replace("report_from: 2021-01-01", "report_from: 2021-07-01")
    path = one_target(
        tmp_path, "indicator: cost, period: 2021, value: 7300, tolerance: 5%", head=head
    )
    assert run_targets(path, replications=1).targets["reason"].tolist() == ["not_reported"]


def test_what_never_happens_is_not_measured(tmp_path: Path) -> None:
    spec = 'indicator: "wait_first_help:closed", period: 2021, value: 3, tolerance: 6%'
    row = run_targets(one_target(tmp_path, spec), replications=1).targets.iloc[0]
    assert (row["verdict"], row["reason"]) == ("not_measured", "no_value")


def test_in_kind_counts_a_youth_once_and_only_bought_help(tmp_path: Path) -> None:
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 5, 100),
        V("ann", "home", 0, 5, 100),  # the same youth: once
        V("bob", "gate", 0, 5, 100),  # a gate is no help
        V("cas", "guard", 0, 5, 100),  # protection is no help
        V("dee", "crisis", 0, 5, 100),  # the local team, here
        V("eva", "crisis", 0, 5, 100),
        V("eva", "home", 0, 50, 100),  # beside the local team: bought
        V("fay@Town:budget", "help", 0, 5, 100),  # personal budget
        V("gus@Far", "help", 0, 5, 100),  # outside the region
        old="  crisis: {stay",
        new="  crisis: {form: local_team, stay",
    )
    assert run.value("youths:in_kind", "2021-H1") == 2  # ann and eva
    assert run.value("youths:in_kind", "2021-H1", gemeente="Village") == 0
    assert run.value("youths:jeugdhulp", "2021-H1") == 4  # dee and fay as well


def test_a_run_goes_no_further_than_targets_need(tmp_path: Path) -> None:
    days = sim.load(one_target(tmp_path, f"indicator: in_care, {DAY}, value: 6, tolerance: 5%"))
    assert needed_until(days) == dt.date(2022, 4, 2)
    wait = sim.load(written(tmp_path))
    assert needed_until(wait) == dt.date(2025, 1, 1)  # 2021-2024; the wait of 2021 until 2024-01-02


def test_a_shorter_run_gives_the_same_numbers(tmp_path: Path) -> None:
    scenario = sim.load(written(tmp_path))
    short = run_targets(scenario, replications=2, jobs=1).targets
    full = run_scenario(scenario, replications=2, jobs=1).targets
    assert shortened(scenario).period.end < scenario.period.end
    pd.testing.assert_frame_equal(short, full, check_exact=True)


@pytest.mark.full
def test_two_at_a_time_give_the_same_numbers(tmp_path: Path) -> None:
    path = written(tmp_path)
    item, two = (run_targets(path, replications=2, jobs=jobs).targets for jobs in (1, 2))
    pd.testing.assert_frame_equal(item, two, check_exact=True)


def test_periods_of_targets_are_periods_of_the_scenario(tmp_path: Path) -> None:
    periods = periods_of(sim.load(written(tmp_path)))
    assert [span.name for span in periods.spans] == ["all", "2027-2031", "2021-2024"]
    assert [item.name for item in periods.fine] == ["2022", "all", "2027-2031", "2021-2024"]
    assert "2022-04-01" in [date.name for date in periods.dates]


@pytest.mark.parametrize(
    ("period", "first", "end"),
    [
        ("2021", (2021, 1, 1), (2022, 1, 1)),
        ("2021-H1", (2021, 1, 1), (2021, 7, 1)),
        ("2021-H2", (2021, 7, 1), (2022, 1, 1)),
        ("2021-2024", (2021, 1, 1), (2025, 1, 1)),
    ],
)
def test_days_of_a_period(period: str, first: tuple[int, ...], end: tuple[int, ...]) -> None:
    target = Target(indicator="cost", period=period, value=1.0, tolerance="5%")
    assert days_of(target) == (dt.date(*first), dt.date(*end))


def test_a_target_in_words(measured: pd.DataFrame) -> None:
    table = measured.reset_index()
    named = {"open": Named("open at the desk", "trajectories", "A count")}
    lines = {line.title: line for line in lines_of(table, named, texts_in("en"))}
    desk = lines["open at the desk"]
    assert desk.about.replace("\N{NO-BREAK SPACE}", " ") == "trajectories; 1 April 2022"
    assert (desk.known, desk.model, desk.interval) == ("20 ± 5%", "20", "20")
    assert lines["busy"].known == "50% (40% to 60%)"
    assert lines["busy"].model_with_interval == "100.0% (100.0%)"
    assert lines["town cost"].interval == "€73\N{NO-BREAK SPACE}thousand"
    assert (lines["lengths"].known, lines["lengths"].verdict) == ("50% ± 6 points", "1 of 2 missed")
    assert lines["lengths"].about == "2022; worst of 2: 4 years or longer"
    assert lines["late"].verdict == "not measured: not within the reported period"
    assert lines["in kind"].about.startswith("Youths with help bought in kind; 1")
