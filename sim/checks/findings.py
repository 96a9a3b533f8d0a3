"""What the checks find: errors that refuse a scenario, and warnings that come with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ..errors import Dutch, Keys, Place, Problem, dotted
from ..in_force import InForce, InForces
from ..scenario.mending import NO_FAULTS, Faults
from ..scenario.schema import NAMED, ONWARD, Scenario, Text
from ..scenario.trail import Trail
from ..scenario.wording import problem, suggestion
from ..traffic.flows import Traffic

_WORDS = frozenset({ONWARD, "default"})
"""Words of the language that may stand where a name does."""


def _texts(title: object) -> list[str]:
    """A title in each language that it has; the title of a source is one text."""
    if isinstance(title, Text):
        return [text for text in (title.nl, title.en) if text is not None]
    return [title] if isinstance(title, str) else []


@dataclass
class Findings:
    """Problems, in order of finding; `trail` knows where everything was written.

    With `faults` the scenario is what is left of its files without these. What is in force is
    `known` to whoever asks after the checks.
    """

    scenario: Scenario
    trail: Trail
    faults: Faults = NO_FAULTS
    known: InForces = field(default_factory=InForces)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @cached_property
    def in_force(self) -> InForce:
        """What is in force on each day; names must be right."""
        return self.known.of(self.scenario)

    @cached_property
    def traffic(self) -> Traffic:
        """Where clients come, and how many if nobody waited; routes must be right."""
        return Traffic(self.in_force)

    def day_of(self, date: dt.date) -> int:
        """Days from the start of the period."""
        return (date - self.scenario.period.start).days

    def date_of(self, day: int) -> dt.date:
        """The date of a day of the period."""
        return self.scenario.period.start + dt.timedelta(day)

    def place(self, keys: Keys) -> Place:
        """The line of something."""
        return self.trail.place(keys)

    def error(
        self,
        keys: Keys,
        value: Any,
        rule: str,
        way_out: str = "",
        *,
        about: Iterable[Keys] = (),
    ) -> None:
        """Note what refuses the scenario; `about` are other things whose numbers make it so."""
        noted = self._problem(keys, value, rule, way_out)
        self._note(self.errors, replace(noted, about=(keys, *about)))

    def warn(self, keys: Keys, value: Any, rule: str, way_out: str = "", *, nl: Dutch) -> None:
        """Note what a user should know and may mean."""
        noted = self._problem(keys, value, rule, way_out)
        self._note(self.warnings, replace(noted, dutch=nl))

    def unknown(self, keys: Keys, name: str, what: str, known: Iterable[str]) -> None:
        """Note a name that nothing has; of what `drops` took away, at the line that drops."""
        if name in self.trail.dropped:
            self._left_behind(keys, name)
            return
        if self.faults.explain(name):
            return
        noun, _, word = what.partition(" or ")
        rule = f"no {what} of that name exists"
        if word in _WORDS:
            rule = f"no {noun} of that name exists (`{word}` is also allowed)"
        way_out = suggestion(name, known, titles=self._titles)
        self._note(self.errors, self._problem(keys, name, rule, way_out))

    @cached_property
    def _titles(self) -> list[tuple[str, str]]:
        """What people call each thing, in both languages and by its own name."""
        sections = (getattr(self.scenario, section) for section in NAMED)
        things = [item for section in sections for item in section.items()]
        titles = [
            (name, text) for name, spec in things for text in _texts(getattr(spec, "title", None))
        ]
        return titles + [(name, name) for name, _ in things]

    def _left_behind(self, keys: Keys, name: str) -> None:
        place, drop = self.trail.dropped[name]
        here, written = self.trail.place(keys), self.trail.written(keys)
        rule = f"takes away {name}, which {dotted(written)} names ({here})"
        way_out = "drop or change that too, or keep this"
        self._note(self.errors, problem(place, ("drops",), drop, rule, way_out))

    def _problem(self, keys: Keys, value: Any, rule: str, way_out: str) -> Problem:
        place, written = self.trail.place(keys), self.trail.written(keys)
        return replace(
            problem(place, written, value, rule, way_out), asked_in=self.trail.asked_in(keys)
        )

    def _note(self, notes: list[Problem], noted: Problem) -> None:
        if noted not in notes:
            notes.append(noted)
