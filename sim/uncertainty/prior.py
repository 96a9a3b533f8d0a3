"""Draws of a scenario: files are read and checked once, a draw is a vector over its unknowns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..checks.checking import problems_of_draw
from ..errors import Problem
from ..in_force import InForces
from ..scenario.schema import Scenario
from .chance import Chance
from .repairing import repaired
from .scales import Floats, Spread, Values
from .shaping import Shaping
from .unknowns import Unknown

if TYPE_CHECKING:
    from ..checks.loading import Resolved

AT_ONCE = 256
"""Draws of which chance is worked out together."""


@dataclass(frozen=True)
class Draw:
    """A scenario with the numbers of one draw, and what was wrong with them as drawn."""

    number: int
    scenario: Scenario
    z: Floats
    repaired_for: tuple[Problem, ...]


class Prior:
    """All that a scenario does not know, before anything is compared with what is known."""

    def __init__(self, resolved: Resolved, seed: int) -> None:
        """Raises ScenarioError for ranges that cannot be drawn together."""
        self.scenario, self._trail = resolved.scenario, resolved.trail
        shaping = Shaping(resolved.scenario, resolved.trail)
        self._part = shaping.part
        self._values = Values(shaping.spreads, shaping.moved_by)
        self._spreads, self._moved_by = shaping.spreads, shaping.moved_by
        self._of_ways = np.array(shaping.of_ways, np.bool_)
        self.unknowns: tuple[Unknown, ...] = tuple(shaping.unknowns.all())
        self._last: tuple[Floats, Scenario] | None = None
        self.chance = Chance(self.unknowns, tuple(resolved.scenario.root.doubts), seed)

    @cached_property
    def groups(self) -> dict[str, int]:
        """How many unknowns each group moves; groups that move none are left out."""
        names = [item.group for item in self.unknowns if item.group is not None]
        known = [name for name in self.scenario.doubts if name in names]
        return {name: names.count(name) for name in known}

    def spread_of(self, at: int) -> Spread:
        """Value and range of an unknown by its place; of a path those of its first with a range."""
        mine = [
            spread for spread, of in zip(self._spreads, self._moved_by, strict=True) if of == at
        ]
        return next((spread for spread in mine if spread.low < spread.high), mine[0])

    def applied(self, z: Floats) -> Scenario:
        """The scenario with the numbers of a vector; at 0 the one of the file."""
        # What the checks were asked of is asked for next, and is the same object then.
        if self._last is None or not np.array_equal(self._last[0], z):
            self._last = z.copy(), self._part.with_values(self._values.at(z).tolist())
        return self._last[1]

    def draws(self, count: int) -> Iterator[Draw]:
        """Draws 1 to `count`, as `draw` gives them."""
        for first in range(1, count + 1, AT_ONCE):
            of_chance = self.chance.of(first, min(AT_ONCE, count + 1 - first))
            for at, z in enumerate(of_chance):
                yield self._mended(first + at, z)

    def draw(self, number: int) -> Draw:
        """A draw, from 1 on, mended where the checks refuse it.

        Raises ScenarioError where that cannot be done.
        """
        return self._mended(number, self.chance.at(number))

    def given(self, number: int, groups: Mapping[str, float]) -> Draw:
        """The draw of that number, but with what groups have in it given.

        Raises ScenarioError as `draw` does.
        """
        return self._mended(number, self.chance.given(number, groups))

    def _mended(self, number: int, z: Floats) -> Draw:
        result = repaired(z, self.unknowns, self.problems)
        return Draw(number, self.applied(result.z), result.z, result.problems)

    def problems(self, z: Floats, known: InForces | None = None) -> list[Problem]:
        """What refuses the scenario with the numbers of a vector; what is in force gets `known`."""
        values = self._values.at(z)
        ways_end = bool((self._values.at_an_end(values) & self._of_ways).any())
        known = InForces() if known is None else known
        return problems_of_draw(self.applied(z), self._trail, known, ways_end=ways_end)
