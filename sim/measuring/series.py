"""Numbers at the end of each month."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .flows import Flows
from .given import given_places
from .lens import Lens
from .table import Table
from .tidy import Tidy

_KEPT = ("indicator", "station", "gemeente", "value")

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def month_rows(lens: Lens, table: Table) -> None:
    """Who waits, is in care, is blocked; places and their use."""
    months = lens.periods.months
    ends = np.array([month.end for month in months], dtype=np.int64)
    flows = Flows(lens)
    names = list(lens.network.stations)
    for state in ("waiting", "in_care", "blocked"):
        there, stations = flows.there(state)
        result = flows.present(there, ends)
        totals = result[stations]
        table.add(state, totals.sum(axis=(0, 1)), months)
        table.add(state, result.sum(axis=1), months, stations=names)
        table.add(state, totals.sum(axis=0), months, gemeenten=lens.gemeente_names)
    bases = lens.network.places.base
    places, used = _places(lens, ends), lens.in_care_by_pool.at(ends)
    for base in dict.fromkeys(bases):
        rows = np.array([item == base for item in bases])
        table.add("places", places[rows].sum(axis=0), months, stations=[base])
        table.add("places_in_use", used[rows].sum(axis=0), months, stations=[base])


def _places(lens: Lens, ends: Ints) -> Floats:
    """Places of each pool just before each moment; NaN where unlimited."""
    rows = []
    for pool in range(len(lens.network.pools)):
        ticks, places = given_places(lens.network, pool, lens.pool(pool))
        row = np.maximum(np.searchsorted(ticks, ends, side="left") - 1, 0)
        rows.append(np.where(places[row] < 0, np.nan, places[row].astype(np.float64)))
    return np.array(rows).reshape(len(rows), len(ends))


def as_series(table: Tidy) -> Tidy:
    """Rows of a table of months as the series of docs/results.md."""
    months, of_row = np.unique(table.columns["period"], return_inverse=True)
    dates = np.array([table.names[number] for number in months], dtype="datetime64[s]")
    columns = {"month": dates[of_row], **{name: table.columns[name] for name in _KEPT}}
    return Tidy(table.labels, table.names, columns)
