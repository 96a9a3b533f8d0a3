"""Nobody is lost: visits against the engine's observer, and every step against its visit."""

from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import simulate
from sim.draws import NEVER
from sim.measuring.conservation import check
from sim.measuring.tallies import (
    Edges,
    Presence,
    happened,
    journeys_of,
    line_of,
    rows_of_each,
)
from sim.ordering import in_order
from sim.running.simulation import Run
from sim.visits import Outcome, Visits

from .hand_made import V, hand_made
from .small_region import write_changed

CLOSING = """\
set:
  stations.help.waiting.deterred: {share: 0.2}
  pools.team.lists: {number: 2, choice_spread: 0.5, switch_per_week: 0.5}
interventions:
  - {id: fewer, kind: places, station: home, number: {2022-01-01: 50, 2024-01-01: 75},
     closing: relocate, relocate_to: help, from: 2021-01-01}
  - {id: elsewhere, kind: divert, from: home, to: help, share: {2023-01-01: 0.5},
     applies_to: [new, waiting]}
  - {id: stop, kind: waiting, station: help, limit: 5, from: 2023-06-01, until: 2024-06-01}
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Run:
    return simulate(write_changed(tmp_path_factory.mktemp("small"), CLOSING), seed=8)


def only(visits: Visits, rows: np.ndarray) -> Visits:
    return Visits(**{field.name: getattr(visits, field.name)[rows] for field in fields(Visits)})


def without(run: Run, row: int) -> list:
    """What is found when one visit is dropped, and the others numbered again."""
    kept = only(run.visits, np.delete(np.arange(len(run.visits)), row))
    number = np.delete(np.arange(len(run.visits)), row)
    beside = np.where(
        kept.with_visit >= 0, np.searchsorted(number, kept.with_visit), kept.with_visit
    )
    kept = replace(kept, visit=np.arange(len(kept)), with_visit=beside)
    return check(run.network, kept, run.observed)


def a_row(run: Run, *, station: str, flags: np.ndarray) -> int:
    """A visit in the middle of those to a station for which the flags hold."""
    here = run.visits.station == run.network.stations.index(station)
    rows = np.flatnonzero(here & flags)
    return int(rows[rows.size // 2])


# ------------------------------------------------------------------ all is well


def test_everybody_is_somewhere_in_a_region_with_every_rule(run: Run):
    assert {Outcome(item) for item in np.unique(run.visits.outcome)} == set(Outcome)
    assert (run.visits.blocked > 0).any()
    assert check(run.network, run.visits, run.observed) == []


# ------------------------------------------------------------------ a fault is found


def test_a_dropped_visit_is_found(run: Run):
    rows = np.random.default_rng(3).choice(len(run.visits), 40, replace=False)
    assert [int(row) for row in rows if not without(run, int(row))] == []


def test_a_dropped_visit_of_no_length_is_found(tmp_path: Path):
    spec = "    stay: {distribution: lognormal, mean_days: 20, sigma: 0.5}\n    next: {light"
    path = write_changed(tmp_path, "")
    region = tmp_path / "region.yaml"
    region.write_text(region.read_text("utf-8").replace(spec, "    next: {light"), "utf-8")
    run = simulate(path, seed=8)
    instant = (run.visits.joined == run.visits.ended) & (run.visits.joined > 0)
    row = a_row(run, station="gate", flags=instant & (run.visits.next >= 0))
    (result,) = without(run, row)
    assert result.what == "visits here after a step to gate or the like"


def test_a_gap_in_the_numbers_is_found(run: Run):
    kept = only(run.visits, np.delete(np.arange(len(run.visits)), 100))
    result = check(run.network, kept, run.observed)
    assert "not visits numbered in order" in [item.what for item in result]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"started": 1}, "days waiting"),
        ({"ended": 1}, "days in_care"),
        ({"blocked": 1}, "days blocked"),
    ],
)
def test_one_tick_too_many_is_found(run: Run, change: dict[str, int], what: str):
    ((name, tick),) = change.items()
    visits = run.visits
    begun = (visits.started != NEVER) & (visits.ended - visits.started > 10)
    row = a_row(run, station="home", flags=begun & (visits.blocked > 0) & (visits.joined > 0))
    column = getattr(visits, name).copy()
    column[row] += tick
    result = check(run.network, replace(visits, **{name: column}), run.observed)
    assert what in {item.what for item in result}


def test_a_visit_at_another_station_is_found(run: Run):
    row = a_row(run, station="help", flags=run.visits.outcome == Outcome.COMPLETED)
    station = run.visits.station.copy()
    station[row] = run.network.stations.index("crisis")
    result = check(run.network, replace(run.visits, station=station), run.observed)
    assert {"days in_care", "Little's law"} <= {item.what for item in result}
    assert {item.station for item in result if item.what == "days in_care"} == {"help", "crisis"}


def test_a_difference_says_where_and_how_much(run: Run):
    ended = run.visits.ended.copy()
    row = a_row(run, station="help", flags=(ended != NEVER) & (run.visits.joined > 0))
    ended[row] += 2**20
    first = str(check(run.network, replace(run.visits, ended=ended), run.observed)[0])
    assert " in_care at help (pool team@" in first
    assert "by the visits" in first
    assert "by the observer" in first


# ------------------------------------------------------------------ journeys


def test_referrals_follow_moves_and_begin_anew_at_returns(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "gate", 0, 0, 0, next="home"),
        V("ann", "home", 0, 5, 30, next="help", blocked=10),
        V("ann", "help", 20, 30, 40),
        V("ann", "guard", 5, 5, 50, beside=1),
        V("ann", "gate", 90, 90, 90),
        V("bob", "help", -400, -400, 9, next="crisis", arrival=-450),
        V("bob", "crisis", 9, 9, 10),
    )
    result = journeys_of(run.visits, line_of(run.visits, run.network.end))
    assert result.rows.tolist() == [0, 1, 2, 4, 5, 6]
    assert result.referral.tolist() == [0, 0, 0, 1, 2, 2]
    assert result.is_entry.tolist() == [True, False, False, True, False, False]
    assert result.is_return.tolist() == [False, False, False, True, False, False]


def test_a_blocked_client_who_is_relocated_takes_no_new_step(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "home", 0, 0, 50, "relocated", "locked_place", blocked=20),
        V("ann", "help", 30, 80, 90),
        V("ann", "locked_place", 50, 50, 80, next="help", blocked=30),
    )
    result = journeys_of(run.visits, line_of(run.visits, run.network.end))
    assert result.referral.tolist() == [0, 0, 0]


# ------------------------------------------------------------------ counting


@pytest.mark.parametrize("far", [0, 2**40, 2**62])  # with the last, key and row do not fit together
def test_rows_of_one_key_stay_in_order(far: int):
    key = np.array([5, -3, far, 5, -far, -3, 0])
    expected = sorted(range(key.size), key=lambda row: (int(key[row]), row))
    assert in_order(key).tolist() == expected
    assert in_order(key[:0]).size == 0


@pytest.mark.parametrize("far", [1, 2**40], ids=["as one number", "one by one"])
def test_rows_stand_in_order_of_one_key_within_the_other(far: int):
    first, second = np.array([1, 0, 1, -1, 0]) * far, np.array([3, 7, -2, 5, 7]) * far
    assert in_order(first, second).tolist() == [3, 1, 4, 2, 0]


def test_the_rows_of_each_code():
    rows = rows_of_each(np.array([2, 0, 2, 0, 0]), 4)
    assert [row.tolist() for row in rows] == [[1, 3, 4], [], [0, 2], []]


spells = st.lists(
    st.tuples(st.integers(-20, 40), st.integers(0, 30), st.integers(0, 2)), min_size=0, max_size=30
)
moments = st.lists(st.integers(-10, 50), min_size=2, max_size=6, unique=True).map(sorted)


@given(spells, moments)
def test_counting_is_what_one_would_do_by_hand(spec, at):
    begin, end, cell = (
        np.array(column, dtype=np.int64)
        for column in (
            [begin for begin, _, _ in spec],
            [begin + length for begin, length, _ in spec],
            [cell for _, _, cell in spec],
        )
    )
    edges = Edges(np.array(at, dtype=np.int64))
    there = Presence.of(edges.ticks, begin, end, cell, 3)
    time, count = there.spent(edges), there.at(edges.ticks)
    often = happened(edges, begin, cell, 3)
    for row in range(3):
        mine = [(item[0], item[0] + item[1]) for item in spec if item[2] == row]
        for column, (low, high) in enumerate(pairwise(at)):
            assert time[row, column] == sum(max(0, min(e, high) - max(b, low)) for b, e in mine)
            assert often[row, column] == sum(low <= b < high for b, _ in mine)
        for column, moment in enumerate(at):
            assert count[row, column] == sum(b < moment <= e for b, e in mine)
