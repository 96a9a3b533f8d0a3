"""The numbers of all scenarios, each once as a file says it, and what is known about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..checks.loading import Resolved
from ..scenario.schema import Number, Scenario, doubt_of
from ..telling.sources import numbers_of, status_of
from ..uncertainty.unknowns import name_of

ASSUMED = ("assumption", "none")
"""Of no source: put in, or of which no file says where it is from."""


@dataclass
class Told:
    """A number as a file says it; `all` are the numbers that it has become, one for each place.

    `name` is its path as its file has it. A default, or a number per 1,000 youth, becomes many.
    """

    name: str
    place: str
    status: str
    first: Scenario
    all: list[Number] = field(default_factory=list)
    scenarios: dict[str, None] = field(default_factory=dict)

    @property
    def number(self) -> Number:
        """The first of them."""
        return self.all[0]

    @property
    def is_same_everywhere(self) -> bool:
        """Whether it is one number at every place where it counts."""
        return all(item.value == self.number.value and item.path == self.number.path
                   for item in self.all)  # fmt: skip

    @property
    def source(self) -> str:
        """The title of its document, or the name of it; nothing where it has none."""
        name = self.number.source
        document = self.first.sources.get(name) if name else None
        return document.title if document else name or ""

    @property
    def group(self) -> str | None:
        """The group of doubt that it moves with, or against."""
        return doubt_of(self.number.doubt) if self.number.doubt is not None else None


def told_numbers(scenarios: Mapping[str, Resolved]) -> tuple[Told, ...]:
    """Every number that the files of these scenarios say, in their order."""
    result: dict[tuple[str, ...], Told] = {}
    for name, resolved in scenarios.items():
        for item, key, number in _placed(resolved):
            told = result.setdefault(key, item)
            told.all.append(number)
            told.scenarios[name] = None
    return tuple(result.values())


def _placed(resolved: Resolved) -> Iterator[tuple[Told, tuple[str, ...], Number]]:
    scenario, trail = resolved.scenario, resolved.trail
    for keys, number in numbers_of(scenario):
        name, place, status = name_of(keys, trail), str(trail.place(keys)), status_of(number)
        key = (name, place, status, number.doubt or "")
        yield Told(name, place, status, scenario), key, number
