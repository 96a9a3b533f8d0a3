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
from ..network.model import EIGHTEEN_TICKS, NOWHERE, Condition, Exit, LegalFrame
from ..rules.drawing import (
    again_after,
    branches_off,
    leaves_at,
    returns_at,
    stay_ticks,
    turns_away,
)
from ..rules.routing import can_pass_by, destination, passes_by
from ..rules.tables import Divert, Terms, lay_out
from .walk import (
    FIRST_LINE,
    LAST,
    MET,
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
    walk.after = NOWHERE
    _begin_referral(walk, 1.0)
    for _ in range(MOST_VISITS):
        station = _joined(walk, station, True)
        if _is_deterred(walk, station):
            if not _asks_again(walk, station):
                return
            station = entrance
            continue
        station = _admitted(walk, station)
        if station == NOWHERE:
            return
        terms, nth = walk.terms[station, walk.group], walk.visits[station]
        too_old = leaves_at(walk, terms, walk.key, nth, walk.eighteenth, walk.tick)
        if too_old <= walk.tick:
            return
        walk.is_helped = walk.is_helped or terms.helps
        end = walk.tick + _stay(walk, terms, nth)
        _start_seconds(walk, terms, nth)
        if min(end, too_old) > 0:
            is_in_care(walk, station, nth, FIRST_LINE, end)
            return
        if too_old < end:
            return
        walk.tick = end
        goal = destination(walk, terms, walk.key, nth, False)
        if goal == Exit.ONWARD:
            goal = _onward_from(walk, station)
        elif goal < 0:
            if goal == Exit.MOVED or not _is_back(walk, station, terms, nth):
                return
            goal = entrance
            _begin_referral(walk, 1.0)
        station = goal


@compiled
def _begin_referral(walk: Walk, heavier: float) -> None:
    walk.met_size = walk.met_begin
    walk.is_helped = False
    walk.heavier = heavier


@compiled
def _is_deterred(walk: Walk, station: int) -> bool:
    """Whether they turn away from the list that there would be (rule 29)."""
    terms, nth = walk.terms[station, walk.group], walk.visits[station]
    if walk.is_helped or not terms.deters_at_start:
        return False
    if leaves_at(walk, terms, walk.key, nth, walk.eighteenth, walk.tick) <= walk.tick:
        return False  # too old comes first
    own = walk.levels[terms.priority]
    priority = walk.sources[walk.source].priority if own < 0 else int(own)
    return turns_away(walk, terms, priority, walk.key, nth)


@compiled
def _asks_again(walk: Walk, station: int) -> bool:
    """Whether they have come back before the start who were deterred; what is known is kept."""
    terms, nth = walk.terms[station, walk.group], walk.visits[station]
    again = again_after(walk, terms, walk.key, nth, walk.tick)
    if not _is_back_at(walk, again):
        return False
    _begin_referral(walk, terms.dearer)
    return True


@compiled
def _joined(walk: Walk, station: int, is_main: bool) -> int:
    """Where they join who are about to join a station: the first divert that takes them does so.

    Who goes onward from a gate keeps the number that was used up there before.
    """
    if walk.after == NOWHERE:
        walk.visits[station] += 1
    while True:
        row = _divert_of(walk, station, is_main)
        walk.after = NOWHERE
        if row == NOWHERE:
            return station
        divert, terms = walk.diverts[row], walk.terms[station, walk.group]
        if divert.via:
            _meets(walk, divert.index, station)
        if not divert.onward:
            walk.visits[divert.to] += 1
            return divert.to
        station = passes_by(walk, terms, walk.key, walk.visits[station])
        walk.visits[station] += 1


@compiled
def _divert_of(walk: Walk, station: int, is_main: bool) -> int:
    """The row of the first divert that takes them; NOWHERE: none does."""
    terms, nth = walk.terms[station, walk.group], walk.visits[station]
    for row in range(terms.diverts, terms.diverts_end):
        divert = walk.diverts[row]
        share = walk.levels[walk.divert_shares[row, walk.source]]
        applies = divert.new and divert.condition == Condition.ALWAYS
        if not applies or divert.index <= walk.after:
            continue
        if branches_off(share, walk.key, terms, nth, divert.key) and _may_take(
            walk, divert, terms, is_main
        ):
            return row
    return NOWHERE


@compiled
def _may_take(walk: Walk, divert: Divert, terms: Terms, is_main: bool) -> bool:
    """Whether a divert by a gate, or past one, may take them (rule 15)."""
    if divert.via:
        for at in range(walk.met_begin, walk.met_size, MET):
            if walk.met[at + 1] == divert.index:
                return False
        return is_main
    return not divert.onward or (is_main and can_pass_by(walk, terms))


@compiled
def _meets(walk: Walk, divert: int, station: int) -> None:
    """They go by a gate; what is kept is the number used up where they were going, and when."""
    at = walk.met_size
    walk.met[at], walk.met[at + 1] = walk.client, divert
    walk.met[at + 2], walk.met[at + 3] = walk.visits[station], walk.tick
    walk.met_size += MET


@compiled
def _onward_from(walk: Walk, gate: int) -> int:
    """Where they were going when a divert sent them by this gate, the latest that did."""
    at = walk.met_size - MET
    while True:
        for row in range(walk.diverts.size):
            divert = walk.diverts[row]
            if divert.index == walk.met[at + 1] and divert.to == gate:
                walk.after = divert.index
                return divert.station
        at -= MET


@compiled
def _admitted(walk: Walk, station: int) -> int:
    """This station, or `when_full` of one whose limit turns them away; NOWHERE: none (rule 11)."""
    if not _is_turned_away(walk, station):
        return station
    other = int(walk.levels[walk.terms[station, walk.group].when_full])
    if other < 0:
        return NOWHERE
    walk.visits[other] += 1
    return NOWHERE if _is_turned_away(walk, other) else other


@compiled
def _is_turned_away(walk: Walk, station: int) -> bool:
    terms, nth = walk.terms[station, walk.group], walk.visits[station]
    share = walk.turned_away[station, int(walk.levels[terms.pool])]
    if share <= 0.0 or walk.levels[terms.limit] < 0:
        return False
    if walk.sources[walk.source].legal_frame != LegalFrame.VOLUNTARY:
        return False
    if leaves_at(walk, terms, walk.key, nth, walk.eighteenth, walk.tick) <= walk.tick:
        return False  # too old comes before full
    return bool(uniform(walk.key, terms.key, nth, Purpose.TURNED_AWAY) < share)


@compiled
def _stay(walk: Walk, terms: Terms, nth: int) -> int:
    heavier = walk.heavier if terms.helps else 1.0
    return stay_ticks(walk, terms, walk.key, nth, walk.levels[terms.stay_factor] * heavier)


@compiled
def _start_seconds(walk: Walk, terms: Terms, nth: int) -> None:
    """Second trajectories, each if none of its station runs (rule 17)."""
    for row in range(terms.seconds, terms.seconds_end):
        second = walk.seconds[row]
        share = walk.levels[walk.second_shares[row, walk.source]]
        is_free = walk.second_end[second.station] <= walk.tick
        if is_free and branches_off(share, walk.key, terms, nth, second.key):
            _beside(walk, second.station, second.trajectory - 1)


@compiled
def _beside(walk: Walk, station: int, second: int) -> None:
    """A second trajectory begins; a divert may take it to another station, as anyone."""
    station = _admitted(walk, _joined(walk, station, False))
    if station == NOWHERE:
        return
    terms, nth = walk.terms[station, walk.group], walk.visits[station]
    too_old = leaves_at(walk, terms, walk.key, nth, walk.eighteenth, walk.tick)
    if too_old <= walk.tick or terms.stay < 0:
        return
    end = walk.tick + _stay(walk, terms, nth)
    until = min(end, too_old)
    walk.second_end[station] = max(walk.second_end[station], until)
    if until > 0:
        is_in_care(walk, station, nth, second, end)


@compiled
def _is_back(walk: Walk, station: int, terms: Terms, nth: int) -> bool:
    """Whether they have come back before the start, after an end; what is known is kept."""
    running = NEVER
    for at in range(walk.second_end.size):
        if walk.terms[at, walk.group].holds_back:
            running = max(running, walk.second_end[at])
    if running > 0:
        row = walk.last_size
        walk.last[row], walk.last[row + 1], walk.last[row + 2] = walk.client, station, nth
        walk.last_size += LAST
        return False
    ended = max(walk.tick, running)
    return _is_back_at(walk, returns_at(walk, terms, walk.key, nth, ended))


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
