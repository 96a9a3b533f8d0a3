"""Visits by where and of whom they are, as two runs are compared where nothing may differ."""

from __future__ import annotations

from sim.clients.cohort import Clients
from sim.network import Network
from sim.untouched import Reached
from sim.visits import Visits

Cell = tuple[str, tuple[str, str]]
"""A station, and a stream of a gemeente."""
Cells = dict[Cell, list[tuple[int, ...]]]


def visits_by_cell(network: Network, visits: Visits, clients: Clients) -> Cells:
    """Of each visit who it was of, when it began, started and ended, and how."""
    columns = (
        clients.key[visits.client], visits.nth, visits.joined, visits.rank_time, visits.started,
        visits.ended, visits.outcome, visits.blocked,
    )  # fmt: skip
    rows = zip(*(column.tolist() for column in columns), strict=True)
    result: Cells = {}
    cells = zip(visits.station.tolist(), visits.source.tolist(), strict=True)
    for (station, source), row in zip(cells, rows, strict=True):
        stream = network.arrivals[network.sources.arrival[source]]
        gemeente = network.gemeenten[network.sources.gemeente[source]]
        result.setdefault((network.stations[station], (stream, gemeente)), []).append(row)
    return {cell: sorted(some) for cell, some in result.items()}


def wrongly_untouched(reached: Reached, before: Cells, after: Cells) -> list[Cell]:
    """Where visits differ, or anybody comes, although it was said that they could not."""
    return [
        cell
        for cell in before.keys() | after.keys()
        if not _may_differ(reached, cell, same=before.get(cell) == after.get(cell))
    ]


def _may_differ(reached: Reached, cell: Cell, *, same: bool) -> bool:
    at = reached.stations.index(cell[0]), reached.sources.index(cell[1])
    return bool(reached.met[at]) and (same or bool(reached.touched[at]))
