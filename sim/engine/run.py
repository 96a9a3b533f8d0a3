"""One run: clients come, the calendar turns, SimPy steps, and Visits are what is left."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray
from simpy.core import StopSimulation
from simpy.events import Event

from ..clients.cohort import Clients, Cohort
from ..clients.state import State
from ..network import Network
from ..rules.log import log_of
from ..visits import MOST_VISITS, Observed, Visits, too_many_visits
from .care import take_over
from .changes import calendar
from .joining import new_visit, priority_of
from .journey import begin_at, beside, going_on, journey, returning, second_trajectory
from .lists import pool_for
from .moments import Moment, PlannedProcess, Story, at_moment
from .phases import Phase, rank_of
from .records import BESIDE_BEFORE, NO_VISIT, Desk, Visit
from .reviews import reviews
from .settling import settle
from .world import World
from .youths import ByGate, Going, Youth

Ints = NDArray[np.int64]


def run(
    network: Network, cohort: Cohort, state: State, *, most_visits: int = MOST_VISITS
) -> tuple[Visits, Observed, Clients]:
    """Replay the network once; the clients are those of the state and of the cohort together.

    Raises RunError when it makes more than `most_visits`.
    """
    world = World(network, second_trajectory)
    clients, (present, coming) = Clients.in_order([state.clients, cohort.clients])
    observer = Observer(world)
    with _no_garbage_collection():
        fill(world, clients, state, present)
        world.env.process(calendar(world))
        world.env.process(reviews(world))
        Arrivals(world, clients, coming).plan_next()
        world.env.process(observer.cuts())
        go(world, most_visits)
        observed = observer.result()
        log_open_visits(world)
        return world.log.visits(network, clients), observed, clients


def go(world: World, most_visits: int) -> None:
    """Step through the events; at the end of each instant the places are given out."""
    step, log = world.env.step, world.log
    end = at_moment(world.env, world.network.end, rank_of(Phase.CUT) - 1)
    end.callbacks.append(StopSimulation.callback)
    settle(world)
    with suppress(StopSimulation):
        while True:
            step()
            if log.number > most_visits:
                raise too_many_visits(world.network, most_visits, world.now)
            is_unsettled = world.marked or world.newcomers or world.seeks_rings
            if is_unsettled and world.is_last_of_instant():
                settle(world)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """A run makes millions of objects that live to its end: collecting frees nothing of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def youths_of(network: Network, clients: Clients, ranks: Ints) -> Iterator[Youth]:
    """The clients of these ranks, one by one, as they arrive."""
    sources = network.sources
    source = clients.source[ranks]
    columns = (
        ranks,
        clients.key[ranks],
        source,
        clients.arrival[ranks],
        clients.eighteenth[ranks],
        sources.entrance[source],
        sources.priority[source],
        sources.legal_frame[source],
    )
    return map(Youth, *(column.tolist() for column in columns))


class Arrivals:
    """Clients enter one by one, at one instant in order of identity; the next is planned."""

    def __init__(self, world: World, clients: Clients, coming: Ints) -> None:
        self._world = world
        order = np.lexsort((coming, clients.arrival[coming]))
        self._youths = youths_of(world.network, clients, coming[order])

    def plan_next(self, _: Event | None = None) -> None:
        """Plan the next arrival; when it comes, the one after it is planned first."""
        youth = next(self._youths, None)
        if youth is not None:
            moment = at_moment(self._world.env, youth.arrival, rank_of(Phase.JOINING, youth.rank))
            moment.callbacks.append(self.plan_next)
            PlannedProcess(journey(self._world, youth, Going(youth.entrance)), moment)


# ------------------------------------------------------------------ the start


def fill(world: World, clients: Clients, state: State, present: Ints) -> None:
    """Put the state into the world: stock in care, the latest on the list, returns to come."""
    youths = list(youths_of(world.network, clients, present))
    for client, station, number in state.counts.tolist():
        youths[client].counts[station] = number
    for client, station, number in state.last.tolist():
        youths[client].last = (world.terms(station, youths[client].source), number)
    for client, index, nth, rank_time in state.met.tolist():
        _met_before(world, youths[client], index, nth, rank_time)
    by_start = sorted(state.stock.tolist(), key=lambda row: (row[4], youths[row[0]].rank, row[3]))
    for client, *row in by_start:
        _take_in(world, youths[client], *row)
    for client, tick in state.pending.tolist():
        begin_at(world, tick, youths[client], returning(world, youths[client]))


def _met_before(world: World, youth: Youth, index: int, nth: int, rank_time: int) -> None:
    """A divert by a gate took them before the start (rule 15)."""
    diverts = world.network.diverts
    station, gate = int(diverts.from_station[index]), int(diverts.to_station[index])
    going = Going(station, rank_time=rank_time, nth=nth, after=index)
    youth.met.append(ByGate(index, gate, going))


def _take_in(
    world: World, youth: Youth, station: int, nth: int, second: int, started: int, stay_end: int
) -> None:
    """A visit from before the start goes on; beyond the capacity it joins the list on day 0."""
    terms, trajectory = world.terms(station, youth.source), second + 1
    is_second = second >= 0
    beside_visit = BESIDE_BEFORE if is_second else NO_VISIT
    own = priority_of(world, youth, terms, Going(station))
    if pool_for(world, terms, youth, own).free > 0:
        visit = new_visit(
            world, youth, terms, nth, Going(station), trajectory, beside_visit, joined=started
        )
        visit.over = Moment(world.env)
        take_over(world, visit, stay_end, since=started)
        story = going_on(world, visit) if is_second else journey(world, youth, None, visit)
        visit.process = world.env.process(story)
        return
    youth.counts[station] -= 1
    going = Going(station, is_diverted=True, past_limits=True)
    if is_second:
        story = beside(world, youth, going, trajectory, beside_visit)
    else:
        story = journey(world, youth, going)
    begin_at(world, 0, youth, story, trajectory)


# ------------------------------------------------------------------ what is left


class Observer:
    """Reads the desks' running integrals at the cut dates, before what happens then (rule 25)."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._seen: list[dict[tuple[int, int], tuple[int, ...]]] = []

    def cuts(self) -> Story:
        """Look at each cut date."""
        for tick in self._world.network.cut_ticks.tolist():
            yield at_moment(self._world.env, tick, rank_of(Phase.CUT))
            self._look(tick)

    def _look(self, tick: int) -> None:
        self._seen.append({cell: _reading(desk, tick) for cell, desk in self._world.desks.items()})

    def result(self) -> Observed:
        """All readings, the last one at the end of the run."""
        ticks = self._world.network.cut_ticks
        while len(self._seen) < len(ticks):
            self._look(int(ticks[len(self._seen)]))
        cells = sorted(self._world.desks)
        nothing = (0,) * 6
        readings = np.array(
            [[seen.get(cell, nothing) for seen in self._seen] for cell in cells], dtype=np.int64
        ).reshape(len(cells), len(self._seen), 6)
        columns: list[Any] = [readings[:, :, column] for column in range(6)]
        seen, following = self._world.seen.columns(), self._world.following.columns()
        reached = self._world.ceilings.reached()
        columns += log_of(self._world.network, *seen, *following, reached)
        return Observed(
            np.array([cell[0] for cell in cells], dtype=np.int64),
            np.array([cell[1] for cell in cells], dtype=np.int64),
            *columns,
        )


def _reading(desk: Desk, tick: int) -> tuple[int, ...]:
    desk.observe(tick, 0, 0, 0)
    areas = (desk.area_waiting, desk.area_in_care, desk.area_blocked)
    return (desk.waiting, desk.in_care, desk.blocked, *areas)


def log_open_visits(world: World) -> None:
    """Who is in care or waits at the end of the run."""
    for pool in world.pools:
        for visit in pool.in_care:
            if visit.is_blocked:
                visit.blocked = world.network.end - visit.blocked_from
            world.log.close(visit)
        for waiter in pool.waiting:
            if isinstance(waiter, Visit):
                world.log.close(waiter)
