"""Three programs for one network; each returns how many clients came and how many visits began."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from .five_stations import HALF_YEARS, NAMES, PER_DAY, ROUTES, SIGMAS, YEARS, Five

if TYPE_CHECKING:
    from sim.network import Network

UNTIL_DAYS = YEARS * 365.25
Story: TypeAlias = Generator[Any, Any, None]


@dataclass(frozen=True)
class Ran:
    """Clients who came, visits that began, and the seconds from arrays to records."""

    clients: int
    visits: int
    seconds: float


def doorstroom(five: Five, seed: int) -> Ran:
    """This engine, with all rules, from the Network to Visits; compiled beforehand."""
    from sim.cohort import build_cohort
    from sim.engine import run
    from sim.state import State

    warm_up = _network(five.text(years=1))
    run(warm_up, build_cohort(warm_up, seed=seed, replication=1), State.empty(warm_up))
    network = _network(five.text())
    begun = time.perf_counter()
    cohort = build_cohort(network, seed=seed, replication=0)
    visits, _, clients = run(network, cohort, State.empty(network))
    seconds = time.perf_counter() - begun
    return Ran(len(clients), len(visits), seconds)


def _network(text: str) -> Network:
    from sim import load
    from sim.network import build_network

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "five.yaml"
        path.write_text(text, encoding="utf-8")
        return build_network(load(path))


def plain_simpy(five: Five, seed: int) -> Ran:
    """The usual way: a process per client, a PriorityResource per station, a list of records."""
    begun = time.perf_counter()
    model = PlainModel(five, random.Random(seed))
    model.env.process(model.arrivals())
    model.env.run(until=UNTIL_DAYS)
    return Ran(model.came, len(model.records), time.perf_counter() - begun)


class PlainModel:
    """The network as a SimPy tutorial would write it."""

    def __init__(self, five: Five, chance: random.Random) -> None:
        import simpy

        self.env = simpy.Environment()
        self.chance = chance
        self.log_medians = five.log_medians
        self.resources = [simpy.PriorityResource(self.env, capacity=n) for n in five.places]
        self.records: list[tuple[int, str, float, float, float]] = []
        self.came = 0
        for _ in range(five.places[0] - five.first_intake_places):
            self.env.process(self.closed_place())

    def closed_place(self) -> Story:
        """A place of the intake that is not there in the first years."""
        with self.resources[0].request(priority=0) as place:
            yield place
            yield self.env.timeout(HALF_YEARS * 365.25)

    def arrivals(self) -> Story:
        """Clients come one by one."""
        while True:
            yield self.env.timeout(self.chance.expovariate(PER_DAY))
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
                days = self.chance.lognormvariate(self.log_medians[station], SIGMAS[station])
                yield env.timeout(days)
            self.records.append((client, NAMES[station], joined, started, env.now))
            station = _next(station, self.chance.random())


def ciw_network(five: Five, seed: int) -> Ran:
    """The same network in Ciw."""
    import ciw

    begun = time.perf_counter()
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=PER_DAY)] + [None] * (len(NAMES) - 1),
        service_distributions=[
            ciw.dists.Lognormal(mean, sd) for mean, sd in zip(five.log_medians, SIGMAS, strict=True)
        ],
        routing=[list(row) for row in ROUTES],
        number_of_servers=list(five.places),
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(UNTIL_DAYS)
    records = simulation.get_all_records()
    seconds = time.perf_counter() - begun
    return Ran(simulation.nodes[0].number_of_individuals, len(records), seconds)


def _next(station: int, drawn: float) -> int:
    for onward, share in enumerate(ROUTES[station]):
        drawn -= share
        if drawn < 0:
            return onward
    return -1


PROGRAMS: dict[str, Callable[[Five, int], Ran]] = {
    "Doorstroom": doorstroom,
    "plain SimPy": plain_simpy,
    "Ciw": ciw_network,
}
