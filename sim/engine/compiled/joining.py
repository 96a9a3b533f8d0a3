"""Joining a station: diverts, limits, the 18th birthday, a place on the list (rules 8-15)."""

from __future__ import annotations

from ...compiling.tables import compiled
from ...draws import NEVER
from ...network.model import Condition, Exit, LegalFrame
from ...rules.drawing import branches_off, leaves_at
from ...rules.routing import passes_by
from ...rules.tables import Divert, Terms
from ...visits import Outcome
from .care import start
from .ceilings import is_stopped, may_start, ready, stops_intake
from .deterring import is_deterred, turn_away
from .lists import pool_for
from .moments import is_last_of_instant
from .records import NOBODY, OWN, Pool, Visit, Youth
from .room import new_row, release
from .seen import has_asked, one_more
from .waiting import finds_place, may_go_over, may_leave_list, may_take
from .waiting_list import becomes_urgent, first_for, join_list
from .world import block, finish, free_places, law_of, mark, observe, open_desk, terms_of
from .world_row import World
from .youths import has_one_less, has_one_more, keep_for_after, next_number, remember_gate


@compiled
def join(world: World, visit: Visit) -> bool:
    """Let a client join the station of `visit`; not when too old, refused, or turning away.

    Who is refused may try the `when_full` station, once. The row of a visit that comes to nothing
    is free again.
    """
    while True:
        if not visit.nth:
            visit.nth = next_number(world, visit.client, visit.station)
        while not visit.is_diverted and _divert(world, visit):
            pass
        open_visit(world, visit, world.now)
        if visit.too_old_at <= visit.joined:
            finish(world, visit, visit.joined, Outcome.TURNED_18, law_of(world, visit))
            release(world, visit)
            return False
        has_asked(world, visit)
        if is_deterred(world, visit):
            turn_away(world, visit)
            release(world, visit)
            return False
        if not _is_refused(world, visit):
            _ask_for_place(world, visit)
            return True
        again = _refuse(world, visit)
        release(world, visit)
        if again == NOBODY:
            return False
        visit = world.visits[again]


@compiled
def open_visit(world: World, visit: Visit, joined: int) -> None:
    """A visit that begins now (or began at `joined`), in the log; at `other` if that is known."""
    terms, youth = terms_of(world, visit), world.youths[visit.client]
    visit.joined = visit.clock = visit.looked = joined
    visit.rank_time = joined if visit.kept_rank_time == NEVER else visit.kept_rank_time
    visit.queue_time = visit.rank_time
    visit.priority = priority_of(world, visit, terms, youth)
    visit.pool = visit.other
    if visit.other == NOBODY:
        visit.pool = pool_for(world, terms, youth, visit.priority)
    visit.desk = open_desk(world, visit.station, visit.pool)
    visit.too_old_at = leaves_at(world, terms, youth.key, visit.nth, youth.eighteenth, joined)
    visit.number = world.visit_number
    world.visit_number += 1


@compiled
def join_other_list(world: World, old: Visit) -> None:
    """Who left a list for another behind the same form joins that, with the same visit number.

    They stand behind who is there; what they waited, and what would make them leave, goes on.
    """
    visit = goes_as_he_is(world, old, old.station)
    visit.is_diverted, visit.is_second_try = old.is_diverted, old.is_second_try
    visit.after = old.after
    visit.nth, visit.priority = old.nth, old.priority
    visit.rank_time, visit.too_old_at = old.rank_time, old.too_old_at
    visit.clock, visit.looked, visit.tries = old.clock, old.looked, old.tries
    visit.joined = visit.queue_time = world.now
    visit.pool = old.other
    visit.desk = open_desk(world, old.station, old.other)
    has_one_less(world, old)
    visit.number = world.visit_number
    world.visit_number += 1
    release(world, old)
    _ask_for_place(world, visit)


@compiled
def priority_of(world: World, visit: Visit, terms: Terms, youth: Youth) -> int:
    """The one they keep, else the station's, else their own; one step higher if escalated (10)."""
    if visit.kept_priority != OWN:
        return visit.kept_priority
    own = world.levels[terms.priority]
    priority = world.sources[youth.source].priority if own < 0 else int(own)
    return max(0, priority - 1) if visit.is_escalated else priority


@compiled
def _divert(world: World, visit: Visit) -> bool:
    """Let the first divert that takes them do so; each has its own draw (rule 15).

    Whether they are about to join another station now, where they meet the diverts of that one.
    """
    terms, youth = terms_of(world, visit), world.youths[visit.client]
    for row in range(terms.diverts, terms.diverts_end):
        divert = world.diverts[row]
        share = world.levels[world.divert_shares[row, youth.source]]
        if (
            divert.new
            and share > 0.0
            and _holds(world, divert, terms, visit)
            and divert.index > visit.after
            and branches_off(share, youth.key, terms, visit.nth, divert.key)
            and may_take(world, visit, divert)
        ):
            if divert.via:
                rank_time = world.now if visit.kept_rank_time == NEVER else visit.kept_rank_time
                way = remember_gate(world, visit.client, divert.index, divert.to, visit.station)
                keep_for_after(way, visit, visit.nth, rank_time)
            to = divert.to
            if divert.onward:
                to = passes_by(world, terms, youth.key, visit.nth)
            visit.station, visit.after = to, NOBODY
            visit.nth = next_number(world, visit.client, visit.station)
            return divert.onward
    return False


@compiled
def _holds(world: World, divert: Divert, terms: Terms, visit: Visit) -> bool:
    """Whether the condition of a divert holds for who is about to join."""
    if divert.condition == Condition.ALWAYS:
        return True
    youth = world.youths[visit.client]
    priority = priority_of(world, visit, terms, youth)
    pool = world.pools[pool_for(world, terms, youth, priority)]
    if divert.condition == Condition.FULL:
        is_full = free_places(pool) <= ready(pool)
        return is_full or stops_intake(world, visit, pool, priority)
    first = first_for(world, pool, divert.station)
    return first != NOBODY and world.now - world.visits[first].rank_time > divert.over_ticks


@compiled
def _is_refused(world: World, visit: Visit) -> bool:
    """Whether a limit binds: no place is free after the list, and too many wait (rule 11)."""
    limit = world.levels[terms_of(world, visit).limit]
    source = world.sources[world.youths[visit.client].source]
    if limit < 0 or visit.past_limits or source.legal_frame != LegalFrame.VOLUNTARY:
        return False
    if finds_place(world, visit) or may_go_over(world, visit):
        return False
    pool = world.pools[visit.pool]
    return world.desks[visit.desk].unblocked - _about_to_start(world, visit, pool) >= limit


@compiled
def _about_to_start(world: World, visit: Visit, pool: Pool) -> int:
    """How many of those who count for the limit will have a place once the list is served."""
    if free_places(pool) <= 0:
        return 0
    count = 0
    for row in may_start(world, pool)[: free_places(pool)]:
        item = world.visits[row]
        if item.asks_for == NOBODY and item.desk == visit.desk and item.held == NOBODY:
            count += 1
    return count


@compiled
def _refuse(world: World, visit: Visit) -> int:
    """They are refused; the row of the visit that they try instead, or NOBODY."""
    other = int(world.levels[terms_of(world, visit).when_full])
    if other < 0 or visit.is_second_try:
        finish(world, visit, visit.joined, Outcome.REFUSED, Exit.OUT)
        return NOBODY
    finish(world, visit, visit.joined, Outcome.REFUSED, other)
    again = goes_as_he_is(world, visit, other)
    again.kept_rank_time = visit.kept_rank_time
    again.is_second_try = True
    return again.row


@compiled
def goes_as_he_is(world: World, visit: Visit, station: int) -> Visit:
    """A visit elsewhere as who they came for this one; no divert may send them on again."""
    other = new_row(world, visit.client, station, visit.trajectory, visit.with_visit)
    other.kept_priority = visit.kept_priority
    other.is_escalated = visit.is_escalated
    other.is_diverted = True
    other.past_limits = visit.past_limits
    other.remaining = visit.remaining
    other.held = visit.held
    return other


@compiled
def _ask_for_place(world: World, visit: Visit) -> None:
    """They are on the list of the pool; or start at once where nobody could come before them."""
    has_one_more(world, visit)
    if visit.held == NOBODY and _is_served_at_once(world, visit):
        start(world, visit, visit.joined)
        return
    _wait(world, visit)


@compiled
def on_list(world: World, visit: Visit) -> None:
    """A visit from before the start is on the list of its pool."""
    has_one_more(world, visit)
    _wait(world, visit)


@compiled
def _wait(world: World, visit: Visit) -> None:
    pool, desk = world.pools[visit.pool], world.desks[visit.desk]
    visit.is_aside = is_stopped(world, visit)
    join_list(world, pool, visit)
    observe(desk, world.now, 1, 0, 0)
    if may_leave_list(world, visit):
        newcomer = world.newcomers[world.newcomer_size]
        newcomer.row, newcomer.entered = visit.row, visit.entered
        world.newcomer_size += 1
    if visit.held == NOBODY:
        desk.unblocked += 1
        one_more(world, visit, terms_of(world, visit).seen)
    else:
        block(world, visit)
    if may_go_over(world, visit):
        becomes_urgent(world, pool, visit)
        mark(world, pool)
    elif free_places(pool) > 0:
        mark(world, pool)


@compiled
def _is_served_at_once(world: World, visit: Visit) -> bool:
    """A free place, no list, and nothing else at this instant that could want it first."""
    pool = world.pools[visit.pool]
    if pool.used >= pool.capacity or pool.size or is_stopped(world, visit):
        return False
    return is_last_of_instant(world)
