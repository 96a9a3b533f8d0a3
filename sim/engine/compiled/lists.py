"""Several lists behind one form: whose list somebody joins, and going to another (rule 8)."""

from __future__ import annotations

import numpy as np

from ...compiling.tables import compiled
from ...draws import FAR, Purpose, uniform
from ...network.model import LegalFrame
from ...rules.tables import Terms
from ..phases import TRIES
from .ceilings import is_stopped, ready
from .records import NOBODY, Pool, Visit, Youth
from .terms import leaving_tick_of
from .waiting_list import comes_before
from .world import free_places, terms_of
from .world_row import World


@compiled
def pool_for(world: World, terms: Terms, youth: Youth, priority: int) -> int:
    """Urgent and ordered care takes the first list with a free place; others have their own."""
    first = int(world.levels[terms.pool])
    count = world.places[first].count
    if count == 1:
        return first
    if priority == 0 or world.sources[youth.source].legal_frame != LegalFrame.VOLUNTARY:
        for index in range(first, first + count):
            if _has_free_place(world.pools[index]):
                return index
    u = uniform(youth.key, world.places[first].key, 0, Purpose.LIST)
    shares = world.list_shares[world.list_choice[first, terms.gemeente]].begin
    at = 0
    while world.list_cumulative[shares + at] <= u:
        at += 1
    return first + at


@compiled
def _has_free_place(pool: Pool) -> bool:
    """Whether there is a place that nobody on the list will get."""
    return free_places(pool) > ready(pool)


@compiled
def may_switch(world: World, visit: Visit) -> bool:
    """Whether they may ever look for another list."""
    return world.places[visit.pool].switch >= 0


@compiled
def switch_tick(world: World, visit: Visit) -> int:
    """When they look for another list the next time; FAR: never."""
    if not may_switch(world, visit):
        return FAR
    purpose = Purpose.SWITCH + TRIES * visit.tries
    key = terms_of(world, visit).key
    u = uniform(world.youths[visit.client].key, key, visit.nth, purpose)
    return leaving_tick_of(world, world.places[visit.pool].switch, visit.looked, u)


@compiled
def other_list(world: World, visit: Visit) -> int:
    """The first other list with a free place, else that with the fewest waiting per place.

    Only if these are fewer per place than stand before them; both sides as whole numbers. Whom a
    ceiling stops, no place is free for.
    """
    own, place, best = world.pools[visit.pool], world.places[visit.pool], NOBODY
    may_start = not is_stopped(world, visit)
    for index in range(place.first, place.first + place.count):
        pool = world.pools[index]
        if index != visit.pool and may_start and _has_free_place(pool):
            return index
    for index in range(place.first, place.first + place.count):
        pool = world.pools[index]
        if index == visit.pool or pool.capacity <= 0:
            continue
        if best == NOBODY or _is_shorter(pool, world.pools[best]):
            best = index
    if best == NOBODY or own.capacity == 0:
        return best
    goal, before = world.pools[best], _before(world, own, visit)
    return best if goal.size * own.capacity < before * goal.capacity else NOBODY


@compiled
def _is_shorter(pool: Pool, other: Pool) -> bool:
    """Whether fewer wait per place."""
    return pool.size * other.capacity < other.size * pool.capacity


@compiled
def _before(world: World, pool: Pool, visit: Visit) -> int:
    """How many stand before them: whoever comes later has only later ones behind in the heap."""
    rows, size, count = np.empty(pool.size, np.int64), 0, 0
    for top in (pool.waiting, pool.aside):
        if top != NOBODY:
            rows[size] = top
            size += 1
    while size:
        size -= 1
        item = world.visits[rows[size]]
        if item.sibling != NOBODY:
            rows[size] = item.sibling
            size += 1
        if comes_before(item, visit):
            count += 1
            if item.child != NOBODY:
                rows[size] = item.child
                size += 1
    return count
