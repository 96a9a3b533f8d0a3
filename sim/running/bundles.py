"""Bundles of runs that one worker takes at a time, made ready from a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..clients.known import same_children
from ..clients.starts import Starts, start_key
from ..errors import Problem, ScenarioError
from .all_draws import Drawn, drawn
from .executors import Lost, attempted
from .one_run import Outcome, one_run
from .plan import CENTRE
from .shelf import Shelf
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
        starts, of_task = Starts(), {item.task: item for item in self.runs}
        return attempted(self.tasks, lambda task: one_run(of_task[task], self.options, starts))


@dataclass(frozen=True)
class NoBundle:
    """Runs that cannot be made, since there is no such draw."""

    tasks: tuple[Task, ...]
    reason: str

    def outcomes(self) -> Iterator[Outcome]:
        """Each run is lost, and would be again."""
        yield from (Lost(task, self.reason, may_succeed=False) for task in self.tasks)


class _Networks:
    """The scenarios of a draw, and their networks, each built when it is first needed."""

    def __init__(self, drawn: Drawn, scale: float) -> None:
        self.drawn, self._scale = drawn, scale
        self._networks: dict[str, Network] = {}

    def of(self, name: str) -> Network:
        """The network of a scenario."""
        from ..network import network_of

        if name not in self._networks:
            in_force = self.drawn.known.take(self.drawn.scenarios[name])
            self._networks[name] = network_of(in_force, scale=self._scale)
        return self._networks[name]


class Preparing:
    """Makes tasks ready, draw by draw; `repaired` has what was wrong with draws as drawn.

    Runs that stand on the shelf are left out.
    """

    def __init__(self, plan: Plan, options: Options, shelf: Shelf | None = None) -> None:
        self._plan, self._options = plan, options
        self._shelf = shelf or Shelf(plan, options)
        self.repaired: dict[int, tuple[Problem, ...]] = {}
        self._centre = _Networks(drawn(plan, CENTRE), options.scale)
        self._last = self._centre

    def bundles(self, groups: Iterable[tuple[Task, ...]]) -> Iterator[Bundle | NoBundle]:
        """The bundles, one after the other as they are asked for."""
        for tasks in groups:
            try:
                networks = self._in_draw(tasks[0].draw)
            except ScenarioError as error:
                yield NoBundle(tasks, str(error))
                continue
            left = self._shelf.left_of(tasks, networks.drawn)
            if left:
                prepared = tuple(self._prepared(task, networks) for task in left)
                yield Bundle(prepared, self._options)

    @cached_property
    def begins_like(self) -> dict[str, str]:
        """The key of the start of each scenario: scenarios with one key share their start.

        In a draw they most often do so too; what begins otherwise there is drawn anew.
        """
        return {
            name: start_key(self._centre.of(name), scenario.begin)
            for name, scenario in self._plan.runs.items()
        }

    def _in_draw(self, draw: int) -> _Networks:
        if draw == CENTRE:
            return self._centre
        if self._last.drawn.draw != draw:
            self._last = _Networks(drawn(self._plan, draw), self._options.scale)
            if self._last.drawn.repaired_for:
                self.repaired[draw] = self._last.drawn.repaired_for
        return self._last

    def _prepared(self, task: Task, networks: _Networks) -> Prepared:
        name, plan = task.scenario, self._plan
        network, baseline = networks.of(name), networks.of(plan.baseline_of(name).name)
        others_come = not same_children(network, baseline)
        scenario = networks.drawn.scenarios[name]
        return Prepared(
            task, scenario, network, plan.periods(name), baseline if others_come else None
        )
