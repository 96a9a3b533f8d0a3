"""How the three numbers of the matrix are written: weeks, youths of 100, euros a year."""

from __future__ import annotations

from dataclasses import dataclass

from ..figures.results import Row
from ..figures.trend import Middle
from .amounts import Amounts
from .answers import COST, WAIT

IN_TIME = "first_help:within_norm"


@dataclass(frozen=True)
class MatrixAmounts:
    """Writes levels and differences for cells whose head tells the unit of a year or of 100."""

    amounts: Amounts

    def level(self, indicator: str, value: float, period: str) -> str:
        """One level."""
        texts = self.amounts.texts
        if indicator == IN_TIME:
            return texts.formats.number(100 * value)
        if indicator == COST:
            return texts.formats.money(value / self.amounts.total_years(period))
        return texts.formats.number(value, 1)

    def spread(self, indicator: str, middle: Middle, period: str) -> str:
        """The mean, and the middle 90% where draws or runs differ."""
        mean, told = (
            self.level(indicator, middle.mean, period),
            self.range(indicator, middle, period),
        )
        return f"{mean} {told}" if told else mean

    def range(self, indicator: str, middle: Middle, period: str) -> str:
        """The middle 90% between brackets; empty where draws or runs do not differ."""
        texts, years = self.amounts.texts, self.amounts.total_years(period)
        low, high = (self.level(indicator, end, period) for end in (middle.low, middle.high))
        if low == high:
            return ""
        if indicator == COST:
            return f"({texts.formats.money_range(middle.low / years, middle.high / years)})"
        return f"({texts.formats.range(low, high)})"

    def difference(self, row: Row) -> str:
        """The range of a difference; the difference itself where one run gives no range."""
        low, high = (row.difference if end is None else end for end in (row.low, row.high))
        if row.indicator == COST:
            return self.amounts.signed_yearly(row, low, high)
        formats, times = self.amounts.texts.formats, 100 if row.indicator == IN_TIME else 1
        decimals = 1 if row.indicator == WAIT else 0
        return formats.range(
            *(formats.number(times * end, decimals, signed=True) for end in (low, high))
        )
