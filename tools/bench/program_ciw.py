"""Ciw, by its own description of a network; places that change are its Schedule."""

from __future__ import annotations

import time

import ciw

from .ran import Ran, means
from .yardsticks import Yardstick


def ciw_network(model: Yardstick, seed: int) -> Ran:
    """Run the network once."""
    begun = time.perf_counter()
    none = [None] * (len(model.stations) - 1)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=model.per_day), *none],
        service_distributions=[_stay(model, row) for row in range(len(model.stations))],
        routing=[list(row) for row in model.routes],
        number_of_servers=[_first_servers(model), *model.places[1:]],
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(model.days)
    records = simulation.get_all_records(only=["service"])
    seconds = time.perf_counter() - begun
    waits: list[list[float]] = [[] for _ in model.stations]
    for record in records:
        waits[record.node - 1].append(record.waiting_time)
    came = simulation.nodes[0].number_of_individuals
    return Ran(came, tuple(map(len, waits)), means(waits), seconds, seconds)


def _stay(model: Yardstick, row: int) -> ciw.dists.Distribution:
    log_median, sigma = model.log_medians[row], model.sigmas[row]
    if log_median is None or sigma is None:
        return ciw.dists.Exponential(rate=1 / model.mean_days[row])
    return ciw.dists.Lognormal(log_median, sigma)


def _first_servers(model: Yardstick) -> int | ciw.Schedule:
    if not model.opens_later:
        return model.places[0]
    return ciw.Schedule(
        numbers_of_servers=[model.first_places, model.places[0]],
        shift_end_dates=[model.opening_day, 2 * model.days],
    )
