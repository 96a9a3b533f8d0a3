"""Moments: what will happen, in the order of rule 2 (time, phase, client identity).

What happens on this day stands in a heap. What happens on a later day lies, in no order, in the box
of that day until it comes: most of a year's events wait there without being compared with others.
A box is a pile of sheets, so that events of one day are read together.

A large region does not fit near the processor: most of a step is waiting for memory. Therefore rows
are fetched one or two events before they are needed (`prefetch_next`).
"""

from __future__ import annotations

from ...compiling.rows import more_rows, prefetch, prefetch_cell
from ...compiling.tables import compiled
from ...draws import FAR, TICKS_PER_DAY
from ..phases import CLIENT, PHASE, Phase
from .records import NO_EVENT, NOBODY, Event
from .world_row import World

SHEET = 16
"""Rows of a sheet: the first says where the sheet before it ends, each other holds an event."""


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
    place = world.boxes[day] + 1
    if place % SHEET == 0:
        place = _new_sheet(world, world.boxes[day]) + 1
    world.boxes[day] = place
    boxed = world.boxed[place]
    boxed.tick, boxed.rank, boxed.number, boxed.row = at, rank, number, row
    return number


@compiled
def _new_sheet(world: World, before: int) -> int:
    """An empty sheet for a box; its first row says where the sheet before it ends."""
    sheet = world.free_sheet
    if sheet != NOBODY:
        world.free_sheet = world.boxed[sheet].row
    else:
        sheet = world.boxed_size
        world.boxed_size += SHEET
        if world.boxed.size < world.boxed_size:
            world.boxed = more_rows(world.boxed, 2 * world.boxed_size)
    world.boxed[sheet].row = before
    return sheet


@compiled
def _open_box(world: World) -> None:
    """The next day begins: its events come on the heap."""
    world.today += 1
    place = world.boxes[world.today]
    while place != NOBODY:
        boxed = world.boxed[place]
        if place % SHEET:
            _unpack(world, boxed)
            place -= 1
        else:
            before = boxed.row
            boxed.row = world.free_sheet
            world.free_sheet = place
            place = before


@compiled
def _unpack(world: World, event: Event) -> None:
    if world.events.size - world.event_size <= world.margin:  # one step still needs its room
        world.events = more_rows(world.events, 2 * world.events.size)
    _put(world, event.tick, event.rank, event.number, event.row)


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


# ------------------------------------------------------- what comes next, fetched meanwhile


@compiled
def prefetch_next(world: World) -> None:
    """Have all that the next event needs fetched from memory while this one happens.

    First who it may be about; what these rows point at, when they are sure to be next.
    """
    for place in range(1, min(3, world.event_size)):
        later = world.events[place]
        prefetch(world.visits, later.row)
        prefetch(world.youths, _client_of(later))
    if world.event_size and world.events[0].row >= 0 and world.events[0].rank < Phase.PLACES:
        visit = world.visits[world.events[0].row]
        youth = world.youths[_client_of(world.events[0])]
        prefetch(world.counts, youth.counts)
        prefetch_cell(world.terms, visit.station, youth.group)
        prefetch(world.log, visit.number)
        prefetch(world.log_ticks, visit.number)
        prefetch(world.visits, visit.next_in_care)
        prefetch(world.visits, visit.previous_in_care)


@compiled
def prefetch_next_arrival(world: World) -> None:
    """Have the row of the client after the next fetched from memory."""
    if world.next_arrival + 1 < world.arrivals.size:
        prefetch(world.youths, world.arrivals[world.next_arrival + 1])


@compiled
def _client_of(event: Event) -> int:
    """The client in the rank of an event of a client."""
    return event.rank % PHASE // CLIENT
