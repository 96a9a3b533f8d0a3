"""A file with mistakes read on without them, so that what else is wrong in it is told at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ..errors import Keys, Problem, ScenarioError
from .reading import Document
from .schema import NAMED, REQUIRED
from .wording import located_problems, problem

Model = TypeVar("Model", bound=BaseModel)

_MOST_ROUNDS = 12
_FILL_IN = "write one, or remove the key"
_STAND_IN: Mapping[Keys, Any] = {
    ("title",): {"en": "-"},
    ("question",): {"en": "-"},
    ("seed",): 0,
}
"""What takes the place of what a file cannot do without; only names are looked at after that."""
_NAMING = frozenset({"referrer", "product_group"})
"""Keys whose value is a name to others; where it cannot be read nobody knows which."""
_OTHER_FILES = frozenset({"uses", "parts"})


@dataclass(frozen=True)
class Faults:
    """What is wrong in files that are read on, and what was left out of them for it.

    What may follow from that is no mistake: what misses one of `names`, left out in whole or in
    part; what leads into one of `sections`; where a whole file is `unread`, what misses any name.
    """

    problems: tuple[Problem, ...] = ()
    names: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    unread: bool = False

    def __or__(self, other: Faults) -> Faults:
        return Faults(
            (*self.problems, *other.problems),
            self.names | other.names,
            self.sections | other.sections,
            self.unread or other.unread,
        )

    def explain(self, name: str) -> bool:
        """Whether a fault may be why nothing has this name."""
        return self.unread or name in self.names

    def explain_section(self, section: str) -> bool:
        """Whether a fault may be why a section is not there."""
        return self.unread or section in self.sections

    def explain_path(self, path: str) -> bool:
        """Whether a fault may be why this path leads nowhere, or what it gives does not fit."""
        section, _, rest = path.partition(".")
        if self.unread or (section in self.sections and section not in NAMED):
            return True
        return any(rest == name or rest.startswith(f"{name}.") for name in self.names)


NO_FAULTS = Faults()


def read_on(
    document: Document, validated: Callable[[Document], Model]
) -> tuple[Document, Model, Faults]:
    """The file without what is wrong in it, and what is; raises ScenarioError if nothing is left.

    Only the first look tells of mistakes: later ones may follow from what was left out.
    """
    empty = [keys for keys in document.lines if keys and document.value(keys) is None]
    faults = Faults(tuple(_is_empty(document, keys) for keys in empty)) | _left_out(document, empty)
    for at in range(_MOST_ROUNDS):
        try:
            return document, validated(document), faults
        except ValidationError as error:
            found = located_problems(error, document)
        if at == 0:
            told = [item for keys, item in found if not _is_above(keys, empty)]
            faults |= Faults(tuple(dict.fromkeys(told)))
        gone = {_to_leave_out(document, keys) for keys, _ in found}
        if () in gone:
            break
        faults |= _left_out(document, gone)
        document = _without(document, gone)
    raise ScenarioError(faults.problems)


def left_out(document: Document, gone: set[Keys]) -> tuple[Document, Faults]:
    """The file without what stands under these keys, and what goes with them."""
    return _without(document, gone), _left_out(document, gone)


def names_in(document: Document) -> Faults:
    """All names of a file of which nothing can be used."""
    return replace(_left_out(document, [(section,) for section in NAMED]), unread=False)


def _is_empty(document: Document, keys: Keys) -> Problem:
    place = document.place(keys)
    return problem(place, document.named(keys), None, "a key has a value", _FILL_IN)


def _is_above(keys: Keys, others: Iterable[Keys]) -> bool:
    return any(other[: len(keys)] == keys for other in others)


def _to_leave_out(document: Document, keys: Keys) -> Keys:
    """What goes with a mistake: the key itself, or of a key that is missing what misses it."""
    if keys in document.lines or keys in _STAND_IN:
        return keys
    return document.written(keys[:-1])


# ---------------------------------------------------------------------------- what is left out


def _left_out(document: Document, gone: Iterable[Keys]) -> Faults:
    """The names that go with these keys."""
    faults = NO_FAULTS
    for keys in gone:
        section, value = keys[0], document.value(keys)
        names, sections = {*_words_in(value)}, {section}
        is_unread = keys[-1] in _NAMING or (section in _OTHER_FILES and len(keys) <= 2)
        if section in NAMED and len(keys) > 1:
            names |= {*_names_of(section, keys[1], document.value(keys[:2]))}
            is_unread |= len(keys) == 2 and not isinstance(value, Mapping)
        elif section in NAMED and isinstance(value, Mapping):
            names |= {item for name in value for item in _names_of(section, name, value[name])}
        elif section in NAMED:
            is_unread = True
        elif len(keys) == 1:
            sections.update(REQUIRED)  # which this may be, misspelled
        faults |= Faults((), frozenset(names), frozenset(sections), is_unread)
    return faults


def _names_of(section: str, name: object, value: Any) -> Iterator[str]:
    """What others know a thing by; each row of a table of arrivals is a stream."""
    yield str(name)
    rows = value.get("rows") if section == "arrivals" and isinstance(value, Mapping) else None
    if isinstance(rows, Mapping):
        yield from (f"{row}-{name}" for row in rows)


def _words_in(spec: Any) -> Iterator[str]:
    """Every word in a part: it may be the only one that gives something this name."""
    match spec:
        case Mapping():
            yield from map(str, spec)
            for part in spec.values():
                yield from _words_in(part)
        case list():
            for part in spec:
                yield from _words_in(part)
        case str():
            yield spec


def _without(document: Document, gone: set[Keys]) -> Document:
    """The file without these keys; in a list those after what goes move up, with their lines."""
    fewer = Counter(keys[:-1] for keys in gone if isinstance(document.value(keys[:-1]), list))
    lines = {}
    for keys, line in document.lines.items():
        if not any(keys[: length + 1] in gone for length in range(len(keys))):
            lines[_moved_up(keys, gone, fewer)] = line
    data = _left(document.data, (), gone)
    for keys in gone & _STAND_IN.keys():
        data[keys[0]] = _STAND_IN[keys]
        lines[keys] = document.lines.get(keys, 1)
    return replace(document, data=data, lines=lines)


def _moved_up(keys: Keys, gone: set[Keys], fewer: Mapping[Keys, int]) -> Keys:
    result = list(keys)
    for at in range(len(keys)):
        if keys[:at] in fewer:
            before = sum((*keys[:at], str(index)) in gone for index in range(int(keys[at])))
            result[at] = str(int(keys[at]) - before)
    return tuple(result)


def _left(spec: Any, keys: Keys, gone: set[Keys]) -> Any:
    match spec:
        case dict():
            return {
                key: _left(part, (*keys, str(key)), gone)
                for key, part in spec.items()
                if (*keys, str(key)) not in gone
            }
        case list():
            return [
                _left(part, (*keys, str(at)), gone)
                for at, part in enumerate(spec)
                if (*keys, str(at)) not in gone
            ]
        case _:
            return spec
