"""A run that begins with a state: what a file holds, and that it goes on as the run would have."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import t

from sim import load
from sim.clients.begin import told_of
from sim.clients.cohort import FILE_STRIP, build_cohort
from sim.draws import NEVER, TICKS_PER_DAY
from sim.engine.present import Stopped
from sim.measuring.conservation import check
from sim.network import build_network
from sim.running.engines import EngineKind
from sim.running.from_state import begun_with
from sim.running.state_at import stopped_on, text_of
from sim.scenario.schema import Scenario
from sim.visits import MOST_VISITS
from tests.small_region import write_region
from tests.worlds import replayed_by_both

ON = dt.date(2023, 3, 1)
YEAR_LATER = dt.date(2024, 3, 1)
RUNS = 24
BSN = "111222333"
"""Nine digits that pass the test of citizen service numbers; nobody has it."""


@pytest.fixture(scope="module")
def region(tmp_path_factory) -> Scenario:
    return load(write_region(tmp_path_factory.mktemp("region")))


@pytest.fixture(scope="module")
def stopped(region) -> Stopped:
    return stopped_on(region, ON, seed=7)


@pytest.fixture(scope="module")
def file(stopped, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("state") / "today.csv"
    path.write_text(text_of(stopped, ON), encoding="utf-8")
    return path


def test_a_complete_state_comes_back_as_it_was_to_the_tick(region, stopped, file):
    begun = begun_with(region, file)
    state, told = told_of(build_network(begun), begun.begin)

    moved = (ON - region.period.start).days * TICKS_PER_DAY
    there = [item for item in stopped.present if item.state in ("in_care", "keeps_place")]
    cared = sorted((item.station, item.since - moved, item.pool) for item in there)
    assert sorted(map(tuple, state.placed[:, [1, 4, 6]].tolist())) == cared
    ends = sorted(item.until - moved for item in there if item.until is not None)
    assert sorted(state.placed[state.placed[:, 7] == 0, 5].tolist()) == ends
    waits = [item for item in stopped.present if item.state == "waiting"]
    queued = sorted((item.station, item.asked - moved, item.queued - moved, item.priority)
                    for item in waits)  # fmt: skip
    assert sorted(map(tuple, state.waiting[:, [1, 4, 5, 7]].tolist())) == queued
    back = sorted(item.until - moved for item in stopped.present if item.state == "returns")
    assert sorted(state.pending[:, 1].tolist()) == back
    assert len(state.ways) == sum(item.back_to is not None for item in stopped.present)
    kept = sum(item.state == "keeps_place" for item in there)
    assert (state.waiting[:, 8] >= 0).sum() == kept > 0
    assert sum(told.filled_in.values()) == told.stays_drawn == told.returns_made == 0


def test_both_engines_take_it_alike_and_lose_nobody(region, file):
    begun = begun_with(region, file)
    network = build_network(begun)
    state, _ = told_of(network, begun.begin, seed=3)
    visits, observed = replayed_by_both(
        network, build_cohort(network, seed=3, replication=0), state
    )

    assert check(network, visits, observed) == []


def _counts(scenario: Scenario, seed: int) -> tuple[list[str], np.ndarray]:
    """How many are in care and wait at each station a year later."""
    network = build_network(scenario)
    state, cohort = _state(network, scenario, seed), build_cohort(network, seed=seed, replication=0)
    visits, _, _ = EngineKind.compiled.run(network, cohort, state, most_visits=MOST_VISITS)
    day = (YEAR_LATER - scenario.period.start).days * TICKS_PER_DAY
    started = np.where(visits.started == NEVER, network.end, visits.started)
    ended = np.where(visits.ended == NEVER, network.end, visits.ended)
    there = (started <= day) & (ended > day)
    waits = (visits.joined <= day) & (np.minimum(started, ended) > day)
    size = len(network.stations)
    counts = [np.bincount(visits.station[flags], minlength=size) for flags in (there, waits)]
    return list(network.stations), np.concatenate(counts).astype(float)


def _state(network, scenario: Scenario, seed: int):
    from sim.clients.begin import state_of

    return state_of(network, scenario.begin, seed=seed, replication=0)


@pytest.mark.full
def test_a_year_later_all_stocks_and_lists_are_as_if_the_run_had_gone_on(region, tmp_path):
    went_on, begun = [], []
    for seed in range(RUNS):
        path = tmp_path / f"{seed}.csv"
        path.write_text(text_of(stopped_on(region, ON, seed=seed), ON), encoding="utf-8")
        stations, counts = _counts(region, seed)
        went_on.append(counts)
        begun.append(_counts(begun_with(region, path), seed)[1])
    apart = np.array(begun) - np.array(went_on)

    names = [f"{what} {name}" for what in ("in care", "waiting") for name in stations]
    deviation = apart.std(axis=0, ddof=1) / RUNS**0.5
    limit = t.ppf(1 - 0.01 / 2 / len(names), RUNS - 1) * deviation  # Bonferroni
    wrong = {
        name: (float(mean), float(most))
        for name, mean, most in zip(names, apart.mean(axis=0), limit, strict=True)
        if abs(mean) > most
    }
    assert wrong == {}


def numbered(file: Path, folder: Path) -> Path:
    """The state with a citizen service number in the name of each child."""
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    assert head.startswith("on,child,")
    rows = [row.replace(",", f",{BSN}-", 1) for row in rows]
    path = folder / "numbered.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


def test_nothing_of_a_child_of_the_file_is_written(region, file, tmp_path):
    from sim.running import run_scenario

    state = numbered(file, tmp_path)
    out = tmp_path / "out"
    results = run_scenario(region, state=state, visits=True, out=out, engine="compiled")

    import pandas as pd

    visits = pd.read_parquet(out / "visits.parquet")
    assert len(visits) > 100
    assert not visits["child"].str.contains(f"/{FILE_STRIP}/").any()
    assert results.manifest.periods.report_from == ON
    tables = [pd.read_parquet(path).to_csv() for path in out.rglob("*.parquet")]
    others = [path.read_bytes().decode("latin-1") for path in out.rglob("*") if path.is_file()]
    assert len(tables) >= 3
    assert not any(BSN in text for text in (*tables, *others))


def test_an_end_at_midnight_of_the_day_is_that_midnight(region, tmp_path):
    path = tmp_path / "midnight.csv"
    path.write_text(
        "on,state,station,since,until\n"
        "2023-03-01,in_care,crisis,2023-02-01,2023-03-01\n"
        "2023-03-01,in_care,crisis,2023-02-01,2023-03-01T12:00\n",
        encoding="utf-8",
    )
    begun = begun_with(region, path)
    state, _ = told_of(build_network(begun), begun.begin)

    assert sorted(state.placed[:, 5].tolist()) == [0, TICKS_PER_DAY // 2]


def test_what_is_not_said_is_filled_in_and_told(region, tmp_path):
    path = tmp_path / "bare.csv"
    path.write_text("state;station;gemeente\nin_care;help;Town\nwaiting;home;\n", encoding="utf-8")
    network = build_network(region)
    state, told = told_of(network, str(path))

    assert len(state.placed) == len(state.waiting) == 1
    assert state.placed[0, 4] < 0 < state.placed[0, 5]
    assert told.filled_in == Counter(need=2, referrer=2, gemeente=1, born=2, since=2)
    assert told.returns_made == len(state.pending) > 0
    assert "born is not said of 2: drawn by need, of those under 18" in list(told.lines())


def test_what_is_wrong_is_told_by_row_and_column(region, tmp_path):
    path = tmp_path / "wrong.csv"
    path.write_text(
        "child,state,station,since,born,need\n"
        "1,in_care,hulp,2020-05-01,2010,light\n"
        "2,in_care,help,1-2-3,2010,light\n"
        "3,cared,help,2020-05-01,2010,light\n"
        "4,waiting,help,2020-05-01,jan,light\n",
        encoding="utf-8",
    )
    from sim.errors import ScenarioError

    with pytest.raises(ScenarioError) as raised:
        told_of(build_network(region), str(path))

    told = [line.split("wrong.csv:")[1] for line in raised.value.lines]
    assert told == [
        "3: since is no date; write 2024-10-01, or 01-10-2024",
        "4: state is no state; did you mean in_care?",
        "5: born is no year, month or date; write 2010, 2010-05 or a date",
    ]


def test_names_that_the_scenario_lacks_are_told_with_what_it_has(region, tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("state,station\nin_care,helpp\n", encoding="utf-8")
    from sim.errors import ScenarioError

    with pytest.raises(ScenarioError, match=r'names.csv:2: station is "helpp"; .*mean help'):
        told_of(build_network(region), str(path))


def test_a_column_that_a_state_file_does_not_have_ends_at_the_header(region, tmp_path):
    path = tmp_path / "real.csv"
    path.write_text("bsn,state,station\n123456782,in_care,help\n", encoding="utf-8")
    headless = tmp_path / "headless.csv"
    headless.write_text("123456782,Jan,help\n123456782,Jan,help\n", encoding="utf-8")
    from sim.errors import ScenarioError

    with pytest.raises(ScenarioError, match=r"real\.csv:1: bsn is no column of a state file"):
        told_of(build_network(region), str(path))
    with pytest.raises(ScenarioError) as raised:
        told_of(build_network(region), str(headless))

    assert "123456782" not in "".join(raised.value.lines)
