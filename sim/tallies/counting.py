"""Counting in time: how often, how long and how many, between given moments and per cell.

Everything is exact in whole ticks. A *cell* is any number that visits are counted by. Moments are
looked at before what happens then, as the engine's observer does (rule 25).
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
    found: Ints = _counted(edges.ticks, ticks, cell, cells)[:, 1:-1]
    return found


def summed(edges: Edges, ticks: Ints, amounts: Floats, cell: Ints, cells: int) -> Floats:
    """The amounts of what happened, per cell and interval; shape (cells, intervals)."""
    found: Floats = _added(edges.ticks, ticks, amounts, cell, cells)[:, 1:-1]
    return found


def present(moments: Ints, begin: Ints, end: Ints, cell: Ints, cells: int) -> Ints:
    """How many are there at each of increasing moments; shape (cells, moments)."""
    begun = _before(_counted(moments, begin, cell, cells))
    there: Ints = begun - _before(_counted(moments, end, cell, cells))
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
    count = _before(_counted(moments, ticks, cell, cells))
    amounts = ticks if value is None else value(ticks)
    total = _before(_added(moments, ticks, amounts, cell, cells))
    grown: NDArray[Any] = count * (moments if value is None else value(moments)) - total
    return grown


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
        column = _column_of(moments, ticks[row], column)
        found[cell[row], column] += 1
    return found


@njit(cache=True)
def _added(moments, ticks, amounts, cell, cells):  # type: ignore[no-untyped-def]
    """The same for the sum of their amounts, added in the order of the rows."""
    found = np.zeros((cells, moments.size + 1), dtype=amounts.dtype)
    column = 0
    for row in range(ticks.size):
        column = _column_of(moments, ticks[row], column)
        found[cell[row], column] += amounts[row]
    return found


@njit(cache=True)
def _column_of(moments, tick, near):  # type: ignore[no-untyped-def]
    """How many moments are not after the tick, from that of the row before, which is often near."""
    while near < moments.size and moments[near] <= tick:
        near += 1
    while near > 0 and moments[near - 1] > tick:
        near -= 1
    return near
