"""Each number of a scenario with what is known about it, and the line of the file that gives it."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Keys, dotted
from ..scenario.schema import Number, Scenario, doubt_of
from ..scenario.trail import FULL_FORM, Trail
from .sources import numbers_of, status_of
from .speech import Speaker

_HIDDEN = frozenset({"needs", "default", "shares"})


def origins(scenario: Scenario, trail: Trail, lang: str) -> Iterator[str]:
    """A line for each number; where a default, table or value gave it, with the keys there."""
    speaker = Speaker(scenario, lang)
    for keys, number in numbers_of(scenario):
        yield f"{one_number(speaker, keys, number)} [{_origin(keys, trail)}]"


def _origin(keys: Keys, trail: Trail) -> str:
    found = trail.found(keys)
    if found is None:
        return "scenario"
    document, written = found
    place = str(document.place(written))
    there = _plain(document.named(document.written(written)))
    return place if there == _plain(keys) else f"{place}, {dotted(there)}"


def _plain(keys: Keys) -> Keys:
    return tuple(key for key in keys if key not in FULL_FORM)


def one_number(speaker: Speaker, keys: Keys, number: Number) -> str:
    """A number with its range, status, source, note and the doubt that it shares."""
    shown = keys[:-1] if keys[-1] == "number" else keys
    what = ".".join(key for key in shown if key not in _HIDDEN)
    spoken = speaker.said_number(number)
    if number.low is not None and number.high is not None:
        low, high = speaker.number(number.low), speaker.number(number.high)
        spoken += f" ({speaker.formats.range(low, high)})"
    elif number.spread is not None:
        spoken += f" (±{number.spread})"
    group = _group(speaker, number.doubt) if number.doubt is not None else None
    about = [speaker.say(f"status.{status_of(number)}"), number.source, number.note, group]
    return f"  {what} = {spoken}: {'; '.join(part for part in about if part)}"


def _group(speaker: Speaker, doubt: str) -> str:
    """With which group a number moves, and whether against it."""
    name = doubt_of(doubt)
    key = "doubts.of" if name == doubt else "doubts.against"
    return speaker.say(key, title=speaker.text(speaker.scenario.doubts[name], name), name=name)
