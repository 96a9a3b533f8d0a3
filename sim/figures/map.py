"""Figure: the chain as a map, stations as boxes and ways as arrows as wide as they are used."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Sequence

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Circle
from matplotlib.path import Path

from ..telling.chain import Chain, Stop, Way
from ..texts import Texts
from .map_layout import columns_of, laid_out
from .map_narrow import painted_narrow
from .map_parts import GAP, STUB, Arrow, Box, Drawing, Layout
from .map_pen import (
    COLOURS,
    DASHES,
    LINE,
    PAD,
    broken,
    frame,
    from_outside,
    head,
    head_of,
    sample,
    samples_of,
    shaft,
    write,
)
from .map_words import largest_in_words, notes_of, shared_pools, title_of, words_of
from .settings import own_settings
from .style import INK, PALE, RC, TYPE, WIDTH_INCHES, Picture, as_png, as_svg, wrapped

NAME = "map"
TITLE_TYPE, SMALL_TYPE = 9.0, 8.5
SPARE = 0.03
SHOWN = 0.0125
"""A way is drawn from this share of all steps a year up, and where a station hangs on it."""


def draw(chain: Chain, texts: Texts) -> Picture:
    """The map of a chain as a picture; what it leaves out stands in it."""
    drawing = drawing_of(chain, texts)
    svg, png, narrow = _painted(drawing, texts)
    caption = texts("map.caption", date=texts.formats.date(chain.at))
    ways = largest_in_words(shown_ways(chain), chain, texts)
    alt = texts("map.alt", ways=ways) if ways else texts("map.alt_nobody")
    return Picture(NAME, drawing.title, caption, alt, "manifest.json", svg, png, narrow)


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
    title = broken(words[0], TITLE_TYPE, room, bold=True)
    return title, [line for word in words[1:] for line in broken(word, SMALL_TYPE, room)]


# ------------------------------------------------------------------ painting


def _painted(drawing: Drawing, texts: Texts) -> tuple[bytes, bytes, bytes]:
    layout = drawing.layout
    title = wrapped(drawing.title, 62).split("\n")
    room = 72 * (layout.width - 0.1)
    note = [line for item in drawing.notes for line in broken(item, SMALL_TYPE, room)]
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
        return as_svg(canvas), as_png(canvas), painted_narrow(drawing, texts)


def _paint_arrows(axes: Axes, layout: Layout) -> None:
    # The large ones first, and those between two boxes of a column over what passes there.
    for arrow in sorted(layout.arrows, key=lambda item: (item.start == "bottom", -item.width)):
        _paint_arrow(axes, arrow, COLOURS[layout.boxes[arrow.way.destination].stop.part])
    for box in layout.boxes.values():
        if box.takes_from_outside:
            from_outside(axes, box.x, box.y + STUB / 2 + 0.03)


def _paint_arrow(axes: Axes, arrow: Arrow, colour: str) -> None:
    size = head_of(arrow.width)
    path, tip, direction = _path(arrow, size[0])
    shaft(axes, path, arrow.width, colour, is_beside=arrow.way.beside)
    head(axes, tip, direction, size, colour)


def _path(arrow: Arrow, long: float) -> tuple[Path, tuple[float, float], tuple[float, float]]:
    """The line of an arrow up to its head, its tip, and the way it points."""
    points = list(arrow.points)
    tip = points[-1]
    if arrow.start in ("top", "bottom"):
        dy = 1.0 if arrow.start == "bottom" else -1.0
        return Path([points[0], (tip[0], tip[1] - dy * long * 0.9)]), tip, (0.0, dy)
    dx = 1.0 if arrow.end == "left" else -1.0
    points[-1] = (tip[0] - dx * long * 0.9, tip[1])
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


def _paint_boxes(axes: Axes, drawing: Drawing) -> None:
    for name, box in drawing.layout.boxes.items():
        colour = frame(axes, box.stop, (box.x, box.y), box.width, box.height)
        _paint_words(axes, box, drawing.boxes[name], colour)


def _paint_words(axes: Axes, box: Box, words: Sequence[str], colour: str) -> None:
    title, small = _lines(words, box.width)
    used = len(title) * TITLE_TYPE * LINE + len(small) * SMALL_TYPE * LINE
    x, y = box.x + PAD, box.middle - used / 2
    y = write(axes, (x, y), title, TITLE_TYPE, weight="bold", colour=colour)
    write(axes, (x, y), small, SMALL_TYPE, colour=colour)


def _paint_key(axes: Axes, layout: Layout, y: float, texts: Texts) -> None:
    """Samples of widths, of a second trajectory and of who comes from outside."""
    axes.plot([0.05, layout.width - 0.05], [y, y], color=PALE, linewidth=0.8)
    samples = samples_of(layout)
    x, y = 0.05, y + 0.2
    for per_year in samples:
        width = max(1.0, 72 * per_year / layout.per_inch)
        number = texts.formats.number(per_year)
        spec = texts("map.key.width", n=number) if per_year == samples[-1] else number
        x = sample(axes, (x, y), spec, SMALL_TYPE, linewidth=width)
    if any(arrow.way.beside for arrow in layout.arrows):
        spec = texts("map.key.beside")
        x = sample(axes, (x, y), spec, SMALL_TYPE, linewidth=2, linestyle=(0, DASHES))
    x += 0.04
    axes.add_patch(Circle((x, y), 0.034, facecolor="white", edgecolor=INK, linewidth=1.2))
    axes.text(x + 0.09, y, texts("map.key.outside"), va="center", fontsize=SMALL_TYPE)
