"""The way of a client through the network. Nothing is measured here.

What the SimPy engine tells as one story of a client is told here in its two parts: `journey` when
it is their turn to join, `go_on` when they have waited, were helped and are done, or left.
"""

from __future__ import annotations

from ...compiling.tables import compiled
from ...draws import NEVER
from ...network.model import Exit
from ...visits import Outcome
from ..phases import Phase
from .care import let_go
from .ceilings import care_is_over
from .joining import goes_as_he_is, join, join_other_list
from .moments import plan, rank_of
from .records import MAIN, NO_VISIT, NOBODY, Visit
from .room import new_row, release
from .routing import comes_back_at, goal_of
from .world import law_of, terms_of
from .world_row import World
from .youths import count_at, has_one_less, remember_way_back, way_onward


@compiled
def journey(world: World, visit: Visit) -> None:
    """It is their turn to join: from outside, from another station, or beside other help."""
    if visit.trajectory != MAIN:
        _beside(world, visit)
        return
    client, held = visit.client, visit.held
    if not join(world, visit):
        _end(world, client, held)


@compiled
def _beside(world: World, visit: Visit) -> None:
    """A second trajectory joins, if none of that station runs or waits."""
    if count_at(world, visit.client, visit.station).present:
        release(world, visit)
    else:
        join(world, visit)


@compiled
def go_on(world: World, visit: Visit) -> None:
    """They have waited, were helped and are done, or left the list: what follows for them."""
    client = visit.client
    if visit.outcome == Outcome.SWITCHED:
        join_other_list(world, visit)
        return
    if visit.trajectory == MAIN:
        row = what_follows(world, visit)
    else:
        row = after_beside(world, visit)
    if row == NOBODY:
        release(world, visit)
        return_later(world, client)
        return
    going = world.visits[row]
    held = going.held
    if held != visit.row:
        release(world, visit)
    if not going.is_diverted:
        his_turn(world, going, world.now)
    elif not join(world, going):
        _end(world, client, held)


@compiled
def _end(world: World, client: int, held: int) -> None:
    """The next station does not take them: the journey is over."""
    if held != NOBODY:
        leave_held(world, world.visits[held])
    return_later(world, client)


@compiled
def what_follows(world: World, visit: Visit) -> int:
    """The visit that they go to now, keeping the place of another where a rule says so."""
    if visit.outcome == Outcome.IN_CARE:
        return after_stay(world, visit)
    if visit.started != NEVER:
        return taken_from_care(world, visit)
    has_one_less(world, visit)
    if visit.outcome == Outcome.ESCALATED:
        return escalated(world, visit)
    if visit.outcome == Outcome.DIVERTED:
        return diverted(world, visit)
    if visit.held != NOBODY:
        held = world.visits[visit.held]
        if visit.outcome == Outcome.TURNED_18:
            let_go(world, held, Outcome.TURNED_18, law_of(world, held))
            release(world, held)
        else:
            held.goal = Exit.OUT
            remember_last(world, held)
            leave_held(world, held)
    return NOBODY


@compiled
def after_stay(world: World, visit: Visit) -> int:
    """The end of a stay: out, or on to the next station, keeping the place where a rule says so."""
    if visit.too_old_at < visit.stay_end:
        let_go(world, visit, Outcome.TURNED_18, law_of(world, visit))
        return NOBODY
    goal = goal_of(world, visit)
    if goal < 0 and goal != Exit.BACK and goal != Exit.ONWARD:
        if goal != Exit.MOVED:
            remember_last(world, visit)
        let_go(world, visit, Outcome.COMPLETED, goal)
        return NOBODY
    going = new_row(world, visit.client, goal, MAIN, NO_VISIT)
    if goal == Exit.BACK:
        _goes_back(world, going)
    elif goal == Exit.ONWARD:
        _goes_onward(world, going, visit.station)
    if world.levels[terms_of(world, visit).holds_place] > 0.0:
        visit.goal = going.station
        care_is_over(world, visit)
        visit.blocked_from = world.now
        going.held = visit.row
    else:
        let_go(world, visit, Outcome.COMPLETED, going.station)
    return going.row


@compiled
def _goes_back(world: World, going: Visit) -> None:
    """To the list that they left by their latest escalation, as who they were there."""
    youth = world.youths[going.client]
    way = world.escalations[youth.escalations]
    youth.escalations = way.before
    going.station = way.station
    going.kept_priority = way.priority
    going.kept_rank_time = way.rank_time
    going.remaining = way.remaining
    going.past_limits = True


@compiled
def _goes_onward(world: World, going: Visit, gate: int) -> None:
    """On to where they were going when a divert sent them by this gate (rule 15)."""
    way = way_onward(world, going.client, gate)
    going.station = way.station
    going.nth, going.after = way.nth, way.divert
    going.kept_priority, going.kept_rank_time = way.priority, way.rank_time
    going.is_escalated, going.past_limits = way.is_escalated, way.past_limits


@compiled
def remember_last(world: World, visit: Visit) -> None:
    """The row of returns of this visit may be drawn when nothing of them runs or waits any more."""
    youth = world.youths[visit.client]
    youth.last_station = visit.station
    youth.last_nth = visit.nth


@compiled
def escalated(world: World, visit: Visit) -> int:
    """They join the station for urgent help one step higher; the list may take them back."""
    remember_way_back(world, visit)
    going = new_row(world, visit.client, visit.next, visit.trajectory, visit.with_visit)
    going.is_escalated = True
    return going.row


@compiled
def diverted(world: World, visit: Visit) -> int:
    """They ask the other station, with the rank time and priority they have."""
    going = goes_as_he_is(world, visit, visit.next)
    going.kept_rank_time = visit.rank_time
    return going.row


@compiled
def taken_from_care(world: World, visit: Visit) -> int:
    """They ask the other station for the rest of the stay that they had here (rule 15)."""
    going = new_row(world, visit.client, visit.next, visit.trajectory, visit.with_visit)
    going.is_diverted = True
    going.remaining = visit.stay_end - visit.ended
    return going.row


@compiled
def leave_held(world: World, held: Visit) -> None:
    """Their stay was over and the next place will not come: they give back the one they kept."""
    let_go(world, held, Outcome.COMPLETED, held.goal)
    release(world, held)


@compiled
def his_turn(world: World, going: Visit, at: int) -> None:
    """The phase of joining at an instant, in order of identity."""
    rank = rank_of(Phase.JOINING, going.client, going.trajectory)
    plan(world, at, rank, going.row)


@compiled
def return_later(world: World, client: int) -> None:
    """If all of a youth's help has ended and they return, a new journey begins then (rule 18)."""
    youth = world.youths[client]
    back = comes_back_at(world, youth)
    if back < world.end:
        returning(world, client, back)


@compiled
def returning(world: World, client: int, back: int) -> None:
    """They come back where they first entered, as who they were when they came."""
    youth = world.youths[client]
    youth.escalations = youth.met = NOBODY
    entrance = world.sources[youth.source].entrance
    his_turn(world, new_row(world, client, entrance, MAIN, NO_VISIT), back)


@compiled
def after_beside(world: World, visit: Visit) -> int:
    """A second trajectory ends, unless a divert took it to another station."""
    if visit.outcome == Outcome.IN_CARE:
        if visit.too_old_at < visit.stay_end:
            let_go(world, visit, Outcome.TURNED_18, law_of(world, visit))
        else:
            let_go(world, visit, Outcome.COMPLETED, Exit.OUT)
        return NOBODY
    if visit.started != NEVER:
        return taken_from_care(world, visit)
    has_one_less(world, visit)
    return diverted(world, visit) if visit.outcome == Outcome.DIVERTED else NOBODY
