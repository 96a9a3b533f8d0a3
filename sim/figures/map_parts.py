"""The boxes and arrows of the map, and how much room they have: inches from the left top."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from ..results.small_cells import FEW
from ..telling.chain import Stop, Way

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


def at_side(arrows: Iterable[Arrow], name: str, side: str) -> list[tuple[Arrow, str]]:
    """Arrows at a side of a box, each with the box at its other end."""
    result = []
    for arrow in arrows:
        if arrow.way.origin == name and arrow.start == side:
            result.append((arrow, arrow.way.destination))
        if arrow.way.destination == name and arrow.end == side:
            result.append((arrow, arrow.way.origin))
    return result


def channel_heights(column: Column, boxes: dict[str, Box]) -> list[float]:
    """The middle of the room above each box of a column and below the last."""
    inside = [boxes[stop.name] for stop in column.all]
    between = [(above.y + above.height + below.y) / 2 for above, below in pairwise(inside)]
    return [inside[0].y - ROOM / 3, *between, inside[-1].y + inside[-1].height + ROOM / 3]


def stub_room(box: Box) -> float:
    """Room at the left side for the mark of who comes from outside."""
    return STUB if box.takes_from_outside else 0.0
