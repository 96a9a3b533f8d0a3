"""Figure: places and places in use of closed and small-scale care, a row per scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import MaxNLocator

from ..results.small_cells import FEW
from ..texts import Texts
from .labels import Labels
from .measures import by_month
from .results import Results
from .style import (
    GREY,
    INK,
    Line,
    Picture,
    from_zero,
    line_of,
    painted,
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
    svg, png = painted(
        lambda canvas: _paint(canvas, rows, same, labels),
        height_inches=1.5 + 1.95 * len(rows),
        title=title,
        frame=labels.frame,
    )
    alt = texts("figure.places.alt", rows=_alt_rows(rows, labels))
    if same:
        alt += " " + _same_words(same, labels)
    return Picture(NAME, title, texts("figure.places.caption"), alt, "series.parquet", svg, png)


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


def _paint(canvas: Canvas, rows: Sequence[Row], same: Sequence[str], labels: Labels) -> None:
    grid = canvas.subplots(len(rows), len(rows[0].panels), sharex=True, sharey="col", squeeze=False)
    for number, (row, line_of_axes) in enumerate(zip(rows, grid, strict=True)):
        for axes, panel in zip(line_of_axes, row.panels, strict=True):
            paint_panel(axes, panel, labels.texts)
            title = wrapped(panel.pool, 30, 1)
            axes.set_title(title if number == 0 else "", fontstyle="italic", fontweight="normal")
        line_of_axes[0].set_ylabel(wrapped(row.label, 17, 3), fontweight="bold")
    for column, axes in enumerate(grid[0]):
        panels = [row.panels[column] for row in rows]
        highest = max(max(p.places["mean"].max(), p.use["high"].max()) for p in panels)
        from_zero(axes, highest)
    handles, words = grid[0, 0].get_legend_handles_labels()
    note = _same_words(same, labels) if same else ""
    canvas.legend(
        handles, words, loc="outside lower left", ncols=3, title=wrapped(note, 72), alignment="left"
    )


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
