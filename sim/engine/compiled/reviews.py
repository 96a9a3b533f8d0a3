"""The first of every month: waits are seen, and what follows them changes (rule 28)."""

from __future__ import annotations

import numpy as np

from ...by_weeks import share_at
from ...compiling.rows import part_of
from ...compiling.tables import compiled
from ..phases import Phase
from .changes import follow_up
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
    """Give each share that follows a wait its value of now."""
    world.next_review += 1
    plan_next_review(world)
    changed = np.empty(world.reactions.size, np.int64)
    risen = np.empty(world.reactions.size, np.int64)
    changes = rises = 0
    for row in range(world.reactions.size):
        reaction = world.reactions[row]
        value, before = _value(world, reaction), world.levels[reaction.level]
        if value == before:
            continue
        changed[changes] = reaction.level
        changes += 1
        if value > before:
            risen[rises] = reaction.level
            rises += 1
        world.levels[reaction.level] = value
    if changes:
        follow_up(world, changed[:changes], risen[:rises])


@compiled
def _value(world: World, reaction: Reaction) -> float:
    weeks = weeks_seen(world, reaction.seen, world.now - reaction.lag_ticks)
    points = part_of(world.reaction_points, reaction.begin, reaction.end)
    shares = part_of(world.reaction_shares, reaction.begin, reaction.end)
    share: float = share_at(weeks, points, shares)
    return world.levels[reaction.times] * share + world.levels[reaction.plus]
