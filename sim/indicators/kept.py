"""Which indicators are kept of a run where only some are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import prod

from ..scenario.schema import Scenario
from .definition import ITSELF, Indicator
from .definitions import HEADLINES, INDICATORS, base_name, pools_of, words_for


@dataclass(frozen=True)
class Kept:
    """Indicators of which rows are kept, without what narrows them down.

    `whole`: with all their rows; `in_total`: without rows of stations, gemeenten and needs.
    """

    whole: frozenset[str]
    in_total: frozenset[str]

    @staticmethod
    def of(asked: Iterable[str]) -> Kept:
        """What is asked for whole and the headlines in total, each with what stands beside it.

        Verdicts ask for counters, companions and margins. The children behind are always there:
        without them nobody sees that a cell is small.
        """
        whole = _with_all_beside(asked)
        return Kept(whole, _with_all_beside(map(base_name, HEADLINES)) - whole)

    @property
    def names(self) -> list[str]:
        """All of them, by the alphabet."""
        return sorted(self.whole | self.in_total)

    def part_of(self, scenario: Scenario) -> float:
        """About what part of all rows of a run theirs are."""
        rows = {item: _rows_a_year(item, scenario) for item in INDICATORS}
        kept = sum(count for item, count in rows.items() if item.base in self.whole)
        totals = sum(_names(item, scenario) for item in INDICATORS if item.base in self.in_total)
        return (kept + totals) / sum(rows.values())


def _with_all_beside(names: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    new = {*names}
    while new:
        found |= new
        new = {name for item in INDICATORS if item.base in new for name in _beside(item)} - found
    return frozenset(found)


def _beside(item: Indicator) -> Iterator[str]:
    yield from map(base_name, (*item.counters, *item.companions))
    if item.behind is not None and item.behind != ITSELF:
        yield base_name(item.behind)
    if item.margin is not None and item.margin.per_1000:
        yield base_name(item.margin.per_1000)


def _rows_a_year(item: Indicator, scenario: Scenario) -> int:
    sizes = {
        ".": 1,
        "S": len(scenario.stations),
        "P": len(pools_of(scenario)),
        "G": len(scenario.gemeenten),
        "N": len(scenario.needs),
    }
    rows = f"{item.year} {item.half} {item.date}".split()
    parts = sum(prod(sizes[letter] for letter in kind) for kind in rows)
    return parts * _names(item, scenario)


def _names(item: Indicator, scenario: Scenario) -> int:
    """How many names it has with what narrows it down."""
    return prod(len(words_for(part, scenario)) for part in item.parts)
