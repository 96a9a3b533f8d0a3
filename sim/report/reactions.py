"""What runs did by themselves: blocks that started, ceilings, places that followed, lists."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ..figures.labels import Labels
from ..figures.measures import mean_of
from ..figures.results import Results
from ..measuring.periods import ALL
from ..texts import capital
from .amounts import Amounts
from .table import Table, baseline_of

_SHOWN_YEARS = 4
_YEARS = re.compile(r"\d{4}(-\d{4})?")
_LISTS = ("deterred", "switched")
_NAMED = "numbers named"
"""A table whose second column is a name too."""
_NONE = "–"
_NOTHING = Table("", (), ())
Cells = tuple[str, ...]


@dataclass(frozen=True)
class ReactionTables:
    """The tables of what reacted, of one results folder in one language; none where nothing did."""

    results: Results
    labels: Labels
    amounts: Amounts

    def tables(self) -> list[Table]:
        """Blocks that start by what is seen, ceilings and lists, ahead and back, and places."""
        result = [self._started()]
        for look, names in self._looks().items():
            result.append(self._ceilings(look, names))
            result += [self._followed(names), self._followed_apart(names)]
            result += [self._lists(look, names), self._lists_apart(look, names)]
        tables = [table for table in result if table.rows]
        notes = {table.notes: at for at, table in enumerate(tables)}
        return [
            table if notes[table.notes] == at else replace(table, notes=())
            for at, table in enumerate(tables)
        ]

    def _looks(self) -> dict[str, tuple[str, ...]]:
        back = self.results.back
        looks = {"ahead": self.results.ahead}
        if back:
            looks["back"] = tuple(dict.fromkeys((baseline_of(self.results, "back"), *back)))
        return looks

    def _words(self, group: str, *columns: str) -> Cells:
        texts = self.labels.texts
        return (texts("cost.scenario"), *(texts(f"reactions.{group}.{item}") for item in columns))

    def _rows_of(self, indicator: str) -> pd.DataFrame:
        table = self.results.rows_of(indicator)
        return table[table["gemeente"] == ALL]

    def _named(self, base: str) -> list[str]:
        """What narrows an indicator down, by its names in the results."""
        names = self.results.indicators["indicator"].drop_duplicates()
        return [name.partition(":")[2] for name in names if name.startswith(f"{base}:")]

    def _reacting(self, scenarios: Sequence[str], *indicators: str) -> tuple[str, ...]:
        there = {name for each in indicators for name in self._rows_of(each)["scenario"].unique()}
        return tuple(name for name in scenarios if name in there)

    def _in_full(self, scenarios: Sequence[str], *indicators: str) -> tuple[str, ...]:
        """The baseline, which stands first, where it reacts: others are told beside it, briefly."""
        reacting = self._reacting(scenarios, *indicators)
        return reacting[:1] if reacting[:1] == tuple(scenarios[:1]) else reacting

    # -------------------------------------------------------------- blocks

    def _started(self) -> Table:
        texts = self.labels.texts
        head = list(self._words("started", "runs", "first", "last"))
        head.insert(1, texts("reactions.policy"))
        rows = [
            (self.labels.scenario(scenario), self.labels.block(block.name, block.title), *cells)
            for scenario, note in self.results.manifest.scenario.items()
            for block in note.blocks
            if (cells := self._start_cells(scenario, block.name))
        ]
        caption, note = texts("reactions.started.caption"), texts("reactions.started.note")
        return Table(caption, tuple(head), tuple(rows), (note,), kind="lists")

    def _start_cells(self, scenario: str, block: str) -> Cells:
        """In how many runs a block started, and the first and last day; nothing of other blocks."""
        table = self._rows_of(f"block_days:{block}")
        days = table.loc[(table["scenario"] == scenario) & (table["period"] == ALL), "value"]
        if days.empty:
            return ()
        texts, began = self.labels.texts, sorted(float(item) for item in days if item > 0)
        runs = texts.count("page.runs", len(days))
        if not began:
            return (texts("reactions.started.never"), _NONE, _NONE)
        number = texts.formats.number(len(began))
        many = texts("reactions.started.of", n=number, runs=runs)
        return (many, self._day(began[-1]), self._day(began[0]))

    def _day(self, days: float) -> str:
        """The day that lies so many before the end of the run; `by` the first that is reported."""
        periods, texts = self.results.manifest.periods, self.labels.texts
        day = periods.end - dt.timedelta(days)
        date = texts.formats.date(day)
        is_before = day <= periods.report_from
        return texts("reactions.started.before", date=date) if is_before else date

    # -------------------------------------------------------------- ceilings

    def _ceilings(self, look: str, scenarios: Sequence[str]) -> Table:
        texts, period = self.labels.texts, self.results.period(look)
        head = self._words("ceilings", "ceiling", "spent", "overrun", "most", "months")
        rows = tuple(
            (self.labels.scenario(scenario), self.labels.ceiling(name), *cells)
            for scenario in scenarios
            for name in self._named("overrun")
            if (cells := self._ceiling_cells(scenario, name, period))
        )
        caption = texts("reactions.ceilings.caption", period=self.labels.period(period))
        return Table(caption, head, rows, (texts("reactions.ceilings.note"),), kind=_NAMED)

    def _ceiling_cells(self, scenario: str, name: str, period: str) -> Cells:
        spent = self._by_year(scenario, f"ceiling_spent:{name}", period)
        over = self._by_year(scenario, f"overrun:{name}", period)
        if over.empty:
            return ()
        money = self.labels.texts.formats.money
        months = mean_of(self.results, scenario, f"stopped_months:{name}", period=period)
        if months is None:
            stopped = self.labels.texts("reactions.ceilings.goes_on")
        else:
            a_year = months / self.amounts.total_years(period)
            stopped = self.labels.texts.formats.number(a_year, 1)
        return (money(spent.mean()), money(over.mean()), money(over.max()), stopped)

    def _by_year(self, scenario: str, indicator: str, period: str) -> pd.Series[float]:
        """Means over the runs for the years of a period."""
        table, years = self._rows_of(indicator), self._years_in(period)
        mine = table[(table["scenario"] == scenario) & table["period"].isin(years)]
        return mine.groupby("period")["value"].mean()

    def _years_in(self, period: str) -> list[str]:
        """The reported years of a period; all of them, where it is no span of years."""
        years = [*self.results.manifest.periods.years]
        if not _YEARS.fullmatch(period):
            return years
        first, _, last = period.partition("-")
        return [year for year in years if first <= year <= (last or first)]

    # -------------------------------------------------------------- places

    def _followed(self, scenarios: Sequence[str]) -> Table:
        texts, table = self.labels.texts, self._rows_of("places_followed")
        years = self._shown_years(table[table["scenario"].isin(scenarios)])
        head = (*self._words("follows", "places"), *years)
        rows = []
        for scenario in self._in_full(scenarios, "places_followed"):
            mine = table[table["scenario"] == scenario]
            for pool in mine["station"].drop_duplicates():
                cells = (self._followed_cell(scenario, pool, year) for year in years)
                rows.append((self.labels.scenario(scenario), self.labels.pool(pool), *cells))
        caption, note = texts("reactions.follows.caption"), texts("reactions.follows.note")
        return Table(caption, head, tuple(rows), (note,), kind=_NAMED)

    def _shown_years(self, table: pd.DataFrame) -> Cells:
        """A few of the years with rows, the last one with them."""
        there = set(table["period"].drop_duplicates())
        years = [year for year in self.results.manifest.periods.years if year in there]
        step = max(1, -(-len(years) // _SHOWN_YEARS))
        return tuple(reversed(years[::-1][::step]))

    def _followed_apart(self, scenarios: Sequence[str]) -> Table:
        """The same in the last year, for the baseline and all others; nothing of one alone."""
        texts, table = self.labels.texts, self._rows_of("places_followed")
        names = self._reacting(scenarios, "places_followed")
        years = self._shown_years(table[table["scenario"].isin(names)])
        if len(names) < 2 or names[0] != scenarios[0]:
            return _NOTHING
        head = (texts("reactions.follows.places"), *map(self.labels.scenario, names))
        mine = table[table["scenario"].isin(names)]
        rows = tuple(
            (self.labels.pool(pool), *(self._part(name, pool, years[-1]) for name in names))
            for pool in mine["station"].drop_duplicates()
        )
        caption = texts("reactions.follows.apart", year=years[-1])
        return Table(caption, head, rows, kind="numbers lists")

    def _followed_cell(self, scenario: str, pool: str, year: str) -> str:
        more = mean_of(self.results, scenario, "places_followed", period=year, station=pool)
        if more is None:
            return self.labels.texts("direction.missing")
        # Of few places less than one may follow, and still be a part of them that counts.
        decimals = 0 if round(more) or not round(more, 1) else 1
        number = self.labels.texts.formats.number(more, decimals, signed=True)
        part = self._part(scenario, pool, year)
        if not round(more, 1) or part == _NONE:
            return number
        return self.labels.texts("reactions.follows.cell", more=number, part=part)

    def _part(self, scenario: str, pool: str, year: str) -> str:
        """What followed as a part of what was planned."""
        more = mean_of(self.results, scenario, "places_followed", period=year, station=pool)
        there = mean_of(self.results, scenario, "places", period=year, station=pool)
        if more is None or there is None or there <= more:
            return _NONE
        more = more if round(more, 1) else 0.0
        return self.labels.texts.formats.percent(more / (there - more), 1, signed=True)

    # -------------------------------------------------------------- lists

    def _lists(self, look: str, scenarios: Sequence[str]) -> Table:
        texts, period = self.labels.texts, self.results.period(look)
        head = list(self._words("lists", "deterred", "switched", "seen"))
        head.insert(1, texts("wait.station"))
        rows = tuple(
            (self.labels.scenario(scenario), capital(self.labels.station(station)), *cells)
            for scenario in self._in_full(scenarios, *_LISTS, "seen_wait")
            for station in self.results.manifest.stations
            if any(cells := tuple(self._list_cells(scenario, station, period)))
        )
        filled = tuple((*row[:2], *(cell or _NONE for cell in row[2:])) for row in rows)
        caption = texts("reactions.lists.caption", period=self.labels.period(period))
        return Table(caption, tuple(head), filled, (texts("reactions.lists.note"),), kind=_NAMED)

    def _lists_apart(self, look: str, scenarios: Sequence[str]) -> Table:
        """How many turned away, for the baseline and all others; nothing of one alone."""
        texts, period = self.labels.texts, self.results.period(look)
        names = self._reacting(scenarios, "deterred")
        if len(names) < 2 or names[0] != scenarios[0]:
            return _NOTHING
        rows = []
        for station in self.results.manifest.stations:
            at = {"period": period, "station": station}
            numbers = [mean_of(self.results, name, "deterred", **at) for name in names]
            if any(numbers):
                cells = (self.amounts.level("deterred", item or 0.0, period) for item in numbers)
                rows.append((capital(self.labels.station(station)), *cells))
        head = (texts("wait.station"), *map(self.labels.scenario, names))
        caption = texts("reactions.lists.apart", period=self.labels.period(period))
        return Table(caption, head, tuple(rows), kind="numbers lists")

    def _list_cells(self, scenario: str, station: str, period: str) -> Iterator[str]:
        """Who turned away and who went to another list a year, the seen wait; "" of nothing."""
        at = {"period": period, "station": station}
        for name in _LISTS:
            value = mean_of(self.results, scenario, name, **at)
            yield self.amounts.level(name, value, period) if value else ""
        weeks = mean_of(self.results, scenario, "seen_wait", **at)
        is_tested = self.results.manifest.stations[station].tested
        told = self.amounts.level("seen_wait", weeks, period) if is_tested else ""
        yield "" if weeks is None else told or self.labels.texts("evidence.untested")
