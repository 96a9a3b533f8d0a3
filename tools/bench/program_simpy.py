"""Plain SimPy, the usual way: a process per client, a PriorityResource per station."""

from __future__ import annotations

import random
import time
from collections.abc import Generator
from typing import Any, TypeAlias

import simpy

from .ran import Ran, means
from .yardsticks import Yardstick

Story: TypeAlias = Generator[Any, Any, None]


def plain_simpy(model: Yardstick, seed: int) -> Ran:
    """Run the network once."""
    begun = time.perf_counter()
    world = World(model, random.Random(seed))
    world.env.process(world.arrivals())
    world.env.run(until=model.days)
    seconds = time.perf_counter() - begun
    waits: list[list[float]] = [[] for _ in model.stations]
    for _, station, joined, started, _ in world.records:
        waits[station].append(started - joined)
    return Ran(world.came, tuple(map(len, waits)), means(waits), seconds, seconds)


class World:
    """The network as a SimPy tutorial would write it."""

    def __init__(self, model: Yardstick, chance: random.Random) -> None:
        self.env = simpy.Environment()
        self.model = model
        self.chance = chance
        self.log_medians = model.log_medians
        self.resources = [simpy.PriorityResource(self.env, capacity=n) for n in model.places]
        self.records: list[tuple[int, int, float, float, float]] = []
        self.came = 0
        for _ in range(model.places[0] - model.first_places):
            self.env.process(self.closed_place())

    def closed_place(self) -> Story:
        """A place of the first station that is not there in the first years."""
        with self.resources[0].request(priority=0) as place:
            yield place
            yield self.env.timeout(self.model.opening_day)

    def arrivals(self) -> Story:
        """Clients come one by one."""
        while True:
            yield self.env.timeout(self.chance.expovariate(self.model.per_day))
            self.env.process(self.journey(self.came))
            self.came += 1

    def journey(self, client: int) -> Story:
        """From the first station to the way out."""
        station, env = 0, self.env
        while station >= 0:
            joined = env.now
            with self.resources[station].request(priority=2) as place:
                yield place
                started = env.now
                yield env.timeout(self.stay_days(station))
            self.records.append((client, station, joined, started, env.now))
            station = onward(self.model, station, self.chance.random())

    def stay_days(self, station: int) -> float:
        """A draw of the stay."""
        return stay_days(self.model, self.log_medians, station, self.chance)


def stay_days(
    model: Yardstick, log_medians: tuple[float | None, ...], station: int, chance: random.Random
) -> float:
    """A draw by Python's own generator."""
    log_median, sigma = log_medians[station], model.sigmas[station]
    if log_median is None or sigma is None:
        return chance.expovariate(1 / model.mean_days[station])
    return chance.lognormvariate(log_median, sigma)


def onward(model: Yardstick, station: int, drawn: float) -> int:
    """Where a client goes next: a station, or -1 for out."""
    for next_station, share in enumerate(model.routes[station]):
        drawn -= share
        if drawn < 0:
            return next_station
    return -1
