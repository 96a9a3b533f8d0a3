"""Figures: trajectories in care at the end of each quarter, a small panel per form of help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from .labels import Labels
from .measures import by_month
from .results import Results
from .style import (
    WIDE,
    Picture,
    Sheet,
    amount_axis,
    empty_axes,
    from_zero,
    in_a_column,
    legend_inches,
    legend_lines,
    line_of,
    painted_for_both,
    whole_years,
    year_axis,
)

NAME = "in-care"
ON_ONE_PAGE = 18
DRAWN_FROM = 0.5
"""A panel is drawn where a line tells this part of its quarters; less is a fragment."""


@dataclass(frozen=True)
class Panel:
    """A form of help: its name, and a line of numbers by quarter for each scenario."""

    label: str
    lines: tuple[pd.Series[float], ...]

    @property
    def is_drawn(self) -> bool:
        """Whether a line tells enough; of small forms most numbers are told to nobody."""
        return any(len(line) and line.notna().mean() >= DRAWN_FROM for line in self.lines)


def draw(results: Results, labels: Labels) -> list[Picture]:
    """Draw one figure, or more where there are many forms; the caption names those left out."""
    every = panels_of(results, labels)
    panels = [panel for panel in every if panel.is_drawn]
    left_out = [panel.label for panel in every if not panel.is_drawn]
    pages = [panels[at : at + ON_ONE_PAGE] for at in range(0, len(panels), ON_ONE_PAGE)]
    caption = _caption(left_out, labels)
    return [
        _page(page, number, results, labels, caption) for number, page in enumerate(pages, start=1)
    ]


def _caption(left_out: Sequence[str], labels: Labels) -> str:
    texts = labels.texts
    without = texts("figure.care.left_out", names=texts.formats.listed(left_out))
    return f"{texts('figure.care.caption')} {without if left_out else ''}".rstrip()


def panels_of(results: Results, labels: Labels) -> list[Panel]:
    """Stations of care and protection that ever have somebody."""
    panels = []
    for name, note in results.manifest.stations.items():
        if note.group == "gate":
            continue
        lines = tuple(
            _quarters(by_month(results, scenario, "in_care", name)["mean"])
            for scenario in results.ahead
        )
        if any(line.isna().any() or line.any() for line in lines):
            panels.append(Panel(labels.short_station(name), lines))
    return panels


def _quarters(months: pd.Series[float]) -> pd.Series[float]:
    return months[(4 * months.index % 1) < 0.01]


def _page(
    panels: Sequence[Panel], number: int, results: Results, labels: Labels, caption: str
) -> Picture:
    texts = labels.texts
    title = texts("figure.care.title" if number == 1 else "figure.care.title_next")
    drawings = painted_for_both(
        lambda canvas, sheet: _paint(canvas, panels, results, labels, sheet),
        height_inches=lambda sheet: (
            0.7
            + 1.62 * -(-len(panels) // (sheet.columns + 1))
            + legend_inches(len(results.ahead), sheet)
        ),
        title=title,
        frame=labels.frame,
    )
    rows_said = " ".join(_alt_row(panel, results, labels) for panel in panels)
    alt = texts("figure.care.alt", rows=rows_said)
    name = NAME if number == 1 else f"{NAME}-{number}"
    return Picture(name, title, caption, alt, "series.parquet", *drawings)


def _paint(
    canvas: Canvas, panels: Sequence[Panel], results: Results, labels: Labels, sheet: Sheet
) -> None:
    columns = min(sheet.columns + 1, len(panels))
    rows = -(-len(panels) // columns)
    grid = canvas.subplots(rows, columns, squeeze=False)
    for position, axes in enumerate(grid.flat):
        if position >= len(panels):
            empty_axes(axes)
            continue
        lowest = position + columns >= len(panels)
        _paint_panel(axes, panels[position], labels, shows_years=lowest)
        _write_title(axes, panels[position].label, sheet)
    handles = legend_lines([labels.scenario(name) for name in results.ahead])
    canvas.legend(handles=handles, loc="outside lower left", ncols=sheet.columns, handlelength=3.2)


def _write_title(axes: Axes, label: str, sheet: Sheet) -> None:
    """On a phone it begins above the numbers of the axis, or it would not fit on the sheet."""
    letters, lines, left = (19, 2, 0.0) if sheet is WIDE else (14, 3, -0.5)
    axes.set_title(in_a_column(label, letters, lines), fontsize=11.5, x=left)


def _paint_panel(axes: Axes, panel: Panel, labels: Labels, *, shows_years: bool) -> None:
    months = max((line.index for line in panel.lines), key=len)
    for position, values in enumerate(panel.lines):
        line = line_of(position)
        axes.plot(
            values.index,
            values,
            color=line.colour,
            linewidth=2.2 if position == 0 else 1.5,
            dashes=line.dashes or (None, None),
            marker=line.marker,
            markerfacecolor=line.face,
            markersize=4,
            markevery=(4 + 2 * position, 16),
            zorder=2 + position / 10,
        )
    highest = max(float(values.max()) for values in panel.lines if values.notna().any())
    from_zero(axes, highest)
    year_axis(axes, whole_years(months), most=1)
    axes.tick_params(labelbottom=shows_years)
    amount_axis(axes, labels.texts.formats, most=4)


def _alt_row(panel: Panel, results: Results, labels: Labels) -> str:
    texts = labels.texts
    parts = []
    for scenario, values in zip(results.ahead, panel.lines, strict=True):
        if len(values):
            last = float(values.iloc[-1])
            number = texts.formats.number(last) if last == last else texts("amount.kept_back")
            parts.append(f"{labels.scenario(scenario)} {number}")
    return texts("figure.care.alt_row", station=panel.label, parts=", ".join(parts))
