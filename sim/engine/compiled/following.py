"""Pools whose places follow demand and the wait for them (rule 31)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...compiling.rows import part_of
from ...compiling.tables import compiled
from ...following import (
    NUMBERS,
    grown_to,
    hold_to_markets,
    places_made,
    productive_at,
    row_at,
    wanted_growth,
)
from ...remainders import places_of_lists
from .seen import asked_between, asked_since, mean_weeks
from .tables import Follower
from .world_row import World


@compiled
def decide(world: World) -> None:
    """Let all pools decide by how much they grow, held to what there is of staff."""
    pools = world.followers.size
    if not pools or not _decides(world):
        return
    growth, following, fte = np.empty(pools), np.empty(pools), np.empty(pools)
    for row in range(pools):
        growth[row] = _wanted(world, row)
        seen = world.followers[row].seen
        if seen >= 0 and world.seen_held[seen]:  # money stops who would start (rule 32)
            growth[row] = min(growth[row], 0.0)
        following[row], fte[row] = _fte(world, row)
    most = part_of(world.follow_most, 0, world.follow_most.size)
    hold_to_markets(growth, following, fte, part_of(world.follow_market, 0, pools), most)
    for row in range(pools):
        at = _first_factor(world, row) + world.follow_size
        world.follow_factors[at] = grown_to(world.follow_factors[at - 1], growth[row])
    world.follow_decided[world.follow_size] = world.now
    world.follow_size += 1


@compiled
def _decides(world: World) -> bool:
    """Whether a decision is due."""
    known = world.follow_decided.size - world.follow_decides.size
    next_ = world.follow_size - known
    return next_ < world.follow_decides.size and world.follow_decides[next_] == world.now


@compiled
def _first_factor(world: World, row: int) -> int:
    """Where the factors of a pool begin, with those of before the run."""
    return row * world.follow_decided.size


@compiled
def _wanted(world: World, row: int) -> float:
    follower = world.followers[row]
    if follower.lists == follower.lists_end or world.now < follower.begin_tick:
        return 0.0
    at = follower.seen
    numbers = part_of(world.follow_numbers, row * NUMBERS, (row + 1) * NUMBERS)
    growth: float = wanted_growth(
        mean_weeks(world, at, 0),
        mean_weeks(world, at, 1),
        asked_since(world, at),
        asked_between(world, at),
        numbers,
    )
    return growth


@compiled
def _fte(world: World, row: int) -> tuple[float, float]:
    """FTE that follows, and all, with what has been decided."""
    follower = world.followers[row]
    at = follower.begin + _step(world, follower)
    factor = world.follow_factors[_first_factor(world, row) + world.follow_size - 1]
    following = world.follow_times[at] * factor
    return following * follower.fte, (following + world.follow_plus[at]) * follower.fte


@compiled
def _step(world: World, follower: Follower) -> int:
    """The step of its number that is in force now."""
    row: int = row_at(world.now, part_of(world.follow_ticks, follower.begin, follower.end))
    return row


@compiled
def places(world: World, follower: Follower) -> NDArray[np.int64]:
    """Places to give out, by list of a pool that follows."""
    shares = part_of(world.follow_shares, follower.lists, follower.lists_end)
    result: NDArray[np.int64] = places_of_lists(_places(world, follower.number), shares)
    return result


@compiled
def _places(world: World, row: int) -> int:
    """Places of all lists of a pool."""
    follower, first = world.followers[row], _first_factor(world, row)
    stock = productive_at(
        world.now,
        part_of(world.follow_ticks, follower.begin, follower.end),
        part_of(world.follow_times, follower.begin, follower.end),
        part_of(world.follow_plus, follower.begin, follower.end),
        part_of(world.follow_decided, 0, world.follow_size),
        part_of(world.follow_factors, first, first + world.follow_size),
        follower.lag_ticks,
        follower.training_ticks,
    )
    at = follower.begin + _step(world, follower)
    clients, efficiency = world.follow_clients[at], world.follow_efficiency[at]
    return int(places_made(stock, clients, efficiency, follower.is_whole, world.follow_scale))
