"""The scenarios of a plan in each of its draws: those of its files, and those derived from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ..errors import Problem, ScenarioError
from ..in_force import InForces
from ..scenario.reading import Document
from ..scenario.schema import Draws, Scenario
from ..scenario.trail import Trail
from ..scenario.wording import problem
from .ensembles import chosen_draws
from .plan import CENTRE, Derived, Drawing, Plan
from .put_in import without_put_in
from .sent_to import Ways


@dataclass(frozen=True)
class Drawn:
    """The scenarios of one draw by name, derived ones too, and what it was repaired for.

    `z` has the numbers of the draw by scenario that was asked for; none at the values of the files.
    What is in force in them is `known` as far as it was asked for.
    """

    draw: int
    scenarios: Mapping[str, Scenario]
    repaired_for: tuple[Problem, ...] = ()
    z: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    known: InForces = field(default_factory=InForces)


def derived_from(ways: Mapping[str, Ways]) -> Iterator[Derived]:
    """Every scenario that puts something in, once more without it."""
    for name, item in ways.items():
        rest = without_put_in(item)
        if rest is not None:
            yield Derived(rest.name, rest, name)


def with_draws(plan: Plan, asked: Draws, trails: Mapping[str, Trail], document: Document) -> Plan:
    """The plan with draws of all its scenarios; raises ScenarioError where nothing has a range."""
    from ..checks.loading import Resolved
    from ..uncertainty import Joint, Prior

    chosen = None if asked.ensemble is None else chosen_draws(plan, asked, document)
    seed = plan.seed if chosen is None else chosen.seed
    priors = {
        name: Prior(Resolved(scenario, trails[name]), seed)
        for name, scenario in plan.scenarios.items()
    }
    joint = Joint(priors, None if chosen is None else chosen.draws)
    if not joint.unknowns:
        rule, way_out = "no number of these scenarios has a range", "write replications"
        raise ScenarioError(problem(document.place(("draws",)), ("draws",), {}, rule, way_out))
    if chosen is None:
        drawing = Drawing(range(1, asked.count + 1), asked.second_runs, joint)
        return replace(plan, drawing=drawing)
    drawing = Drawing(tuple(chosen.draws), asked.second_runs, joint, chosen.scenario)
    return replace(
        plan,
        drawing=drawing,
        notes=(*plan.notes, *chosen.notes),
        files={**plan.files, **chosen.file},
    )


def drawn(plan: Plan, draw: int) -> Drawn:
    """All scenarios of a plan in a draw; raises ScenarioError where it cannot be repaired."""
    if draw == CENTRE or plan.drawing is None:
        return Drawn(draw, plan.runs)
    result = plan.drawing.joint.draw(draw)
    scenarios = dict(result.scenarios)
    for item in plan.derived:
        baseline = scenarios[plan.baseline_of(item.of).name]
        # Where a draw makes what is put in equal to the baseline's there is nothing to leave out.
        rest = (
            without_put_in(Ways(scenarios[item.of], baseline, result.known)) or scenarios[item.of]
        )
        scenarios[item.name] = rest.model_copy(update={"name": item.name})
    return Drawn(draw, scenarios, result.repaired_for, result.z, result.known)
