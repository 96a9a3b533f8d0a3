"""Tables laid out as streams, and defaults filled in, as if they stood there; before `about`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from ..errors import Keys, Problem
from .mending import Faults
from .reading import Document
from .schema import (
    GROUPS,
    RATES,
    Arrival,
    ArrivalRow,
    ArrivalTable,
    Sectioned,
    Spec,
    Station,
    StationDefaults,
    forms_of,
)
from .wording import problem, problems_of, suggestion

Model = TypeVar("Model", bound=Sectioned)

_KEY_BY_KEY = ("waiting", "at_18", "cost")
"""Parts of a station that take each key from where it is said nearest; others are one thing."""


@dataclass(frozen=True)
class Filled(Generic[Model]):
    """A root or part with all streams and stations in full, and where what was filled in stands."""

    spec: Model
    written: dict[Keys, Keys]
    faults: Faults


@dataclass
class _Filling:
    document: Document
    faults: Faults
    written: dict[Keys, Keys] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Level:
    """What is said of a thing in one place, nearest first, and the keys of that place."""

    spec: Spec
    keys: Keys


def filled(spec: Model, document: Document, faults: Faults) -> Filled[Model]:
    """The file with its tables and defaults worked out, and with what was wrong in that."""
    filling = _Filling(document, faults)
    _check_use(filling, spec)
    updates: dict[str, Any] = {}
    if spec.arrivals:
        updates["arrivals"] = _arrivals(filling, spec)
    if spec.defaults.stations:
        updates["stations"] = {
            name: _station(filling, name, item, spec.defaults.stations)
            for name, item in spec.stations.items()
        }
    sections = frozenset({"arrivals"} if filling.left_out else ())
    more = Faults(tuple(filling.problems), frozenset(filling.left_out), sections)
    return Filled(spec.model_copy(update=updates), filling.written, filling.faults | more)


# ---------------------------------------------------------------------------- arrivals


def _arrivals(filling: _Filling, spec: Sectioned) -> dict[str, Arrival]:
    result: dict[str, Arrival] = {}
    places: dict[str, Keys] = {}
    shared = _Level(spec.defaults.arrivals, ("defaults", "arrivals"))
    for name, need, levels in _streams(spec):
        keys = levels[0].keys
        if name in places:
            other = filling.document.place(places[name])
            rule = f"makes the stream {name}, which {other} makes too"
            way_out = "give one of the two another name"
            place = filling.document.place(keys)
            filling.problems.append(Problem(rule, way_out, place=place, keys=keys))
        places[name] = keys
        filling.written[("arrivals", name)] = keys
        fields = _nearest(filling, ("arrivals", name), [*levels, shared])
        try:
            result[name] = Arrival.model_validate({"need": need, **fields} if need else fields)
        except ValidationError as error:
            if filling.faults.sections.isdisjoint(("arrivals", "defaults")):
                filling.problems += problems_of(error, filling.document, keys)
            filling.left_out |= {name, str(fields.get("referrer"))}
    return result


def _streams(spec: Sectioned) -> Iterator[tuple[str, str | None, list[_Level]]]:
    """The name of each stream, the need that its name gives it, and what is said of it."""
    for name, item in spec.arrivals.items():
        keys: Keys = ("arrivals", name)
        if isinstance(item, ArrivalTable):
            each = _Level(item.each, (*keys, "each"))
            for row, own in item.rows.items():
                yield f"{row}-{name}", row, [_Level(own, (*keys, "rows", row)), each]
        else:
            yield name, None, [_Level(item, keys)]


def _nearest(filling: _Filling, keys: Keys, levels: Iterable[_Level]) -> dict[str, Any]:
    """Each field from the first level that says it; one of the two rates is enough."""
    fields: dict[str, Any] = {}
    for at, level in enumerate(levels):
        has_rate = not fields.keys().isdisjoint(RATES)
        for name in ArrivalRow.model_fields:
            is_said = name in level.spec.model_fields_set and name not in fields
            if not is_said or (has_rate and name in RATES):
                continue
            fields[name] = getattr(level.spec, name)
            if at:
                filling.written[(*keys, name)] = (*level.keys, name)
    return fields


# ---------------------------------------------------------------------------- stations


def _station(
    filling: _Filling, name: str, station: Station, defaults: dict[str, StationDefaults]
) -> Station:
    updates: dict[str, Any] = {}
    for selector in _selectors(station, defaults):
        level = _Level(defaults[selector], ("defaults", "stations", selector))
        for key in StationDefaults.model_fields:
            if key not in level.spec.model_fields_set:
                continue
            is_said = key in station.model_fields_set or key in updates
            if not is_said:
                updates[key] = getattr(level.spec, key)
                filling.written[("stations", name, key)] = (*level.keys, key)
            elif key in _KEY_BY_KEY:
                now = updates.get(key, getattr(station, key))
                updates[key] = _joined(filling, ("stations", name, key), now, level, key)
    return station.model_copy(update=updates) if updates else station


def _selectors(station: Station, defaults: dict[str, StationDefaults]) -> list[str]:
    """The defaults that are about a station, those of its form first."""
    by_form = [selector for selector in defaults if station.form in forms_of(selector)]
    return by_form + [selector for selector in defaults if selector == station.group]


def _joined(filling: _Filling, keys: Keys, now: Spec, level: _Level, key: str) -> Spec:
    """Settings with the keys that they leave out, from a level farther away."""
    farther: Spec = getattr(level.spec, key)
    more = {
        name: getattr(farther, name)
        for name in type(farther).model_fields
        if name in farther.model_fields_set - now.model_fields_set
    }
    for name in more:
        filling.written[(*keys, name)] = (*level.keys, key, name)
    return now.model_copy(update=more)


# ---------------------------------------------------------------------------- of nobody


def _check_use(filling: _Filling, spec: Sectioned) -> None:
    """Refuse defaults that are about nothing in their file; of what was left out nobody knows."""
    if not filling.faults.sections.isdisjoint(("arrivals", "stations", "defaults")):
        return
    if spec.defaults.arrivals.model_fields_set and not spec.arrivals:
        _refuse(filling, ("arrivals",), "the file has no arrivals")
    groups = {station.group for station in spec.stations.values()}
    forms = {station.form for station in spec.stations.values() if station.form is not None}
    for selector in spec.defaults.stations:
        if selector in GROUPS and selector not in groups:
            _refuse(filling, ("stations", selector), f"no station of the file is of {selector}")
        for form in forms_of(selector):
            if form not in forms:
                rule = f"no station of the file has the form {form}"
                _refuse(filling, ("stations", selector), rule, suggestion(form, forms))


def _refuse(filling: _Filling, keys: Keys, rule: str, way_out: str = "") -> None:
    here = ("defaults", *keys)
    why = f"{rule}, and defaults hold within their file"
    filling.problems.append(
        problem(filling.document.place(here), here, {}, why, way_out or "leave them out")
    )
