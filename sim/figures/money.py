"""Figures: cost per year and deficit, and the difference in cost from the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from .findings import cost_finding, difference_finding
from .labels import Labels
from .measures import by_year
from .results import Results, Row
from .starts import Starts, caption_of, inches_above, mark_starts, starts_of, title_of
from .style import (
    GREY,
    INK,
    Line,
    Picture,
    Sheet,
    amount_axis,
    empty_axes,
    legend_inches,
    legend_lines,
    line_of,
    painted_for_both,
    panels_on,
    rows_of_panels,
    wrapped,
    year_axis,
)

MILLION, FEW_YEARS = 1e6, 3


@dataclass(frozen=True)
class Panel:
    """The difference in cost of one scenario, a row of the comparison per year."""

    label: str
    line: Line
    rows: tuple[Row, ...]
    starts: Starts

    @property
    def years(self) -> list[int]:
        """The years of the rows."""
        return [int(row.period) for row in self.rows]


# ------------------------------------------------------------------ cost and deficit


def draw_cost(results: Results, labels: Labels) -> Picture | None:
    """Draw cost per year, and the deficit where budgets are known; None without money."""
    costs = [by_year(results, name, "cost")["mean"] / MILLION for name in results.ahead]
    if not costs[0].size or max(line.max() for line in costs if line.size) <= 0:
        return None
    texts = labels.texts
    deficits, heading = deficits_of(results, labels)
    title, topic = cost_finding(results, labels), texts("figure.cost.title")
    drawings = painted_for_both(
        lambda canvas, sheet: _paint_cost(
            canvas, costs, (deficits, heading), results, labels, sheet=sheet
        ),
        height_inches=lambda sheet: (
            3.7 + legend_inches(len(results.ahead), sheet) + (2.6 if deficits else 0.0)
        ),
        title=title,
        topic=topic if title != topic else "",
        frame=labels.frame,
    )
    also = texts("figure.cost.caption_deficit") if deficits else ""
    alt = texts("figure.cost.alt", rows=_alt_cost(costs, results, labels))
    caption = texts("figure.cost.caption", deficit=also)
    return Picture("cost", title, caption, alt, "indicators.csv", *drawings)


def deficits_of(results: Results, labels: Labels) -> tuple[list[pd.Series[float]], str]:
    """Deficit by year and scenario in millions, of all gemeenten or of those with a budget."""
    texts = labels.texts
    total = [by_year(results, name, "deficit")["mean"] / MILLION for name in results.ahead]
    if total[0].size:
        return total, texts("figure.cost.deficit_all")
    known = set(results.rows_of("deficit")["gemeente"])
    names = [name for name in results.manifest.gemeenten if name in known]
    if not names:
        return [], ""
    summed = []
    for scenario in results.ahead:
        lines = [by_year(results, scenario, "deficit", name)["mean"] for name in names]
        # A year counts only where every one of these gemeenten has a budget for it.
        summed.append(pd.concat(lines, axis=1, join="inner").sum(axis=1) / MILLION)
    if not summed[0].size:
        return [], ""
    return summed, texts("figure.cost.deficit", gemeenten=texts.formats.listed(names))


def _paint_cost(
    canvas: Canvas,
    costs: Sequence[pd.Series[float]],
    deficits: tuple[Sequence[pd.Series[float]], str],
    results: Results,
    labels: Labels,
    *,
    sheet: Sheet,
) -> None:
    lines, heading = deficits
    grid = canvas.subplots(2 if lines else 1, 1, squeeze=False)[:, 0]
    _paint_lines(grid[0], costs, labels, sheet)
    grid[0].set_ylim(bottom=0)
    money = results.manifest.money
    if money and money.price_level:
        grid[0].set_title(
            labels.texts("figure.price_level", year=money.price_level), fontweight="normal"
        )
    if lines:
        _paint_lines(grid[1], lines, labels, sheet)
        grid[1].axhline(0, color=INK, linewidth=0.9)
        grid[1].set_title(wrapped(heading, 30 * sheet.columns, 3))
    handles = legend_lines([labels.scenario(name) for name in results.ahead])
    canvas.legend(handles=handles, loc="outside lower left", ncols=sheet.columns, handlelength=3.2)


def _paint_lines(
    axes: Axes, lines: Sequence[pd.Series[float]], labels: Labels, sheet: Sheet
) -> None:
    years = sorted({int(year) for values in lines for year in values.index})
    # A few years are dots beside each other, that would else hide each other.
    apart = 0.12 if len(years) <= FEW_YEARS else 0.0
    for position, values in enumerate(lines):
        line = line_of(position)
        axes.plot(
            values.index + apart * (position - (len(lines) - 1) / 2),
            values,
            color=line.colour,
            linewidth=0 if apart else 3.0 if position == 0 else 1.6,
            dashes=line.dashes or (None, None),
            marker=line.marker,
            markerfacecolor=line.face,
            markersize=8 if apart else 5,
            zorder=2 + position / 10,
        )
    year_axis(axes, years, most=3 * sheet.columns)
    axes.set_ylabel(labels.texts("figure.cost.axis"))
    amount_axis(axes, labels.texts.formats)


def _alt_cost(costs: Sequence[pd.Series[float]], results: Results, labels: Labels) -> str:
    texts = labels.texts
    spec = [
        texts(
            "figure.cost.alt_row",
            scenario=labels.scenario(scenario),
            first=texts.formats.money(MILLION * values.iloc[0]),
            last=texts.formats.money(MILLION * values.iloc[-1]),
            first_year=values.index[0],
            last_year=values.index[-1],
        )
        for scenario, values in zip(results.ahead, costs, strict=True)
        if values.size
    ]
    return " ".join(spec)


# ------------------------------------------------------------------ difference


def draw_difference(results: Results, labels: Labels) -> Picture | None:
    """Draw what each scenario costs more or less per year; None without a comparison."""
    panels = panels_of(results, labels)
    if not panels:
        return None
    texts = labels.texts
    baseline = labels.scenario(results.baseline)
    title = difference_finding(results, labels)
    drawings = painted_for_both(
        lambda canvas, sheet: _paint_difference(canvas, panels, labels, sheet),
        height_inches=lambda sheet: (
            (0.9 if sheet.has_title else 0.4)
            + rows_of_panels(len(panels), sheet, above=_above(panels))
        ),
        title=title,
        topic=texts("figure.difference.title", baseline=baseline),
        frame=labels.frame,
    )
    caption = texts("figure.difference.caption", baseline=baseline)
    caption += caption_of([panel.starts for panel in panels], baseline, labels)
    alt = texts("figure.difference.alt", rows=_alt_difference(panels, labels))
    return Picture("cost-difference", title, caption, alt, "comparison.csv", *drawings)


def panels_of(results: Results, labels: Labels) -> list[Panel]:
    """A panel per compared scenario, those that look back last."""
    looks = [("ahead", name) for name in results.ahead[1:]]
    looks += [("back", name) for name in results.back]
    panels = []
    for position, (look, name) in enumerate(looks, start=1):
        result = [
            results.row(look, name, "cost", period=year) for year in results.manifest.periods.years
        ]
        rows = tuple(row for row in result if row is not None and not row.kept_back)
        if rows and any(row.baseline_mean for row in rows):
            label = labels.scenario(name) if look == "ahead" else labels.looking_back(name)
            starts = starts_of(results, name, rows[0].baseline, labels)
            panels.append(Panel(label, line_of(position), rows, starts))
    return panels


def _above(panels: Sequence[Panel]) -> float:
    return inches_above([panel.starts for panel in panels])


def _paint_difference(
    canvas: Canvas, panels: Sequence[Panel], labels: Labels, sheet: Sheet
) -> None:
    grid = panels_on(canvas, len(panels), sheet)
    years = sorted({year for panel in panels for year in panel.years})
    for axes, panel in zip(grid.flat, panels, strict=False):
        _paint_panel(axes, panel)
        year_axis(axes, years)
        amount_axis(axes, labels.texts.formats, most=6, signed=True)
        title_of(axes, panel.label, panel.line, above_marks=_above(panels) > 0)
        mark_starts(axes, panel.starts, panel.line)
    for axes in list(grid.flat)[len(panels) :]:
        empty_axes(axes)
    canvas.supylabel(labels.texts("figure.difference.axis"), fontsize=12)


def _paint_panel(axes: Axes, panel: Panel) -> None:
    means = [row.difference / MILLION for row in panel.rows]
    below = [(row.difference - _or(row.low, row.difference)) / MILLION for row in panel.rows]
    above = [(_or(row.high, row.difference) - row.difference) / MILLION for row in panel.rows]
    axes.axhline(0, color=GREY, linewidth=1.6)
    axes.errorbar(
        panel.years,
        means,
        yerr=[below, above],
        color=panel.line.colour,
        linewidth=1.6,
        elinewidth=1.4,
        capsize=3,
        marker=panel.line.marker,
        markersize=5,
    )


def _or(value: float | None, other: float) -> float:
    return other if value is None else value


def _alt_difference(panels: Sequence[Panel], labels: Labels) -> str:
    texts = labels.texts
    money = texts.formats.money
    spec = []
    for panel in panels:
        row = panel.rows[-1]
        if row.low is None or row.high is None:
            best = money(row.difference, signed=True)
            key, values = "figure.difference.alt_single", {"best": best}
        else:
            low, high = money(row.low, signed=True), money(row.high, signed=True)
            key, values = "figure.difference.alt_row", {"range": texts.formats.range(low, high)}
        spec.append(texts(key, scenario=panel.label, year=row.period, **values))
    return " ".join(spec)
