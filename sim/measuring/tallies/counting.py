"""Counting in time: how often, how long and how many, between given moments and per cell.

Everything is exact in whole ticks. A *cell* is any number that visits are counted by, -1 for those
that are not. Moments are looked at before what happens then, as the engine's observer does (rule
25).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...compiling import kept
from ...draws import NEVER, TICKS_PER_DAY

if TYPE_CHECKING:
    from ...visits import Visits
    from .integral import Integral

Ints = NDArray[np.int64]
Cells = NDArray[np.integer[Any]]
Floats = NDArray[np.float64]
_DAY_BITS = TICKS_PER_DAY.bit_length() - 1
_MOST_DAYS = 2**16


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
        result: NDArray[np.int32] = columns_of(self.ticks, ticks)
        return result.astype(np.int16)

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


def rows_of_each(code: Cells, codes: int) -> list[Ints]:
    """The rows of each code from 0, in order; in a list of `codes` arrays."""
    rows, ends = _rows_by_code(code, codes)
    return np.split(rows, ends[:-1])


def happened(edges: Edges, ticks: Ints, cell: Cells, cells: int) -> Ints:
    """How often, per cell and interval; shape (cells, intervals)."""
    result: Ints = _counted(edges.ticks, ticks, cell, cells)[:, 1:-1]
    return result


def summed(edges: Edges, ticks: Ints, amounts: Floats, cell: Cells, cells: int) -> Floats:
    """The amounts of what happened, per cell and interval; shape (cells, intervals)."""
    result: Floats = _added(edges.ticks, ticks, amounts, cell, cells)[:, 1:-1]
    return result


@dataclass(frozen=True)
class Presence:
    """Those who are there, counted once for many moments; arrays of shape (cells, moments).

    `count` is how many there are at each moment, `ticks` the time that they were there before it.
    """

    moments: Ints
    count: Ints
    ticks: Ints

    @staticmethod
    def of(moments: Ints, begin: Ints, end: Ints, cell: Cells, cells: int) -> Presence:
        """Of visits that are there from their `begin` to their `end`, at increasing moments."""
        count, ticks = _came_less_went(moments, begin, end, cell, cells)
        there = _before(count)
        return Presence(moments, there, there * moments - _before(ticks))

    def at(self, moments: Ints) -> Ints:
        """How many there are at some of the moments; shape (cells, these)."""
        return self.count[:, np.searchsorted(self.moments, moments)]

    def spent(self, edges: Edges) -> Ints:
        """Time spent between some of the moments; shape (cells, intervals)."""
        return np.diff(self.ticks[:, np.searchsorted(self.moments, edges.ticks)], axis=1)


def spent(edges: Edges, begin: Ints, end: Ints, cell: Cells, cells: int) -> Ints:
    """Time spent per cell and interval in ticks, shape (cells, intervals)."""
    return Presence.of(edges.ticks, begin, end, cell, cells).spent(edges)


def valued(
    edges: Edges, begin: Ints, end: Ints, cell: Cells, cells: int, value: Integral
) -> Floats:
    """How much a value grew while they were there, such as an integrated price; as `spent`."""
    moments = edges.ticks
    steps = (value.ticks, value.per_day, value.before)
    came, had, went, left = _values(moments, begin, end, cell, cells, *steps)
    grown = _before(came) * value(moments) - _before(had)
    grown -= _before(went) * value(moments) - _before(left)
    return np.diff(grown, axis=1)


def _before(result: NDArray[Any]) -> NDArray[Any]:
    """Per cell and moment, what lies before the moment; of what lies between the moments."""
    before: NDArray[Any] = result[:, :-1].cumsum(axis=1)
    return before


# ------------------------------------------------------------------ compiled


@kept()
def _rows_by_code(code, codes):  # type: ignore[no-untyped-def]
    """Rows in order of their codes, and where the rows of each code end."""
    end = np.zeros(codes, dtype=np.int64)
    for item in code:
        end[item] += 1
    end = np.cumsum(end) - end
    rows = np.empty(code.size, dtype=np.int64)
    for row in range(code.size):
        rows[end[code[row]]] = row
        end[code[row]] += 1
    return rows, end


@kept()
def columns_of(moments, ticks):  # type: ignore[no-untyped-def]
    """As Edges.column_of: looked for from the moments that come no later than the day of a tick.

    One loop over all, since a function called for each tick would take several times as long.
    """
    by_day = _columns_by_day(moments)
    first, last = moments[0] if moments.size else 0, by_day.size - 1
    result = np.zeros(ticks.size, dtype=np.int32)
    for row in range(ticks.size):
        tick = ticks[row]
        if tick >= first and last >= 0:
            column = np.int64(by_day[min((tick - first) >> _DAY_BITS, last)])
            while column < moments.size and moments[column] <= tick:
                column += 1
            result[row] = column
    return result


@kept()
def _columns_by_day(moments):  # type: ignore[no-untyped-def]
    """For each day since the first of increasing moments: how many of them are not after it."""
    days = ((moments[-1] - moments[0]) >> _DAY_BITS) + 1 if moments.size else 0
    result = np.empty(min(days, _MOST_DAYS), dtype=np.int32)
    column = 0
    for day in range(result.size):
        while column < moments.size and moments[column] - moments[0] <= day << _DAY_BITS:
            column += 1
        result[day] = column
    return result


@kept()
def _counted(moments, ticks, cell, cells):  # type: ignore[no-untyped-def]
    """How many ticks lie between the moments; shape (cells, moments + 1).

    Column k is from moment k - 1 up to moment k; the first is before all, the last from the last.
    """
    column = columns_of(moments, ticks)
    result = np.zeros((cells, moments.size + 1), dtype=np.int64)
    for row in range(ticks.size):
        if cell[row] >= 0:
            result[cell[row], column[row]] += 1
    return result


@kept()
def _added(moments, ticks, amounts, cell, cells):  # type: ignore[no-untyped-def]
    """The same for the sum of their amounts, added in the order of the rows."""
    column = columns_of(moments, ticks)
    result = np.zeros((cells, moments.size + 1), dtype=amounts.dtype)
    for row in range(ticks.size):
        if cell[row] >= 0:
            result[cell[row], column[row]] += amounts[row]
    return result


@kept()
def _came_less_went(moments, begin, end, cell, cells):  # type: ignore[no-untyped-def]
    """Between the moments: how many begin less how many end, and their ticks; shapes as above.

    Who goes at once leaves nothing, and is not looked for.
    """
    cell, begin, end = _staying(cell, begin, end)
    first, last = columns_of(moments, begin), columns_of(moments, end)
    count = np.zeros((cells, moments.size + 1), dtype=np.int64)
    ticks = np.zeros((cells, moments.size + 1), dtype=np.int64)
    for row in range(begin.size):
        item = cell[row]
        count[item, first[row]] += 1
        ticks[item, first[row]] += begin[row]
        count[item, last[row]] -= 1
        ticks[item, last[row]] -= end[row]
    return count, ticks


@kept()
def _staying(cell, begin, end):  # type: ignore[no-untyped-def]
    """Those that count and end later than they begin."""
    stays = np.empty(begin.size, dtype=np.int64)
    size = 0
    for row in range(begin.size):
        stays[size] = row
        size += cell[row] >= 0 and begin[row] != end[row]
    return cell[stays[:size]], begin[stays[:size]], end[stays[:size]]


@kept()
def _values(moments, begin, end, cell, cells, ticks, per_day, before):  # type: ignore[no-untyped-def]
    """Between the moments: how many begin, and the sum of an integral then; the same of ends."""
    first, last = columns_of(moments, begin), columns_of(moments, end)
    from_step, until_step = columns_of(ticks, begin), columns_of(ticks, end)
    came = np.zeros((cells, moments.size + 1), dtype=np.int64)
    had, went, left = np.zeros(came.shape), np.zeros_like(came), np.zeros(came.shape)
    for row in range(begin.size):
        item = cell[row]
        if item >= 0:
            step, later = max(from_step[row] - 1, 0), max(until_step[row] - 1, 0)
            came[item, first[row]] += 1
            had[item, first[row]] += (
                before[step] + (begin[row] - ticks[step]) / TICKS_PER_DAY * per_day[step]
            )
            went[item, last[row]] += 1
            left[item, last[row]] += (
                before[later] + (end[row] - ticks[later]) / TICKS_PER_DAY * per_day[later]
            )
    return came, had, went, left
