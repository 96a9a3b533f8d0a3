"""Places that close with people in them: who asks for a place elsewhere, and gets it (rule 20)."""

from __future__ import annotations

from collections.abc import Callable

from ..network.model import RelocationOrder
from ..visits import Outcome
from .care import let_go, take_over
from .joining import new_visit
from .lists import desk_for
from .moments import Moment
from .records import Desk, Pool, Request, Visit
from .terms import Terms
from .waiting import set_timer
from .world import World
from .youths import Going

_ORDERS: dict[RelocationOrder, Callable[[Visit], int]] = {
    RelocationOrder.PLANNED_END_FIRST: lambda visit: visit.stay_end,
    RelocationOrder.PLANNED_END_LAST: lambda visit: -visit.stay_end,
    RelocationOrder.LATEST_START_FIRST: lambda visit: -visit.started,
}


def ask_where_closing(world: World) -> None:
    """In each pool that has more in care than places, who is to go on elsewhere asks for that."""
    for pool in world.pools:
        if pool.free < 0:
            _ask_for_places(world, pool)


def _ask_for_places(world: World, pool: Pool) -> None:
    """The excess of a pool asks for the named station; who is blocked comes last."""
    places = world.network.places
    if world.levels[places.closing[pool.index]] <= 0.0:
        return
    goal = int(world.levels[places.relocate_to[pool.index]])
    order = RelocationOrder(int(world.levels[places.relocate_order[pool.index]]))
    asked = sum(item.request is not None for item in pool.in_care)
    excess = -pool.free - asked
    if excess <= 0:
        return
    candidates = sorted(
        (item for item in pool.in_care if item.request is None),
        key=lambda item: (item.is_blocked, _ORDERS[order](item), item.youth.rank, item.trajectory),
    )
    for visit in candidates[:excess]:
        terms = world.terms(goal, visit.youth.source)
        ask(world, visit, terms, desk_for(world, terms, visit.youth, 0), world.now)


def ask(world: World, visit: Visit, terms: Terms, desk: Desk, since: int) -> None:
    """Who is in care asks for a place at another station, and has asked `since` then."""
    request = Request(visit, terms, desk, since)
    visit.request = request
    desk.pool.waiting.join(request)
    if world.levels[terms.over_capacity] > 0.0:
        desk.pool.urgent.append(request)
        world.mark(desk.pool)
    elif desk.pool.free > 0:
        world.mark(desk.pool)


def relocate(world: World, request: Request) -> None:
    """The place asked for is theirs: one visit ends, the other goes on with what is left.

    Where the station draws from another pool by now, the place is for who comes next.
    """
    old, youth = request.visit, request.visit.youth
    request.desk.pool.waiting.leave(request)
    old.request = None
    given = _desk_given(world, request)
    if given is None:
        world.mark(request.desk.pool)
    new = new_visit(
        world,
        youth,
        request.terms,
        youth.count(request.terms.station),
        Going(request.terms.station),
        old.trajectory,
        old.with_visit,
        desk=given,
    )
    new.process = old.process
    new.over = Moment(world.env)
    waiting = _waiting_for_next(world, old)
    take_over(world, new, old.stay_end, is_blocked=waiting is not None)
    if waiting is not None:
        new.goal = old.goal
        world.unblock(waiting)
        waiting.held = new
        world.block(waiting)
        set_timer(world, waiting)
    else:
        assert old.process is not None
        old.process.interrupt(new)
    let_go(world, old, Outcome.RELOCATED, request.terms.station)


def _desk_given(world: World, request: Request) -> Desk | None:
    """The list that gives the place; None where the station draws from another pool by now."""
    now = world.pools[int(world.levels[request.terms.pool])]
    return request.desk if request.desk.pool in now.lists else None


def _waiting_for_next(world: World, held: Visit) -> Visit | None:
    """The visit that a blocked client waits for, or None for who is not blocked."""
    return next(
        (item for waiting in world.blocked.values() for item in waiting if item.held is held), None
    )
