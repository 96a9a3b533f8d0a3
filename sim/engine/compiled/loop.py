"""One run, compiled: from event to event, the start before it, and what is left after it."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...compiling.rows import no_more, no_more_rows
from ...compiling.tables import Ints, Rows, compiled
from ...draws import NEVER
from ...rules.tables import GroundTables
from ..phases import PHASE, Phase
from .changes import calendar, plan_next_date
from .journey import go_on, journey
from .moments import next_tick, prefetch_next, prefetch_next_arrival, rank_of, take_first
from .records import MAIN, NO_VISIT, NOBODY
from .reviews import plan_next_review, react
from .room import end_steps, make_room, new_row
from .seen import look
from .settling import give_out, set_timers, turn_rings
from .starting import fill
from .tables import Coming, Tables
from .waiting import time_is_up
from .waiting_list import in_order
from .world import close, new_world, observe
from .world_row import World

LOGGED = ("client", "station", "pool", "nth", "priority", "outcome", "next", "with_visit")
LOGGED_TICKS = ("rank_time", "joined", "started", "ended", "blocked")
"""Columns of the log: small whole numbers, and ticks."""


@compiled
def replay(ground: GroundTables, tables: Tables, coming: Coming) -> tuple[Any, Ints, Any, int]:
    """The visits by column, and the readings of the desks at the cut dates (cuts, desks, 6).

    The columns are those of LOGGED and, apart, those of LOGGED_TICKS. Last comes the tick at which
    there was no more room, else NEVER.
    """
    world = new_world(ground, tables, coming)
    fill(world, coming)
    plan_next_date(world)
    plan_next_review(world)
    readings = np.zeros((tables.cut_ticks.size, world.desks.size, 6), np.int64)
    _go(world, tables.cut_ticks, readings)
    full_at = NEVER
    if world.is_full:
        full_at = world.now
        world.visit_number = 0
    else:
        _log_open_visits(world)
    end_steps(world)
    columns = _columns(world)
    no_more_rows(world.log)
    ticks = _tick_columns(world)
    no_more_rows(world.log_ticks)
    no_more(world)
    return columns, ticks, readings, full_at


@compiled
def _go(world: World, cuts: Rows[int], readings: Any) -> None:
    """Step from event to event, and over the cut dates before what happens then (rule 25)."""
    cut = 0
    while True:
        make_room(world)
        if world.is_full:
            return
        if _goes_on_now(world):
            continue
        tick = next_tick(world)
        if tick > world.now and world.newcomer_size:
            set_timers(world)
            continue
        while cut < cuts.size and (cuts[cut] <= tick or tick >= world.end):
            _look(world, cuts[cut], readings[cut])
            cut += 1
        if tick >= world.end:
            return
        world.now = tick
        if _arrival_is_first(world, tick):
            _arrive(world)
        else:
            _step(world)


@compiled
def _goes_on_now(world: World) -> bool:
    """Let the first go on of those who were moved at this instant; whether there was one."""
    if world.taken != NOBODY:
        visit = world.visits[world.taken]
        world.taken = visit.next_moved
    elif world.left != NOBODY:
        visit = world.visits[world.left]
        world.left = visit.next_moved
    else:
        return False
    go_on(world, visit)
    return True


@compiled
def _step(world: World) -> None:
    """The first event happens."""
    rank, number, row = take_first(world)
    prefetch_next(world)
    phase = rank // PHASE * PHASE
    if phase == Phase.CALENDAR:
        calendar(world)
    elif phase == Phase.SEEING:
        look(world)
    elif phase == Phase.REACTING:
        react(world)
    elif phase == Phase.JOINING:
        journey(world, world.visits[row])
    elif phase == Phase.PLACES:
        give_out(world, world.pools[row])
    elif phase == Phase.RINGS:
        turn_rings(world)
    else:
        visit = world.visits[row]
        if visit.event == number and visit.waits:
            time_is_up(world, visit, phase)
        elif visit.event == number:
            go_on(world, visit)


@compiled
def _arrival_is_first(world: World, tick: int) -> bool:
    """Whether the next arrival comes before the first event."""
    next_ = world.next_arrival
    if next_ == world.arrivals.size or world.arrival_tick[next_] > tick:
        return False
    first = world.events[0]
    rank = rank_of(Phase.JOINING, world.arrivals[next_], MAIN)
    return world.event_size == 0 or first.tick > tick or first.rank > rank


@compiled
def _arrive(world: World) -> None:
    """Clients enter one by one, at one instant in order of identity."""
    client = world.arrivals[world.next_arrival]
    world.next_arrival += 1
    prefetch_next_arrival(world)
    entrance = world.sources[world.youths[client].source].entrance
    journey(world, new_row(world, client, entrance, MAIN, NO_VISIT))


# ------------------------------------------------------------------ what is left


@compiled
def _look(world: World, tick: int, readings: Any) -> None:
    """Read the desks' running integrals."""
    for row in range(world.desks.size):
        desk = world.desks[row]
        observe(desk, tick, 0, 0, 0)
        reading = readings[row]
        reading[0], reading[1], reading[2] = desk.waiting, desk.in_care, desk.blocked
        reading[3], reading[4] = desk.area_waiting, desk.area_in_care
        reading[5] = desk.area_blocked


@compiled
def _log_open_visits(world: World) -> None:
    """Who is in care or waits at the end of the run."""
    for index in range(world.pools.size):
        pool = world.pools[index]
        row = pool.in_care
        while row != NOBODY:
            visit = world.visits[row]
            if visit.blocked_from != NEVER:
                visit.blocked = world.end - visit.blocked_from
            close(world, visit)
            row = visit.next_in_care
        for item in in_order(world, pool):
            if world.visits[item].asks_for == NOBODY:
                close(world, world.visits[item])


@compiled
def _columns(world: World) -> Any:
    """The small numbers of the log by column, in the order of LOGGED."""
    columns = np.empty((len(LOGGED), world.visit_number), np.int32)
    for number in range(world.visit_number):
        row = world.log[number]
        columns[0, number] = row.client
        columns[1, number] = row.station
        columns[2, number] = row.pool
        columns[3, number] = row.nth
        columns[4, number] = row.priority
        columns[5, number] = row.outcome
        columns[6, number] = row.next
        columns[7, number] = row.with_visit
    return columns


@compiled
def _tick_columns(world: World) -> Ints:
    """Its ticks by column, in the order of LOGGED_TICKS."""
    columns = np.empty((len(LOGGED_TICKS), world.visit_number), np.int64)
    for number in range(world.visit_number):
        row = world.log_ticks[number]
        columns[0, number] = row.rank_time
        columns[1, number] = row.joined
        columns[2, number] = row.started
        columns[3, number] = row.ended
        columns[4, number] = row.blocked
    return columns
