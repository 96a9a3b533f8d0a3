"""The map for a phone: stations below each other, and under each its ways on, as wide as used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Circle
from matplotlib.path import Path

from ..texts import Texts
from .map_parts import Arrow, Box, Drawing
from .map_pen import (
    COLOURS,
    DASHES,
    LINE,
    PAD,
    TAIL,
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
from .style import INK, NARROW, as_svg

SMALL, HEADING = 11.0, 12.0
LEFT = TAIL + 0.06
"""Inches left of the boxes, for the mark of who comes from outside."""
WIDTH = NARROW.width_inches
TIP = 1.0
"""Inches from the left to where an arrow ends and the name of its end begins."""
SPACE = 0.07

Piece = tuple[float, Callable[[Axes, float], object]]
"""Its height in inches, and how it is painted from a y on."""


def painted_narrow(drawing: Drawing, texts: Texts) -> bytes:
    """The map on a narrow sheet as SVG; call it within the style of the house."""
    pieces = [*_chain(drawing, texts), *_key(drawing, texts), *_notes(drawing)]
    whole = sum(height for height, _ in pieces) + SPACE
    canvas = Canvas(figsize=(WIDTH, whole))
    axes = canvas.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(whole, 0)
    axes.axis("off")
    y = 0.0
    for height, paint in pieces:
        paint(axes, y)
        y += height
    return as_svg(canvas)


def _chain(drawing: Drawing, texts: Texts) -> Iterator[Piece]:
    boxes = drawing.layout.boxes
    parts = {box.stop.part for box in boxes.values()}
    for part, those in groupby(boxes.items(), key=lambda item: item[1].stop.part):
        word = "help" if part == "home" and "away" not in parts else part
        yield _heading(texts(f"map.part.{word}"))
        for name, box in those:
            yield _box(box, drawing.boxes[name])
            ways = [arrow for arrow in drawing.layout.arrows if arrow.way.origin == name]
            for arrow in sorted(ways, key=lambda arrow: -arrow.way.per_year):
                end = arrow.way.destination
                yield _way(arrow, drawing.boxes[end][0], COLOURS[boxes[end].stop.part])
            yield SPACE, lambda axes, y: None


def _heading(spec: str) -> Piece:
    def paint(axes: Axes, y: float) -> None:
        axes.text(LEFT, y + SPACE, spec, va="top", fontsize=HEADING, fontstyle="italic")

    return HEADING * LINE + 2 * SPACE, paint


def _box(box: Box, words: tuple[str, ...]) -> Piece:
    width = WIDTH - LEFT - SPACE
    room = 72 * (width - 2 * PAD)
    title = broken(words[0], SMALL, room, bold=True)
    small = broken(" · ".join(words[1:]), SMALL, room)
    height = (len(title) + len(small)) * SMALL * LINE + 2 * PAD

    def paint(axes: Axes, y: float) -> None:
        colour = frame(axes, box.stop, (LEFT, y), width, height)
        x, y = LEFT + PAD, y + PAD
        if box.takes_from_outside:
            from_outside(axes, LEFT, y + 0.5 * SMALL * LINE)
        y = write(axes, (x, y), title, SMALL, weight="bold", colour=colour)
        write(axes, (x, y), small, SMALL, colour=colour)

    return height + SPACE, paint


def _way(arrow: Arrow, title: str, colour: str) -> Piece:
    lines = broken(title, SMALL, 72 * (WIDTH - TIP - 2 * SPACE))
    height = max(len(lines) * SMALL * LINE, 2 * head_of(arrow.width)[1]) + 0.02

    def paint(axes: Axes, y: float) -> None:
        long, half = head_of(arrow.width)
        middle = y + height / 2
        path = Path([(LEFT + 2 * PAD, middle), (TIP - 0.9 * long, middle)])
        shaft(axes, path, arrow.width, colour, is_beside=arrow.way.beside)
        head(axes, (TIP, middle), (1.0, 0.0), (long, half), colour)
        write(axes, (TIP + SPACE, middle - len(lines) * SMALL * LINE / 2), lines, SMALL)

    return height, paint


def _key(drawing: Drawing, texts: Texts) -> Iterator[Piece]:
    """A line each for samples of widths, a second trajectory and who comes from outside."""
    layout, height = drawing.layout, SMALL * LINE + 0.04
    yield SPACE, lambda axes, y: None

    def line(spec: str, high: float, **style: object) -> Piece:
        return high, lambda axes, y: sample(axes, (LEFT, y + high / 2), spec, SMALL, **style)

    for number in samples_of(layout):
        width = max(1.0 / 72, number / layout.per_inch)
        spec = texts("map.key.width", n=texts.formats.number(number))
        yield line(spec, max(height, width + 0.04), linewidth=72 * width)
    if any(arrow.way.beside for arrow in layout.arrows):
        yield line(texts("map.key.beside"), height, linewidth=2, linestyle=(0, DASHES))

    def outside(axes: Axes, y: float) -> None:
        at = (LEFT + 0.14, y + height / 2)
        axes.add_patch(Circle(at, 0.034, facecolor="white", edgecolor=INK, linewidth=1.2))
        axes.text(LEFT + 0.34, at[1], texts("map.key.outside"), va="center", fontsize=SMALL)

    yield height + SPACE, outside


def _notes(drawing: Drawing) -> Iterator[Piece]:
    yield from map(_note, drawing.notes)


def _note(note: str) -> Piece:
    lines = broken(note, SMALL, 72 * (WIDTH - 2 * SPACE))
    return (
        len(lines) * SMALL * LINE + SPACE / 2,
        lambda axes, y: write(axes, (SPACE, y), lines, SMALL),
    )
