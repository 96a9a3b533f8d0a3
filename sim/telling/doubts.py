"""The groups of numbers that are one doubt, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..scenario.schema import Scenario, doubt_of
from .sources import numbers_of
from .speech import Speaker


def count_by_doubt(scenario: Scenario) -> dict[str, int]:
    """How many numbers move with each group, in the order of the files."""
    doubts = (number.doubt for _, number in numbers_of(scenario))
    counts = Counter(doubt_of(doubt) for doubt in doubts if doubt is not None)
    return {name: counts[name] for name in scenario.doubts if counts[name]}


def doubts(speaker: Speaker) -> Iterator[str]:
    """Each group with its title, and how many numbers it moves."""
    counts = count_by_doubt(speaker.scenario)
    if not counts:
        return
    many = speaker.number(len(counts))
    key = "doubts.one" if len(counts) == 1 else "doubts.many"
    yield speaker.say("doubts", count=speaker.say(key, count=many))
    for name, count in counts.items():
        title = speaker.text(speaker.scenario.doubts[name], name)
        key = "doubts.number" if count == 1 else "doubts.numbers"
        numbers = speaker.say(key, count=speaker.number(count))
        yield f"  - {speaker.say('doubts.group', title=title, name=name, numbers=numbers)}"
