"""Two engines on one network: whether they give the same, to the bit, and where they part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from time import perf_counter
from typing import Any

import numpy as np

from ..clients.cohort import Clients, Cohort, build_cohort
from ..clients.state import State, build_state
from ..draws import FAR, NEVER, TICKS_PER_DAY
from ..network import Network, build_network
from ..network.model import Exit
from ..scenario.schema import Scenario
from ..visits import Observed, Outcome, Visits
from . import run as simpy_run
from .compiled import run as compiled_run

Engine = Callable[[Network, Cohort, State], tuple[Visits, Observed, Clients]]


@dataclass(frozen=True)
class Compared:
    """One run by both engines: how many visits, seconds of each, and where they part if they do."""

    visits: int
    simpy: float
    compiled: float
    difference: str | None


def compared(
    scenario: Scenario, *, seed: int = 2026, replication: int = 0, scale: float = 1.0
) -> Compared:
    """Run one replication of a scenario by both engines."""
    network = build_network(scenario, scale=scale)
    cohort = build_cohort(network, seed=seed, replication=replication)
    state = build_state(network, scenario.begin, seed=seed, replication=replication)
    seconds: dict[Engine, float] = {}
    number: list[int] = []

    def timed(engine: Engine) -> Engine:
        def run(*made: Any) -> tuple[Visits, Observed, Clients]:
            begin = perf_counter()
            result = engine(*made)
            seconds[engine] = perf_counter() - begin
            number.append(len(result[0]))
            return result

        return run

    difference = disagreement(
        network, cohort, state, timed(compiled_run), reference=timed(simpy_run)
    )
    return Compared(number[0], seconds[simpy_run], seconds.get(compiled_run, 0.0), difference)


def disagreement(
    network: Network,
    cohort: Cohort,
    state: State,
    other: Engine,
    *,
    reference: Engine = simpy_run,
) -> str | None:
    """Where two engines part, with the whole log of who shows it; None: nowhere.

    An engine that fails is told as such.
    """
    made = (network, cohort, state)
    visits, observed, clients = reference(*made)
    try:
        other_visits, other_observed, other_clients = other(*made)
    except Exception as error:
        return f"the other engine fails: {type(error).__name__}: {error}"
    row = _where_visits_part(visits, other_visits)
    if row is not None:
        unequal = ", ".join(_unequal_in_row(visits, other_visits, row))
        return f"visit {row}: {unequal}\n" + _logs(network, visits, other_visits, row)
    for name, item, another in (
        ("observer", observed, other_observed),
        ("clients", clients, other_clients),
    ):
        columns = [
            f"{column}: {getattr(item, column).tolist()} and {getattr(another, column).tolist()}"
            for column in _columns(item)
            if not _is_same(getattr(item, column), getattr(another, column))
        ]
        if columns:
            return f"{name}: " + "\n".join(columns)
    return None


def _columns(record: Any) -> list[str]:
    return [column.name for column in fields(record)]


def _is_same(item: Any, another: Any) -> bool:
    return item.dtype == another.dtype and np.array_equal(item, another)


def _where_visits_part(item: Visits, another: Visits) -> int | None:
    """The visit that differs earliest in time; one that only one engine has comes last."""
    if all(_is_same(getattr(item, name), getattr(another, name)) for name in _columns(item)):
        return None
    rows = min(len(item), len(another))
    earliest = np.full(rows, FAR)
    for name in _columns(item):
        mine, other = getattr(item, name)[:rows], getattr(another, name)[:rows]
        if name in ("joined", "started", "ended"):
            known = [np.where(values == NEVER, FAR, values) for values in (mine, other)]
            at = np.minimum(*known)
        else:
            at = np.maximum(item.joined[:rows], 0)
        earliest = np.where(mine == other, earliest, np.minimum(earliest, at))
    return int(earliest.argmin()) if (earliest < FAR).any() else rows


def _unequal_in_row(item: Visits, another: Visits, row: int) -> Iterator[str]:
    if row >= min(len(item), len(another)):
        yield f"{len(item)} and {len(another)} visits"
        return
    for name in _columns(item):
        mine, other = getattr(item, name), getattr(another, name)
        if mine[row] != other[row] or mine.dtype != other.dtype:
            values = (mine[row], other[row])
            yield f"{name} is {' and '.join(str(value.tolist()) for value in values)}"


def _logs(network: Network, item: Visits, another: Visits, row: int) -> str:
    """All visits of the clients whose visit stands in this row, by both engines."""
    clients = {int(part.client[row]) for part in (item, another) if row < len(part)}
    lines = []
    for client in sorted(clients):
        for name, visits in (("first engine", item), ("other engine", another)):
            lines += [f"client {client}, {name}:", *log_of(network, visits, client)]
    return "\n".join(lines)


def log_of(network: Network, visits: Visits, client: int) -> Iterator[str]:
    """The visits of a client in order of joining, times in days."""
    for row in np.flatnonzero(visits.client == client).tolist():
        station = network.stations[visits.station[row]]
        code = int(visits.next[row])
        goes_to = network.stations[code] if code >= 0 else Exit(code).name.lower()
        yield (
            f"  {visits.visit[row]:5} {station} (pool {network.pools[visits.pool[row]]}, "
            f"visit {visits.nth[row]} there, priority {visits.priority[row]}, "
            f"rank {_days(visits.rank_time[row])}, beside {visits.with_visit[row]}): "
            f"joined {_days(visits.joined[row])}, started {_days(visits.started[row])}, "
            f"blocked {_days(visits.blocked[row])}, ended {_days(visits.ended[row])} "
            f"{Outcome(visits.outcome[row]).name.lower()} -> {goes_to}; "
            f"18 at {_days(visits.eighteenth[row])}"
        )


def _days(ticks: int) -> str:
    """Ticks as days, exactly."""
    return {NEVER: "never", FAR: "never"}.get(int(ticks), repr(int(ticks) / TICKS_PER_DAY))
