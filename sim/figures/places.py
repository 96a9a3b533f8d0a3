"""Figure: places and places in use of closed and small-scale care, a row per scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from ..results.small_cells import FEW
from ..texts import Texts
from .labels import Labels
from .measures import by_month
from .results import Results
from .style import (
    GREY,
    INK,
    WIDE,
    Line,
    Picture,
    Sheet,
    from_zero,
    line_of,
    painted_for_both,
    whole_years,
    wrapped,
    year_axis,
)

NAME = "places"
WORDS = ("closed", "small_scale")


@dataclass(frozen=True)
class Panel:
    """A pool in one scenario: places and use by month (columns mean, low, high)."""

    scenario: str
    pool: str
    line: Line
    places: pd.DataFrame
    use: pd.DataFrame


@dataclass(frozen=True)
class Row:
    """A scenario with a panel for each pool."""

    label: str
    panels: tuple[Panel, ...]


def draw(results: Results, labels: Labels) -> Picture | None:
    """Draw the figure; None where there are no closed or small-scale places."""
    rows, same = rows_of(results, labels)
    if not rows:
        return None
    texts = labels.texts
    title = texts("figure.places.title")
    drawings = painted_for_both(
        lambda canvas, sheet: _paint(canvas, rows, same, labels, sheet),
        height_inches=lambda sheet: _inches(rows, sheet),
        title=title,
        frame=labels.frame,
    )
    alt = texts("figure.places.alt", rows=_alt_rows(rows, labels))
    if same:
        alt += " " + _same_words(same, labels)
    return Picture(NAME, title, texts("figure.places.caption"), alt, "series.parquet", *drawings)


def pools_of(results: Results) -> list[str]:
    """Pools with a number of places that closed or small-scale stations draw from."""
    counted = set(results.series.loc[results.series["indicator"] == "places", "station"])
    pools = []
    for word in WORDS:
        for name, note in results.manifest.stations.items():
            pool = note.pool or name
            if word in (name, note.form) and pool in counted and pool not in pools:
                pools.append(pool)
    return pools


def rows_of(results: Results, labels: Labels) -> tuple[list[Row], list[str]]:
    """A row per scenario that changes these places, and the names of those that do not."""
    pools = pools_of(results)
    if not pools:
        return [], []
    rows: list[Row] = []
    same: list[str] = []
    for position, scenario in enumerate(results.ahead):
        panels = tuple(_panel(results, labels, scenario, pool, position) for pool in pools)
        label = labels.scenario(scenario)
        if position and _same_places(rows[0].panels, panels):
            same.append(label)
        else:
            rows.append(Row(label, panels))
    return rows, same


def _panel(results: Results, labels: Labels, scenario: str, pool: str, position: int) -> Panel:
    places = by_month(results, scenario, "places", pool)
    use = by_month(results, scenario, "places_in_use", pool)
    return Panel(labels.scenario(scenario), labels.pool(pool), line_of(position), places, use)


def _same_places(before: Sequence[Panel], after: Sequence[Panel]) -> bool:
    return all(
        b.places["mean"].equals(a.places["mean"]) for b, a in zip(before, after, strict=True)
    )


def _inches(rows: Sequence[Row], sheet: Sheet) -> float:
    """The height: pools side by side, on a phone all below each other."""
    return 1.5 + 1.95 * len(rows) * (1 if sheet is WIDE else len(rows[0].panels))


def _paint(
    canvas: Canvas, rows: Sequence[Row], same: Sequence[str], labels: Labels, sheet: Sheet
) -> None:
    grid = _grid(canvas, len(rows), len(rows[0].panels), sheet)
    for number, (row, line_of_axes) in enumerate(zip(rows, grid, strict=True)):
        for axes, panel in zip(line_of_axes, row.panels, strict=True):
            paint_panel(axes, panel, labels.texts)
            if sheet is WIDE:
                title = wrapped(panel.pool, 30, 1) if number == 0 else ""
                axes.set_title(title, fontstyle="italic", fontweight="normal")
            else:
                axes.set_title(wrapped(f"{row.label}: {panel.pool}", 29, 3))
        if sheet is WIDE:
            line_of_axes[0].set_ylabel(wrapped(row.label, 17, 3), fontweight="bold")
    for column in range(len(rows[0].panels)):
        panels = [row.panels[column] for row in rows]
        highest = max(max(p.places["mean"].max(), p.use["high"].max()) for p in panels)
        for axes in grid[:, column]:
            from_zero(axes, highest)
    handles, words = grid[0, 0].get_legend_handles_labels()
    note = wrapped(_same_words(same, labels) if same else "", 72 if sheet is WIDE else 36, 6)
    canvas.legend(
        handles,
        words,
        loc="outside lower left",
        ncols=3 if sheet is WIDE else 1,
        title=note,
        alignment="left",
    )


def _grid(canvas: Canvas, rows: int, columns: int, sheet: Sheet) -> NDArray[Any]:
    """Axes by scenario and pool, wherever they stand."""
    if sheet is WIDE:
        shape, years = (rows, columns), True
    else:
        shape, years = (rows * columns, 1), False
    return np.asarray(canvas.subplots(*shape, sharex=years, squeeze=False)).reshape(rows, columns)


def paint_panel(axes: Axes, panel: Panel, texts: Texts) -> None:
    """Places and use of a pool, and where nothing is drawn."""
    axes.step(
        panel.places.index,
        panel.places["mean"],
        where="post",
        color=INK,
        linewidth=1.4,
        dashes=(5, 2),
        label=texts("figure.places.places"),
    )
    use = panel.use
    # No band below ten: where it lies there as a whole, as when all is closed, there is none.
    low = use["low"].clip(lower=FEW).where(use["mean"].notna() & (use["high"] > FEW))
    axes.fill_between(use.index, low, use["high"], color=panel.line.colour, alpha=0.25, linewidth=0)
    axes.plot(
        use.index,
        use["mean"],
        color=panel.line.colour,
        linewidth=2,
        label=texts("figure.places.use"),
    )
    few = texts("figure.places.few")
    axes.axhspan(0, FEW, facecolor="none", edgecolor=GREY, hatch="////", alpha=0.35, label=few)
    year_axis(axes, whole_years(panel.places.index), most=3)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))


def _same_words(same: Sequence[str], labels: Labels) -> str:
    texts = labels.texts
    return texts(
        "figure.places.same",
        baseline=labels.scenario(labels.baseline),
        names=texts.formats.listed(same),
    )


def _alt_rows(rows: Sequence[Row], labels: Labels) -> str:
    texts = labels.texts
    spec = [
        texts(
            "figure.places.alt_row",
            scenario=panel.scenario,
            pool=panel.pool,
            first=texts.count("map.places", round(panel.places["mean"].iloc[0])),
            last=texts.count("map.places", round(panel.places["mean"].iloc[-1])),
        )
        for row in rows
        for panel in row.panels
        if len(panel.places)
    ]
    return " ".join(spec)
