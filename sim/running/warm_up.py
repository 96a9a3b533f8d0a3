"""Whether a filled start and the warm-up leave every station settled (rule 23).

The walk before a start knows no waiting, so behind a station that can help fewer than come it
leaves too many. With all numbers as on the first day, and no growth, the stock of a station should
not move any more when reporting begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..clients.begin import state_of
from ..clients.cohort import build_cohort
from ..draws import NEVER, TICKS_PER_DAY
from ..network import Network, build_network
from ..network.model import Hazards, Steps
from ..results.intervals import half_width
from ..scenario.schema import Scenario
from ..visits import MOST_VISITS
from .engines import EngineKind

Floats = NDArray[np.float64]

RUNS = 20
MOST_A_YEAR = 0.03
_CONFIDENCE = 0.99
_YEAR = 365 * TICKS_PER_DAY


@dataclass(frozen=True)
class Moving:
    """A station that is not settled: by which share its stock moves a year, with its interval."""

    station: str
    per_year: float
    half_width: float


def unsettled(scenario: Scenario, *, seed: int = 2026, runs: int = RUNS) -> list[Moving]:
    """Stations whose stock moves by more than 3% a year, beyond the 99% interval of the runs.

    Compared are the first and the second year from `report_from` on.
    """
    network = _standing_still(build_network(scenario))
    edges = [network.end - 2 * _YEAR, network.end - _YEAR, network.end]
    stocks = np.array(
        [
            _mean_stocks(network, edges, begin=scenario.begin, seed=seed, replication=run)
            for run in range(runs)
        ]
    )
    return list(_moving(network, stocks))


def _moving(network: Network, stocks: Floats) -> Iterator[Moving]:
    """Of mean stocks of shape (runs, stations, 2)."""
    runs = len(stocks)
    before = stocks[:, :, 0].mean(axis=0)
    change = stocks[:, :, 1] - stocks[:, :, 0]
    half = half_width(change.std(axis=0, ddof=1), runs, _CONFIDENCE)
    for row, name in enumerate(network.stations):
        if before[row] > 0.0:
            per_year, width = change[:, row].mean() / before[row], half[row] / before[row]
            if abs(per_year) - width > MOST_A_YEAR:
                yield Moving(name, float(per_year), float(width))


def _mean_stocks(
    network: Network, edges: list[int], *, begin: str, seed: int, replication: int
) -> Floats:
    """Mean number in care by station between edges; shape (stations, spans)."""
    cohort = build_cohort(network, seed=seed, replication=replication)
    state = state_of(network, begin, seed=seed, replication=replication)
    visits, _, _ = EngineKind.compiled.run(network, cohort, state, most_visits=MOST_VISITS)
    ended = np.where(visits.ended == NEVER, network.end, visits.ended)
    spans = []
    for first, last in pairwise(edges):
        ticks = np.minimum(ended, last) - np.maximum(visits.started, first)
        present = np.where(visits.started == NEVER, 0, np.maximum(ticks, 0))
        total = np.bincount(visits.station, weights=present, minlength=len(network.stations))
        spans.append(total / (last - first))
    return np.stack(spans, axis=1)


def _standing_still(network: Network) -> Network:
    """The network with every number as on the first day, until two years after `report_from`."""
    none = np.zeros(0, dtype=np.int64)
    at_start = np.zeros(1, dtype=np.int64)

    def first(values: Floats) -> Floats:
        return values[:1].copy()

    rates = network.sources.start_per_day
    end = network.report_from + 2 * _YEAR
    return replace(
        network,
        end=end,
        cut_ticks=np.array([0, end], dtype=np.int64),
        levels=replace(
            network.levels, change_tick=none, change_level=none, change_value=np.zeros(0)
        ),
        sources=replace(
            network.sources,
            log_growth_per_day=np.zeros_like(rates),
            rate=tuple(Steps(at_start, first(rates[row:])) for row in range(len(rates))),
        ),
        hazards=Hazards(
            tuple(at_start for _ in network.hazards.ticks),
            tuple(first(values) for values in network.hazards.per_day),
        ),
        tables=replace(
            network.tables,
            continues_rows=tuple(
                Steps(at_start, first(row.values)) for row in network.tables.continues_rows
            ),
            end_age_rows=tuple(ages[:1].copy() for ages in network.tables.end_age_rows),
        ),
    )
