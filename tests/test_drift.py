"""Rule 23: a filled start does not drift, where nothing in the scenario changes."""

from __future__ import annotations

import numpy as np
from scipy import stats

from sim import simulate
from sim.draws import NEVER, TICKS_PER_DAY
from sim.simulation import Run

from .small_region import write_region

RUNS = 20
DRIFT = 0.03


def yearly_stock(run: Run) -> np.ndarray:
    """Mean number in care by station in the first and the last two reported years."""
    visits, network = run.visits, run.network
    ended = np.where(visits.ended == NEVER, network.end, visits.ended)
    started = visits.started != NEVER
    span = 2 * round(365.25 * TICKS_PER_DAY)
    stock = []
    for begin in (network.report_from, network.end - span):
        spent = np.minimum(ended, begin + span) - np.maximum(visits.started, begin)
        spent = np.where(started, np.maximum(spent, 0), 0)
        stock.append(np.bincount(visits.station, spent, len(network.stations)) / span)
    return np.array(stock)


def test_the_stock_does_not_drift_without_growth_and_interventions(tmp_path):
    path = write_region(
        tmp_path,
        old="period: {start: 2021-01-01, report_from: 2022-01-01, end: 2026-01-01}",
        new="period: {start: 2021-01-01, report_from: 2023-01-01, end: 2031-01-01}",
    )
    runs = [simulate(path, seed=99, replication=number) for number in range(RUNS)]
    stocks = np.array([yearly_stock(run) for run in runs])
    drift = stocks[:, 1] - stocks[:, 0]
    reach = stats.t.ppf(0.995, RUNS - 1) * drift.std(axis=0, ddof=1) / np.sqrt(RUNS)
    beyond = np.abs(drift.mean(axis=0)) - reach

    for name, extra, mean in zip(
        runs[0].network.stations, beyond, stocks.mean(axis=(0, 1)), strict=True
    ):
        assert extra <= DRIFT * mean, name
