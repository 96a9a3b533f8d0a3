"""Figure: the chain as a map, stations as boxes and ways as arrows as wide as they are used."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from ..results.small_cells import FEW
from ..telling.chain import Chain, Stop, Way
from ..texts import Texts
from .map_layout import columns_of, laid_out
from .map_parts import GAP, STUB, Arrow, Box, Layout
from .map_words import largest_in_words, notes_of, shared_pools, title_of, words_of
from .settings import own_settings
from .style import GREY, INK, PALE, RC, TYPE, WIDTH_INCHES, Picture, saved, wrapped

NAME = "map"
TITLE_TYPE, SMALL_TYPE = 9.0, 8.5
LINE = 1.22 / 72
"""Inches of a line of text, per point of its type."""
PAD, SPARE = 0.06, 0.03
SHOWN = 0.0125
"""A way is drawn from this share of all steps a year up, and where a station hangs on it."""
COLOURS = {"gate": "#8f8f8f", "home": "#5B9BC8", "away": "#C44E00", "beside": "#8A3F7A"}
DASHES = (2.2, 1.1)
TAIL_LETTERS = 4
"""Letters of a broken word on its last line, at least."""
HEAD = 0.07
TAIL = 0.19
SAMPLES = (0.05, 0.2, 0.75)
"""Parts of the largest way that the widths are explained with."""


@dataclass(frozen=True)
class Drawing:
    """All that is drawn, so that two maps can be compared without their bytes."""

    layout: Layout
    boxes: dict[str, tuple[str, ...]]
    notes: tuple[str, ...]
    title: str

    @property
    def digest(self) -> str:
        """Sixteen letters that differ where words, boxes or ways differ; widths as whole youths."""
        ways = [
            (arrow.way.origin, arrow.way.destination, arrow.way.beside, round(arrow.way.per_year))
            for arrow in self.layout.arrows
        ]
        spec = json.dumps([self.title, self.boxes, sorted(ways), self.notes])
        return hashlib.sha256(spec.encode()).hexdigest()[:16]


def draw(chain: Chain, texts: Texts) -> Picture:
    """The map of a chain as a picture; what it leaves out stands in it."""
    drawing = drawing_of(chain, texts)
    svg, png = _painted(drawing, texts)
    caption = texts("map.caption", date=texts.formats.date(chain.at))
    ways = largest_in_words(shown_ways(chain), chain, texts)
    alt = texts("map.alt", ways=ways) if ways else texts("map.alt_nobody")
    return Picture(NAME, drawing.title, caption, alt, "manifest.json", svg, png)


def drawing_of(chain: Chain, texts: Texts) -> Drawing:
    """What the map shows: boxes with their words, arrows with their points, and notes."""
    ways = shown_ways(chain)
    shared = shared_pools(chain)
    words = {stop.name: words_of(stop, chain, shared, texts) for stop in chain.stops}
    columns = columns_of(chain, lambda part: texts(f"map.part.{part}"))

    def height_of(stop: Stop, width: float) -> float:
        title, small = _lines(words[stop.name], width)
        return len(title) * TITLE_TYPE * LINE + len(small) * SMALL_TYPE * LINE + 2 * PAD

    layout = laid_out(columns, ways, width=WIDTH_INCHES, height_of=height_of)
    return Drawing(
        layout=layout,
        boxes=words,
        notes=tuple(notes_of(chain, ways, shared, texts)),
        title=texts("map.title", title=title_of(chain.title, "", texts)),
    )


def shown_ways(chain: Chain) -> list[Way]:
    """The ways that are drawn: the large ones, the main ways in and the main way on of each."""
    apart = [way for way in chain.ways if way.origin != way.destination]
    whole = sum(way.per_year for way in chain.ways)
    into: dict[str, int] = defaultdict(int)
    on: dict[str, int] = defaultdict(int)
    result = []
    for way in apart:
        is_main = not way.beside and (not into[way.destination] or not on[way.origin])
        is_only = way.beside and not into[way.destination]
        if way.per_year >= SHOWN * whole or is_main or is_only:
            result.append(way)
        if not way.beside or is_only:
            into[way.destination] += 1
        on[way.origin] += not way.beside
    return result


# ------------------------------------------------------------------ lines of text


def _lines(words: Sequence[str], width: float) -> tuple[list[str], list[str]]:
    """The title and the small lines as they break in a box of a width."""
    room = 72 * (width - 2 * PAD - SPARE)
    title = _broken(words[0], TITLE_TYPE, room, bold=True)
    return title, [line for word in words[1:] for line in _broken(word, SMALL_TYPE, room)]


def _broken(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Text over as many lines as it needs; a word that is too long is broken with a hyphen."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and _length(joined, size, bold) <= room:
            lines[-1] = joined
            continue
        while _length(word, size, bold) > room:
            most = max(1, len(word) - TAIL_LETTERS)
            at = next(n for n in range(most, 0, -1) if _fits(word[:n], size, bold, room))
            lines.append(word[:at] + "-")
            word = word[at:]
        lines.append(word)
    return lines


def _fits(part: str, size: float, bold: bool, room: float) -> bool:
    return len(part) == 1 or _length(part + "-", size, bold) <= room


@cache
def _length(text: str, size: float, bold: bool) -> float:
    """Points that a text takes in the typeface of the house, which comes with matplotlib."""
    face = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")
    # Outlines lie within their points, and those of letters touch the outermost.
    return float(TextPath((0, 0), text, size=size, prop=face).vertices[:, 0].max())


# ------------------------------------------------------------------ painting


def _painted(drawing: Drawing, texts: Texts) -> tuple[bytes, bytes]:
    layout = drawing.layout
    title = wrapped(drawing.title, 62).split("\n")
    room = 72 * (layout.width - 0.1)
    note = [line for item in drawing.notes for line in _broken(item, SMALL_TYPE, room)]
    above = len(title) * (TYPE + 2) * LINE + 0.12
    below = len(note) * SMALL_TYPE * LINE + 0.5
    height = above + layout.height + 0.1 + below
    with mpl.rc_context(own_settings(RC)), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        canvas = Canvas(figsize=(layout.width, height))
        axes = canvas.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, layout.width)
        axes.set_ylim(layout.height + 0.1 + below, -above)
        axes.axis("off")
        axes.text(
            0.05, -above + 0.06, "\n".join(title), va="top", fontsize=TYPE + 2, fontweight="bold"
        )
        _paint_arrows(axes, layout)
        _paint_boxes(axes, drawing)
        for (x, y), heading in layout.headings:
            axes.text(x, y + 0.06, heading, va="top", fontsize=SMALL_TYPE + 1, fontstyle="italic")
        _paint_key(axes, layout, layout.height + 0.1, texts)
        axes.text(
            0.05,
            layout.height + 0.55,
            "\n".join(note),
            va="top",
            fontsize=SMALL_TYPE,
            linespacing=1.2,
        )
        return saved(canvas)


def _paint_arrows(axes: Axes, layout: Layout) -> None:
    # The large ones first, and those between two boxes of a column over what passes there.
    for arrow in sorted(layout.arrows, key=lambda item: (item.start == "bottom", -item.width)):
        _paint_arrow(axes, arrow, COLOURS[layout.boxes[arrow.way.destination].stop.part])
    for box in layout.boxes.values():
        if box.takes_from_outside:
            _paint_stub(axes, box)


def _paint_arrow(axes: Axes, arrow: Arrow, colour: str) -> None:
    head = max(HEAD, 0.8 * arrow.width)
    path, tip, direction = _path(arrow, head)
    thick = 72 * arrow.width
    casing: dict[str, Any] = {"facecolor": "none", "capstyle": "butt"}
    axes.add_patch(PathPatch(path, edgecolor="white", linewidth=thick + 1.6, **casing))
    style: Any = (0, tuple(d * 1.6 / max(1.0, thick / 2) for d in DASHES))
    axes.add_patch(
        PathPatch(
            path,
            edgecolor=colour,
            linewidth=thick,
            linestyle=style if arrow.way.beside else "-",
            **casing,
        )
    )
    half = max(0.04, 0.5 * arrow.width + 0.022)
    _paint_head(axes, tip, direction, (head, half), colour)


def _paint_head(
    axes: Axes,
    tip: tuple[float, float],
    direction: tuple[float, float],
    size: tuple[float, float],
    colour: str,
) -> None:
    (x, y), (dx, dy), (long, half) = tip, direction, size
    back = (x - dx * long, y - dy * long)
    corners = [
        tip,
        (back[0] - dy * half, back[1] + dx * half),
        (back[0] + dy * half, back[1] - dx * half),
    ]
    axes.add_patch(Polygon(corners, facecolor=colour, edgecolor="white", linewidth=0.4))


def _path(arrow: Arrow, head: float) -> tuple[Path, tuple[float, float], tuple[float, float]]:
    """The line of an arrow up to its head, its tip, and the way it points."""
    points = list(arrow.points)
    tip = points[-1]
    if arrow.start in ("top", "bottom"):
        dy = 1.0 if arrow.start == "bottom" else -1.0
        return Path([points[0], (tip[0], tip[1] - dy * head * 0.9)]), tip, (0.0, dy)
    dx = 1.0 if arrow.end == "left" else -1.0
    points[-1] = (tip[0] - dx * head * 0.9, tip[1])
    vertices, codes = [points[0]], [Path.MOVETO]
    out = 1.0 if arrow.start == "right" else -1.0
    for at in range(0, len(points) - 1, 2):
        (x0, y0), (x1, y1) = points[at], points[at + 1]
        reach = 0.55 * abs(x1 - x0)
        if arrow.start == arrow.end:
            reach = min(0.8 * GAP, 0.22 + 0.09 * abs(y1 - y0))
            vertices += [(x0 + out * reach, y0), (x1 + out * reach, y1), (x1, y1)]
        else:
            vertices += [(x0 + out * reach, y0), (x1 - out * reach, y1), (x1, y1)]
        codes += [Path.CURVE4] * 3
        if at + 2 < len(points):
            vertices.append(points[at + 2])
            codes.append(Path.LINETO)
    return Path(vertices, codes), tip, (dx, 0.0)


def _paint_stub(axes: Axes, box: Box) -> None:
    """The mark of who comes from outside: a dot and a short arrow, not as wide as they are many."""
    y = box.y + STUB / 2 + 0.03
    tail = (box.x - TAIL, y)
    axes.plot([tail[0], box.x - HEAD], [y, y], color=INK, linewidth=1.4)
    axes.add_patch(Circle(tail, 0.034, facecolor="white", edgecolor=INK, linewidth=1.2, zorder=3))
    _paint_head(axes, (box.x, y), (1.0, 0.0), (HEAD + 0.02, 0.045), INK)


def _paint_boxes(axes: Axes, drawing: Drawing) -> None:
    for name, box in drawing.layout.boxes.items():
        is_used = box.stop.starts_per_year > 0
        axes.add_patch(
            FancyBboxPatch(
                (box.x, box.y),
                box.width,
                box.height,
                boxstyle="round,pad=0,rounding_size=0.06",
                facecolor="#f3f3f3" if box.stop.part == "away" else "white",
                edgecolor=INK if is_used else GREY,
                linewidth=1.4 if box.stop.part == "away" else 1.0,
                linestyle="-" if is_used else (0, (3, 2)),
            )
        )
        _paint_words(axes, box, drawing.boxes[name], INK if is_used else GREY)


def _paint_words(axes: Axes, box: Box, words: Sequence[str], colour: str) -> None:
    title, small = _lines(words, box.width)
    used = len(title) * TITLE_TYPE * LINE + len(small) * SMALL_TYPE * LINE
    y = box.middle - used / 2
    for lines, size, weight in ((title, TITLE_TYPE, "bold"), (small, SMALL_TYPE, "normal")):
        for line in lines:
            y += size * LINE
            axes.text(
                box.x + PAD,
                y - 0.28 * size * LINE,
                line,
                fontsize=size,
                fontweight=weight,
                color=colour,
            )


def _paint_key(axes: Axes, layout: Layout, y: float, texts: Texts) -> None:
    """Samples of widths, of a second trajectory and of who comes from outside."""
    axes.plot([0.05, layout.width - 0.05], [y, y], color=PALE, linewidth=0.8)
    largest = max((arrow.way.per_year for arrow in layout.arrows), default=0.0)
    samples = sorted({_round_below(part * largest) for part in SAMPLES if part * largest >= FEW})
    x, y = 0.05, y + 0.2
    for sample in samples:
        width = max(1.0, 72 * sample / layout.per_inch)
        number = texts.formats.number(sample)
        spec = texts("map.key.width", n=number) if sample == samples[-1] else number
        x = _paint_sample(axes, (x, y), spec, linewidth=width)
    if any(arrow.way.beside for arrow in layout.arrows):
        spec = texts("map.key.beside")
        x = _paint_sample(axes, (x, y), spec, linewidth=2, linestyle=(0, DASHES))
    x += 0.04
    axes.add_patch(Circle((x, y), 0.034, facecolor="white", edgecolor=INK, linewidth=1.2))
    axes.text(x + 0.09, y, texts("map.key.outside"), va="center", fontsize=SMALL_TYPE)


def _round_below(number: float) -> int:
    """The largest of 10, 20, 50, 100, ... that is not above a number of ten or more."""
    ten = int("1" + "0" * (len(str(int(number))) - 1))
    return max(step * ten for step in (1, 2, 5) if step * ten <= number)


def _paint_sample(axes: Axes, at: tuple[float, float], spec: str, **line: Any) -> float:
    """A piece of line and what it means; the x where the next may begin."""
    (x, y), long = at, 0.28
    path = Path([(x, y), (x + long, y)])
    axes.add_patch(PathPatch(path, edgecolor=GREY, capstyle="butt", **line))
    axes.text(x + long + 0.06, y, spec, va="center", fontsize=SMALL_TYPE)
    return x + long + 0.06 + _length(spec, SMALL_TYPE, False) / 72 + 0.22
