"""Whole runs of a scenario in a process of its own, each part of the run timed.

python -m tools.bench.region ENGINE FILE REPLICATIONS prints one line of JSON. The parts are those
of a run of an experiment: draw the children, fill the start, replay, check that nobody was lost,
measure, sum what became of whom, and make tables of it. Reading the file and building the network
come once, and drawing and filling too for scenarios that begin alike. Seconds are those of the
processor.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from statistics import median
from typing import TYPE_CHECKING, TypeVar

from .measure import HOUSE, in_a_process, peak_mb

if TYPE_CHECKING:
    from sim.measuring.tidy import Tidy
    from sim.network import Network
    from sim.scenario.schema import Scenario

GRONINGEN = "scenarios/groningen/groningen.yaml"
EVERY_RULE = "tools/bench/every_rule.yaml"
ENGINES = {"compiled": "sim.engine.compiled", "simpy": "sim.engine"}
ONCE = ("file", "network")
SHARED = ("children", "start")
PARTS = (*SHARED, "engine", "check", "indicators", "fates", "tables")
WARM_UP_SCALE = 0.02

Found = TypeVar("Found")


@dataclass(frozen=True)
class Whole:
    """Medians over the runs of one process: seconds by part, and what there was."""

    seconds: dict[str, float]
    clients: int
    visits: int
    memory_mb: float

    @property
    def run_seconds(self) -> float:
        """A run with its indicators, reading and building left out."""
        return sum(self.seconds.get(part, 0.0) for part in PARTS)

    @property
    def shared_seconds(self) -> float:
        """What a run is spared whose scenario begins like the one before it."""
        return sum(self.seconds[part] for part in SHARED)

    @property
    def not_engine(self) -> float:
        """The share of a run that is not the engine."""
        return 1 - self.seconds["engine"] / self.run_seconds

    @property
    def microseconds_per_client(self) -> float:
        """What a client costs in a whole run."""
        return self.run_seconds / self.clients * 1e6


def whole_runs(engine: str, scenario: str = GRONINGEN, replications: int = 1) -> Whole:
    """Runs in a fresh process."""
    return Whole(**in_a_process("tools.bench.region", engine, scenario, str(replications)))


class Clock:
    """Seconds by part."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}

    def timed(self, part: str, work: Callable[[], Found]) -> Found:
        """What the work gives."""
        begun = time.process_time()
        result = work()
        self.seconds.setdefault(part, []).append(time.process_time() - begun)
        return result


def main(engine: str, scenario: str, replications: str) -> None:
    """Run here and print."""
    from sim import load
    from sim.network import build_network

    clock = Clock()
    read = clock.timed("file", lambda: load(HOUSE / scenario))
    network = clock.timed("network", lambda: build_network(read))
    small = load(HOUSE / GRONINGEN)
    _run(Clock(), ENGINES[engine], small, build_network(small, scale=WARM_UP_SCALE), 0)
    for replication in range(int(replications)):
        clients, visits = _run(clock, ENGINES[engine], read, network, replication)
    seconds = {part: median(result) for part, result in clock.seconds.items()}
    spec = {"seconds": seconds, "clients": clients, "visits": visits, "memory_mb": peak_mb()}
    print(json.dumps(spec))


def _run(
    clock: Clock, engine: str, scenario: Scenario, network: Network, replication: int
) -> tuple[int, int]:
    """How many clients there were and how many visits."""
    made, measured = _measured(clock, engine, scenario, network, replication)
    clock.timed("tables", lambda: [item.frame() for item in measured])
    return made


def _measured(
    clock: Clock, engine: str, scenario: Scenario, network: Network, replication: int
) -> tuple[tuple[int, int], tuple[Tidy, ...]]:
    """The same, and what was measured; the visits are not kept any longer."""
    from sim.clients.cohort import build_cohort
    from sim.clients.state import build_state
    from sim.measuring import measure, monthly, periods_of
    from sim.measuring.conservation import check
    from sim.measuring.fates import fates
    from sim.measuring.lens import Lens

    run = import_module(engine).run
    drawn = {"seed": 2026, "replication": replication}
    cohort = clock.timed("children", lambda: build_cohort(network, **drawn))
    state = clock.timed("start", lambda: build_state(network, scenario.begin, **drawn))
    visits, observed, clients = clock.timed("engine", partial(run, network, cohort, state))
    made = len(clients), len(visits)
    del cohort, state, clients  # a run of an experiment keeps none of them while it is measured
    log = observed.log(network)
    lens = Lens.of(scenario, network, visits, periods_of(scenario), log)
    line = lens.line if lens.visits is visits else None
    lost = clock.timed("check", lambda: check(network, visits, observed, line))
    if lost:
        raise RuntimeError("\n".join(map(str, lost[:5])))
    lens.release_line()

    kept = {"draw": 0, "replication": replication}
    rows, series = clock.timed("indicators", lambda: (measure(lens, **kept), monthly(lens, **kept)))
    return made, (rows, series, clock.timed("fates", lambda: fates(lens, **kept)))


if __name__ == "__main__":
    main(*sys.argv[1:4])
