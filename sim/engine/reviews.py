"""The first of every month: waits are seen, and what follows changes (rules 28, 31 and 32)."""

from __future__ import annotations

from collections.abc import Iterator

from ..by_weeks import share_at
from .changes import follow_up
from .moments import Story, at_moment
from .phases import Phase, rank_of
from .world import World


def reviews(world: World) -> Story:
    """Look at the lists before the calendar of a day turns, and react after it."""
    seen = world.network.seen
    for tick, sees in zip(seen.review_tick.tolist(), seen.sees.tolist(), strict=True):
        if sees:
            yield at_moment(world.env, tick, rank_of(Phase.SEEING))
            world.ceilings.hold_lists(world.pools, world.levels)
            world.seen.look(tick, world.ceilings.holds)
        yield at_moment(world.env, tick, rank_of(Phase.REACTING))
        react(world, looks=sees)


def react(world: World, *, looks: bool) -> None:
    """Give each share and the places of each pool that follow a wait their value of now.

    `looks`: it is the first of a month, and asked whether a ceiling is reached (rule 32).
    """
    if world.following.decides(world.now):
        world.following.decide(world.now, world.ceilings.holds)
    for index in world.ceilings.review(world.pools, world.now, looks=looks):
        if world.pools[index].free > 0 and world.pools[index].waiting.size:
            world.mark(world.pools[index])
    changed, risen = [], []
    for level, value in (*_shares(world, looks), *world.following.places(world.now)):
        before = world.levels[level]
        if value == before:
            continue
        changed.append(level)
        if value > before:
            risen.append(level)
        world.levels[level] = value
    if changed:
        follow_up(world, changed, risen)


def _shares(world: World, looks: bool) -> Iterator[tuple[int, float]]:
    """Shares change when waits are seen, and on days of their own."""
    reactions = world.network.reactions
    for row, level in enumerate(reactions.level.tolist()):
        if looks or world.now in reactions.ticks[row]:
            yield level, _value(world, row)


def _value(world: World, row: int) -> float:
    reactions = world.network.reactions
    weeks = world.seen.weeks(int(reactions.seen[row]), world.now - int(reactions.lag_ticks[row]))
    share = float(share_at(weeks, reactions.points[row], reactions.shares[row]))
    times, plus = int(reactions.times[row]), int(reactions.plus[row])
    return world.levels[times] * share + world.levels[plus]
