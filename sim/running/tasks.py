"""What is to be run: one task a run, and bundles of tasks that one worker takes at a time."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..clients.known import same_children
from ..clients.starts import start_key
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


@dataclass(frozen=True)
class Bundle:
    """Runs that one worker makes one after the other: one replication of scenarios alike."""

    runs: tuple[Prepared, ...]
    options: Options

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What it is made of."""
        return tuple(item.task for item in self.runs)


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


class Preparing:
    """Makes tasks ready; the network of a scenario is built once, when it is first needed."""

    def __init__(self, plan: Plan, options: Options) -> None:
        self._plan, self._options = plan, options
        self._networks: dict[str, Network] = {}

    def bundles(self, groups: Iterable[tuple[Task, ...]]) -> Iterator[Bundle]:
        """The bundles, one after the other as they are asked for."""
        for tasks in groups:
            yield Bundle(tuple(self._prepared(task) for task in tasks), self._options)

    @cached_property
    def begins_like(self) -> dict[str, str]:
        """The key of the start of each scenario: scenarios with one key share their start."""
        return {
            name: start_key(self._network(name), scenario.begin)
            for name, scenario in self._plan.runs.items()
        }

    def _prepared(self, task: Task) -> Prepared:
        name, plan = task.scenario, self._plan
        network, baseline = self._network(name), self._network(plan.baseline_of(name).name)
        others_come = not same_children(network, baseline)
        return Prepared(
            task, plan.runs[name], network, plan.periods(name), baseline if others_come else None
        )

    def _network(self, name: str) -> Network:
        from ..network import build_network

        if name not in self._networks:
            scale = self._options.scale
            self._networks[name] = build_network(self._plan.runs[name], scale=scale)
        return self._networks[name]
