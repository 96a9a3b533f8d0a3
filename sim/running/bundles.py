"""Bundles of runs that one worker takes at a time, made ready from a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..clients.known import same_children
from ..clients.starts import Starts, start_key
from .one_run import Outcome, outcome_of
from .tasks import Options, Prepared, Task

if TYPE_CHECKING:
    from ..network import Network
    from .plan import Plan


@dataclass(frozen=True)
class Bundle:
    """Runs that one worker makes one after the other: one replication of scenarios alike."""

    runs: tuple[Prepared, ...]
    options: Options

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What it is made of."""
        return tuple(item.task for item in self.runs)

    def outcomes(self) -> Iterator[Outcome]:
        """Each run; one that cannot be made is lost, and the next is tried."""
        starts = Starts()
        for prepared in self.runs:
            yield outcome_of(prepared, self.options, starts)


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
