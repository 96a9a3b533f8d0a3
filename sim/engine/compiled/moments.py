"""Moments: what will happen, as a heap in the order of rule 2 (time, phase, client identity)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...draws import FAR
from ..phases import CLIENT
from .compiling import compiled
from .records import NOBODY, Event

if TYPE_CHECKING:
    from .world import World


@compiled
def rank_of(phase: int, client: int, trajectory: int) -> int:
    """As phases.rank_of."""
    return phase + client * CLIENT + trajectory


@compiled
def plan(world: World, at: int, rank: int, row: int) -> int:
    """Let something happen to a row at tick `at`, in the order of `rank`; the event's number.

    Those that come later make way, from the bottom of the heap up.
    """
    number, place = world.event_number, world.event_size
    world.event_number += 1
    world.event_size += 1
    while place > 0:
        above = world.events[(place - 1) // 2]
        if not _comes_before(at, rank, number, above):
            break
        _copy(above, world.events[place])
        place = (place - 1) // 2
    new = world.events[place]
    new.tick, new.rank, new.number, new.row = at, rank, number, row
    return number


@compiled
def take_first(world: World) -> tuple[int, int, int]:
    """Take the first event off the heap: its rank, number and row.

    The first of each two moves up into the place that is free, and the last takes what is left.
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
    tick = world.events[0].tick if world.event_size else FAR
    if world.next_arrival < world.arrivals.size:
        return min(tick, world.arrival_tick[world.next_arrival])
    return tick


@compiled
def is_last_of_instant(world: World) -> bool:
    """Whether nothing else waits to happen at this instant."""
    return next_tick(world) > world.now and world.taken == NOBODY and world.left == NOBODY
