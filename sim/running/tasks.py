"""What is to be run: one task a run, and which go together."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..scenario.schema import MOST_DRAWS
from ..visits import MOST_VISITS
from .engines import EngineKind
from .plan import CENTRE

if TYPE_CHECKING:
    from ..indicators.kept import Kept
    from ..measuring.periods import Periods
    from ..network import Network
    from ..scenario.schema import Scenario
    from .plan import Plan


SECOND = MOST_DRAWS
"""What is added to the replication number of a draw for its second run."""


@dataclass(frozen=True)
class Task:
    """One run: a scenario with a replication number, in a draw."""

    scenario: str
    replication: int
    draw: int = CENTRE

    def __str__(self) -> str:
        if self.draw == CENTRE:
            return f"{self.scenario}, replication {self.replication}"
        again = ", the second run" if self.is_second else ""
        return f"{self.scenario}, draw {self.draw}{again}"

    @property
    def is_second(self) -> bool:
        """Whether its draw was run before: it only tells what is chance."""
        return self.draw != CENTRE and self.replication != self.draw


@dataclass(frozen=True)
class Options:
    """What holds for every run of a plan; one that makes more than `most_visits` is ended.

    `kept` says which indicators are kept of each; None: all.
    """

    seed: int
    scale: float
    engine: EngineKind
    keeps_visits: bool = False
    most_visits: int = MOST_VISITS
    kept: Kept | None = None


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


def tasks_of(plan: Plan, numbers: range) -> list[Task]:
    """Every scenario of a plan, derived ones too, for these replications or places of draws.

    The replication number of a draw is its own number, the same for each scenario; a second run is
    made of the scenarios that were asked for.
    """
    if plan.drawing is None:
        return [Task(name, number) for number in numbers for name in plan.runs]
    return [task for at in numbers for task in _of_draw(plan, plan.drawing.numbers[at], at)]


def _of_draw(plan: Plan, draw: int, at: int) -> Iterator[Task]:
    yield from (Task(name, draw, draw) for name in plan.runs)
    if at < plan.second_runs:
        yield from (Task(name, SECOND + draw, draw) for name in plan.scenarios)


def together(
    tasks: Sequence[Task], begins_like: Mapping[str, Hashable], *, jobs: int
) -> list[tuple[Task, ...]]:
    """Tasks of one replication whose scenarios begin alike, together, so that they share a start.

    Each on its own where there would be too few bundles to keep every worker busy.
    """
    result: dict[Hashable, list[Task]] = {}
    for task in tasks:
        key = task.draw, task.replication, begins_like[task.scenario]
        result.setdefault(key, []).append(task)
    if len(result) < jobs:
        return [(task,) for task in tasks]
    return [tuple(bundle) for bundle in result.values()]
