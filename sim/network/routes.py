"""Routes after a stay: rows in force by calendar against the root row (rule 14)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from ..in_force import InForce, Row, Timeline
from .levels import LevelsBuilder
from .model import Exit, Ints, RouteVersion


class RoutesBuilder:
    """Versions of rows and the level that says which is in force, one per kind of row."""

    def __init__(self, in_force: InForce, levels: LevelsBuilder) -> None:
        self.in_force, self.levels = in_force, levels
        self.versions: list[RouteVersion] = []
        self._known: dict[RouteVersion, int] = {}
        self._levels: dict[tuple[int, int], int] = {}
        exits = {"out": Exit.OUT, "early": Exit.EARLY, "moved": Exit.MOVED, "back": Exit.BACK}
        self._codes = {name: int(code) for name, code in exits.items()}
        self._codes |= {name: at for at, name in enumerate(in_force.scenario.stations)}

    def by_group(self, station: str) -> Ints:
        """The level of the version of each group's row at a station."""
        pairs = self.in_force.rows_against_root(station)
        return pairs.each(self._level(row, root) for row, root in pairs.choices)

    def _level(self, row: Row, root: Row | None) -> int:
        key = (id(row), id(root))
        if key not in self._levels:
            days = np.array(sorted({*row.days, *(root.days if root else ())}), dtype=np.int64)
            ours, theirs = row.columns(days), (root or row).columns(days)
            versions = [
                self._version(dict(zip((root or row).destinations, base, strict=True)),
                              dict(zip(row.destinations, shares, strict=True)))
                for base, shares in zip(theirs, ours, strict=True)
            ]  # fmt: skip
            self._levels[key] = self.levels.add(Timeline.of_steps(days, versions))
        return self._levels[key]

    def _version(self, root: dict[str, float], shares: dict[str, float]) -> int:
        item = version(root, shares, self._codes)
        if item not in self._known:
            self._known[item] = len(self.versions)
            self.versions.append(item)
        return self._known[item]


def version(
    root: dict[str, float], shares: dict[str, float], codes: dict[str, int]
) -> RouteVersion:
    """A row in force against its root row; shares of `back` go to the others without it.

    Where nothing is left but `back`, who did not escalate goes out.
    """
    names = list(dict.fromkeys([*root, *shares]))
    p = [root.get(name, 0.0) for name in names]
    q = [shares.get(name, 0.0) for name in names]
    if sum(p) <= 0.0:
        p = q
    without = None
    if "back" in names:
        others = [name for name in names if name != "back"]
        left = _normalised(shares, others) or {"out": 1.0}
        without = version(_normalised(root, others), left, codes)
    kept = tuple(1.0 if pj <= 0.0 else min(1.0, qj / pj) for pj, qj in zip(p, q, strict=True))
    gains = [max(0.0, qj - pj) for pj, qj in zip(p, q, strict=True)]
    return RouteVersion(
        destinations=tuple(codes[name] for name in names),
        root_cumulative=_cumulative(p),
        kept=kept,
        gains_cumulative=_cumulative(gains),
        share=tuple(q),
        is_root=all(item >= 1.0 - 1e-15 for item in kept),
        without_back=without,
    )


def _normalised(shares: dict[str, float], names: list[str]) -> dict[str, float]:
    total = sum(shares.get(name, 0.0) for name in names)
    return {name: shares.get(name, 0.0) / total for name in names} if total > 0 else {}


def _cumulative(parts: Sequence[float]) -> tuple[float, ...]:
    total = sum(parts)
    if total <= 0.0:
        return tuple(1.0 for _ in parts)
    last = max(row for row, part in enumerate(parts) if part > 0.0)
    sums = accumulate(parts)
    return tuple(1.0 if row >= last else item / total for row, item in enumerate(sums))
