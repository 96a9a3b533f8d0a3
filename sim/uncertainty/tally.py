"""How many draws stand as they are drawn, and why others are repaired."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import Keys, Problem
from .prior import Draw


@dataclass(frozen=True)
class Reason:
    """What draws were repaired for: the first of the problems, and the draws that had it."""

    problem: Problem
    draws: tuple[int, ...]


@dataclass(frozen=True)
class Tally:
    """How many draws there were, and for what some were repaired, most frequent first."""

    count: int
    reasons: tuple[Reason, ...]

    @property
    def repaired(self) -> int:
        """How many draws were not left as they were drawn."""
        return sum(len(reason.draws) for reason in self.reasons)


def tallied(draws: Iterable[Draw]) -> Tally:
    """What happened to draws; each counts for the first thing that was wrong with it."""
    count = 0
    first: dict[Keys, Problem] = {}
    whose: dict[Keys, list[int]] = {}
    for draw in draws:
        count += 1
        if draw.repaired_for:
            problem = draw.repaired_for[0]
            first.setdefault(problem.keys, problem)
            whose.setdefault(problem.keys, []).append(draw.number)
    reasons = [Reason(first[keys], tuple(numbers)) for keys, numbers in whose.items()]
    return Tally(count, tuple(sorted(reasons, key=lambda reason: -len(reason.draws))))
