"""The sections of a scenario by name, and a value put at a path of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import Field, ValidationError

from ..errors import UNTOLD, Keys, Place, Problem, ScenarioError
from .nowhere import nowhere
from .reading import Document
from .schema import (
    Arrival,
    Begin,
    Gemeente,
    Intervention,
    LabourMarket,
    Money,
    Need,
    Period,
    Pool,
    Source,
    Spec,
    Station,
    Target,
    Text,
)
from .setting import UnknownPathError, replaced
from .wording import located_problems, problem


class Sections(Spec):
    """All that a scenario says, interventions by id: what `set` and `values` reach into."""

    period: Period
    begin: Begin = "filled"
    money: Money | None = None
    sources: dict[str, Source] = Field(default_factory=dict)
    doubts: dict[str, Text] = Field(default_factory=dict)
    gemeenten: dict[str, Gemeente]
    needs: dict[str, Need]
    arrivals: dict[str, Arrival]
    pools: dict[str, Pool]
    labour: dict[str, LabourMarket] = Field(default_factory=dict)
    stations: dict[str, Station]
    targets: dict[str, Target]
    interventions: dict[str, Intervention]


def put(sections: Sections, path: str, value: Any, document: Document, section: str) -> Sections:
    """The sections with the value at a path, which stands under `section` of the document.

    Raises ScenarioError for a path that leads nowhere and a value that does not fit.
    """
    keys = (section, path)
    place = document.place(keys)
    if isinstance(value, dict) and "." not in path:
        rule = "a whole section cannot be set"
        way_out = f"write the path with dots, {path}.<name>.<key>: <value>"
        raise ScenarioError(problem(place, keys, value, rule, way_out))
    if path.startswith("interventions.") and path.endswith(".id"):
        rule = "an id is what others know an intervention by, and cannot be set"
        raise ScenarioError(problem(place, keys, value, rule, "drop it and write another"))
    try:
        return replaced(sections, path.split("."), value)
    except UnknownPathError as missing:
        rule, way_out = nowhere(missing, value)
        raise ScenarioError(Problem(rule, way_out, place=place, keys=keys)) from None
    except ValidationError as error:
        found = located_problems(error, document, keys)
        each = [_told_of_value(item, at, place, keys, value) for at, item in found]
        raise ScenarioError(dict.fromkeys(each)) from None


def _told_of_value(spec: Problem, at: Keys, place: Place, keys: Keys, value: Any) -> Problem:
    """What is wrong with a value, or with what stands within it, at the line that gives that."""
    if at != keys or spec.value is UNTOLD:
        return spec
    return replace(spec, place=place, keys=keys, value=value)
