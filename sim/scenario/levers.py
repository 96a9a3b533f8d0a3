"""Levers of a block replaced by numbers, before it is validated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ..errors import Keys, Problem, ScenarioError
from .reading import Document
from .schema.levers import PLACE, Lever, Levers, number_at
from .wording import problem, problems_of, suggestion

SECTION = "levers"
_LEVERS: TypeAdapter[dict[str, Lever]] = TypeAdapter(Levers)


@dataclass(frozen=True)
class Chosen:
    """A block as read, each lever replaced by a number; `keys` is where one was."""

    document: Document
    keys: frozenset[Keys]

    def is_choice(self, keys: Keys) -> bool:
        """Whether the number under these keys, of the full form, is a lever's or holds one."""
        if not self.keys:
            return False
        here = self.document.written(keys)
        return any(key[: len(here)] == here for key in self.keys)


def with_levers(document: Document, choices: Mapping[str, float]) -> Chosen:
    """The block with the number of `choices` for each lever, else that of the lever itself.

    Raises ScenarioError for levers that are not there, or that nothing uses.
    """
    levers = _levers_of(document)
    places = dict(_used(document.data, ()))
    used = {keys: place[4] for keys, place in places.items()}
    problems = [
        *_unknown(document, levers, used),
        *_unused(document, levers, set(used.values())),
    ]
    problems += [] if problems else _divided_by_0(document, levers, places)
    if problems:
        raise ScenarioError(problems)
    if not used:
        return Chosen(document, frozenset())
    numbers = {name: choices.get(name, lever.value) for name, lever in levers.items()}
    data = {
        key: part if key == SECTION else _replaced(part, numbers)
        for key, part in document.data.items()
    }
    return Chosen(replace(document, data=data), frozenset(used))


def _levers_of(document: Document) -> dict[str, Lever]:
    try:
        return _LEVERS.validate_python(document.data.get(SECTION) or {})
    except ValidationError as error:
        raise ScenarioError(problems_of(error, document, (SECTION,))) from None


def _used(spec: Any, keys: Keys) -> Iterator[tuple[Keys, re.Match[str]]]:
    """Where levers are named, and how."""
    match spec:
        case dict():
            for key, part in spec.items():
                if keys or key != SECTION:
                    yield from _used(part, (*keys, str(key)))
        case list():
            for at, part in enumerate(spec):
                yield from _used(part, (*keys, str(at)))
        case str() if "$" in spec and (place := PLACE.fullmatch(spec)):
            yield keys, place


def _unknown(
    document: Document, levers: Mapping[str, Lever], used: Mapping[Keys, str]
) -> Iterator[Problem]:
    for keys, name in used.items():
        if name not in levers:
            rule = "no lever of that name is in this block"
            way_out = suggestion(name, levers) if levers else f"write levers: {{{name}: ...}} in it"
            yield problem(document.place(keys), document.named(keys), f"${name}", rule, way_out)


def _divided_by_0(
    document: Document, levers: Mapping[str, Lever], places: Mapping[Keys, re.Match[str]]
) -> Iterator[Problem]:
    for keys, place in places.items():
        lever, by_number = levers[place[4]], float(place[6] or 1)
        is_divisor = place[3] == "/" and lever.low <= 0 <= lever.high
        if is_divisor or (place[5] == "/" and by_number == 0):
            rule = "divides by 0 for a number that may be chosen"
            way_out = "let the range of the lever begin above 0"
            yield problem(document.place(keys), document.named(keys), place[0], rule, way_out)


def _unused(document: Document, levers: Mapping[str, Lever], used: set[str]) -> Iterator[Problem]:
    for name in levers:
        if name not in used:
            rule = "moves nothing: no number of this block is this lever"
            way_out = f"write ${name} where its number goes, or leave it out"
            keys = (SECTION, name)
            yield Problem(rule, way_out, place=document.place(keys), keys=keys)


def _replaced(spec: Any, numbers: Mapping[str, float]) -> Any:
    match spec:
        case dict():
            return {key: _replaced(part, numbers) for key, part in spec.items()}
        case list():
            return [_replaced(part, numbers) for part in spec]
        case str() if "$" in spec and (place := PLACE.fullmatch(spec)):
            return number_at(place, numbers[place[4]])
        case _:
            return spec
