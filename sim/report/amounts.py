"""Amounts and differences as people say them: a verdict needs a range, a child no decimals."""

from __future__ import annotations

from dataclasses import dataclass

from ..figures.labels import years_in
from ..figures.results import Row
from ..indicators.definition import ITSELF
from ..indicators.definitions import definition_of
from ..results.manifest import Manifest
from ..results.small_cells import FEW, is_few
from ..texts import Texts

_TOTAL = {"days": "days", "number": "youths", "youths": "youths", "eur": "eur"}
_LEVEL = {"weeks": "weeks", "share": "share", "eur": "eur_total", "youths": "count"}
"""The kind of a unit: of what adds up over time, and is told per year; and of what does not."""
TOTALS = tuple(_TOTAL.values())
CHILDREN = ("youths", "count")
MONEY = ("eur", "eur_total")
TINY = {
    "weeks": 0.05, "share": 0.0005, "days": 0.5, "youths": FEW, "count": FEW,
    "eur": 500.0, "eur_total": 500.0, "number": 0.05,
}  # fmt: skip


def kind_of(indicator: str) -> str:
    """What an indicator measures, which decides how it is written."""
    definition = definition_of(indicator)
    if definition is None:
        return "number"
    if definition.in_time:
        return _TOTAL.get(definition.unit, "number")
    if definition.unit == "number" and definition.behind == ITSELF:
        return "count"
    return _LEVEL.get(definition.unit, "number")


@dataclass(frozen=True)
class Amounts:
    """Writes amounts of one results folder in one language."""

    manifest: Manifest
    texts: Texts

    def level(self, indicator: str, value: float | None, period: str) -> str:
        """A mean over the runs; per year where it adds up over the period."""
        if value is None:
            return self.texts("direction.missing")
        kind = kind_of(indicator)
        value = value / self._years(kind, period)
        formats = self.texts.formats
        match kind:
            case "weeks":
                return self.texts.unit(kind, formats.number(value, 1))
            case "share":
                return formats.percent(value, 1)
            case "days":
                days = self.texts.unit(kind, formats.number(value))
                return self.texts("amount.days_year", value=days)
            case "youths" | "count" if is_few(value):
                return self.texts("amount.few")
            case "count":
                return formats.number(value)
            case "youths":
                return self.texts("amount.youths_year", value=formats.number(value))
            case "eur":
                return self.texts("amount.eur_year", value=formats.money(value))
            case "eur_total":
                return formats.money(value)
        return formats.number(value, 1)

    def range(self, row: Row) -> str:
        """The range of a difference in words; says so where one run gives none."""
        if row.kept_back:
            return self.texts("amount.kept_back")
        if row.low is None or row.high is None:
            return self.texts("answer.one_run")
        kind = kind_of(row.indicator)
        years = self._years(kind, row.period)
        return self.between(kind, row.low / years, row.high / years)

    def best(self, row: Row) -> str:
        """The mean difference in words."""
        if row.kept_back:
            return self.texts("amount.kept_back")
        kind = kind_of(row.indicator)
        return self.item(kind, row.difference / self._years(kind, row.period))

    def size(self, row: Row) -> str:
        """The range of how large a decided difference is; which way is said beside it."""
        if row.kept_back:
            return self.texts("amount.kept_back")
        kind = kind_of(row.indicator)
        years = self._years(kind, row.period)
        if row.low is None or row.high is None:
            return self.texts("answer.one_run")
        if row.low * row.high < 0:  # over draws most lie on one side, and not all
            return self.range(row)
        less, more = sorted((abs(row.low) / years, abs(row.high) / years))
        return self.texts(f"size.{kind}", value=self._span(kind, less, more))

    def signed_range(self, row: Row) -> str:
        """The range of a difference for a table: -3.0 to +0.5 weeks."""
        if row.kept_back:
            return self.texts("amount.kept_back")
        if row.low is None or row.high is None:
            return self.texts("answer.one_run")
        kind = kind_of(row.indicator)
        years = self._years(kind, row.period)
        return self._signed(kind, row.low / years, row.high / years)

    def signed_best(self, row: Row) -> str:
        """The mean difference for a table."""
        if row.kept_back:
            return self.texts("amount.kept_back")
        kind = kind_of(row.indicator)
        best = row.difference / self._years(kind, row.period)
        return self._signed(kind, best, best)

    def signed_weeks(self, low: float, high: float) -> str:
        """A range of weeks for a table."""
        return self._signed("weeks", low, high)

    def signed_yearly(self, row: Row, low: float | None, high: float | None) -> str:
        """A range of euros a year, below a heading that says so."""
        if row.kept_back:
            return self.texts("amount.kept_back")
        if low is None or high is None:
            return self.texts("answer.one_run")
        years = self._years("eur", row.period)
        return self._signed("eur_total", low / years, high / years)

    def signed_total(self, row: Row) -> str:
        """The range of a difference in euros over all years of the row together."""
        if row.kept_back:
            return self.texts("amount.kept_back")
        if row.low is None or row.high is None:
            return self.texts("answer.one_run")
        return self._signed("eur_total", row.low, row.high)

    def between(self, kind: str, low: float, high: float) -> str:
        """A difference from low to high in words: which way, then how much."""
        tiny = TINY[kind]
        if max(abs(low), abs(high)) < tiny:
            return self.texts(f"difference.{kind}.tiny")
        low, high = (0.0 if abs(end) < tiny else end for end in (low, high))
        if low >= 0 or high <= 0:
            less, more = sorted((abs(low), abs(high)))
            way = "more" if low >= 0 else "less"
            size = self._span(kind, less, more)
            return self.texts(f"difference.{kind}.{way}", value=size)
        ends = {"low": self.item(kind, low), "high": self.item(kind, high)}
        return self.texts("difference.between", **ends)

    def item(self, kind: str, difference: float) -> str:
        """One difference in words."""
        if abs(difference) < TINY[kind]:
            return self.texts(f"difference.{kind}.tiny")
        way = "more" if difference > 0 else "less"
        size = self._with_unit(kind, self._size(kind, abs(difference)))
        return self.texts(f"difference.{kind}.{way}", value=size)

    def _signed(self, kind: str, low: float, high: float) -> str:
        formats = self.texts.formats
        if kind in CHILDREN and min(abs(low), abs(high)) < FEW:
            return self.between(kind, low, high)
        if kind in MONEY:
            spec = formats.money_range(low, high, signed=True)
            return self.texts(f"size.{kind}", value=spec)
        if kind == "share":
            ends = [formats.number(100 * end, 1, signed=True) for end in (low, high)]
        else:
            decimals = 0 if kind == "days" or kind in CHILDREN else 1
            ends = [formats.number(end, decimals, signed=True) for end in (low, high)]
        return self.texts(f"size.{kind}", value=self._with_unit(kind, formats.range(*ends)))

    def _span(self, kind: str, less: float, more: float) -> str:
        """A range of sizes with its unit; what begins at next to nothing is told by its end."""
        small, large = self._size(kind, less), self._size(kind, more)
        if less < TINY[kind] <= more:
            spec = self.texts("difference.up_to", value=large)
        elif kind in MONEY:
            spec = self.texts.formats.money_range(less, more)
        else:
            spec = large if small == large else self.texts("difference.to", low=small, high=large)
        return self._with_unit(kind, spec)

    def _with_unit(self, kind: str, spec: str) -> str:
        """Weeks and days are counted, so their word follows the number."""
        return self.texts.unit(kind, spec) if kind in ("weeks", "days") else spec

    def _size(self, kind: str, size: float) -> str:
        formats = self.texts.formats
        if kind in MONEY:
            return formats.money(size)
        if kind == "share":
            return formats.number(100 * size, 1)
        if kind in CHILDREN and is_few(size):
            return self.texts("amount.few")
        return formats.number(size, 0 if kind == "days" or kind in CHILDREN else 1)

    def total_years(self, period: str) -> float:
        """Years in a period, to tell a total per year."""
        return years_in(period, self.manifest)

    def _years(self, kind: str, period: str) -> float:
        return years_in(period, self.manifest) if kind in TOTALS else 1.0
