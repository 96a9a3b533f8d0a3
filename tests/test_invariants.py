"""What must hold at every instant of a run with all rules, read from its visits alone."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from sim import simulate
from sim.draws import NEVER
from sim.running.simulation import Run
from sim.visits import Outcome

from .small_region import write_changed, write_region

CLOSING = """\
interventions:
  - {id: fewer, kind: places, station: home, number: {2022-01-01: 50, 2024-01-01: 75}}
  - {id: elsewhere, kind: divert, from: home, to: help, share: {2023-01-01: 0.5},
     applies_to: [new, waiting]}
  - {id: stop, kind: waiting, station: help, limit: 5, from: 2023-06-01, until: 2024-06-01}
"""


@pytest.fixture(scope="module", params=["region", "closing"])
def run(request, tmp_path_factory) -> Run:
    folder = tmp_path_factory.mktemp(request.param)
    path = write_region(folder) if request.param == "region" else write_changed(folder, CLOSING)
    return simulate(path, seed=31)


def ends(run: Run) -> np.ndarray:
    return np.where(run.visits.ended == NEVER, run.network.end, run.visits.ended)


def left_list(run: Run) -> np.ndarray:
    visits = run.visits
    return np.where(visits.started == NEVER, ends(run), visits.started)


def count_at(begins: np.ndarray, until: np.ndarray, ticks: np.ndarray) -> np.ndarray:
    """How many of the spells [begin, until) hold at each tick, after all that happens then."""
    return np.searchsorted(np.sort(begins), ticks, side="right") - np.searchsorted(
        np.sort(until), ticks, side="right"
    )


def by_pool(run: Run):
    """Per pool with places: moments of change, free places, waiting, and who may go over."""
    visits, network = run.visits, run.network
    for pool in range(len(network.pools)):
        steps, places = network.capacity(pool)
        at = visits.pool == pool
        cared = at & (visits.started != NEVER)
        moments = np.unique(
            np.concatenate([[0], steps, visits.joined[at], left_list(run)[at], ends(run)[at]])
        )
        moments = moments[(moments >= 0) & (moments < network.end)]
        capacity = places[np.searchsorted(steps, moments, side="right") - 1]
        used = count_at(visits.started[cared], ends(run)[cared], moments)
        waiting = count_at(visits.joined[at], left_list(run)[at], moments)
        yield network.pools[pool], moments, capacity, used, waiting


def test_no_place_is_free_while_someone_waits(run):
    for name, _, capacity, used, waiting in by_pool(run):
        idle = (waiting > 0) & (used < capacity)
        assert not idle.any(), name


def test_no_pool_is_above_its_capacity_unless_places_close_or_it_is_crisis(run):
    for name, _, capacity, used, _ in by_pool(run):
        if name == "crisis" or (capacity < 0).all() or (np.diff(capacity) < 0).any():
            continue
        assert (used <= capacity).all(), name


def test_a_pool_above_its_capacity_lets_nobody_start(run):
    visits, network = run.visits, run.network
    for pool, name in enumerate(network.pools):
        if name == "crisis":
            continue
        steps, places = network.capacity(pool)
        started = (visits.pool == pool) & (visits.started > 0)
        cared = (visits.pool == pool) & (visits.started != NEVER)
        ticks = np.unique(visits.started[started])
        capacity = places[np.searchsorted(steps, ticks, side="right") - 1]
        used = count_at(visits.started[cared], ends(run)[cared], ticks)
        assert ((used <= capacity) | (capacity < 0)).all(), name


def test_places_are_given_in_order_of_the_list(run):
    visits = run.visits
    for pool in range(len(run.network.pools)):
        rows = np.flatnonzero((visits.pool == pool) & (visits.joined >= 0))
        waited = rows[left_list(run)[rows] > visits.joined[rows]]
        for row in rows[visits.started[rows] != NEVER]:
            start = visits.started[row]
            others = waited[(visits.joined[waited] < start) & (left_list(run)[waited] > start)]
            passed = (visits.priority[others] < visits.priority[row]) | (
                (visits.priority[others] == visits.priority[row])
                & (visits.rank_time[others] < visits.rank_time[row])
            )
            assert not passed.any(), run.network.pools[pool]


def test_who_goes_on_joins_the_next_station_at_that_instant(run):
    visits = run.visits
    joined = defaultdict(set)
    for client, tick in zip(visits.client.tolist(), visits.joined.tolist(), strict=True):
        joined[client].add(tick)
    gone_on = np.flatnonzero((visits.next >= 0) & (visits.ended != NEVER))
    for row in gone_on:
        left = int(visits.ended[row] - visits.blocked[row])
        if visits.outcome[row] != Outcome.RELOCATED and visits.ended[row] < run.network.end:
            assert left in joined[int(visits.client[row])]


def test_nobody_is_in_two_places_at_once(run):
    visits = run.visits
    main = (visits.with_visit < 0) & (visits.started != NEVER)
    main &= visits.station != run.network.stations.index("beside")
    for client in np.unique(visits.client[main]):
        rows = np.flatnonzero(main & (visits.client == client))
        rows = rows[np.lexsort((ends(run)[rows], visits.started[rows]))]
        assert (visits.started[rows][1:] >= ends(run)[rows][:-1]).all()


def test_times_of_a_visit_are_in_order(run):
    visits = run.visits
    started = visits.started != NEVER

    assert (visits.joined <= left_list(run)).all()
    assert (visits.started[started] <= ends(run)[started]).all()
    assert (visits.blocked >= 0).all()
    assert (visits.blocked[~started] == 0).all()
    assert (visits.rank_time <= visits.joined).all()


def test_what_is_not_over_has_no_end(run):
    visits = run.visits
    is_open = np.isin(visits.outcome, [Outcome.IN_CARE, Outcome.WAITING])

    assert (is_open == (visits.ended == NEVER)).all()
    assert (visits.started[visits.outcome == Outcome.WAITING] == NEVER).all()
    assert (visits.started[visits.outcome == Outcome.IN_CARE] != NEVER).all()


def test_nobody_is_helped_after_18_but_who_continues(run):
    visits = run.visits
    started = visits.started != NEVER
    at_home = visits.station == run.network.stations.index("home")
    late = started & ~at_home & (ends(run) > visits.eighteenth)

    assert not late.any()
