"""Waiting on a list: one timer for what makes a client leave it first (rules 8-10, 12, 15)."""

from __future__ import annotations

from collections.abc import Iterator

from simpy.events import Event

from ..draws import FAR, uniform
from ..network.model import Exit, LegalFrame
from ..visits import Outcome
from .lists import other_list, switch_tick
from .moments import at_moment
from .phases import LOOK_AHEAD, Phase, rank_of
from .records import MAIN, Visit
from .routing import can_pass_by, passes_by
from .terms import Diverted, Terms
from .world import World
from .youths import ByGate, Youth


def may_go_over(world: World, visit: Visit) -> bool:
    """Whether this visit may start above capacity: effective priority 0 (rule 11)."""
    return visit.priority == 0 and world.levels[visit.terms.over_capacity] > 0.0


def finds_place(world: World, visit: Visit) -> bool:
    """Whether a place is free for who joins, once those already on the list are served."""
    ceilings, pool = world.ceilings, visit.pool
    return pool.free > ceilings.ready(pool) and not ceilings.is_stopped(visit)


def set_timer(world: World, visit: Visit) -> None:
    """Plan the first of the causes that make them leave the list, if it comes before the end.

    A wait that they have reached without being moved is no cause any more, their age always is one.
    """
    now = world.now
    visit.timer = None
    causes = [cause for cause in _causes(visit, now) if cause > (now, Phase.WAIT_OVER)]
    at, phase = min(causes, default=(FAR, Phase.CUT))
    if at > now + LOOK_AHEAD and now + LOOK_AHEAD < world.network.end:
        at, phase = now + LOOK_AHEAD, Phase.LOOKING
    if at < world.network.end:
        rank = rank_of(phase, visit.youth.rank, visit.trajectory)
        visit.timer = at_moment(world.env, at, rank)
        visit.timer.callbacks.append(lambda timer: _time_is_up(world, visit, timer, phase))


def _causes(visit: Visit, now: int) -> list[tuple[int, Phase]]:
    """When they would leave the list, and in which phase. A blocked client does not escalate."""
    youth, terms, held = visit.youth, visit.terms, visit.held
    too_old_at = visit.too_old_at if held is None else min(visit.too_old_at, held.too_old_at)
    causes = [(max(too_old_at, now), Phase.TURNING_18)]
    if visit.pool.switch is not None:
        causes.append((switch_tick(visit), Phase.SWITCH))
    if not terms.is_timed:
        return causes
    if held is None and terms.escalates_to >= 0 and visit.trajectory == MAIN:
        at = terms.escalation_tick(youth.key, visit.nth, visit.clock)
        causes.append((at, Phase.ESCALATION))
    if youth.legal_frame == LegalFrame.VOLUNTARY:
        causes.append((terms.drop_out_tick(youth.key, visit.nth, visit.clock), Phase.DROP_OUT))
    causes += [(at, Phase.WAIT_OVER) for at in _waits_over(visit)]
    return causes


def _waits_over(visit: Visit) -> Iterator[int]:
    """When they reach the waits of diverts; not again what they had reached when they came here."""
    for divert in visit.terms.diverts:
        if divert.waiting and divert.over_ticks:
            at = visit.rank_time + divert.over_ticks
            had_it = visit.going.is_diverted or visit.clock != visit.joined
            if at > visit.joined or not had_it:
                yield max(at, visit.joined + 1)


def _time_is_up(world: World, visit: Visit, timer: Event, phase: Phase) -> None:
    if not visit.waits or visit.timer is not timer:
        return
    if phase is Phase.LOOKING:
        set_timer(world, visit)
    elif phase is Phase.WAIT_OVER:
        if not moves_from_list(world, visit):
            set_timer(world, visit)
    elif phase is Phase.TURNING_18:
        leave_list(world, visit, Outcome.TURNED_18, world.law(visit.terms))
    elif phase is Phase.SWITCH:
        _look_for_another_list(world, visit)
    elif phase is Phase.ESCALATION:
        leave_list(world, visit, Outcome.ESCALATED, visit.terms.escalates_to)
    else:
        leave_list(world, visit, Outcome.DROPPED_OUT, Exit.OUT)


def _look_for_another_list(world: World, visit: Visit) -> None:
    """They go to another list behind the same form, if that is shorter (rule 8)."""
    visit.other = other_list(world, visit)
    visit.tries += 1
    visit.looked = world.now
    if visit.other is None:
        set_timer(world, visit)
    else:
        leave_list(world, visit, Outcome.SWITCHED, visit.terms.station)


def moves_from_list(world: World, visit: Visit, only: int | None = None) -> bool:
    """Let the first divert that applies to the waiting take them (rule 15); `only` that one."""
    is_on_main_way = visit.trajectory == MAIN and visit.going.remaining is None
    for divert in visit.terms.diverts:
        share = world.levels[divert.share]
        if (
            divert.waiting
            and only in (None, divert.index)
            and share > 0.0
            and world.now - visit.rank_time >= divert.over_ticks
            and uniform(visit.youth.key, visit.terms.key, visit.nth, divert.key) < share
            and may_take(world, visit.youth, divert, visit.terms, is_on_main_way=is_on_main_way)
        ):
            leave_list(world, visit, Outcome.DIVERTED, _goal_of(world, visit, divert))
            return True
    return False


def may_take(
    world: World, youth: Youth, divert: Diverted, terms: Terms, *, is_on_main_way: bool
) -> bool:
    """Whether a divert by a gate, or past one, may take them at all (rule 15).

    It is for who comes for help on the main way, by a gate once a referral, past a gate where its
    row sends to a station.
    """
    if divert.via:
        return is_on_main_way and all(item.divert != divert.index for item in youth.met)
    return not divert.onward or (is_on_main_way and can_pass_by(world, terms))


def _goal_of(world: World, visit: Visit, divert: Diverted) -> int:
    """Where a divert moves who waits; by a gate, they remember where they were going."""
    if divert.onward:
        return passes_by(world, visit.youth, visit.terms, visit.nth)
    if divert.via:
        onward = visit.going._replace(
            station=visit.terms.station,
            rank_time=visit.rank_time,
            is_diverted=False,
            is_second_try=False,
            nth=0,
            after=divert.index,
        )
        visit.youth.met.append(ByGate(divert.index, divert.to, onward))
    return divert.to


def leave_list(world: World, visit: Visit, outcome: Outcome, next_: int) -> None:
    """Someone leaves the list without a place; their journey goes on at this instant.

    Who takes the list along to another pool has not left it.
    """
    now = world.now
    if visit.held is None and next_ != visit.terms.station:
        world.seen.has_left(visit.terms.seen, visit.pool.seen, now=now)
    off_list(world, visit, now)
    world.finish(visit, now, outcome, next_)
    visit.over.happen()


def off_list(world: World, visit: Visit, now: int) -> None:
    """Someone is no longer on the list of their pool."""
    visit.pool.waiting.leave(visit)
    visit.desk.observe(now, -1, 0, 0)
    visit.timer = None
    if visit.held is None:
        visit.desk.unblocked -= 1
        world.seen.one_less(visit.terms.seen, visit.pool.seen)
    else:
        world.unblock(visit)
