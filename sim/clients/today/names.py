"""What the names in a state file are in a network, and what does not go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ...errors import UNTOLD, Place, Problem
from ...network import Network
from ...scenario.paths import shown_path
from ...scenario.wording import suggestion
from .rows import Being, Row, StateFile

Ints = NDArray[np.int64]

FIRST_LINE = -1
_THERE = (Being.IN_CARE, Being.WAITING, Being.KEEPS_PLACE)


@dataclass(frozen=True)
class Child:
    """One child: the sources that they may be of, and the trajectory of each of their rows.

    `second` is a row of the network's seconds or FIRST_LINE, for each of `there`; `ended` is the
    end of their first line, or when they come back.
    """

    there: tuple[Row, ...]
    second: tuple[int, ...]
    ended: Row | None
    sources: Ints

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return self.there if self.ended is None else (*self.there, self.ended)

    @property
    def heavier(self) -> float:
        """How many times as long they are helped in this referral (rule 29)."""
        return next((row.heavier for row in self.rows if row.heavier is not None), 1.0)

    @property
    def is_helped(self) -> bool:
        """Whether it is said that they had care in this referral."""
        return any(row.helped for row in self.rows)


@dataclass
class Names:
    """The names of a network, with what is wrong with those in a file."""

    network: Network
    file: StateFile
    problems: list[Problem] = field(default_factory=list)

    def note(
        self, row: Row, column: str, rule: str, way_out: str = "", value: object = UNTOLD
    ) -> None:
        """A row does not fit the scenario."""
        place = Place(shown_path(self.file.path), row.line)
        self.problems.append(Problem(rule, way_out, place=place, keys=(column,), value=value))

    def children(self) -> list[Child]:
        """All children in the order of their first rows."""
        self._check_names()
        by_child: dict[int, list[Row]] = defaultdict(list)
        for row in self.file.rows:
            by_child[row.child].append(row)
        if self.problems:
            return []
        return [self._child(rows) for _, rows in sorted(by_child.items())]

    def station(self, name: str) -> int:
        """The number of a station."""
        return self.network.stations.index(name)

    def _check_names(self) -> None:
        network = self.network
        known: dict[str, Sequence[str]] = {
            "station": network.stations,
            "next": network.stations,
            "back_to": network.stations,
            "relocates_to": network.stations,
            "gemeente": network.gemeenten,
            "need": network.needs,
            "referrer": network.referrers,
            "arrival": network.arrivals,
        }
        for column, names in known.items():
            if column not in self.file.columns:
                continue
            there = frozenset(names)
            for row in self.file.rows:
                name = getattr(row, column)
                if name and name not in there:
                    way_out = suggestion(name, names)
                    self.note(row, column, "is not in the scenario", way_out, name)

    def _child(self, rows: list[Row]) -> Child:
        there = tuple(row for row in rows if row.being in _THERE)
        ends = [row for row in rows if row.being not in _THERE]
        for row in ends[1:]:
            self.note(row, "state", "is said twice of this child", "keep the last of them")
        if len({row.heavier for row in rows} - {None}) > 1:
            self.note(rows[-1], "heavier", "differs from another row of this child", "say one")
        return Child(there, self._trajectories(there), ends[0] if ends else None,
                     self._sources(rows))  # fmt: skip

    def _sources(self, rows: list[Row]) -> Ints:
        """The sources that all that is said of a child leaves."""
        sources, network = self.network.sources, self.network
        columns = {
            "gemeente": (sources.gemeente, network.gemeenten),
            "need": (sources.need, network.needs),
            "referrer": (sources.referrer, network.referrers),
            "arrival": (sources.arrival, network.arrivals),
        }
        left = np.ones(len(sources.key), np.bool_)
        told = []
        for column, (of_source, names) in columns.items():
            values = {getattr(row, column) for row in rows} - {""}
            if len(values) > 1:
                self.note(rows[-1], column, "differs from another row of this child", "say one")
            for value in values:
                left &= of_source == names.index(value)
                told.append(f"{column} {value}")
        if not left.any():
            rule = f"no arrivals of the scenario have {' and '.join(told)}"
            self.note(rows[0], "need", rule, "leave one of them empty: it is drawn then")
        return np.flatnonzero(left)

    def _trajectories(self, there: tuple[Row, ...]) -> tuple[int, ...]:
        """Which second trajectory each row is, or the first line; they are those of rule 17."""
        seconds = self.network.seconds
        main = [row for row in there if not row.beside]
        if len(main) > 1:
            main = self._first_line(main)
        free = list(range(len(seconds.second)))
        result = []
        for row in there:
            if row in main:
                result.append(FIRST_LINE)
                continue
            station = self.station(row.station)
            at = next((item for item in free if seconds.second[item] == station), None)
            at = free[0] if at is None and free else at
            if at is None:
                rule = "no help beside other help is left for it in the scenario"
                self.note(row, "beside", rule, "leave the row out")
                at = FIRST_LINE
            else:
                free.remove(at)
            result.append(at)
        return tuple(result)

    def _first_line(self, rows: list[Row]) -> list[Row]:
        """The one visit of the first line, or the place that is kept and what is waited for."""
        beside = set(self.network.seconds.second.tolist())
        main = [row for row in rows if self.station(row.station) not in beside] or rows[:1]
        beings = sorted(row.being for row in main)
        if len(main) > 1 and beings != [Being.KEEPS_PLACE, Being.WAITING]:
            rule = "the first line of this child is somewhere else too"
            self.note(main[1], "beside", rule, "say beside: yes of help that runs beside other")
        return main

    def kept_by(self, child: Child, row: Row) -> Row | None:
        """The row of the place that is kept while this one is waited for."""
        at = child.there.index(row)
        if row.being is not Being.WAITING or child.second[at] != FIRST_LINE:
            return None
        return next((item for item in child.there if item.being is Being.KEEPS_PLACE), None)


def waits_for_something(child: Child) -> bool:
    """Whether who keeps a place waits for another."""
    keeps = any(row.being is Being.KEEPS_PLACE for row in child.there)
    waits = any(
        row.being is Being.WAITING and second == FIRST_LINE
        for row, second in zip(child.there, child.second, strict=True)
    )
    return waits or not keeps


def gates_by_via(network: Network) -> Iterable[tuple[int, int, int]]:
    """Diverts by a gate: their number, the gate and where it leads on to."""
    diverts = network.diverts
    for at in np.flatnonzero(diverts.via).tolist():
        yield at, int(diverts.to_station[at]), int(diverts.from_station[at])
