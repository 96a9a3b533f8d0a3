"""Routes after a stay: rows in force by calendar against the root row (rule 14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ..in_force import InForce, Row, Timeline
from .levels import LevelsBuilder
from .model import Exit, Floats, Ints, RouteVersion


class RoutesBuilder:
    """Versions of rows and the level that says which is in force, one per kind of row."""

    def __init__(self, in_force: InForce, levels: LevelsBuilder) -> None:
        self.in_force, self.levels = in_force, levels
        self.versions: list[RouteVersion] = []
        self._known: dict[RouteVersion, int] = {}
        self._levels: dict[tuple[int, int, bool], int] = {}
        words = ("out", "early", "moved", "back", "onward")
        self._codes = {name: int(Exit[name.upper()]) for name in words}
        self._passed_by = {item.spec.from_ for item in in_force.diverts if item.spec.is_onward}
        self._codes |= {name: at for at, name in enumerate(in_force.scenario.stations)}

    def by_group(self, station: str) -> Ints:
        """The level of the version of each group's row at a station."""
        pairs = self.in_force.rows_against_root(station)
        passed_by = station in self._passed_by
        return pairs.each(self._level(row, root, passed_by) for row, root in pairs.choices)

    def _level(self, row: Row, root: Row | None, passed_by: bool) -> int:
        key = (id(row), id(root), passed_by)
        if key not in self._levels:
            days = np.array(sorted({*row.days, *(root.days if root else ())}), dtype=np.int64)
            names = tuple(dict.fromkeys([*(root or row).destinations, *row.destinations]))
            theirs, ours = _shares(root or row, days, names), _shares(row, days, names)
            versions = versions_of(names, theirs, ours, self._codes)
            if passed_by:
                versions = with_stations_only(versions, names, theirs, ours, self._codes)
            numbers = [self._number(item) for item in versions]
            self._levels[key] = self.levels.add(Timeline.of_steps(days, numbers))
        return self._levels[key]

    def _number(self, item: RouteVersion) -> int:
        number = self._known.setdefault(item, len(self.versions))
        if number == len(self.versions):
            self.versions.append(item)
        return number


def _shares(row: Row, days: Ints, names: tuple[str, ...]) -> Floats:
    """The shares of named destinations on several days, shape (days, names)."""
    shares = row.on(days)
    nothing = np.zeros(days.size)
    return np.stack([shares.get(name, nothing) for name in names], axis=1)


def versions_of(
    names: tuple[str, ...], root: Floats, shares: Floats, codes: dict[str, int]
) -> list[RouteVersion]:
    """Rows in force against their root rows, shapes (rows, names), each as a version.

    Shares of `back` go to the others without it; where nothing is left but `back`, who did not
    escalate goes out.
    """
    without: list[RouteVersion | None] = [None] * len(root)
    if "back" in names:
        without = [*_without_back(names, root, shares, codes)]
    p = np.where(_total(root) <= 0.0, shares, root)
    with np.errstate(divide="ignore", invalid="ignore"):
        kept = np.where(p <= 0.0, 1.0, np.minimum(1.0, shares / p))
    gains, is_root = np.maximum(0.0, shares - p), (kept >= 1.0 - 1e-15).all(axis=1)
    columns = (_cumulative(p), kept, _cumulative(gains), shares, is_root)
    destinations = tuple(codes[name] for name in names)
    return [
        RouteVersion(
            destinations=destinations,
            root_cumulative=tuple(root_cumulative),
            kept=tuple(kept_shares),
            gains_cumulative=tuple(gains_cumulative),
            share=tuple(share),
            is_root=root_only,
            without_back=without_back,
        )
        for (root_cumulative, kept_shares, gains_cumulative, share, root_only), without_back in zip(
            zip(*(column.tolist() for column in columns), strict=True), without, strict=True
        )
    ]


def _without_back(
    names: tuple[str, ...], root: Floats, shares: Floats, codes: dict[str, int]
) -> Iterator[RouteVersion]:
    """The versions of the same rows for who may not come back."""
    others = tuple(name for name in names if name != "back")
    columns = [at for at, name in enumerate(names) if name != "back"]
    p, q = _normalised(root[:, columns]), _normalised(shares[:, columns])
    usual = iter(versions_of(others, p, q, codes))
    for base, left, version in zip(p, q, usual, strict=True):
        if left.any():
            yield version
            continue
        some = others if base.any() else ()
        ends = tuple(dict.fromkeys((*some, "out")))
        before = np.array([[*base[: len(some)], 0.0][: len(ends)]])
        out = np.array([[float(name == "out") for name in ends]])
        yield versions_of(ends, before, out, codes)[0]


def with_stations_only(
    versions: list[RouteVersion],
    names: tuple[str, ...],
    root: Floats,
    shares: Floats,
    codes: dict[str, int],
) -> list[RouteVersion]:
    """Versions of the same rows, each with the row for who passes the station by, if it has any.

    That leads to stations only, in proportion.
    """
    columns = [at for at, name in enumerate(names) if codes[name] >= 0]
    stations = tuple(names[at] for at in columns)
    p, q = _normalised(root[:, columns]), _normalised(shares[:, columns])
    others = versions_of(stations, p, q, codes)
    return [
        replace(item, stations_only=other) if left.any() else item
        for item, other, left in zip(versions, others, q, strict=True)
    ]


def _total(parts: Floats) -> Floats:
    """The sum of each row, added from left to right; shape (rows, 1)."""
    return np.cumsum(parts, axis=1)[:, -1:] if parts.size else np.zeros((len(parts), 1))


def _normalised(parts: Floats) -> Floats:
    """Each row as shares of 1; nothing where it has nothing."""
    total = _total(parts)
    return np.where(total > 0.0, parts / np.where(total > 0.0, total, 1.0), 0.0)


def _cumulative(parts: Floats) -> Floats:
    """Each row added up to 1, which its last part that is anything reaches; 1 where none is."""
    sums, total = np.cumsum(parts, axis=1), _total(parts)
    places = np.arange(parts.shape[1])
    last = np.where(parts > 0.0, places, -1).max(axis=1, initial=-1)[:, None]
    shares = sums / np.where(total > 0.0, total, 1.0)
    return np.where((total <= 0.0) | (places >= last), 1.0, shares)
