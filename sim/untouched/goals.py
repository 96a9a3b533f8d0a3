"""How many go on from a station to each other, and who (rules 14, 17, 18 and 28).

A row of routes that changes for one destination leaves those who go to another as they are, and so
each destination has a content of its own; of shape (N, N, S): from, to, source.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

import numpy as np
from numpy.typing import NDArray

from ..network.model import Exit
from ..network.versions import RouteVersion
from .contents import Contents

Ints = NDArray[np.int64]
_WORDS = (int(Exit.BACK), int(Exit.ONWARD))
"""Destinations that are no station, and lead to some."""


def contents_of_goals(contents: Contents) -> Ints:
    """What sends clients on, by destination."""
    network = contents.network
    number, sources = network.tables.stay.shape
    result = np.zeros((number, number, sources), np.int64)
    for goal in range(number):
        result[:, goal] = contents.levels(network.tables.route, _leads_to(contents, goal))
    for station, goals, content in _others(contents):
        result[station, goals] = _together(contents, result[station, goals], content)
    return result


def _together(contents: Contents, before: Ints, more: Ints) -> Ints:
    """The content of two contents, such as a row and what runs beside it."""
    both = before * 2**32 + more
    return contents.labels.each(both, lambda item: ("both", item >> 32, item & (2**32 - 1)))


def _others(contents: Contents) -> Iterator[tuple[int | slice, Ints | slice | int, Ints]]:
    """What else sends clients on: from where, to where, and its content by source."""
    network, seconds = contents.network, contents.network.seconds
    ever = contents.is_ever(seconds.share)
    for row in range(seconds.key.size):
        shares = np.where(ever[row], 1 + contents.levels(seconds.share[row]), 0)
        yield int(seconds.first[row]), int(seconds.second[row]), shares
    returns = contents.levels(network.tables.returns_share)
    delays = 1 + contents.times(network.tables.return_delay)
    for station in range(len(network.stations)):
        for entrance in np.unique(network.sources.entrance).tolist():
            enters = network.sources.entrance == entrance
            yield station, entrance, np.where(enters, 1 + returns[station], 0)
            yield station, entrance, np.where(enters, delays[station], 0)
    steered = _steered(contents)
    for station in np.flatnonzero((network.steers.row >= 0).any(axis=1)).tolist():
        yield station, slice(None), steered[station][None, :]


def _steered(contents: Contents) -> Ints:
    """Routes that follow a wait, by station and source; 0 where none does."""
    steers, shares = contents.network.steers, contents.levels(contents.network.steers.share)

    def of_row(row: int) -> Hashable:
        goes = (contents.station(steers.to[row]), contents.station(steers.giver[row]))
        return ("steer", int(steers.key[row]), *goes)

    met = contents.labels.each(steers.row, of_row)
    return np.where(met < 0, 0, 1 + contents.labels.each(met * 2**32 + shares, lambda item: item))


def _leads_to(contents: Contents, goal: int) -> Callable[[float], Hashable]:
    """What a row says of one destination, and of those by which clients may come there too."""

    def told(number: float) -> Hashable:
        version = contents.network.routes[int(number)]
        return tuple(_of_goal(contents, version, code) for code in (goal, *_WORDS))

    return told


def _of_goal(contents: Contents, version: RouteVersion | None, goal: int) -> Hashable:
    """Who goes to a destination by a row; None where it does not lead there.

    By rule 14 that hangs on the root row and the share that stays there, and on the whole row only
    where it gains.
    """
    if version is None or goal not in version.destinations:
        return None
    at = version.destinations.index(goal)
    root = _steps(contents, version.destinations, version.root_cumulative)
    gains = _steps(contents, version.destinations, version.gains_cumulative)
    before = version.gains_cumulative[at - 1] if at else 0.0
    gained = (gains, version.kept) if version.gains_cumulative[at] > before else None
    others = (version.without_back, version.stations_only)
    return (root, version.kept[at], gained, *(_of_goal(contents, item, goal) for item in others))


def _steps(
    contents: Contents, destinations: tuple[int, ...], cumulative: tuple[float, ...]
) -> tuple[Hashable, ...]:
    """The destinations that have a part, each with the sum until there."""
    sums = (0.0, *cumulative)
    return tuple(
        (contents.station(goal), sums[at + 1])
        for at, goal in enumerate(destinations)
        if sums[at + 1] > sums[at]
    )
