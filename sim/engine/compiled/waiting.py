"""Waiting on a list: one timer for what makes a client leave it first (rules 8-10, 12, 15)."""

from __future__ import annotations

from ...compiling.tables import compiled
from ...draws import FAR, uniform
from ...network.model import Exit, LegalFrame
from ...rules.routing import can_pass_by, passes_by
from ...rules.tables import Divert
from ...visits import Outcome
from ..phases import LOOK_AHEAD, Phase
from .ceilings import is_stopped, ready
from .lists import may_switch, other_list, switch_tick
from .moments import plan, rank_of
from .records import MAIN, NO_EVENT, NOBODY, OWN, Visit
from .seen import has_left_list, one_less
from .terms import drop_out_tick, escalation_tick
from .waiting_list import leave_list
from .world import finish, free_places, has_left, law_of, observe, terms_of, unblock
from .world_row import World
from .youths import has_met, keep_for_after, remember_gate


@compiled
def may_go_over(world: World, visit: Visit) -> bool:
    """Whether this visit may start above capacity: effective priority 0 (rule 11)."""
    return visit.priority == 0 and world.levels[terms_of(world, visit).over_capacity] > 0.0


@compiled
def finds_place(world: World, visit: Visit) -> bool:
    """Whether a place is free for who joins, once those already on the list are served."""
    pool = world.pools[visit.pool]
    return free_places(pool) > ready(pool) and not is_stopped(world, visit)


@compiled
def may_leave_list(world: World, visit: Visit) -> bool:
    """Whether anything but a place may take them off the list before the end."""
    is_timed = terms_of(world, visit).is_timed or may_switch(world, visit)
    return is_timed or visit.too_old_at < world.end or visit.held != NOBODY


@compiled
def set_timer(world: World, visit: Visit) -> None:
    """Plan the first of the causes that make them leave the list, if it comes before the end.

    A wait that they have reached without being moved is no cause any more, their age always is one.
    """
    visit.event = NO_EVENT
    at, phase = _first_cause(world, visit)
    look = world.now + LOOK_AHEAD
    if at > look and look < world.end:
        at, phase = look, Phase.LOOKING.value
    if at < world.end:
        rank = rank_of(phase, visit.client, visit.trajectory)
        visit.event = plan(world, at, rank, visit.row)


@compiled
def _first_cause(world: World, visit: Visit) -> tuple[int, int]:
    """When they would leave the list first, and in which phase; blocked clients do not escalate."""
    terms, youth = terms_of(world, visit), world.youths[visit.client]
    too_old_at = visit.too_old_at
    if visit.held != NOBODY:
        too_old_at = min(too_old_at, world.visits[visit.held].too_old_at)
    first = (max(too_old_at, world.now), Phase.TURNING_18.value)
    first = _first_of(first, switch_tick(world, visit), Phase.SWITCH.value, world.now)
    if not terms.is_timed:
        return first
    if visit.held == NOBODY and terms.escalates_to >= 0 and visit.trajectory == MAIN:
        at = escalation_tick(world, terms, youth.key, visit.nth, visit.clock)
        first = _first_of(first, at, Phase.ESCALATION.value, world.now)
    if world.sources[youth.source].legal_frame == LegalFrame.VOLUNTARY:
        at = drop_out_tick(world, terms, youth.key, visit.nth, visit.clock)
        first = _first_of(first, at, Phase.DROP_OUT.value, world.now)
    for row in range(terms.diverts, terms.diverts_end):
        divert = world.diverts[row]
        if divert.waiting and divert.over_ticks:
            first = _first_of(first, _wait_over(visit, divert), Phase.WAIT_OVER.value, world.now)
    return first


@compiled
def _wait_over(visit: Visit, divert: Divert) -> int:
    """When they reach the wait of a divert; not again what they had reached when they came here."""
    at = visit.rank_time + divert.over_ticks
    if at <= visit.joined and (visit.is_diverted or visit.clock != visit.joined):
        return FAR
    return max(at, visit.joined + 1)


@compiled
def _first_of(first: tuple[int, int], at: int, phase: int, now: int) -> tuple[int, int]:
    """The first so far, or this cause where it comes earlier and is still to come."""
    return (at, phase) if (now, Phase.WAIT_OVER.value) < (at, phase) < first else first


@compiled
def time_is_up(world: World, visit: Visit, phase: int) -> None:
    """The timer of a client who waits."""
    if phase == Phase.LOOKING:
        set_timer(world, visit)
    elif phase == Phase.WAIT_OVER:
        if not moves_from_list(world, visit, -1):
            set_timer(world, visit)
    elif phase == Phase.TURNING_18:
        leave_without_place(world, visit, Outcome.TURNED_18, law_of(world, visit))
    elif phase == Phase.SWITCH:
        _look_for_another_list(world, visit)
    elif phase == Phase.ESCALATION:
        escalates_to = terms_of(world, visit).escalates_to
        leave_without_place(world, visit, Outcome.ESCALATED, escalates_to)
    else:
        leave_without_place(world, visit, Outcome.DROPPED_OUT, Exit.OUT)


@compiled
def _look_for_another_list(world: World, visit: Visit) -> None:
    """They go to another list behind the same form, if that is shorter (rule 8)."""
    visit.other = other_list(world, visit)
    visit.tries += 1
    visit.looked = world.now
    if visit.other == NOBODY:
        set_timer(world, visit)
    else:
        leave_without_place(world, visit, Outcome.SWITCHED, visit.station)


@compiled
def moves_from_list(world: World, visit: Visit, only: int) -> bool:
    """Let the first divert that applies to the waiting take them (rule 15); `only` one, or -1."""
    terms, youth = terms_of(world, visit), world.youths[visit.client]
    for row in range(terms.diverts, terms.diverts_end):
        divert = world.diverts[row]
        share = world.levels[world.divert_shares[row, youth.source]]
        if (
            divert.waiting
            and (only == -1 or only == divert.index)
            and share > 0.0
            and world.now - visit.rank_time >= divert.over_ticks
            and uniform(youth.key, terms.key, visit.nth, divert.key) < share
            and may_take(world, visit, divert)
        ):
            to = divert.to
            if divert.onward:
                to = passes_by(world, terms, youth.key, visit.nth)
            if divert.via:
                way = remember_gate(world, visit.client, divert.index, to, visit.station)
                keep_for_after(way, visit, 0, visit.rank_time)
            leave_without_place(world, visit, Outcome.DIVERTED, to)
            return True
    return False


@compiled
def may_take(world: World, visit: Visit, divert: Divert) -> bool:
    """Whether a divert by a gate, or past one, may take them at all (rule 15).

    It is for who comes for help on the main way, by a gate once a referral, past a gate where its
    row sends to a station.
    """
    if not (divert.via or divert.onward):
        return True
    if visit.trajectory != MAIN or visit.remaining != OWN:
        return False
    if divert.via:
        return not has_met(world, visit.client, divert.index)
    return can_pass_by(world, world.terms[divert.station, world.youths[visit.client].group])


@compiled
def leave_without_place(world: World, visit: Visit, outcome: int, next_: int) -> None:
    """Someone leaves the list without a place; their journey goes on at this instant.

    Who takes the list along to another pool has not left it.
    """
    now = world.now
    if next_ != visit.station:
        has_left_list(world, visit, terms_of(world, visit).seen)
    off_list(world, visit, now)
    finish(world, visit, now, outcome, next_)
    has_left(world, visit)


@compiled
def off_list(world: World, visit: Visit, now: int) -> None:
    """Someone is no longer on the list of their pool."""
    leave_list(world, world.pools[visit.pool], visit)
    desk = world.desks[visit.desk]
    observe(desk, now, -1, 0, 0)
    visit.event = NO_EVENT
    if visit.held == NOBODY:
        desk.unblocked -= 1
        one_less(world, visit, terms_of(world, visit).seen)
    else:
        unblock(world, visit)
