"""How long runs will take, and how much memory and disk, by what runs of Groningen took."""

from __future__ import annotations

from dataclasses import dataclass

from ..scenario.schema import Scenario
from ..traffic.size import estimate
from .engines import EngineKind
from .plan import Plan
from .tasks import Options

SECONDS_OF_ANY = 0.1
SECONDS_PER_CLIENT = {EngineKind.compiled: 3e-6, EngineKind.simpy: 8e-5}
"""What a client costs the engine, and those who draw and check (docs/performance.md)."""
SECONDS_PER_CELL = 2e-4
"""What a station in a gemeente and a reported year costs who measures."""
BYTES_PER_CELL = 600.0
"""What the rows of a cell take in memory until the tables are made."""
KEPT_BYTES_PER_CELL = 24.0
"""What they take in a store."""
PART_OF_FATES = 0.1
"""What part of the rows tells what became of children: it is kept whatever is asked for."""


@dataclass(frozen=True)
class Expected:
    """About what it takes to make runs that were not made before."""

    seconds: float
    memory_bytes: float
    disk_bytes: float


def expected_of(plan: Plan, options: Options, runs: int, jobs: int) -> Expected:
    """What so many runs of a plan take, so many at a time; its baseline stands for all."""
    baseline = plan.scenarios[plan.baseline]
    size, cells = estimate(baseline, scale=options.scale), _cells(baseline)
    rows = (
        cells if options.kept is None else cells * (PART_OF_FATES + options.kept.part_of(baseline))
    )
    seconds = SECONDS_OF_ANY + SECONDS_PER_CELL * cells
    seconds += SECONDS_PER_CLIENT[options.engine] * size.clients
    return Expected(
        seconds=seconds * runs / jobs,
        memory_bytes=size.memory_bytes * jobs + BYTES_PER_CELL * rows * runs,
        disk_bytes=KEPT_BYTES_PER_CELL * rows * runs,
    )


def _cells(scenario: Scenario) -> float:
    """Stations times gemeenten, and all of them together, times the reported years."""
    years = (scenario.period.end - scenario.period.report_from).days / 365.25
    return len(scenario.stations) * (len(scenario.gemeenten) + 1) * years
