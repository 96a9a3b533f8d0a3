"""Keys that do nothing where chance put them: checks refuse them, so they are left out again.

What they would do is nothing, so the clients of a network go as they went with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.errors import Problem
from sim.scenario.schema import NextChange, PlacesChange, Price, StayChange, WaitingChange

from .files import Sections

_EFFECTS = {
    "waiting": frozenset(WaitingChange.effects),
    "stay": frozenset(StayChange.effects),
    "places": frozenset(PlacesChange.effects),
    "price": frozenset(Price.effects),
    "next": frozenset(NextChange.effects),
}


def left_out(sections: Sections, problems: Sequence[Problem]) -> bool:
    """Leave out, in place, what problems are about; False where one is about something else."""
    idle = [item for item in problems if item.rule.startswith("does nothing: ")]
    if len(idle) < len(problems):
        return False
    for item in idle:
        _leave_out(sections, item.keys)
    return True


def _leave_out(sections: Sections, keys: tuple[str, ...]) -> None:
    if keys[0] != "interventions":
        _remove(sections, keys)
        return
    spec = next(item for item in sections["interventions"] if item["id"] == keys[1])
    _remove(spec, keys[2:])
    if not _EFFECTS[spec["kind"]] & spec.keys():
        sections["interventions"].remove(spec)
    if not sections["interventions"]:
        del sections["interventions"]


def _remove(spec: Any, keys: tuple[str, ...]) -> None:
    for key in keys[:-1]:
        spec = spec[key]
    del spec[keys[-1]]
