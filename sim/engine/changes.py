"""The calendar: levels that change on dates, and what must be looked at then (rules 20-22)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..draws import uniform
from ..network.model import LevelKind
from ..visits import Outcome
from .care import let_go
from .moments import Story, at_moment
from .phases import Phase, rank_of
from .records import Visit, Waiter
from .relocation import ask_where_closing
from .waiting import leave_list, may_go_over, moves_from_list
from .waiting_list import WaitingList
from .world import World

_CALENDAR = rank_of(Phase.CALENDAR)


def calendar(world: World) -> Story:
    """Walk through the calendar; all that changes on one date changes in one step."""
    levels = world.network.levels
    for tick, rows in _dates(levels.change_tick):
        yield at_moment(world.env, tick, _CALENDAR)
        changed = [int(level) for level in levels.change_level[rows]]
        risen = []
        for level, value in zip(changed, levels.change_value[rows].tolist(), strict=True):
            if value > world.levels[level]:
                risen.append(level)
            world.levels[level] = value
        follow_up(world, changed, risen)


def _dates(ticks: NDArray[np.int64]) -> Iterator[tuple[int, slice]]:
    result, first = np.unique(ticks, return_index=True)
    last = np.append(first, len(ticks))[1:]
    for tick, begin, end in zip(result.tolist(), first.tolist(), last.tolist(), strict=True):
        yield tick, slice(begin, end)


def follow_up(world: World, changed: list[int], risen: list[int]) -> None:
    """Stations that change pool, then places, diverts of who is in care and who waits, urgency."""
    kinds, targets = world.network.levels.kind, world.network.levels.target

    def targets_of(kind: LevelKind, levels: list[int]) -> list[int]:
        return sorted({int(targets[level]) for level in levels if kinds[level] == kind})

    for target in targets_of(LevelKind.MEMBERSHIP, changed):
        _change_pool(world, *divmod(target, len(world.network.gemeenten)))
    for index in targets_of(LevelKind.CAPACITY, changed):
        _change_places(world, index)
    diverts = targets_of(LevelKind.DIVERT, risen)
    for index in diverts:
        _divert_running(world, index)
    for index in diverts:
        _divert_waiting(world, index)
    for station in targets_of(LevelKind.OVER_CAPACITY, changed):
        _let_urgent_start(world, station)
    ask_where_closing(world)


def _change_pool(world: World, station: int, gemeente: int) -> None:
    """Clients who wait ask the new pool from now on, as a new visit with their rank time."""
    for pool in world.pools:
        for visit in _waiting_for(pool.waiting, station):
            if visit.terms.gemeente == gemeente and _pool_now(world, visit) not in visit.pool.lists:
                leave_list(world, visit, Outcome.DIVERTED, station)


def _pool_now(world: World, visit: Visit) -> object:
    return world.pools[int(world.levels[visit.terms.pool])]


def _change_places(world: World, index: int) -> None:
    pool = world.pools[index]
    pool.capacity = int(world.levels[world.network.places.capacity[index]])
    if pool.free > 0 and pool.waiting.size:
        world.mark(pool)
    world.seeks_rings = world.seeks_rings or bool(world.blocked)


def _divert_running(world: World, index: int) -> None:
    """Those in care whose number the share now exceeds go on elsewhere, by identity (rule 15).

    Who is blocked has no care left to go on with.
    """
    if not world.network.diverts.running[index]:
        return
    station = int(world.network.diverts.from_station[index])
    running = [
        item
        for pool in world.pools
        for item in pool.in_care
        if item.terms.station == station and item.stay_end > world.now and not item.is_blocked
    ]
    for visit in sorted(running, key=lambda item: (item.youth.rank, item.trajectory)):
        divert = next(item for item in visit.terms.diverts if item.index == index)
        number = uniform(visit.youth.key, visit.terms.key, visit.nth, divert.key)
        if number < world.levels[divert.share]:
            story = visit.process
            assert story is not None
            let_go(world, visit, Outcome.DIVERTED, divert.to)
            story.interrupt()


def _divert_waiting(world: World, index: int) -> None:
    """Those waiting whose number the share now exceeds move, in order of the list (rule 15)."""
    if not world.network.diverts.waiting[index]:
        return
    station = int(world.network.diverts.from_station[index])
    for pool in world.pools:
        waiting = _waiting_for(pool.waiting, station)
        for visit in sorted(waiting, key=lambda item: item.held is not None):
            moves_from_list(world, visit, index)


def _let_urgent_start(world: World, station: int) -> None:
    for pool in world.pools:
        urgent = [item for item in _waiting_for(pool.waiting, station) if may_go_over(world, item)]
        if urgent:
            pool.urgent += urgent
            world.mark(pool)


def _waiting_for(waiting: WaitingList[Waiter], station: int) -> list[Visit]:
    return [item for item in waiting if isinstance(item, Visit) and item.terms.station == station]
