"""The end of each instant: places are given out, then rings turn, then those who wait set timers.

Phase (d) of rule 2 and the rings of rule 16. It runs when SimPy has no event left at this instant,
and goes back to SimPy as soon as something it did has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop

from .care import start
from .records import Pool, Request, Visit, Waiter
from .relocation import relocate
from .rings import turn_a_ring
from .waiting import off_list, set_timer
from .world import World


def settle(world: World) -> None:
    """Give out places pool by pool, the lowest first, until nothing more can happen now."""
    while world.marked or world.seeks_rings:
        if world.marked:
            pool = world.pools[heappop(world.marked)]
            pool.is_marked = False
            give_out(world, pool)
        else:
            world.seeks_rings = turn_a_ring(world)
        if not world.is_last_of_instant():
            return
    for visit in world.newcomers:
        if visit.waits:
            set_timer(world, visit)
    world.newcomers.clear()


def give_out(world: World, pool: Pool) -> None:
    """The places free now go to the list in its order; then who may start above capacity does.

    A place that becomes free by this marks its pool again: who joins meanwhile comes before it.
    """
    for item in _served(world, pool):
        _give(world, item)
    if pool.urgent:
        urgent = sorted((item for item in pool.urgent if item.waits), key=lambda item: item.order)
        pool.urgent.clear()
        for item in urgent:
            if item.waits:  # a request lapses when its client starts elsewhere
                _give(world, item)


def _served(world: World, pool: Pool) -> Iterator[Waiter]:
    """Who gets the places that are free now: the first, past those whom a ceiling stops."""
    places = min(pool.free, pool.waiting.size)
    if world.ceilings.passes_over(pool):
        for item in world.ceilings.may_start(pool):
            if places <= 0:
                return
            if item.waits:  # as above
                places -= 1
                yield item
        return
    for _ in range(places):
        first = pool.waiting.first()
        if first is None:
            return
        yield first


def _give(world: World, waiter: Visit | Request) -> None:
    if isinstance(waiter, Visit):
        now = world.now
        off_list(world, waiter, now)
        start(world, waiter, now)
    else:
        relocate(world, waiter)
