"""Places that close with people in them: who asks for a place elsewhere, and gets it (rule 20)."""

from __future__ import annotations

import numpy as np

from ...compiling.tables import Ints, compiled
from ...draws import NEVER
from ...network.model import RelocationOrder
from ...visits import Outcome
from .care import let_go, take_over
from .joining import open_visit
from .lists import pool_for
from .records import NOBODY, Pool, Visit
from .room import make_room, new_row, release
from .sorting import sorted_by
from .waiting import set_timer
from .waiting_list import becomes_urgent, join_list, leave_list
from .world import block, free_places, mark, open_desk, terms_of, unblock
from .world_row import World
from .youths import next_number


@compiled
def ask_where_closing(world: World) -> None:
    """In each pool that has more in care than places, who is to go on elsewhere asks for that."""
    for index in range(world.pools.size):
        pool = world.pools[index]
        if free_places(pool) < 0:
            _ask_for_places(world, pool)


@compiled
def _ask_for_places(world: World, pool: Pool) -> None:
    """The excess of a pool asks for the named station; who is blocked comes last."""
    place = world.places[pool.index]
    if world.levels[place.closing] <= 0.0:
        return
    goal = int(world.levels[place.relocate_to])
    order = int(world.levels[place.relocate_order])
    asked, candidates = _candidates(world, pool)
    excess = -free_places(pool) - asked
    if excess <= 0:
        return
    for row in _in_order(world, candidates, order)[:excess]:
        make_room(world)
        visit = world.visits[row]
        youth = world.youths[visit.client]
        list_row = pool_for(world, world.terms[goal, youth.group], youth, 0)
        ask(world, visit, goal, list_row, world.now)


@compiled
def _candidates(world: World, pool: Pool) -> tuple[int, Ints]:
    """How many in this pool have asked, and who have not."""
    rows, size, asked = np.empty(pool.used, np.int64), 0, 0
    row = pool.in_care
    while row != NOBODY:
        visit = world.visits[row]
        if visit.request != NOBODY:
            asked += 1
        else:
            rows[size] = row
            size += 1
        row = visit.next_in_care
    return asked, rows[:size]


@compiled
def _in_order(world: World, rows: Ints, order: int) -> Ints:
    """Those in care in the order in which they ask: blocked last, then as said, then identity."""
    by_identity = np.empty(rows.size, np.int64)
    as_said = np.empty(rows.size, np.int64)
    blocked = np.empty(rows.size, np.int64)
    places = np.arange(rows.size)
    for place in places:
        visit = world.visits[rows[place]]
        by_identity[place] = identity(visit)
        blocked[place] = visit.blocked_from != NEVER
        if order == RelocationOrder.PLANNED_END_FIRST:
            as_said[place] = visit.stay_end
        elif order == RelocationOrder.PLANNED_END_LAST:
            as_said[place] = -visit.stay_end
        else:
            as_said[place] = -visit.started
    places = sorted_by(places, by_identity)
    places = sorted_by(places, as_said[places])
    places = sorted_by(places, blocked[places])
    return rows[places]


@compiled
def identity(visit: Visit) -> int:
    """A number in the order of identity: client, then trajectory."""
    return visit.client * 2**31 + visit.trajectory


@compiled
def ask(world: World, visit: Visit, station: int, pool_row: int, since: int) -> None:
    """Who is in care asks for a place at another station, and has asked `since` then."""
    request = new_row(world, visit.client, station, visit.trajectory, visit.with_visit)
    request.priority = 0
    request.pool = pool_row
    request.desk = open_desk(world, station, request.pool)
    request.rank_time = request.queue_time = request.joined = since
    request.asks_for = visit.row
    visit.request = request.row
    pool = world.pools[request.pool]
    join_list(world, pool, request)
    if world.levels[terms_of(world, request).over_capacity] > 0.0:
        becomes_urgent(world, pool, request)
        mark(world, pool)
    elif free_places(pool) > 0:
        mark(world, pool)


@compiled
def relocate(world: World, request: Visit) -> None:
    """The place asked for is theirs: one visit ends, the other goes on with what is left.

    Where the station draws from another pool by now, the place is for who comes next.
    """
    old, station = world.visits[request.asks_for], request.station
    given = _list_given(world, request)
    leave_list(world, world.pools[request.pool], request)
    if given == NOBODY:
        mark(world, world.pools[request.pool])
    release(world, request)
    old.request = NOBODY
    new = new_row(world, old.client, station, old.trajectory, old.with_visit)
    new.nth = next_number(world, old.client, station)
    new.other = given
    open_visit(world, new, world.now)
    is_blocked = old.held_for != NOBODY
    waiting = old.held_for
    take_over(world, new, old.stay_end, world.now, is_blocked)
    if is_blocked:
        visit = world.visits[waiting]
        new.goal = old.goal
        unblock(world, visit)
        visit.held = new.row
        block(world, visit)
        set_timer(world, visit)
    let_go(world, old, Outcome.RELOCATED, station)
    release(world, old)


@compiled
def _list_given(world: World, request: Visit) -> int:
    """The list that gives the place; NOBODY where the station draws from another pool by now."""
    now = int(world.levels[terms_of(world, request).pool])
    return request.pool if world.places[request.pool].first == now else NOBODY
