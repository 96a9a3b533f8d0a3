"""The groups of doubt of scenarios: what each moves, and what it has in each draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..scenario.schema import Text
from .prior import Prior
from .scales import Floats, Spread


@dataclass(frozen=True)
class Doubt:
    """A group: how many numbers it moves, and one of these, by which its size can be told.

    That is the number that counts at most places. `name` is its path as its file has it; where
    `is_reversed` it is low where the group is high.
    """

    group: str
    title: Text
    numbers: int
    name: str
    is_reversed: bool
    spread: Spread


def doubts_of(priors: Mapping[str, Prior]) -> tuple[Doubt, ...]:
    """Every group that moves a number of these scenarios, in their order."""
    of_group: dict[str, dict[str, tuple[Prior, int]]] = {}
    for prior in priors.values():
        for at, item in enumerate(prior.unknowns):
            if item.group is not None:
                of_group.setdefault(item.group, {}).setdefault(item.name, (prior, at))
    return tuple(_doubt(group, list(moved.values())) for group, moved in of_group.items())


def _doubt(group: str, moved: Sequence[tuple[Prior, int]]) -> Doubt:
    prior, at = max(moved, key=lambda item: len(item[0].unknowns[item[1]].keys))
    number = prior.unknowns[at]
    title = prior.scenario.doubts[group]
    return Doubt(group, title, len(moved), number.name, number.sign < 0, prior.spread_of(at))


def z_of_groups(
    priors: Mapping[str, Prior],
    groups: Sequence[str],
    numbers: Sequence[int],
    given: Mapping[int, Mapping[str, float]] | None,
) -> Floats:
    """What groups have in draws by their numbers, shape (draws, groups).

    Of a group that several scenarios have, that of the first. `given` are the draws of an ensemble.
    """
    result, left = np.zeros((len(numbers), len(groups))), dict.fromkeys(groups)
    for prior in priors.values():
        names = [name for name in left if name in prior.groups]
        left = {name: None for name in left if name not in names}
        places = [groups.index(name) for name in names]
        if given is not None:
            some = {number: given[number] for number in numbers}
            result[:, places] = prior.chance.groups_given(names, some)
        else:
            every = prior.chance.groups(names, 1, max(numbers))
            result[:, places] = every[np.array(numbers) - 1]
    return result
