"""Tables of what is not known: the groups of doubt of an experiment, and its draws of them."""

from __future__ import annotations

from dataclasses import dataclass

from .tables import Column, columns_of

DRAWS, DOUBTS, HEADLINES_TABLE = "draws", "doubts", "headlines"
"""The tables of a results folder."""
DRAWS_COLUMNS = {"draw": Column.NUMBER, "doubt": Column.TEXT, "z": Column.NUMBER}
"""What each group has in each draw, in standard deviations of its range in the files."""


@dataclass(frozen=True)
class Row:
    """A group of doubt: its title, how many numbers it moves, and one of these with its range.

    `number` is the path of that number, which `value`, `low` and `high` are of: its median, 5% and
    95% on its `scale`, cut at `least` and `most`. Where `is_reversed` it is low where the group is
    high.
    """

    doubt: str
    title_nl: str | None
    title_en: str | None
    numbers: int
    number: str
    is_reversed: bool
    scale: str
    value: float
    low: float
    high: float
    least: float
    most: float


DOUBTS_COLUMNS = columns_of(Row)
HEADLINE_COLUMNS = {
    **dict.fromkeys(("look", "scenario", "indicator"), Column.TEXT),
    "draw": Column.NUMBER,
    "difference": Column.NUMBER,
    "better": Column.FLAG,
}
