"""Tables of an export as spreadsheets have them: a heading, cells with their kind, a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import visible
from ..texts.format import JOINED

DECIMALS = {
    "weeks": 1, "share": 3, "days": 0, "youths": 0, "count": 0, "eur": 0, "eur_total": 0,
    "number": 2,
}  # fmt: skip
"""By kind of number (report/amounts.py); of children none, of shares tenths of percents."""


@dataclass(frozen=True)
class Number:
    """A number that is told, rounded as its kind says."""

    value: float
    kind: str

    @property
    def rounded(self) -> float:
        """The value as it is told; never -0."""
        return round(self.value, DECIMALS[self.kind]) + 0.0


Cell = str | int | Number | None
"""A text, a count, a number, or nothing."""


@dataclass(frozen=True)
class Column:
    """A column: what stands above it, and how wide it is in signs."""

    heading: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """A table with one heading; `name` is that of the sheet or file in the language of the reader.

    `is_text`: lines to read from above, which nobody sorts or filters.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_text: bool = False


def number(value: float | None, kind: str) -> Number | None:
    """A number of this kind; None for nothing."""
    return None if value is None else Number(float(value), kind)


def plain(text: str) -> str:
    """A text as a cell holds it: on one line, signs that cannot be seen written out."""
    return visible(text.replace(JOINED, ""))


def columns(spec: Sequence[tuple[str, int]]) -> tuple[Column, ...]:
    """Columns from headings and widths."""
    return tuple(Column(heading, width) for heading, width in spec)
