"""Trajectories in care for some moment of a period: the count behind days and costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..network.model import LegalFrame
from .flows import Flows
from .lens import CLOSED_FORM, Lens
from .table import Table

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def cared_for_rows(lens: Lens, table: Table) -> None:
    """Trajectories per station and gemeente, and those with a kind of days or costs."""
    flows, long, names = Flows(lens), lens.periods.long, lens.gemeente_names
    stations = list(lens.network.stations)
    at_station = _within(flows, lens.begun, lens.begun)
    whole = _within(flows, lens.begun, lens.care_began)[lens.care_station]
    table.add("cared_for", whole.sum(axis=(0, 1)), long)
    table.add("cared_for", at_station.sum(axis=1), long, stations=stations)
    table.add("cared_for", whole.sum(axis=0), long, gemeenten=names)
    fine, at = lens.periods.fine, lens.periods.in_detail
    both = {"stations": stations, "gemeenten": names}
    table.add("cared_for", at_station[:, :, at], fine, **both)
    for name, chosen in _kinds(lens).items():
        result = _within(flows, chosen, chosen & lens.care_began)
        table.add(f"cared_for:{name}", result.sum(axis=(0, 1)), long)
        if name == "away":
            here = np.flatnonzero(lens.away_station)
            labels = [stations[item] for item in here]
            table.add("cared_for:away", at_station.sum(axis=1)[here], long, stations=labels)
        table.add(f"cared_for:{name}", result.sum(axis=0), long, gemeenten=names)


def _kinds(lens: Lens) -> dict[str, Flags]:
    away = lens.away_station[lens.station] & lens.begun
    return {
        "away": away,
        "authorisation": away & (lens.frame == LegalFrame.CLOSED),
        "place": lens.stations_that(form=CLOSED_FORM)[lens.station] & lens.begun,
        "pgb": lens.visits.pgb & lens.begun,
    }


def _within(flows: Flows, chosen: Flags, new: Flags) -> Ints:
    """Who is in care when each year and span begins, and the starts in it."""
    lens = flows.lens
    begins = np.array([span.begin for span in lens.periods.long], dtype=np.int64)
    moments, place = np.unique(begins, return_inverse=True)
    there = flows.count_at(moments, chosen, lens.visits.started, lens.ended)[:, :, place]
    return there + flows.happened(new, lens.visits.started)
