"""In care: the stay begins, ends, and a place is given back (rules 7, 13, 16, 17, 19)."""

from __future__ import annotations

from ...compiling.tables import compiled
from ...draws import NEVER, TICKS_PER_DAY
from ...rules.drawing import branches_off, stay_ticks
from ...visits import Outcome
from ..phases import Phase
from .ceilings import care_begins, care_ends, pays_start
from .moments import plan, rank_of
from .records import MAIN, NO_EVENT, NOBODY, OWN, Pool, Visit
from .room import new_row, release
from .seen import has_left_list
from .waiting_list import leave_list
from .world import finish, free_places, mark, observe, seek_rings, terms_of
from .world_row import World
from .youths import has_one_less, has_one_more

_WEEK = 7 * TICKS_PER_DAY


@compiled
def start(world: World, visit: Visit, now: int) -> None:
    """A place is theirs: the stay begins, and a place that they held is free again."""
    _begin(world, visit, now)
    pays_start(world, visit)
    has_left_list(world, visit, terms_of(world, visit).seen)
    _plan_end(world, visit, now + _stay_ticks(world, visit))
    care_begins(world, visit)
    if visit.trajectory == MAIN and visit.remaining == OWN:
        _start_seconds(world, visit)
    if visit.held != NOBODY:
        held = world.visits[visit.held]
        visit.held = NOBODY
        let_go(world, held, Outcome.COMPLETED, visit.station)
        release(world, held)


@compiled
def take_over(world: World, visit: Visit, stay_end: int, since: int, is_blocked: bool) -> None:
    """They are in care already and go on here: at the start of a run, or relocated (rule 20)."""
    has_one_more(world, visit)
    now = world.now
    _begin(world, visit, now)
    visit.started = since
    if is_blocked:
        visit.stay_end = visit.blocked_from = now
    else:
        _plan_end(world, visit, stay_end)
    care_begins(world, visit)


@compiled
def _begin(world: World, visit: Visit, now: int) -> None:
    pool = world.pools[visit.pool]
    visit.started = now
    visit.outcome = Outcome.IN_CARE
    pool.used += 1
    if visit.trajectory == MAIN and terms_of(world, visit).helps:
        world.youths[visit.client].is_helped = True
    visit.next_in_care = pool.in_care
    visit.previous_in_care = NOBODY
    if pool.in_care != NOBODY:
        world.visits[pool.in_care].previous_in_care = visit.row
    pool.in_care = visit.row
    observe(world.desks[visit.desk], now, 0, 1, 0)


@compiled
def _stay_ticks(world: World, visit: Visit) -> int:
    terms, levels = terms_of(world, visit), world.levels
    if visit.remaining != OWN:
        return visit.remaining
    heavier = world.youths[visit.client].heavier if terms.helps else 1.0
    factor = levels[terms.stay_factor] * heavier
    longer = levels[terms.longer_stay]
    if longer > 0.0:
        weeks = (visit.started - visit.rank_time) / _WEEK
        factor *= min(2.0, 1.0 + longer * weeks)
    return stay_ticks(world, terms, world.youths[visit.client].key, visit.nth, factor)


@compiled
def _plan_end(world: World, visit: Visit, stay_end: int) -> None:
    """The end of the stay, or of the years in which they may be helped here if that is first."""
    visit.stay_end = stay_end
    phase, at = Phase.END_OF_STAY, stay_end
    if visit.too_old_at < stay_end:
        phase, at = Phase.TURNING_18, max(visit.too_old_at, world.now)
    if at < world.end:
        rank = rank_of(phase, visit.client, visit.trajectory)
        visit.event = plan(world, at, rank, visit.row)


@compiled
def _start_seconds(world: World, visit: Visit) -> None:
    """Second trajectories join in phase (c) of this instant (rule 17)."""
    terms, youth = terms_of(world, visit), world.youths[visit.client]
    for row in range(terms.seconds, terms.seconds_end):
        second = world.seconds[row]
        share = world.levels[world.second_shares[row, youth.source]]
        if branches_off(share, youth.key, terms, visit.nth, second.key):
            beside = new_row(world, visit.client, second.station, second.trajectory, visit.number)
            rank = rank_of(Phase.JOINING, visit.client, second.trajectory)
            plan(world, world.now, rank, beside.row)


@compiled
def let_go(world: World, visit: Visit, outcome: int, next_: int) -> None:
    """A place is given back."""
    pool, now = world.pools[visit.pool], world.now
    if visit.blocked_from != NEVER:
        visit.blocked = now - visit.blocked_from
    finish(world, visit, now, outcome, next_)
    observe(world.desks[visit.desk], now, 0, -1, 0)
    care_ends(world, visit)
    has_one_less(world, visit)
    _leave_place(world, pool, visit)
    visit.event = NO_EVENT
    if visit.request != NOBODY:
        withdraw(world, visit)
    free = free_places(pool)
    if free > 0 and pool.size:
        mark(world, pool)
    elif free == 0 and world.blocked:
        seek_rings(world)  # it was above its capacity and may take part in a ring now


@compiled
def _leave_place(world: World, pool: Pool, visit: Visit) -> None:
    pool.used -= 1
    if pool.in_care == visit.row:
        pool.in_care = visit.next_in_care
    else:
        world.visits[visit.previous_in_care].next_in_care = visit.next_in_care
    if visit.next_in_care != NOBODY:
        world.visits[visit.next_in_care].previous_in_care = visit.previous_in_care


@compiled
def withdraw(world: World, visit: Visit) -> None:
    """The request of a client in care for another place is over (rule 20)."""
    request = world.visits[visit.request]
    visit.request = NOBODY
    leave_list(world, world.pools[request.pool], request)
    release(world, request)
