"""Joining a station: diverts, limits, the 18th birthday, a place on the list (rules 8-15)."""

from __future__ import annotations

from itertools import islice

from ..draws import uniform
from ..network.model import Condition, Exit, LegalFrame
from ..visits import Outcome
from .care import start
from .deterring import is_deterred, turn_away
from .lists import desk_for, pool_for
from .moments import Moment
from .records import MAIN, NO_VISIT, Desk, Visit
from .routing import passes_by
from .terms import Diverted, Terms
from .waiting import finds_place, may_go_over, may_take
from .world import World
from .youths import ByGate, Going, Youth

_VOLUNTARY = int(LegalFrame.VOLUNTARY)


def join(
    world: World,
    youth: Youth,
    going: Going,
    *,
    held: Visit | None = None,
    trajectory: int = MAIN,
    with_visit: int = NO_VISIT,
) -> Visit | None:
    """Let a client join a station; None when too old there, refused, or turning away.

    `held` is the visit whose place they keep meanwhile, `with_visit` what a second stands beside.
    """
    is_blocked = held is not None
    terms, nth, going = _where(world, youth, going, trajectory, is_blocked=is_blocked)
    visit = new_visit(world, youth, terms, nth, going, trajectory, with_visit)
    if held is not None:
        visit.held = held
    if visit.too_old_at <= visit.joined:
        world.finish(visit, visit.joined, Outcome.TURNED_18, world.law(terms))
        return None
    world.seen.has_asked(visit.pool.seen, visit.joined)
    if is_deterred(world, visit):
        turn_away(world, visit)
        return None
    if _is_refused(world, visit):
        return _refuse(world, visit)
    _ask_for_place(world, visit)
    return visit


def _where(
    world: World, youth: Youth, going: Going, trajectory: int, *, is_blocked: bool
) -> tuple[Terms, int, Going]:
    """Where they join who is about to join a station, under which number, and as what (rule 15)."""
    while True:
        terms = world.terms(going.station, youth.source)
        nth = going.nth or youth.count(terms.station)
        if not terms.diverts or going.is_diverted:
            return terms, nth, going
        divert = _divert(world, terms, youth, nth, going, trajectory, is_blocked=is_blocked)
        if divert is None:
            return terms, nth, going
        if divert.onward:  # a joining of its own, where they meet the diverts of that station
            going = going._replace(station=passes_by(world, youth, terms, nth), nth=0, after=-1)
            continue
        if divert.via:
            remember_gate(world, youth, divert, going._replace(nth=nth))
        terms = world.terms(divert.to, youth.source)
        return terms, youth.count(terms.station), going._replace(nth=0, after=-1)


def remember_gate(world: World, youth: Youth, divert: Diverted, going: Going) -> None:
    """They go by a gate, once a referral; from there they go on with the rank time of now."""
    rank_time = world.now if going.rank_time is None else going.rank_time
    onward = going._replace(rank_time=rank_time, after=divert.index)
    youth.met.append(ByGate(divert.index, divert.to, onward))


def new_visit(
    world: World,
    youth: Youth,
    terms: Terms,
    nth: int,
    going: Going,
    trajectory: int,
    with_visit: int,
    *,
    joined: int | None = None,
    desk: Desk | None = None,
) -> Visit:
    """A visit that begins now (or began at `joined`), in the log; `desk`: where that is known."""
    priority = priority_of(world, youth, terms, going)
    visit = Visit(
        youth,
        terms,
        desk_for(world, terms, youth, priority) if desk is None else desk,
        going,
        nth=nth,
        joined=world.now if joined is None else joined,
        priority=priority,
        trajectory=trajectory,
        with_visit=with_visit,
    )
    visit.too_old_at = terms.leaves_at(youth.key, nth, youth.eighteenth, visit.joined)
    world.log.open(visit)
    return visit


def join_other_list(world: World, old: Visit) -> Visit:
    """Who left a list for another behind the same form joins that, with the same visit number.

    They stand behind who is there; what they waited, and what would make them leave, goes on.
    """
    assert old.other is not None
    youth, terms = old.youth, old.terms
    visit = Visit(
        youth,
        terms,
        world.desk(terms.station, old.other),
        old.going,
        nth=old.nth,
        joined=world.now,
        priority=old.priority,
        trajectory=old.trajectory,
        with_visit=old.with_visit,
    )
    visit.rank_time, visit.too_old_at = old.rank_time, old.too_old_at
    visit.clock, visit.looked, visit.tries = old.clock, old.looked, old.tries
    visit.queue_time = world.now
    visit.held = old.held
    youth.has_one_less(terms)
    world.log.open(visit)
    _ask_for_place(world, visit)
    return visit


def priority_of(world: World, youth: Youth, terms: Terms, going: Going) -> int:
    """The one they keep, else the station's, else their own; one step higher if escalated (10)."""
    if going.priority is not None:
        return going.priority
    own = world.levels[terms.priority]
    priority = youth.priority if own < 0 else int(own)
    return max(0, priority - 1) if going.is_escalated else priority


def _divert(
    world: World,
    terms: Terms,
    youth: Youth,
    nth: int,
    going: Going,
    trajectory: int,
    *,
    is_blocked: bool,
) -> Diverted | None:
    """The first divert that takes them; each has its own draw (rule 15)."""
    is_on_main_way = trajectory == MAIN and going.remaining is None
    may_stop = is_on_main_way and not is_blocked
    for divert in terms.diverts:
        share = world.levels[divert.share]
        if (
            divert.new
            and divert.index > going.after
            and share > 0.0
            and _holds(world, divert, terms, youth, going, may_stop)
            and uniform(youth.key, terms.key, nth, divert.key) < share
            and may_take(world, youth, divert, terms, is_on_main_way=is_on_main_way)
        ):
            return divert
    return None


def _holds(
    world: World, divert: Diverted, terms: Terms, youth: Youth, going: Going, may_stop: bool
) -> bool:
    """Whether the condition of a divert holds for who is about to join.

    Whom a ceiling stops, where it `may_stop` who comes so, finds no place.
    """
    if divert.condition == Condition.ALWAYS:
        return True
    priority = priority_of(world, youth, terms, going)
    pool = pool_for(world, terms, youth, priority)
    if divert.condition == Condition.FULL:
        ceilings, station = world.ceilings, terms.station
        is_stopped = may_stop and ceilings.stops_intake(youth, station, pool, priority)
        return is_stopped or pool.free <= ceilings.ready(pool)
    first = pool.first_for(terms.station)
    return first is not None and world.now - first.rank_time > divert.over_ticks


def _is_refused(world: World, visit: Visit) -> bool:
    """Whether a limit binds: no place is free after the list, and too many wait (rule 11)."""
    limit = world.levels[visit.terms.limit]
    if limit < 0 or visit.going.past_limits or visit.youth.legal_frame != _VOLUNTARY:
        return False
    if finds_place(world, visit) or may_go_over(world, visit):
        return False
    return visit.desk.unblocked - _about_to_start(world, visit) >= limit


def _about_to_start(world: World, visit: Visit) -> int:
    """How many of those who count for the limit will have a place once the list is served."""
    pool = visit.pool
    if pool.free <= 0:
        return 0
    served = islice(world.ceilings.may_start(pool), pool.free)
    return sum(
        isinstance(item, Visit) and item.desk is visit.desk and item.held is None for item in served
    )


def _refuse(world: World, visit: Visit) -> Visit | None:
    other = int(world.levels[visit.terms.when_full])
    if other < 0 or visit.going.is_second_try:
        world.finish(visit, visit.joined, Outcome.REFUSED, Exit.OUT)
        return None
    world.finish(visit, visit.joined, Outcome.REFUSED, other)
    again = visit.going._replace(station=other, is_diverted=True, is_second_try=True, nth=0)
    return join(
        world,
        visit.youth,
        again,
        held=visit.held,
        trajectory=visit.trajectory,
        with_visit=visit.with_visit,
    )


def _ask_for_place(world: World, visit: Visit) -> None:
    """They are on the list of the pool; or start at once where nobody could come before them."""
    visit.over = Moment(world.env)
    visit.process = world.env.active_process
    visit.youth.has_one_more(visit.terms)
    if visit.held is None and _is_served_at_once(world, visit):
        start(world, visit, visit.joined, is_alone=True)
        return
    _wait(world, visit)


def on_list(world: World, visit: Visit) -> None:
    """A visit from before the start is on the list of its pool."""
    visit.youth.has_one_more(visit.terms)
    _wait(world, visit)


def _wait(world: World, visit: Visit) -> None:
    pool = visit.pool
    pool.waiting.join(visit)
    visit.desk.observe(world.now, 1, 0, 0)
    if visit.may_leave_list(world.network.end):
        world.newcomers.append(visit)
    if visit.held is None:
        visit.desk.unblocked += 1
        world.seen.one_more(visit.terms.seen, visit.pool.seen)
    else:
        world.block(visit)
    if may_go_over(world, visit):
        pool.urgent.append(visit)
        world.mark(pool)
    elif pool.free > 0:
        world.mark(pool)


def _is_served_at_once(world: World, visit: Visit) -> bool:
    """A free place, no list, and nothing else at this instant that could want it first."""
    pool = visit.pool
    return (
        pool.used < pool.capacity
        and not world.ceilings.is_stopped(visit)
        and not pool.waiting.size
        and not world.marked
        and not world.seeks_rings
        and world.is_last_of_instant()
    )
