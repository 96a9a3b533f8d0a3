"""The shipped Groningen as tests need it: shorter, smaller, extended, and what its visits say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np

from sim import load
from sim.draws import NEVER, TICKS_PER_DAY
from sim.network import build_network
from sim.running.simulation import Run, simulate_network
from sim.scenario.schema import Scenario
from sim.visits import Outcome, Visits

SCENARIOS = Path(__file__).parents[1] / "scenarios"
REGION = SCENARIOS / "groningen"
GRONINGEN = REGION / "groningen.yaml"
SHIPPED = (SCENARIOS / "two-counters.yaml", *sorted(SCENARIOS.glob("*/*.yaml")))
"""Every scenario that ships, but for the policies."""
POLICIES = tuple(sorted((REGION / "policies").rglob("*.yaml")))
"""A scenario for each policy, by theme."""
SEED = 2026


def write_extension(folder: Path, more: str, *, extends: Path = GRONINGEN) -> Path:
    """A scenario in `folder` that extends a shipped one with what a test says."""
    path = folder / "changed.yaml"
    text = f"doorstroom: 1\ntitle: {{en: Changed}}\nextends: {extends}\n{more}\n"
    path.write_text(text, encoding="utf-8")
    return path


def within(scenario: Scenario, **dates: dt.date) -> Scenario:
    """The scenario with another start, report_from or end; nothing else is touched."""
    period = scenario.period.model_copy(update=dates)
    return scenario.model_copy(update={"period": period, "targets": {}})


def with_only(scenario: Scenario, of_test: Iterable[str], kept: str) -> Scenario:
    """The scenario with one of the interventions that a test put in it, without the others."""
    gone = {*of_test} - {kept}
    placed = tuple(item for item in scenario.interventions if item.intervention.id not in gone)
    return scenario.model_copy(update={"interventions": placed})


def runs_of(scenario: Scenario, *, scale: float, replications: Iterable[int]) -> Iterator[Run]:
    """One run for each replication, on one network; one after the other, to spare memory."""
    network = build_network(scenario, scale=scale)
    for replication in replications:
        yield simulate_network(scenario, network, seed=SEED, replication=replication)


def run_of(scenario: Scenario, *, scale: float) -> Run:
    """The first run."""
    return next(runs_of(scenario, scale=scale, replications=(0,)))


def short(path: Path, end: dt.date) -> Scenario:
    """The scenario of a file, ended early."""
    return within(load(path), end=end)


def differing(item: Visits, other: Visits) -> list[str]:
    """The columns in which the visits of two runs are not the same to the bit."""
    names = [field.name for field in fields(Visits)]
    return [name for name in names if not np.array_equal(getattr(item, name), getattr(other, name))]


def inside(run: Run) -> np.ndarray:
    """Whether each visit is of a client of the region."""
    return ~run.network.outside[run.network.source_gemeente[run.visits.source]]


def at(run: Run, station: str) -> np.ndarray:
    """Whether each visit is to the station."""
    return run.visits.station == run.network.stations.index(station)


def until(run: Run) -> np.ndarray:
    """When each visit ended, or the end of the run; ticks."""
    return np.where(run.visits.ended == NEVER, run.network.end, run.visits.ended)


def mean_in_care(run: Run) -> np.ndarray:
    """Mean number in care over the reported period, clients of the region only, per station."""
    visits, network = run.visits, run.network
    counted = (visits.started != NEVER) & inside(run)
    ticks = np.maximum(until(run) - np.maximum(visits.started, network.report_from), 0)
    total = np.bincount(
        visits.station, weights=np.where(counted, ticks, 0), minlength=len(network.stations)
    )
    return total / (network.end - network.report_from)


def mean_wait_of_pool(run: Run, pool: str) -> float:
    """Mean days on the list of a pool, of all who joined it in the reported period."""
    visits, network = run.visits, run.network
    ours = np.array([base == pool for base in network.places.base])[visits.pool]
    rows = ours & (visits.joined >= network.report_from)
    left = np.where(visits.started == NEVER, until(run), visits.started)
    return float((left - visits.joined)[rows].mean() / TICKS_PER_DAY)


def arrivals(run: Run, rows: np.ndarray | None = None) -> dict[int, tuple[int, int, bool]]:
    """By key of a client: when he comes, his 18th birthday, and how he is paid for."""
    clients = run.clients if rows is None else run.clients.rows(np.flatnonzero(rows))
    columns = (clients.key, clients.arrival, clients.eighteenth, clients.pgb)
    return {
        int(key): (int(tick), int(birthday), bool(pgb))
        for key, tick, birthday, pgb in zip(*columns, strict=True)
    }


def stays_at_once(run: Run) -> dict[tuple[int, str, int], int]:
    """Lengths of whole stays that began without waiting, by client, station and how-manieth.

    What is left of a stay that went on elsewhere was drawn there and is left out.
    """
    visits, network = run.visits, run.network
    whole = (visits.outcome == Outcome.COMPLETED) & (visits.started == visits.rank_time)
    cut = (visits.outcome == Outcome.DIVERTED) & (visits.started != NEVER)
    moved = {*zip(visits.client[cut].tolist(), visits.ended[cut].tolist(), strict=True)}
    keys = run.clients.key[visits.client]
    return {
        (int(keys[row]), network.stations[visits.station[row]], int(visits.nth[row])): int(
            visits.ended[row] - visits.started[row] - visits.blocked[row]
        )
        for row in np.flatnonzero(whole & (visits.joined >= 0))
        if (int(visits.client[row]), int(visits.joined[row])) not in moved
    }
