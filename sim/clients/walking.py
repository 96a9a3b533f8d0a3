"""The walk before a filled start, compiled: whole journeys without waiting (rule 23).

Where a client goes, how long they stay, whether they come back or go on after 18 is asked of the
rules that the engine asks too; here stands only what a walk does with the answers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..compiling import kept
from ..compiling.rows import rows_of
from ..compiling.tables import compiled
from ..draws import FAR, NEVER, Purpose, uniform
from ..network.model import EIGHTEEN_TICKS, NOWHERE, Exit, LegalFrame
from ..rules.drawing import (
    again_after,
    branches_off,
    leaves_at,
    returns_at,
    stay_ticks,
    turns_away,
)
from ..rules.routing import destination
from ..rules.tables import Terms, lay_out
from .diverting import joined, next_number, onward_from
from .walk import (
    FIRST_LINE,
    LAST,
    MOST_VISITS,
    PENDING,
    Walk,
    end_walk,
    is_in_care,
    keep_counts,
    make_room,
    tables,
    zero_walk,
)

Ints = NDArray[np.int64]


@kept()
def walk_in(ground, groups, turned_away, sources, keys, arrivals, eighteenths):  # type: ignore[no-untyped-def]
    """All clients, one after the other; the numbers of stock, pending, counts, last and met."""
    walk = zero_walk()
    lay_out(walk, ground)
    stations = ground.terms.shape[0]
    visits, second_end = np.zeros(stations, np.int64), np.zeros(stations, np.int64)
    walk.visits, walk.second_end = rows_of(visits), rows_of(second_end)
    walk.turned_away = rows_of(turned_away)
    longest = max(0, ground.continues_ages.max() - EIGHTEEN_TICKS)
    for client in range(keys.size):
        if eighteenths[client] + longest <= 0:
            continue  # too old at the start for any station
        visits[:] = 0
        second_end[:] = NEVER
        walk.client, walk.source, walk.key = client, sources[client], keys[client]
        walk.group = groups[sources[client]]
        walk.tick, walk.eighteenth = arrivals[client], eighteenths[client]
        make_room(walk, stations)
        before = walk.stock_size + walk.pending_size
        walk.met_begin = walk.met_size
        _journey(walk, walk.sources[walk.source].entrance)
        if walk.stock_size + walk.pending_size > before:
            keep_counts(walk)
        else:
            walk.met_size = walk.met_begin
    result = tables(walk)
    end_walk(walk)
    return result


@compiled
def _journey(walk: Walk, entrance: int) -> None:
    """The way of one client until the start, or until they are gone for good."""
    station = entrance
    walk.after = walk.late = NOWHERE
    _begin_referral(walk, 1.0)
    for _ in range(MOST_VISITS):
        station = joined(walk, station, True)
        if _is_deterred(walk, station):
            if not _asks_again(walk, station):
                return
            station = entrance
            continue
        station = _admitted(walk, station)
        if station == NOWHERE or _is_too_old(walk, station):
            _start_late_seconds(walk, NOWHERE)
            return
        terms, nth = walk.terms[station, walk.group], walk.nth
        _start_late_seconds(walk, station)
        too_old = leaves_at(walk, terms, walk.key, nth, walk.eighteenth, walk.tick)
        walk.is_helped = walk.is_helped or terms.helps
        end = walk.tick + _stay(walk, terms, nth)
        if end == walk.tick:
            walk.late, walk.late_nth = station, nth
        else:
            _start_seconds(walk, terms, nth, station)
        if min(end, too_old) > 0:
            is_in_care(walk, station, nth, FIRST_LINE, end)
            return
        if too_old < end:
            return
        walk.tick = end
        station = _next_station(walk, station, nth, entrance)
        if station == NOWHERE:
            return


@compiled
def _next_station(walk: Walk, station: int, nth: int, entrance: int) -> int:
    """Where they go on after a stay, or come back; NOWHERE: they do not before the start."""
    terms = walk.terms[station, walk.group]
    goal = destination(walk, terms, walk.key, nth, False)
    if goal == Exit.ONWARD:
        goal = onward_from(walk, station)
    elif goal < 0:
        if not _is_back(walk, station, terms, nth, goal):
            return NOWHERE
        _begin_referral(walk, 1.0)
        return entrance
    walk.keeps_place = walk.levels[terms.holds_place] > 0.0
    return goal


@compiled
def _begin_referral(walk: Walk, heavier: float) -> None:
    walk.met_size = walk.met_begin
    walk.is_helped = walk.keeps_place = False
    walk.heavier = heavier


@compiled
def _is_deterred(walk: Walk, station: int) -> bool:
    """Whether they turn away from the list that there would be (rule 29)."""
    terms = walk.terms[station, walk.group]
    if walk.is_helped or walk.keeps_place or not terms.deters_at_start:
        return False
    if _is_too_old(walk, station):  # that comes first
        return False
    own = walk.levels[terms.priority]
    priority = walk.sources[walk.source].priority if own < 0 else int(own)
    return turns_away(walk, terms, priority, walk.key, walk.nth)


@compiled
def _is_too_old(walk: Walk, station: int) -> bool:
    """Whether they may not be helped any more at the station that they are about to join."""
    terms = walk.terms[station, walk.group]
    return leaves_at(walk, terms, walk.key, walk.nth, walk.eighteenth, walk.tick) <= walk.tick


@compiled
def _asks_again(walk: Walk, station: int) -> bool:
    """Whether they have come back before the start who were deterred; what is known is kept."""
    terms = walk.terms[station, walk.group]
    again = again_after(walk, terms, walk.key, walk.nth, walk.tick)
    if again != FAR:
        walk.heavier = terms.dearer
    _start_late_seconds(walk, NOWHERE)
    if not _is_back_at(walk, again):
        return False
    _begin_referral(walk, terms.dearer)
    return True


@compiled
def _admitted(walk: Walk, station: int) -> int:
    """This station, or `when_full` of one whose limit turns them away; NOWHERE: none (rule 11)."""
    if not _is_turned_away(walk, station):
        return station
    other = int(walk.levels[walk.terms[station, walk.group].when_full])
    if other < 0:
        return NOWHERE
    walk.nth = next_number(walk, other)
    return NOWHERE if _is_turned_away(walk, other) else other


@compiled
def _is_turned_away(walk: Walk, station: int) -> bool:
    terms = walk.terms[station, walk.group]
    share = walk.turned_away[station, int(walk.levels[terms.pool])]
    if share <= 0.0 or walk.levels[terms.limit] < 0:
        return False
    if walk.sources[walk.source].legal_frame != LegalFrame.VOLUNTARY:
        return False
    if _is_too_old(walk, station):  # that comes before full
        return False
    return bool(uniform(walk.key, terms.key, walk.nth, Purpose.TURNED_AWAY) < share)


@compiled
def _stay(walk: Walk, terms: Terms, nth: int) -> int:
    heavier = walk.heavier if terms.helps else 1.0
    return stay_ticks(walk, terms, walk.key, nth, walk.levels[terms.stay_factor] * heavier)


@compiled
def _start_late_seconds(walk: Walk, station: int) -> None:
    """The seconds of help that took no time join, after the first line has joined a station.

    So they find it there (NOWHERE: it has ended), as in the phase of joining (rules 2 and 17).
    """
    if walk.late != NOWHERE:
        terms = walk.terms[walk.late, walk.group]
        walk.late = NOWHERE
        _start_seconds(walk, terms, walk.late_nth, station)


@compiled
def _start_seconds(walk: Walk, terms: Terms, nth: int, main: int) -> None:
    """Second trajectories, each if none of its station runs; `main` is where the first line is."""
    for row in range(terms.seconds, terms.seconds_end):
        second = walk.seconds[row]
        share = walk.levels[walk.second_shares[row, walk.source]]
        is_free = walk.second_end[second.station] <= walk.tick and second.station != main
        if is_free and branches_off(share, walk.key, terms, nth, second.key):
            _beside(walk, second.station, second.trajectory - 1)


@compiled
def _beside(walk: Walk, station: int, second: int) -> None:
    """A second trajectory begins; a divert may take it to another station, as anyone."""
    station = _admitted(walk, joined(walk, station, False))
    if station == NOWHERE:
        return
    terms, nth = walk.terms[station, walk.group], walk.nth
    too_old = leaves_at(walk, terms, walk.key, nth, walk.eighteenth, walk.tick)
    if too_old <= walk.tick or terms.stay < 0:
        return
    end = walk.tick + _stay(walk, terms, nth)
    until = min(end, too_old)
    walk.second_end[station] = max(walk.second_end[station], until)
    if until > 0:
        is_in_care(walk, station, nth, second, end)


@compiled
def _is_back(walk: Walk, station: int, terms: Terms, nth: int, goal: int) -> bool:
    """Whether they have come back before the start, after an end; what is known is kept.

    It is drawn when nothing of them runs; seconds that join late do not run yet at an end.
    """
    ended, back = max(walk.tick, _running(walk)), FAR
    if ended == walk.tick and goal != Exit.MOVED:
        back, walk.heavier = returns_at(walk, terms, walk.key, nth, ended), 1.0
    _start_late_seconds(walk, NOWHERE)
    if ended > walk.tick and goal != Exit.MOVED:
        ended = _running(walk)
        if ended > 0:
            row = walk.last_size
            walk.last[row], walk.last[row + 1], walk.last[row + 2] = walk.client, station, nth
            walk.last_size += LAST
            return False
        back = returns_at(walk, terms, walk.key, nth, ended)
    return _is_back_at(walk, back)


@compiled
def _running(walk: Walk) -> int:
    """When the last second trajectory ends that holds back a return (rule 18)."""
    running = NEVER
    for at in range(walk.second_end.size):
        if walk.terms[at, walk.group].holds_back:
            running = max(running, walk.second_end[at])
    return running


@compiled
def _is_back_at(walk: Walk, back: int) -> bool:
    """Whether they come back before the start; if it is later, that is kept."""
    if back >= min(walk.eighteenth, FAR):
        return False
    if back >= 0:
        row = walk.pending_size
        walk.pending[row], walk.pending[row + 1] = walk.client, back
        walk.pending_size += PENDING
        return False
    walk.tick = back
    return True
