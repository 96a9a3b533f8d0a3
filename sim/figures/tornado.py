"""Figure: how far each group of doubt moves a number, the furthest on top (a tornado)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from ..texts import Texts
from .labels import Labels
from .style import GREY, INK, LINES, Picture, painted, wrapped

NAME = "tornado"
LOW, HIGH = LINES[0].colour, LINES[1].colour
_MOST = 8


@dataclass(frozen=True)
class Bar:
    """A group: the number with the group low, and high, with half-widths of intervals."""

    label: str
    low: float
    high: float
    low_half: float
    high_half: float


@dataclass(frozen=True)
class Panel:
    """A number with its bars, the widest first; `middle` is where all groups are at their middle.

    `unit` names the axis, `error` is how far the emulator is off.
    """

    title: str
    unit: str
    middle: float
    error: float
    bars: tuple[Bar, ...]


def draw(panels: Sequence[Panel], draws: int, labels: Labels) -> Picture | None:
    """Draw the figure; None where no group moves anything."""
    panels = [panel for panel in panels if panel.bars]
    if not panels:
        return None
    texts = labels.texts
    title = texts("figure.tornado.title")
    rows = [min(_MOST, len(panel.bars)) for panel in panels]
    height = 0.8 + sum(1.3 + 0.42 * count for count in rows)

    def paint(canvas: Canvas) -> None:
        each = canvas.subplots(
            len(panels), 1, squeeze=False, height_ratios=[2 + count for count in rows]
        )
        for axes, panel in zip(each.flat, panels, strict=True):
            _paint(axes, panel, texts)
        handles = [
            Patch(facecolor=LOW, edgecolor=INK, label=texts("figure.tornado.low")),
            Patch(facecolor=HIGH, edgecolor=INK, hatch="///", label=texts("figure.tornado.high")),
        ]
        canvas.legend(handles=handles, loc="outside lower left", ncols=2)

    svg, png = painted(paint, height_inches=height, title=title, frame=labels.frame)
    caption = texts("figure.tornado.caption", draws=texts.formats.number(draws))
    alt = texts("figure.tornado.alt", rows=" ".join(_alt(panel, texts) for panel in panels))
    return Picture(NAME, title, caption, alt, "tornado.csv", svg, png)


def _paint(axes: Axes, panel: Panel, texts: Texts) -> None:
    bars = panel.bars[:_MOST]
    for place, bar in enumerate(bars):
        ends = ((bar.low, bar.low_half, LOW, None), (bar.high, bar.high_half, HIGH, "///"))
        for value, half, colour, hatch in ends:
            axes.barh(
                place, value - panel.middle, left=panel.middle, height=0.6, color=colour,
                hatch=hatch, edgecolor=INK, linewidth=0.6,
            )  # fmt: skip
            axes.plot([value - half, value + half], [place, place], color=INK, linewidth=1)
    axes.axvline(panel.middle, color=GREY, linewidth=1)
    axes.set_yticks(range(len(bars)), [wrapped(bar.label, 34, 2) for bar in bars])
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.set_title(wrapped(panel.title, 40, 2))
    error = texts.formats.number(panel.error, _decimals(panel) + 1)
    axes.set_xlabel(
        wrapped(texts("figure.tornado.error", name=panel.unit, error=error), 60), loc="right"
    )
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(lambda value, _: texts.formats.number(value, _decimals(panel)))


def _decimals(panel: Panel) -> int:
    ends = [end for bar in panel.bars for end in (bar.low, bar.high)]
    width = max(ends) - min(ends)
    return 0 if width >= 5 else 1 if width >= 0.5 else 2


def _alt(panel: Panel, texts: Texts) -> str:
    number, decimals = texts.formats.number, _decimals(panel)
    bars = [
        texts(
            "figure.tornado.alt_bar",
            group=bar.label,
            low=number(bar.low, decimals),
            high=number(bar.high, decimals),
        )
        for bar in panel.bars[:_MOST]
    ]
    listed = texts.formats.listed(bars)
    return texts("figure.tornado.alt_row", panel=panel.title, bars=listed)
