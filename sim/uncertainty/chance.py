"""Standard normal numbers of a draw: one for each group, and one for each unknown of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from ..draws import key_of, uniforms
from .scales import Floats
from .unknowns import Unknown

Ints = NDArray[np.int64]

SHARED = 0.7
"""The part of its variance that a number has in common with its group."""
_NO_PURPOSE = 0
_TINIEST = 2.0**-53


class Chance:
    """Draws of all unknowns, by seed and number of the draw, from 1.

    Groups of the root are Sobol points, scrambled by the seed. Those that blocks or extensions
    bring are hashed, as each unknown's own part is, so that they move no other.
    """

    def __init__(self, unknowns: Sequence[Unknown], of_root: Sequence[str], seed: int) -> None:
        """`of_root` are the groups that the root and its parts name, in order."""
        self._seed, self._place = seed, key_of("draws", seed)
        self._of_root = list(of_root)
        used = dict.fromkeys(item.group for item in unknowns if item.group is not None)
        self._others = [name for name in used if name not in self._of_root]
        place = {name: at for at, name in enumerate((*self._of_root, *self._others))}
        self._group = np.array([place.get(item.group or "", -1) for item in unknowns], np.int64)
        self._sign = np.array([item.sign for item in unknowns], np.float64)
        self._names = _keys("number", [item.name for item in unknowns])
        self._other_names = _keys("group", self._others)

    def at(self, draw: int) -> Floats:
        """One standard normal number for each unknown."""
        result: Floats = self.of(draw, 1)[0]
        return result

    def of(self, first: int, count: int) -> Floats:
        """Those of `count` draws from `first` on, shape (draws, unknowns)."""
        return self._beside_own(self._groups(first, count), first)

    def given(self, draw: int, groups: Mapping[str, float]) -> Floats:
        """Those of a draw in which groups have numbers that are given, all else as in that draw.

        Groups of the root that are not given stand at their centre, others are as in that draw.
        """
        result: Floats = self._beside_own(self._given(draw, groups), draw)[0]
        return result

    def _given(self, draw: int, groups: Mapping[str, float]) -> Floats:
        of_root = [groups.get(name, 0.0) for name in self._of_root]
        hashed = zip(self._others, self._hashed(self._other_names, draw), strict=True)
        return np.array([[*of_root, *(groups.get(name, chance) for name, chance in hashed)]])

    def groups(self, names: Sequence[str], first: int, count: int) -> Floats:
        """What some groups have in `count` draws from `first` on, shape (draws, groups)."""
        return self._groups(first, count)[:, self._places(names)]

    def groups_given(
        self, names: Sequence[str], given: Mapping[int, Mapping[str, float]]
    ) -> Floats:
        """What some groups have in draws as `given` has them, shape (draws, groups)."""
        rows = [self._given(draw, groups)[0] for draw, groups in given.items()]
        result: Floats = np.array(rows)[:, self._places(names)]
        return result

    def _places(self, names: Sequence[str]) -> list[int]:
        return [(*self._of_root, *self._others).index(name) for name in names]

    def own(self, draws: Sequence[int]) -> Floats:
        """What each unknown has of its own, shape (draws, unknowns)."""
        each = [self._hashed(self._names, draw) for draw in draws]
        return np.array(each).reshape(len(each), self._names.size)

    def _beside_own(self, groups: Floats, first: int) -> Floats:
        """What unknowns have, with their groups, in draws from `first` on."""
        count = len(groups)
        own = self.own(range(first, first + count))
        shared = groups[:, self._group] * self._sign if groups.shape[1] else np.zeros_like(own)
        both = sqrt(SHARED) * shared + sqrt(1 - SHARED) * own
        result: Floats = np.where(self._group < 0, own, both)
        return result

    def _groups(self, first: int, count: int) -> Floats:
        """One standard normal number for each group, shape (draws, groups)."""
        others = [self._hashed(self._other_names, first + at) for at in range(count)]
        hashed = np.array(others).reshape(count, len(self._others))
        if not self._of_root:
            return hashed
        return np.hstack([_sobol(len(self._of_root), self._seed, first - 1, count), hashed])

    def _hashed(self, names: Ints, draw: int) -> Floats:
        result: Floats = ndtri(uniforms(names, self._place, draw, _NO_PURPOSE))
        return result


def _sobol(dimensions: int, seed: int, skipped: int, count: int) -> Floats:
    """Scrambled Sobol points as standard normal numbers, shape (points, dimensions)."""
    from scipy.stats import qmc  # a second to import, and few commands draw

    engine = qmc.Sobol(dimensions, scramble=True, seed=np.random.default_rng(seed))
    if skipped:
        engine.fast_forward(skipped)
    # The first points of a sequence are asked for by a power of 2, in which they are balanced.
    points = engine.random(1 << (count - 1).bit_length())[:count]
    result: Floats = ndtri(np.clip(points, _TINIEST, 1 - _TINIEST))
    return result


def _keys(kind: str, names: Sequence[str]) -> Ints:
    return np.array([key_of(kind, name) for name in names], np.int64)
