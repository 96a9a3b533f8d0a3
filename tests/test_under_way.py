"""What is under way of single children on the day of a state: places asked for, heavier care."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from sim import load
from sim.clients.begin import told_of
from sim.clients.cohort import Cohort, build_cohort
from sim.clients.state import State
from sim.clients.today.told import Told
from sim.draws import TICKS_PER_DAY
from sim.engine.present import Present
from sim.engine.run import stopped_at
from sim.errors import ScenarioError
from sim.network import build_network
from sim.running.from_state import begun_with
from sim.scenario.schema import Scenario
from tests.test_past import Went, gone_on, stopped
from tests.worlds import replayed_by_both

SEED = 5
HEAD = """\
doorstroom: 1
title: {en: What is under way}
period: {start: 2021-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {Town: {youth: 9000}}
needs: {any: {age: {0-3: 1.0}}}
"""

# Homes close twice; foster families have a list of their own, on which others are urgent too, so
# that requests stand for weeks. Meanwhile it changes who would ask first.
# Stays are fixed and routes sure: nothing of those who are there is drawn anew.
CLOSING = (
    HEAD
    + """\
arrivals:
  gp: {need: any, per_1000_youth: 22, enters: home, growth_per_year: 0.0}
  direct: {need: any, per_1000_youth: 4, enters: foster, growth_per_year: 0.0}
  urgent: {need: any, per_1000_youth: 5, enters: foster, growth_per_year: 0.0, priority: 0}
pools:
  families: {places: 27}
stations:
  home:
    places: {2021-01-01: 74, 2022-03-01: 62, 2023-02-01: 48}
    closing: relocate
    relocate_to: foster
    holds_place: true
    stay: {distribution: fixed, days: 110.3}
    next: {ward: 1}
  ward: {places: 21, stay: {distribution: fixed, days: 40.6}, next: {out: 1}}
  foster:
    pool: families
    stay: {distribution: fixed, days: 130.7}
    next: {out: 1}
    waiting:
      reference_weeks: 3
      deterred: {share: {by_weeks: {0: 0, 8: 0.1, 30: 0.5}}}
interventions:
  - {id: order, kind: places, station: home, relocate_order: planned_end_last, from: 2023-02-10}
"""
)
SEVERAL_LISTS = CLOSING.replace("places: 27", "places: 27, lists: {number: 3, spread: 0.4}")

# Who would wait for help in most of 2022 turns away, asks again and is helped 1.3 times as long.
# Who was helped waits for more; who comes there first may turn away.
HEAVIER = (
    HEAD
    + """\
arrivals:
  gp: {need: any, per_1000_youth: 24, enters: gate, growth_per_year: 0.0}
  direct: {need: any, per_1000_youth: 4, enters: more, growth_per_year: 0.0}
stations:
  gate: {group: gate, stay: {distribution: fixed, days: 9.7}, next: {help: 1}}
  help:
    places: 31
    stay: {distribution: fixed, days: 50.4}
    next: {check: 1}
    waiting: {deterred: {share: 0, again: {share: 1, mean_days: 150, dearer: 1.3}}}
  check: {group: gate, stay: {distribution: fixed, days: 12.3}, next: {more: 1}}
  more:
    places: 19
    stay: {distribution: fixed, days: 30.9}
    next: {out: 1}
    waiting:
      reference_weeks: 3
      deterred: {share: {by_weeks: {0: 0.3, 8: 0.9}}}
interventions:
  - {id: deters, kind: waiting, station: help, deterred: 0.999999, from: 2022-01-01,
     until: 2022-10-01}
"""
)


@dataclass(frozen=True)
class Region:
    """A region that is run whole once, and then from states of it."""

    scenario: Scenario
    cohort: Cohort
    whole: Went

    @staticmethod
    def of(text: str, folder: Path) -> Region:
        path = folder / "region.yaml"
        path.write_text(text, encoding="utf-8")
        scenario = load(path)
        network = build_network(scenario)
        cohort = build_cohort(network, seed=SEED, replication=0)
        went = Went(*replayed_by_both(network, cohort, State.empty(network)), network, 0)
        return Region(scenario, cohort, went)

    def present(self, on: dt.date) -> tuple[Present, ...]:
        network = build_network(self.scenario)
        tick = (on - self.scenario.period.start).days * TICKS_PER_DAY
        return stopped_at(network, self.cohort, State.empty(network), tick).present

    def assert_goes_on(self, on: dt.date, folder: Path) -> None:
        state = stopped(self.scenario, self.cohort, on, folder)
        went_on = gone_on(self.scenario, self.cohort, state, on)
        day = went_on.first_day
        assert went_on.rows(day) == self.whole.rows(day)
        assert went_on.log(day) == self.whole.log(day)
        assert len(went_on.rows(day)) > 200
        assert len(went_on.log(day)) > 5


@pytest.fixture(scope="module")
def closing(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return Region.of(CLOSING, tmp_path_factory.mktemp("closing"))


@pytest.fixture(scope="module")
def heavier(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return Region.of(HEAVIER, tmp_path_factory.mktemp("heavier"))


@pytest.mark.parametrize("on", ["2022-03-02", "2023-02-01", "2023-02-02", "2023-02-20"])
def test_places_asked_for_elsewhere_are_asked_for_still(
    closing: Region, on: str, tmp_path: Path
) -> None:
    closing.assert_goes_on(dt.date.fromisoformat(on), tmp_path)


def test_on_those_days_places_have_been_asked_for_also_by_who_waits_for_the_next(
    closing: Region,
) -> None:
    there = closing.present(dt.date(2023, 2, 20))
    asked = Counter(item.state for item in there if item.relocates_to is not None)
    assert min(asked["in_care"], asked["keeps_place"]) > 3


def test_a_place_asked_for_on_one_of_several_lists_is_asked_for_there(tmp_path: Path) -> None:
    region, on = Region.of(SEVERAL_LISTS, tmp_path), dt.date(2023, 2, 2)
    pools = {item.relocates_pool for item in region.present(on) if item.relocates_to is not None}
    assert len(pools) > 1
    region.assert_goes_on(on, tmp_path)


@pytest.mark.parametrize("on", ["2022-10-01", "2022-12-17", "2024-01-01"])
def test_care_is_heavier_still_and_who_was_helped_is_known(
    heavier: Region, on: str, tmp_path: Path
) -> None:
    heavier.assert_goes_on(dt.date.fromisoformat(on), tmp_path)


def test_on_those_days_some_are_helped_for_longer_wherever_they_are(heavier: Region) -> None:
    there = heavier.present(dt.date(2022, 12, 17))
    longer = {(item.state, item.heavier) for item in there if item.heavier != 1.0}
    assert longer == {(state, 1.3) for state in ("in_care", "waiting", "returns")}
    helped = [item for item in there if item.is_helped]
    assert sum(item.state == "waiting" for item in helped) > 3


# ------------------------------------------------------------------ what a region says itself


def began(region: Region, folder: Path, *rows: str) -> tuple[State, Told]:
    """What a file of 2 February 2023 says a run begins with."""
    path = folder / "today.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    begun = begun_with(region.scenario, path)
    return told_of(build_network(begun), begun.begin)


def test_an_older_file_without_these_columns_is_read_and_what_it_lacks_is_told(
    closing: Region, heavier: Region, tmp_path: Path
) -> None:
    head, row = "on,state,station,since,until", "2023-02-02,in_care,home,2023-01-01,2023-03-01"
    state, told = began(closing, tmp_path, head, *[row] * 51)
    assert len(state.asks) == len(state.referral) == 0
    # 48 places: three of the 51 ask for another on the first day, as nobody is said to have asked.
    assert told.filled_in["relocates_to"] == 3
    assert told.filled_in["heavier"] == told.filled_in["helped"] == 0  # nobody is helped for longer

    _, told = began(heavier, tmp_path, "on,state,station", *["2023-02-02,waiting,help"] * 12)
    assert "heavier is not said of 12: they are helped as long as anyone" in told.lines()
    assert told.filled_in["helped"] == 12
    assert told.filled_in["relocates_to"] == 0


def test_what_is_said_is_taken_in_dutch_numbers_too_and_few_children_are_not_counted_out(
    heavier: Region, tmp_path: Path
) -> None:
    head = "on;child;state;station;since;heavier;helped"
    rows = [f"2023-02-02;{child};wacht;more;;1,25;ja" for child in range(9)]
    state, told = began(heavier, tmp_path, head, *rows, "2023-02-02;x;beeindigd;help;2023-01-05;;")
    assert sorted(state.referral[:, 1:].tolist()) == [[1.25, 1.0]] * 9
    line = "fewer than 10 children are helped for longer, because they turned away before"
    assert line in told.lines()
    assert not any("9 children" in line for line in told.lines())


def test_a_stay_without_an_end_is_drawn_as_much_longer_as_care_is_heavier(
    heavier: Region, tmp_path: Path
) -> None:
    head = "on,state,station,since,heavier"
    rows = ("in_care,help,2023-01-01,1.3", "in_care,help,2023-01-01,", "in_care,gate,2023-02-01,9")
    state, _ = began(heavier, tmp_path, head, *(f"2023-02-02,{row}" for row in rows))
    # Fixed stays from 1 January, 32 days ago: 1.3 x 50.4 days, and 50.4; a gate is no care: 9.7.
    ends = state.placed[:, 5] / TICKS_PER_DAY
    assert sorted(ends.tolist()) == pytest.approx([9.7 - 1, 50.4 - 32, 65.52 - 32], abs=1e-5)


def test_what_is_wrong_is_told_by_row_and_column_without_a_fact_of_a_child(
    closing: Region, tmp_path: Path
) -> None:
    def told(*rows: str) -> list[str]:
        head = "on,child,state,station,since,relocates_to,relocates_since,relocates_list,heavier"
        with pytest.raises(ScenarioError) as raised:
            began(closing, tmp_path, head, *(f"2023-02-02,{row}" for row in rows))
        return [line.split("today.csv:")[1] for line in raised.value.lines]

    assert told(
        "1,waiting,home,2023-01-01,foster,,,",
        "2,in_care,home,2023-01-01,,2023-01-05,,",
        "3,in_care,home,2023-01-01,foster,2023-02-05,,",
        "4,in_care,home,2023-01-01,foster,2022-12-31,,",
        "5,in_care,home,2023-01-01,,,,111222333",
        "6,in_care,home,2023-01-01,foster,,0,-1",
    ) == [
        "2: relocates_to is said of who has no place; leave it empty; on a list, `station` says "
        "where",
        "3: relocates_since is said without `relocates_to`; say at which station a place is asked "
        "for",
        "4: relocates_since is after the day of the state; leave the row out",
        "5: relocates_since is before `since`; who is not there yet has no place to leave",
        "6: heavier must be 0 to 1000; write 1.2, or leave it empty",
        '7: relocates_list is "0"; must be a whole number from 1 to 1000',
        "7: heavier must be 0 to 1000; write 1.2, or leave it empty",
    ]
    assert told("1,in_care,home,,fosterr,,,") == [
        '2: relocates_to is "fosterr"; is not in the scenario; did you mean foster?'
    ]
    assert told(
        "1,in_care,home,,foster,,,", "2,in_care,home,,,,,1.2", "2,ended,home,2023-01-01,,,,2"
    ) == ["4: heavier differs from another row of this child; say one"]
    assert told("1,in_care,home,,foster,,4,") == [
        "2: relocates_list is 4; the places there have 1 list; leave it empty"
    ]
