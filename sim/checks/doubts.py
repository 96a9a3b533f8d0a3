"""Groups of numbers that are one doubt: that they are named, and that they move something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..scenario.reading import Keys
from ..scenario.schema import NUMBERED, About, Number, Scenario, doubt_of
from ..scenario.walking import models_in
from .findings import Findings


def check_doubts(findings: Findings) -> None:
    """Refuse groups that no file names, and a group of a number that has no range."""
    known = findings.scenario.doubts
    elsewhere: dict[str, Keys] = {}
    for keys, model in _said(findings.scenario):
        if model.doubt is None:
            continue
        name, here = doubt_of(model.doubt), (*keys, "doubt")
        is_written = findings.trail.written(here)[-1] == "doubt"
        if name not in known:
            if is_written:
                findings.unknown(here, model.doubt, "group of doubt", known)
            else:
                elsewhere.setdefault(name, keys)
        elif is_written and isinstance(model, Number) and not model.has_range:
            rule = "moves nothing: this number has no range"
            findings.error(here, model.doubt, rule, "give it low and high, or a spread")
    told = {problem.value for problem in findings.errors}
    for name, keys in elsewhere.items():
        # The `about` of a whole file is not kept: it is told at the first number that it reaches.
        if told.isdisjoint((name, f"-{name}")):
            findings.unknown(keys, name, "group of doubt", known)


def _said(scenario: Scenario) -> Iterator[tuple[Keys, Number | About]]:
    """Everything that may name a group, with where it stands."""
    parts: list[tuple[Keys, Any]] = [
        ((section,), getattr(scenario, section)) for section in NUMBERED
    ]
    parts += [
        (("interventions", placed.intervention.id), placed.intervention)
        for placed in scenario.interventions
    ]
    for keys, part in parts:
        for here, model in models_in(part, keys):
            if isinstance(model, Number | About):
                yield here, model
