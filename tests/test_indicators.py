"""Numbers, flows and ways of youths, from visits written down by hand."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sim.indicators.definitions import NAMES, base_name
from sim.measuring import monthly, periods_of
from sim.measuring.periods import Span, span_name
from sim.measuring.youths import distinct
from sim.scenario.schema import Period

from .hand_made import V, hand_made, ticks

# ------------------------------------------------------------------ periods


def test_periods_of_a_long_run(tmp_path: Path):
    scenario = hand_made(tmp_path).scenario
    days = Period(start=date(2019, 1, 1), report_from=date(2021, 1, 1), end=date(2036, 1, 1))
    long = scenario.model_copy(update={"period": days})
    periods = periods_of(long)
    assert [item.name for item in periods.years] == [str(year) for year in range(2021, 2036)]
    assert [span.name for span in periods.spans] == ["all", "2031-2035"]
    assert periods.end_state == "2031-2035"
    assert [halve.name for halve in periods.halves][:3] == ["2021-H1", "2021-H2", "2022-H1"]
    assert len(periods.months) == 15 * 12
    assert periods.dates[0].name == "2021-01-01"


def test_the_years_looked_back_at_are_a_span(tmp_path: Path):
    scenario = hand_made(tmp_path).scenario
    until = scenario.period.end.replace(year=2022, month=7)
    periods = periods_of(scenario, until)
    assert [span.name for span in periods.spans] == ["all", "2021-01-01/2022-06-30"]
    assert periods.spans[1].days == 365 + 181
    assert periods.end_state == "all"


def test_names_of_spans(tmp_path: Path):
    period = hand_made(tmp_path).scenario.period
    assert span_name(period.report_from, period.end) == "2021-2022"
    assert span_name(period.report_from, period.end.replace(year=2022)) == "2021"


# ------------------------------------------------------------------ the table


def test_every_indicator_is_in_the_catalogue_and_on_the_page(tmp_path: Path, house: Path):
    run = hand_made(tmp_path, V("ann", "help", 0, 5, 10), V("bob@Village", "home", 0, 5, 10))
    made = {base_name(item) for item in run.table["indicator"]}
    assert made <= set(NAMES)
    page = (house / "docs/results.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}" not in page] == []


def test_rows_are_unique_complete_and_of_known_periods(tmp_path: Path):
    run = hand_made(tmp_path, V("ann", "help", 0, 5, 10), V("bob@Village", "home", 0, 5, 10))
    table = run.table
    key = ["indicator", "station", "gemeente", "need", "period"]
    assert not table.duplicated(key).any()
    assert not table.isna().any(axis=None)
    assert "Far" not in set(table["gemeente"])
    assert set(table["unit"]) == {
        "number", "weeks", "share", "youths", "per_1000", "days", "fte", "eur",
    }  # fmt: skip


def test_the_same_visits_give_the_same_rows(tmp_path: Path):
    visits = V("ann", "help", 0, 5, 10), V("bob@Village", "home", 0, 5, 10)
    item, two = (hand_made(tmp_path, *visits).table for _ in range(2))
    assert item.equals(two)


def test_a_run_without_visits_has_rows_too(tmp_path: Path):
    run = hand_made(tmp_path)
    assert run.value("starts") == 0
    assert np.isnan(run.value("wait_first_help"))


# ------------------------------------------------------------------ numbers


def test_numbers_on_a_date_are_of_the_moment_before_what_happens_then(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", -20, -10, 0),  # ends at that very moment: still there
        V("bob", "help", -20, 0, 10),  # starts at that moment: still waits
        V("cat", "help", 0, 0, 10),  # comes at that moment: not there yet
        V("dan@Village", "help", -20, -10, 400),
        V("eve@Far", "help", -20, -10, 400),
    )
    assert run.value("in_care", "2021-01-01", station="help") == 2
    assert run.value("in_care", "2021-01-01", gemeente="Village") == 1
    assert run.value("waiting", "2021-01-01") == 1
    assert run.value("in_care", "2022-01-01") == 1


def test_means_over_a_year_and_over_all(tmp_path: Path):
    run = hand_made(
        tmp_path, V("ann", "help", -100, 73, 365 + 73), V("bob", "gate", 0, 0, 200, next="help")
    )
    # 292 of 365 days in 2021, 73 in 2022; gates are no care.
    assert run.value("in_care_mean", "2021") == pytest.approx(292 / 365)
    assert run.value("in_care_mean", "2022") == pytest.approx(73 / 365)
    assert run.value("in_care_mean") == pytest.approx(1 / 2)
    assert run.value("in_care_mean", station="gate") == pytest.approx(200 / 730)
    assert run.value("waiting_mean", "2021") == pytest.approx(73 / 365)


def test_blocked_is_in_care_and_waiting_at_once(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "home", -10, 0, 120, next="help", blocked=20),
        V("ann", "help", 100, 120, 130),
    )
    assert run.value("blocked_days") == 20
    assert run.value("blocked_days", station="home") == 20
    assert run.value("blocked_mean") == pytest.approx(20 / 730)
    assert run.value("in_care_mean") == pytest.approx(130 / 730)
    assert run.value("waiting_mean", station="help") == pytest.approx(20 / 730)


def test_starts_ends_and_how_visits_ended(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 5, 400),
        V("bob", "help", 0, 5, None),
        V("cat", "help", 0, None, 5, "dropped_out"),
        V("dan@Village", "help", 0, None, 370, "escalated", "crisis"),
        V("dan@Village", "crisis", 370, 370, 380, "turned_18", "wmo"),
        V("eve", "gate", 0, None, 9, "dropped_out"),
    )
    assert run.value("starts", "2021") == 2
    assert run.value("starts", "2022") == 1
    assert run.value("ends", "2022") == 2
    assert run.value("starts", gemeente="Village") == 1
    assert run.value("starts", station="help", gemeente="Town") == 2
    assert run.value("dropped_out") == 2
    assert run.value("dropped_out", station="gate") == 1
    assert run.value("escalated", gemeente="Village") == 1
    assert run.value("turned_18", "2022", station="crisis") == 1
    assert run.value("stay_mean", station="help") == 395
    assert np.isnan(run.value("stay_mean", "2021", station="help"))


def test_a_relocation_cuts_no_stay(tmp_path: Path):
    # 700 days of care from day 10 on, of which 334 at home; relocated on day 344.
    run = hand_made(
        tmp_path,
        V("ann", "home", 0, 10, 344, "relocated", "locked_place"),
        V("ann", "locked_place", 344, 344, 710),
        V("bob@Village", "home", 0, 10, 60),
    )
    assert run.value("starts") == run.value("ends") == 2
    assert run.value("starts", station="locked_place") == 0
    assert run.value("ends", station="home") == 1
    assert run.value("stay_mean", station="locked_place") == 700
    assert run.value("stay_mean", station="home") == 50
    assert run.value("stay_share:all:1-2y") == run.value("stay_share:all:0-3m") == 0.5
    assert run.value("ends:huisarts") == 2
    assert run.value("in_care_mean", station="home") == pytest.approx((334 + 50) / 730)


def test_relocated_twice_is_one_stay(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "home", 0, 0, 100, "relocated", "locked_place"),
        V("ann", "locked_place", 100, 100, 200, "relocated", "help"),
        V("ann", "help", 200, 200, 300),
    )
    assert run.value("stay_mean", station="help") == 300
    assert run.value("starts") == run.value("ends") == 1


def test_who_is_in_care_for_some_moment_of_a_period(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "home", -20, -10, 100, "relocated", "locked_place"),
        V("ann", "locked_place", 100, 100, 400),
        V("bob:locked", "home", 0, 10, 30, next="help"),
        V("bob:locked", "help", 30, 30, 40),
        V("cat:budget", "help", 300, 370, 380),
        V("dan@Village", "help", -20, -10, -1),
    )
    assert run.value("cared_for", "2021") == 3  # Ann once, Bob at home and at help
    assert run.value("cared_for", "2022") == 2
    assert run.value("cared_for", "2021", station="locked_place") == 1
    assert run.value("cared_for", station="help") == 2
    assert run.value("cared_for", gemeente="Village") == 0
    assert run.value("cared_for:away", "2021") == 2
    assert run.value("cared_for:authorisation", gemeente="Town") == 1
    assert run.value("cared_for:pgb", "2022") == 1
    assert run.value("cared_for_of_form:closed", "2021") == 1
    assert run.value("cared_for_of_form:care", "2021") == 3  # without a form: home and help
    assert run.value("cared_for_of_form:care", "2022") == 1


def test_who_is_relocated_within_a_form_counts_there_once(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "home", 0, 0, 100, "relocated", "help"),
        V("ann", "help", 100, 100, 200),
        V("bob", "home", 0, 0, 100, "relocated", "locked_place"),
        V("bob", "locked_place", 100, 100, 200),
    )
    assert run.value("cared_for_of_form:care", "2021") == 2
    assert run.value("cared_for_of_form:closed", "2021") == 1
    assert run.value("cared_for", "2021", station="help") == 1


# ------------------------------------------------------------------ youths


def test_a_youth_counts_once_and_gates_are_no_care(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "home", 0, 5, 100),
        V("ann", "guard", 5, 5, 100, beside=0),
        V("ann", "help", 100, 100, 120),
        V("bob@Village", "guard", 0, 0, 10),
        V("cat:budget", "help", 0, 0, 0),  # no time at all, but helped
        V("dan", "gate", 0, 0, 30),
        V("eve@Far", "help", 0, 0, 30),
    )
    assert run.value("youths:jeugdhulp", "2021-H1") == 2
    assert run.value("youths:jeugdzorg", "2021-H1") == 3
    assert run.value("youths:away", "2021-H1") == 1
    assert run.value("youths:pgb", "2021-H1") == 1
    assert run.value("youths:jeugdhulp", "2021-H2") == 0
    assert run.value("youths:jeugdzorg", "2021-H1", gemeente="Village") == 1


def test_youths_within_more_spans_than_a_computer_word_has_bits(tmp_path: Path):
    # Ann is helped on days 10 to 20 and 15 to 100, Bob on day 70 and again on day 90.
    run = hand_made(
        tmp_path,
        V("ann", "help", 10, 10, 20),
        V("ann", "home", 15, 15, 100),
        V("bob", "help", 70, 70, 71),
        V("bob", "help", 90, 90, 91),
    )
    days = [Span(str(day), ticks(day), ticks(day + 1)) for day in range(130)]
    result = distinct(run.lens, [run.lens.helps], days)[0].sum(axis=0)
    expected = [int(10 <= day < 100) + int(day in (70, 90)) for day in range(130)]
    assert result.tolist() == expected


def test_youths_per_1000_inhabitants_and_the_gap(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 5, 100),
        V("bob@Village", "help", 0, 5, 100),
    )
    # 2 of 1,500; Town has 1 of 1,000 and Village 1 of 500.
    assert run.value("youths_per_1000", "2021-H1") == pytest.approx(4 / 3)
    assert run.value("youths_per_1000", "2021-H1", gemeente="Village") == 2
    assert run.value("gap_youths_per_1000", "2021-H1") == 1


# ------------------------------------------------------------------ ways


def test_placements_away_from_home_and_closed_days(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "home", 0, 10, 30, "relocated", "locked_place"),
        V("ann", "locked_place", 30, 30, 50),
        V("bob:locked", "home", 0, 10, 40, next="locked_place"),
        V("bob:locked", "locked_place", 40, 40, 100, next="help"),
        V("bob:locked", "help", 100, 100, 200),
        V("cat@Far:locked", "locked_place", 0, 0, 300),
    )
    assert run.value("placements_away") == 3  # the relocation is no new one
    assert run.value("placements_away", station="locked_place") == 1
    assert run.value("days_away") == 20 + 20 + 30 + 60
    assert run.value("closed_days:place") == 20 + 60
    # Under an authorisation he is wherever he is placed, and no more at home.
    assert run.value("closed_days:authorisation") == 30 + 60
    assert run.value("relocated", station="home") == 1


def test_moves_per_youth(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 0, 10, next="home"),
        V("ann", "home", 10, 15, 20, next="help"),
        V("ann", "help", 20, 20, 30),
        V("bob", "help", 0, 0, 10),
        V("bob", "help", 50, 50, 60),  # a return, no move
    )
    assert run.value("moves_per_youth") == pytest.approx(2 / 2)


def test_returns_and_returns_at_a_heavier_form(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "gate", 0, 0, 0, next="help"),
        V("ann", "help", 0, 0, 10),
        V("ann", "gate", 50, 50, 50, next="home"),
        V("ann", "home", 50, 55, 60),
        V("ann", "gate", 90, 90, 90, next="help"),
        V("ann", "help", 90, 95, 99),
        V("bob@Village", "help", 400, 400, 410),
        V("cat", "help", -5, 3, 9),
    )
    assert run.value("returns", "2021") == 2
    assert run.value("returns_heavier") == 1
    # Starts of the first line: ann 3, bob 1, cat 1; two of them after a return.
    assert run.value("repeat_share") == pytest.approx(2 / 5)


def test_a_return_from_before_the_run_is_a_return(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "gate", 30, 30, 30, next="help", arrival=-900),
        V("ann", "help", 30, 30, 40),
    )
    assert run.value("returns") == 1
    assert run.value("repeat_share") == 1


def test_children_helped_without_a_written_decision(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "gate", 0, 0, 0, next="decision"),
        V("ann", "decision", 0, 0, 35, next="help"),
        V("ann", "help", 35, 40, 60),
        V("bob", "gate", 0, 0, 0, next="help"),
        V("bob", "help", 0, 10, 20, next="home"),
        V("bob", "home", 20, 20, 30),
        # first help, then a decision
        V("cat@Village", "help", 0, 0, 9, next="decision"),
        V("cat@Village", "decision", 9, 9, 9, next="help"),
        V("cat@Village", "help", 9, 9, 20),
    )
    assert run.value("without_decision") == 2
    assert run.value("without_decision_share") == pytest.approx(2 / 3)
    assert run.value("without_decision", gemeente="Village") == 1


def test_without_a_gate_that_decides_there_is_no_such_number(tmp_path: Path):
    run = hand_made(tmp_path, V("ann", "help", 0, 5, 9), old=", form: decision", new="")
    assert np.isnan(run.value("without_decision"))


def test_classes_of_the_length_of_care_by_referrer(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 0, 91),
        V("bob", "help", 0, 0, 92),
        V("cat:heavy", "help", 0, 0, 366),
        V("dan:heavy", "help", -366, -366, 364),
        V("eve", "help", 0, 0, None),
    )
    assert run.value("stay_share:all:0-3m") == pytest.approx(1 / 4)
    assert run.value("stay_share:all:3-6m") == pytest.approx(1 / 4)
    assert run.value("stay_share:gi:1-2y") == 1
    assert run.value("stay_share:huisarts:0-3m", "2021") == pytest.approx(1 / 2)
    assert np.isnan(run.value("stay_share:court:0-3m"))


# ------------------------------------------------------------------ places and staff


def test_occupancy_counts_everybody(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "locked_place", 0, 0, 365),
        V("bob@Far:locked", "locked_place", 0, 0, 73),
    )
    assert run.value("places", "2021", station="beds") == 2
    assert run.value("places_in_use", "2021", station="beds") == pytest.approx(1.2)
    assert run.value("occupancy", "2021", station="beds") == pytest.approx(0.6)
    assert np.isnan(run.value("places", station="crisis"))  # unlimited


def test_empty_places_by_form(tmp_path: Path):
    # Closed: 2 beds. Care without a form: 10 places at home, 120 in the teams of three gemeenten;
    # crisis and guard are unlimited.
    run = hand_made(
        tmp_path,
        V("ann", "locked_place", 0, 0, 365),
        V("bob@Far:locked", "locked_place", 0, 0, 73),
        V("cat", "home", 0, 0, 365),
    )
    assert run.value("places_empty:closed", "2021") == pytest.approx(2 - 1.2)
    assert run.value("places_empty:care", "2021") == pytest.approx(130 - 1)
    assert np.isnan(run.value("places_empty:protection"))


def test_a_pool_of_each_gemeente_has_a_total(tmp_path: Path):
    run = hand_made(tmp_path, V("ann", "help", 0, 0, 365))
    # floor(10 FTE x 5 x 0.8) = 40 places each, in three gemeenten.
    assert run.value("places", station="team") == 120
    assert run.value("places", station="team", gemeente="Village") == 40
    assert run.value("occupancy", station="team", gemeente="Town") == pytest.approx(0.5 / 40)


def test_staff_that_care_takes_and_that_the_list_would_take(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 0, 365),
        V("bob", "help", 0, None, None),
        V("cat@Far", "help", 0, None, None),
    )
    # One FTE helps 5 x 0.8 = 4 at one time.
    assert run.value("fte_in_use:hbo", "2021") == pytest.approx(1 / 4)
    assert run.value("fte_needed:hbo", "2021") == pytest.approx(2 / 4)
    assert run.value("fte_needed:hbo", "2022", station="team") == pytest.approx(1 / 4)
    assert run.value("clients_per_fte", "2021", station="team") == pytest.approx(4)


# ------------------------------------------------------------------ months


def test_numbers_at_the_end_of_each_month(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 10, 40),
        V("bob@Village", "locked_place", 31, 35, 59),
    )
    rows = monthly(run.lens, draw=0, replication=0).frame()
    assert list(rows.columns) == [
        "scenario", "draw", "replication", "month", "indicator", "station", "gemeente", "value",
    ]  # fmt: skip

    def values(indicator: str, station: str = "all", gemeente: str = "all") -> list[float]:
        chosen = rows[
            (rows["indicator"] == indicator)
            & (rows["station"] == station)
            & (rows["gemeente"] == gemeente)
        ]
        return chosen.sort_values("month")["value"].tolist()[:3]

    # Ends of January (day 31), February (59, which is still in care just before) and March.
    assert values("in_care", "help") == [1, 0, 0]
    assert values("in_care") == [1, 1, 0]
    assert values("waiting") == [0, 0, 0]
    assert values("in_care", gemeente="Village") == [0, 1, 0]
    assert values("places", "beds") == [2, 2, 2]
    assert values("places_in_use", "beds") == [0, 1, 0]
    assert len(rows["month"].unique()) == 24
