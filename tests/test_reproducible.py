"""Same seed, same bytes; and what one policy changes, changes nobody else's draws (rules 4, 5)."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from sim import simulate
from sim.draws import NEVER
from sim.running.simulation import Run
from sim.visits import Outcome, Visits

from .small_region import REGION, write_changed, write_region

SEED = 2026


def digest(visits: Visits) -> str:
    """A fingerprint of every array of the visits."""
    whole = hashlib.sha256()
    for field in fields(visits):
        array = getattr(visits, field.name)
        whole.update(field.name.encode() + str(array.dtype).encode() + array.tobytes())
    return whole.hexdigest()


def digest_of(path: Path, replication: int = 0) -> str:
    return digest(simulate(path, seed=SEED, replication=replication).visits)


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    path = write_region(tmp_path)

    assert digest_of(path) == digest_of(path)


def test_another_seed_and_another_replication_give_other_clients(tmp_path):
    path = write_region(tmp_path)
    digests = {
        digest(simulate(path, seed=seed, replication=replication).visits)
        for seed in (1, 2)
        for replication in (0, 1)
    }

    assert len(digests) == 4


@pytest.mark.parametrize("hash_seed", ["0", pytest.param("12345", marks=pytest.mark.full)])
def test_the_hash_seed_of_python_plays_no_part(tmp_path, hash_seed):
    path = write_region(tmp_path)
    here = Path(__file__).parent.parent
    program = (
        "import sys; from pathlib import Path; from tests.test_reproducible import digest_of; "
        "print(digest_of(Path(sys.argv[1])))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        cwd=here,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert printed.strip() == digest_of(path)


def test_processes_beside_each_other_give_what_one_gives(tmp_path):
    path = write_region(tmp_path)
    order = (2, 0, 1)

    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        beside = list(processes.map(digest_of, [path] * 3, order))

    assert beside == [digest_of(path, number) for number in order]


CHANGES = {
    "places": "{id: x, kind: places, station: home, number: 50, from: 2023-01-01}",
    "divert": "{id: x, kind: divert, from: home, to: help, share: {2023-01-01: 0.4}}",
    "waiting": "{id: x, kind: waiting, station: help, limit: 0, from: 2023-01-01}",
    "next": "{id: x, kind: next, station: help, to: home, share: 0.3, from: 2023-01-01}",
}

BLOCK = """\
block: 1
title: {en: A station more}
stations:
  another: {places: 20, stay: {distribution: exponential, mean_days: 90}, next: {out: 1}}
interventions:
  - {id: send, kind: divert, from: home, to: another, share: {2022-06-01: 0.5}}
"""


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_an_intervention_leaves_arrivals_and_own_draws(tmp_path, change):
    base = simulate(write_region(tmp_path), seed=SEED)
    changed = simulate(write_changed(tmp_path, f"interventions:\n  - {change}\n"), seed=SEED)

    assert digest(base.visits) != digest(changed.visits)
    _same_clients(base, changed)
    _same_stays(base, changed)


def test_a_block_with_a_station_of_its_own_leaves_arrivals_and_own_draws(tmp_path):
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "more.yaml").write_text(BLOCK)
    base = simulate(write_region(tmp_path), seed=SEED)
    changed = simulate(write_changed(tmp_path, "uses: [more]\n"), seed=SEED)

    assert "another" in changed.network.stations
    _same_clients(base, changed)
    _same_stays(base, changed)


def test_more_inflow_adds_children_and_leaves_the_others(tmp_path):
    base = simulate(write_region(tmp_path), seed=SEED)
    changed = simulate(
        write_changed(
            tmp_path,
            "interventions:\n  - {id: x, kind: inflow, factor: 1.2, from: 2022-01-01}\n",
        ),
        seed=SEED,
    )
    before, after = _arrivals(base), _arrivals(changed)

    assert before.items() <= after.items()
    assert 1.1 < len(after) / len(before) < 1.2
    _same_stays(base, changed)


def test_an_arrival_stream_more_leaves_the_others(tmp_path):
    more = "  a-first: {need: light, per_1000_youth: 2, enters: help}\n"
    text = REGION.replace("arrivals:\n", "arrivals:\n" + more)
    path = tmp_path / "more.yaml"
    path.write_text(text)
    before = _arrivals(simulate(write_region(tmp_path), seed=SEED))
    after = _arrivals(simulate(path, seed=SEED))

    assert before.items() <= after.items()
    assert len(after) > len(before)


def test_a_run_does_not_change_its_scenario_or_network(tmp_path):
    first = simulate(write_region(tmp_path), seed=SEED)
    again = simulate(first.scenario, seed=SEED)

    assert digest(first.visits) == digest(again.visits)
    for field in fields(first.network.levels):
        before, after = (getattr(run.network.levels, field.name) for run in (first, again))
        assert np.array_equal(before, after)


def _arrivals(run: Run) -> dict[int, tuple[int, int, bool]]:
    clients = run.clients
    return {
        int(key): (int(tick), int(eighteenth), bool(pgb))
        for key, tick, eighteenth, pgb in zip(
            clients.key, clients.arrival, clients.eighteenth, clients.pgb, strict=True
        )
    }


def _same_clients(item: Run, other: Run) -> None:
    assert _arrivals(item) == _arrivals(other)


def _same_stays(item: Run, other: Run) -> None:
    """Stays in both worlds that were neither cut nor stretched by waiting are the same."""
    before, after = _stays(item), _stays(other)
    both = before.keys() & after.keys()

    assert len(both) > 1000
    assert [key for key in both if before[key] != after[key]] == []


def _stays(run: Run) -> dict[tuple[int, str, int], int]:
    visits, network = run.visits, run.network
    whole = (visits.outcome == Outcome.COMPLETED) & (visits.started != NEVER)
    whole &= visits.station != network.stations.index("home")  # longer by waiting
    keys = run.clients.key[visits.client]
    return {
        (int(keys[row]), network.stations[visits.station[row]], int(visits.nth[row])): int(
            visits.ended[row] - visits.started[row] - visits.blocked[row]
        )
        for row in np.flatnonzero(whole)
    }


def test_a_child_has_one_name_in_every_scenario_and_rows_of_its_own(tmp_path):
    base = simulate(write_region(tmp_path), seed=SEED)
    more = "interventions:\n  - {id: x, kind: inflow, factor: 1.2, from: 2022-01-01}\n"
    changed = simulate(write_changed(tmp_path, more), seed=SEED)

    # The name stands for the key, which is a hash of source, strip and index (rule 4).
    before, after = (_keys_by_child(run) for run in (base, changed))
    assert len(set(before.values())) == len(before)
    assert before.items() <= after.items()
    assert len(after) > len(before)
    assert any(name.split("/")[2] == "-1" for name in before)


def _keys_by_child(run: Run) -> dict[str, int]:
    """The key of each child in the table of visits, by its name."""
    names = run.visits.frame(run.network)["child"]
    keys = run.clients.key[run.visits.client].tolist()
    pairs = set(zip(names, keys, strict=True))
    result = dict(pairs)
    assert len(result) == len(pairs)
    return result
