"""Boxes in which something is nearly always so: the patient rule induction method (PRIM).

Friedman and Fisher, Statistics and Computing 9, 1999. A box begins as everything; each step peels
off the twentieth part, along one input, that leaves most of what is looked for in what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_PEELED = 0.05
_PASTED = 0.05
_SHUFFLES = 39
"""With 39 shuffles a box that none of them equals has a p-value of 0.025."""


@dataclass(frozen=True)
class Box:
    """Bounds of some inputs, by their places; -inf or inf where one side is free.

    `inside` of the draws lie in it, in `hits` of which what is looked for is so.
    """

    low: dict[int, float] = field(default_factory=dict)
    high: dict[int, float] = field(default_factory=dict)
    inside: int = 0
    hits: int = 0

    @property
    def inputs(self) -> tuple[int, ...]:
        """The inputs that it bounds."""
        return tuple(sorted({*self.low, *self.high}))

    @property
    def density(self) -> float:
        """In which part of its draws what is looked for is so."""
        return self.hits / self.inside if self.inside else 0.0

    def holds(self, x: Floats) -> Flags:
        """Which points lie in it."""
        result = np.ones(len(x), np.bool_)
        for at, low in self.low.items():
            result &= x[:, at] >= low
        for at, high in self.high.items():
            result &= x[:, at] <= high
        return result

    def counted(self, x: Floats, wanted: Flags) -> Box:
        """The same with the draws in it counted."""
        held = self.holds(x)
        return replace(self, inside=int(held.sum()), hits=int((held & wanted).sum()))


@dataclass(frozen=True)
class Asked:
    """How sure a box must be, how many draws it must hold, and by how many inputs it may say so.

    `one_sided`: each input is bounded on one side only.
    """

    density: float = 0.8
    least: int = 10
    inputs: int = 2
    one_sided: bool = False


def box_of(x: Floats, wanted: Flags, asked: Asked) -> Box | None:
    """The box with most of what is looked for, of those that are dense enough; None without one.

    First by all inputs; then again by those alone that it cannot do without.
    """
    every = _best(x, wanted, asked, range(x.shape[1]))
    if every is None:
        return None
    if len(every.inputs) > asked.inputs:
        chosen = _needed_most(every, x, wanted)[: asked.inputs]
        every = _best(x, wanted, asked, chosen)
    return None if every is None else _without_needless(every, x, wanted)


def p_value_of(box: Box, x: Floats, wanted: Flags, asked: Asked, seed: int) -> float:
    """How often as good a box is found where draws are shuffled, so that there is none."""
    random = np.random.default_rng(seed)
    found = (box_of(x, random.permutation(wanted), asked) for _ in range(_SHUFFLES))
    as_good = sum(other is not None and other.hits >= box.hits for other in found)
    return (1 + as_good) / (1 + _SHUFFLES)


def _best(x: Floats, wanted: Flags, asked: Asked, inputs: Sequence[int]) -> Box | None:
    """Of the boxes on the way the one with most hits, once more made larger where that is free."""
    boxes = [box for box in _peeled(x, wanted, asked, inputs) if box.density >= asked.density]
    if not boxes:
        return None
    return _pasted(max(boxes, key=lambda box: (box.hits, box.density)), x, wanted, asked)


def _peeled(x: Floats, wanted: Flags, asked: Asked, inputs: Sequence[int]) -> list[Box]:
    box = Box().counted(x, wanted)
    boxes = [box]
    places = list(inputs)
    while box.inside > asked.least:
        held = box.holds(x)
        peeled = _peel(box, x[held][:, places], wanted[held], asked, places)
        if peeled is None:
            break
        box = peeled
        boxes.append(box)
    return boxes


def _peel(box: Box, x: Floats, wanted: Flags, asked: Asked, places: Sequence[int]) -> Box | None:
    """The densest box that is a twentieth smaller; None where all would hold too few draws.

    `x` has what lies in the box, a column for each of the places.
    """
    low, high = np.quantile(x, (_PEELED, 1 - _PEELED), axis=0)
    left = np.concatenate([x >= low, x <= high], axis=1)
    inside, hits = left.sum(axis=0), wanted.astype(np.int64) @ left
    may_be = (inside >= asked.least) & (inside < len(x))
    if asked.one_sided:
        is_free = [(at not in box.high, at not in box.low) for at in places]
        may_be &= np.array(is_free, np.bool_).T.ravel()
    if not may_be.any():
        return None
    density = np.where(may_be, hits / np.maximum(inside, 1), -1.0)
    at = int(np.lexsort((inside, density))[-1])
    place = places[at % len(places)]
    if at < len(places):
        smaller = replace(box, low={**box.low, place: float(low[at])})
    else:
        smaller = replace(box, high={**box.high, place: float(high[at - len(places)])})
    return replace(smaller, inside=int(inside[at]), hits=int(hits[at]))


def _pasted(box: Box, x: Floats, wanted: Flags, asked: Asked) -> Box:
    """Each bound put back as long as what lies beyond it is as dense as is asked."""
    while True:
        larger = [item.counted(x, wanted) for item in _wider(box, x)]
        larger = [item for item in larger if item.hits > box.hits and item.density >= asked.density]
        if not larger:
            return box
        box = max(larger, key=lambda item: (item.hits, item.density))


def _wider(box: Box, x: Floats) -> list[Box]:
    """The box with one bound moved out by a twentieth of the draws in it, or dropped."""
    result = []
    more = max(1, round(_PASTED * box.inside))
    for at, low in box.low.items():
        others = {other: end for other, end in box.low.items() if other != at}
        free = replace(box, low=others)
        beyond = np.sort(x[free.holds(x) & (x[:, at] < low), at])
        bounds = {**others, at: float(beyond[-more])} if len(beyond) > more else others
        result.append(replace(box, low=bounds))
    for at, high in box.high.items():
        others = {other: end for other, end in box.high.items() if other != at}
        free = replace(box, high=others)
        beyond = np.sort(x[free.holds(x) & (x[:, at] > high), at])
        bounds = {**others, at: float(beyond[more - 1])} if len(beyond) > more else others
        result.append(replace(box, high=bounds))
    return result


def _without(box: Box, at: int) -> Box:
    low, high = ({n: end for n, end in ends.items() if n != at} for ends in (box.low, box.high))
    return replace(box, low=low, high=high)


def _needed_most(box: Box, x: Floats, wanted: Flags) -> list[int]:
    """Its inputs, that first without which it would be least dense."""
    density = {at: _without(box, at).counted(x, wanted).density for at in box.inputs}
    return sorted(box.inputs, key=lambda at: density[at])


def _without_needless(box: Box, x: Floats, wanted: Flags) -> Box:
    """Without inputs that may be left out and leave it as dense."""
    for at in box.inputs:
        smaller = _without(box, at).counted(x, wanted)
        if len(box.inputs) > 1 and smaller.density >= box.density:
            box = smaller
    return box
