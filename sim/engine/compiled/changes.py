"""The calendar: levels that change on dates, and what must be looked at then (rules 20-22)."""

from __future__ import annotations

import numpy as np

from ...compiling.tables import Ints, compiled
from ...draws import NEVER, uniform
from ...network.model import LevelKind
from ...visits import Outcome
from ..phases import Phase
from .care import let_go
from .moments import plan
from .records import NOBODY, Pool, Visit
from .relocation import ask_where_closing, identity
from .room import make_room
from .sorting import sorted_by
from .waiting import leave_without_place, may_go_over, moves_from_list
from .waiting_list import becomes_urgent, in_order, is_visit_to
from .world import free_places, mark, seek_rings, was_taken
from .world_row import World


@compiled
def plan_next_date(world: World) -> None:
    """Plan the next date of the calendar."""
    if world.next_change < world.change_tick.size:
        plan(world, world.change_tick[world.next_change], Phase.CALENDAR, NOBODY)


@compiled
def calendar(world: World) -> None:
    """All that changes on one date changes in one step."""
    first = world.next_change
    while world.next_change < world.change_tick.size:
        if world.change_tick[world.next_change] != world.now:
            break
        world.next_change += 1
    plan_next_date(world)
    changed = np.empty(world.next_change - first, np.int64)
    risen, count = np.empty(changed.size, np.int64), 0
    for place in range(changed.size):
        level, value = world.change_level[first + place], world.change_value[first + place]
        changed[place] = level
        if value > world.levels[level]:
            risen[count] = level
            count += 1
        world.levels[level] = value
    follow_up(world, changed, risen[:count])


@compiled
def follow_up(world: World, changed: Ints, risen: Ints) -> None:
    """Stations that change pool, then places, diverts of who is in care and who waits, urgency."""
    for target in _targets_of(world, LevelKind.MEMBERSHIP, changed):
        _change_pool(world, target // world.gemeenten, target % world.gemeenten)
    for index in _targets_of(world, LevelKind.CAPACITY, changed):
        _change_places(world, index)
    diverts = _targets_of(world, LevelKind.DIVERT, risen)
    for index in diverts:
        _divert_running(world, row_of_divert(world, index))
    for index in diverts:
        _divert_waiting(world, row_of_divert(world, index))
    for station in _targets_of(world, LevelKind.OVER_CAPACITY, changed):
        _let_urgent_start(world, station)
    ask_where_closing(world)


@compiled
def _targets_of(world: World, kind: int, levels: Ints) -> Ints:
    """Of what these levels are, in ascending order and each once."""
    targets = np.empty(levels.size, np.int64)
    count = 0
    for level in levels:
        if world.level_kind[level] == kind:
            targets[count] = world.level_target[level]
            count += 1
    targets = sorted_by(targets[:count], targets)
    kept = 0
    for place in range(count):
        if place == 0 or targets[place] != targets[place - 1]:
            targets[kept] = targets[place]
            kept += 1
    return targets[:kept]


@compiled
def _change_pool(world: World, station: int, gemeente: int) -> None:
    """Clients who wait ask the new pool from now on, as a new visit with their rank time."""
    for index in range(world.pools.size):
        for row in _waiting_for(world, world.pools[index], station):
            visit = world.visits[row]
            terms = world.terms[station, world.youths[visit.client].group]
            first = world.places[visit.pool].first
            if terms.gemeente == gemeente and first != int(world.levels[terms.pool]):
                leave_without_place(world, visit, Outcome.DIVERTED, station)


@compiled
def _change_places(world: World, index: int) -> None:
    pool = world.pools[index]
    pool.capacity = int(world.levels[world.places[index].capacity])
    if free_places(pool) > 0 and pool.size:
        mark(world, pool)
    if world.blocked:
        seek_rings(world)


@compiled
def row_of_divert(world: World, index: int) -> int:
    """The row of a divert among those of its station."""
    row = 0
    while world.diverts[row].index != index:
        row += 1
    return row


@compiled
def _divert_running(world: World, row: int) -> None:
    """Those in care whose number the share now exceeds go on elsewhere, by identity (rule 15).

    Who is blocked has no care left to go on with.
    """
    divert = world.diverts[row]
    if not divert.running:
        return
    for item in _running_at(world, divert.station):
        visit = world.visits[item]
        youth = world.youths[visit.client]
        key = world.terms[visit.station, youth.group].key
        number = uniform(youth.key, key, visit.nth, divert.key)
        if number < world.levels[world.divert_shares[row, youth.source]]:
            let_go(world, visit, Outcome.DIVERTED, divert.to)
            was_taken(world, visit)


@compiled
def _running_at(world: World, station: int) -> Ints:
    """Who is in care at a station and not blocked, in order of identity."""
    most = 0
    for index in range(world.pools.size):
        most += world.pools[index].used
    rows, identities, count = np.empty(most, np.int64), np.empty(most, np.int64), 0
    for index in range(world.pools.size):
        row = world.pools[index].in_care
        while row != NOBODY:
            visit = world.visits[row]
            goes_on = visit.stay_end > world.now and visit.blocked_from == NEVER
            if visit.station == station and goes_on:
                rows[count], identities[count] = row, identity(visit)
                count += 1
            row = visit.next_in_care
    return sorted_by(rows[:count], identities)


@compiled
def _divert_waiting(world: World, row: int) -> None:
    """Those waiting whose number the share now exceeds move, in order of the list (rule 15)."""
    divert = world.diverts[row]
    if not divert.waiting:
        return
    for index in range(world.pools.size):
        waiting = _waiting_for(world, world.pools[index], divert.station)
        for last in (False, True):
            for item in waiting:
                make_room(world)
                visit = world.visits[item]
                if visit.waits and (visit.held != NOBODY) == last:
                    moves_from_list(world, visit, divert.index)


@compiled
def _let_urgent_start(world: World, station: int) -> None:
    for index in range(world.pools.size):
        pool = world.pools[index]
        for row in _waiting_for(world, pool, station):
            visit = world.visits[row]
            if may_go_over(world, visit):
                becomes_urgent(world, pool, visit)
                mark(world, pool)


@compiled
def _waiting_for(world: World, pool: Pool, station: int) -> Ints:
    """Who waits in this pool for one station, in order of the list."""
    row = world.desk_at[station, pool.index]
    if row < 0 or not world.desks[row].waiting:
        return np.empty(0, np.int64)
    rows = in_order(world, pool)
    count = 0
    for item in rows:
        visit: Visit = world.visits[item]
        if is_visit_to(visit, station):
            rows[count] = item
            count += 1
    return rows[:count]
