"""Does the record of visits hold everybody? It is compared with the engine's observer (rule 25).

Visits are counted again here, cell by cell (station and pool), and must give the observer's numbers
to the tick. Beside that every client must always be somewhere: each step to another station has its
visit, each visit has the step that led to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..draws import NEVER, TICKS_PER_DAY
from ..visits import Outcome
from .tallies import Edges, Line, Presence, happened, last_ticks, line_of, list_left

if TYPE_CHECKING:
    from ..network import Network
    from ..visits import Observed, Visits

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

TOLERANCE = 1e-9
_OUTCOMES_OPEN = (Outcome.IN_CARE, Outcome.WAITING)


@dataclass(frozen=True)
class Difference:
    """Something that the visits and the observer, or two visits, do not agree on."""

    what: str
    station: str
    pool: str
    at: str
    visits: float
    observed: float

    def __str__(self) -> str:
        return (
            f"{self.what} at {self.station} (pool {self.pool}), {self.at}: "
            f"{self.visits:.15g} by the visits, {self.observed:.15g} by the observer"
        )


def check(
    network: Network, visits: Visits, observed: Observed, line: Line | None = None
) -> list[Difference]:
    """All that does not agree; an empty list when every client is accounted for.

    `line` is that of the visits, where it is known already.
    """
    seen = _Seen(network, visits, observed)
    return [
        *seen.differences_of_counts(),
        *seen.differences_of_little(),
        *_gaps(network, visits),
        *_lost(network, visits, line or line_of(visits, network.end)),
    ]


class _Seen:
    """Visits counted per cell of the observer, at and between its cut dates."""

    def __init__(self, network: Network, visits: Visits, observed: Observed) -> None:
        self.network, self.visits, self.observed = network, visits, observed
        pools = len(network.pools)
        known = observed.station * pools + observed.pool
        of_visit = visits.station.astype(np.int64) * pools + visits.pool
        is_cell = np.zeros(len(network.stations) * pools, dtype=np.bool_)
        is_cell[known] = is_cell[of_visit] = True
        self.cells, place = np.flatnonzero(is_cell), np.cumsum(is_cell) - 1
        self.cell, self.known = place[of_visit], place[known]
        self.edges = Edges(network.cut_ticks)
        self.ended = last_ticks(visits.ended, network.end)

    def differences_of_counts(self) -> Iterator[Difference]:
        """Counts at each cut and client-ticks up to it, of who waits, is in care, is blocked."""
        cuts = self.network.cut_ticks
        for state in ("waiting", "in_care", "blocked"):
            chosen, begin, end = self._spells(state)
            cell = np.where(chosen, self.cell, np.int32(-1))
            there = Presence.of(cuts, begin, end, cell, len(self.cells))
            yield from self._unequal(f"number {state}", there.count, self._observed(state), 1)
            areas, seen = there.ticks - there.ticks[:, :1], self._observed(f"area_{state}")
            yield from self._unequal(f"days {state}", areas, seen, TICKS_PER_DAY)

    def differences_of_little(self) -> Iterator[Difference]:
        """Little's law with its edges: the mean number present is the rate of joining x mean time.

        The time of who joined is counted whole, also beyond the cuts; who was there at the first
        cut adds what was left, who is there at the last one takes off what is still to come.
        """
        first, last = int(self.network.cut_ticks[0]), int(self.network.cut_ticks[-1])
        joined = np.maximum(self.visits.joined, first)
        left = self.ended
        waiting_and_care = self._observed("area_waiting") + self._observed("area_in_care")
        observed = (waiting_and_care[:, -1] - waiting_and_care[:, 0]) / (last - first)
        inside = (joined < last) & (left > first)
        number = np.bincount(self.cell[inside], minlength=len(self.cells))
        time = np.bincount(
            self.cell[inside],
            weights=(np.minimum(left, last) - joined)[inside].astype(np.float64),
            minlength=len(self.cells),
        )
        rate, mean = number / (last - first), time / np.maximum(number, 1)
        wrong = np.abs(rate * mean - observed) > TOLERANCE * np.maximum(observed, 1)
        for cell in np.flatnonzero(wrong):
            yield self._difference(
                "Little's law", int(cell), "", rate[cell] * mean[cell], observed[cell]
            )
        yield from self._unbalanced()

    def _unbalanced(self) -> Iterator[Difference]:
        """Between two cuts: who was there, plus who joined, less who left, is who is there."""
        visits, cells = self.visits, len(self.cells)
        stays = self.ended > visits.joined
        cell = np.where(stays, self.cell, -1)
        joins = happened(self.edges, visits.joined, cell, cells)
        leaves = happened(self.edges, visits.ended, cell, cells)
        there = self._observed("waiting") + self._observed("in_care")
        expected = there[:, :-1] + joins - leaves
        yield from self._unequal("number carried over", expected, there[:, 1:], 1)

    def _spells(self, state: str) -> tuple[Flags, Ints, Ints]:
        visits, ended = self.visits, self.ended
        if state == "waiting":
            left = list_left(visits, self.network.end)
            return np.ones(len(visits), np.bool_), visits.joined, left
        if state == "in_care":
            return visits.started != NEVER, visits.started, ended
        begin = ended - visits.blocked
        # Who is blocked from the start on, by a state file, is there when the observer looks first.
        from_before = (begin == 0) & (visits.joined < 0)
        return visits.blocked > 0, np.where(from_before, -1, begin), ended

    def _observed(self, name: str) -> Ints:
        """The observer's readings, 0 in cells that it never saw."""
        result = np.zeros((len(self.cells), len(self.network.cut_ticks)), dtype=np.int64)
        result[self.known] = getattr(self.observed, name)
        return result

    def _unequal(self, what: str, result: Ints, seen: Ints, unit: int) -> Iterator[Difference]:
        for cell, column in np.argwhere(result != seen):
            ticks = self.network.cut_ticks[column : column + 1] // TICKS_PER_DAY
            date = str((self.network.start + ticks)[0])
            yield self._difference(
                what, int(cell), date, result[cell, column] / unit, seen[cell, column] / unit
            )

    def _difference(
        self, what: str, cell: int, at: str, by_visits: float, by_observer: float
    ) -> Difference:
        station, pool = divmod(int(self.cells[cell]), len(self.network.pools))
        names = self.network.stations[station], self.network.pools[pool]
        return Difference(what, *names, at or "whole run", float(by_visits), float(by_observer))


# ------------------------------------------------------------------ every client is somewhere


def _gaps(network: Network, visits: Visits) -> Iterator[Difference]:
    """Visits are numbered without a gap and do not run backwards."""
    started = np.where(visits.started == NEVER, visits.joined, visits.started)
    ended = last_ticks(visits.ended, network.end)
    wrong = {
        "visits numbered in order": visits.visit != np.arange(len(visits)),
        "joined, started and ended in order": (started < visits.joined) | (ended < started),
        "an end exactly for what has ended": (visits.ended == NEVER)
        != np.isin(visits.outcome, _OUTCOMES_OPEN),
        "blocked within care": visits.blocked > ended - started,
    }
    for what, flags in wrong.items():
        for row in np.flatnonzero(flags)[:1]:
            yield _about(network, visits, int(row), f"not {what}", int(flags.sum()))


def _lost(network: Network, visits: Visits, line: Line) -> Iterator[Difference]:
    """Every step leads to a visit of that client at that moment, where the step may lead to."""
    in_run = visits.joined[line.rows] > 0
    rows, key = line.rows[in_run], line.key[in_run]
    expected, goal = _steps(network, visits, line, in_run)
    if key.size != expected.size or (key != expected).any():
        unmatched = _unmatched(key, expected)
        row = int(rows[min(np.searchsorted(key, unmatched[:1])[0], rows.size - 1)])
        yield _about(network, visits, row, "steps without a visit", unmatched.size)
        return
    wrong = _wrong_steps(_Steps(_may_lead(network), visits), rows, goal, key)
    if wrong.size:
        station = network.stations[goal[wrong[0]]]
        what = f"visits here after a step to {station} or the like"
        yield _about(network, visits, int(rows[wrong[0]]), what, wrong.size)


def _unmatched(result: Ints, expected: Ints) -> Ints:
    """What stands more often in one of two sorted arrays than in the other."""
    values = np.union1d(result, expected)
    counts = [
        np.searchsorted(item, values, "right") - np.searchsorted(item, values, "left")
        for item in (result, expected)
    ]
    unequal: Ints = values[counts[0] != counts[1]]
    return unequal


def _steps(network: Network, visits: Visits, line: Line, in_run: Flags) -> tuple[Ints, Ints]:
    """Client and moment, and station (-1: any), of every joining that visits lead us to expect.

    Only those of the run, `in_run` of the line, not of the start.
    """
    enters, moves = np.flatnonzero(line.enters & in_run), line.moves
    moved = moves.tick > 0
    expected = np.concatenate([line.key[enters], moves.key[moved]])
    entrance = network.sources.entrance[visits.source[line.rows[enters]]]
    goal = np.concatenate([entrance, moves.station[moved]])
    order = np.argsort(expected, kind="stable")
    return expected[order], goal[order]


@dataclass(frozen=True)
class _Steps:
    """Whether steps fit the visits that they led to; `may_lead` as `_may_lead`."""

    may_lead: Flags
    visits: Visits

    def fit(self, goal: Ints, rows: Ints) -> Flags:
        """Whether who was going to `goal` (-1: anywhere) may have begun the visits `rows`.

        Clients who kept a place name in `next` where they got one: `when_full` of who refused them.
        """
        is_refused = (self.visits.outcome[rows] == Outcome.REFUSED) & (
            self.visits.next[rows] == goal
        )
        leads = self.may_lead[goal, self.visits.station[rows]]
        fits: Flags = (goal < 0) | leads | is_refused
        return fits


def _wrong_steps(steps: _Steps, rows: Ints, goal: Ints, key: Ints) -> Ints:
    """Places in `rows` to which no step of that client at that moment can have led.

    Steps of one client at one moment stand in the order of the visits that they left, which need
    not be that of the visits that they led to.
    """
    other = np.flatnonzero((goal >= 0) & (goal != steps.visits.station[rows]))
    wrong = other[~steps.fit(goal[other], rows[other])]
    stays_wrong = []
    for at in wrong.tolist():
        here = slice(*np.searchsorted(key, [key[at], key[at] + 1]))
        if not _can_pair(steps.fit(goal[here, None], rows[None, here])):
            stays_wrong.append(at)
    return np.array(stays_wrong, dtype=np.int64)


def _can_pair(fits: Flags) -> bool:
    """Whether each row has a column of its own that fits; shape (n, n)."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    return bool((maximum_bipartite_matching(csr_array(fits)) >= 0).all())


def _may_lead(network: Network) -> Flags:
    """Whether who was going to a station may have joined another; shape (N, N)."""
    allowed = np.eye(len(network.stations), dtype=np.bool_)
    diverts, past = network.diverts, network.diverts.onward
    allowed[diverts.from_station[~past], diverts.to_station[~past]] = True
    for _ in range(int(past.sum())):  # past one gate, and past the next
        for gate in diverts.from_station[past]:
            allowed[gate] |= allowed[_sent_on_from(network, int(gate))].any(axis=0)
    return allowed


def _sent_on_from(network: Network, gate: int) -> list[int]:
    """The stations where a gate sends clients on, on any day."""
    levels, of_gate = network.levels, np.unique(network.tables.route[gate])
    later = levels.change_value[np.isin(levels.change_level, of_gate)]
    versions = {int(row) for row in (*levels.at_start[of_gate], *later)}
    to = {to for row in versions for to in network.routes.destinations(row)}
    return sorted(station for station in to if station >= 0)


def _about(network: Network, visits: Visits, row: int, what: str, count: int) -> Difference:
    """A fault of the visits themselves, with the first visit that shows it."""
    station, pool = int(visits.station[row]), int(visits.pool[row])
    names = network.stations[station], network.pools[pool]
    return Difference(what, *names, f"visit {int(visits.visit[row])}", float(count), 0.0)
