"""The log of a run: a visit that is over becomes a row of plain numbers, and its object may go."""

from __future__ import annotations

from array import array

import numpy as np

from ..clients.cohort import Clients
from ..network import Network
from ..visits import Visits
from .records import Visit

_COLUMNS = (
    "visit",
    "client",
    "station",
    "pool",
    "nth",
    "priority",
    "rank_time",
    "joined",
    "started",
    "ended",
    "blocked",
    "outcome",
    "next",
    "with_visit",
)


class Logbook:
    """Rows of finished visits as one flat list of numbers; `number` visits have begun."""

    __slots__ = ("_rows", "number")

    def __init__(self) -> None:
        self.number = 0
        self._rows = array("q")

    def open(self, visit: Visit) -> None:
        """A visit begins and gets its number."""
        visit.number = self.number
        self.number += 1

    def close(self, visit: Visit) -> None:
        """A visit ends, or the run does."""
        self._rows.extend(
            (
                visit.number,
                visit.youth.rank,
                visit.terms.station,
                visit.pool.index,
                visit.nth,
                visit.priority,
                visit.rank_time,
                visit.joined,
                visit.started,
                visit.ended,
                visit.blocked,
                visit.outcome,
                visit.next,
                visit.with_visit,
            )
        )

    def visits(self, network: Network, clients: Clients) -> Visits:
        """All visits as arrays, in order of joining."""
        rows = np.frombuffer(self._rows, dtype=np.int64) if self._rows else np.zeros(0, np.int64)
        table = rows.reshape(-1, len(_COLUMNS))
        order = np.argsort(table[:, 0])
        columns = {name: table[order, column] for column, name in enumerate(_COLUMNS)}
        return Visits.of(network, clients, columns)
