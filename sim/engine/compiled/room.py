"""Room for rows: tables that grow between two steps, and rows of visits that are used again."""

from __future__ import annotations

from ...compiling.rows import more_rows, no_more_rows
from ...compiling.tables import compiled
from ...draws import NEVER
from ...network.model import Exit
from ...visits import Outcome
from .records import NO_EVENT, NOBODY, OWN, Visit
from .world_row import World


@compiled
def make_room(world: World) -> None:
    """Let each table have room for one step; rows that are held meanwhile would point nowhere."""
    need = world.margin
    if world.free_visits < need:
        _more_visits(world, need)
    if world.log.size - world.visit_number < need:
        _longer_log(world, need)
    if world.events.size - world.event_size < need:
        world.events = more_rows(world.events, 2 * world.events.size + need)
    if world.counts.size - world.count_size < need:
        world.counts = more_rows(world.counts, 2 * world.counts.size + need)
    if world.escalations.size - world.escalation_size < need:
        world.escalations = more_rows(world.escalations, 2 * world.escalations.size + need)
    if world.by_gates.size - world.by_gate_size < need:
        world.by_gates = more_rows(world.by_gates, 2 * world.by_gates.size + need)
    if world.edges.size - world.edge_size < need:
        world.edges = more_rows(world.edges, 2 * world.edges.size + need)
    if world.newcomers.size - world.newcomer_size < need:
        world.newcomers = more_rows(world.newcomers, 2 * world.newcomers.size + need)


@compiled
def _more_visits(world: World, need: int) -> None:
    size = world.visits.size
    world.visits = more_rows(world.visits, 2 * size + need)
    for row in range(world.visits.size - 1, size - 1, -1):
        world.visits[row].row = row
        release(world, world.visits[row])


@compiled
def _longer_log(world: World, need: int) -> None:
    """Twice as long, but no longer than what there is room for and one step more.

    Every visit has a row here, so this is also where too many of them are noticed: a run that stays
    below pays nothing for it.
    """
    if world.visit_number > world.most_visits:
        world.is_full = True
    longest = max(world.most_visits, world.visit_number) + 1 + need
    size = min(2 * world.log.size + need, longest)
    world.log = more_rows(world.log, size)
    world.log_ticks = more_rows(world.log_ticks, size)


@compiled
def end_steps(world: World) -> None:
    """Give back all memory but that of the log, of which copies are still to be made."""
    no_more_rows(world.visits)
    no_more_rows(world.events)
    no_more_rows(world.boxed)
    no_more_rows(world.counts)
    no_more_rows(world.escalations)
    no_more_rows(world.by_gates)
    no_more_rows(world.edges)
    no_more_rows(world.newcomers)


@compiled
def new_row(world: World, client: int, station: int, trajectory: int, with_visit: int) -> Visit:
    """A visit to be: a client who is going to a station, as anyone does."""
    visit = world.visits[world.free_visit]
    world.free_visit = visit.next_free
    world.free_visits -= 1
    visit.client = client
    visit.station = station
    visit.trajectory = trajectory
    visit.with_visit = with_visit
    visit.kept_priority = OWN
    visit.kept_rank_time = NEVER
    visit.remaining = OWN
    visit.nth = 0
    visit.after = NOBODY
    visit.is_escalated = visit.is_diverted = visit.is_second_try = visit.past_limits = False
    visit.waits = visit.is_urgent = visit.is_aside = False
    visit.outcome = Outcome.WAITING
    visit.next = visit.goal = Exit.NOT_YET
    visit.started = visit.ended = visit.blocked_from = NEVER
    visit.blocked = 0
    visit.stay_end = visit.too_old_at = NEVER
    visit.event = NO_EVENT
    visit.other = NOBODY
    visit.tries = 0
    visit.held = visit.held_for = visit.request = visit.asks_for = NOBODY
    return visit


@compiled
def release(world: World, visit: Visit) -> None:
    """Nothing points at this visit any more: its row is free for another."""
    visit.next_free = world.free_visit
    world.free_visit = visit.row
    world.free_visits += 1
