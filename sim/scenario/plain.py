"""YAML 1.2 text to plain Python data, event by event, with the line of every key."""

from __future__ import annotations

import datetime as dt
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

DEEPEST = 40

_FRAME = (StreamStartEvent, StreamEndEvent, DocumentStartEvent, DocumentEndEvent)


class PlainReader:
    """Builds plain data from the events of one file and notes the line of every key.

    Tags, anchors, aliases, depth and a second document are refused as they come by.
    """

    def __init__(self, text: str, shown: str) -> None:
        self.shown = shown
        self.lines: dict[Keys, int] = {(): 1}
        yaml = _yaml()
        self._events = yaml.parse(text)
        self._resolver = yaml.resolver
        self._scalars = SafeConstructor(loader=yaml)
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
        while not isinstance(event := self._next(), MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, ScalarEvent):
                self._refuse(line, "a key is a list or mapping", "a key is one word; quote it")
            if event.value == "<<":
                self._refuse(
                    line, "`<<` merges mappings; files do not merge", "write the values out"
                )
            key = self._scalar(event, keys)
            here = (*keys, str(key))
            if here in self.lines:
                rule = f"is written twice, first on line {self.lines[here]}; a key stands once"
                self._refuse(line, rule, "remove one or join them", keys=here)
            self.lines[here] = line
            yield key, self._node(self._next(), here)

    def _scalar(self, event: Any, keys: Keys) -> Any:
        tag = self._resolver.resolve(ScalarNode, event.value, event.implicit)
        try:
            value = self._scalars.construct_object(ScalarNode(tag, event.value, event.start_mark))
        except (YAMLError, ValueError, OverflowError):
            value = dt.datetime.min
        if isinstance(value, dt.datetime):
            rule = f"is {event.value}; this is no date"
            self._refuse(event.start_mark.line + 1, rule, "write a date as 2026-01-31", keys=keys)
        return value

    def _refuse(self, line: int, rule: str, way_out: str, *, keys: Keys = ()) -> NoReturn:
        raise ScenarioError(Problem(rule, way_out, place=Place(self.shown, line), keys=keys))


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
