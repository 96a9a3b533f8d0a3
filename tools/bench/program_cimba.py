"""Cimba Python, as its first tutorial teaches: arrivals fill a store, a process per place takes.

A process per client that acquires a Resource, as in its later tutorials, took half as long again.
Cimba keeps numbers per station and no record per visit; it serves in order of joining.
"""

import time

import cimba as cb
import numpy as np
from cimba import random
from numba import njit

from .ran import Ran
from .yardsticks import Yardstick


@njit
def stay_days(station):  # type: ignore[no-untyped-def]
    """A draw of the stay: lognormal where sigma is above 0, else exponential."""
    if station.sigma > 0:
        return random.lognormal(station.log_median, station.sigma)
    return random.exponential(station.mean_days)


class Station(cb.Model):
    """A queue of times of joining."""

    mean_days: cb.Param[float]
    log_median: cb.Param[float]
    sigma: cb.Param[float]
    onward: cb.Array[float]
    queue: cb.Store[float]
    waits: cb.Dataset
    visits: cb.Output[float]
    wait_days: cb.Output[float]

    def __init__(self, model: Yardstick, row: int) -> None:
        self.mean_days = model.mean_days[row]
        self.log_median = model.log_medians[row] or 0.0
        self.sigma = model.sigmas[row] or 0.0
        self.onward = cb.Array(np.cumsum(model.routes[row]).tolist())

    @cb.on_end
    def measure(self) -> None:
        self.visits = self.waits.sample_count()
        self.wait_days = self.waits.sample_mean()


class Place(cb.Model):
    """One place of a station: it helps one client after the other and sends them on."""

    network: cb.Ref["Network"]
    station: cb.Ref[Station]
    opens: cb.Param[float]

    def __init__(self, network: "Network", station: Station, opens: float) -> None:
        self.network = network
        self.station = station
        self.opens = opens

    @cb.process
    def serve(self) -> None:
        cb.hold(self.opens)
        while True:
            joined = self.station.queue.get()
            waited = cb.now() - joined
            cb.hold(stay_days(self.station))
            self.station.waits.record(waited)
            drawn = random.uniform(0.0, 1.0)
            for row in range(len(self.station.onward)):
                if drawn < self.station.onward[row]:
                    self.network.stations[row].queue.put(cb.now())
                    break


class Network(cb.Model):
    """Arrivals, stations and places."""

    stations: list[Station]
    places: list[Place]
    gap_days: cb.Param[float]
    came: cb.Output[float] = 0.0

    def __init__(self, model: Yardstick) -> None:
        self.gap_days = 1 / model.per_day
        self.stations = [Station(model, row) for row in range(len(model.stations))]
        self.places = [
            Place(self, station, _opens(model, row, place))
            for row, station in enumerate(self.stations)
            for place in range(model.places[row])
        ]

    @cb.process
    def arrivals(self) -> None:
        while True:
            cb.hold(random.exponential(self.gap_days))
            self.stations[0].queue.put(cb.now())
            self.came += 1.0


def _opens(model: Yardstick, row: int, place: int) -> float:
    return model.opening_day if row == 0 and place >= model.first_places else 0.0


def cimba_network(model: Yardstick, seed: int) -> Ran:
    """Run the network once, on one core; building it counts no more than in Doorstroom."""
    network = Network(model)
    window = cb.Window(duration=model.days)
    experiment = cb.Experiment(network, window=window, seed=seed)
    begun = time.perf_counter()
    results = experiment.run(workers=1)
    seconds = time.perf_counter() - begun
    if results.failed.any():
        raise RuntimeError(str(results.failure_reasons))
    stations = [results[station] for station in network.stations]
    return Ran(
        int(results[network].came[0, 0]),
        tuple(int(item.visits[0, 0]) for item in stations),
        tuple(float(np.nan_to_num(item.wait_days[0, 0])) for item in stations),
        seconds,
        seconds,
    )
