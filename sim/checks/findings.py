"""What the checks find: errors that refuse a scenario, and warnings that come with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..errors import Keys, Place, Problem
from ..in_force.effects import Effects
from ..scenario.schema import Scenario
from ..scenario.trail import Trail
from ..scenario.wording import problem, suggestion


@dataclass
class Findings:
    """Problems, in order of finding; `trail` knows where everything was written."""

    scenario: Scenario
    trail: Trail
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @cached_property
    def effects(self) -> Effects:
        """The numbers of the scenario as its interventions leave them; names must be right."""
        return Effects(self.scenario)

    def error(self, keys: Keys, value: Any, rule: str, way_out: str = "") -> None:
        """Note what refuses the scenario."""
        self._note(self.errors, problem(*self._where(keys), value, rule, way_out))

    def warn(self, keys: Keys, value: Any, rule: str, way_out: str = "") -> None:
        """Note what a user should know and may mean."""
        self._note(self.warnings, problem(*self._where(keys), value, rule, way_out))

    def unknown(self, keys: Keys, name: str, what: str, known: Iterable[str]) -> None:
        """Note a name that nothing has."""
        rule = f"no {what} of that name exists"
        self._note(self.errors, problem(*self._where(keys), name, rule, suggestion(name, known)))

    def _where(self, keys: Keys) -> tuple[Place, Keys]:
        return self.trail.place(keys), self.trail.written(keys)

    def _note(self, notes: list[Problem], noted: Problem) -> None:
        if noted not in notes:
            notes.append(noted)
