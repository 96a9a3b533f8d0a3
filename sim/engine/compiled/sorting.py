"""Sorting, stable; NumPy's own in compiled code takes many times as long to compile."""

from __future__ import annotations

import numpy as np

from ...compiling.tables import Ints, compiled


@compiled
def sorted_by(values: Ints, keys: Ints) -> Ints:
    """The values in order of their keys; where keys are equal, as they were."""
    places, merged = np.arange(values.size), np.empty(values.size, np.int64)
    width = 1
    while width < values.size:
        for begin in range(0, values.size, 2 * width):
            _merge(places, merged, keys, begin, width)
        places, merged = merged, places
        width *= 2
    in_order = np.empty(values.size, np.int64)
    for place in range(values.size):
        in_order[place] = values[places[place]]
    return in_order


@compiled
def _merge(places: Ints, merged: Ints, keys: Ints, begin: int, width: int) -> None:
    """Merge two runs of `width` that stand behind each other."""
    middle, end = min(begin + width, places.size), min(begin + 2 * width, places.size)
    left, right = begin, middle
    for place in range(begin, end):
        from_left = left < middle and (right == end or keys[places[left]] <= keys[places[right]])
        if from_left:
            merged[place] = places[left]
            left += 1
        else:
            merged[place] = places[right]
            right += 1
