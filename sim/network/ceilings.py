"""Building the money that has a ceiling: who pays how much for which care (rule 32)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ..draws import TICKS_PER_DAY
from ..in_force import InForce, PoolInstance, Row, Timeline, review_days
from ..in_force.ceilings import (
    Account,
    CarePrices,
    accounts_of,
    care_prices,
    place_price,
    price_index,
)
from ..in_force.changes import Thing
from ..scenario.begin import is_file
from .capacity import PoolsBuilder
from .model import Floats, Ints, LegalFrame, Sources, StationTables
from .seen import SeenWaits
from .spending import UNCOUNTED, Accounts


@dataclass(frozen=True)
class Cell:
    """Care of clients of one gemeente at a station, in one pool, that costs the same."""

    station: str
    gemeente: str
    choice: int
    pool: PoolInstance
    index: int
    """The pool, by its number."""


@dataclass(frozen=True)
class Line:
    """What care in a cell costs an account."""

    account: int
    cell: int
    prices: CarePrices


class AccountsBuilder:
    """Accounts, and the care that they pay for."""

    def __init__(self, in_force: InForce, pools: PoolsBuilder, scale: float) -> None:
        self._in_force, self._pools, self._scale = in_force, pools, scale
        self._scenario, self._period = in_force.scenario, in_force.scenario.period
        self.accounts = accounts_of(self._scenario)
        self._payers = dict.fromkeys(item.spec.payer for item in self.accounts)
        self._prices = {
            (name, payer): care_prices(in_force, name, payer)
            for payer in self._payers
            for name in self._scenario.stations
        }
        self._rows, self._begin, self._cells = self._numbered()
        self._lines = tuple(self._all_lines())

    # ------------------------------------------------------------------ what care there is

    def _numbered(self) -> tuple[Ints, list[int], list[Cell]]:
        """The row of cells of each source at each station; where rows begin; all cells."""
        groups, concerned = self._in_force.groups, {item.gemeente for item in self.accounts}
        shape = (len(self._scenario.stations), len(groups)) if self.accounts else (0, 0)
        rows, begin, cells = np.full(shape, UNCOUNTED, np.int64), [0], list[Cell]()
        for number, station in enumerate(self._scenario.stations if self.accounts else ()):
            choice = self._choice(station)
            known: dict[tuple[str, int], int] = {}
            for group in groups:
                key = (group.gemeente, int(choice[group.index]))
                if group.gemeente not in concerned:
                    continue
                if key not in known:
                    known[key] = len(begin) - 1
                    cells += self._cells_of(station, *key)
                    begin.append(len(cells))
                rows[number, group.index] = known[key]
        return rows, begin, cells

    def _choice(self, station: str) -> Ints:
        """A number for each group: the same for those whose care costs each payer the same."""
        first, *others = (self._prices[station, payer] for payer in self._payers)
        both: Ints = first.choice
        for item in others:
            both = both * len(item.choices) + item.choice
        return both

    def _cells_of(self, station: str, gemeente: str, choice: int) -> Iterator[Cell]:
        """A cell for each pool, or list of one, that the station ever draws from."""
        for pool in dict.fromkeys(self._in_force.membership(station, gemeente).values):
            lists = self._pools.lists_of(pool)
            for index in range(lists.first, lists.end):
                yield Cell(station, gemeente, choice, pool, index)

    # ------------------------------------------------------------------ what it costs

    def _all_lines(self) -> Iterator[Line]:
        """By account, in order of station; nothing of what costs it nothing."""
        first = dict[tuple[str, str, int], int]()
        for group in self._in_force.groups if self.accounts else ():
            for number, name in enumerate(self._scenario.stations):
                row = int(self._rows[number, group.index])
                if row != UNCOUNTED:
                    choice = self._cells[self._begin[row]].choice
                    first.setdefault((name, group.gemeente, choice), group.index)
        for at, account in enumerate(self.accounts):
            for number, cell in enumerate(self._cells):
                if cell.gemeente == account.gemeente and account.covers(cell.pool):
                    someone = first[cell.station, cell.gemeente, cell.choice]
                    prices = self._cost(account, cell, someone)
                    if any(prices.per_day.values) or any(prices.per_start.values):
                        yield Line(at, number, prices)

    def _cost(self, account: Account, cell: Cell, someone: int) -> CarePrices:
        payer = account.spec.payer
        own = self._prices[cell.station, payer].of(self._in_force.groups[someone])
        pool = self._in_force.pool(cell.pool.base, cell.pool.gemeente)
        return CarePrices(own.per_day + place_price(pool, payer), own.per_start)

    # ------------------------------------------------------------------ when

    @property
    def _steps(self) -> list[int]:
        """The days on which a price changes, and each 1 January."""
        if not self.accounts:
            return [0]
        lines = [
            line for item in self._lines for line in (item.prices.per_day, item.prices.per_start)
        ]
        start, end = self._period.start, self._period.end
        years = range(start.year + 1, end.year + 1)
        new_years = {(dt.date(year, 1, 1) - start).days for year in years}
        days = {0} | new_years | {day for line in lines for day in line.days}
        steps = sorted(day for day in days if day < (end - start).days)
        return [0, *steps] if self._ends_a_year else steps

    @property
    def _ends_a_year(self) -> bool:
        """Whether it goes on with a run that had not closed the year before yet.

        That year is a step without a day, so that a stop stands until its last look (rule 32).
        """
        start = self._period.start
        return is_file(self._scenario.begin) and (start.month, start.day) == (1, 1)

    def looks(self) -> set[int]:
        """The days on which it is asked whether a ceiling is reached."""
        return set(review_days(self._scenario)) if self.accounts else set()

    def days(self) -> set[int]:
        """Every day on which what has been spent is added up."""
        return {day for day in self._steps if day > 0} | self.looks()

    def things(self) -> tuple[Thing, ...]:
        """What the log names the accounts."""
        return tuple(item.thing for item in self.accounts)

    def _year_ends(self, steps: list[int]) -> list[int]:
        dates = [self._period.start + dt.timedelta(days=day) for day in steps]
        ends = [(dt.date(date.year + 1, 1, 1) - self._period.start).days for date in dates]
        return [0, *ends[1:]] if self._ends_a_year else ends

    # ------------------------------------------------------------------ all of it

    def build(self, seen: SeenWaits, tables: StationTables, sources: Sources) -> Accounts:
        """All of it; `seen` names the accounts last."""
        steps = self._steps
        days = np.array(steps, np.int64)
        dates = [self._period.start + dt.timedelta(days=day) for day in steps]
        index = price_index(self._scenario, np.array([date.year for date in dates], np.int64))
        rows = self._begin
        first_thing = len(seen.things) - len(self.accounts)
        return Accounts(
            thing=np.arange(len(self.accounts), dtype=np.int64) + first_thing,
            stops=np.array([item.stops for item in self.accounts], np.bool_),
            amount=np.array(
                [[self._amount(item, date) for date in dates] for item in self.accounts], np.float64
            ).reshape(len(self.accounts), len(steps)),
            ticks=days * TICKS_PER_DAY,
            year_end=np.array(self._year_ends(steps), np.int64) * TICKS_PER_DAY,
            rows=self._rows,
            begin=np.array(rows[:-1], np.int64),
            end=np.array(rows[1:], np.int64),
            pool=np.array([item.index for item in self._cells], np.int64),
            seen=self._seen(seen),
            comers=self._comers(tables, sources),
            account=np.array([item.account for item in self._lines], np.int64),
            cell=np.array([item.cell for item in self._lines], np.int64),
            per_tick=self._table([item.prices.per_day for item in self._lines], days, index)
            / TICKS_PER_DAY,
            per_start=self._table([item.prices.per_start for item in self._lines], days, index),
        )

    def _amount(self, account: Account, date: dt.date) -> float:
        """Of a year that the run has only in part at its start, that part."""
        amount = account.amount(date.year) * self._scale
        start = self._period.start
        if date.year != start.year:
            return amount
        end, begin = dt.date(start.year + 1, 1, 1), dt.date(start.year, 1, 1)
        return amount * ((end - start).days / (end - begin).days)

    def _seen(self, seen: SeenWaits) -> Ints:
        stations = {name: at for at, name in enumerate(self._scenario.stations)}
        gemeenten = {name: at for at, name in enumerate(self._scenario.gemeenten)}
        both = [
            (seen.at[stations[cell.station], gemeenten[cell.gemeente]], seen.of_pool[cell.index])
            for cell in self._cells
        ]
        return np.array(both, np.int64).reshape(-1, 2)

    def _comers(self, tables: StationTables, sources: Sources) -> Ints:
        """Whom a stop may concern: of their own will, in the first line, whose care is counted."""
        if not self.accounts:
            return np.zeros((0, 4), np.int64)
        named = _named_beside_together(self._in_force)
        first_line = np.array([name in named for name in self._scenario.stations], np.bool_)
        voluntary = sources.legal_frame == LegalFrame.VOLUNTARY
        counted = (self._rows != UNCOUNTED) & first_line[:, None] & voluntary
        station, source = np.nonzero(counted)
        columns = (
            self._rows[station, source],
            tables.pool[station, sources.gemeente[source]],
            tables.priority[station, source],
            sources.priority[source],
        )
        return np.unique(np.stack(columns, axis=1), axis=0)

    def _table(self, lines: list[Timeline], days: Ints, index: Floats) -> Floats:
        values = [line.on(days) * index for line in lines]
        return np.array(values, np.float64).reshape(len(lines), days.size)


def _named_beside_together(in_force: InForce) -> set[str | None]:
    """Stations that are met in another way than beside other help: by what names them."""
    scenario = in_force.scenario
    names: set[str | None] = {item.enters for item in scenario.arrivals.values()}
    for name, station in scenario.stations.items():
        names.add(station.waiting.escalates_to)
        names.update(word for words in in_force.when_full(name).choices for word in words.values)
        names.update(to for rows in in_force.rows_ever(name) for to in _destinations(rows.choices))
    for divert in in_force.diverts:
        names.update(divert.spec.stations)
    return names


def _destinations(rows: Iterable[Row]) -> set[str]:
    return {name for row in rows for name in row.destinations}
