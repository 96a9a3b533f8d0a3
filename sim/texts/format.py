"""Numbers, money, dates and lists as people in the Netherlands and in England write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

THIN = "\N{NO-BREAK SPACE}"
JOINED = "\N{WORD JOINER}"
"""Keeps a sign and what it belongs to on one line."""
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Formats:
    """How one language writes numbers; `decimal` and `group` are its two marks."""

    decimal: str
    group: str
    months: tuple[str, ...]
    million: str
    thousand: str
    euro: str
    to: str
    and_: str
    or_: str
    one_below: bool
    """Whether what is less than one takes the word for one: 0,5 week, but 0.5 weeks."""

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """A number with grouped thousands; never "-0"."""
        rounded = round(float(value), decimals)
        plain = f"{abs(rounded):,.{decimals}f}"
        marks = {",": self.group, ".": self.decimal}
        text = "".join(marks.get(mark, mark) for mark in plain)
        if rounded < 0:
            return MINUS + text
        return "+" + text if signed and rounded > 0 else text

    def percent(self, share: float, decimals: int = 0, *, signed: bool = False) -> str:
        """A share from 0 to 1 as a percentage."""
        return self.number(100 * share, decimals, signed=signed) + "%"

    def money(self, euros: float, *, signed: bool = False) -> str:
        """Euros, in millions or thousands where that is shorter; three figures at most."""
        sign = MINUS + JOINED if euros < 0 else "+" + JOINED if signed and euros > 0 else ""
        size = abs(euros)
        for step, word in ((1e6, self.million), (1e3, self.thousand)):
            if size >= 0.995 * step:
                scaled = size / step
                decimals = 1 if scaled < 99.95 and step > 1e3 else 0
                return f"{sign}{self.euro}{self.number(scaled, decimals)}{THIN}{word}"
        sign = sign if round(size) else ""
        return f"{sign}{self.euro}{self.number(size)}"

    def money_range(self, low: float, high: float, *, signed: bool = False) -> str:
        """Two amounts of money; the unit stands once where it is the same.

        So does the euro, unless a sign stands before it.
        """
        first, last = self.money(low, signed=signed), self.money(high, signed=signed)
        if first == last:
            return first
        for word in (self.million, self.thousand):
            end = THIN + word
            if first.endswith(end) and last.endswith(end):
                first, last = first.removesuffix(end), last.removeprefix(self.euro)
                return f"{first} {self.to} {last}"
        return self.range(first, last)

    def is_one(self, written: str) -> bool:
        """Whether the unit after a written number or range is that of one."""
        numbers = [item.strip(",.") for item in re.findall(r"[\d.,]+", written)]
        if not self.one_below:
            return numbers == ["1"]
        sizes = [float(n.replace(self.group, "").replace(self.decimal, ".")) for n in numbers]
        return bool(sizes) and 0 < max(sizes) <= 1

    def date(self, day: dt.date) -> str:
        """A date in words: 1 oktober 2024."""
        return f"{day.day}{THIN}{self.months[day.month - 1]}{THIN}{day.year}"

    def month(self, day: dt.date) -> str:
        """Its month and year, a long name cut: okt 2024, but maart 2024."""
        name = self.months[day.month - 1]
        return f"{name if len(name) <= 5 else name[:3]}{THIN}{day.year}"

    def range(self, low: str, high: str) -> str:
        """Two finished texts as a range; one text where both are the same."""
        return low if low == high else f"{low} {self.to} {high}"

    def listed(self, words: Sequence[str]) -> str:
        """Words as a list: a, b and c."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self.and_} {words[-1]}"

    def either(self, words: Sequence[str]) -> str:
        """Words of which one holds: a, b or c."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self.or_} {words[-1]}"


DUTCH = Formats(
    decimal=",",
    group=".",
    months=tuple(
        "januari februari maart april mei juni juli augustus september oktober november"
        " december".split()
    ),
    million="mln",
    thousand="duizend",
    euro=f"€{THIN}",
    to="tot",
    and_="en",
    or_="of",
    one_below=True,
)
ENGLISH = Formats(
    decimal=".",
    group=",",
    months=tuple(
        "January February March April May June July August September October November"
        " December".split()
    ),
    million="million",
    thousand="thousand",
    euro="€",
    to="to",
    and_="and",
    or_="or",
    one_below=False,
)


def capital(sentence: str) -> str:
    """The sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]
