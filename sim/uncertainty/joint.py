"""Draws of several scenarios together, so that they are compared on the same values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np

from ..errors import Problem
from ..in_force import InForces
from ..scenario.schema import Scenario
from .doubts import Doubt, doubts_of, z_of_groups
from .prior import Prior
from .repairing import repaired
from .scales import Floats
from .unknowns import Unknown

AT_ONCE = 64
"""Draws of which chance is worked out together."""


@dataclass(frozen=True)
class JointDraw:
    """Every scenario with the numbers of one draw, and what was wrong with them as drawn.

    `z` has the numbers of the draw by scenario, in the order of its unknowns; `known` what is in
    force in the scenarios.
    """

    number: int
    scenarios: Mapping[str, Scenario]
    z: Mapping[str, Floats]
    repaired_for: tuple[Problem, ...]
    known: InForces


class Joint:
    """What scenarios do not know, where each thing that they share has one value in all of them.

    Also what is repaired, is repaired in all: else a pair would differ by more than its policy.
    """

    def __init__(
        self, priors: Mapping[str, Prior], given: Mapping[int, Mapping[str, float]] | None = None
    ) -> None:
        """`given` has what the groups have in each draw of an ensemble, by its number."""
        self._priors, self._given = dict(priors), given
        self._places: dict[str, list[int]] = {}
        place: dict[tuple[str, str | None, float], int] = {}
        unknowns: list[Unknown] = []
        for name, prior in priors.items():
            self._places[name] = []
            for item in prior.unknowns:
                at = place.setdefault((item.name, item.group, item.sign), len(unknowns))
                if at == len(unknowns):
                    unknowns.append(item)
                else:
                    keys = tuple(dict.fromkeys((*unknowns[at].keys, *item.keys)))
                    unknowns[at] = replace(unknowns[at], keys=keys)
                self._places[name].append(at)
        self.unknowns = tuple(unknowns)
        self._block: tuple[int, Floats] | None = None

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The doubts that move something."""
        return tuple(dict.fromkeys(item.group for item in self.unknowns if item.group is not None))

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """The groups with their titles and sizes, in the order of `groups`."""
        return doubts_of(self._priors)

    def z_of_doubts(self, numbers: Sequence[int]) -> Floats:
        """What each group has in draws, shape (draws, groups), before anything is repaired.

        Where a group moves one number, what that number has, with its own part.
        """
        result = z_of_groups(self._priors, self.groups, numbers, self._given)
        moved = [item.group for item in self.unknowns]
        alone = [at for at, item in enumerate(self.doubts) if item.numbers == 1]
        for row, number in enumerate(numbers if alone else ()):
            chance = self._chance(number)
            for at in alone:
                result[row, at] = chance[moved.index(self.groups[at])]
        return result

    def unknowns_of(self, name: str) -> tuple[Unknown, ...]:
        """The unknowns of a scenario, in the order of its numbers in a draw."""
        return self._priors[name].unknowns

    def draw(self, number: int) -> JointDraw:
        """A draw by its number, mended where the checks refuse it.

        Raises ScenarioError where that cannot be done.
        """
        return self._mended(number, self._chance(number))

    def given(self, number: int, groups: Mapping[str, float]) -> JointDraw:
        """The draw of that number, but with what groups have in it given.

        Raises ScenarioError as `draw` does.
        """
        return self._mended(number, self._chance_given(number, groups))

    def _mended(self, number: int, chance: Floats) -> JointDraw:
        known = InForces()
        problems = partial(self._problems, known=known)
        result = repaired(chance, self.unknowns, problems)
        z = {name: result.z[places] for name, places in self._places.items()}
        scenarios = {name: prior.applied(z[name]) for name, prior in self._priors.items()}
        return JointDraw(number, scenarios, z, result.problems, known)

    def _chance(self, number: int) -> Floats:
        """Of a number that several have, that of the first of them."""
        if self._given is not None:
            return self._chance_given(number, self._given[number])
        first = (number - 1) // AT_ONCE * AT_ONCE + 1
        if self._block is None or self._block[0] != first:
            self._block = first, self._chance_from(first)
        row: Floats = self._block[1][number - first]
        return row

    def _chance_given(self, number: int, groups: Mapping[str, float]) -> Floats:
        result = np.zeros(len(self.unknowns))
        for name, prior in reversed(self._priors.items()):
            result[self._places[name]] = prior.chance.given(number, groups)
        return result

    def _chance_from(self, first: int) -> Floats:
        result = np.zeros((AT_ONCE, len(self.unknowns)))
        for name, prior in reversed(self._priors.items()):
            result[:, self._places[name]] = prior.chance.of(first, AT_ONCE)
        return result

    def _problems(self, z: Floats, *, known: InForces) -> list[Problem]:
        """What refuses any of the scenarios."""
        return [
            item
            for name, prior in self._priors.items()
            for item in prior.problems(z[self._places[name]], known)
        ]
