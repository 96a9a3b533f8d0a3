"""The world of one run: everything that changes, on one row that is passed along.

The steps that clients make in it stand in joining.py, waiting.py and care.py; the journey
(journey.py) tells in which order a client makes them, and settling.py gives out the places at the
end of each instant.
"""

from __future__ import annotations

from ...compiling.rows import StateType, maker_of, rows_of
from ...compiling.tables import compiled, fields_of
from ...rules.tables import GroundTables, Terms, lay_out
from ..phases import Phase
from .moments import plan
from .records import (
    NOBODY,
    Desk,
    Pool,
    Visit,
)
from .room import make_room
from .tables import Coming, Tables
from .world_row import World

_zero_world = maker_of(StateType("World", fields_of(World)))


@compiled
def new_world(ground: GroundTables, tables: Tables, coming: Coming) -> World:
    """The world at the start of the run, with no one in it yet."""
    world: World = _zero_world()
    world.end = tables.end
    world.most_visits = coming.most_visits
    world.gemeenten = tables.gemeenten
    world.margin = (tables.places.size + 4) * (ground.seconds.size + 4)
    world.free_visit = world.free_sheet = NOBODY
    world.boxes = rows_of(tables.boxes)
    world.taken = world.last_taken = world.left = world.last_left = NOBODY
    world.arrivals = rows_of(coming.arrivals)
    world.arrival_tick = rows_of(coming.arrival_tick)
    world.youths = rows_of(coming.youths)
    world.pools = rows_of(tables.pools)
    world.desks = rows_of(tables.desks)
    lay_out(world, ground)
    _lay_out(world, tables)
    _lay_out_following(world, tables)
    _lay_out_ceilings(world, tables)
    make_room(world)
    return world


@compiled
def _lay_out(world: World, tables: Tables) -> None:
    """The tables of the network."""
    world.level_kind = rows_of(tables.level_kind)
    world.level_target = rows_of(tables.level_target)
    world.change_tick = rows_of(tables.change_tick)
    world.change_level = rows_of(tables.change_level)
    world.change_value = rows_of(tables.change_value)
    world.places = rows_of(tables.places)
    world.desk_at = rows_of(tables.desk_at)
    world.hazards = rows_of(tables.hazards)
    world.hazard_ticks = rows_of(tables.hazard_ticks)
    world.hazard_per_day = rows_of(tables.hazard_per_day)
    world.seen_waiting = rows_of(tables.seen_waiting)
    world.seen_left = rows_of(tables.seen_left)
    world.seen_asked = rows_of(tables.seen_asked)
    world.seen_tick = rows_of(tables.seen_tick)
    world.seen_weeks = rows_of(tables.seen_weeks)
    world.seen_before = tables.seen_before
    world.seen_size = tables.seen_known
    world.review_tick = rows_of(tables.review_tick)
    world.review_sees = rows_of(tables.review_sees)
    world.reactions = rows_of(tables.reactions)
    world.reaction_ticks = rows_of(tables.reaction_ticks)
    world.reaction_points = rows_of(tables.reaction_points)
    world.reaction_shares = rows_of(tables.reaction_shares)
    world.list_choice = rows_of(tables.list_choice)
    world.list_shares = rows_of(tables.list_shares)
    world.list_cumulative = rows_of(tables.list_cumulative)


@compiled
def _lay_out_following(world: World, tables: Tables) -> None:
    """The pools that follow."""
    world.followers = rows_of(tables.followers)
    world.follow_levels = rows_of(tables.follow_levels)
    world.follow_shares = rows_of(tables.follow_shares)
    world.follow_market = rows_of(tables.follow_market)
    world.follow_most = rows_of(tables.follow_most)
    world.follow_ticks = rows_of(tables.follow_ticks)
    world.follow_numbers = rows_of(tables.follow_numbers)
    world.follow_times = rows_of(tables.follow_times)
    world.follow_plus = rows_of(tables.follow_plus)
    world.follow_clients = rows_of(tables.follow_clients)
    world.follow_efficiency = rows_of(tables.follow_efficiency)
    world.follow_decides = rows_of(tables.follow_decides)
    world.follow_decided = rows_of(tables.follow_decided)
    world.follow_factors = rows_of(tables.follow_factors)
    world.follow_size = tables.follow_known
    world.follow_scale = tables.follow_scale


@compiled
def _lay_out_ceilings(world: World, tables: Tables) -> None:
    """The money that has a ceiling."""
    world.account_stops = rows_of(tables.account_stops)
    world.account_amount = rows_of(tables.account_amount)
    world.step_tick = rows_of(tables.step_tick)
    world.step_year_end = rows_of(tables.step_year_end)
    world.cell_rows = rows_of(tables.cell_rows)
    world.cell_begin = rows_of(tables.cell_begin)
    world.cell_end = rows_of(tables.cell_end)
    world.cell_pool = rows_of(tables.cell_pool)
    world.cell_seen = rows_of(tables.cell_seen)
    world.comers = rows_of(tables.comers)
    world.line_account = rows_of(tables.line_account)
    world.line_cell = rows_of(tables.line_cell)
    world.line_per_tick = rows_of(tables.line_per_tick)
    world.line_per_start = rows_of(tables.line_per_start)
    world.paid_ticks = rows_of(tables.paid_ticks)
    world.paid_starts = rows_of(tables.paid_starts)
    world.spent = rows_of(tables.spent)
    world.reached = rows_of(tables.reached)
    world.reached_log = rows_of(tables.reached_log)
    world.cell_stopped = rows_of(tables.cell_stopped)
    world.cell_in_care = rows_of(tables.cell_in_care)
    world.cell_counted_at = rows_of(tables.cell_counted_at)
    world.cell_planned = rows_of(tables.cell_planned)
    world.ending = rows_of(tables.ending)
    world.ending_ticks = rows_of(tables.ending_ticks)
    world.seen_held = rows_of(tables.seen_held)


# ------------------------------------------------------------------- what changes


@compiled
def law_of(world: World, visit: Visit) -> int:
    """The law that takes over now at 18, as the `next` of a visit."""
    return int(world.levels[terms_of(world, visit).law])


@compiled
def terms_of(world: World, visit: Visit) -> Terms:
    """What holds at the station of a visit for clients of their group."""
    return world.terms[visit.station, world.youths[visit.client].group]


@compiled
def free_places(pool: Pool) -> int:
    """Places not in use; negative above capacity."""
    return pool.capacity - pool.used


@compiled
def open_desk(world: World, station: int, pool: int) -> int:
    """The desk of a station at a pool."""
    row = world.desk_at[station, pool]
    world.desks[row].is_open = True
    return row


@compiled
def observe(desk: Desk, now: int, waiting: int, in_care: int, blocked: int) -> None:
    """Someone joins or leaves those waiting, in care or blocked."""
    passed = now - desk.since
    if passed:
        desk.area_waiting += desk.waiting * passed
        desk.area_in_care += desk.in_care * passed
        desk.area_blocked += desk.blocked * passed
        desk.since = now
    desk.waiting += waiting
    desk.in_care += in_care
    desk.blocked += blocked


@compiled
def finish(world: World, visit: Visit, now: int, outcome: int, next_: int) -> None:
    """The visit is over; the log keeps of it what counts."""
    visit.ended = now
    visit.outcome = outcome
    visit.next = next_
    close(world, visit)


@compiled
def close(world: World, visit: Visit) -> None:
    """A visit ends, or the run does: its row of the log."""
    row = world.log[visit.number]
    row.client = visit.client
    row.station = visit.station
    row.pool = visit.pool
    row.nth = visit.nth
    row.priority = visit.priority
    row.outcome = visit.outcome
    row.next = visit.next
    row.with_visit = visit.with_visit
    ticks = world.log_ticks[visit.number]
    ticks.rank_time = visit.rank_time
    ticks.joined = visit.joined
    ticks.started = visit.started
    ticks.ended = visit.ended
    ticks.blocked = visit.blocked


@compiled
def has_left(world: World, visit: Visit) -> None:
    """They left a list at this instant without a place: the journey goes on at their turn."""
    visit.next_moved = NOBODY
    if world.left == NOBODY:
        world.left = visit.row
    else:
        world.visits[world.last_left].next_moved = visit.row
    world.last_left = visit.row


@compiled
def was_taken(world: World, visit: Visit) -> None:
    """They were taken from care at this instant; they go on before who left a list."""
    visit.next_moved = NOBODY
    if world.taken == NOBODY:
        world.taken = visit.row
    else:
        world.visits[world.last_taken].next_moved = visit.row
    world.last_taken = visit.row


@compiled
def mark(world: World, pool: Pool) -> None:
    """This pool has something to give out in phase (d)."""
    if not pool.is_marked:
        pool.is_marked = True
        plan(world, world.now, Phase.PLACES + pool.index, pool.index)


@compiled
def seek_rings(world: World) -> None:
    """Rings are sought when nothing else is left to do at this instant (rule 16)."""
    if not world.seeks_rings:
        world.seeks_rings = True
        plan(world, world.now, Phase.RINGS, NOBODY)


@compiled
def block(world: World, visit: Visit) -> None:
    """The client keeps the place they had while they wait for this one (rule 16)."""
    held = world.visits[visit.held]
    held.held_for = visit.row
    observe(world.desks[held.desk], world.now, 0, 0, 1)
    edge = world.edges[_edge(world, held.pool, visit.pool)]
    visit.next_blocked = edge.first
    visit.previous_blocked = NOBODY
    if edge.first != NOBODY:
        world.visits[edge.first].previous_blocked = visit.row
    edge.first = visit.row
    edge.size += 1
    visit.edge = _edge(world, held.pool, visit.pool)
    world.blocked += 1
    seek_rings(world)


@compiled
def _edge(world: World, origin: int, goal: int) -> int:
    """The row of the arrow from one pool to another."""
    row = world.pools[origin].edges
    while row != NOBODY:
        if world.edges[row].goal == goal:
            return row
        row = world.edges[row].after
    row = world.edge_size
    world.edge_size += 1
    edge = world.edges[row]
    edge.origin = origin
    edge.goal = goal
    edge.first = NOBODY
    edge.size = 0
    edge.after = world.pools[origin].edges
    world.pools[origin].edges = row
    return row


@compiled
def unblock(world: World, visit: Visit) -> None:
    """They wait no longer while keeping a place."""
    held = world.visits[visit.held]
    held.held_for = NOBODY
    observe(world.desks[held.desk], world.now, 0, 0, -1)
    edge = world.edges[visit.edge]
    if visit.previous_blocked == NOBODY:
        edge.first = visit.next_blocked
    else:
        world.visits[visit.previous_blocked].next_blocked = visit.next_blocked
    if visit.next_blocked != NOBODY:
        world.visits[visit.next_blocked].previous_blocked = visit.previous_blocked
    edge.size -= 1
    world.blocked -= 1
