"""Several lists behind one form: whose list somebody joins, and going to another (rule 8)."""

from __future__ import annotations

from bisect import bisect_right

from ..draws import FAR, Purpose, leaving_tick, uniform
from ..network.model import LegalFrame
from .phases import TRIES
from .records import Desk, Pool, Visit
from .terms import Terms
from .world import World
from .youths import Youth

_LIST, _SWITCH = int(Purpose.LIST), int(Purpose.SWITCH)


def desk_for(world: World, terms: Terms, youth: Youth, priority: int) -> Desk:
    """The desk of a station at the list that a client asks with this priority."""
    return world.desk(terms.station, pool_for(world, terms, youth, priority))


def pool_for(world: World, terms: Terms, youth: Youth, priority: int) -> Pool:
    """Urgent and ordered care takes the first list with a free place; others have their own."""
    lists = world.pools[int(world.levels[terms.pool])].lists
    if len(lists) == 1:
        return lists[0]
    if priority == 0 or youth.legal_frame != LegalFrame.VOLUNTARY:
        free = next((item for item in lists if _has_free_place(world, item)), None)
        if free is not None:
            return free
    u = uniform(youth.key, lists[0].key, 0, _LIST)
    return lists[bisect_right(lists[0].choice[terms.gemeente], u)]


def _has_free_place(world: World, pool: Pool) -> bool:
    """Whether there is a place that nobody on the list will get."""
    return pool.free > world.ceilings.ready(pool)


def switch_tick(visit: Visit) -> int:
    """When they look for another list the next time; FAR: never."""
    if visit.pool.switch is None:
        return FAR
    purpose = _SWITCH + TRIES * visit.tries
    u = uniform(visit.youth.key, visit.terms.key, visit.nth, purpose)
    at: int = leaving_tick(visit.looked, u, *visit.pool.switch)
    return at


def other_list(world: World, visit: Visit) -> Pool | None:
    """The first other list with a free place, else that with the fewest waiting per place.

    Only if these are fewer per place than stand before them; both sides as whole numbers. Whom a
    ceiling stops, no place is free for.
    """
    own, others = visit.pool, [item for item in visit.pool.lists if item is not visit.pool]
    free = next((item for item in others if _has_free_place(world, item)), None)
    if free is not None and not world.ceilings.is_stopped(visit):
        return free
    best: Pool | None = None
    for item in others:
        if item.capacity > 0 and (best is None or _is_shorter(item, best)):
            best = item
    if best is None:
        return None
    before = own.waiting.before(visit)
    is_nearer = best.waiting.size * own.capacity < before * best.capacity
    return best if is_nearer or own.capacity == 0 else None


def _is_shorter(pool: Pool, other: Pool) -> bool:
    """Whether fewer wait per place."""
    return pool.waiting.size * other.capacity < other.waiting.size * pool.capacity
