"""One client who walks before a filled start, and what is left of all who walked (rule 23)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling.rows import StateType, maker_of, more_rows, no_more, no_more_rows
from ..compiling.tables import Grid, Rows, compiled, fields_of
from ..rules.tables import Ground

Ints = NDArray[np.int64]

FIRST_LINE = -1
STOCK, PENDING, COUNTS, LAST, MET = 6, 2, 3, 3, 4
"""How many numbers a row of each of these has; see State."""
MOST_VISITS = 1000


class Walk(Ground):
    """One client on their way, and what is left of all who walked: tables, row after row."""

    client: int
    source: int
    group: int
    key: int
    eighteenth: int
    tick: int
    """When the visit begins that they are at."""
    nth: int
    """The number of that visit at its station."""
    visits: Rows[int]
    """How many visits they have had, by station."""
    keeps_place: bool
    """Whether they keep the place of the visit before (rule 16)."""
    late: int
    """The station of help that took no time, whose seconds join after the first line has."""
    late_nth: int
    is_helped: bool
    """Whether care has started in this referral."""
    heavier: float
    """How many times as long they are helped in this referral."""
    turned_away: Grid[float]
    """The share that limits turn away, by station and pool (limits.py)."""
    second_end: Rows[int]
    """When the last second trajectory ends, by station."""
    stock: Rows[int]
    stock_size: int
    pending: Rows[int]
    pending_size: int
    counts: Rows[int]
    counts_size: int
    last: Rows[int]
    last_size: int
    met: Rows[int]
    """What is kept of each divert by a gate that took a client in this referral."""
    met_size: int
    met_begin: int
    after: int
    """Of the diverts from where they go onward, those up to this one are behind them."""
    onward_nth: int
    """The number that was used up there, and since when they ask there."""
    onward_since: int


zero_walk = maker_of(StateType("Walk", fields_of(Walk)))


@compiled
def is_in_care(walk: Walk, station: int, nth: int, second: int, end: int) -> None:
    """A visit that runs at the start."""
    row = walk.stock_size
    walk.stock[row], walk.stock[row + 1], walk.stock[row + 2] = walk.client, station, nth
    walk.stock[row + 3], walk.stock[row + 4], walk.stock[row + 5] = second, walk.tick, end
    walk.stock_size += STOCK


@compiled
def keep_counts(walk: Walk) -> None:
    """The visits that a client has had who is still there."""
    for station in range(walk.visits.size):
        if walk.visits[station]:
            row = walk.counts_size
            walk.counts[row], walk.counts[row + 1] = walk.client, station
            walk.counts[row + 2] = walk.visits[station]
            walk.counts_size += COUNTS


@compiled
def make_room(walk: Walk, stations: int) -> None:
    """Let each table have room for all that one client may leave."""
    need = STOCK * (walk.seconds.size * MOST_VISITS + 1)
    if walk.stock.size - walk.stock_size < need:
        walk.stock = more_rows(walk.stock, 2 * walk.stock.size + need)
    if walk.pending.size - walk.pending_size < PENDING:
        walk.pending = more_rows(walk.pending, 2 * walk.pending.size + 64 * PENDING)
    if walk.last.size - walk.last_size < LAST:
        walk.last = more_rows(walk.last, 2 * walk.last.size + 64 * LAST)
    if walk.met.size - walk.met_size < MET * (walk.diverts.size + 1):
        walk.met = more_rows(walk.met, 2 * walk.met.size + MET * (walk.diverts.size + 1))
    if walk.counts.size - walk.counts_size < COUNTS * stations:
        walk.counts = more_rows(walk.counts, 2 * walk.counts.size + 64 * COUNTS * stations)


@compiled
def tables(walk: Walk) -> Any:
    """What is left of all who walked: stock, pending, counts, last and met."""
    return (
        _numbers(walk.stock, walk.stock_size),
        _numbers(walk.pending, walk.pending_size),
        _numbers(walk.counts, walk.counts_size),
        _numbers(walk.last, walk.last_size),
        _numbers(walk.met, walk.met_size),
    )


@compiled
def _numbers(rows: Rows[int], size: int) -> Ints:
    result = np.empty(size, np.int64)
    for row in range(size):
        result[row] = rows[row]
    return result


@compiled
def end_walk(walk: Walk) -> None:
    """Give back all memory."""
    no_more_rows(walk.stock)
    no_more_rows(walk.pending)
    no_more_rows(walk.counts)
    no_more_rows(walk.last)
    no_more_rows(walk.met)
    no_more(walk)
