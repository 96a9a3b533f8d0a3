"""Providers who lose many of their youths: each list behind one form is a provider (rule 8)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..draws import NEVER
from ..indicators.definitions import LOSSES
from .lens import Lens
from .lists import FEWEST
from .table import Table
from .tallies import last_ticks, spent

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

_YEARS = 2
"""A loss is that of a year beside so many years before."""


def provider_rows(lens: Lens, table: Table) -> None:
    """How many providers of a pool lost a part of their youths in care in two years.

    `providers` are those who had ten or more of them, two years before; a span counts who did so
    in any of its years.
    """
    if lens.by_list is None or (lens.by_list[0].lists.count == 1).all():
        return
    lists = lens.by_list[0].lists
    in_care = _mean_in_care(lens)
    before, now = in_care[:, :-_YEARS], in_care[:, _YEARS:]
    had = before >= FEWEST
    for first in np.unique(lists.first[lists.count > 1]).tolist():
        of_pool = slice(first, first + int(lists.count[first]))
        pool = lists.names[int(lists.whole[first])]
        _write(lens, table, "providers", pool, had[of_pool])
        for percent in LOSSES:
            lost = had & (now < before * (1 - int(percent) / 100))
            _write(lens, table, f"providers_losing:{percent}", pool, lost[of_pool])


def _mean_in_care(lens: Lens) -> Floats:
    """The mean number in care per list and reported year."""
    assert lens.by_list is not None
    network, visits = lens.by_list
    begun, pools = visits.started != NEVER, len(network.pools)
    pool = np.where(begun, visits.pool, np.int32(-1)).astype(np.int32)
    ended = last_ticks(visits.ended, network.end)
    ticks = lens.by_period(spent(lens.edges, visits.started, ended, pool, pools))
    years = lens.periods.years
    mean: Floats = ticks[:, : len(years)] / [year.end - year.begin for year in years]
    return mean


def _write(lens: Lens, table: Table, name: str, pool: str, flags: Flags) -> None:
    """For how many lists it holds: `flags` are by list, and by year from the third on."""
    years = lens.periods.years[_YEARS:]
    result = []
    for span in lens.periods.long:
        inside = [span.begin <= year.begin and year.end <= span.end for year in years]
        result.append(float(flags[:, inside].any(axis=1).sum()) if any(inside) else np.nan)
    table.add(name, np.array(result), lens.periods.long, stations=[pool])
