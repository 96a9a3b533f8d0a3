"""Keys that do nothing where chance put them: checks refuse them, so they are left out again.

What they would do is nothing, so the clients of a network go as they went with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.errors import Problem
from sim.scenario.schema import NextChange, PlacesChange, Price, StayChange, WaitingChange

from .files import RandomNetwork, Sections

_INTERVENTIONS = "interventions"

_EFFECTS = {
    "waiting": frozenset(WaitingChange.effects),
    "stay": frozenset(StayChange.effects),
    "places": frozenset(PlacesChange.effects),
    "price": frozenset(Price.effects),
    "next": frozenset(NextChange.effects),
}


def left_out(made: RandomNetwork, problems: Sequence[Problem]) -> bool:
    """Leave out, in place, what problems are about; False where one is about something else."""
    idle = [item for item in problems if item.rule.startswith("does nothing: ")]
    if len(idle) < len(problems):
        return False
    files = [made.sections, *made.blocks.values()]
    for item in idle:
        if item.keys[0] == _INTERVENTIONS:
            _leave_out_of_one(files, item.keys)
        else:
            _remove(made.sections, item.keys)
    return True


def _leave_out_of_one(files: Sequence[Sections], keys: tuple[str, ...]) -> None:
    """Leave it out of the intervention with this id, and that where it changes nothing more."""
    file, spec = next(
        (file, spec)
        for file in files
        for spec in file.get(_INTERVENTIONS, ())
        if spec["id"] == keys[1]
    )
    _remove(spec, keys[2:])
    if not _EFFECTS[spec["kind"]] & spec.keys():
        file[_INTERVENTIONS].remove(spec)
    if not file[_INTERVENTIONS]:
        del file[_INTERVENTIONS]


def _remove(spec: Any, keys: tuple[str, ...]) -> None:
    for key in keys[:-1]:
        spec = spec[key]
    del spec[keys[-1]]
