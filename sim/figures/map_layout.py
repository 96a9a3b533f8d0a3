"""Where the boxes and arrows of the map stand: plain geometry in inches from the left top.

Columns run from left to right, y runs down. An arrow leaves and reaches boxes at their sides, each
with room for its own width. One that passes a column goes through a channel between two boxes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from ..telling.chain import Chain, Stop, Way
from .map_arrows import lead
from .map_parts import (
    CHANNEL,
    GAP,
    HEADING,
    LEFT,
    PORT,
    RIGHT,
    ROOM,
    THICKEST,
    THINNEST,
    WIDEST,
    Arrow,
    Box,
    Column,
    Layout,
    Point,
    Side,
    at_side,
    channel_heights,
    stub_room,
)


def columns_of(chain: Chain, words: Callable[[str], str]) -> list[Column]:
    """Gates by how far they are from the door, help at home, away from home, measures beside."""
    parts: dict[str, list[Stop]] = defaultdict(list)
    for stop in chain.stops:
        parts[stop.part].append(stop)
    first, further = _gates(parts["gate"], chain.ways)
    help_word = "home" if parts["away"] else "help"
    made = [
        Column(words("gate"), tuple(first)),
        Column("" if first else words("gate"), tuple(further)),
        Column(words(help_word), tuple(parts["home"])),
        Column(words("away"), tuple(parts["away"])),
    ]
    made = [item for item in made if item.stops]
    beside = tuple(parts["beside"])
    if beside and made:
        made[-1] = Column(made[-1].heading, made[-1].stops, beside, words("beside"))
    elif beside:
        made = [Column(words("beside"), beside)]
    return made


def _gates(gates: Sequence[Stop], ways: Sequence[Way]) -> tuple[list[Stop], list[Stop]]:
    """Gates that no other gate sends to, and the others, each below the one that sends most to it.

    `ways` come with the largest first.
    """
    names = {stop.name for stop in gates}
    to = [w for w in ways if {w.origin, w.destination} <= names and w.origin != w.destination]
    sent_to = {way.destination for way in to}
    first = [stop for stop in gates if stop.name not in sent_to]
    left = [stop for stop in gates if stop.name in sent_to]
    # In the order in which the gates at the door send to them, then as the file has them.
    doors = [way.destination for way in to if way.origin not in sent_to]
    left.sort(key=lambda stop: _place(doors, stop.name))
    further: list[Stop] = []
    while left:
        last = further[-1].name if further else ""
        onward = [way.destination for way in to if way.origin == last]
        nearest = min(left, key=lambda stop: _place(onward, stop.name))
        left.remove(nearest)
        further.append(nearest)
    return first, further


def _place(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else len(names)


def laid_out(
    columns: Sequence[Column],
    ways: Sequence[Way],
    *,
    width: float,
    height_of: Callable[[Stop, float], float],
) -> Layout:
    """Place the boxes of these columns and lead these ways between them.

    `height_of` says how high the text of a station is in a box of a width, in inches.
    """
    between = len(columns) - 1
    box_width = (width - LEFT - RIGHT - GAP * between) / max(1, len(columns))
    box_width = min(WIDEST, box_width)
    boxes = {
        stop.name: Box(
            stop, at, row, LEFT + at * (box_width + GAP), box_width, height_of(stop, box_width)
        )
        for at, column in enumerate(columns)
        for row, stop in enumerate(column.all)
    }
    most = max((way.per_year for way in ways), default=0.0)
    per_inch = most / THICKEST if most > 0 else 1.0
    arrows = [_arrow(way, boxes, per_inch) for way in ways]
    _make_room(boxes, arrows)
    height = _stack(columns, boxes, defaultdict(float))
    for arrow in arrows:
        arrow.channels = _channels(arrow, boxes, columns)
    height = _stack(columns, boxes, _taken(arrows))
    lead(arrows, boxes, columns)
    return Layout(
        width=width,
        height=height,
        boxes=boxes,
        arrows=tuple(arrows),
        headings=tuple(_headings(columns, boxes)),
        per_inch=per_inch,
    )


def _arrow(way: Way, boxes: dict[str, Box], per_inch: float) -> Arrow:
    a, b = boxes[way.origin], boxes[way.destination]
    width = max(THINNEST, way.per_year / per_inch)
    if a.column < b.column:
        return Arrow(way, width, "right", "left")
    if a.column > b.column:
        return Arrow(way, width, "left", "right")
    if b.row == a.row + 1:
        return Arrow(way, width, "bottom", "top")
    if b.row == a.row - 1:
        return Arrow(way, width, "top", "bottom")
    last = max(box.column for box in boxes.values())
    side: Side = "left" if a.column == last and last > 0 else "right"
    return Arrow(way, width, side, side)


def _make_room(boxes: dict[str, Box], arrows: Sequence[Arrow]) -> None:
    """Make boxes as high as the arrows at their sides ask for."""
    for name, box in boxes.items():
        for side in ("left", "right"):
            widths = [item.width for item, _ in at_side(arrows, name, side)]
            if side == "left":
                widths.append(stub_room(box))
            box.height = max(box.height, sum(widths) + PORT * (len(widths) + 1))


def _stack(
    columns: Sequence[Column], boxes: dict[str, Box], taken: dict[tuple[int, int], float]
) -> float:
    """Set the boxes above each other, columns equally high; the height of the whole."""
    gaps: dict[tuple[int, int], float] = {}
    heights = []
    for at, column in enumerate(columns):
        height = HEADING + taken[at, 0]
        for row, stop in enumerate(column.all):
            gap = max(ROOM, taken[at, row] + CHANNEL) if row else 0.0
            if row == len(column.stops):
                gap += HEADING
            gaps[at, row] = gap
            height += gap + boxes[stop.name].height
        heights.append(height + taken[at, len(column.all)])
    whole = max(heights, default=HEADING)
    for at, column in enumerate(columns):
        between = max(1, len(column.all) - 1)
        spare = (whole - heights[at]) / between
        y = HEADING + taken[at, 0]
        for row, stop in enumerate(column.all):
            y += gaps[at, row] + (spare if row else 0.0)
            boxes[stop.name].y = y
            y += boxes[stop.name].height
    return whole


def _channels(
    arrow: Arrow, boxes: dict[str, Box], columns: Sequence[Column]
) -> list[tuple[int, int]]:
    """The channel in each column that an arrow passes: the one nearest its straight line."""
    a, b = boxes[arrow.way.origin], boxes[arrow.way.destination]
    step = 1 if b.column > a.column else -1
    result = []
    for at in range(a.column + step, b.column, step):
        part = (at - a.column) / (b.column - a.column)
        straight = a.middle + part * (b.middle - a.middle)
        heights = channel_heights(columns[at], boxes)
        nearest = min(range(len(heights)), key=lambda row: abs(heights[row] - straight))
        result.append((at, nearest))
    return result


def _taken(arrows: Iterable[Arrow]) -> dict[tuple[int, int], float]:
    """How much room the arrows in each channel ask for."""
    taken: dict[tuple[int, int], float] = defaultdict(float)
    for arrow in arrows:
        for channel in arrow.channels:
            taken[channel] += arrow.width + CHANNEL
    return taken


def _headings(columns: Sequence[Column], boxes: dict[str, Box]) -> Iterable[tuple[Point, str]]:
    for column in columns:
        box = boxes[column.all[0].name]
        yield (box.x, 0.0), column.heading
        if column.aside:
            first = boxes[column.aside[0].name]
            yield (first.x, first.y - HEADING), column.aside_heading
