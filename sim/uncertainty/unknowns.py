"""The numbers of a scenario that are not known, each once, and where each counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..errors import Keys, Place
from ..scenario.schema import Number, doubt_of
from ..scenario.trail import FULL_FORM, Trail
from .scales import Scale

_PUT_AT_PATHS = ("set", "values")
_SAID_BY_FILE = ("defaults", "interventions")


@dataclass(frozen=True)
class Unknown:
    """A number with a range, as a file says it: once, however many things it counts for.

    `name` is its path as written; `group` the doubt that it shares, which moves it up or, with
    `sign` -1, down. `keys` are all places in the scenario where it counts.
    """

    name: str
    place: Place
    scale: Scale
    group: str | None
    sign: float
    keys: tuple[Keys, ...]

    def is_about(self, keys: Keys) -> bool:
        """Whether it counts in, or holds, what stands under these keys."""
        return any(here[: len(keys)] == keys or keys[: len(here)] == here for here in self.keys)


@dataclass
class Collected:
    """The unknowns that have been met so far, in the order of the scenario."""

    trail: Trail
    _index: dict[tuple[str, str | None], int] = field(default_factory=dict)
    _first: list[tuple[Keys, Number, Scale]] = field(default_factory=list)
    _keys: list[list[Keys]] = field(default_factory=list)

    def index_of(self, keys: Keys, number: Number, scale: Scale) -> int:
        """The place in a draw of the number under these keys."""
        known = (name_of(keys, self.trail), number.doubt)
        index = self._index.setdefault(known, len(self._index))
        if index == len(self._keys):
            self._keys.append([])
            self._first.append((keys, number, scale))
        self._keys[index].append(keys)
        return index

    def all(self) -> Iterator[Unknown]:
        """Each unknown, in the order of a draw."""
        for (name, doubt), (keys, _, scale), places in zip(
            self._index, self._first, self._keys, strict=True
        ):
            group = None if doubt is None else doubt_of(doubt)
            sign = 1.0 if group == doubt else -1.0
            yield Unknown(name, self.trail.place(keys), scale, group, sign, tuple(places))


def name_of(keys: Keys, trail: Trail) -> str:
    """The path of a number as its file has it: what its own part of chance is hashed by.

    A default, a row of a table or a number per 1,000 youth is one number wherever it counts, and
    what is `set` at a path is drawn as what stood there: so scenarios stay alike where they can.
    """
    found = trail.found(keys)
    if found is None:
        return ".".join(keys)
    document, written = found
    here = document.named(document.written(written))
    if here[0] in _PUT_AT_PATHS:
        here = here[1:]
    elif here[0] in _SAID_BY_FILE:
        here = (document.path.stem, *here)
    return ".".join((here[0], *(key for key in here[1:] if key not in FULL_FORM)))
