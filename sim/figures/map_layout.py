"""Where the boxes and arrows of the map stand: plain geometry in inches from the left top.

Columns run from left to right, y runs down. An arrow leaves and reaches boxes at their sides, each
with room for its own width. One that passes a column goes through a channel between two boxes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from ..telling.chain import Chain, Stop, Way
from ..texts.format import FEW

Side = Literal["left", "right", "top", "bottom"]
Point = tuple[float, float]

LEFT, RIGHT, GAP = 0.24, 0.04, 0.60
"""Inches left of the first column (for who comes from outside), right of the last, between."""
ROOM, PORT, CHANNEL = 0.22, 0.045, 0.07
"""Inches between boxes, between arrows at a side, and between arrows in a channel, at least."""
HEADING, WIDEST = 0.30, 1.7
THICKEST, THINNEST, STUB = 0.20, 0.012, 0.12


@dataclass(frozen=True)
class Column:
    """Stations above each other, and the word above them; `aside` is a second group below."""

    heading: str
    stops: tuple[Stop, ...]
    aside: tuple[Stop, ...] = ()
    aside_heading: str = ""

    @property
    def all(self) -> tuple[Stop, ...]:
        """The stations from top to bottom."""
        return (*self.stops, *self.aside)


@dataclass
class Box:
    """A station as a rectangle."""

    stop: Stop
    column: int
    row: int
    x: float
    width: float
    height: float
    y: float = 0.0

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2

    @property
    def takes_from_outside(self) -> bool:
        """Whether enough clients come in here from outside to mark it."""
        return self.stop.from_outside_per_year >= FEW

    def edge(self, side: Side) -> float:
        """The x of its left or right side."""
        return self.x if side == "left" else self.x + self.width


@dataclass
class Arrow:
    """A way as it is drawn: through these points, between boxes and channels."""

    way: Way
    width: float
    start: Side
    end: Side
    channels: list[tuple[int, int]] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)


@dataclass(frozen=True)
class Layout:
    """The finished map: its size, boxes, arrows and the place of the headings."""

    width: float
    height: float
    boxes: dict[str, Box]
    arrows: tuple[Arrow, ...]
    headings: tuple[tuple[Point, str], ...]
    per_inch: float
    """Clients a year that an inch of width stands for."""


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
    box_width = (width - LEFT - RIGHT - GAP * (len(columns) - 1)) / len(columns)
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
    _lead(arrows, boxes, columns)
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
            widths = [item.width for item, _ in _at_side(arrows, name, side)]
            if side == "left":
                widths.append(_stub_room(box))
            box.height = max(box.height, sum(widths) + PORT * (len(widths) + 1))


def _at_side(arrows: Iterable[Arrow], name: str, side: str) -> list[tuple[Arrow, str]]:
    """Arrows at a side of a box, each with the box at its other end."""
    result = []
    for arrow in arrows:
        if arrow.way.origin == name and arrow.start == side:
            result.append((arrow, arrow.way.destination))
        if arrow.way.destination == name and arrow.end == side:
            result.append((arrow, arrow.way.origin))
    return result


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
    whole = max(heights)
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
        heights = _channel_heights(columns[at], boxes)
        nearest = min(range(len(heights)), key=lambda row: abs(heights[row] - straight))
        result.append((at, nearest))
    return result


def _channel_heights(column: Column, boxes: dict[str, Box]) -> list[float]:
    """The middle of the room above each box of a column and below the last."""
    inside = [boxes[stop.name] for stop in column.all]
    between = [(above.y + above.height + below.y) / 2 for above, below in pairwise(inside)]
    return [inside[0].y - ROOM / 3, *between, inside[-1].y + inside[-1].height + ROOM / 3]


def _taken(arrows: Iterable[Arrow]) -> dict[tuple[int, int], float]:
    """How much room the arrows in each channel ask for."""
    taken: dict[tuple[int, int], float] = defaultdict(float)
    for arrow in arrows:
        for channel in arrow.channels:
            taken[channel] += arrow.width + CHANNEL
    return taken


# ------------------------------------------------------------------ arrows


def _lead(arrows: Sequence[Arrow], boxes: dict[str, Box], columns: Sequence[Column]) -> None:
    """Fill in the points of each arrow."""
    starts, ends = _ports(arrows, boxes)
    through = _passages(arrows, boxes, columns)
    for at, arrow in enumerate(arrows):
        a, b = boxes[arrow.way.origin], boxes[arrow.way.destination]
        if arrow.start in ("top", "bottom"):
            x = starts[at]
            down = arrow.start == "bottom"
            arrow.points = [
                (x, a.y + (a.height if down else 0.0)),
                (x, b.y + (0.0 if down else b.height)),
            ]
            continue
        arrow.points = [(a.edge(arrow.start), starts[at])]
        for column, row in arrow.channels:
            y = through[at, column, row]
            box = boxes[columns[column].all[0].name]
            edges = [(box.x, y), (box.x + box.width, y)]
            arrow.points += edges if b.column > a.column else edges[::-1]
        arrow.points.append((b.edge(arrow.end), ends[at]))


def _ports(
    arrows: Sequence[Arrow], boxes: dict[str, Box]
) -> tuple[dict[int, float], dict[int, float]]:
    """Where each arrow leaves and reaches a box: y at the sides, x at top and bottom."""
    starts: dict[int, float] = {}
    ends: dict[int, float] = {}
    place = {id(arrow): at for at, arrow in enumerate(arrows)}
    for name, box in boxes.items():
        for side in ("left", "right"):
            result = sorted(
                _at_side(arrows, name, side), key=lambda item: _order(item[0], box, boxes[item[1]])
            )
            y = box.y + (_stub_room(box) if side == "left" else 0.0)
            free = box.y + box.height - y - sum(item.width for item, _ in result)
            room = free / (len(result) + 1)
            for item, _ in result:
                y += room
                ends_here = item.way.destination == name and item.end == side
                (ends if ends_here else starts)[place[id(item)]] = y + item.width / 2
                y += item.width
    between = [at for at, item in enumerate(arrows) if item.start in ("top", "bottom")]
    for at in between:
        way = arrows[at].way
        pair = {way.origin, way.destination}
        same = [o for o in between if {arrows[o].way.origin, arrows[o].way.destination} == pair]
        box = boxes[way.origin]
        starts[at] = box.x + box.width * (same.index(at) + 1) / (len(same) + 1)
    return starts, ends


def _order(arrow: Arrow, box: Box, other: Box) -> tuple[float, float]:
    """Ports from top to bottom as their other ends stand; those in the own column outside."""
    if other.column == box.column:
        return (-1e6 - other.middle, 0.0) if other.y < box.y else (1e6 - other.middle, 0.0)
    return (other.middle, arrow.width)


def _passages(
    arrows: Sequence[Arrow], boxes: dict[str, Box], columns: Sequence[Column]
) -> dict[tuple[int, int, int], float]:
    """The height at which each arrow goes through each of its channels."""
    users: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, arrow in enumerate(arrows):
        for channel in arrow.channels:
            users[channel].append(at)
    result = {}
    for (column, row), those in users.items():
        those.sort(key=lambda at: boxes[arrows[at].way.destination].middle)
        whole = sum(arrows[at].width for at in those) + CHANNEL * (len(those) - 1)
        y = _channel_heights(columns[column], boxes)[row] - whole / 2
        for at in those:
            result[at, column, row] = y + arrows[at].width / 2
            y += arrows[at].width + CHANNEL
    return result


def _stub_room(box: Box) -> float:
    """Room at the left side for the mark of who comes from outside."""
    return STUB if box.takes_from_outside else 0.0


def _headings(columns: Sequence[Column], boxes: dict[str, Box]) -> Iterable[tuple[Point, str]]:
    for column in columns:
        box = boxes[column.all[0].name]
        yield (box.x, 0.0), column.heading
        if column.aside:
            first = boxes[column.aside[0].name]
            yield (first.x, first.y - HEADING), column.aside_heading
