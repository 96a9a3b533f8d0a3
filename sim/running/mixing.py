"""Scenarios that are made of others: each of their blocks stands alone in one of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..errors import ScenarioError
from ..scenario.reading import Document
from ..scenario.schema import BlockUse, Scenario
from ..scenario.wording import problem
from .plan import Plan


def parts_of(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Of each scenario of several blocks the scenarios of one of these, in the order of its blocks.

    Nothing where the experiment does not ask for interaction.
    """
    if plan.experiment is None or not plan.experiment.interaction:
        return {}
    return {
        whole: tuple(name for name in parts if name is not None)
        for whole, parts in _mixed(plan)
        if None not in parts
    }


def check_interaction(plan: Plan, document: Document) -> None:
    """Refuse to ask what policies do together where one of them does not stand alone too."""
    if plan.experiment is None or not plan.experiment.interaction:
        return
    keys = ("interaction",)
    mixed = dict(_mixed(plan))
    if not mixed:
        rule = "no scenario here has more than one block that its baseline has not"
        way_out = "add one that uses several, or leave it out"
        raise ScenarioError(problem(document.place(keys), keys, True, rule, way_out))
    for whole, parts in mixed.items():
        own = _own(plan.scenarios[whole], plan.scenarios[plan.baseline])
        missing = [use.name for use, name in zip(own, parts, strict=True) if name is None]
        if missing:
            rule = f"{whole} uses {missing[0]}, which no scenario here uses alone in the same way"
            way_out = "add a scenario with that block only"
            raise ScenarioError(problem(document.place(keys), keys, True, rule, way_out))


def _mixed(plan: Plan) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Scenarios of several blocks, with the scenario of each block alone, if there is one."""
    base = plan.scenarios[plan.baseline]
    own = {name: _own(plan.scenarios[name], base) for name in plan.ahead if name != plan.baseline}
    alone = [(uses[0], name) for name, uses in own.items() if len(uses) == 1]
    for whole, uses in own.items():
        if len(uses) > 1:
            yield (
                whole,
                tuple(
                    next((name for item, name in alone if item.use == use.use), None)
                    for use in uses
                ),
            )


def _own(scenario: Scenario, base: Scenario) -> list[BlockUse]:
    """The blocks that a scenario uses and its baseline does not, or not so."""
    theirs = [item.use for item in base.blocks]
    return [item for item in scenario.blocks if item.use not in theirs]
