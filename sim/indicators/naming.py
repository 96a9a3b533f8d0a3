"""What an indicator is called in a language: by its full name, words of the file as they are."""

from __future__ import annotations

from ..texts import Texts
from .definition import Indicator
from .definitions import definition_of

_EVENTS = ("fate", "first", "event")
"""Kinds of words that share their names: what may become of somebody."""


def name_in(texts: Texts, indicator: str) -> str:
    """Its name, as it stands in a table."""
    return _words(texts, indicator, "name") or indicator


def topic_in(texts: Texts, indicator: str) -> str:
    """What it is about, to open a sentence with; its name where it has no other words for it."""
    return _words(texts, indicator, "topic") or name_in(texts, indicator)


def claim_in(texts: Texts, indicator: str, difference: float) -> str:
    """That it fell or rose."""
    way = "less" if difference < 0 else "more"
    other = texts(f"indicator.other.{way}", name=name_in(texts, indicator))
    return _words(texts, indicator, way) or other


def _words(texts: Texts, indicator: str, part: str) -> str | None:
    """A message of an indicator: its own, else that of its pattern with the words filled in."""
    if texts.has(own := f"indicator.{indicator}.{part}"):
        return texts(own)
    definition = definition_of(indicator)
    if definition is None or not texts.has(key := f"{definition.words}.{part}"):
        return None
    return texts(key, **_named(texts, definition, indicator))


def _named(texts: Texts, definition: Indicator, indicator: str) -> dict[str, str]:
    pairs = zip(definition.parts, indicator.split(":")[1:], strict=True)
    return {part[1:-1]: _word(texts, part[1:-1], word) for part, word in pairs if part[0] == "{"}


def _word(texts: Texts, kind: str, word: str) -> str:
    """A word of a name; a number and what a file calls so by itself stay as they are."""
    kind = "event" if kind in _EVENTS else kind
    key = f"target.part.{word}" if kind == "class" else f"word.{kind}.{word}"
    return texts(key) if texts.has(key) else word.replace("_", " ")
