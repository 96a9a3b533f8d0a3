"""The way of a client through the network, told as SimPy processes. Nothing is measured here."""

from __future__ import annotations

from simpy.events import Event
from simpy.exceptions import Interrupt

from ..draws import FAR, NEVER
from ..network.model import Exit
from ..visits import Outcome
from .care import let_go
from .joining import join, join_other_list
from .moments import PlannedProcess, Story, at_moment
from .phases import Phase, rank_of
from .records import MAIN, Visit
from .routing import comes_back_at, destination
from .terms import Second
from .world import World
from .youths import Going, Youth


def journey(world: World, youth: Youth, going: Going | None, visit: Visit | None = None) -> Story:
    """From joining the first station to the way out; or from a `visit` that goes on already.

    `held` is the visit whose place they keep until the next one is theirs (rule 16).
    """
    held: Visit | None = None
    while True:
        if going is not None:
            visit = join(world, youth, going, held=held)
        if visit is None:
            break
        try:
            if not visit.is_over:
                yield visit.over  # they wait, are helped and are done, or leave the list
        except Interrupt as moved:
            if moved.cause is not None:  # relocated: they go on in another visit
                visit, going = moved.cause, None
                continue
        if visit.outcome is Outcome.SWITCHED:
            visit, going = join_other_list(world, visit), None
            continue
        going, held = what_follows(world, visit)
        if going is None:
            break
        if not going.is_diverted and not world.is_last_of_instant():
            yield his_turn(world, youth, MAIN)
    if held is not None:
        leave_held(world, held)
    return_later(world, youth)


def what_follows(world: World, visit: Visit) -> tuple[Going | None, Visit | None]:
    """Where they go now, and the visit whose place they keep meanwhile."""
    outcome, held = visit.outcome, visit.held
    if outcome is Outcome.IN_CARE:
        return after_stay(world, visit)
    if visit.started != NEVER:
        return taken_from_care(visit), None
    visit.youth.has_one_less(visit.terms)
    if outcome is Outcome.ESCALATED:
        return escalated(visit), None
    if outcome is Outcome.DIVERTED:
        return diverted(visit), held
    if held is not None:
        if outcome is Outcome.TURNED_18:
            let_go(world, held, Outcome.TURNED_18, world.law(held.terms))
        else:
            leave_held(world, held, Exit.OUT)
    return None, None


def after_stay(world: World, visit: Visit) -> tuple[Going | None, Visit | None]:
    """The end of a stay: out, or on to the next station, keeping the place where a rule says so."""
    if visit.planned_outcome is Outcome.TURNED_18:
        let_go(world, visit, Outcome.TURNED_18, world.law(visit.terms))
        return None, None
    goal = destination(world, visit)
    if goal == Exit.BACK:
        going = visit.youth.escalations.pop()
    elif goal == Exit.ONWARD:
        going = onward_from(visit)
    elif goal >= 0:
        going = Going(goal)
    else:
        if goal != Exit.MOVED:
            visit.youth.last = (visit.terms, visit.nth)
        let_go(world, visit, Outcome.COMPLETED, goal)
        return None, None
    if world.levels[visit.terms.holds_place] > 0.0:
        visit.goal = going.station
        visit.blocked_from = world.now
        return going, visit
    let_go(world, visit, Outcome.COMPLETED, going.station)
    return going, None


def onward_from(visit: Visit) -> Going:
    """On to where they were going when a divert sent them by this gate (rule 15)."""
    return next(
        item.going for item in reversed(visit.youth.met) if item.gate == visit.terms.station
    )


def escalated(visit: Visit) -> Going:
    """They join the station for urgent help one step higher; the list may take them back."""
    visit.youth.escalations.append(
        Going(
            visit.terms.station,
            visit.priority,
            visit.rank_time,
            past_limits=True,
            remaining=visit.going.remaining,
        )
    )
    return Going(visit.next, is_escalated=True)


def diverted(visit: Visit) -> Going:
    """They ask the other station, with the rank time and priority they have."""
    return visit.going._replace(
        station=visit.next,
        rank_time=visit.rank_time,
        is_diverted=True,
        is_second_try=False,
        nth=0,
    )


def taken_from_care(visit: Visit) -> Going:
    """They ask the other station for the rest of the stay that they had here (rule 15)."""
    remaining = visit.stay_end - visit.ended
    return Going(visit.next, is_diverted=True, remaining=remaining)


def leave_held(world: World, held: Visit, destination: int | None = None) -> None:
    """Their stay was over and the next place will not come: they give back the one they kept."""
    if destination is not None:
        held.youth.last = (held.terms, held.nth)
        held.goal = destination
    let_go(world, held, Outcome.COMPLETED, held.goal)


def his_turn(world: World, youth: Youth, trajectory: int) -> Event:
    """The phase of joining at this instant, in order of identity."""
    return at_moment(world.env, world.now, rank_of(Phase.JOINING, youth.rank, trajectory))


def return_later(world: World, youth: Youth) -> None:
    """If all of a youth's help has ended and they return, a new journey begins then (rule 18)."""
    back = comes_back_at(world, youth)
    if back != FAR:
        world.returns[youth.rank] = (youth, back)
    if back < world.network.end:
        begin_at(world, back, youth, returning(world, youth))


def begin_at(world: World, tick: int, youth: Youth, story: Story, trajectory: int = MAIN) -> None:
    """A story of this youth that begins in the phase of joining at `tick`."""
    moment = at_moment(world.env, tick, rank_of(Phase.JOINING, youth.rank, trajectory))
    PlannedProcess(story, moment)


def returning(world: World, youth: Youth) -> Story:
    """They come back where they first entered, as who they were when they came."""
    youth.escalations.clear()
    youth.met.clear()
    yield from journey(world, youth, Going(youth.entrance))


def second_trajectory(world: World, first: Visit, second: Second) -> None:
    """Help beside other help joins in the phase of joining of this instant (rule 17)."""
    youth, place = first.youth, second.trajectory
    story = beside(world, youth, Going(second.station), place, first.number)
    begin_at(world, world.now, youth, story, place)


def beside(world: World, youth: Youth, going: Going, trajectory: int, with_visit: int) -> Story:
    """A second trajectory from joining to its end, if none of that station runs or waits."""
    if going.station not in youth.stations:
        visit = join(world, youth, going, trajectory=trajectory, with_visit=with_visit)
        if visit is not None:
            yield from going_on(world, visit)


def going_on(world: World, visit: Visit) -> Story:
    """A second trajectory: its own list and stay, no routes and no escalation (rule 17)."""
    youth: Youth = visit.youth
    current: Visit | None = visit
    while current is not None:
        try:
            if not current.is_over:
                yield current.over
        except Interrupt as moved:
            if moved.cause is not None:
                current = moved.cause
                continue
        if current.outcome is Outcome.SWITCHED:
            current = join_other_list(world, current)
            continue
        current = after_beside(world, current)
    return_later(world, youth)


def after_beside(world: World, visit: Visit) -> Visit | None:
    """A second trajectory ends, unless a divert took it to another station."""
    youth = visit.youth
    if visit.outcome is Outcome.IN_CARE:
        age = visit.planned_outcome is Outcome.TURNED_18
        let_go(world, visit, visit.planned_outcome, world.law(visit.terms) if age else Exit.OUT)
        return None
    if visit.started != NEVER:
        going = taken_from_care(visit)
    else:
        youth.has_one_less(visit.terms)
        if visit.outcome is not Outcome.DIVERTED:
            return None
        going = diverted(visit)
    return join(world, youth, going, trajectory=visit.trajectory, with_visit=visit.with_visit)
