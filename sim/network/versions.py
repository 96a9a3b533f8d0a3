"""Rows of routes as an engine reads them (rule 14): in a few arrays, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_NO_ROW = -1


@dataclass(frozen=True)
class RouteVersion:
    """A row of routes in force, against its root row (rule 14).

    Destinations are station indices or exit codes. First `root_cumulative` chooses j; it stays
    j with chance `kept[j]`, else `gains_cumulative` chooses. `without_back` is the row for a client
    who did not escalate, None where `back` is no destination. `stations_only` is the row for who
    passes the station by (rule 15), None where nobody does or no station is left.
    """

    destinations: tuple[int, ...]
    root_cumulative: tuple[float, ...]
    kept: tuple[float, ...]
    gains_cumulative: tuple[float, ...]
    share: tuple[float, ...]
    without_back: RouteVersion | None
    stations_only: RouteVersion | None


@dataclass(frozen=True)
class Routes:
    """Versions of rows: row r has the places from `begin[r]` to `end[r]`, shape (R,).

    `to`, `root_cumulative`, `kept`, `gains_cumulative` and `share` have shape (places,);
    `without_back` and `stations_only` (R,) are numbers of rows, -1 for None. See RouteVersion.
    """

    begin: Ints
    end: Ints
    without_back: Ints
    stations_only: Ints
    to: Ints
    root_cumulative: Floats
    kept: Floats
    gains_cumulative: Floats
    share: Floats
    _made: dict[int, RouteVersion] = field(default_factory=dict, init=False, compare=False)

    def __len__(self) -> int:
        return len(self.begin)

    def __getitem__(self, number: int) -> RouteVersion:
        """One row; the same one each time, made when it is first asked for."""
        if number not in self._made:
            here = slice(self.begin[number], self.end[number])
            beside = (int(self.without_back[number]), int(self.stations_only[number]))
            self._made[number] = RouteVersion(
                self.destinations(number),
                tuple(self.root_cumulative[here].tolist()),
                tuple(self.kept[here].tolist()),
                tuple(self.gains_cumulative[here].tolist()),
                tuple(self.share[here].tolist()),
                *(None if row == _NO_ROW else self[row] for row in beside),
            )
        return self._made[number]

    def destinations(self, number: int) -> tuple[int, ...]:
        """Where a row may lead, also with a share of 0."""
        return tuple(self.to[self.begin[number] : self.end[number]].tolist())
