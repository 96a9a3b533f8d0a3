"""Figures: who waits longer or shorter, a row for each group.

One of what each policy does, a panel for each; one of what becomes of a group if nothing changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from .labels import Labels
from .measures import DIRECTIONS, wait_is_tested
from .references import policies
from .results import Results, Row
from .style import (
    BASELINE,
    GREY,
    INK,
    PALE,
    SOURCE_TYPE,
    WIDE,
    Line,
    Picture,
    Sheet,
    amount_axis_below,
    in_a_column,
    line_of,
    painted_for_both,
    wrapped,
)
from .who import ALL, WAIT, WAYS, Group, by_itself, groups_of, told_row

NAME, BY_ITSELF = "group-waits", "group-trend"
_ROW_INCHES, _PHONE_ROW_INCHES, _PANEL_INCHES = 0.24, 0.36, 0.6
"""Of a group; of what stands around a panel that others stand below."""
_LETTERS, _ABOVE = 32, 46
"""On a line: of the name of a group, and of all policies together above their narrow panels."""
_PHONE_LETTERS, _PHONE_LINES = 21, 2
_NAMED = 3
"""So many groups at most are named in a title."""


@dataclass(frozen=True)
class Dot:
    """How many weeks longer a group waits, its range, and which way that is as far as is sure."""

    best: float
    low: float
    high: float
    way: str


@dataclass(frozen=True)
class Panel:
    """What becomes of each group by a policy or by itself; None where it is told to nobody."""

    label: str
    line: Line
    dots: tuple[Dot | None, ...]


def draw(results: Results, labels: Labels) -> Picture | None:
    """Draw what policies do; None without a comparison of waits that may be told in weeks."""
    groups, panels = told_of(results, labels)
    if not groups or not wait_is_tested(results, WAIT):
        return None
    texts = labels.texts
    values = {
        "baseline": labels.scenario(results.baseline),
        "period": labels.period(results.period("ahead")),
    }
    topic = texts("figure.groups.title", **values)
    title = _finding("groups", groups, panels, labels)
    drawings = painted_for_both(
        lambda canvas, sheet: _paint(canvas, groups, panels, results, labels, sheet),
        height_inches=lambda sheet: _inches(groups, panels, sheet) + 0.6,
        title=title,
        topic=topic,
        frame=labels.frame,
    )
    rows = " ".join(_alt(panel, groups, results, labels) for panel in panels)
    alt = texts("figure.groups.alt", rows=rows)
    caption = texts("figure.groups.caption", **values)
    return Picture(NAME, title, caption, alt, "comparison.csv", *drawings)


def draw_by_itself(results: Results, labels: Labels) -> Picture | None:
    """Draw what becomes of each group if nothing changes; None where that is not known."""
    every = list(groups_of(results, labels))
    trends = by_itself(results, every)
    told = [(group, goes) for group, goes in zip(every, trends, strict=True) if goes]
    if not told or not wait_is_tested(results, WAIT):
        return None
    texts, (first, last) = labels.texts, told[0][1].years
    groups = [group for group, _ in told]
    dots = tuple(Dot(goes.change.mean, *goes.change.ends, WAYS[goes.way]) for _, goes in told)
    panel = Panel("", BASELINE, dots)
    title = _finding("by_itself", groups, [panel], labels)
    drawings = painted_for_both(
        lambda canvas, sheet: _paint(canvas, groups, [panel], results, labels, sheet),
        height_inches=lambda sheet: _inches(groups, [panel], sheet),
        title=title,
        topic=texts("figure.by_itself.title", first=first, last=last),
        frame=labels.frame,
    )
    alt = texts("figure.by_itself.alt", rows=_alt(panel, groups, results, labels))
    caption = texts("figure.by_itself.caption", first=first, last=last)
    return Picture(BY_ITSELF, title, caption, alt, "indicators.csv", *drawings)


def told_of(results: Results, labels: Labels) -> tuple[list[Group], list[Panel]]:
    """The groups of which anything is told, and a panel for each policy."""
    every = list(groups_of(results, labels))
    panels = [_by_policy(results, labels, name, every) for name in policies(results)]
    kept = [at for at in range(len(every)) if any(panel.dots[at] for panel in panels)]
    return [every[at] for at in kept], [
        Panel(panel.label, panel.line, tuple(panel.dots[at] for at in kept)) for panel in panels
    ]


def _by_policy(results: Results, labels: Labels, name: str, groups: Sequence[Group]) -> Panel:
    rows = (told_row(results, name, group) for group in groups)
    dots = tuple(None if row is None else _dot(row) for row in rows)
    return Panel(labels.scenario(name), line_of(results.ahead.index(name)), dots)


def _dot(row: Row) -> Dot:
    low, high = (row.difference if end is None else end for end in (row.low, row.high))
    return Dot(row.difference, low, high, DIRECTIONS.get(row.verdict, "unknown"))


def _finding(what: str, groups: Sequence[Group], panels: Sequence[Panel], labels: Labels) -> str:
    """Which groups wait longer or shorter in any panel; of many only how many there are."""
    texts = labels.texts
    told = []
    for way in ("longer", "shorter"):
        names = [
            texts("gemeente.named", name=group.title) if group.gemeente != ALL else group.title
            for at, group in enumerate(groups)
            if (group.indicator, group.gemeente, group.need) != (WAIT, ALL, ALL)
            and any(dot and dot.way == way for dot in (panel.dots[at] for panel in panels))
        ]
        if len(names) > _NAMED:
            told.append(texts(f"finding.{what}.{way}_many", n=len(names)))
        elif names:
            told.append(texts(f"finding.{what}.{way}", names=texts.formats.listed(names)))
    return ". ".join(told) if told else texts(f"finding.{what}.none")


def _inches(groups: Sequence[Group], panels: Sequence[Panel], sheet: Sheet) -> float:
    """The height of the panels: side by side, on a phone below each other."""
    if sheet is WIDE:
        return 1.0 + _ROW_INCHES * len(groups)
    return 0.4 + (_PANEL_INCHES + _PHONE_ROW_INCHES * len(groups)) * len(panels)


def _name(group: Group, sheet: Sheet) -> str:
    if sheet is WIDE:
        return wrapped(group.title, _LETTERS, 1)
    return wrapped(group.title, _PHONE_LETTERS, _PHONE_LINES)


def _paint(
    canvas: Canvas,
    groups: Sequence[Group],
    panels: Sequence[Panel],
    results: Results,
    labels: Labels,
    sheet: Sheet,
) -> None:
    beside = sheet is WIDE
    shape = (1, len(panels)) if beside else (len(panels), 1)
    grid = canvas.subplots(*shape, sharex=True, sharey=True, squeeze=False).ravel()
    for axes, panel in zip(grid, panels, strict=True):
        _paint_panel(axes, panel, groups, results, labels)
        title = in_a_column(panel.label, _ABOVE // len(panels) if beside else _LETTERS, 4)
        side = "center" if beside else "right"
        axes.set_title(title, loc=side, color=panel.line.colour, fontsize=SOURCE_TYPE)
        axes.tick_params(labelbottom=True, labelsize=SOURCE_TYPE)
    grid[0].set_yticks(range(len(groups)), [_name(group, sheet) for group in groups])
    grid[0].set_ylim(len(groups) - 0.5, -0.5)
    canvas.supxlabel(labels.texts("figure.groups.axis"), fontsize=12)


def _paint_panel(
    axes: Axes, panel: Panel, groups: Sequence[Group], results: Results, labels: Labels
) -> None:
    axes.axvline(0, color=GREY, linewidth=1.4)
    for at, (group, dot) in enumerate(zip(groups, panel.dots, strict=True)):
        if at % 2 == 0:
            axes.axhspan(at - 0.5, at + 0.5, color=PALE, alpha=0.35, linewidth=0)
        if dot is None:
            continue
        if not wait_is_tested(results, group.indicator):
            sign = labels.texts(f"direction.{dot.way}").split(" ")[0]
            axes.text(0, at, sign, ha="center", va="center", color=INK)
            continue
        axes.plot([dot.low, dot.high], [at, at], color=panel.line.colour, linewidth=2)
        axes.plot(dot.best, at, panel.line.marker, color=panel.line.colour, markersize=6)
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    amount_axis_below(axes, labels.texts.formats)


def _alt(panel: Panel, groups: Sequence[Group], results: Results, labels: Labels) -> str:
    """The groups whose waits become longer or shorter; of the others how many there are."""
    texts = labels.texts
    ways = [(group, dot.way) for group, dot in zip(groups, panel.dots, strict=True) if dot]
    parts = [
        f"{texts(f'direction.{way}')}: {texts.formats.listed(names)}"
        for way in ("longer", "shorter")
        if (names := [group.title for group, found in ways if found == way])
    ]
    rest = sum(way not in ("longer", "shorter") for _, way in ways)
    parts.append(texts.count("figure.groups.alt_rest", rest))
    told = "; ".join(parts)
    return texts("figure.groups.alt_row", scenario=panel.label, parts=told) if panel.label else told
