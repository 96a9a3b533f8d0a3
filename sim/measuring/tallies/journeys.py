"""Reading the way of each client from visits: who goes on, who enters, what belongs together.

A *referral* is what follows from one entry, an arrival or a return: visits of the first line, in
order. Second trajectories (rule 17) belong to no referral.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ...compiling import kept
from ...draws import NEVER
from ...visits import Outcome

if TYPE_CHECKING:
    from ...visits import Visits

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

FIRST_LINE = -1
_TICK_BITS = 40
_DIVERTED, _RELOCATED = int(Outcome.DIVERTED), int(Outcome.RELOCATED)


@dataclass(frozen=True)
class Moves:
    """Every step from one visit to the next: whose, when, to which station as planned, from where.

    Clients who keep their place (rule 16) go on at the moment that they are blocked.
    """

    key: Ints
    tick: Ints
    station: Ints
    visit: Ints


@dataclass(frozen=True)
class Line:
    """Visits of the first line, in order of client and joining, and the moves that lead to them.

    `rows` are rows of the visits, `key` client and moment of joining of each, `enters` marks the
    first joining of a client at a moment, where fewer moves than joinings lead to it.
    `relocations` are as relocated_from.
    """

    rows: Ints
    key: Ints
    enters: Flags
    moves: Moves
    relocations: tuple[Ints, Ints]


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

    @cached_property
    def first(self) -> Ints:
        """Where in `rows` each referral begins."""
        return self.first_where(np.ones_like(self.is_entry))

    def first_where(self, flags: Flags) -> Ints:
        """Where in `rows` flags along with it first hold; per referral, -1: never."""
        result: Ints = _first_where(self.referral, flags, self.referrals)
        return result


def keyed(client: NDArray[np.signedinteger], tick: Ints) -> Ints:
    """Client and moment as one number, in order of client and then of time."""
    return (client.astype(np.int64) << _TICK_BITS) + tick + (1 << (_TICK_BITS - 1))


def first_line(visits: Visits) -> Ints:
    """Rows of the first line, in order of client, moment of joining and number."""
    rows = np.flatnonzero(visits.with_visit == FIRST_LINE)
    result: Ints = rows[_in_order(visits.client[rows], visits.joined[rows], rows)]
    return result


def relocated_from(visits: Visits) -> tuple[Ints, Ints]:
    """Rows of visits into which another was relocated, and the rows of those others.

    Who waited, kept a place and was diverted to the same station at that moment joined it first:
    diverts go before places are given out (rule 2).
    """
    old = np.flatnonzero(visits.outcome == _RELOCATED)
    if not old.size:
        return old, old
    lines = (visits.client[old], visits.with_visit[old], visits.next[old], visits.ended[old])
    left = dict(
        zip(zip(*(line.tolist() for line in lines), strict=True), old.tolist(), strict=True)
    )
    is_moved = np.zeros(visits.client.max() + 1, dtype=np.bool_)
    is_moved[visits.client[old]] = True
    moved = is_moved[visits.client]
    gone = np.flatnonzero(moved & (visits.outcome == _DIVERTED)).tolist()
    ways = (visits.client, visits.with_visit, visits.next, visits.ended)
    diverted = Counter(tuple(int(way[row]) for way in ways) for row in gone)
    places = (visits.client, visits.with_visit, visits.station, visits.joined)
    result = []
    for row in np.flatnonzero(moved).tolist():
        place = tuple(int(item[row]) for item in places)
        if diverted[place]:
            diverted[place] -= 1
        elif visits.started[row] == visits.joined[row] and left.get(place, row) < row:
            result.append((row, left.pop(place)))
    rows, olds = np.array(result, dtype=np.int64).reshape(-1, 2).T
    return rows, olds


def line_of(visits: Visits, end: int) -> Line:
    """The first line of a run that ends at a tick."""
    rows, relocations = first_line(visits), relocated_from(visits)
    key = keyed(visits.client[rows], visits.joined[rows])
    moves = _moves_of(visits, end, relocations)
    is_first = np.diff(key, prepend=-1) != 0
    enters: Flags = is_first & (how_often(key, key) > how_often(key, moves.key))
    return Line(rows, key, enters, moves, relocations)


def _moves_of(visits: Visits, end: int, relocations: tuple[Ints, Ints]) -> Moves:
    """All moves of the first line, in order of client, moment and visit."""
    rows, old = relocations
    went_on_before = np.zeros(len(visits), dtype=np.bool_)
    went_on_before[rows] = visits.blocked[old] > 0
    visit, tick, station = _moves(
        visits.with_visit, visits.blocked, visits.ended, visits.next, visits.outcome,
        went_on_before, end,
    )  # fmt: skip
    client = visits.client[visit]
    order = _in_order(client, tick, visit)
    return Moves(keyed(client, tick)[order], tick[order], station[order], visit[order])


def journeys_of(visits: Visits, line: Line) -> Journeys:
    """The referrals of a run: an entry is a joining that no move leads to."""
    rows = line.rows
    spec = (line.enters, visits.client[rows], visits.joined[rows], visits.arrival[rows])
    return Journeys(rows, *_referrals(*spec))


# ------------------------------------------------------------------ compiled: rows in order


@kept()
def _moves(with_visit, blocked, ended, planned, outcome, went_on_before, end):  # type: ignore[no-untyped-def]
    """Visit, moment and station of every move: of who is blocked then (-1: any), else at the end.

    Clients who kept their place and are relocated went on before, and have but moved.
    """
    visit = np.empty(2 * ended.size, dtype=np.int64)
    tick, station = np.empty_like(visit), np.empty_like(visit)
    result = 0
    for row in range(ended.size):
        if with_visit[row] != FIRST_LINE:
            continue
        has_ended, went_on = ended[row] != NEVER, went_on_before[row]
        if blocked[row] > 0 and not went_on:
            since = (ended[row] if has_ended else end) - blocked[row]
            visit[result], tick[result], station[result] = row, since, -1
            result += 1
        steps = outcome[row] == _RELOCATED or not (blocked[row] > 0 or went_on)
        if steps and has_ended and planned[row] >= 0:
            visit[result], tick[result], station[result] = row, ended[row], planned[row]
            result += 1
    return visit[:result], tick[:result], station[:result]


@kept()
def _referrals(enters, client, joined, arrival):  # type: ignore[no-untyped-def]
    """Of visits in order: their referral, whether each is an entry, and whether it is a return."""
    referral = np.empty(client.size, dtype=np.int64)
    is_entry, is_return = np.zeros_like(enters), np.zeros_like(enters)
    number = -1
    for at in range(client.size):
        in_run = enters[at] and joined[at] >= 0
        if in_run or at == 0 or client[at] != client[at - 1]:
            number += 1
        referral[at] = number
        is_return[at] = in_run and joined[at] > 0 and arrival[at] != joined[at]
        is_entry[at] = is_return[at] or (in_run and arrival[at] >= 0)
    return referral, is_entry, is_return


@kept()
def _in_order(client, tick, number):  # type: ignore[no-untyped-def]
    """Places in order of client, tick and number; quick where those of a client are near it."""
    clients = client.max() + 1 if client.size else 0
    end = np.zeros(clients, dtype=np.int64)
    for item in client:
        end[item] += 1
    end = np.cumsum(end) - end
    order = np.empty(client.size, dtype=np.int64)
    begin = end.copy()
    for place in range(client.size):
        item = client[place]
        at = end[item]
        while at > begin[item] and (tick[order[at - 1]], number[order[at - 1]]) > (
            tick[place],
            number[place],
        ):
            order[at] = order[at - 1]
            at -= 1
        order[at] = place
        end[item] += 1
    return order


@kept()
def _first_where(referral, flags, referrals):  # type: ignore[no-untyped-def]
    """As Journeys.first_where."""
    result = np.full(referrals, -1, dtype=np.int64)
    for at in range(flags.size - 1, -1, -1):
        if flags[at]:
            result[referral[at]] = at
    return result


@kept()
def how_often(keys, among):  # type: ignore[no-untyped-def]
    """How often each of some keys stands among others; both in order."""
    result = np.zeros(keys.size, dtype=np.int64)
    begin = end = 0
    for row in range(keys.size):
        while begin < among.size and among[begin] < keys[row]:
            begin += 1
        end = max(begin, end)
        while end < among.size and among[end] == keys[row]:
            end += 1
        result[row] = end - begin
    return result
