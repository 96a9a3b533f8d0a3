"""Counting in time: how often, how long and how many, between given moments and per cell.

Everything is exact in whole ticks. A *cell* is any number that visits are counted by, -1 for those
that are not. Moments are looked at before what happens then, as the engine's observer does (rule
25).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit
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

    def column_of(self, ticks: Ints) -> NDArray[np.int16]:
        """How many edges are not after each tick: interval k has column k + 1."""
        return np.searchsorted(self.ticks, ticks, side="right").astype(np.int16)

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


def rows_of_each(code: Ints, codes: int) -> list[Ints]:
    """The rows of each code from 0, in order; in a list of `codes` arrays."""
    order = np.argsort(code.astype(np.min_scalar_type(codes)), kind="stable")
    return np.split(order, np.cumsum(np.bincount(code, minlength=codes))[:-1])


def happened(edges: Edges, ticks: Ints, cell: Ints, cells: int) -> Ints:
    """How often, per cell and interval; shape (cells, intervals)."""
    found: Ints = _counted(edges.ticks, ticks, cell, cells)[:, 1:-1]
    return found


def summed(edges: Edges, ticks: Ints, amounts: Floats, cell: Ints, cells: int) -> Floats:
    """The amounts of what happened, per cell and interval; shape (cells, intervals)."""
    found: Floats = _added(edges.ticks, ticks, amounts, cell, cells)[:, 1:-1]
    return found


def present(moments: Ints, begin: Ints, end: Ints, cell: Ints, cells: int) -> Ints:
    """How many are there at each of increasing moments; shape (cells, moments)."""
    count, _ = _came_less_went(moments, begin, end, cell, cells)
    return _before(count)


def spent(
    edges: Edges, begin: Ints, end: Ints, cell: Ints, cells: int, *, value: Value | None = None
) -> NDArray[Any]:
    """Time spent per cell and interval, shape (cells, intervals), in whole ticks.

    With `value`, an increasing function of time such as an integrated price, how much that grew
    while they were there, as floats.
    """
    moments = edges.ticks
    if value is None:
        count, ticks = _came_less_went(moments, begin, end, cell, cells)
        return np.diff(_before(count) * moments - _before(ticks), axis=1)
    gone = _grown(moments, begin, cell, cells, value)
    gone -= _grown(moments, end, cell, cells, value)
    return np.diff(gone, axis=1)


def _grown(moments: Ints, ticks: Ints, cell: Ints, cells: int, value: Value) -> Floats:
    """Per cell and moment: the sum of value(moment) - value(tick) over earlier ticks."""
    count = _before(_counted(moments, ticks, cell, cells))
    total = _before(_added(moments, ticks, value(ticks), cell, cells))
    return np.asarray(count * value(moments) - total, dtype=np.float64)


def _before(found: NDArray[Any]) -> NDArray[Any]:
    """Per cell and moment, what lies before the moment; of what lies between the moments."""
    before: NDArray[Any] = found[:, :-1].cumsum(axis=1)
    return before


# ------------------------------------------------------------------ compiled: between moments


@njit(cache=True)
def _counted(moments, ticks, cell, cells):  # type: ignore[no-untyped-def]
    """How many ticks lie between the moments; shape (cells, moments + 1).

    Column k is from moment k - 1 up to moment k; the first is before all, the last from the last.
    """
    found = np.zeros((cells, moments.size + 1), dtype=np.int64)
    column = 0
    for row in range(ticks.size):
        if cell[row] >= 0:
            column = _column_near(moments, ticks[row], column)
            found[cell[row], column] += 1
    return found


@njit(cache=True)
def _added(moments, ticks, amounts, cell, cells):  # type: ignore[no-untyped-def]
    """The same for the sum of their amounts, added in the order of the rows."""
    found = np.zeros((cells, moments.size + 1), dtype=amounts.dtype)
    column = 0
    for row in range(ticks.size):
        if cell[row] >= 0:
            column = _column_near(moments, ticks[row], column)
            found[cell[row], column] += amounts[row]
    return found


@njit(cache=True)
def _came_less_went(moments, begin, end, cell, cells):  # type: ignore[no-untyped-def]
    """Between the moments: how many begin less how many end, and their ticks; shapes as above."""
    count = np.zeros((cells, moments.size + 1), dtype=np.int64)
    ticks = np.zeros((cells, moments.size + 1), dtype=np.int64)
    first = last = 0
    for row in range(begin.size):
        one = cell[row]
        if one >= 0:
            first = _column_near(moments, begin[row], first)
            last = _column_near(moments, end[row], max(first, last))
            count[one, first] += 1
            ticks[one, first] += begin[row]
            count[one, last] -= 1
            ticks[one, last] -= end[row]
    return count, ticks


@njit(cache=True)
def _column_near(moments, tick, near):  # type: ignore[no-untyped-def]
    """How many moments are not after the tick, from that of the row before, which is often near."""
    while near < moments.size and moments[near] <= tick:
        near += 1
    while near > 0 and moments[near - 1] > tick:
        near -= 1
    return near
