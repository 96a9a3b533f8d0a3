"""Moments: what will happen, in the order of rule 2 (time, phase, client identity).

What happens on this day stands in a heap. What happens on a later day lies, in no order, in the box
of that day until it comes: most of a year's events wait there without being compared with others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...draws import FAR, TICKS_PER_DAY
from ..phases import CLIENT
from .compiling import compiled
from .records import NO_EVENT, NOBODY, Event
from .rows import more_rows

if TYPE_CHECKING:
    from .world import World


@compiled
def rank_of(phase: int, client: int, trajectory: int) -> int:
    """As phases.rank_of."""
    return phase + client * CLIENT + trajectory


@compiled
def plan(world: World, at: int, rank: int, row: int) -> int:
    """Let something happen to a row at tick `at`, in the order of `rank`; the event's number."""
    if at >= world.end:
        return NO_EVENT
    number = world.event_number
    world.event_number += 1
    day = at // TICKS_PER_DAY
    if day <= world.today:
        _put(world, at, rank, number, row)
        return number
    place = world.free_boxed
    if place == NOBODY:
        place = world.boxed_size
        world.boxed_size += 1
    else:
        world.free_boxed = world.boxed[place].after
    boxed = world.boxed[place]
    boxed.tick, boxed.rank, boxed.number, boxed.row = at, rank, number, row
    boxed.after = world.boxes[day]
    world.boxes[day] = place
    return number


@compiled
def _open_box(world: World) -> None:
    """The next day begins: its events come on the heap."""
    world.today += 1
    place = world.boxes[world.today]
    while place != NOBODY:
        boxed = world.boxed[place]
        if world.events.size - world.event_size <= world.margin:  # one step still needs its room
            world.events = more_rows(world.events, 2 * world.events.size)
        _put(world, boxed.tick, boxed.rank, boxed.number, boxed.row)
        after = boxed.after
        boxed.after = world.free_boxed
        world.free_boxed = place
        place = after


@compiled
def _put(world: World, at: int, rank: int, number: int, row: int) -> None:
    """Put an event on the heap: those that come later make way, from below."""
    events, place = world.events, world.event_size
    world.event_size += 1
    while place > 0:
        above = (place - 1) // 2
        if not _comes_before(at, rank, number, events[above]):
            break
        _copy(events[above], events[place])
        place = above
    new = events[place]
    new.tick, new.rank, new.number, new.row = at, rank, number, row


@compiled
def take_first(world: World) -> tuple[int, int, int]:
    """Take the first event off the heap: its rank, number and row.

    The first of the two below moves up into the place that is free, and the last takes what is
    left.
    """
    events = world.events
    rank, number, row = events[0].rank, events[0].number, events[0].row
    world.event_size -= 1
    size, place = world.event_size, 0
    last = events[size]
    while 2 * place + 1 < size:
        below = 2 * place + 1
        if below + 1 < size:
            other = events[below + 1]
            below += _comes_before(other.tick, other.rank, other.number, events[below])
        if _comes_before(last.tick, last.rank, last.number, events[below]):
            break
        _copy(events[below], events[place])
        place = below
    if place != size:
        _copy(last, events[place])
    return rank, number, row


@compiled
def _comes_before(tick: int, rank: int, number: int, other: Event) -> bool:
    """The order of events: time, rank, and then which was planned first."""
    if tick != other.tick:
        return tick < other.tick
    if rank != other.rank:
        return rank < other.rank
    return number < other.number


@compiled
def _copy(event: Event, place: Event) -> None:
    place.tick, place.rank = event.tick, event.rank
    place.number, place.row = event.number, event.row


@compiled
def next_tick(world: World) -> int:
    """When the next event or arrival is; FAR: never."""
    arrival = _next_arrival(world)
    while not world.event_size and world.today + 1 < world.boxes.size:
        if arrival // TICKS_PER_DAY <= world.today:
            break
        _open_box(world)
    return min(arrival, world.events[0].tick) if world.event_size else arrival


@compiled
def _next_arrival(world: World) -> int:
    if world.next_arrival < world.arrivals.size:
        return world.arrival_tick[world.next_arrival]
    return FAR


@compiled
def is_last_of_instant(world: World) -> bool:
    """Whether nothing else waits to happen at this instant."""
    return (
        (not world.event_size or world.events[0].tick > world.now)
        and _next_arrival(world) > world.now
        and world.taken == NOBODY
        and world.left == NOBODY
    )
