"""Rings of blocked clients who wait for each other's places (rule 16)."""

from __future__ import annotations

from typing import TypeAlias

from .care import start
from .records import Visit
from .waiting import off_list
from .world import World

Ring: TypeAlias = list[tuple[int, int]]


def turn_a_ring(world: World) -> bool:
    """Let the shortest ring change places in one step; whether there was one."""
    rings = _shortest_rings(_edges(world))
    if not rings:
        return False
    carriers = [[_carrier(world, edge) for edge in ring] for ring in rings]
    first = min(carriers, key=lambda ring: sorted(item.youth.rank for item in ring))
    for visit in sorted(first, key=lambda item: item.youth.rank):
        off_list(world, visit, world.now)
        start(world, visit, world.now)
    return True


def _edges(world: World) -> dict[int, list[int]]:
    """Pool P points to pool Q where someone blocked in P waits for Q, neither above capacity."""
    edges: dict[int, list[int]] = {}
    for origin, goal in sorted(world.blocked):
        if world.pools[origin].free >= 0 and world.pools[goal].free >= 0:
            edges.setdefault(origin, []).append(goal)
    return edges


def _carrier(world: World, edge: tuple[int, int]) -> Visit:
    """The first in the order of the list that they wait on."""
    return min(world.blocked[edge], key=lambda item: item.order)


def _shortest_rings(edges: dict[int, list[int]]) -> list[Ring]:
    """All rings of the smallest length, each from its lowest pool."""
    for length in range(1, len(edges) + 1):
        rings = [ring for start in edges for ring in _rings(edges, start, start, length)]
        if rings:
            return rings
    return []


def _rings(edges: dict[int, list[int]], start: int, pool: int, length: int) -> list[Ring]:
    """Rings of exactly `length` from `pool` back to `start` over higher pools."""
    if length == 1:
        return [[(pool, start)]] if start in edges.get(pool, ()) else []
    return [
        [(pool, goal), *rest]
        for goal in edges.get(pool, ())
        if goal > start
        for rest in _rings(edges, start, goal, length - 1)
    ]
