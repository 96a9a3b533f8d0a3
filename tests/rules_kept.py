"""What the rules say of every run, whatever its network, read from its visits: who breaks one?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.draws import NEVER
from sim.measuring.whole import first_rows
from sim.network.model import EIGHTEEN_TICKS, LegalFrame
from sim.visits import Outcome

from .happenings import Record

Ints = NDArray[np.int64]

OPEN = (Outcome.IN_CARE, Outcome.WAITING)
WITHOUT_CARE = (
    Outcome.DROPPED_OUT,
    Outcome.ESCALATED,
    Outcome.REFUSED,
    Outcome.WAITING,
    Outcome.DETERRED,
    Outcome.SWITCHED,
)
WITH_CARE = (Outcome.COMPLETED, Outcome.RELOCATED, Outcome.IN_CARE)
MAIN = -1


def broken(record: Record) -> list[str]:
    """One line for each rule that this run breaks, with the first visit or moment."""
    rules = (
        _times_of_a_visit,
        _outcomes,
        _numbers_of_visits,
        _places_and_lists,
        _starts_above_capacity,
        _order_of_the_list,
        _one_step_at_a_time,
        _ordered_care,
        _ages,
        _priorities,
        _blocked,
        _seconds,
    )
    return [line for rule in rules for line in rule(record)]


def _first(record: Record, what: str, rows: Ints) -> Iterator[str]:
    if rows.size:
        visits, row = record.visits, int(rows[0])
        station = record.network.stations[visits.station[row]]
        client = visits.client[row]
        yield f"{what}: visit {row} of client {client} at {station} ({rows.size} in all)"


def _times_of_a_visit(record: Record) -> Iterator[str]:
    visits, end = record.visits, record.network.end
    order = (visits.joined <= record.left_list) & (record.left_list <= record.ends)
    order &= (visits.rank_time <= visits.joined) & (visits.blocked >= 0) & (record.ends <= end)
    order &= record.stay_over >= np.where(record.is_started, visits.started, record.ends)
    yield from _first(record, "times in order (rule 8)", np.flatnonzero(~order))
    numbered = np.arange(len(visits)) == visits.visit
    yield from _first(record, "visits numbered", np.flatnonzero(~numbered))
    later = np.diff(np.maximum(visits.joined, 0)) >= 0
    yield from _first(record, "visits in order of joining", np.flatnonzero(~later))


def _outcomes(record: Record) -> Iterator[str]:
    visits = record.visits
    is_open = np.isin(visits.outcome, OPEN)
    yield from _first(
        record, "open without an end", np.flatnonzero(is_open != (visits.ended == NEVER))
    )
    wrong = np.isin(visits.outcome, WITHOUT_CARE) & record.is_started
    wrong |= np.isin(visits.outcome, WITH_CARE) & ~record.is_started
    yield from _first(record, "an outcome that fits a start", np.flatnonzero(wrong))


def _numbers_of_visits(record: Record) -> Iterator[str]:
    """A client's visits to one station have rising numbers, with gaps for diverts (rule 15).

    Who goes to another list keeps the number (rule 8). Help beside other help may come to a station
    while who goes by a gate first is on the way there, with the number of before (rule 15).
    """
    visits = record.visits
    rows = np.lexsort((visits.visit, visits.nth, visits.station, visits.client))
    same = (np.diff(visits.client[rows]) == 0) & (np.diff(visits.station[rows]) == 0)
    keeps = visits.outcome[rows[:-1]] == Outcome.SWITCHED
    joined = visits.joined[first_rows(visits)][rows]
    in_line = np.diff(visits.with_visit[rows]) == 0
    falling = ((np.diff(visits.nth[rows]) == 0) != keeps) | (in_line & (np.diff(joined) < 0))
    yield from _first(record, "numbers at a station (rule 5)", rows[1:][same & falling])


def _places_and_lists(record: Record) -> Iterator[str]:
    """At the end of each instant no place is free while someone waits (rules 2 and 8)."""
    visits, network = record.visits, record.network
    for pool, name in enumerate(network.pools):
        at = visits.pool == pool
        steps = network.places.in_force[pool].ticks
        moments = (steps, visits.joined[at], record.left_list[at], record.ends[at])
        ticks = np.unique(np.concatenate(moments))
        ticks = ticks[(ticks >= 0) & (ticks < network.end)]
        is_free = record.used(pool, ticks) < record.capacity(pool, ticks)
        wrong = ticks[is_free & (record.waiting(pool, ticks) > 0)]
        if wrong.size:
            yield f"a free place while someone waits (rule 8): {name} at tick {wrong[0]}"


def _may_go_over(record: Record, rows: Ints) -> NDArray[np.bool_]:
    """Whether these visits, as they start, may do so above capacity (rules 11 and 20)."""
    visits = record.visits
    over = record.level_of("over_capacity", rows, visits.started[rows]) > 0
    return over & ((visits.priority[rows] == 0) | _is_relocated(record)[rows])


def _is_relocated(record: Record) -> NDArray[np.bool_]:
    """Visits that go on with the stay of another one, which ended as relocated."""
    visits = record.visits
    old = visits.outcome == Outcome.RELOCATED
    keys = zip(visits.client[old], visits.next[old], visits.ended[old], strict=True)
    places = {(int(client), int(station), int(tick)) for client, station, tick in keys}
    mine = zip(visits.client.tolist(), visits.station.tolist(), visits.joined.tolist(), strict=True)
    return np.array([item in places for item in mine], np.bool_) & (visits.started == visits.joined)


def _starts_above_capacity(record: Record) -> Iterator[str]:
    """Nobody starts above capacity, but who may or beside who may at that instant (rule 11)."""
    visits = record.visits
    rows = record.started_above_capacity()
    urgent = np.flatnonzero(record.is_started)
    urgent = urgent[_may_go_over(record, urgent)]
    moments = set(zip(visits.pool[urgent].tolist(), visits.started[urgent].tolist(), strict=True))
    here = zip(visits.pool[rows].tolist(), visits.started[rows].tolist(), strict=True)
    wrong = np.array([item not in moments for item in here], np.bool_)
    yield from _first(record, "a start above capacity (rule 11)", rows[wrong])


def _order_of_the_list(record: Record) -> Iterator[str]:
    """Nobody starts while someone waits who stands before him on the list (rule 8).

    Who starts by a ring or above capacity passes the list; a request for relocation stands on it
    without a visit.
    """
    visits = record.visits
    for pool in range(len(record.network.pools)):
        here = visits.pool == pool
        waited = np.flatnonzero(here & (record.left_list > visits.joined))
        starts = np.flatnonzero(here & record.is_started & (visits.started > 0))
        if not (waited.size and starts.size):
            continue
        passes = np.isin(starts, [*record.ring_starts]) | _is_relocated(record)[starts]
        starts = starts[~passes & ~_may_go_over(record, starts)]
        for part in np.array_split(starts, starts.size * waited.size // 2_000_000 + 1):
            wrong = part[_is_passed_over(record, part[:, None], waited[None, :]).any(axis=1)]
            yield from _first(record, "passes another on the list (rule 8)", wrong)


def _is_passed_over(record: Record, start: Ints, waiting: Ints) -> NDArray[np.bool_]:
    visits = record.visits
    at = visits.started[start]
    there = (visits.joined[waiting] < at) & (record.left_list[waiting] > at)
    before = np.zeros(there.shape, np.bool_)
    equal = np.ones(there.shape, np.bool_)
    for column in (visits.priority, record.queue_time, visits.client):
        before |= equal & (column[waiting] < column[start])
        equal &= column[waiting] == column[start]
    return there & before


def _one_step_at_a_time(record: Record) -> Iterator[str]:
    """A first line is on one list, and in care in one place, at a time."""
    visits = record.visits
    main = visits.with_visit == MAIN
    waits = np.flatnonzero(main & (record.left_list > visits.joined))
    cared = np.flatnonzero(main & (record.ends > visits.started) & record.is_started)
    spells = (
        ("waits", waits, visits.joined, record.left_list),
        ("in care", cared, visits.started, record.ends),
    )
    for what, rows, begins, ends in spells:
        rows = rows[np.lexsort((ends[rows], begins[rows], visits.client[rows]))]
        same = np.diff(visits.client[rows]) == 0
        overlap = begins[rows][1:] < ends[rows][:-1]
        yield from _first(record, f"{what} twice at once (rule 17)", rows[1:][same & overlap])


def _ordered_care(record: Record) -> Iterator[str]:
    visits = record.visits
    left = np.isin(visits.outcome, (Outcome.DROPPED_OUT, Outcome.REFUSED))
    ordered = visits.legal_frame != LegalFrame.VOLUNTARY
    yield from _first(
        record,
        "ordered care that drops out or is refused (rule 12)",
        np.flatnonzero(left & ordered),
    )


def _ages(record: Record) -> Iterator[str]:
    """Help and lists end at 18, or at the end age where a share continues (rule 19)."""
    visits, tables = record.visits, record.network.tables
    most = np.array([float(steps.values.max()) for steps in tables.continues_rows])
    continues = most[tables.continues[visits.station, visits.source]] > 0
    highest = np.array([int(ages.max()) for ages in tables.end_age_rows])
    later = highest[tables.continues[visits.station, visits.source]] - EIGHTEEN_TICKS
    too_old_at = np.where(continues, visits.eighteenth + later, visits.eighteenth)
    is_late = (record.ends > np.maximum(too_old_at, visits.joined)) & (visits.joined >= 0)
    yield from _first(record, "helped or waiting when too old (rule 19)", np.flatnonzero(is_late))
    turned = visits.outcome == Outcome.TURNED_18
    wrong = turned & (visits.ended < visits.eighteenth)
    yield from _first(record, "turned 18 before his birthday (rule 19)", np.flatnonzero(wrong))


def _priorities(record: Record) -> Iterator[str]:
    """The station's priority, else the client's; one step higher, or kept, by a step before."""
    visits = record.visits
    rows = np.flatnonzero(visits.joined >= 0)
    spec = record.level_of("priority", rows, visits.joined[rows])
    own = record.network.sources.priority[visits.source[rows]]
    expected = np.where(spec < 0, own, spec.astype(np.int64))
    kept = np.isin(visits.client[rows], visits.client[visits.outcome == Outcome.DIVERTED])
    kept |= np.isin(visits.client[rows], visits.client[visits.outcome == Outcome.ESCALATED])
    wrong = (visits.priority[rows] != expected) & ~kept
    yield from _first(record, "a priority of neither (rules 8 and 10)", rows[wrong])


def _blocked(record: Record) -> Iterator[str]:
    """Who is blocked waits meanwhile, and only stations that hold a place block (rule 16)."""
    visits = record.visits
    rows = np.flatnonzero(visits.blocked > 0)
    holds = record.level_of("holds_place", rows, record.stay_over[rows]) > 0
    relocated = _is_relocated(record)[rows]
    yield from _first(record, "blocked where no place is held (rule 16)", rows[~holds & ~relocated])
    waits = np.flatnonzero((visits.with_visit == MAIN) & (record.left_list > visits.joined))
    starts = set(zip(visits.client[waits].tolist(), visits.joined[waits].tolist(), strict=True))
    since = record.stay_over[rows].tolist()
    alone = np.array(
        [item not in starts for item in zip(visits.client[rows].tolist(), since, strict=True)],
        np.bool_,
    )
    yield from _first(record, "blocked and on no list (rule 16)", rows[alone & ~relocated])


def _seconds(record: Record) -> Iterator[str]:
    """A second joins as its first starts, and does not escalate or drop the first (rule 17)."""
    visits = record.visits
    rows = np.flatnonzero(visits.with_visit >= 0)
    first = visits.with_visit[rows]
    yield from _first(
        record, "a second of another youth", rows[visits.client[first] != visits.client[rows]]
    )
    before = visits.started[first] > visits.joined[rows]
    yield from _first(record, "a second before its first (rule 17)", rows[before])
    escalated = rows[visits.outcome[rows] == Outcome.ESCALATED]
    yield from _first(record, "a second that escalates (rule 17)", escalated)
