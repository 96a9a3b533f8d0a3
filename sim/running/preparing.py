"""Bundles made ready from a plan, draw by draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from ..clients.known import same_children
from ..clients.starts import start_key
from ..errors import Problem, ScenarioError
from .all_draws import Drawn, drawn
from .bundles import Bundle, NoBundle
from .plan import CENTRE
from .shelf import Shelf
from .tasks import Options, Prepared, Task

if TYPE_CHECKING:
    from ..in_force import InForce
    from ..network import Network
    from ..network.model import Sources
    from .plan import Plan


class _Networks:
    """The scenarios of a draw, and their networks, each built when it is first needed."""

    def __init__(self, drawn: Drawn, scale: float) -> None:
        self.drawn, self._scale = drawn, scale
        self._networks: dict[str, Network] = {}
        self._sources: dict[str, Sources] = {}

    def of(self, name: str) -> Network:
        """The network of a scenario."""
        from ..network import network_of

        if name not in self._networks:
            self._networks[name] = network_of(self._in_force(name), scale=self._scale)
        return self._networks[name]

    def have_same_children(self, name: str, other: str) -> bool:
        """Whether the same children come in two scenarios."""
        periods = [self.drawn.scenarios[item].period for item in (name, other)]
        days = {(period.end - period.start).days for period in periods}
        return len(days) == 1 and same_children(self._sources_of(name), self._sources_of(other))

    def _sources_of(self, name: str) -> Sources:
        """Where the children of a scenario come from: of a stored run its network is not needed."""
        from ..network.arrivals import build_sources

        if name in self._networks:
            return self._networks[name].sources
        if name not in self._sources:
            self._sources[name] = build_sources(self._in_force(name), self._scale)
        return self._sources[name]

    def _in_force(self, name: str) -> InForce:
        return self.drawn.known.take(self.drawn.scenarios[name])


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
        baseline, scenario = plan.baseline_of(name).name, networks.drawn.scenarios[name]
        network = networks.of(name)
        others_come = not networks.have_same_children(name, baseline)
        return Prepared(
            task,
            scenario,
            network,
            plan.periods(name),
            networks.of(baseline) if others_come else None,
        )
