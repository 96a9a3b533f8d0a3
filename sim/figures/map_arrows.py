"""Where the arrows of the map run: from port to port, through the channels between boxes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from .map_parts import CHANNEL, Arrow, Box, Column, at_side, channel_heights, stub_room


def lead(arrows: Sequence[Arrow], boxes: dict[str, Box], columns: Sequence[Column]) -> None:
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
                at_side(arrows, name, side), key=lambda item: _order(item[0], box, boxes[item[1]])
            )
            y = box.y + (stub_room(box) if side == "left" else 0.0)
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
        y = channel_heights(columns[column], boxes)[row] - whole / 2
        for at in those:
            result[at, column, row] = y + arrows[at].width / 2
            y += arrows[at].width + CHANNEL
    return result
