"""What who looks at a list sees of its wait (rule 28)."""

from __future__ import annotations

from ...compiling.tables import compiled
from ...draws import TICKS_PER_DAY
from ...network.seen import A_YEAR, FEW, FIRST_DAYS, MOST_WEEKS
from .records import NOBODY, Visit
from .world_row import World


@compiled
def one_more(world: World, seen: int) -> None:
    """Somebody joins a list without a place elsewhere."""
    if seen >= 0:
        world.seen_waiting[seen] += 1


@compiled
def one_less(world: World, seen: int) -> None:
    """Such a client is on it no longer."""
    if seen >= 0:
        world.seen_waiting[seen] -= 1


@compiled
def has_left_list(world: World, visit: Visit, seen: int) -> None:
    """A client without a place elsewhere had a place, or gave up, or went elsewhere."""
    if seen >= 0 and visit.held == NOBODY:
        days = world.end // TICKS_PER_DAY
        world.seen_left[seen * days + world.now // TICKS_PER_DAY] += 1


@compiled
def look(world: World) -> None:
    """See the wait of every list, as it stands before this instant."""
    lists, day = world.seen_waiting.size, world.now // TICKS_PER_DAY
    row = world.seen_size
    world.seen_tick[row] = world.now
    world.seen_size += 1
    for seen in range(lists):
        world.seen_weeks[row * lists + seen] = _weeks_of(world, seen, day)


@compiled
def _weeks_of(world: World, seen: int, day: int) -> float:
    """By Little's law: how long those who wait would take at the pace of who left."""
    waiting, lists = world.seen_waiting[seen], world.seen_waiting.size
    if day < FIRST_DAYS:
        return world.seen_weeks[seen]
    if waiting == 0:
        return 0.0
    left = _left(world, seen, day - FIRST_DAYS, day)
    if left >= FEW:
        return min(MOST_WEEKS, 13.0 * waiting / left)
    days = min(A_YEAR, day)
    left = _left(world, seen, day - days, day)
    if left == 0:
        return world.seen_weeks[(world.seen_size - 2) * lists + seen]
    return min(MOST_WEEKS, 52.0 * waiting * days / (A_YEAR * left))


@compiled
def _left(world: World, seen: int, first: int, end: int) -> int:
    """How many left on the days from `first` up to `end`."""
    begin, total = seen * (world.end // TICKS_PER_DAY), 0
    for day in range(first, end):
        total += world.seen_left[begin + day]
    return total


@compiled
def weeks_seen(world: World, seen: int, tick: int) -> float:
    """The wait that was seen at a tick; before the first look that of the file."""
    row = world.seen_size - 1
    while row > 0 and world.seen_tick[row] > tick:
        row -= 1
    return world.seen_weeks[row * world.seen_waiting.size + seen]
