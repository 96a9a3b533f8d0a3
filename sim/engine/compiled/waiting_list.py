"""The list of a pool: a heap by priority, rank time and identity, through the visits themselves.

It is a pairing heap (Fredman, Sedgewick, Sleator and Tarjan 1986): who is first stands on top, and
behind everyone, as `child` and its `sibling` and so on, stand some who come later. Whoever leaves
is cut out at once. `previous` is the one who points at a visit: the sibling before, or the parent.
Those whom a ceiling passes over (rule 32) stand in a heap of their own.
"""

from __future__ import annotations

import numpy as np

from ...compiling.tables import Ints, compiled
from .records import NOBODY, Pool, Visit
from .world_row import World


@compiled
def comes_before(item: Visit, other: Visit) -> bool:
    """The order of a list: priority, when they came on it, identity (rule 8)."""
    if item.priority != other.priority:
        return item.priority < other.priority
    if item.queue_time != other.queue_time:
        return item.queue_time < other.queue_time
    if item.client != other.client:
        return item.client < other.client
    if item.trajectory != other.trajectory:
        return item.trajectory < other.trajectory
    return item.entered < other.entered


@compiled
def join_list(world: World, pool: Pool, visit: Visit) -> None:
    """Put someone on the list."""
    visit.waits = True
    visit.entered = world.entered
    world.entered += 1
    pool.size += 1
    pool.passed += visit.is_aside
    _put(world, pool, visit)


@compiled
def _put(world: World, pool: Pool, visit: Visit) -> None:
    visit.child = visit.sibling = visit.previous = NOBODY
    _set_top(pool, visit, _together(world, _top(pool, visit), visit.row))


@compiled
def _top(pool: Pool, visit: Visit) -> int:
    """Who stands on top of the heap that someone is in."""
    return pool.aside if visit.is_aside else pool.waiting


@compiled
def _set_top(pool: Pool, visit: Visit, row: int) -> None:
    if visit.is_aside:
        pool.aside = row
    else:
        pool.waiting = row


@compiled
def stand_aside(world: World, pool: Pool, visit: Visit, is_aside: bool) -> None:
    """Let someone be passed over from now on, or no longer; their place on the list is the same."""
    _cut(world, pool, visit)
    pool.passed += int(is_aside) - int(visit.is_aside)
    visit.is_aside = is_aside
    _put(world, pool, visit)


@compiled
def first_of_all(world: World, pool: Pool) -> int:
    """Who is first on the list, passed over or not, or NOBODY."""
    if pool.waiting == NOBODY or pool.aside == NOBODY:
        return max(pool.waiting, pool.aside)
    first = world.visits[pool.waiting]
    return pool.waiting if comes_before(first, world.visits[pool.aside]) else pool.aside


@compiled
def leave_list(world: World, pool: Pool, visit: Visit) -> None:
    """Take someone off the list, wherever they stand."""
    visit.waits = False
    pool.size -= 1
    pool.passed -= visit.is_aside
    if visit.is_urgent:
        _no_longer_urgent(world, pool, visit)
    _cut(world, pool, visit)


@compiled
def _cut(world: World, pool: Pool, visit: Visit) -> None:
    behind = _all_together(world, visit.child)
    if _top(pool, visit) == visit.row:
        _set_top(pool, visit, behind)
        return
    before = world.visits[visit.previous]
    if before.child == visit.row:
        before.child = visit.sibling
    else:
        before.sibling = visit.sibling
    if visit.sibling != NOBODY:
        world.visits[visit.sibling].previous = visit.previous
    _set_top(pool, visit, _together(world, _top(pool, visit), behind))


@compiled
def _together(world: World, item: int, other: int) -> int:
    """Two heaps as one: who comes later stands behind who comes first."""
    if item == NOBODY or other == NOBODY:
        return max(item, other)
    first, later = world.visits[item], world.visits[other]
    if comes_before(later, first):
        first, later = later, first
    later.sibling = first.child
    if first.child != NOBODY:
        world.visits[first.child].previous = later.row
    later.previous = first.row
    first.child = later.row
    return first.row


@compiled
def _all_together(world: World, first: int) -> int:
    """A row of siblings as one heap: two by two, and then those pairs from the last on."""
    pairs = NOBODY
    while first != NOBODY:
        item, other = first, world.visits[first].sibling
        first = world.visits[other].sibling if other != NOBODY else NOBODY
        _stand_alone(world.visits[item])
        if other != NOBODY:
            _stand_alone(world.visits[other])
        pair = _together(world, item, other)
        world.visits[pair].sibling = pairs
        pairs = pair
    whole = NOBODY
    while pairs != NOBODY:
        pair, pairs = pairs, world.visits[pairs].sibling
        world.visits[pair].sibling = NOBODY
        whole = _together(world, whole, pair)
    return whole


@compiled
def _stand_alone(visit: Visit) -> None:
    visit.sibling = visit.previous = NOBODY


@compiled
def in_order(world: World, pool: Pool) -> Ints:
    """Everyone who waits, in order of the list, as it stands now."""
    rows = np.empty(pool.size, np.int64)
    for place in range(rows.size):
        rows[place] = first_of_all(world, pool)
        _cut(world, pool, world.visits[rows[place]])
    for row in rows:
        _put(world, pool, world.visits[int(row)])
    return rows


@compiled
def first_for(world: World, pool: Pool, station: int) -> int:
    """The first of those who wait for one station of the pool, or NOBODY."""
    first = first_of_all(world, pool)
    if first == NOBODY or is_visit_to(world.visits[first], station):
        return first
    for row in in_order(world, pool):
        if is_visit_to(world.visits[row], station):
            return int(row)
    return NOBODY


@compiled
def is_visit_to(visit: Visit, station: int) -> bool:
    """Whether this is a visit to the station, and no request."""
    return visit.asks_for == NOBODY and visit.station == station


# ------------------------------------------------- who may start above capacity


@compiled
def becomes_urgent(world: World, pool: Pool, visit: Visit) -> None:
    """They wait here and may start above capacity (rule 11)."""
    if not visit.is_urgent:
        visit.is_urgent = True
        visit.next_urgent = pool.urgent
        pool.urgent = visit.row


@compiled
def _no_longer_urgent(world: World, pool: Pool, visit: Visit) -> None:
    visit.is_urgent = False
    if pool.urgent == visit.row:
        pool.urgent = visit.next_urgent
        return
    before = world.visits[pool.urgent]
    while before.next_urgent != visit.row:
        before = world.visits[before.next_urgent]
    before.next_urgent = visit.next_urgent
