"""What who looks at a list sees of its wait (rule 28)."""

from __future__ import annotations

from ...compiling.tables import compiled
from ...draws import TICKS_PER_DAY
from ...network.seen import A_YEAR, FEW, FIRST_DAYS, LOOKS_A_YEAR, MOST_WEEKS
from .ceilings import hold_lists
from .records import NOBODY, Visit
from .world_row import World


@compiled
def one_more(world: World, visit: Visit, seen: int) -> None:
    """Somebody joins the list of a station, and of its pool, without a place elsewhere."""
    for at in (seen, world.pools[visit.pool].seen):
        if at >= 0:
            world.seen_waiting[at] += 1


@compiled
def one_less(world: World, visit: Visit, seen: int) -> None:
    """Such a client is on it no longer."""
    for at in (seen, world.pools[visit.pool].seen):
        if at >= 0:
            world.seen_waiting[at] -= 1


@compiled
def has_left_list(world: World, visit: Visit, seen: int) -> None:
    """A client without a place elsewhere had a place, or gave up, or went elsewhere."""
    if visit.held == NOBODY:
        for at in (seen, world.pools[visit.pool].seen):
            if at >= 0:
                world.seen_left[_cell_of_today(world, at)] += 1


@compiled
def has_asked(world: World, visit: Visit) -> None:
    """Somebody comes for a place, whether there is one or not; not who is there at first."""
    at = world.pools[visit.pool].seen
    if at >= 0 and visit.joined > 0:
        world.seen_asked[_cell_of_today(world, at)] += 1


@compiled
def _cell_of_today(world: World, seen: int) -> int:
    return _first_cell(world, seen) + _today(world)


@compiled
def _today(world: World) -> int:
    """The day, counted from the first on which joins and leaves are known."""
    return world.seen_before + world.now // TICKS_PER_DAY


@compiled
def _first_cell(world: World, seen: int) -> int:
    """Where the days of a list begin."""
    return seen * (world.seen_before + world.end // TICKS_PER_DAY)


@compiled
def look(world: World) -> None:
    """See the wait of every list, as it stands before this instant."""
    lists, day = world.seen_waiting.size, _today(world)
    row = world.seen_size
    hold_lists(world)
    world.seen_tick[row] = world.now
    world.seen_size += 1
    for seen in range(lists):
        if world.seen_held[seen]:  # money stops who would start (rule 32): as it was
            world.seen_weeks[row * lists + seen] = world.seen_weeks[(row - 1) * lists + seen]
        else:
            world.seen_weeks[row * lists + seen] = _weeks_of(world, seen, day)


@compiled
def _weeks_of(world: World, seen: int, day: int) -> float:
    """By Little's law: how long those who wait would take at the pace of who left."""
    waiting, lists = world.seen_waiting[seen], world.seen_waiting.size
    if day < FIRST_DAYS:
        return world.seen_weeks[(world.seen_size - 2) * lists + seen]
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
    begin, total = _first_cell(world, seen), 0
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


@compiled
def mean_weeks(world: World, seen: int, years_ago: int) -> float:
    """The mean of the last twelve waits that were seen, or of those of a year before them."""
    latest, total = world.seen_size - 1 - LOOKS_A_YEAR * years_ago, 0.0
    for row in range(latest, latest - LOOKS_A_YEAR, -1):
        total += world.seen_weeks[max(row, 0) * world.seen_waiting.size + seen]
    return total / LOOKS_A_YEAR


@compiled
def asked_since(world: World, seen: int) -> int:
    """Who asked in the last 365 days; 0 where the run is younger than two such years."""
    return _asked(world, seen, 1)


@compiled
def asked_between(world: World, seen: int) -> int:
    """Who asked in the 365 days before them."""
    return _asked(world, seen, 2)


@compiled
def _asked(world: World, seen: int, years_ago: int) -> int:
    day, total = _today(world), 0
    if day < 2 * A_YEAR:
        return 0
    begin = _first_cell(world, seen) + day - years_ago * A_YEAR
    for at in range(begin, begin + A_YEAR):
        total += world.seen_asked[at]
    return total
