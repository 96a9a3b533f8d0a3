"""All rows of shares that clients of one need may meet, on any day: what the worst is chosen of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from ..in_force import DivertInForce, Group, PerGroup, Row, Timeline
from ..in_force.groups import numbered
from ..scenario.schema import ONWARD
from .equations import Floats
from .flows import Traffic
from .stays import discount
from .strands import Ints
from .terms import MOST_RETURNS

_MOST_DAYS = 64
"""Days of a row that are looked at: of a longer ramp these many, the first and the last too."""


@dataclass(frozen=True)
class Choices:
    """Sparse matrices of SciPy; rows of one station stand together, from `first_row` on.

    `rows` (rows, stations and one more): who goes on where after a stay, and in the last column who
    comes back to an entrance. `at_once` (the same rows, stations): who goes on from the list
    instead, without taking the time of a stay. A visit ends in one way only, so each row is one
    mixture of ways. `instead` (rows, stations): where they come who are about to join a station.
    `with_seconds` (stations): a visit with the second trajectories beside it.
    """

    rows: Any
    at_once: Any
    first_row: Ints
    instead: Any
    first_instead: Ints
    with_seconds: Floats
    entrances: Ints
    stays: tuple[tuple[tuple[Any, float], ...], ...]

    def worst_rows(self, about: Floats, later: Floats) -> Ints:
        """The row of each station that leads to most visits, those after a stay `later`."""
        onward = np.repeat(later, np.diff([*self.first_row.tolist(), self.rows.shape[0]]))
        return _largest(onward * (self.rows @ about) + self.at_once @ about[:-1], self.first_row)

    def worst_instead(self, visits: Floats) -> Ints:
        """The same for those about to join."""
        return _largest(self.instead @ visits, self.first_instead)

    def joining(self, visits: Floats) -> Floats:
        """Visits of those about to join each station, at most."""
        return np.maximum.reduceat(self.instead @ visits, self.first_instead)

    def later(self, rate_per_day: float) -> Floats:
        """By station the mean of exp(-rate x stay), of the clients with the shortest stays."""
        return np.array(
            [max(discount(*stay, rate_per_day) for stay in stays) for stays in self.stays]
        )


def _largest(values: Floats, first: Ints) -> Ints:
    """The place of the largest value of each station, the first of several."""
    most = np.maximum.reduceat(values, first)
    station = np.repeat(np.arange(first.size), np.diff([*first.tolist(), values.size]))
    at = np.flatnonzero(values >= most[station])
    return np.asarray(at[np.unique(station[at], return_index=True)[1]])


class _Cells:
    """Rows of shares, station by station."""

    def __init__(self, width: int) -> None:
        self.width, self.first = width, list[int]()
        self.count = 0
        self._rows: list[Ints] = []
        self._columns: list[Ints] = []
        self._values: list[Floats] = []

    def begin_station(self) -> None:
        """What is added from now on is of the next station."""
        self.first.append(self.count)

    def add(self, columns: Sequence[int], shares: Floats) -> None:
        """Rows with shares in these columns; shape (rows, columns)."""
        height = len(shares)
        rows, at = np.nonzero(shares)
        self._rows.append(self.count + rows)
        self._columns.append(np.asarray(columns, np.int64)[at])
        self._values.append(shares[rows, at])
        self.count += height

    def matrix(self) -> Any:
        """All of them as a sparse matrix."""
        from scipy.sparse import coo_array

        cells = (np.concatenate(part) for part in (self._values, self._rows, self._columns))
        values, rows, columns = cells
        return coo_array((values, (rows, columns)), shape=(self.count, self.width)).tocsr()


def choices_of(traffic: Traffic, need: str) -> Choices:
    """What clients of a need may meet at each station."""
    finder = _Finder(traffic, need)
    size = len(traffic.strands.stations)
    rows, at_once, instead = _Cells(size + 1), _Cells(size), _Cells(size)
    for name in traffic.strands.stations:
        for cells in (rows, at_once, instead):
            cells.begin_station()
        finder.add_rows(name, rows, at_once)
        finder.add_instead(name, instead)
    return Choices(
        rows.matrix(),
        at_once.matrix(),
        np.array(rows.first, np.int64),
        instead.matrix(),
        np.array(instead.first, np.int64),
        np.array([finder.with_seconds(name) for name in traffic.strands.stations]),
        finder.entrances,
        tuple(tuple(finder.stays(name)) for name in traffic.strands.stations),
    )


class _Finder:
    """Finds what the groups of clients of one need meet."""

    def __init__(self, traffic: Traffic, need: str) -> None:
        self.in_force, self.strands = traffic.in_force, traffic.strands
        self.groups = [group for group in self.in_force.groups if group.need == need]
        self.at = np.array([group.index for group in self.groups], np.int64)
        arrivals = self.in_force.scenario.arrivals
        enters = {arrivals[group.arrival].enters for group in self.groups}
        number_of = self.strands.number_of
        self.entrances = np.array(sorted(number_of[name] for name in enters), np.int64)
        period = self.in_force.scenario.period
        self.weeks = (period.end - period.start).days / 7

    def _met(self, spec: PerGroup[Any]) -> list[Any]:
        """The choices that these groups have."""
        return [spec.choices[at] for at in np.unique(spec.choice[self.at]).tolist()]

    def _most(self, spec: PerGroup[Timeline]) -> float:
        return float(max(max(line.values) for line in self._met(spec)))

    def _first_of(self, specs: Sequence[PerGroup[Any]]) -> Iterator[Group]:
        """A group for each combination of choices."""
        code = numbered([spec.choice[self.at] for spec in specs], len(self.groups))
        for at in np.unique(code, return_index=True)[1].tolist():
            yield self.groups[at]

    def add_rows(self, name: str, cells: _Cells, at_once: _Cells) -> None:
        """The rows of shares after a visit, with the part that leaves the list instead."""
        here, escalates_to = self.strands.number_of[name], self._escalates_to(name)
        for to in self._ways_from_the_list(name):
            cells.add([here], np.zeros((1, 1)))
            at_once.add([self.strands.number_of[to]], np.ones((1, 1)))
        for entrance, share in self._asking_again(name):
            cells.add([here], np.zeros((1, 1)))
            at_once.add([entrance], np.full((1, 1), share))
        back = min(MOST_RETURNS, self._most(self.in_force.returns_share(name)))
        rows = [row for rows in self.in_force.rows_ever(name) for row in self._met(rows)]
        for row in rows:
            shares = _some_days(row)
            going = {to: part for to, part in shares.items() if to in self.strands.number_of}
            columns = [*(self.strands.number_of[to] for to in going), cells.width - 1]
            out = sum((shares[to] for to in ("out", "early") if to in shares), np.zeros(1))
            height = len(next(iter(shares.values())))
            after = np.array([*going.values(), np.broadcast_to(back * out, height)]).T
            for column, more in self._going_back(name, shares, height):
                both, whole = [*columns, *column], np.concatenate([after, more], axis=1)
                if not column:  # who did not escalate meets the row without `back`
                    whole = whole / np.maximum(1 - shares.get("back", np.zeros(1)), 1e-9)[:, None]
                cells.add(both, whole)
                at_once.add([here], np.zeros((height, 1)))
                if escalates_to is not None:
                    part = self._escalating(name)
                    cells.add(both, (1 - part) * whole)
                    at_once.add([self.strands.number_of[escalates_to]], np.full((height, 1), part))

    def _going_back(
        self, name: str, shares: dict[str, Floats], height: int
    ) -> Iterator[tuple[list[int], Floats]]:
        """Where the share of `back` may lead: to a station from which clients escalate to here."""
        yield [], np.zeros((height, 0))
        back = shares.get("back", np.zeros(height))
        if not back.any():
            return
        for other, station in self.in_force.scenario.stations.items():
            if station.waiting.escalates_to == name and self._escalates_to(other) is not None:
                yield [self.strands.number_of[other]], back[:, None]

    def add_instead(self, name: str, cells: _Cells) -> None:
        """Where they come who are about to join a station."""
        here = self.strands.number_of[name]
        diverts = [item for item in self.strands.diverts_from.get(name, ()) if _is_always(item)]
        if not diverts:
            cells.add([here], np.ones((1, 1)))
            return
        for shares_of in product(*(divert.ever for divert in diverts)):
            self._add_diverted(here, diverts, shares_of, cells)

    def _add_diverted(
        self,
        here: int,
        diverts: Sequence[DivertInForce],
        shares_of: Sequence[PerGroup[Timeline]],
        cells: _Cells,
    ) -> None:
        """The same by what the shares of the diverts are for each group."""
        for group in self._first_of(shares_of):
            lines = [share.of(group) for share in shares_of]
            days = _some(sorted({day for line in lines for day in line.days}))
            left, going = np.ones(len(days)), dict[str, Floats]()
            for divert, line in zip(diverts, lines, strict=True):
                moved = left * np.minimum(1.0, line.on(np.array(days, np.int64)))
                for to, most in self._ways_of(divert).items():
                    going[to] = going.get(to, 0.0) + most * moved
                if divert.spec.via is None:
                    left = left - moved
                else:  # they come here after all, those whom the gate sends on
                    left = left - moved * (1 - self._most_onward(divert.spec.via))
            columns = [*(self.strands.number_of[to] for to in going), here]
            cells.add(columns, np.array([*going.values(), left]).T)

    def _ways_of(self, divert: DivertInForce) -> dict[str, float]:
        """The most that each way has of those whom a divert takes, on any day.

        Past a gate they come where its row sends them, or where diverts from there do.
        """
        result = dict.fromkeys(divert.spec.stations, 1.0)
        if not divert.spec.is_onward:
            return result
        for row in self._met(self.in_force.row(divert.spec.from_)):
            stations = [name for name in row.destinations if name in self.strands.number_of]
            parts = [row.shares[row.destinations.index(name)] for name in stations]
            total = np.maximum(sum(parts, np.zeros(len(row.days))), 1e-9)
            for name, part in zip(stations, parts, strict=True):
                result[name] = max(result.get(name, 0.0), float((part / total).max()))
        for name, most in list(result.items()):
            for further in self._beyond(name):
                result[further] = result.get(further, 0.0) + most
        return result

    def _beyond(self, name: str) -> set[str]:
        """Where diverts from a station lead, those past gates on and on."""
        result, open_ends = set[str](), [name]
        while open_ends:
            here = open_ends.pop()
            for divert in self.strands.diverts_from.get(here, ()):
                more = set(divert.spec.stations)
                if divert.spec.is_onward:
                    more |= set(self._stations_in_row(here))
                open_ends += more - result
                result |= more
        return result

    def _most_onward(self, gate: str) -> float:
        """The highest share that a gate sends on to where they were going."""
        return max(self._most_of(row, ONWARD) for row in self._met(self.in_force.row(gate)))

    @staticmethod
    def _most_of(row: Row, to: str) -> float:
        return max(row.line(to).values)

    def _stations_in_row(self, name: str) -> Iterator[str]:
        """Every station that the row of a station sends to on some day."""
        rows = self._met(self.in_force.row(name))
        names = dict.fromkeys(to for row in rows for to in row.destinations)
        yield from (to for to in names if to in self.strands.number_of)

    def _escalates_to(self, name: str) -> str | None:
        """Where clients come who get into a crisis on the list, if they can."""
        to = self.in_force.scenario.stations[name].waiting.escalates_to
        return to if self._can_wait(name) and self._escalating(name) > 0 else None

    def _ways_from_the_list(self, name: str) -> Iterator[str]:
        """Where else a visit may lead to: a divert that waits for something, `when_full`."""
        if not self._can_wait(name):
            return
        for divert in self.strands.diverts_from.get(name, ()):
            waits = divert.spec.when != "always" or set(divert.spec.applies_to) != {"new"}
            if waits and max(map(self._most, divert.ever)) > 0:
                yield from divert.spec.stations
                if divert.spec.is_onward:
                    yield from self._stations_in_row(name)
        if self._most(self.in_force.waiting(name, "limit")) >= 0:
            words = self._met(self.in_force.when_full(name))
            yield from {value for word in words for value in word.values if value is not None}

    def _asking_again(self, name: str) -> Iterator[tuple[int, float]]:
        """Where who is deterred enters once more, and what share of them."""
        spec = self.in_force.scenario.stations[name].waiting.deterred
        if spec is not None and spec.again is not None and self._can_wait(name):
            for entrance in self.entrances.tolist():
                yield entrance, spec.again.share.first

    def with_seconds(self, name: str) -> float:
        """A visit and the second trajectories beside it, which lead to no further visits."""
        seconds = range(len(self.in_force.scenario.stations[name].together))
        return 1.0 + sum(self._most(self.in_force.together(name, at)) for at in seconds)

    def _escalating(self, name: str) -> float:
        """The part of those who wait all through that escalates before dropping out."""
        rate = self._most(self.in_force.waiting(name, "escalates_per_week"))
        drop_outs = self._met(self.in_force.waiting(name, "drops_out_per_week"))
        both = rate + max(0.0, min(min(line.values) for line in drop_outs))
        return rate / both * -math.expm1(-both * self.weeks) if rate > 0 else 0.0

    def _can_wait(self, name: str) -> bool:
        return any(
            min(self.in_force.pool(pool.base, gemeente).given.values) < math.inf
            for gemeente in {group.gemeente for group in self.groups}
            for pool in self.in_force.membership(name, gemeente).values
        )

    def stays(self, name: str) -> Iterator[tuple[Any, float]]:
        """Each distribution of stays with the lowest factor on it."""
        stays, factors = self.in_force.stay(name), self.in_force.stay_factor(name)
        for group in self._first_of([stays, factors]):
            yield stays.of(group), min(factors.of(group).values)


def _is_always(divert: Any) -> bool:
    return divert.spec.when == "always" and "new" in divert.spec.applies_to


def _some_days(row: Row) -> dict[str, Floats]:
    """The shares of a row on its days, of a long ramp on some of them."""
    columns = _some(range(len(row.days)))
    return dict(zip(row.destinations, row.shares[:, columns], strict=True))


def _some(items: Iterable[int]) -> list[int]:
    every = list(items)
    if len(every) <= _MOST_DAYS:
        return every
    at = np.unique(np.linspace(0, len(every) - 1, _MOST_DAYS).astype(np.int64))
    return [every[place] for place in at.tolist()]
