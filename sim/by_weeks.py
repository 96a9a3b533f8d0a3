"""A share that follows a wait: one compiled function for every engine and for what is planned."""

from __future__ import annotations

from .compiling import kept


@kept("float64(float64, float64[::1], float64[::1])")
def share_at(weeks, points, shares):  # type: ignore[no-untyped-def]
    """The share at a wait of so many weeks: linear between the points, level outside them."""
    last = points.size - 1
    if weeks <= points[0]:
        return shares[0]
    if weeks >= points[last]:
        return shares[last]
    row = 0
    while points[row + 1] <= weeks:
        row += 1
    part = (weeks - points[row]) / (points[row + 1] - points[row])
    return shares[row] + (shares[row + 1] - shares[row]) * part
