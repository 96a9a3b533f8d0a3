"""What is to be run: one task a run, and which go together."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..visits import MOST_VISITS
from .engines import EngineKind

if TYPE_CHECKING:
    from ..measuring.periods import Periods
    from ..network import Network
    from ..scenario.schema import Scenario
    from .plan import Plan


@dataclass(frozen=True)
class Task:
    """One run: a scenario with a replication number."""

    scenario: str
    replication: int

    def __str__(self) -> str:
        return f"{self.scenario}, replication {self.replication}"


@dataclass(frozen=True)
class Options:
    """What holds for every run of a plan; one that makes more than `most_visits` is ended."""

    seed: int
    scale: float
    engine: EngineKind
    keeps_visits: bool = False
    most_visits: int = MOST_VISITS


@dataclass(frozen=True)
class Prepared:
    """A task with all that its run needs.

    `baseline` is the network of the baseline where other children come there; None: the same.
    """

    task: Task
    scenario: Scenario
    network: Network
    periods: Periods
    baseline: Network | None = None


def tasks_of(plan: Plan, replications: range) -> list[Task]:
    """Every scenario of a plan, derived ones too, for these replication numbers."""
    return [Task(name, number) for number in replications for name in plan.runs]


def together(
    tasks: Sequence[Task], begins_like: Mapping[str, Hashable], *, jobs: int
) -> list[tuple[Task, ...]]:
    """Tasks of one replication whose scenarios begin alike, together, so that they share a start.

    Each on its own where there would be too few bundles to keep every worker busy.
    """
    result: dict[Hashable, list[Task]] = {}
    for task in tasks:
        result.setdefault((task.replication, begins_like[task.scenario]), []).append(task)
    if len(result) < jobs:
        return [(task,) for task in tasks]
    return [tuple(bundle) for bundle in result.values()]
