"""Counting in time: how often, how long and how many, between given moments and per cell.

Everything is exact in whole ticks. A *cell* is any number that visits are counted by. Moments are
looked at before what happens then, as the engine's observer does (rule 25).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..draws import NEVER

if TYPE_CHECKING:
    from ..visits import Visits

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Value = Callable[[Ints], Floats]


@dataclass(frozen=True)
class Edges:
    """Increasing ticks; interval k runs from edge k up to edge k + 1."""

    ticks: Ints

    @property
    def intervals(self) -> int:
        """How many intervals there are."""
        return len(self.ticks) - 1

    def interval_of(self, ticks: Ints) -> Ints:
        """The interval that each tick falls in; -1 before the first edge or from the last on."""
        found = np.searchsorted(self.ticks, ticks, side="right") - 1
        return np.where(found < self.intervals, found, -1).astype(np.int64)

    def between(self, begin: int, end: int) -> slice:
        """The intervals from one edge to another; both must be edges."""
        first, last = np.searchsorted(self.ticks, [begin, end])
        return slice(int(first), int(last))


def last_ticks(ticks: Ints, end: int) -> Ints:
    """The same ticks, with the end of the run where something has not happened yet."""
    return np.where(ticks == NEVER, end, ticks)


def list_left(visits: Visits, end: int) -> Ints:
    """When each visit left the list: its start, else its end, else the end of the run."""
    return np.where(visits.started == NEVER, last_ticks(visits.ended, end), visits.started)


def happened(edges: Edges, ticks: Ints, cell: Ints, cells: int) -> Ints:
    """How often, per cell and interval; shape (cells, intervals)."""
    interval = edges.interval_of(ticks)
    inside = (interval >= 0) & (ticks != NEVER)
    row = cell[inside] * edges.intervals + interval[inside]
    found = np.bincount(row, minlength=cells * edges.intervals)
    return found.reshape(cells, edges.intervals).astype(np.int64)


def summed(edges: Edges, ticks: Ints, amounts: Floats, cell: Ints, cells: int) -> Floats:
    """The amounts of what happened, per cell and interval; shape (cells, intervals)."""
    interval = edges.interval_of(ticks)
    inside = (interval >= 0) & (ticks != NEVER)
    row = cell[inside] * edges.intervals + interval[inside]
    found = np.bincount(row, weights=amounts[inside], minlength=cells * edges.intervals)
    return found.reshape(cells, edges.intervals).astype(np.float64)


def present(moments: Ints, begin: Ints, end: Ints, cell: Ints, cells: int) -> Ints:
    """How many are there at each of increasing moments; shape (cells, moments)."""
    begun = _before(moments, begin, None, cell, cells)
    there: Ints = begun - _before(moments, end, None, cell, cells)
    return there


def spent(
    edges: Edges, begin: Ints, end: Ints, cell: Ints, cells: int, *, value: Value | None = None
) -> NDArray[Any]:
    """Time spent per cell and interval, shape (cells, intervals), in whole ticks.

    With `value`, an increasing function of time such as an integrated price, how much that grew
    while they were there, as floats.
    """
    gone = _grown(edges.ticks, begin, cell, cells, value)
    gone -= _grown(edges.ticks, end, cell, cells, value)
    return np.diff(gone, axis=1)


def _grown(moments: Ints, ticks: Ints, cell: Ints, cells: int, value: Value | None) -> NDArray[Any]:
    """Per cell and moment: the sum of value(moment) - value(tick) over earlier ticks."""
    count = _before(moments, ticks, None, cell, cells)
    if value is None:
        passed: NDArray[Any] = count * moments - _before(moments, ticks, ticks, cell, cells)
        return passed
    total = _before(moments, ticks, value(ticks), cell, cells)
    grown: NDArray[Any] = count * value(moments) - total
    return grown


def _before(
    moments: Ints, ticks: Ints, amounts: NDArray[Any] | None, cell: Ints, cells: int
) -> NDArray[Any]:
    """Per cell and moment: how many ticks lie before it, or the sum of their amounts."""
    row = np.searchsorted(moments, ticks, side="right")
    inside = row < len(moments)
    place = cell[inside] * len(moments) + row[inside]
    size = cells * len(moments)
    if amounts is None:
        found: NDArray[Any] = np.bincount(place, minlength=size).astype(np.int64)
    elif amounts.dtype == np.int64:
        found = np.zeros(size, dtype=np.int64)
        np.add.at(found, place, amounts[inside])
    else:
        found = np.bincount(place, weights=amounts[inside], minlength=size)
    return found.reshape(cells, len(moments)).cumsum(axis=1)
