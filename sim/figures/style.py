"""How all figures look: type, colours that also tell in grey, and the same bytes every time."""

from __future__ import annotations

import io
import math
import textwrap
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray
from PIL import Image

from ..texts.format import Formats
from .labels import Frame
from .settings import own_settings
from .slim import slim_png, slim_svg

WIDTH_INCHES = 7.2
TYPE = 12.0
INK, GREY, PALE = "#1a1a1a", "#757575", "#d9d9d9"
RC: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": TYPE,
    "axes.titlesize": TYPE,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": TYPE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.color": PALE,
    "grid.linewidth": 0.7,
    "xtick.labelsize": TYPE,
    "ytick.labelsize": TYPE,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.fontsize": TYPE,
    "legend.frameon": False,
    "hatch.linewidth": 0.8,
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "doorstroom",
    "figure.dpi": 100,
    "savefig.facecolor": "white",
}
PNG_DPI = 150
SOURCE_TYPE, SOURCE_INCHES = 11.0, 0.26
"""The line below the title that says where a figure comes from."""


@dataclass(frozen=True)
class Line:
    """How a scenario is drawn: colour, dashes and marker each tell it apart.

    No marker is a triangle: those say shorter and longer.
    """

    colour: str
    dashes: tuple[float, ...]
    marker: str

    @property
    def face(self) -> str:
        """Fill of the marker: open for the baseline."""
        return "white" if self.colour == GREY else self.colour


BASELINE = Line(GREY, (), "o")
LINES = (
    Line("#0072B2", (), "s"),
    Line("#C44E00", (6, 2), "D"),
    Line("#007A5A", (2, 1.5), "X"),
    Line("#8A3F7A", (8, 2, 2, 2), "P"),
    Line("#936800", (4, 1, 1, 1, 1, 1), "*"),
    Line("#222222", (1, 1), "h"),
    Line("#2A83B8", (12, 2), "p"),
)


@dataclass(frozen=True)
class Sheet:
    """What a figure is drawn on: `letters` go on a line of the heading, `small` on one below it.

    `columns` is how many panels stand side by side at most.
    """

    width_inches: float
    columns: int
    heading_type: float
    letters: int
    small: int
    has_title: bool


WIDE = Sheet(WIDTH_INCHES, columns=2, heading_type=TYPE + 2, letters=62, small=200, has_title=True)
NARROW = Sheet(3.6, columns=1, heading_type=TYPE, letters=36, small=43, has_title=False)
"""For all pages, and for a phone, whose page has the title above the drawing already.

The type is of the same size on both.
"""


@dataclass(frozen=True)
class Picture:
    """A finished figure: its name, words, and its bytes in two formats.

    `narrow` is a drawing for a phone, empty where there is none.
    """

    name: str
    title: str
    caption: str
    alt: str
    data_file: str
    svg: bytes
    png: bytes
    narrow: bytes = b""


def line_of(position: int) -> Line:
    """The line of the scenario at a position; 0 is the baseline."""
    return BASELINE if position == 0 else LINES[(position - 1) % len(LINES)]


def painted(
    paint: Callable[[Canvas], None],
    *,
    height_inches: float,
    title: str,
    frame: Frame,
    topic: str = "",
) -> tuple[bytes, bytes]:
    """Paint on a canvas of the house's width and return it as SVG and PNG.

    The height is that without the lines below the title: `topic`, where the title tells a finding,
    and where the figure comes from.
    """
    with _house_style():
        canvas = _laid_out(paint, WIDE, height_inches, _Heading(title, topic, frame))
        return as_svg(canvas), as_png(canvas)


def painted_for_both(
    paint: Callable[[Canvas, Sheet], None],
    *,
    height_inches: Callable[[Sheet], float],
    title: str,
    frame: Frame,
    topic: str = "",
) -> tuple[bytes, bytes, bytes]:
    """The same with a drawing for a phone behind it, each painted for its own sheet."""
    heading = _Heading(title, topic, frame)

    def on(sheet: Sheet) -> Canvas:
        return _laid_out(lambda canvas: paint(canvas, sheet), sheet, height_inches(sheet), heading)

    with _house_style():
        wide, narrow = on(WIDE), on(NARROW)
        return as_svg(wide), as_png(wide), as_svg(narrow)


@contextmanager
def _house_style() -> Iterator[None]:
    with mpl.rc_context(own_settings(RC)), warnings.catch_warnings():
        # A title from a file may hold a letter that the typeface lacks; a box stands for it.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


@dataclass(frozen=True)
class _Heading:
    title: str
    topic: str
    frame: Frame

    def above(self, sheet: Sheet) -> str:
        """The title, with the mark of a trial."""
        trial = self.frame.trial
        title = self.title if sheet.has_title else ""
        title = f"[{trial}]  {title}".rstrip() if trial else title
        return wrapped(title, sheet.letters, 4)

    def below(self, sheet: Sheet) -> list[str]:
        """The lines below it."""
        told = [self.topic, self.frame.source] if self.topic else [self.frame.source]
        return [line for text in told for line in wrapped(text, sheet.small, 3).split("\n")]


def _laid_out(
    paint: Callable[[Canvas], None], sheet: Sheet, height_inches: float, heading: _Heading
) -> Canvas:
    """A painted canvas on which nothing moves any more, so that both formats are one picture."""
    layout = ConstrainedLayoutEngine(h_pad=0.06, w_pad=0.06, hspace=0.04, wspace=0.04)
    title, below = heading.above(sheet), heading.below(sheet)
    height = height_inches + SOURCE_INCHES * len(below)
    canvas = Canvas(figsize=(sheet.width_inches, height), layout=layout)
    # The last lines of the heading are left empty for these, in a type of their own.
    above = canvas.suptitle(
        "\n ".join([title, *("" for _ in below)]) if title else "\n ".join(" " for _ in below),
        x=0.072 / sheet.width_inches,
        ha="left",
        fontsize=sheet.heading_type,
        fontweight="bold",
    )
    paint(canvas)
    layout.execute(canvas)
    canvas.set_layout_engine("none")
    bottom = above.get_window_extent().y0 / canvas.bbox.height
    left = 0.072 / sheet.width_inches
    canvas.text(left, bottom, "\n".join(below), fontsize=SOURCE_TYPE, color=INK, va="bottom")
    return canvas


def as_svg(canvas: Canvas) -> bytes:
    """The drawing, drawn once: `savefig` draws it once more before."""
    drawn = io.StringIO()
    writer: Any = FigureCanvasSVG(canvas)
    writer.print_svg(drawn, metadata={"Date": None, "Creator": None})
    return slim_svg(drawn.getvalue())


def as_png(canvas: Canvas) -> bytes:
    """The picture, drawn once and not read again."""
    canvas.set_dpi(PNG_DPI)
    pixels: Any = FigureCanvasAgg(canvas)
    pixels.draw()
    shown = Image.frombytes("RGBA", pixels.get_width_height(), bytes(pixels.buffer_rgba()))
    return slim_png(shown, PNG_DPI, ["white", INK, *(line.colour for line in LINES)])


def wrapped(text: str, width: int, lines: int = 3) -> str:
    """Text over at most so many lines, cut with an ellipsis."""
    return textwrap.fill(text, width, max_lines=lines, placeholder=" …", break_on_hyphens=False)


def in_a_column(text: str, width: int, lines: int) -> str:
    """The same in a narrow place; a word that is longer than a line is parted by a hyphen."""
    words = (
        word if len(word) <= width else f"{word[: width - 3]}- {word[width - 3 :]}"
        for word in text.split()
    )
    return wrapped(" ".join(words), width, lines)


def rows_of_panels(count: int, sheet: Sheet, *, above: float = 0.0) -> float:
    """Inches of so many panels, lower where they stand below each other; `above` each row more."""
    return ((2.2 if sheet.columns > 1 else 1.35) + above) * -(-count // sheet.columns)


def panels_on(canvas: Canvas, count: int, sheet: Sheet) -> NDArray[Any]:
    """A grid of panels that share their height; below each other also their years."""
    columns = min(sheet.columns, count)
    rows, is_stacked = -(-count // columns), sheet.columns == 1
    grid = canvas.subplots(rows, columns, sharex=is_stacked, sharey=True, squeeze=False)
    return np.asarray(grid)


def year_axis(axes: Axes, years: Sequence[int], *, most: int = 4) -> None:
    """Whole years on the horizontal axis, at most so many of them."""
    first, last = min(years), max(years)
    step = max(1, -(-(last - first) // most))
    axes.set_xticks(list(range(first, last + 1, step)))
    axes.set_xlim(first - 0.4, last + 0.4)


def from_zero(axes: Axes, highest: float) -> None:
    """A vertical axis from 0 to a little above the highest number, also where that is 0."""
    axes.set_ylim(0, 1.1 * highest if highest > 0 else 1.0)


def whole_years(years: pd.Index[float]) -> list[int]:
    """First and last whole year around years with a fraction."""
    return [int(years.min()), math.ceil(years.max())]


def amount_axis(axes: Axes, formats: Formats, *, most: int = 5, signed: bool = False) -> None:
    """Round numbers on the vertical axis, with as many decimals as their steps need."""
    _round_numbers(axes.yaxis, formats, most, signed=signed)


def amount_axis_below(axes: Axes, formats: Formats) -> None:
    """Few round numbers with their sign on the horizontal axis."""
    _round_numbers(axes.xaxis, formats, 3, signed=True)


def _round_numbers(axis: Axis, formats: Formats, most: int, *, signed: bool) -> None:
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10]))

    def written(number: float, _: object) -> str:
        ticks = axis.get_majorticklocs()
        step = abs(ticks[1] - ticks[0]) if len(ticks) > 1 else 1.0
        decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
        return formats.number(number, decimals, signed=signed)

    axis.set_major_formatter(FuncFormatter(written))


def legend_lines(labels: Sequence[str], *, joined: bool = True) -> list[Line2D]:
    """Handles for a legend of scenarios, the baseline first."""
    return [
        Line2D(
            [],
            [],
            color=line_of(position).colour,
            linewidth=2 if joined else 0,
            dashes=line_of(position).dashes or (None, None),
            marker=line_of(position).marker,
            markerfacecolor=line_of(position).face,
            markersize=6 if joined else 8,
            label=wrapped(label, 30, 1),
        )
        for position, label in enumerate(labels)
    ]


def legend_inches(lines: int, sheet: Sheet) -> float:
    """The height of a legend of so many lines below a figure."""
    return 0.27 * -(-lines // sheet.columns)


def empty_axes(axes: Axes) -> None:
    """Hide what a panel without axes would show."""
    axes.axis("off")
