"""Levers of a block replaced by numbers, before it is validated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from ..errors import Keys, Problem
from .mending import NO_FAULTS, Faults, left_out
from .reading import Document
from .schema.levers import PLACE, Lever, number_at
from .wording import problem, suggestion

SECTION = "levers"


@dataclass(frozen=True)
class Chosen:
    """A block as read, each lever replaced by a number; `keys` is where one was.

    With `faults` what names a lever that cannot be read is left out.
    """

    document: Document
    keys: frozenset[Keys]
    faults: Faults = NO_FAULTS

    def is_choice(self, keys: Keys) -> bool:
        """Whether the number under these keys, of the full form, is a lever's or holds one."""
        if not self.keys:
            return False
        here = self.document.written(keys)
        return any(key[: len(here)] == here for key in self.keys)


def with_levers(document: Document, choices: Mapping[str, float]) -> Chosen:
    """The block with the number of `choices` for each lever, else that of the lever itself.

    What names a lever that is not there, or not as it should be, is a fault and left out.
    """
    written = document.data.get(SECTION) or {}
    levers = _readable(written)
    places = dict(_used(document.data, ()))
    problems = list(_unknown(document, written, places))
    named = {place[4] for place in places.values()}
    problems = problems or list(_unused(document, levers, named))
    readable = {keys: place for keys, place in places.items() if place[4] in levers}
    divided = {keys: place for keys, place in readable.items() if _divides_by_0(levers, place)}
    problems += [_is_divided(document, keys, place[0]) for keys, place in divided.items()]
    if not places:
        return Chosen(document, frozenset(), Faults(tuple(problems)))
    wrong = (places.keys() - readable.keys()) | divided.keys()
    left, faults = left_out(document, {keys[:2] for keys in wrong})
    numbers = {name: choices.get(name, lever.value) for name, lever in levers.items()}
    data = {key: _chosen_in(key, part, numbers) for key, part in left.data.items()}
    faults |= Faults(tuple(problems))
    return Chosen(replace(left, data=data), frozenset(places), faults)


def _chosen_in(key: str, part: Any, numbers: Mapping[str, float]) -> Any:
    return part if key == SECTION else _replaced(part, numbers)


def _readable(written: Any) -> dict[str, Lever]:
    """The levers that are as they should be; of the others the block itself tells."""
    result = {}
    for name, spec in written.items() if isinstance(written, dict) else ():
        try:
            result[str(name)] = Lever.model_validate(spec)
        except ValidationError:
            continue
    return result


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
    document: Document, levers: Any, places: Mapping[Keys, re.Match[str]]
) -> Iterator[Problem]:
    for keys, place in places.items():
        name = place[4]
        if name not in levers:
            rule = "no lever of that name is in this block"
            way_out = suggestion(name, levers) if levers else f"write levers: {{{name}: ...}} in it"
            yield problem(document.place(keys), document.named(keys), f"${name}", rule, way_out)


def _divides_by_0(levers: Mapping[str, Lever], place: re.Match[str]) -> bool:
    """Whether some number that may be chosen makes a division by 0."""
    lever, by_number = levers[place[4]], float(place[6] or 1)
    is_divisor = place[3] == "/" and lever.low <= 0 <= lever.high
    return is_divisor or (place[5] == "/" and by_number == 0)


def _is_divided(document: Document, keys: Keys, written: str) -> Problem:
    rule = "divides by 0 for a number that may be chosen"
    way_out = "let the range of the lever begin above 0"
    return problem(document.place(keys), document.named(keys), written, rule, way_out)


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
