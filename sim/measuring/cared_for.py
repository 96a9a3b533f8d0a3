"""Trajectories in care for some moment of a period: the count behind days and costs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .flows import Flows, write_forms
from .lens import Lens
from .periods import moments
from .table import Table
from .tallies import Presence

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def cared_for_rows(lens: Lens, table: Table) -> None:
    """Trajectories per station and gemeente, and those with a kind of days or costs."""
    flows, long, names = Flows(lens), lens.periods.long, lens.gemeente_names
    stations = list(lens.network.stations)
    at_station = _within(flows, lens.in_care, lens.begun)
    whole = _within(flows, lens.in_care, lens.care_began)[lens.care_station]
    table.add("cared_for", whole.sum(axis=(0, 1)), long)
    table.add("cared_for", at_station.sum(axis=1), long, stations=stations)
    table.add("cared_for", whole.sum(axis=0), long, gemeenten=names)
    fine, at = lens.periods.fine, lens.periods.in_detail
    both = {"stations": stations, "gemeenten": names}
    table.add("cared_for", at_station[:, :, at], fine, **both)
    for name, there, chosen in _kinds(lens):
        result = _within(flows, there, chosen & lens.care_began)
        table.add(f"cared_for:{name}", result.sum(axis=(0, 1)), long)
        if name == "away":
            here = np.flatnonzero(lens.away_station)
            labels = [stations[item] for item in here]
            table.add("cared_for:away", at_station.sum(axis=1)[here], long, stations=labels)
        table.add(f"cared_for:{name}", result.sum(axis=0), long, gemeenten=names)
    at_form = _within(flows, lens.in_care, _began_in_form(lens))
    write_forms(lens, table, "cared_for_of_form", at_form)


def _began_in_form(lens: Lens) -> Flags:
    """Whether care started that does not go on with care of the same form."""
    began = lens.begun.copy()
    rows, olds = (lens.station[item] for item in lens.relocations)
    began[lens.relocations[0][lens.form[rows] == lens.form[olds]]] = False
    return began


def _kinds(lens: Lens) -> Iterator[tuple[str, Presence, Flags]]:
    """Kinds of days and costs: who is in care of that kind, and the visits that are."""
    yield "away", lens.in_care_away, lens.away
    yield "authorisation", lens.in_care_authorised, lens.authorised
    yield "place", lens.in_care_closed, lens.closed
    by_budget = lens.visits.pgb & lens.begun
    yield "pgb", lens.in_care_of(by_budget), by_budget


def _within(flows: Flows, there: Presence, new: Flags) -> Ints:
    """Who is in care when each year and span begins, and the starts in it."""
    begins = moments(flows.lens.periods.long)
    return flows.present(there, begins) + flows.happened(new, flows.lens.visits.started)
