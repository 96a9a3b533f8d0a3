"""YAML 1.2 text to plain Python data, event by event, with the line of every key."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.nodes import ScalarNode

from ..errors import Keys, Place, Problem, ScenarioError
from .cleaning import cleaned, is_broken
from .meant import how_to_write_a_number, thousands_meant, why_no_date
from .simple import simple_events

DEEPEST = 40
LONGEST_KEY = 200
MOST_DIGITS = 40

_BEGINS_A_NUMBER = re.compile(r"(?:€|eur)? ?[+-]?\d[\d.]*", re.IGNORECASE)
_ENDS_A_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FRAME = (StreamStartEvent, StreamEndEvent, DocumentStartEvent, DocumentEndEvent)


class PlainReader:
    """Builds plain data from the events of one file and notes the line of every key.

    Tags, anchors, aliases, depth and a second document are refused as they come by.
    """

    def __init__(self, text: str, shown: str) -> None:
        self.shown = shown
        self.lines: dict[Keys, int] = {(): 1}
        self._ids: dict[Keys, str] = {}
        yaml = _yaml()
        simple = simple_events(text)
        self._events = iter(simple) if simple is not None else yaml.parse(text)
        self._resolver = yaml.resolver
        self._scalars = SafeConstructor(loader=yaml)
        self._known: dict[tuple[str, bool], Any] = {}
        self._depth = self._documents = 0

    def whole(self) -> Any:
        """The one document of the file; None when it is empty."""
        result = None
        for event in iter(self._next, None):
            if not isinstance(event, _FRAME):
                result = self._node(event, ())
        return result

    def _next(self) -> Any:
        event = next(self._events, None)
        if event is None:
            return None
        self._documents += isinstance(event, DocumentStartEvent)
        self._depth += isinstance(event, CollectionStartEvent)
        self._depth -= isinstance(event, CollectionEndEvent)
        trick = _trick(event, self._depth, self._documents)
        if trick:
            self._refuse(event.start_mark.line + 1, *trick)
        return event

    def _node(self, event: Any, keys: Keys) -> Any:
        if isinstance(event, MappingStartEvent):
            return dict(self._pairs(keys))
        if isinstance(event, SequenceStartEvent):
            return list(self._items(keys))
        return self._scalar(event, keys)

    def _items(self, keys: Keys) -> Iterator[Any]:
        at = -1
        while not isinstance(event := self._next(), SequenceEndEvent):
            at += 1
            here = (*keys, str(at))
            self.lines[here] = event.start_mark.line + 1
            yield self._node(event, here)

    def _pairs(self, keys: Keys) -> Iterator[tuple[Any, Any]]:
        before: tuple[Keys, str] = (), ""
        while not isinstance(event := self._next(), MappingEndEvent):
            key, here = self._key(event, keys)
            following = self._next()
            self._refuse_comma(*before, event, following)
            before = here, _plain(following)
            value = self._node(following, here)
            if key == "id" and isinstance(value, str):
                self._ids[keys] = value
            yield key, value

    def _key(self, event: Any, keys: Keys) -> tuple[Any, Keys]:
        """A key, and the keys that lead to it, whose line is noted."""
        line = event.start_mark.line + 1
        if not isinstance(event, ScalarEvent):
            self._refuse(line, "a key is a list or mapping", "a key is one word; quote it")
        if event.value == "<<":
            rule = "`<<` merges mappings; files do not merge"
            self._refuse(line, rule, "write the values out")
        if len(event.value) > LONGEST_KEY:
            rule = f"a key of {len(event.value):,} signs begins here; the longest has {LONGEST_KEY}"
            self._refuse(line, rule, "take a shorter name; long texts are values")
        key = self._scalar(event, keys)
        here = (*keys, str(key))
        if here in self.lines:
            rule = f"is written twice, first on line {self.lines[here]}; a key stands once"
            self._refuse(line, rule, "remove one or join them", keys=here)
        self.lines[here] = line
        return key, here

    def _refuse_comma(self, keys: Keys, before: str, event: Any, following: Any) -> None:
        """Refuse `{share: 0,24}`, which YAML reads as a share of 0 and a key 24 without a value."""
        parts, line = [before], event.start_mark.line + 1
        while _BEGINS_A_NUMBER.fullmatch(before) and _is_rest_of_number(event, following):
            parts.append(_plain(event))
            event, following = self._next(), self._next()
        if len(parts) > 1:
            text = ",".join(parts)
            rule = f"is {text}; a number has a point, and a comma ends it"
            self._refuse(line, rule, how_to_write_a_number(text) or "mend it", keys=keys)

    def _scalar(self, event: Any, keys: Keys) -> Any:
        """The value of a scalar; most are words that came by before."""
        known = event.value, event.style is None
        if known not in self._known:
            self._known[known] = self._new_scalar(event, keys)
        return self._known[known]

    def _new_scalar(self, event: Any, keys: Keys) -> Any:
        text, line = event.value, event.start_mark.line + 1
        tag = self._resolver.resolve(ScalarNode, text, event.implicit)
        if str(tag).endswith(":str"):
            return self._text(text, line, keys)
        if len(text) > MOST_DIGITS:
            rule = f"is a number of {len(text):,} signs; the longest has {MOST_DIGITS}"
            self._refuse(line, rule, "write a shorter one", keys=keys)
        meant = thousands_meant(text)
        if meant is not None:
            rule = f"is {text}, which reads as {meant[1]}: a point begins decimals"
            self._refuse(line, rule, f"write {meant[0]} or {meant[1]}", keys=keys)
        return self._value(ScalarNode(tag, text, event.start_mark), line, keys)

    def _text(self, text: str, line: int, keys: Keys) -> str:
        if is_broken(text):
            rule = "holds half of a sign (a surrogate), which is no text"
            self._refuse(line, rule, "write the sign itself", keys=keys)
        return cleaned(text)

    def _value(self, node: ScalarNode, line: int, keys: Keys) -> Any:
        """A number, date, truth value or nothing."""
        try:
            value = self._scalars.construct_object(node)
        except (YAMLError, ValueError, OverflowError, IndexError):
            value = dt.datetime.min
        if not isinstance(value, dt.datetime):
            return value
        is_date = str(node.tag).endswith(":timestamp")
        rule = f"is {node.value}; this is no {'date' if is_date else 'number'}"
        if is_date and (why := why_no_date(node.value)):
            rule += f": {why}"
        way_out = "write a date as 2026-01-31" if is_date else "mend it, or put text in quotes"
        raise self._refusal(line, rule, way_out, keys)

    def _refuse(self, line: int, rule: str, way_out: str, *, keys: Keys = ()) -> NoReturn:
        raise self._refusal(line, rule, way_out, keys)

    def _refusal(self, line: int, rule: str, way_out: str, keys: Keys) -> ScenarioError:
        place = Place(self.shown, line)
        return ScenarioError(Problem(rule, way_out, place=place, keys=self._named(keys)))

    def _named(self, keys: Keys) -> Keys:
        """The same keys, with the `id` of a thing in a list, once read, in place of its number."""
        return tuple(self._ids.get(keys[: at + 1], key) for at, key in enumerate(keys))


def _plain(event: Any) -> str:
    """The text of a scalar without quotes; nothing for another event."""
    is_plain = isinstance(event, ScalarEvent) and event.style is None
    return str(event.value) if is_plain else ""


def _is_rest_of_number(event: Any, following: Any) -> bool:
    """Whether a key of digits has no value, so that a comma before it was part of a number."""
    is_without_value = isinstance(following, ScalarEvent) and not _plain(following)
    return is_without_value and _ENDS_A_NUMBER.fullmatch(_plain(event)) is not None


def _yaml() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    return yaml


def _trick(event: Any, depth: int, documents: int) -> tuple[str, str] | None:
    if documents > 1:
        return "begins a second document; a file is one document", "remove the line `---`"
    if getattr(event, "version", None):
        return "`%YAML` names a version; files are YAML 1.2 as they stand", "remove the line"
    if depth > DEEPEST:
        return f"is more than {DEEPEST} levels deep; no section is", "check the brackets"
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        return (
            f"`{event.anchor}` is an anchor or alias; files have none, so that a reader sees "
            "every value where it counts",
            "write the value out",
        )
    if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag not in (None, "!"):
        return f"`{event.tag}` is a tag; files hold plain values only", "remove the tag"
    return None
