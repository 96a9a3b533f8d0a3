"""Reading the way of each client from visits: who goes on, who enters, what belongs together.

A *referral* is what follows from one entry, an arrival or a return: visits of the first line, in
order. Second trajectories (rule 17) belong to no referral.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ..draws import NEVER

if TYPE_CHECKING:
    from ..network import Network
    from ..visits import Visits

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

FIRST_LINE = -1
_TICK_BITS = 40
_COMPLETED, _RELOCATED = 0, 6


@dataclass(frozen=True)
class Moves:
    """Every step from one visit to the next: whose, when, to which station as planned, from where.

    A client who keeps his place (rule 16) goes on at the moment that he is blocked.
    """

    key: Ints
    tick: Ints
    station: Ints
    visit: Ints


@dataclass(frozen=True)
class Journeys:
    """Visits of the first line in order of client and joining.

    `rows` are rows of the visits; the other arrays run along with it. `referral` numbers them from
    0; `is_entry` marks the first visit of each that entered in the run, `is_return` those that are
    entries after an earlier end.
    """

    rows: Ints
    referral: Ints
    is_entry: Flags
    is_return: Flags

    @property
    def referrals(self) -> int:
        """How many referrals there are, those under way at the start included."""
        return int(self.referral[-1]) + 1 if self.referral.size else 0

    @property
    def first(self) -> Ints:
        """Where in `rows` each referral begins."""
        return first_of_each(self.referral)


def first_of_each(referral: Ints) -> Ints:
    """Where each referral begins in an array of them in order."""
    return np.flatnonzero(np.diff(referral, prepend=-1))


def keyed(client: Ints, tick: Ints) -> Ints:
    """Client and moment as one number, in order of client and then of time."""
    return (client << _TICK_BITS) + tick + (1 << (_TICK_BITS - 1))


def first_line(visits: Visits) -> Ints:
    """Rows of the first line, in order of client, moment of joining and number."""
    rows = np.flatnonzero(visits.with_visit == FIRST_LINE)
    found: Ints = rows[_in_order(visits.client[rows], visits.joined[rows], rows)]
    return found


def relocated_from(visits: Visits) -> Ints:
    """Per visit the row of the visit that was relocated into it, -1 where there is none."""
    found = np.full(len(visits), -1, dtype=np.int64)
    old = np.flatnonzero(visits.outcome == _RELOCATED)
    if not old.size:
        return found
    lines = (visits.client[old], visits.with_visit[old], visits.next[old], visits.ended[old])
    left = dict(zip(zip(*(one.tolist() for one in lines), strict=True), old.tolist(), strict=True))
    moved = np.isin(visits.client, np.unique(visits.client[old]))
    for row in np.flatnonzero(moved & (visits.started == visits.joined)).tolist():
        line = (visits.client, visits.with_visit, visits.station, visits.started)
        place = tuple(int(one[row]) for one in line)
        if left.get(place, row) < row:
            found[row] = left.pop(place)
    return found


def moves_of(visits: Visits, end: int) -> Moves:
    """All moves of the first line, in order of client, moment and visit."""
    main = visits.with_visit == FIRST_LINE
    held = main & (visits.blocked > 0)
    stopped = np.where(visits.ended == NEVER, end, visits.ended)
    blocked_at = stopped - visits.blocked
    old = relocated_from(visits)
    went_on_before = (old >= 0) & (visits.blocked[old] > 0)
    goes_on = np.flatnonzero(held & ~went_on_before)
    planned = (visits.next >= 0) & (visits.ended != NEVER) & main
    is_step = ~held & ~went_on_before
    moves = np.flatnonzero(planned & (is_step | (visits.outcome == _RELOCATED)))
    visit = np.concatenate([goes_on, moves])
    tick = np.concatenate([blocked_at[goes_on], visits.ended[moves]])
    station = np.concatenate([np.full(goes_on.size, -1), visits.next[moves]])
    order = _in_order(visits.client[visit], tick, visit)
    key = keyed(visits.client[visit], tick)
    return Moves(key[order], tick[order], station[order], visit[order])


def entering(key: Ints, moves: Moves) -> Flags:
    """Of joinings in order: the first of its client at its moment, where fewer moves lead to it."""
    is_first = np.diff(key, prepend=-1) != 0
    enters: Flags = is_first & (how_often(key, key) > how_often(key, moves.key))
    return enters


def journeys_of(network: Network, visits: Visits) -> Journeys:
    """The referrals of a run: an entry is a joining that no move leads to."""
    rows = first_line(visits)
    client, joined, arrival = visits.client[rows], visits.joined[rows], visits.arrival[rows]
    enters = entering(keyed(client, joined), moves_of(visits, network.end))
    begins = enters & (joined >= 0)
    begins |= np.diff(client, prepend=-1) != 0
    is_entry = enters & (joined >= 0) & (arrival >= 0)
    is_return = enters & (joined > 0) & (arrival != joined)
    return Journeys(rows, np.cumsum(begins) - 1, is_entry | is_return, is_return)


# ------------------------------------------------------------------ compiled: rows in order


@njit(cache=True)
def _in_order(client, tick, number):  # type: ignore[no-untyped-def]
    """Places in order of client, tick and number; quick where those of a client are near it."""
    clients = client.max() + 1 if client.size else 0
    end = np.zeros(clients, dtype=np.int64)
    for one in client:
        end[one] += 1
    end = np.cumsum(end) - end
    order = np.empty(client.size, dtype=np.int64)
    begin = end.copy()
    for place in range(client.size):
        one = client[place]
        at = end[one]
        while at > begin[one] and (tick[order[at - 1]], number[order[at - 1]]) > (
            tick[place],
            number[place],
        ):
            order[at] = order[at - 1]
            at -= 1
        order[at] = place
        end[one] += 1
    return order


@njit(cache=True)
def how_often(keys, among):  # type: ignore[no-untyped-def]
    """How often each of some keys stands among others; both in order."""
    found = np.zeros(keys.size, dtype=np.int64)
    begin = end = 0
    for row in range(keys.size):
        while begin < among.size and among[begin] < keys[row]:
            begin += 1
        end = max(begin, end)
        while end < among.size and among[end] == keys[row]:
            end += 1
        found[row] = end - begin
    return found
