"""Clients drawn once for scenarios that begin alike: the same as drawn each time."""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from sim import load
from sim.clients.cohort import Cohort, build_cohort
from sim.clients.known import known_in
from sim.clients.starts import Starts, cohort_key, start_key
from sim.clients.state import State, build_state
from sim.network import Network, build_network

from .small_region import write_changed, write_region

CHANGES = {
    # (begins alike, comes alike)
    "places": ("{id: x, kind: places, station: home, number: 50, from: 2023-01-01}", True, True),
    "divert-later": (
        "{id: x, kind: divert, from: home, to: help, share: {2023-01-01: 0.4}}",
        True,
        True,
    ),
    "divert-now": (
        "{id: x, kind: divert, from: home, to: help, share: {2021-01-01: 0.4}}",
        False,
        True,
    ),
    "stay-now": ("{id: x, kind: stay, station: help, factor: {2021-01-01: 0.5}}", False, True),
    "limit-now": ("{id: x, kind: waiting, station: home, limit: 0, from: 2021-01-01}", False, True),
    "inflow-later": ("{id: x, kind: inflow, factor: 1.2, from: 2022-01-01}", True, False),
    "inflow-now": ("{id: x, kind: inflow, factor: 1.2, from: 2021-01-01}", False, False),
}


def network_of(path: Path) -> Network:
    return build_network(load(path), scale=0.2)


def arrays(item: Cohort | State) -> dict[str, np.ndarray]:
    own = {field.name: getattr(item, field.name) for field in fields(item)}
    clients = own.pop("clients")
    return own | {field.name: getattr(clients, field.name) for field in fields(clients)}


def same(item: Cohort | State, other: Cohort | State) -> bool:
    before, after = arrays(item), arrays(other)
    return all(np.array_equal(before[name], after[name]) for name in before)


@pytest.mark.parametrize(("change", "begins", "comes"), CHANGES.values(), ids=CHANGES.keys())
def test_clients_are_the_same_where_keys_are(tmp_path, change, begins, comes):
    base = network_of(write_region(tmp_path))
    changed = network_of(write_changed(tmp_path, f"interventions:\n  - {change}\n"))

    assert (start_key(base, "filled") == start_key(changed, "filled")) is begins
    assert (cohort_key(base) == cohort_key(changed)) is comes
    states = [build_state(each, "filled", seed=1, replication=2) for each in (base, changed)]
    cohorts = [build_cohort(each, seed=1, replication=2) for each in (base, changed)]
    assert same(*states) or not begins
    assert same(*cohorts) or not comes


def test_a_block_with_a_station_of_its_own_begins_alike(tmp_path):
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "more.yaml").write_text(
        "block: 1\ntitle: {en: A station more}\nstations:\n  another: {places: 20, "
        "stay: {distribution: exponential, mean_days: 90}, next: {out: 1}}\ninterventions:\n"
        "  - {id: send, kind: divert, from: home, to: another, share: {2022-06-01: 0.5}}\n"
    )
    base = network_of(write_region(tmp_path))
    changed = network_of(write_changed(tmp_path, "uses: [more]\n"))

    assert start_key(base, "filled") == start_key(changed, "filled")


def test_what_is_alike_is_drawn_once_and_what_is_not_anew(tmp_path):
    network, starts = network_of(write_region(tmp_path)), Starts()

    state = starts.state(network, "filled", seed=1, replication=0)
    assert starts.state(network, "filled", seed=1, replication=0) is state
    assert same(state, build_state(network, "filled", seed=1, replication=0))
    another = starts.state(network, "filled", seed=1, replication=1)
    assert same(another, build_state(network, "filled", seed=1, replication=1))
    assert len(starts.state(network, "empty", seed=1, replication=1).clients) == 0
    cohort = starts.cohort(network, seed=1, replication=0)
    assert starts.cohort(network, seed=1, replication=0) is cohort
    assert starts.cohort(network, seed=2, replication=0) is not cohort
    keys = starts.who_come(network, seed=1, replication=0)
    assert starts.who_come(network, seed=1, replication=0) is keys
    assert keys.tolist() == cohort.clients.key.tolist()


def test_who_comes_in_both_is_known_by_their_key_and_of_the_start_everyone(tmp_path: Path) -> None:
    network = build_network(load(write_region(tmp_path)))
    clients = build_cohort(network, seed=1, replication=0).clients.rows(np.arange(5))
    low, high = np.iinfo(np.int64).min, np.iinfo(np.int64).max
    clients = replace(clients, key=np.array([7, low, high, 3, 4]), strip=np.array([0, 0, 1, 0, -1]))
    # 4 is not among them and was there at the start; one key may stand there twice.
    others = np.array([3, low, 9, 3, 8])
    assert known_in(clients, others).tolist() == [False, True, False, True, True]
    assert known_in(clients, others[:0]).tolist() == [False, False, False, False, True]
