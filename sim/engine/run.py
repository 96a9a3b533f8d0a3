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
from ..rules.past import Past
from ..visits import MOST_VISITS, Observed, Visits, too_many_visits
from .changes import calendar
from .journey import journey, second_trajectory
from .moments import PlannedProcess, Story, at_moment
from .phases import Phase, rank_of
from .present import Stopped, present_in, remembered
from .records import Desk, Visit
from .reviews import reviews
from .settling import settle
from .starting import fill
from .world import World
from .youths import Going, youths_of

Ints = NDArray[np.int64]


def run(
    network: Network, cohort: Cohort, state: State, *, most_visits: int = MOST_VISITS
) -> tuple[Visits, Observed, Clients]:
    """Replay the network once; the clients are those of the state and of the cohort together.

    Raises RunError when it makes more than `most_visits`.
    """
    world = World(network, second_trajectory, state.before(network))
    clients, (present, coming) = Clients.in_order([state.clients, cohort.clients])
    observer = Observer(world, state.before(network))
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


def stopped_at(network: Network, cohort: Cohort, state: State, tick: int) -> Stopped:
    """A run that is stopped at a tick, before what happens then: who is there."""
    world = World(network, second_trajectory, state.before(network))
    clients, (present, coming) = Clients.in_order([state.clients, cohort.clients])
    with _no_garbage_collection():
        fill(world, clients, state, present)
        world.env.process(calendar(world))
        world.env.process(reviews(world))
        Arrivals(world, clients, coming).plan_next()
        go(world, MOST_VISITS, until=tick)
        return Stopped(network, clients, tuple(present_in(world)), remembered(world))


def go(world: World, most_visits: int, *, until: int | None = None) -> None:
    """Step through the events; at the end of each instant the places are given out."""
    step, log = world.env.step, world.log
    tick = world.network.end if until is None else until
    end = at_moment(world.env, tick, rank_of(Phase.CUT) - 1)
    end.callbacks.append(StopSimulation.callback)
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


# ------------------------------------------------------------------ what is left


class Observer:
    """Reads the desks' running integrals at the cut dates, before what happens then (rule 25)."""

    def __init__(self, world: World, past: Past) -> None:
        self._world, self._past = world, past
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
        columns += log_of(self._world.network, self._past, *seen, *following, reached)
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
