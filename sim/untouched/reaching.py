"""Whose visits a scenario may make other than they are in what it extends, and whose it cannot.

From what differs by itself it goes along the ways of clients and over all that clients share, until
nothing more is reached. What it reaches may yet be as it was; what it does not reach is.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..clients.starts import start_key
from ..network import Network, build_network
from ..scenario.begin import is_file
from ..scenario.schema import Scenario
from ..scenario.triggers import triggered
from .contents import Contents, Labels
from .goals import contents_of_goals
from .pools import Shared, shared_by, turned_away
from .terms import contents_of_sources, contents_of_stays, source_name
from .ways import Ways

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
_ABSENT = -2
"""The content of what one of the networks does not have."""


@dataclass(frozen=True)
class Reached:
    """By station and source (N, S) where anybody may come (`met`), and where that may differ.

    `begins` is where something differs by itself, `touched` all that may differ by it, `comes` (S,)
    of which sources others come, or at other times. Sources are pairs of a stream and a gemeente.
    """

    stations: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    met: Flags
    begins: Flags
    touched: Flags
    comes: Flags


def reached_by(scenario: Scenario, base: Scenario, *, scale: float = 1.0) -> Reached:
    """What a scenario may change of the visits of another."""
    networks = (build_network(base, scale=scale), build_network(scenario, scale=scale))
    return reached_between(scenario, base, networks)


def reached_between(
    scenario: Scenario, base: Scenario, networks: tuple[Network, Network]
) -> Reached:
    """As reached_by, where the networks are there, that of the other first."""
    starts = (start_key(networks[0], base.begin), start_key(networks[1], scenario.begin))
    both = _Both(networks, same_start=starts[0] == starts[1], from_file=is_file(base.begin))
    comes, shared = both.who_come(), both.shared()
    begins = both.begins(comes, shared)
    touched = both.spread(begins, shared)
    if _compare_as_wholes(scenario, base, touched):
        touched = both.met.copy()
    return Reached(both.stations, both.sources, both.met, begins, touched, comes)


def _compare_as_wholes(scenario: Scenario, base: Scenario, touched: Flags) -> bool:
    """Whether what differs cannot be told apart: another period or start, or day of starting.

    A block of the baseline that starts by what a run sees may start on another day, and with it
    all that it does.
    """
    alike = (base.period.start, base.period.end, base.begin)
    if alike != (scenario.period.start, scenario.period.end, scenario.begin):
        return True
    return bool(triggered(base)) and bool(touched.any())


class _Both:
    """Two networks, with their stations and sources under common numbers."""

    def __init__(
        self, networks: tuple[Network, Network], *, same_start: bool, from_file: bool
    ) -> None:
        labels = Labels()
        self._contents = [Contents(network, labels) for network in networks]
        self._same_start, self._from_file = same_start, from_file
        self.stations = tuple(dict.fromkeys(name for item in networks for name in item.stations))
        names = [
            [source_name(item, at) for at in range(item.network.sources.key.size)]
            for item in self._contents
        ]
        self.sources = tuple(dict.fromkeys(name for some in names for name in some))
        stations = {name: at for at, name in enumerate(self.stations)}
        sources = {name: at for at, name in enumerate(self.sources)}
        self._at = [
            (
                np.array([stations[name] for name in network.stations], np.int64),
                np.array([sources[name] for name in some], np.int64),
            )
            for network, some in zip(networks, names, strict=True)
        ]
        self._shape = (len(stations), len(sources))
        ways = [Ways(contents) for contents in self._contents]
        self._go, self._hangs_on = (
            np.logical_or(*(self._of_ways(at, part, 0) for at, part in enumerate(parts)))
            for parts in zip(*((item.go, item.hangs_on) for item in ways), strict=True)
        )
        self.met = self._met()

    # ------------------------------------------------------------------ one numbering

    def _of_ways(self, which: int, ways: NDArray[np.generic], absent: int) -> NDArray[np.generic]:
        """A table of one network, of shape (N, N, S)."""
        station, source = self._at[which]
        result = np.full((self._shape[0], *self._shape), absent, ways.dtype)
        result[np.ix_(station, station, source)] = ways
        return result

    def _of_cells(self, which: int, cells: NDArray[np.generic], absent: int) -> NDArray[np.generic]:
        """A table of one network, of shape (..., N, S)."""
        result = np.full((*cells.shape[:-2], *self._shape), absent, cells.dtype)
        result[..., self._at[which][0][:, None], self._at[which][1]] = cells
        return result

    def _flags(self, which: int, cells: Flags) -> Flags:
        return np.asarray(self._of_cells(which, cells, 0), np.bool_)

    # ------------------------------------------------------------------ where anybody comes

    def _met(self) -> Flags:
        result = self._entrances(range(len(self._contents)))
        if self._from_file:  # a state says who is where
            result[:] = True
        return self._along(result, self._go)

    def _entrances(self, which: Iterable[int]) -> Flags:
        result = np.zeros(self._shape, np.bool_)
        for at in which:
            station, source = self._at[at]
            result[station[self._contents[at].network.sources.entrance], source] = True
        return result

    def _along(self, cells: Flags, ways: Flags) -> Flags:
        """Cells and all that ways lead to from them."""
        while True:
            more = cells | (ways & cells[:, None, :]).any(axis=0)
            if np.array_equal(more, cells):
                return cells
            cells = more

    # ------------------------------------------------------------------ what differs

    def begins(self, comes: Flags, shared: list[Shared]) -> Flags:
        """Where something differs by itself: terms, who is sent there, what is shared there."""
        stays = self._differs([contents_of_stays(item) for item in self._contents])
        result = stays | (self._onward_differs() & self._go & self.met[:, None, :]).any(axis=0)
        entrances = self._entrances(range(len(self._contents)))
        result |= entrances & comes
        for item in shared:
            if item.is_place and item.content is not None:
                result |= item.met
        return np.asarray(result & self.met, np.bool_)

    def _differs(self, contents: list[Ints]) -> Flags:
        base, other = (self._of_cells(at, part, _ABSENT) for at, part in enumerate(contents))
        return np.asarray((base != other).any(axis=0), np.bool_)

    def _onward_differs(self) -> Flags:
        """From which station to which others go on, or go otherwise; shape (N, N, S).

        What only one network has is reached by what leads there, and begins nothing of its own.
        """
        parts = [contents_of_goals(contents) for contents in self._contents]
        base, other = (self._of_ways(at, part, _ABSENT) for at, part in enumerate(parts))
        in_both = (base != _ABSENT) & (other != _ABSENT)
        from_both = in_both.any(axis=1, keepdims=True)
        return np.asarray((base != other) & from_both, np.bool_)

    def who_come(self) -> Flags:
        """The sources of which more, fewer or others come; shape (S,)."""
        base, other = (contents_of_sources(item) for item in self._contents)
        return np.array([base.get(name) != other.get(name) for name in self.sources], np.bool_)

    def shared(self) -> list[Shared]:
        """What clients share in either network; with a content where the two are not alike."""
        both: dict[Hashable, list[Shared]] = {}
        for at, contents in enumerate(self._contents):
            for item in shared_by(contents):
                by, met = self._flags(at, item.by), self._flags(at, item.met)
                both.setdefault(item.name, []).append(replace(item, by=by, met=met))
        result = []
        for name, some in both.items():
            differs = len(some) == 1 or some[0].content != some[1].content
            by = np.logical_or.reduce([item.by for item in some])
            met = np.logical_or.reduce([item.met for item in some])
            content = name if differs else None
            result.append(replace(some[0], by=by, met=met, content=content))
        return [*result, *self._of_start()]

    def _of_start(self) -> Iterable[Shared]:
        """What is drawn together on the first day, where the two begin otherwise."""
        if not self._same_start:
            limits = np.logical_or(
                *(self._flags(at, turned_away(item)) for at, item in enumerate(self._contents))
            )
            yield Shared("limits", limits, limits)
        if self._from_file:  # what a state does not say is drawn from all at that station
            for at in range(self._shape[0]):
                here = np.zeros(self._shape, np.bool_)
                here[at] = True
                yield Shared(("state", at), here, here)

    def spread(self, cells: Flags, shared: list[Shared]) -> Flags:
        """All that may differ where these cells do, or something that clients share."""
        for item in shared:
            if item.content is not None:
                cells = cells | (item.met & self.met)
        ways = self._go | self._hangs_on
        while True:
            more = self._along(cells, ways) & self.met
            for item in shared:
                if (more & item.by).any():
                    more = more | (item.met & self.met)
            if np.array_equal(more, cells):
                return cells
            cells = more
