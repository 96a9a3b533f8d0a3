"""Figure: who waits longer or shorter, a row for each group, a panel for each policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from .labels import Labels
from .measures import DIRECTIONS, wait_is_tested
from .references import policies
from .results import Results, Row
from .style import (
    GREY,
    INK,
    PALE,
    SOURCE_TYPE,
    Line,
    Picture,
    amount_axis_below,
    line_of,
    painted,
    wrapped,
)

NAME, WAIT, ALL = "group-waits", "wait_first_help", "all"
FRAMES = ("ordered", "closed")
ROW_INCHES = 0.24
_LETTERS, _OF_A_WORD = 32, 12
"""On a line: of the name of a group, and of a policy above its narrow panel."""
_NAMED = 3
"""So many groups at most are named in a title."""


@dataclass(frozen=True)
class Group:
    """Whose waits they are: a legal frame, a need, a gemeente, or everybody."""

    title: str
    indicator: str = WAIT
    gemeente: str = ALL
    need: str = ALL


@dataclass(frozen=True)
class Panel:
    """A policy with what it does to each group; None where it is told to nobody."""

    label: str
    line: Line
    rows: tuple[Row | None, ...]


def draw(results: Results, labels: Labels) -> Picture | None:
    """Draw the figure; None without a comparison of waits that may be told in weeks."""
    groups, panels = told_of(results, labels)
    if not groups or not wait_is_tested(results, WAIT):
        return None
    texts = labels.texts
    values = {
        "baseline": labels.scenario(results.baseline),
        "period": labels.period(results.period("ahead")),
    }
    topic = texts("figure.groups.title", **values)
    title = _finding(groups, panels, labels)
    svg, png = painted(
        lambda canvas: _paint(canvas, groups, panels, results, labels),
        height_inches=1.6 + ROW_INCHES * len(groups),
        title=title,
        topic=topic,
        frame=labels.frame,
    )
    rows = " ".join(_alt(panel, groups, results, labels) for panel in panels)
    alt = texts("figure.groups.alt", rows=rows)
    caption = texts("figure.groups.caption", **values)
    return Picture(NAME, title, caption, alt, "comparison.csv", svg, png)


def told_of(results: Results, labels: Labels) -> tuple[list[Group], list[Panel]]:
    """The groups of which anything is told, and a panel for each policy."""
    period = results.period("ahead")
    every = list(_groups(results, labels))
    panels = []
    for name in policies(results):
        found = (
            results.by_key.get(
                ("ahead", name, group.indicator, ALL, group.gemeente, group.need, period)
            )
            for group in every
        )
        rows = tuple(None if row is None or row.kept_back else row for row in found)
        panels.append(Panel(labels.scenario(name), line_of(results.ahead.index(name)), rows))
    kept = [at for at in range(len(every)) if any(panel.rows[at] for panel in panels)]
    return [every[at] for at in kept], [
        Panel(panel.label, panel.line, tuple(panel.rows[at] for at in kept)) for panel in panels
    ]


def _groups(results: Results, labels: Labels) -> Iterator[Group]:
    """Everybody, legal frames, needs as in the file, gemeenten by the alphabet: none leads."""
    yield Group(labels.texts("groups.everybody"))
    for frame in FRAMES:
        yield Group(_capital(labels.texts(f"frame.{frame}")), f"{WAIT}:{frame}")
    for need in results.manifest.needs:
        yield Group(_capital(labels.need(need)), need=need)
    for gemeente in sorted(results.manifest.gemeenten):
        yield Group(gemeente, gemeente=gemeente)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _way(row: Row) -> str:
    return DIRECTIONS.get(row.verdict, "unknown")


def _finding(groups: Sequence[Group], panels: Sequence[Panel], labels: Labels) -> str:
    """Which groups wait longer or shorter by any policy; of many only how many there are."""
    texts = labels.texts
    told = []
    for way in ("longer", "shorter"):
        names = [
            group.title
            for at, group in enumerate(groups)
            if group.title != groups[0].title
            and any(row and _way(row) == way for row in (panel.rows[at] for panel in panels))
        ]
        if len(names) > _NAMED:
            told.append(texts(f"finding.groups.{way}_many", n=len(names)))
        elif names:
            told.append(texts(f"finding.groups.{way}", names=texts.formats.listed(names)))
    return ". ".join(told) if told else texts("finding.groups.none")


def _paint(
    canvas: Canvas,
    groups: Sequence[Group],
    panels: Sequence[Panel],
    results: Results,
    labels: Labels,
) -> None:
    grid = canvas.subplots(1, len(panels), sharex=True, sharey=True, squeeze=False)[0]
    for axes, panel in zip(grid, panels, strict=True):
        _paint_panel(axes, panel, groups, results, labels)
    names = [wrapped(group.title, _LETTERS, 1) for group in groups]
    grid[0].set_yticks(range(len(groups)), names, fontsize=SOURCE_TYPE)
    grid[0].set_ylim(len(groups) - 0.5, -0.5)
    canvas.supxlabel(labels.texts("figure.groups.axis"), fontsize=12)


def _paint_panel(
    axes: Axes, panel: Panel, groups: Sequence[Group], results: Results, labels: Labels
) -> None:
    axes.axvline(0, color=GREY, linewidth=1.4)
    for at, (group, row) in enumerate(zip(groups, panel.rows, strict=True)):
        if at % 2 == 0:
            axes.axhspan(at - 0.5, at + 0.5, color=PALE, alpha=0.35, linewidth=0)
        if row is None:
            continue
        if not wait_is_tested(results, group.indicator):
            sign = labels.texts(f"direction.{_way(row)}").split(" ")[0]
            axes.text(0, at, sign, ha="center", va="center", color=INK)
            continue
        low, high = (row.difference if end is None else end for end in (row.low, row.high))
        axes.plot([low, high], [at, at], color=panel.line.colour, linewidth=2)
        axes.plot(row.difference, at, panel.line.marker, color=panel.line.colour, markersize=6)
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    amount_axis_below(axes, labels.texts.formats)
    axes.set_title(_in_a_column(panel.label), color=panel.line.colour, fontsize=SOURCE_TYPE)


def _in_a_column(title: str) -> str:
    """A title over a few short lines; a word that is longer than one is parted by a hyphen."""
    most = _OF_A_WORD
    words = (
        word if len(word) <= most else f"{word[: most - 3]}- {word[most - 3 :]}"
        for word in title.split()
    )
    return wrapped(" ".join(words), most, 3)


def _alt(panel: Panel, groups: Sequence[Group], results: Results, labels: Labels) -> str:
    """The groups whose waits become longer or shorter; of the others how many there are."""
    texts = labels.texts
    ways = [(group, _way(row)) for group, row in zip(groups, panel.rows, strict=True) if row]
    parts = [
        f"{texts(f'direction.{way}')}: {texts.formats.listed(names)}"
        for way in ("longer", "shorter")
        if (names := [group.title for group, found in ways if found == way])
    ]
    rest = sum(way not in ("longer", "shorter") for _, way in ways)
    parts.append(texts.count("figure.groups.alt_rest", rest))
    return texts("figure.groups.alt_row", scenario=panel.label, parts="; ".join(parts))
