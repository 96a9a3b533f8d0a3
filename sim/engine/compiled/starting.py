"""The start of a run: care goes on, lists are as they are, who returns is to come (rule 23)."""

from __future__ import annotations

import numpy as np

from ...compiling.tables import compiled
from ...rules.drawing import leaves_at
from .care import take_over
from .ceilings import stop_as_before
from .changes import row_of_divert
from .joining import on_list, open_visit, priority_of
from .journey import his_turn, returning
from .lists import pool_for
from .records import BESIDE_BEFORE, NO_VISIT, NOBODY, OWN, Visit
from .relocation import ask, ask_where_closing
from .room import make_room, new_row
from .tables import Coming
from .world import free_places, terms_of
from .world_row import World
from .youths import count_at, keep_way_back, remember_gate


@compiled
def fill(world: World, coming: Coming) -> None:
    """Put the state into the world: stock in care, the latest on the list, returns to come."""
    stop_as_before(world)
    for row in range(len(coming.counts)):
        make_room(world)
        count_at(world, coming.counts[row, 0], coming.counts[row, 1]).visits = coming.counts[row, 2]
    for row in range(len(coming.last)):
        youth = world.youths[coming.last[row, 0]]
        youth.last_station, youth.last_nth = coming.last[row, 1], coming.last[row, 2]
    for row in range(len(coming.met)):
        make_room(world)
        _remember_gate(world, coming, row)
    for row in range(len(coming.stock)):
        make_room(world)
        _take_in(world, coming, row)
    for row in range(len(coming.ways)):
        make_room(world)
        _remember_way(world, coming, row)
    _as_they_are(world, coming)
    for row in range(len(coming.pending)):
        make_room(world)
        returning(world, coming.pending[row, 0], coming.pending[row, 1])


@compiled
def _remember_gate(world: World, coming: Coming, row: int) -> None:
    """A divert by a gate that took a client before the start."""
    client, index = coming.met[row, 0], coming.met[row, 1]
    divert = world.diverts[row_of_divert(world, index)]
    way = remember_gate(world, client, index, divert.to, divert.station)
    way.nth, way.rank_time = coming.met[row, 2], coming.met[row, 3]
    way.priority = OWN
    way.is_escalated = way.past_limits = False


@compiled
def _take_in(world: World, coming: Coming, row: int) -> None:
    """A visit from before the start goes on; beyond the capacity it joins the list on day 0."""
    stock = coming.stock
    client, station, nth = stock[row, 0], stock[row, 1], stock[row, 2]
    second, started, stay_end = stock[row, 3], stock[row, 4], stock[row, 5]
    beside_visit = BESIDE_BEFORE if second >= 0 else NO_VISIT
    visit = new_row(world, client, station, second + 1, beside_visit)
    terms = world.terms[station, world.youths[client].group]
    youth = world.youths[client]
    pool = pool_for(world, terms, youth, priority_of(world, visit, terms, youth))
    if free_places(world.pools[pool]) > 0:
        visit.nth = nth
        open_visit(world, visit, started)
        take_over(world, visit, stay_end, started, False)
    else:
        count_at(world, client, station).visits -= 1
        visit.is_diverted = visit.past_limits = True
        his_turn(world, visit, 0)


@compiled
def _remember_way(world: World, coming: Coming, row: int) -> None:
    """The list that a client left by an escalation before the start."""
    ways = coming.ways
    client, station, priority, rank_time = ways[row, 0], ways[row, 1], ways[row, 2], ways[row, 3]
    keep_way_back(world, world.youths[client], station, priority, rank_time, OWN)


@compiled
def _as_they_are(world: World, coming: Coming) -> None:
    """The visits of a state file, in care and on the lists; and what is asked for elsewhere."""
    rows = np.empty(len(coming.placed), np.int64)
    for row in range(len(coming.placed)):
        make_room(world)
        rows[row] = _place(world, coming, row)
    for row in range(len(coming.waiting)):
        make_room(world)
        held = coming.waiting[row, 8]
        _wait(world, coming, row, rows[held] if held >= 0 else NOBODY)
    asks = coming.asks
    for row in range(len(asks)):
        make_room(world)
        ask(world, world.visits[rows[asks[row, 0]]], asks[row, 1], asks[row, 2], asks[row, 3])
    ask_where_closing(world)


@compiled
def _place(world: World, coming: Coming, row: int) -> int:
    """A visit of a state file that is in care at its pool, above the capacity too."""
    placed = coming.placed
    visit = _there(world, placed[row, 0], placed[row, 1], placed[row, 2], placed[row, 3])
    started, stay_end, is_blocked = placed[row, 4], placed[row, 5], placed[row, 7]
    _open_before(world, visit, placed[row, 6], started)
    take_over(world, visit, stay_end, started, is_blocked > 0)
    return visit.row


@compiled
def _wait(world: World, coming: Coming, row: int, held: int) -> None:
    """A visit of a state file that waits; what would make them leave is drawn from now on.

    A time to leave is exponential in the hazard that has passed, so that who has waited until now
    has as much of it before them as anyone (rule 9).
    """
    waiting = coming.waiting
    visit = _there(world, waiting[row, 0], waiting[row, 1], waiting[row, 2], waiting[row, 3])
    _open_before(world, visit, waiting[row, 6], waiting[row, 4])
    visit.queue_time, visit.priority = waiting[row, 5], waiting[row, 7]
    visit.clock = visit.looked = 0
    if held != NOBODY:
        visit.held = held
        world.visits[held].goal = visit.station
    on_list(world, visit)


@compiled
def _there(world: World, client: int, station: int, nth: int, second: int) -> Visit:
    beside_visit = BESIDE_BEFORE if second >= 0 else NO_VISIT
    visit = new_row(world, client, station, second + 1, beside_visit)
    visit.nth = nth
    return visit


@compiled
def _open_before(world: World, visit: Visit, pool: int, joined: int) -> None:
    visit.other = pool
    open_visit(world, visit, joined)
    visit.other = NOBODY
    terms, youth = terms_of(world, visit), world.youths[visit.client]
    visit.too_old_at = leaves_at(world, terms, youth.key, visit.nth, youth.eighteenth, 0)
