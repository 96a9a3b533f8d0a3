"""Runs that begin with a state file: on its day, and what it holds told before they are made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..clients.begin import told_of
from ..clients.today.rows import day_of
from ..errors import InputError, Place, Problem
from ..network import build_network
from ..scenario.begin import from_state, is_file
from ..scenario.paths import shown_path
from ..scenario.schema import Scenario

if TYPE_CHECKING:
    from .plan import Plan


def begun_with(scenario: Scenario, path: Path) -> Scenario:
    """The scenario from the day that a state file is of; it has no warm-up.

    Raises ScenarioError for a file that cannot be read, InputError for a day it cannot begin on.
    """
    on, period, shown = day_of(path), scenario.period, shown_path(path)
    if on is None:
        raise InputError(f"{shown}: says of no day that it is; add the column `on`")
    if not period.start <= on < period.end:
        raise InputError(
            f"{shown}: is of {on}, and {scenario.name} of {period.start} to {period.end}; give a "
            "state of a day within it, or another period"
        )
    return from_state(scenario, path.resolve(), on)


def with_told(plan: Plan) -> Plan:
    """The plan, with notes of what the state file of the baseline holds and what was filled in.

    Raises ScenarioError where a file does not fit a scenario that begins with it.
    """
    notes = list(plan.notes)
    for name, scenario in plan.runs.items():
        if not is_file(scenario.begin):
            continue
        _, told = told_of(build_network(scenario), scenario.begin, seed=plan.seed)
        if name == plan.baseline:
            place = Place(shown_path(Path(scenario.begin)))
            notes += [Problem(line, place=place) for line in told.lines()]
    return replace(plan, notes=tuple(notes))
