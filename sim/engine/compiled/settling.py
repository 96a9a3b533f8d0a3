"""The end of each instant: places are given out, then rings turn, then those who wait set timers.

Phase (d) of rule 2 and the rings of rule 16, each an event that comes after all others of the
instant; what they do may bring new ones, which come first again.
"""

from __future__ import annotations

import numpy as np

from ...compiling.tables import Ints, compiled
from .care import start
from .records import NOBODY, Pool, Visit
from .relocation import relocate
from .rings import turn_a_ring
from .room import make_room
from .waiting import off_list, set_timer
from .waiting_list import comes_before
from .world import free_places, seek_rings
from .world_row import World


@compiled
def give_out(world: World, pool: Pool) -> None:
    """The places free now go to the list in its order; then who may start above capacity does.

    A place that becomes free by this marks its pool again: who joins meanwhile comes before it.
    """
    pool.is_marked = False
    for _ in range(min(free_places(pool), pool.size)):
        if pool.waiting == NOBODY:  # a ceiling passes over all others (rule 32)
            break
        _give(world, pool.waiting)
    if pool.urgent != NOBODY:
        for row in _urgent_in_order(world, pool):
            if world.visits[row].waits:  # a request lapses when its client starts elsewhere
                _give(world, row)


@compiled
def _urgent_in_order(world: World, pool: Pool) -> Ints:
    """Who may start above capacity, in order of the list."""
    rows, size = np.empty(pool.size, np.int64), 0
    row = pool.urgent
    while row != NOBODY:
        item = world.visits[row]
        place = size
        while place > 0 and comes_before(item, world.visits[rows[place - 1]]):
            rows[place] = rows[place - 1]
            place -= 1
        rows[place] = row
        size += 1
        row = item.next_urgent
    return rows[:size]


@compiled
def _give(world: World, row: int) -> None:
    make_room(world)
    waiter: Visit = world.visits[row]
    if waiter.asks_for == NOBODY:
        off_list(world, waiter, world.now)
        start(world, waiter, world.now)
    else:
        relocate(world, waiter)


@compiled
def turn_rings(world: World) -> None:
    """Let a ring turn, and seek again when the instant is over once more."""
    world.seeks_rings = False
    if turn_a_ring(world):
        seek_rings(world)


@compiled
def set_timers(world: World) -> None:
    """The instant is over: those who joined a list and are still on it get a timer."""
    for place in range(world.newcomer_size):
        make_room(world)
        newcomer = world.newcomers[place]
        visit = world.visits[newcomer.row]
        if visit.waits and visit.entered == newcomer.entered:
            set_timer(world, visit)
    world.newcomer_size = 0
