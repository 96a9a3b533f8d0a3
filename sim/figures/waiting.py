"""Figure: weeks waited to first help over the years, a panel per scenario beside its baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Patch

from ..texts import capital
from .findings import wait_finding
from .labels import Labels
from .measures import before_until, by_year, wait_is_tested
from .results import Results
from .starts import Starts, caption_of, inches_above, mark_starts, starts_of, title_of
from .style import (
    BASELINE,
    GREY,
    NARROW,
    Line,
    Picture,
    Sheet,
    empty_axes,
    from_zero,
    legend_lines,
    line_of,
    painted_for_both,
    panels_on,
    rows_of_panels,
    year_axis,
)

NAME = "wait-first-help"
INDICATOR = "wait_first_help"


@dataclass(frozen=True)
class Panel:
    """A scenario and its baseline by year (columns mean, low, high)."""

    label: str
    line: Line
    scenario: pd.DataFrame
    baseline: pd.DataFrame
    starts: Starts
    is_back: bool = False


def draw(results: Results, labels: Labels) -> Picture | None:
    """Draw the figure; None where nobody is referred."""
    panels = panels_of(results, labels)
    if not panels:
        return None
    texts = labels.texts
    tested = wait_is_tested(results, INDICATOR)
    title, topic = wait_finding(results, labels), texts("figure.wait.title")
    drawings = painted_for_both(
        lambda canvas, sheet: _paint(canvas, _on(sheet, panels), labels, sheet, tested=tested),
        height_inches=lambda sheet: (
            (1.3 if sheet.has_title else 0.8)
            + rows_of_panels(len(_on(sheet, panels)), sheet, above=_above(panels))
        ),
        title=title,
        topic=topic if title != topic else "",
        frame=labels.frame,
    )
    baseline = labels.scenario(results.baseline)
    single = panels[0].line is BASELINE
    caption = texts(f"figure.wait.caption{'_single' if single else ''}", baseline=baseline)
    caption += caption_of([panel.starts for panel in panels], baseline, labels)
    alt = _alt(panels, labels, baseline, tested=tested)
    return Picture(NAME, title, caption, alt, "indicators.csv", *drawings)


def panels_of(results: Results, labels: Labels) -> list[Panel]:
    """A panel for each scenario but the baseline; for a single scenario a panel of its own."""
    baseline = by_year(results, results.baseline, INDICATOR)
    panels = []
    for position, name in enumerate(results.ahead):
        if position or len(results.ahead) + len(results.back) == 1:
            own = by_year(results, name, INDICATOR)
            starts = starts_of(results, name, results.baseline, labels)
            panels.append(Panel(labels.scenario(name), line_of(position), own, baseline, starts))
    back = results.manifest.look_back
    for position, name in enumerate(results.back, start=len(results.ahead)):
        other = back.baseline if back else name
        before = by_year(results, other, INDICATOR)
        own = before_until(results, by_year(results, name, INDICATOR))
        shared = before[before.index.isin(own.index)]
        starts = starts_of(results, name, other, labels)
        panels.append(
            Panel(labels.looking_back(name), line_of(position), own, shared, starts, is_back=True)
        )
    return [panel for panel in panels if len(panel.scenario)]


def _on(sheet: Sheet, panels: Sequence[Panel]) -> Sequence[Panel]:
    """On a phone what looks back is left to the tables, unless there is nothing else."""
    ahead = [panel for panel in panels if not panel.is_back]
    return ahead if sheet is NARROW and ahead else panels


def _above(panels: Sequence[Panel]) -> float:
    return inches_above([panel.starts for panel in panels])


def _paint(
    canvas: Canvas, panels: Sequence[Panel], labels: Labels, sheet: Sheet, *, tested: bool
) -> None:
    grid = panels_on(canvas, len(panels), sheet)
    highest = max(panel.scenario["high"].max() for panel in panels)
    highest = max(highest, *(panel.baseline["high"].max() for panel in panels))
    years = sorted({int(year) for panel in panels for year in panel.scenario.index})
    for axes, panel in zip(grid.flat, panels, strict=False):
        _paint_panel(axes, panel)
        year_axis(axes, years)
        from_zero(axes, highest)
        title_of(axes, panel.label, panel.line, above_marks=_above(panels) > 0)
        mark_starts(axes, panel.starts, panel.line)
        if not tested:
            axes.set_yticks([])
    for axes in list(grid.flat)[len(panels) :]:
        empty_axes(axes)
    key = "figure.wait.axis" if tested else "figure.wait.direction_axis"
    for axes in grid[:, 0]:
        axes.set_ylabel(labels.texts(key))
    name = labels.scenario(labels.baseline)
    band = Patch(facecolor=GREY, alpha=0.3, label=labels.texts("figure.wait.band"))
    canvas.legend(
        handles=[*legend_lines([name]), band], loc="outside lower left", ncols=sheet.columns
    )


def _paint_panel(axes: Axes, panel: Panel) -> None:
    _paint_line(axes, panel.baseline, BASELINE, width=1.6)
    if panel.line is not BASELINE:
        _paint_line(axes, panel.scenario, panel.line, width=2.0)


def _paint_line(axes: Axes, values: pd.DataFrame, line: Line, *, width: float) -> None:
    axes.fill_between(
        values.index,
        values["low"],
        values["high"],
        color=line.colour,
        alpha=0.22,
        linewidth=0,
        zorder=1.5 if line is BASELINE else 2,
    )
    axes.plot(
        values.index,
        values["mean"],
        color=line.colour,
        linewidth=width,
        dashes=line.dashes or (None, None),
        marker=line.marker,
        markersize=4.5,
        markerfacecolor=line.face,
        zorder=3,
    )


def _alt(panels: Sequence[Panel], labels: Labels, baseline: str, *, tested: bool) -> str:
    texts = labels.texts
    if not tested:
        rows = texts("figure.wait.alt_direction")
        return texts("figure.wait.alt", baseline=baseline, rows=rows)
    spec = []
    for panel in panels:
        means = panel.scenario["mean"]
        spec.append(
            texts(
                "figure.wait.alt_row",
                scenario=panel.label,
                first=texts.unit("weeks", texts.formats.number(means.iloc[0], 1)),
                last=texts.unit("weeks", texts.formats.number(means.iloc[-1], 1)),
                first_year=means.index[0],
                last_year=means.index[-1],
            )
        )
        if panel.starts.words:
            spec.append(f"{capital(panel.starts.words)}.")
    return texts("figure.wait.alt", baseline=baseline, rows=" ".join(spec))
