"""What is wrong in a file, as an object: place, keys, value, rule and way out; and its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from enum import Enum
from typing import Any

Keys = tuple[str, ...]
"""Where a value stands in a file: the keys that lead to it, as text."""

LONGEST_VALUE = 60
MOST_DIGITS = 40
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


class Untold(Enum):
    """The value of a problem that is not about one."""

    VALUE = "untold"


UNTOLD = Untold.VALUE


@dataclass(frozen=True)
class Place:
    """A file as a user would write it, and a line of it."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Dutch:
    """The rule and the way out of a problem in Dutch."""

    rule: str
    way_out: str = ""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; `str` says it on one line.

    Without a value the rule tells of the keys themselves: `desk.placs is no known key`. `asked_in`
    is the file that asked for the one in which the problem stands. `about` are the things of the
    resolved scenario whose numbers make the problem. Warnings have their words in Dutch too.
    """

    rule: str
    way_out: str = ""
    _: KW_ONLY
    place: Place | None = None
    keys: Keys = ()
    value: Any = field(default=UNTOLD, hash=False)
    asked_in: str = ""
    about: tuple[Keys, ...] = field(default=(), compare=False, repr=False)
    dutch: Dutch | None = field(default=None, compare=False, repr=False)

    def in_language(self, lang: str) -> str:
        """On one line in Dutch (nl) where its words are known, else in English."""
        if lang != "nl" or self.dutch is None:
            return str(self)
        return str(replace(self, rule=self.dutch.rule, way_out=self.dutch.way_out))

    def __str__(self) -> str:
        places = [item for item in (self.asked_in, str(self.place or "")) if item]
        return visible(": ".join([*places, "; ".join(filter(None, (self._told, self.way_out)))]))

    @property
    def _told(self) -> str:
        """Key, value and rule. A mapping or list is shown only where another kind is asked."""
        name = dotted(self.keys)
        if self.value is UNTOLD:
            return f"{name} {self.rule}".lstrip()
        is_long = isinstance(self.value, Mapping | list | tuple)
        if is_long and not self.rule.startswith("must be"):
            return f"{name or 'the file'}: {self.rule}"
        return f"{name or 'the file'} is {brief(self.value)}; {self.rule}"


def dotted(keys: Keys) -> str:
    """Keys as a user writes them: `stations.desk.places`."""
    return ".".join(_short(key) for key in keys)


def brief(value: Any) -> str:
    """A value as it is shown in a message, shortened."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_short(value)}"'
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**MOST_DIGITS else "a number without end"
    if isinstance(value, Mapping):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    return str(value)


def visible(text: str) -> str:
    """The text on one line, with every sign that cannot be seen written out by its number."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(written_out(sign) if is_unseen(sign) else sign for sign in text)


def is_unseen(sign: str) -> bool:
    """Whether a sign is a control, a mark of direction, half a pair or the end of a line."""
    return unicodedata.category(sign) in _UNSEEN


def written_out(sign: str) -> str:
    """A sign by its number, as it is written between double quotes."""
    return sign.encode("unicode_escape").decode("ascii")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 3]}..."
