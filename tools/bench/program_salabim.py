"""salabim: a Component per client, a Resource per station.

Written with yield, which is how salabim starts and which was a little faster than greenlets here;
without trace and without monitors of the resources, which its records of visits replace.
"""

from __future__ import annotations

import random
import time
from collections.abc import Generator
from typing import Any, TypeAlias

import salabim as sim

from .program_simpy import onward, stay_days
from .ran import Ran, means
from .yardsticks import Yardstick

Story: TypeAlias = Generator[Any, Any, None]


def salabim_network(model: Yardstick, seed: int) -> Ran:
    """Run the network once."""
    sim.yieldless(False)
    begun = time.perf_counter()
    env = World(model, random.Random(seed))
    Arrivals(env=env)
    if model.opens_later:
        Opening(env=env)
    env.run(till=model.days)
    seconds = time.perf_counter() - begun
    waits: list[list[float]] = [[] for _ in model.stations]
    for station, joined, started, _ in env.records:
        waits[station].append(started - joined)
    return Ran(env.came, tuple(map(len, waits)), means(waits), seconds, seconds)


class World(sim.Environment):
    """The network, and the record of what happened."""

    def __init__(self, model: Yardstick, chance: random.Random) -> None:
        super().__init__(trace=False, random_seed="*")
        self.model = model
        self.chance = chance
        self.log_medians = model.log_medians
        self.records: list[tuple[int, float, float, float]] = []
        self.came = 0
        capacities = [model.first_places, *model.places[1:]]
        self.desks = [
            sim.Resource(name, capacity=capacity, monitor=False, env=self)
            for name, capacity in zip(model.stations, capacities, strict=True)
        ]


class Arrivals(sim.Component):
    """Clients come one by one."""

    def process(self) -> Story:
        env = self.env
        while True:
            yield self.hold(env.chance.expovariate(env.model.per_day))
            env.came += 1
            Client(env=env)


class Opening(sim.Component):
    """The first station gets all its places."""

    def process(self) -> Story:
        yield self.hold(self.env.model.opening_day)
        self.env.desks[0].set_capacity(self.env.model.places[0])


class Client(sim.Component):
    """From the first station to the way out."""

    def process(self) -> Story:
        env, station = self.env, 0
        while station >= 0:
            joined = env.now()
            yield self.request(env.desks[station])
            started = env.now()
            yield self.hold(stay_days(env.model, env.log_medians, station, env.chance))
            self.release()
            env.records.append((station, joined, started, env.now()))
            station = onward(env.model, station, env.chance.random())
