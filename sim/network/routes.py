"""Routes after a stay: rows in force by calendar against the root row (rule 14)."""

from __future__ import annotations

from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..in_force import InForce, Row, Timeline
from .levels import LevelsBuilder
from .model import NOWHERE, Exit, Floats, Ints
from .versions import Routes

Names = tuple[str, ...]


class RoutesBuilder:
    """Versions of rows and the level that says which is in force, one per kind of row."""

    def __init__(self, in_force: InForce, levels: LevelsBuilder) -> None:
        self.in_force, self.levels = in_force, levels
        self._parts: list[dict[str, NDArray[Any]]] = []
        self._rows = 0
        self._known: dict[tuple[Names, bool], dict[bytes, int]] = {}
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

    def build(self) -> Routes:
        """All versions."""
        whole = {
            name: np.concatenate([part[name] for part in self._parts]) for name in self._parts[0]
        }
        size = whole.pop("size")
        end = np.cumsum(size)
        return Routes(begin=end - size, end=end, **whole)

    def _level(self, row: Row, root: Row | None, passed_by: bool) -> int:
        key = (id(row), id(root), passed_by)
        if key not in self._levels:
            days = np.array(sorted({*row.days, *(root.days if root else ())}), dtype=np.int64)
            names = tuple(dict.fromkeys([*(root or row).destinations, *row.destinations]))
            theirs, ours = _shares(root or row, days, names), _shares(row, days, names)
            numbers = self._numbers(names, theirs, ours, passed_by=passed_by)
            self._levels[key] = self.levels.add(Timeline.of_steps(days, numbers.astype(np.float64)))
        return self._levels[key]

    def _numbers(
        self, names: Names, root: Floats, shares: Floats, *, passed_by: bool = False
    ) -> Ints:
        """The version of each row in force, against its root row; shapes (rows, names)."""
        known = self._known.setdefault((names, passed_by), {})
        both = np.hstack((root, shares)) + 0.0  # of -0.0 too
        told = [row.tobytes() for row in both]
        new = {row: at for at, row in enumerate(told) if row not in known}
        if new:
            at = [*new.values()]
            first = self._added(names, root[at], shares[at], passed_by=passed_by)
            known.update(zip(new, count(first), strict=False))
        return np.array([known[row] for row in told], dtype=np.int64)

    def _added(self, names: Names, root: Floats, shares: Floats, *, passed_by: bool) -> int:
        """The number of the first of new versions, which follow one another."""
        rows, places = root.shape
        nowhere = np.full(rows, NOWHERE)
        p = np.where(_total(root) <= 0.0, shares, root)
        with np.errstate(divide="ignore", invalid="ignore"):
            kept = np.where(p <= 0.0, 1.0, np.minimum(1.0, shares / p))
        part = {
            "size": np.full(rows, places),
            "without_back": self._without_back(names, root, shares) if "back" in names else nowhere,
            "stations_only": self._stations_only(names, root, shares) if passed_by else nowhere,
            "to": np.tile([self._codes[name] for name in names], rows),
            "root_cumulative": _cumulative(p).ravel(),
            "kept": kept.ravel(),
            "gains_cumulative": _cumulative(np.maximum(0.0, shares - p)).ravel(),
            "share": shares.ravel(),
        }
        self._parts.append(part)
        first, self._rows = self._rows, self._rows + rows
        return first

    def _without_back(self, names: Names, root: Floats, shares: Floats) -> Ints:
        """The versions of the same rows for who may not come back.

        Shares of `back` go to the others; where nothing is left but `back`, they go out.
        """
        others = tuple(name for name in names if name != "back")
        columns = [at for at, name in enumerate(names) if name != "back"]
        p, q = _normalised(root[:, columns]), _normalised(shares[:, columns])
        left, had = q.any(axis=1), p.any(axis=1)
        result = np.empty(len(root), dtype=np.int64)
        result[left] = self._numbers(others, p[left], q[left])
        for rows, some in ((~left & had, others), (~left & ~had, ())):
            ends = tuple(dict.fromkeys((*some, "out")))
            before = np.zeros((np.count_nonzero(rows), len(ends)))
            before[:, : len(some)] = p[rows][:, : len(some)]
            out = np.zeros_like(before)
            out[:, ends.index("out")] = 1.0
            result[rows] = self._numbers(ends, before, out)
        return result

    def _stations_only(self, names: Names, root: Floats, shares: Floats) -> Ints:
        """The versions of the same rows for who passes the station by, NOWHERE where none is left.

        They lead to stations only, in proportion.
        """
        columns = [at for at, name in enumerate(names) if self._codes[name] >= 0]
        stations = tuple(names[at] for at in columns)
        p, q = _normalised(root[:, columns]), _normalised(shares[:, columns])
        left = q.any(axis=1)
        result = np.full(len(root), NOWHERE)
        result[left] = self._numbers(stations, p[left], q[left])
        return result


def _shares(row: Row, days: Ints, names: Names) -> Floats:
    """The shares of named destinations on several days, shape (days, names)."""
    shares = row.on(days)
    nothing = np.zeros(days.size)
    return np.stack([shares.get(name, nothing) for name in names], axis=1)


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
