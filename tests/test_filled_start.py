"""The filled start: without growth and interventions nothing drifts (rule 23)."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from sim import load, simulate
from sim.clients.cohort import build_cohort
from sim.clients.state import State, build_state
from sim.draws import NEVER, TICKS_PER_DAY
from sim.engine.compiled import run
from sim.network import build_network
from sim.scenario.schema import Number, Scenario

from .small_region import write_region

RUNS = 20
MOST_DRIFT = 0.03


def unchanging(scenario: Scenario) -> Scenario:
    """The scenario with every number as on its first day: no growth, paths or interventions."""

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
    return scenario.model_copy(update={**flat, "arrivals": arrivals, "interventions": ()})


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
    assert drifting(unchanging(load(house / "scenarios/groningen.yaml"))) == {}


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
