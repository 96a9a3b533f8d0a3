"""What both maps draw with: lines of text that fit, frames, heads of arrows, and the key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from ..results.small_cells import FEW
from ..telling.chain import Stop
from .map_parts import Layout
from .style import GREY, INK

LINE = 1.22 / 72
"""Inches of a line of text, per point of its type."""
PAD = 0.06
COLOURS = {"gate": "#8f8f8f", "home": "#5B9BC8", "away": "#C44E00", "beside": "#8A3F7A"}
DASHES = (2.2, 1.1)
HEAD = 0.07
TAIL = 0.19
_TAIL_LETTERS = 4
"""Letters of a broken word on its last line, at least."""
_SAMPLES = (0.05, 0.2, 0.75)
"""Parts of the largest way that the widths are explained with."""

# ------------------------------------------------------------------ lines of text


def broken(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Text over as many lines as it needs; a word that is too long is broken with a hyphen.

    `room` is in points.
    """
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and length(joined, size, bold) <= room:
            lines[-1] = joined
            continue
        while length(word, size, bold) > room:
            most = max(1, len(word) - _TAIL_LETTERS)
            at = next(n for n in range(most, 0, -1) if _fits(word[:n], size, bold, room))
            lines.append(word[:at] + "-")
            word = word[at:]
        lines.append(word)
    return lines


def _fits(part: str, size: float, bold: bool, room: float) -> bool:
    return len(part) == 1 or length(part + "-", size, bold) <= room


@cache
def length(text: str, size: float, bold: bool) -> float:
    """Points that a text takes in the typeface of the house, which comes with matplotlib."""
    face = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")
    # Outlines lie within their points, and those of letters touch the outermost.
    return float(TextPath((0, 0), text, size=size, prop=face).vertices[:, 0].max())


def write(
    axes: Axes,
    at: tuple[float, float],
    lines: Sequence[str],
    size: float,
    *,
    weight: str = "normal",
    colour: str = INK,
) -> float:
    """Lines below each other from a left top on; the y where they end."""
    x, y = at
    for line in lines:
        y += size * LINE
        axes.text(
            x, y - 0.28 * size * LINE, line, fontsize=size, fontweight=weight, color=colour
        )  # fmt: skip
    return y


# ------------------------------------------------------------------ boxes and arrows


def frame(axes: Axes, stop: Stop, left_top: tuple[float, float], width: float, high: float) -> str:
    """The frame of a station, dashed and grey where nobody comes; the colour of its words."""
    colour = INK if stop.starts_per_year > 0 else GREY
    axes.add_patch(
        FancyBboxPatch(
            left_top,
            width,
            high,
            boxstyle="round,pad=0,rounding_size=0.06",
            facecolor="#f3f3f3" if stop.part == "away" else "white",
            edgecolor=colour,
            linewidth=1.4 if stop.part == "away" else 1.0,
            linestyle="-" if colour == INK else (0, (3, 2)),
        )
    )
    return colour


def shaft(axes: Axes, path: Path, width: float, colour: str, *, is_beside: bool) -> None:
    """The line of an arrow, `width` in inches, dashed where it is a second trajectory."""
    thick = 72 * width
    casing: dict[str, Any] = {"facecolor": "none", "capstyle": "butt"}
    axes.add_patch(PathPatch(path, edgecolor="white", linewidth=thick + 1.6, **casing))
    style: Any = (0, tuple(d * 1.6 / max(1.0, thick / 2) for d in DASHES))
    axes.add_patch(
        PathPatch(
            path,
            edgecolor=colour,
            linewidth=thick,
            linestyle=style if is_beside else "-",
            **casing,
        )
    )


def head_of(width: float) -> tuple[float, float]:
    """How long the head of an arrow of a width is, and half of how high."""
    return max(HEAD, 0.8 * width), max(0.04, 0.5 * width + 0.022)


def head(
    axes: Axes,
    tip: tuple[float, float],
    direction: tuple[float, float],
    size: tuple[float, float],
    colour: str,
) -> None:
    """The head of an arrow at its tip, pointing in a direction."""
    (x, y), (dx, dy), (long, half) = tip, direction, size
    back = (x - dx * long, y - dy * long)
    corners = [
        tip,
        (back[0] - dy * half, back[1] + dx * half),
        (back[0] + dy * half, back[1] - dx * half),
    ]
    axes.add_patch(Polygon(corners, facecolor=colour, edgecolor="white", linewidth=0.4))


def from_outside(axes: Axes, x: float, y: float) -> None:
    """The mark of who comes from outside: a dot and a short arrow, not as wide as they are many."""
    tail = (x - TAIL, y)
    axes.plot([tail[0], x - HEAD], [y, y], color=INK, linewidth=1.4)
    axes.add_patch(Circle(tail, 0.034, facecolor="white", edgecolor=INK, linewidth=1.2, zorder=3))
    head(axes, (x, y), (1.0, 0.0), (HEAD + 0.02, 0.045), INK)


# ------------------------------------------------------------------ the key


def samples_of(layout: Layout) -> list[int]:
    """Round numbers a year that the widths are explained with, none under ten."""
    largest = max((arrow.way.per_year for arrow in layout.arrows), default=0.0)
    return sorted({_round_below(part * largest) for part in _SAMPLES if part * largest >= FEW})


def _round_below(number: float) -> int:
    """The largest of 10, 20, 50, 100, ... that is not above a number of ten or more."""
    ten = int("1" + "0" * (len(str(int(number))) - 1))
    return max(step * ten for step in (1, 2, 5) if step * ten <= number)


def sample(axes: Axes, at: tuple[float, float], spec: str, size: float, **line: Any) -> float:
    """A piece of line and what it means; the x where the next may begin."""
    (x, y), long = at, 0.28
    path = Path([(x, y), (x + long, y)])
    axes.add_patch(PathPatch(path, edgecolor=GREY, capstyle="butt", **line))
    axes.text(x + long + 0.06, y, spec, va="center", fontsize=size)
    return x + long + 0.06 + length(spec, size, False) / 72 + 0.22
