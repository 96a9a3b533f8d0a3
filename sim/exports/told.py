"""What may be told of results as tables: the same rows, words and rules as the page has.

Small cells are those of `kept_back`, decided once for all that people read; weeks of a wait that
was not tested are left out, and its direction stands in the verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..figures.labels import Labels, years_in
from ..figures.measures import wait_is_tested
from ..figures.results import INDICATOR_COLUMNS, Results, Row, read_results
from ..indicators.definitions import base_name, definition_of
from ..indicators.naming import name_in
from ..report.amounts import CHILDREN, TOTALS, Amounts, kind_of
from ..report.answers import Teller, is_told
from ..results.intervals import MIDDLE
from ..results.kept_back import CELL
from ..results.small_cells import PARTS, is_few
from ..results.tables import Tables
from .format import Source
from .sheets import Cell, Number, number

ALL = "all"
_SHORT = re.compile(r"\d{4}-(H\d|\d\d-\d\d)")
"""A half-year or a date: told to programs only, as in comparison.csv."""
_SPAN = re.compile(r"all|\d{4}-\d{4}|.*/.*")
_CURVES = ("incidence", "incidence_first_help", "stay_share")


@dataclass(frozen=True)
class Level:
    """What an indicator is in the only scenario: mean and middle 90% of the runs."""

    indicator: str
    station: str
    gemeente: str
    need: str
    period: str
    mean: float
    low: float
    high: float

    @property
    def is_total(self) -> bool:
        """Whether it is about everybody."""
        return (self.station, self.gemeente, self.need) == (ALL, ALL, ALL)


@dataclass(frozen=True)
class Told:
    """Rows of one results folder in one language."""

    results: Results
    labels: Labels

    @staticmethod
    def of(source: Source) -> Told:
        """Read the tables that people are told of."""
        return Told(read_results(source.folder), Labels.of(source.manifest, source.texts))

    @cached_property
    def teller(self) -> Teller:
        """What words verdicts have."""
        amounts = Amounts(self.labels.manifest, self.labels.texts)
        return Teller(self.results, self.labels, amounts)

    def compared(self) -> Iterator[Row]:
        """Rows of the comparison that differ in some run, over years; headlines always."""
        for row in self.results.rows:
            differs = row.difference != 0 or (row.p_value is not None and row.p_value < 1)
            if is_told(row) and (row.headline or (differs and not _SHORT.fullmatch(row.period))):
                yield row

    def levels(self) -> Iterator[Level]:
        """Of a scenario alone, its indicators: in total by year, their parts over several years."""
        tables = Tables(self.results.folder, self.results.manifest)
        rows = tables.read("indicators", INDICATOR_COLUMNS)
        chosen = rows[_fits_a_sheet(rows) & ~self.results.kept.of(rows)]
        groups = chosen.groupby(list(CELL), sort=False, observed=True)["value"]
        low, high = (groups.quantile(end).to_numpy() for end in MIDDLE)
        means = groups.mean()
        ranges = zip(means.to_numpy(), low, high, strict=True)
        for cell, (mean, least, most) in zip(means.index, ranges, strict=True):
            indicator, station, gemeente, need, period = map(str, cell[1:])
            yield Level(
                indicator, station, gemeente, need, period, float(mean), float(least), float(most)
            )

    # -------------------------------------------------------------- cells

    def amount(self, item: Row | Level, value: float | None) -> Number | None:
        """An amount of a row; per year where it adds up over the period, None where untold."""
        if value is None or not self.shows_size(item):
            return None
        kind = kind_of(item.indicator)
        years = years_in(item.period, self.labels.manifest) if kind in TOTALS else 1.0
        return number(value / years, kind)

    def range_of(self, item: Level) -> tuple[Number | None, Number | None]:
        """The middle 90% of the runs; nothing where few children are in it."""
        if kind_of(item.indicator) in CHILDREN and is_few(item.low):
            return None, None
        return self.amount(item, item.low), self.amount(item, item.high)

    def shows_size(self, item: Row | Level) -> bool:
        """Whether amounts of a row are told."""
        if isinstance(item, Row) and item.kept_back:
            return False
        if kind_of(item.indicator) != "weeks":
            return True
        if item.station != ALL:
            return self.labels.manifest.stations[item.station].tested
        return wait_is_tested(self.results, item.indicator)

    def why_untold(self, item: Row | Level) -> str:
        """Why a row has no amounts; nothing where it has them."""
        texts = self.labels.texts
        if isinstance(item, Row) and item.kept_back:
            return texts("amount.kept_back_note")
        return "" if self.shows_size(item) else texts("table.untested")

    def where(self, item: Row | Level) -> tuple[Cell, ...]:
        """Indicator, station, gemeente, need, period and unit in words."""
        labels, texts = self.labels, self.labels.texts
        everywhere = texts("export.all")
        return (
            name_in(texts, item.indicator),
            everywhere if item.station == ALL else self._place(item.station),
            everywhere if item.gemeente == ALL else item.gemeente,
            everywhere if item.need == ALL else labels.need(item.need),
            labels.period(item.period),
            self._unit(item.indicator),
        )

    def _place(self, name: str) -> str:
        """A station; of a pool, what it is for."""
        labels = self.labels
        return labels.station(name) if name in labels.manifest.stations else labels.pool(name)

    def _unit(self, indicator: str) -> str:
        kind, definition = kind_of(indicator), definition_of(indicator)
        if kind == "number" and definition is not None:
            kind = definition.unit
        return self.labels.texts(f"export.unit.{kind}")


def _fits_a_sheet(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Totals over years, and rows by one part over several years; no curves."""
    parts = np.sum([(rows[part] != ALL).to_numpy() for part in PARTS], axis=0)
    kinds = {period: _period_kind(period) for period in rows["period"].unique()}
    kind = rows["period"].map(kinds).to_numpy(dtype=np.int64)
    curves = [name for name in rows["indicator"].unique() if base_name(name) in _CURVES]
    is_curve = rows["indicator"].isin(curves).to_numpy()
    result: NDArray[np.bool_] = ~is_curve & (parts + (kind == _YEAR) <= 1) & (kind != _PART)
    return result


_PART, _YEAR, _YEARS = range(3)


def _period_kind(period: str) -> int:
    if _SHORT.fullmatch(period):
        return _PART
    return _YEARS if _SPAN.fullmatch(period) else _YEAR
