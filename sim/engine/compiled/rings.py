"""Rings of blocked clients who wait for each other's places (rule 16)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...compiling.tables import Ints, compiled
from .care import start
from .records import NOBODY
from .waiting import off_list
from .waiting_list import comes_before
from .world import free_places
from .world_row import World

Flags = NDArray[np.bool_]


@compiled
def turn_a_ring(world: World) -> bool:
    """Let the shortest ring change places in one step; whether there was one."""
    turning = _edges_of_rings(world)
    if not turning.any():
        return False
    for row in _first_ring(world, turning):
        visit = world.visits[row]
        off_list(world, visit, world.now)
        start(world, visit, world.now)
    return True


@compiled
def _edges_of_rings(world: World) -> Flags:
    """Pool P points to pool Q where someone blocked in P waits for Q, neither above capacity.

    Edges are left out as long as there are any that nothing leads to, or that lead nowhere.
    """
    turning = np.empty(world.edge_size, np.bool_)
    for row in range(turning.size):
        edge = world.edges[row]
        within = free_places(world.pools[edge.origin]) >= 0
        turning[row] = edge.size and within and free_places(world.pools[edge.goal]) >= 0
    went = True
    while went:
        went = False
        into = np.zeros(world.pools.size, np.bool_)
        out = np.zeros(world.pools.size, np.bool_)
        for row in range(turning.size):
            if turning[row]:
                out[world.edges[row].origin] = into[world.edges[row].goal] = True
        for row in range(turning.size):
            edge = world.edges[row]
            if turning[row] and not (into[edge.origin] and out[edge.goal]):
                turning[row] = False
                went = True
    return turning


@compiled
def _first_ring(world: World, turning: Flags) -> Ints:
    """Of the shortest rings the one with the first identities: who carries its arrows, in order."""
    carriers = np.empty(turning.size, np.int64)
    for row in range(turning.size):
        carriers[row] = _carrier(world, row) if turning[row] else NOBODY
    length = 0
    first = np.empty(0, np.int64)
    while not first.size:
        length += 1
        for pool in range(world.pools.size):
            first = _first_of_rings(world, turning, carriers, pool, length, first)
    return first


@compiled
def _carrier(world: World, edge: int) -> int:
    """The first in the order of the list that they wait on."""
    first = row = world.edges[edge].first
    while row != NOBODY:
        if comes_before(world.visits[row], world.visits[first]):
            first = row
        row = world.visits[row].next_blocked
    return first


@compiled
def _first_of_rings(
    world: World, turning: Flags, carriers: Ints, start_pool: int, length: int, first: Ints
) -> Ints:
    """The first of `first` and the rings of `length` from a pool back to it over higher pools."""
    path = np.empty(length, np.int64)
    path[0] = world.pools[start_pool].edges
    depth = 0
    while True:
        if path[depth] == NOBODY:
            if depth == 0:
                return first
            depth -= 1
        elif turning[path[depth]]:
            goal = world.edges[path[depth]].goal
            if depth < length - 1 and goal > start_pool:
                depth += 1
                path[depth] = world.pools[goal].edges
                continue
            if depth == length - 1 and goal == start_pool:
                first = _first_of_two(world, first, _by_identity(world, carriers[path]))
        path[depth] = world.edges[path[depth]].after


@compiled
def _by_identity(world: World, rows: Ints) -> Ints:
    for last in range(1, rows.size):
        place = last
        while place and world.visits[rows[place]].client < world.visits[rows[place - 1]].client:
            rows[place], rows[place - 1] = rows[place - 1], rows[place]
            place -= 1
    return rows


@compiled
def _first_of_two(world: World, item: Ints, other: Ints) -> Ints:
    if not item.size:
        return other
    for place in range(item.size):
        of_one, of_other = world.visits[item[place]].client, world.visits[other[place]].client
        if of_one != of_other:
            return item if of_one < of_other else other
    return item
