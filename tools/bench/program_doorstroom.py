"""Doorstroom, with all its rules, from the Network to Visits: either engine."""

from __future__ import annotations

import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .ran import Ran
from .yardsticks import Yardstick

if TYPE_CHECKING:
    from sim.network import Network
    from sim.visits import Visits


def compiled(model: Yardstick, seed: int) -> Ran:
    """The compiled engine."""
    return _ran("sim.engine.compiled", model, seed)


def simpy(model: Yardstick, seed: int) -> Ran:
    """The SimPy engine."""
    return _ran("sim.engine", model, seed)


def _ran(engine: str, model: Yardstick, seed: int) -> Ran:
    from sim.clients.cohort import build_cohort
    from sim.clients.state import State

    run = import_module(engine).run
    network = _network(model)
    begun = time.perf_counter()
    cohort = build_cohort(network, seed=seed, replication=0)
    drawn = time.perf_counter()
    visits, _, clients = run(network, cohort, State.empty(network))
    ended = time.perf_counter()
    counts, waits = _ended_visits(model, visits)
    return Ran(len(clients), counts, waits, ended - begun, ended - drawn)


def _network(model: Yardstick) -> Network:
    from sim import load
    from sim.network import build_network

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "yardstick.yaml"
        path.write_text(model.text(), encoding="utf-8")
        return build_network(load(path))


def _ended_visits(model: Yardstick, visits: Visits) -> tuple[tuple[int, ...], tuple[float, ...]]:
    from sim.draws import TICKS_PER_DAY
    from sim.visits import Outcome

    over = visits.outcome == Outcome.COMPLETED
    wait_days = (visits.started - visits.joined)[over] / TICKS_PER_DAY
    stations = len(model.stations)
    counts = np.bincount(visits.station[over], minlength=stations)
    sums = np.bincount(visits.station[over], weights=wait_days, minlength=stations)
    return tuple(counts.tolist()), tuple((sums / np.maximum(counts, 1)).tolist())
