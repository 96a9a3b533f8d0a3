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

_FEWEST = 10
"""A list on which fewer started in a period has no wait that may be told."""
_TICKS_A_WEEK = 7 * TICKS_PER_DAY
SPREAD = ("tenth", "nine_tenths", "shortest_list", "longest_list")


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
    """What a tenth waited less than, what a tenth waited more than; the least and most by list."""
    started = lens.visits.started
    here = rows[(started[rows] >= span.begin) & (started[rows] < span.end)]
    weeks: Floats = (started[here] - lens.visits.rank_time[here]) / _TICKS_A_WEEK
    yield from np.percentile(weeks, [10, 90]).tolist() if here.size else (np.nan, np.nan)
    lists = [weeks[pool[here] == item] for item in np.unique(pool[here])]
    means = [float(item.mean()) for item in lists if item.size >= _FEWEST]
    yield from (min(means), max(means)) if means else (np.nan, np.nan)
