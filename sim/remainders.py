"""Whole places divided over lists (rule 8): one compiled function for the calendar and engines."""

from __future__ import annotations

import math

import numpy as np

from .compiling import kept


@kept("int64[::1](int64, float64[::1])")
def places_of_lists(total, shares):  # type: ignore[no-untyped-def]
    """Places by largest remainder (ties: lowest number), and on each list one where there can be.

    The largest list gives what a list without any gets.
    """
    lists, left = shares.size, total
    result, remainder = np.empty(lists, np.int64), np.empty(lists)
    for at in range(lists):
        result[at] = math.floor(total * shares[at] + 1e-9)
        remainder[at] = total * shares[at] - result[at]
        left -= result[at]
    for _ in range(left):
        most = np.argmax(remainder)
        result[most] += 1
        remainder[most] = -1.0
    while total >= lists and result.min() == 0:
        result[np.argmax(result)] -= 1
        result[np.argmin(result)] += 1
    return result
