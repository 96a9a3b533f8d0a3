"""How waits differ behind one form: over its lists, and over those who start (rule 8)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from .lens import Lens
from .periods import Span
from .table import Table
from .whole import last_rows

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

FEWEST = 10
"""Of a list with fewer youths nothing may be told."""
_MIDDLE = [10, 90]
"""Percentiles between which the middle 80% lie."""
_TICKS_A_WEEK = 7 * TICKS_PER_DAY
SPREAD = (
    "tenth",
    "nine_tenths",
    "tenth_by_list",
    "nine_tenths_by_list",
    "shortest_list",
    "longest_list",
)


def list_rows(lens: Lens, table: Table) -> None:
    """Weeks to a start at stations with several lists; lists have no name."""
    if lens.by_list is None or (lens.by_list[0].lists.count == 1).all():
        return
    network, visits = lens.by_list
    pool = visits.pool[last_rows(visits)].astype(np.int64)
    on_lists = lens.care_began & lens.counts & (network.lists.count[pool] > 1)
    for station in np.unique(lens.station[on_lists]).tolist():
        rows = np.flatnonzero(on_lists & (lens.station == station))
        result = np.array([[*_spread(lens, rows, pool, item)] for item in lens.periods.long])
        for at, part in enumerate(SPREAD):
            name = f"weeks_to_start:{part}"
            table.add(name, result[:, at], lens.periods.long, stations=[network.stations[station]])


def _spread(lens: Lens, rows: Ints, pool: Ints, span: Span) -> Iterator[float]:
    """What a tenth waited less than and a tenth more; the same of the mean of each one's list.

    At last the least and the most of these means.
    """
    started = lens.visits.started
    here = rows[(started[rows] >= span.begin) & (started[rows] < span.end)]
    weeks: Floats = (started[here] - lens.visits.rank_time[here]) / _TICKS_A_WEEK
    yield from np.percentile(weeks, _MIDDLE).tolist() if here.size else (np.nan, np.nan)
    _, at, started_on = np.unique(pool[here], return_inverse=True, return_counts=True)
    means = np.bincount(at, weights=weeks) / started_on
    told = started_on >= FEWEST
    # Each list counts for as many as started there, so that a small one is no tenth of all.
    known = np.repeat(means[told], started_on[told])
    yield from np.percentile(known, _MIDDLE).tolist() if known.size else (np.nan, np.nan)
    yield from (known.min(), known.max()) if known.size else (np.nan, np.nan)
