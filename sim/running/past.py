"""Scenarios that rewrite what has been, and those that change nothing of their baseline at all."""

from __future__ import annotations

from dataclasses import replace

from ..errors import Keys, Place, Problem, dotted
from ..scenario.reading import Document
from ..scenario.schema import Number, Scenario
from ..telling.difference import Value, difference
from ..telling.nothing import told_of_nothing
from .plan import Plan

_NAMED = 3
_WORDS = ("title", "description", "source", "note", "about")
"""Keys of what is told and not simulated."""


def noted(plan: Plan, document: Document) -> Plan:
    """The plan, with a note for each scenario that is another one from the start, or no other one.

    It is a warning and no refusal: a price may be meant to be another one all along. The note is a
    warning of the scenario too, so that it is told wherever results are.
    """
    base = plan.scenarios[plan.baseline]
    notes: dict[str, Problem] = {}
    for name in plan.ahead:
        scenario, place = plan.scenarios[name], Place(document.shown)
        keys = differences_from_the_start(base, scenario)
        nothing = told_of_nothing(base, scenario, place) if name != plan.baseline else None
        if keys:
            notes[name] = _note(name, plan.baseline, keys, place)
        elif nothing is not None:
            notes[name] = nothing
    scenarios = {
        name: scenario.model_copy(update={"warnings": (*scenario.warnings, notes[name])})
        if name in notes
        else scenario
        for name, scenario in plan.scenarios.items()
    }
    return replace(plan, scenarios=scenarios, notes=tuple(notes.values()))


def differences_from_the_start(base: Scenario, scenario: Scenario) -> list[Keys]:
    """The values, by their keys, that differ before any date that a path or intervention names."""
    if base is scenario:
        return []
    values = difference(base, scenario).values
    return [
        value.keys
        for value in values
        if _is_of_the_start(value) and not _begins_later(value.keys, base, scenario)
    ]


def _is_of_the_start(value: Value) -> bool:
    if set(_WORDS) & set(value.keys):
        return False
    if isinstance(value.old, Number) and isinstance(value.new, Number):
        return value.old.first != value.new.first
    return True


def _begins_later(keys: Keys, *scenarios: Scenario) -> bool:
    """Whether it is how the places of a pool follow, which does nothing before its own date."""
    if keys[:1] != ("pools",) or keys[2:3] != ("follows",):
        return False
    spec = [scenario.pools[str(keys[1])].follows for scenario in scenarios]
    start = scenarios[0].period.start
    return all(follows is None or follows.from_ > start for follows in spec)


def _note(name: str, baseline: str, keys: list[Keys], place: Place) -> Problem:
    shown = ", ".join(dotted(item) for item in keys[:_NAMED])
    more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
    return Problem(
        f"{name} differs from its baseline {baseline} from the start, also in the past, in "
        f"{shown}{more}",
        "what is to change later is an intervention with a date",
        place=place,
    )
