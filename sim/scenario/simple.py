"""The YAML that files are nearly always written in, as events, at a tenth of the parser's time.

Block mappings and lists, flow collections, and plain or quoted scalars on one line. At anything
else, wrong or merely rare, this gives up and the full parser reads the file: nothing is decided
here that the parser would decide otherwise, which tests compare event by event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NoReturn

from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import Reader

LONGEST_KEY = 120
DEEPEST = 30
_RARE = re.compile("[\t\r\x85\u2028\u2029\ufeff]|^(?:%|---|\\.\\.\\.)", re.MULTILINE)
_BEGIN = r"(?:[A-Za-z0-9_+.(€/~=$^;]|-(?=[0-9.A-Za-z$]))"
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'(?!')"
_BLOCK_KEY = re.compile(
    rf"({_QUOTED}|[A-Za-z0-9_](?:[^:#\n\"'\[\]{{}},&*!|>%@`]|:(?=[^ \n]))*?) *:(?= |$)"
)
_BLOCK_SCALAR = re.compile(
    rf"({_QUOTED}|{_BEGIN}(?:[^:#\n]|:(?=[^ \n])|(?<! )#)*?) *(?: #[^\n]*)?(?=\n|$)"
)
_FLOW_SCALAR = re.compile(
    rf"{_QUOTED}|{_BEGIN}(?:[^,\[\]{{}}\n:#]|:(?=[^ \n,\[\]{{}}\"'])|(?<! )#)*"
)
_BETWEEN = re.compile(r"(?:[ \n]+|(?<=[ \n])#[^\n]*)*")
_NOTHING_MORE = re.compile(r" *(?: #[^\n]*)?(?:\n|$)")


class _NotSimple(Exception):
    """Left to the full parser."""


@dataclass(frozen=True)
class Mark:
    """Where an event begins; lines count from 0."""

    line: int


def simple_events(text: str) -> list[Any] | None:
    """The events of a text without those of stream and document; None where it is not simple."""
    if _RARE.search(text) or Reader.NON_PRINTABLE.search(text):
        return None
    try:
        return _Simple(text).events
    except _NotSimple:
        return None


def _give_up() -> NoReturn:
    raise _NotSimple


class _Simple:
    """Reads block structure line by line, and flow collections sign by sign."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events: list[Any] = []
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.at = self.depth = 0
        first = self._indent()
        if first != 0:
            _give_up()
        self._block(0)
        if self._indent() is not None:
            _give_up()

    # ------------------------------------------------------------------ lines

    def _indent(self) -> int | None:
        """The indent of the next line that says something; None at the end."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            content = line.lstrip(" ")
            if content and content[0] != "#":
                return len(line) - len(content)
            self.at += 1
        return None

    def _is_item(self, indent: int) -> bool:
        line = self.lines[self.at]
        return line[indent : indent + 2] == "- "

    def _block(self, indent: int) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            _give_up()
        if self._is_item(indent):
            self._sequence(indent)
        else:
            self._mapping(indent)
        self.depth -= 1

    def _mapping(self, indent: int) -> None:
        self._add(MappingStartEvent, self.at)
        while self._indent() == indent and not self._is_item(indent):
            match = _BLOCK_KEY.match(self.lines[self.at], indent)
            if match is None or len(match[1]) > LONGEST_KEY:
                _give_up()
            self._scalar(match[1], self.at)
            self._value(match.end(), indent, may_hold_items=True)
        self._end_of_block(MappingEndEvent, indent)

    def _sequence(self, indent: int) -> None:
        self._add(SequenceStartEvent, self.at)
        while self._indent() == indent and self._is_item(indent):
            self._value(indent + 1, indent, may_hold_items=False)
        self._end_of_block(SequenceEndEvent, indent)

    def _end_of_block(self, kind: type, indent: int) -> None:
        after = self._indent()
        if after is not None and after > indent:
            _give_up()
        self._add(kind, self.at)

    def _value(self, column: int, indent: int, *, may_hold_items: bool) -> None:
        """What stands behind a key or dash: on its line, or beneath it."""
        line = self.lines[self.at]
        rest = line[column:].lstrip(" ")
        if not rest or (rest[0] == "#" and line[-len(rest) - 1] == " "):
            self._beneath(indent, may_hold_items=may_hold_items)
            return
        here = self.starts[self.at] + len(line) - len(rest)
        if rest[0] in "{[":
            self._flow_alone(here)
            return
        match = _BLOCK_SCALAR.match(self.text, here)
        if match is None or (not may_hold_items and _BLOCK_KEY.match(line, len(line) - len(rest))):
            _give_up()
        self._scalar(match[1], self.at)
        self.at += 1
        after = self._indent()
        if after is not None and after > indent:  # a scalar of several lines
            _give_up()

    def _flow_alone(self, here: int) -> None:
        """A flow collection, with nothing behind it on the line where it ends."""
        end = _NOTHING_MORE.match(self.text, self._flow(here))
        if end is None:
            _give_up()
        self.at += self.text.count("\n", here, end.end())
        if end.end() == len(self.text) and not end[0].endswith("\n"):
            self.at = len(self.lines)

    def _beneath(self, indent: int, *, may_hold_items: bool) -> None:
        line = self.at
        self.at += 1
        after = self._indent()
        deeper = after is not None and after > indent
        if after is not None and deeper and self.lines[self.at][after] in "{[":
            self._flow_alone(self.starts[self.at] + after)
        elif after is not None and (
            deeper or (may_hold_items and after == indent and self._is_item(indent))
        ):
            self._block(after)
        else:
            self._scalar("", line)

    # ------------------------------------------------------------------ flow

    def _flow(self, at: int) -> int:
        """Events of the collection that begins here; where it ends."""
        self.depth += 1
        if self.depth > DEEPEST:
            _give_up()
        end = self._flow_mapping(at) if self.text[at] == "{" else self._flow_sequence(at)
        self.depth -= 1
        return end

    def _flow_mapping(self, at: int) -> int:
        self._add(MappingStartEvent, self._line(at))
        at = self._next(at + 1)
        while self.text[at] != "}":
            end = self._flow_scalar(at)
            colon = end
            while self.text[colon : colon + 1] == " ":
                colon += 1
            if self.text[colon : colon + 1] == ":" and colon - at <= LONGEST_KEY:
                if self.text[colon + 1 : colon + 2] not in (" ", "\n"):
                    _give_up()
                end = self._flow_value(self._next(colon + 1))
            else:
                self._scalar("", self._line(at))
            at = self._after(end, "}")
        self._add(MappingEndEvent, self._line(at))
        return at + 1

    def _flow_sequence(self, at: int) -> int:
        self._add(SequenceStartEvent, self._line(at))
        at = self._next(at + 1)
        while self.text[at] != "]":
            if self.text[at] == ",":
                _give_up()
            at = self._after(self._flow_value(at), "]")
        self._add(SequenceEndEvent, self._line(at))
        return at + 1

    def _flow_value(self, at: int) -> int:
        sign = self.text[at]
        if sign in "{[":
            return self._flow(at)
        if sign in ",}":
            self._scalar("", self._line(at))
            return at
        return self._flow_scalar(at)

    def _flow_scalar(self, at: int) -> int:
        match = _FLOW_SCALAR.match(self.text, at)
        if match is None:
            _give_up()
        word = match[0].rstrip(" ")
        self._scalar(word, self._line(at))
        return at + len(word)

    def _after(self, at: int, close: str) -> int:
        """Where the next item begins, or the collection closes."""
        at = self._next(at)
        if self.text[at] == ",":
            return self._next(at + 1)
        return at if self.text[at] == close else _give_up()

    def _next(self, at: int) -> int:
        match = _BETWEEN.match(self.text, at)
        at = match.end() if match else at
        return at if at < len(self.text) else _give_up()

    # ------------------------------------------------------------------ events

    def _line(self, at: int) -> int:
        """The line of a sign; flow collections are read from the line where they begin."""
        return self.at + self.text.count("\n", self.starts[self.at], at)

    def _scalar(self, word: str, line: int) -> None:
        quote = word[0] if word and word[0] in "\"'" else None
        value = word[1:-1] if quote else word
        implicit = (False, True) if quote else (True, False)
        self.events.append(
            ScalarEvent(None, None, implicit, value, start_mark=Mark(line), style=quote)
        )

    def _add(self, kind: type, line: int) -> None:
        if kind in (MappingStartEvent, SequenceStartEvent):
            self.events.append(kind(None, None, True, start_mark=Mark(line)))
        else:
            self.events.append(kind(start_mark=Mark(line)))
