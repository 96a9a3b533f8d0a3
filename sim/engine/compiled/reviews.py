"""The first of every month: waits are seen, and what follows changes (rules 28, 31 and 32)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...by_weeks import share_at
from ...compiling.rows import part_of
from ...compiling.tables import compiled
from ..phases import Phase
from .ceilings import review_ceilings
from .changes import follow_up
from .following import decide, places
from .moments import plan
from .records import NOBODY
from .seen import weeks_seen
from .tables import Reaction
from .world_row import World


@compiled
def plan_next_review(world: World) -> None:
    """Plan to look at the lists before the calendar of a day turns, and to react after it."""
    if world.next_review < world.review_tick.size:
        tick = world.review_tick[world.next_review]
        if world.review_sees[world.next_review]:
            plan(world, tick, Phase.SEEING, NOBODY)
        plan(world, tick, Phase.REACTING, NOBODY)


@compiled
def react(world: World) -> None:
    """Give each share and the places of each pool that follow a wait their value of now."""
    looks = world.review_sees[world.next_review] != 0
    world.next_review += 1
    plan_next_review(world)
    decide(world)
    review_ceilings(world, looks)
    levels, values = _wanted(world, looks)
    changed = np.empty(levels.size, np.int64)
    risen = np.empty(levels.size, np.int64)
    changes = rises = 0
    for row, level in enumerate(levels):
        before, value = world.levels[level], values[row]
        if value == before:
            continue
        changed[changes] = level
        changes += 1
        if value > before:
            risen[rises] = level
            rises += 1
        world.levels[level] = value
    if changes:
        follow_up(world, changed[:changes], risen[:rises])


@compiled
def _wanted(world: World, looks: bool) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The levels that follow, shares before places, and what each is to be.

    Shares change when waits are seen, and on days of their own.
    """
    shares, pools = world.reactions.size, world.followers.size
    size = shares + world.follow_levels.size
    levels, values = np.empty(size, np.int64), np.empty(size)
    for row in range(shares):
        reaction = world.reactions[row]
        levels[row], values[row] = reaction.level, world.levels[reaction.level]
        if looks or _is_its_day(world, reaction):
            values[row] = _value(world, reaction)
    for row in range(pools):
        follower = world.followers[row]
        if follower.lists == follower.lists_end:
            continue
        for at, number in enumerate(places(world, follower)):
            levels[shares + follower.lists + at] = world.follow_levels[follower.lists + at]
            values[shares + follower.lists + at] = number
    return levels, values


@compiled
def _is_its_day(world: World, reaction: Reaction) -> bool:
    for at in range(reaction.ticks, reaction.ticks_end):
        if world.reaction_ticks[at] == world.now:
            return True
    return False


@compiled
def _value(world: World, reaction: Reaction) -> float:
    weeks = weeks_seen(world, reaction.seen, world.now - reaction.lag_ticks)
    points = part_of(world.reaction_points, reaction.begin, reaction.end)
    shares = part_of(world.reaction_shares, reaction.begin, reaction.end)
    share: float = share_at(weeks, points, shares)
    return world.levels[reaction.times] * share + world.levels[reaction.plus]
