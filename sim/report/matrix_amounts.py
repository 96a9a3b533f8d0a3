"""How the three numbers of the matrix are written: weeks, youths of 100, euros a year."""

from __future__ import annotations

from dataclasses import dataclass

from ..figures.results import Row
from .amounts import Amounts
from .answers import COST, WAIT
from .trend import Middle

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
        return texts.unit("weeks", texts.formats.number(value, 1))

    def spread(self, indicator: str, middle: Middle, period: str) -> str:
        """The mean, and the middle 90% where draws or runs differ."""
        texts, mean = self.amounts.texts, self.level(indicator, middle.mean, period)
        ends = [self.level(indicator, end, period) for end in (middle.low, middle.high)]
        if ends[0] == ends[1]:
            return mean
        years = self.amounts.total_years(period)
        decimals = 1 if indicator == WAIT else 0
        if indicator == COST:
            told = texts.formats.money_range(middle.low / years, middle.high / years)
        else:
            times = 100 if indicator == IN_TIME else 1
            number = texts.formats.number
            told = texts.formats.range(
                number(times * middle.low, decimals), number(times * middle.high, decimals)
            )
        return texts("matrix.level", mean=mean, range=told)

    def difference(self, row: Row) -> str:
        """The range of a difference; the difference itself where one run gives no range."""
        low, high = (row.difference if end is None else end for end in (row.low, row.high))
        if row.indicator == IN_TIME:
            formats = self.amounts.texts.formats
            return formats.range(*(formats.number(100 * end, signed=True) for end in (low, high)))
        if row.indicator == COST:
            return self.amounts.signed_yearly(row, low, high)
        return self.amounts.signed_best(row) if row.low is None else self.amounts.signed_range(row)
