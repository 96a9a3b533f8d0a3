"""The filled start: without growth and interventions nothing drifts (rule 23)."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from sim import load, simulate
from sim.clients.cohort import build_cohort
from sim.clients.state import State, build_state
from sim.draws import NEVER, TICKS_PER_DAY
from sim.engine.compiled import run
from sim.network import build_network
from sim.running.warm_up import unsettled
from sim.scenario.schema import Number, Scenario

from .small_region import write_region

RUNS = 20
MOST_DRIFT = 0.03


def unchanging(scenario: Scenario) -> Scenario:
    """The scenario with every number as on its first day: no growth, paths or interventions.

    Nor do places follow (rule 31): that is a reaction of later years and no fault of the start.
    """

    def still(spec: object) -> object:
        if isinstance(spec, Number):
            return Number(value=spec.first)
        if isinstance(spec, dict):
            return {key: still(value) for key, value in spec.items()}
        if isinstance(spec, tuple):
            return tuple(still(value) for value in spec)
        if hasattr(spec, "model_copy"):
            return spec.model_copy(update={name: still(value) for name, value in spec})
        return spec

    flat = {
        name: {key: still(item) for key, item in getattr(scenario, name).items()}
        for name in ("gemeenten", "arrivals", "pools", "stations")
    }
    arrivals = {
        name: item.model_copy(update={"growth_per_year": Number(value=0.0)})
        for name, item in flat["arrivals"].items()
    }
    pools = {
        name: item.model_copy(update={"follows": None}) for name, item in flat["pools"].items()
    }
    update = {**flat, "arrivals": arrivals, "pools": pools, "interventions": ()}
    return scenario.model_copy(update=update)


def mean_stock(scenario: Scenario, replication: int, edges: list[int]) -> np.ndarray:
    """Mean number in care per station between consecutive edges (ticks); (stations, spans)."""
    network = build_network(scenario)
    cohort = build_cohort(network, seed=7, replication=replication)
    state = build_state(network, "filled", seed=7, replication=replication)
    visits, _, _ = run(network, cohort, state)
    ended = np.where(visits.ended == NEVER, network.end, visits.ended)
    was_there = visits.started != NEVER
    spans = []
    for begin, end in pairwise(edges):
        part = np.minimum(ended, end) - np.maximum(visits.started, begin)
        days = np.where(was_there, np.maximum(part, 0), 0) / TICKS_PER_DAY
        total = np.bincount(visits.station, weights=days, minlength=len(network.stations))
        spans.append(total / ((end - begin) / TICKS_PER_DAY))
    return np.stack(spans, axis=1)


def drifting(scenario: Scenario) -> dict[str, str]:
    """Stations whose stock drifts by more than 3% beyond the 99% interval of 20 runs."""
    network = build_network(scenario)
    third = (network.end - network.report_from) // 3
    edges = [network.report_from, network.report_from + third, network.end - third, network.end]
    stocks = np.array([mean_stock(scenario, item, edges) for item in range(RUNS)])
    result = {}
    for index, name in enumerate(network.stations):
        first, last = stocks[:, index, 0], stocks[:, index, 2]
        if first.mean() < 1e-9:
            continue
        change = (last - first) / first.mean()
        half = stats.t.ppf(0.995, RUNS - 1) * change.std(ddof=1) / np.sqrt(RUNS)
        if abs(change.mean()) - half > MOST_DRIFT:
            result[name] = f"{change.mean():+.1%} with a half-width of {half:.1%}"
    return result


def test_nothing_drifts_in_a_small_region(tmp_path: Path):
    assert drifting(unchanging(load(write_region(tmp_path)))) == {}


def test_a_wrong_start_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    scenario = unchanging(load(write_region(tmp_path)))
    monkeypatch.setattr(f"{__name__}.build_state", lambda network, *_, **__: State.empty(network))

    assert drifting(scenario)


@pytest.mark.full
def test_nothing_drifts_in_groningen(house: Path):
    assert drifting(unchanging(load(house / "scenarios/groningen/groningen.yaml"))) == {}


def test_the_start_holds_the_stock_that_little_predicts(tmp_path: Path):
    # 100 a year who stay 2 years on average: 200 in care, sd 14 (M/G/infinity).
    path = tmp_path / "flow.yaml"
    path.write_text(
        "doorstroom: 1\ntitle: {en: Flow}\n"
        "period: {start: 2021-01-01, report_from: 2021-02-01, end: 2021-03-01}\n"
        "gemeenten: {town: {youth: 1000}}\nneeds: {any: {}}\n"
        "arrivals: {come: {need: any, per_year: 100, enters: help}}\n"
        "stations: {help: {stay: {distribution: lognormal, mean_days: 730.5, sigma: 1}, "
        "next: {out: 1}}}\n",
        encoding="utf-8",
    )
    result = [
        int((simulate(path, seed=3, replication=item).visits.joined < 0).sum())
        for item in range(40)
    ]

    assert abs(np.mean(result) - 200) < 3.3 * np.sqrt(200 / 40)


def test_who_is_beyond_the_capacity_waits_from_the_first_day(tmp_path: Path):
    path = write_region(tmp_path, old="places: 70", new="places: 7")
    made = simulate(path, seed=1)
    home = made.network.stations.index("home")
    visits = made.visits
    at_home = visits.station == home

    assert int((at_home & (visits.joined < 0)).sum()) == 7
    assert int((at_home & (visits.joined == 0)).sum()) > 20


@pytest.mark.parametrize("growth_per_year", [0.0, 0.08, -0.03])
def test_the_stock_of_a_growing_demand(tmp_path: Path, growth_per_year: float):
    path = tmp_path / "growing.yaml"
    path.write_text(
        f"""\
doorstroom: 1
title: {{en: One counter without a list}}
period: {{start: 2021-07-01, report_from: 2022-01-01, end: 2024-01-01}}
gemeenten: {{town: {{youth: 1000}}}}
needs: {{any: {{}}}}
arrivals:
  come: {{need: any, per_year: 2000, enters: help, growth_per_year: {growth_per_year}}}
stations: {{help: {{stay: {{distribution: exponential, mean_days: 730.5}}, next: {{out: 1}}}}}}
""",
        encoding="utf-8",
    )
    network = build_network(load(path))
    stock = [len(build_state(network, "filled", seed=3, replication=run).stock) for run in range(9)]

    # An endless number of servers with exponential stays of mean m: of who came at rate
    # a exp(g t) before 0 there are a m / (1 + g m); growth counts from 1 July 2021 (rule 4).
    expected = 2000 * 2 / (1 + np.log1p(growth_per_year) * 2)
    half = stats.norm.ppf(0.999) * np.sqrt(expected / len(stock))
    assert abs(np.mean(stock) - expected) < half


START = """\
doorstroom: 1
title: {en: A start}
period: {start: 2021-07-01, report_from: 2023-07-01, end: 2026-07-01}
gemeenten: {town: {youth: 1000}}
needs: {any: {}}
"""


def started(tmp_path: Path, text: str, *, runs: int = 9) -> tuple[list[str], list[float], Scenario]:
    """Stations, the mean stock there at the start, and the scenario."""
    path = tmp_path / "start.yaml"
    path.write_text(START + text, encoding="utf-8")
    scenario = load(path)
    network = build_network(scenario)
    states = [build_state(network, "filled", seed=5, replication=run) for run in range(runs)]
    stations = len(network.stations)
    stock = [np.bincount(state.stock[:, 1], minlength=stations) for state in states]
    return list(network.stations), np.mean(stock, axis=0).tolist(), scenario


def within(expected: float, runs: int = 9) -> Any:
    """As near as the mean of Poisson numbers is in 999 of 1,000 cases."""
    return pytest.approx(expected, abs=stats.norm.ppf(0.9995) * np.sqrt(expected / runs))


def test_a_divert_in_force_at_the_start_takes_second_trajectories_too(tmp_path: Path):
    names, stock, _ = started(
        tmp_path,
        """\
arrivals: {a: {need: any, per_year: 400, enters: A}}
stations:
  A: {stay: {distribution: exponential, mean_days: 200}, next: {out: 1},
      together: {station: P, share: 0.5}}
  P: {group: protection, stay: {distribution: exponential, mean_days: 600}}
  Q: {group: protection, stay: {distribution: exponential, mean_days: 600}}
interventions:
  - {id: all, kind: divert, from: P, to: Q, share: {2021-07-01: 1}}
""",
    )

    at = dict(zip(names, stock, strict=True))
    assert at["P"] == 0
    assert at["A"] == within(400 * 200 / 365.25)
    assert at["Q"] == within(400 * 0.5 * 600 / 365.25)


def test_the_mean_of_the_season_counts_at_the_start(tmp_path: Path):
    months = ", ".join(f"{month}: 0.5" for month in range(1, 13))
    _, stock, _ = started(
        tmp_path,
        f"""\
arrivals: {{a: {{need: any, per_year: 1000, enters: A, season: {{{months}}}}}}}
stations: {{A: {{stay: {{distribution: exponential, mean_days: 365.25}}, next: {{out: 1}}}}}}
""",
    )

    assert stock == [within(1000 * 0.5)]


LIMITED = """\
arrivals: {x: {need: any, per_year: 365.25, enters: A}}
stations:
  A: {places: 200, stay: {distribution: exponential, mean_days: 400}, next: {out: 1},
      waiting: {limit: LIMIT, when_full: B}}
  B: {stay: {distribution: exponential, mean_days: 400}, next: {out: 1}}
"""


@pytest.mark.parametrize("limit", [0, 25])
def test_limits_turn_away_before_the_start(tmp_path: Path, limit: int):
    names, stock, _ = started(tmp_path, LIMITED.replace("LIMIT", str(limit)))

    # One a day for 400 days: 400, of whom 200 have a place and `limit` may wait; the others are at
    # B. (In truth A has 199 of its 200: Erlang's loss formula, limit 0.)
    at = dict(zip(names, stock, strict=True))
    assert 200 + limit - 4 <= at["A"] <= 200 + limit
    assert at["B"] == within(400 - at["A"])


def test_ordered_care_meets_no_limit_before_the_start(tmp_path: Path):
    text = LIMITED.replace("enters: A", "enters: A, legal_frame: ordered").replace("LIMIT", "0")
    names, stock, _ = started(tmp_path, text)

    at = dict(zip(names, stock, strict=True))
    assert at["B"] == 0
    assert at["A"] == within(400)


def test_a_station_that_is_not_settled_when_reporting_begins_is_named(tmp_path: Path):
    _, _, scenario = started(
        tmp_path,
        """\
arrivals: {x: {need: any, per_year: 365.25, enters: A}}
stations:
  A: {places: 60, stay: {distribution: exponential, mean_days: 100}, next: {C: 0.5, out: 0.5},
      waiting: {drops_out_per_week: 0.05}}
  C: {stay: {distribution: exponential, mean_days: 1500}, next: {out: 1}}
""",
        runs=1,
    )
    (moving,) = unsettled(scenario)

    # The walk lets all come to C: 1 x 0.5 x 1,500 = 750. In the run A starts 0.6 a day, so C goes
    # to 450 by exp(-t / 1,500): the means of the third and the fourth year follow.
    def mean(year: int) -> float:
        begin, end = 365 * year, 365 * (year + 1)
        return 450 + 300 * 1500 / 365 * (np.exp(-begin / 1500) - np.exp(-end / 1500))

    assert moving.station == "C"
    assert abs(moving.per_year - (mean(3) / mean(2) - 1)) < moving.half_width + 0.005


@pytest.mark.parametrize(
    "text",
    [
        """\
arrivals: {x: {need: any, per_year: 365.25, enters: A}}
stations:
  A: {stay: {distribution: exponential, mean_days: 100}, next: {C: 0.5, out: 0.5}}
  C: {stay: {distribution: exponential, mean_days: 1500}, next: {out: 1}}
""",
        LIMITED.replace("LIMIT", "0"),
    ],
    ids=["nothing is rationed", "a limit is known at the start"],
)
def test_a_station_that_is_settled_from_the_start_is_not_named(tmp_path: Path, text: str):
    _, _, scenario = started(tmp_path, text, runs=1)

    assert unsettled(scenario) == []
