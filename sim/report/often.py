"""In how many draws a headline is less, more, or not different by what matters."""

from __future__ import annotations

from dataclasses import dataclass

from ..figures.results import Results, Row


@dataclass(frozen=True)
class Often:
    """Draws in which a number falls or rises by more than matters, of so many."""

    less: int
    more: int
    of: int


def often(results: Results, row: Row) -> Often | None:
    """How often; None over runs, and of what is told to nobody."""
    if row.kept_back or row.matters is None or results.by_draw.empty:
        return None
    table = results.by_draw
    same = (table["look"] == row.look) & (table["scenario"] == row.scenario)
    chosen = table[same & (table["indicator"] == row.indicator)]
    apart = chosen["difference"]
    if apart.empty:
        return None
    less, more = int((apart < -row.matters).sum()), int((apart > row.matters).sum())
    return Often(less, more, len(apart))
