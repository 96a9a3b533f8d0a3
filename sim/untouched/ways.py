"""Where clients of a source may go on to from a station, and what else hangs on what (rules 9-20).

Of shape (N, N, S): from, to, source, as numbers of one network.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..network.model import Exit
from ..network.versions import RouteVersion
from .contents import Contents

Flags = NDArray[np.bool_]


class Ways:
    """The ways of one network: by which clients `go`, and by which only something `hangs on`."""

    def __init__(self, contents: Contents) -> None:
        self._contents, self._network = contents, contents.network
        number, sources = self._network.tables.stay.shape
        self.go = np.zeros((number, number, sources), np.bool_)
        self.hangs_on = np.zeros_like(self.go)
        for step in (
            self._routes, self._steers, self._diverts, self._when_full, self._urgent,
            self._seconds, self._returns, self._relocations, self._held, self._helped,
        ):  # fmt: skip
            step()

    # ------------------------------------------------------------------ at the end of a stay

    def _routes(self) -> None:
        routes = self._network.tables.route
        for at in range(len(routes)):
            for level in np.unique(routes[at]).tolist():
                sources = routes[at] == level
                for number in set(self._contents.values(level)):
                    for goal in _destinations(self._network.routes[int(number)]):
                        self._lead(at, goal, sources)

    def _lead(self, at: int, goal: int, sources: Flags) -> None:
        if goal >= 0:
            self.go[at, goal] |= sources
        elif goal == Exit.BACK:  # to any station from which they may have become urgent
            self.go[at] |= self._may_escalate & sources
        elif goal == Exit.ONWARD:
            diverts = self._network.diverts
            for row in np.flatnonzero(diverts.via & (diverts.to_station == at)).tolist():
                self.go[at, diverts.from_station[row]] |= sources

    @property
    def _may_escalate(self) -> Flags:
        """By station and source."""
        tables, hazards = self._network.tables, self._network.hazards
        ever = np.array([*(bool((rates > 0.0).any()) for rates in hazards.per_day), False])
        return np.asarray(ever[tables.escalation] & (tables.escalates_to >= 0)[:, None])

    def _steers(self) -> None:
        steers = self._network.steers
        for at, source in zip(*np.nonzero(steers.row >= 0), strict=True):
            row = steers.row[at, source]
            for goal in (steers.to[row], steers.giver[row]):
                if goal >= 0:
                    self.go[at, goal, source] = True

    def _returns(self) -> None:
        """To where they first entered; who is deterred may ask again there too."""
        network = self._network
        returns = self._contents.is_ever(network.tables.returns_share)
        again = self._contents.is_ever(network.deterrence.share)
        comes_back = returns | (again & (network.deterrence.again_share > 0.0)[:, None])
        sources = np.arange(len(network.sources.key))
        self.go[:, network.sources.entrance, sources] |= comes_back
        for second in set(network.seconds.second.tolist()):  # it holds back a return
            self.hangs_on[second, network.sources.entrance, sources] |= comes_back.any(axis=0)

    # ------------------------------------------------------------------ on joining and waiting

    def _diverts(self) -> None:
        diverts = self._network.diverts
        ever = self._contents.is_ever(diverts.share)
        for row in range(diverts.key.size):
            begin, goal = int(diverts.from_station[row]), int(diverts.to_station[row])
            if goal >= 0:
                self.go[begin, goal] |= ever[row]

    def _when_full(self) -> None:
        tables = self._network.tables
        for level in np.unique(tables.when_full).tolist():
            for goal in set(self._contents.values(level)) - {-1.0}:
                self.go[:, int(goal)] |= tables.when_full == level

    def _urgent(self) -> None:
        may = self._may_escalate
        for at, goal in enumerate(self._network.tables.escalates_to.tolist()):
            if goal >= 0:
                self.go[at, goal] |= may[at]

    def _seconds(self) -> None:
        seconds = self._network.seconds
        ever = self._contents.is_ever(seconds.share)
        for row in range(seconds.key.size):
            self.go[seconds.first[row], seconds.second[row]] |= ever[row]

    # ------------------------------------------------------------------ of a place that is kept

    def _relocations(self) -> None:
        """Who must go elsewhere stays until there is a place there (rule 20)."""
        places = self._network.places
        for pool, level in enumerate(places.relocate_to.tolist()):
            if self._contents.is_ever(places.closing[[pool]])[0]:
                for goal in set(self._contents.values(level)) - {-1.0}:
                    for at, sources in self.drawing_from(pool):
                        self.go[at, int(goal)] |= sources
                        self.hangs_on[int(goal), at] |= sources

    def drawing_from(self, pool: int) -> Iterator[tuple[int, Flags]]:
        """The stations that ever draw from a pool, with the sources whose clients do there."""
        tables, gemeente = self._network.tables, self._network.sources.gemeente
        for at in range(len(tables.pool)):
            draws = np.array([pool in self._contents.values(int(item)) for item in tables.pool[at]])
            if draws.any():
                yield at, draws[gemeente]

    def _held(self) -> None:
        """Who keeps a place until the next one is theirs leaves it by what happens there (16)."""
        holds = self._contents.is_ever(self._network.tables.holds_place)
        self.hangs_on |= (self.go & holds[:, None, :]).transpose(1, 0, 2)

    def _helped(self) -> None:
        """Who is helped already does not turn away from a list (rule 29)."""
        deterrence = self._network.deterrence
        deters = self._contents.is_ever(deterrence.share)
        for at in np.flatnonzero(deterrence.helps).tolist():
            self.hangs_on[at] |= deters


def _destinations(version: RouteVersion) -> set[int]:
    """Where a row ever leads, also for who has no way back or passes the station by."""
    others = (version.without_back, version.stations_only)
    result = {
        goal
        for goal, share, kept in zip(version.destinations, version.share, version.kept, strict=True)
        if share > 0.0 or kept > 0.0
    }
    return result.union(*(_destinations(item) for item in others if item is not None))


__all__ = ["Ways"]
