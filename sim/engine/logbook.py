"""The log of a run: plain numbers when a visit begins and when it ends, so that visits may go."""

from __future__ import annotations

from array import array

import numpy as np

from ..cohort import Clients
from ..draws import NEVER
from ..network import Network
from ..network.model import Exit, Ints
from ..visits import Outcome, Visits
from .records import Visit

_AT_JOINING = ("client", "station", "pool", "nth", "priority", "rank_time", "joined", "with_visit")
_AT_END = ("visit", "started", "ended", "blocked", "outcome", "next")
_NOT_YET = {
    "started": NEVER,
    "ended": NEVER,
    "blocked": 0,
    "outcome": int(Outcome.WAITING),
    "next": int(Exit.NOT_YET),
}


class Logbook:
    """Visits in order of joining, as two flat lists of numbers."""

    __slots__ = ("_ends", "_joinings", "_number")

    def __init__(self) -> None:
        self._number = 0
        self._joinings = array("q")
        self._ends = array("q")

    def open(self, visit: Visit) -> None:
        """A visit begins; it gets its number."""
        visit.number = self._number
        self._number += 1
        self._joinings.extend(
            (
                visit.youth.rank,
                visit.terms.station,
                visit.pool.index,
                visit.nth,
                visit.priority,
                visit.rank_time,
                visit.joined,
                visit.with_visit,
            )
        )

    def close(self, visit: Visit) -> None:
        """A visit ends, or the run does."""
        self._ends.extend(
            (visit.number, visit.started, visit.ended, visit.blocked, visit.outcome, visit.next)
        )

    def visits(self, network: Network, clients: Clients) -> Visits:
        """All visits as arrays."""
        columns = _columns(self._joinings, _AT_JOINING)
        ends = _columns(self._ends, _AT_END)
        number = ends.pop("visit")
        for name, values in ends.items():
            columns[name] = np.full(self._number, _NOT_YET[name], dtype=np.int64)
            columns[name][number] = values
        client = columns["client"]
        source = clients.source[client]
        return Visits(
            visit=np.arange(self._number, dtype=np.int64),
            source=source,
            arrival=clients.arrival[client],
            eighteenth=clients.eighteenth[client],
            legal_frame=network.sources.legal_frame[source],
            pgb=clients.pgb[client],
            **columns,
        )


def _columns(numbers: array[int], names: tuple[str, ...]) -> dict[str, Ints]:
    rows = np.frombuffer(numbers, dtype=np.int64) if numbers else np.zeros(0, np.int64)
    table = rows.reshape(-1, len(names))
    return {name: table[:, column].copy() for column, name in enumerate(names)}
