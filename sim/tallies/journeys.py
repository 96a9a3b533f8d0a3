"""Reading the way of each client from visits: who goes on, who enters, what belongs together.

A *referral* is what follows from one entry, an arrival or a return: visits of the first line, in
order. Second trajectories (rule 17) belong to no referral.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
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
        return np.flatnonzero(np.diff(self.referral, prepend=-1))


def keyed(client: Ints, tick: Ints) -> Ints:
    """Client and moment as one number, in order of client and then of time."""
    return (client << _TICK_BITS) + tick + (1 << (_TICK_BITS - 1))


def first_line(visits: Visits) -> Ints:
    """Rows of the first line, in order of client, moment of joining and number."""
    rows = np.flatnonzero(visits.with_visit == FIRST_LINE)
    key = keyed(visits.client[rows], visits.joined[rows])
    return rows[np.argsort(key, kind="stable")]


def relocated_from(visits: Visits) -> Ints:
    """Per visit the row of the visit that was relocated into it, -1 where there is none."""
    found = np.full(len(visits), -1, dtype=np.int64)
    old = np.flatnonzero(visits.outcome == _RELOCATED)
    if not old.size:
        return found
    places = zip(visits.client[old], visits.next[old], visits.ended[old], strict=True)
    left = dict(zip(((int(c), int(s), int(t)) for c, s, t in places), old.tolist(), strict=True))
    moved = np.isin(visits.client, np.unique(visits.client[old]))
    for row in np.flatnonzero(moved & (visits.started == visits.joined)).tolist():
        place = (int(visits.client[row]), int(visits.station[row]), int(visits.started[row]))
        if left.get(place, row) < row:
            found[row] = left.pop(place)
    return found


def moves_of(visits: Visits, end: int) -> Moves:
    """All moves of the first line, in order of client, moment and visit."""
    main = visits.with_visit == FIRST_LINE
    held = main & (visits.blocked > 0)
    stopped = np.where(visits.ended == NEVER, end, visits.ended)
    blocked_at = stopped - visits.blocked
    taken_over = relocated_from(visits) >= 0
    goes_on = np.flatnonzero(held & ~(taken_over & (blocked_at == visits.started)))
    planned = (visits.next >= 0) & (visits.ended != NEVER) & main
    moves = np.flatnonzero(planned & (~held | (visits.outcome == _RELOCATED)))
    visit = np.concatenate([goes_on, moves])
    tick = np.concatenate([blocked_at[goes_on], visits.ended[moves]])
    station = np.concatenate([np.full(goes_on.size, -1), visits.next[moves]])
    key = keyed(visits.client[visit], tick)
    order = np.lexsort((visit, key))
    return Moves(key[order], tick[order], station[order], visit[order])


def journeys_of(network: Network, visits: Visits) -> Journeys:
    """The referrals of a run: an entry is a joining that no move leads to."""
    rows = first_line(visits)
    key = keyed(visits.client[rows], visits.joined[rows])
    moves = moves_of(visits, network.end)
    nth = np.arange(key.size) - np.searchsorted(key, key, side="left")
    joining = np.searchsorted(key, key, side="right") - np.searchsorted(key, key, side="left")
    led = np.searchsorted(moves.key, key, "right") - np.searchsorted(moves.key, key, "left")
    enters = (nth == 0) & (joining > led)
    client = visits.client[rows]
    begins = enters & (visits.joined[rows] >= 0)
    begins |= np.diff(client, prepend=-1) != 0
    is_entry = enters & (visits.joined[rows] >= 0) & (visits.arrival[rows] >= 0)
    is_return = enters & (visits.joined[rows] > 0) & (visits.arrival[rows] != visits.joined[rows])
    return Journeys(rows, np.cumsum(begins) - 1, is_entry | is_return, is_return)
