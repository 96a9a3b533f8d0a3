"""In care: the stay begins, ends, and a place is given back (rules 7, 13, 16, 17, 19)."""

from __future__ import annotations

from ..draws import NEVER, TICKS_PER_DAY, uniform
from ..visits import Outcome
from .phases import Phase, rank_of
from .records import MAIN, Visit
from .world import World

_WEEK = 7 * TICKS_PER_DAY


def start(world: World, visit: Visit, now: int, *, is_alone: bool = False) -> None:
    """A place is theirs: the stay begins, and a place that they held is free again.

    `is_alone`: nothing else waits at this instant. Then help that takes no time is over already,
    and needs no event of its own.
    """
    _begin(visit, now)
    world.ceilings.has_started(visit)
    if visit.held is None:
        world.seen.has_left(visit.terms.seen, visit.pool.seen, now=now)
    stay_end = now + _stay_ticks(world, visit)
    if is_alone and stay_end == now:
        visit.stay_end = now
        visit.is_over = True
    else:
        _plan_end(world, visit, stay_end)
    if visit.terms.seconds and visit.trajectory == MAIN and visit.going.remaining is None:
        _start_seconds(world, visit)
    if visit.held is not None:
        held, visit.held = visit.held, None
        let_go(world, held, Outcome.COMPLETED, visit.terms.station)


def take_over(
    world: World, visit: Visit, stay_end: int, *, since: int | None = None, is_blocked: bool = False
) -> None:
    """They are in care already and go on here: at the start of a run, or relocated (rule 20)."""
    visit.youth.has_one_more(visit.terms)
    now = world.now
    _begin(visit, now)
    if since is not None:
        visit.started = since
    if is_blocked:
        visit.stay_end = visit.blocked_from = now
    else:
        _plan_end(world, visit, stay_end)


def _begin(visit: Visit, now: int) -> None:
    visit.started = now
    visit.outcome = Outcome.IN_CARE
    visit.pool.used += 1
    if visit.terms.helps and visit.trajectory == MAIN:
        visit.youth.is_helped = True
    visit.pool.in_care[visit] = None
    visit.desk.observe(now, 0, 1, 0)


def _stay_ticks(world: World, visit: Visit) -> int:
    terms, levels = visit.terms, world.levels
    if visit.going.remaining is not None:
        return visit.going.remaining
    if not terms.has_stay:
        return 0
    factor = levels[terms.stay_factor] * (visit.youth.heavier if terms.helps else 1.0)
    longer = levels[terms.longer_stay]
    if longer > 0.0:
        weeks = (visit.started - visit.rank_time) / _WEEK
        factor *= min(2.0, 1.0 + longer * weeks)
    return terms.stay_ticks(visit.youth.key, visit.nth, factor)


def _plan_end(world: World, visit: Visit, stay_end: int) -> None:
    """The end of the stay, or of the years in which they may be helped here if that is first."""
    visit.stay_end = stay_end
    phase, at = Phase.END_OF_STAY, stay_end
    if visit.too_old_at < stay_end:
        phase, at = Phase.TURNING_18, max(visit.too_old_at, world.now)
        visit.planned_outcome = Outcome.TURNED_18
    if at < world.network.end:
        visit.over.plan(at, rank_of(phase, visit.youth.rank, visit.trajectory))


def _start_seconds(world: World, visit: Visit) -> None:
    """Second trajectories join in phase (c) of this instant (rule 17)."""
    for second in visit.terms.seconds:
        share = world.levels[second.share]
        key = visit.youth.key
        if share > 0.0 and uniform(key, visit.terms.key, visit.nth, second.key) < share:
            world.start_second(world, visit, second)


def let_go(world: World, visit: Visit, outcome: Outcome, next_: int) -> None:
    """A place is given back."""
    pool, now = visit.pool, world.now
    if visit.blocked_from != NEVER:
        visit.blocked = now - visit.blocked_from
    world.finish(visit, now, outcome, next_)
    visit.desk.observe(now, 0, -1, 0)
    world.ceilings.count_care(visit, now)
    visit.youth.has_one_less(visit.terms)
    del pool.in_care[visit]
    pool.used -= 1
    if visit.request is not None:
        visit.request.desk.pool.waiting.leave(visit.request)
        visit.request = None
    free = pool.capacity - pool.used
    if free > 0 and pool.waiting.size:
        world.mark(pool)
    elif free == 0 and world.blocked:
        world.seeks_rings = True  # it was above its capacity and may take part in a ring now
