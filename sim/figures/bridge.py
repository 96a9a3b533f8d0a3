"""Figure: from the cost of the baseline to that of each policy, part by part (a waterfall)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from ..texts import Texts
from .bridge_parts import Bridge, bridges_of
from .labels import Labels
from .results import Results
from .style import (
    GREY,
    INK,
    LINES,
    SOURCE_TYPE,
    Picture,
    Sheet,
    empty_axes,
    painted_for_both,
    wrapped,
)

NAME = "cost-bridge"
LESS, MORE = LINES[0].colour, LINES[1].colour
MILLION, ROW_INCHES = 1e6, 0.25
_HEADING, _LETTERS = 2.5, 19
"""Rows above the bars, and letters of a name on one line."""
_NAMES, _BARS = 0.46, 0.38
"""Parts of the width of a panel; numbers take the rest."""


def draw(results: Results, labels: Labels) -> Picture | None:
    """Draw the figure; None where no policy was compared or money stands in no form."""
    bridges = bridges_of(results, labels)
    if not bridges:
        return None
    texts = labels.texts
    values = {
        "baseline": labels.scenario(results.baseline),
        "period": labels.period(results.period("ahead")),
    }
    topic = texts("figure.bridge.title", **values)
    title = _finding(bridges, results, labels)

    def columns(sheet: Sheet) -> int:
        return min(sheet.columns, len(bridges))

    drawings = painted_for_both(
        lambda canvas, sheet: _paint(canvas, bridges, columns(sheet), texts),
        height_inches=lambda sheet: (
            (0.75 if sheet.has_title else 0.25) + sum(_heights(bridges, columns(sheet)))
        ),
        title=title or topic,
        topic=topic if title else "",
        frame=labels.frame,
    )
    caption = texts("figure.bridge.caption", **values)
    rows = " ".join(_alt(bridge, texts) for bridge in bridges)
    alt = texts("figure.bridge.alt", rows=rows)
    return Picture(NAME, title or topic, caption, alt, "comparison.csv", *drawings)


def _finding(bridges: Sequence[Bridge], results: Results, labels: Labels) -> str:
    """Where most goes and where most comes, of forms whose way is sure; empty without such."""
    sure = [(part, item) for item in bridges for part in item.parts if part.is_sure]
    told = []
    for key, chosen in (("less", min), ("more", max)):
        if not sure:
            break
        part, bridge = chosen(sure, key=lambda pair: pair[0].difference)
        if (part.difference < 0) == (key == "less"):
            title = f"“{bridge.label}”"
            if results.manifest.scenario[bridge.scenario].assumed_blocks:
                title = labels.texts("lead.if", title=title)
            amount = labels.texts.formats.money(abs(part.difference))
            values = {"form": part.label, "title": title, "amount": amount}
            told.append(labels.texts(f"finding.bridge.{key}", **values))
    return ". ".join(told)


def _heights(bridges: Sequence[Bridge], columns: int) -> list[float]:
    """Inches of each row of panels, by its longest."""
    rows = [bridges[at : at + columns] for at in range(0, len(bridges), columns)]
    return [ROW_INCHES * max(_Panel.of(bridge).bottom for bridge in row) for row in rows]


def _paint(canvas: Canvas, bridges: Sequence[Bridge], columns: int, texts: Texts) -> None:
    heights = _heights(bridges, columns)
    grid = canvas.subplots(len(heights), columns, squeeze=False, height_ratios=heights)
    scale = _Scale.of(bridges)
    for axes in grid.flat:
        empty_axes(axes)
    for at, bridge in enumerate(bridges):
        axes = grid.flat[at]
        axes.set_xlim(*scale.limits)
        axes.set_ylim(heights[at // columns] / ROW_INCHES, 0)
        _paint_panel(axes, _Panel.of(bridge), scale, texts)


@dataclass(frozen=True)
class _Scale:
    """Where the bars of every panel lie, in millions; names stand before them, numbers behind."""

    low: float
    high: float

    @staticmethod
    def of(bridges: Sequence[Bridge]) -> _Scale:
        """From the lowest to the highest that any bar or range comes to, and zero."""
        ends = [end / MILLION for item in bridges for end in (0.0, item.low, item.high)]
        for item in bridges:
            ends += [end / MILLION for end in accumulate(part.difference for part in item.parts)]
        return _Scale(min(ends), max(ends))

    @property
    def limits(self) -> tuple[float, float]:
        """The ends of the axis, with room for names and numbers."""
        size = (self.high - self.low) / _BARS
        return self.low - _NAMES * size, self.high + (1 - _NAMES - _BARS) * size


@dataclass(frozen=True)
class _Panel:
    """A bridge with the heights at which its rows stand; a name over two lines takes more."""

    bridge: Bridge
    names: tuple[str, ...]
    middles: tuple[float, ...]

    @staticmethod
    def of(bridge: Bridge) -> _Panel:
        """From the top down, in rows of one line, below two lines of heading."""
        names = tuple(wrapped(part.label, _LETTERS, 2) for part in bridge.parts)
        sizes = [1.0 + 0.7 * name.count("\n") for name in names]
        ends = list(accumulate(sizes, initial=_HEADING))
        middles = tuple(end + size / 2 for end, size in zip(ends, sizes, strict=False))
        return _Panel(bridge, names, (*middles, ends[-1] + 0.6))

    @property
    def bottom(self) -> float:
        """Where the panel ends, below the range of the whole."""
        return self.middles[-1] + 1.75


def _paint_panel(axes: Axes, panel: _Panel, scale: _Scale, texts: Texts) -> None:
    bridge, number = panel.bridge, texts.formats.number
    left, right = scale.limits
    ends = (bridge.before, bridge.before + bridge.difference)
    before, after = (number(end / MILLION, 1) for end in ends)
    heading = texts("figure.bridge.heading", before=before, after=after)
    axes.text(left, 0.75, wrapped(bridge.label, 32, 1), fontweight="bold", va="center")
    axes.text(left, 1.75, heading, va="center")
    axes.plot([0, 0], [_HEADING, panel.middles[-1] + 0.5], color=INK, linewidth=0.9)
    at = 0.0
    for part, name, middle, below in zip(
        bridge.parts, panel.names, panel.middles[:-1], panel.middles[1:], strict=True
    ):
        width = part.difference / MILLION
        axes.text(left, middle, name, fontsize=SOURCE_TYPE, va="center", linespacing=1)
        axes.text(right, middle, number(width, 1, signed=True), ha="right", va="center")
        _paint_bar(axes, middle, at, width)
        at += width
        axes.plot([at, at], [middle, below], color=GREY, linewidth=0.8, zorder=1)
    _paint_whole(axes, panel, scale, texts)


def _paint_bar(axes: Axes, middle: float, start: float, width: float) -> None:
    """Less in one colour, more in another and hatched, so that grey tells them apart."""
    is_less = width < 0
    axes.barh(
        middle, width, left=start, height=0.72, color=LESS if is_less else MORE,
        hatch=None if is_less else "////", edgecolor=INK, linewidth=0.6,
    )  # fmt: skip


def _paint_whole(axes: Axes, panel: _Panel, scale: _Scale, texts: Texts) -> None:
    bridge, middle = panel.bridge, panel.middles[-1]
    left, right = scale.limits
    ends = (bridge.difference, bridge.low, bridge.high)
    width, low, high = (amount / MILLION for amount in ends)
    axes.barh(middle, width, height=0.72, color="white", edgecolor=INK, linewidth=1.4)
    axes.text(left, middle, texts("figure.bridge.whole"), fontweight="bold", va="center")
    written = [texts.formats.number(end, 1, signed=True) for end in (width, low, high)]
    axes.text(right, middle, written[0], fontweight="bold", ha="right", va="center")
    if low < high:
        reach = [[max(0.0, width - low)], [max(0.0, high - width)]]
        axes.errorbar(width, middle, xerr=reach, color=INK, linewidth=1.4, capsize=3)
        between = f"({texts.formats.range(*written[1:])})"
        axes.text(right, middle + 1, between, fontsize=SOURCE_TYPE, ha="right", va="center")


def _alt(bridge: Bridge, texts: Texts) -> str:
    money = texts.formats.money
    parts = [f"{part.label} {money(part.difference, signed=True)}" for part in bridge.parts]
    return texts(
        "figure.bridge.alt_row",
        scenario=bridge.label,
        before=money(bridge.before),
        after=money(bridge.before + bridge.difference),
        parts=texts.formats.listed(parts),
        whole=money(bridge.difference, signed=True),
        range=texts.formats.money_range(bridge.low, bridge.high, signed=True),
    )
