"""Counter-indicators of a row that stand beside it, in the same cell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..indicators.definitions import definition_of
from ..indicators.guards import cell_margin
from .evidence import lower_bound
from .pairs import PARTS, Pairs
from .verdicts import Harm

Floats = NDArray[np.float64]


class CellCounters:
    """Indicators of the same cell that guard a row beside the guards of the whole scenario.

    They refuse a gain only by a harm that is shown: what must be excluded, the guards exclude.
    """

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs
        self._cell = self._cells()
        self._place = {key: at for at, key in enumerate(self._cell)}
        self._margin = self._margins()
        self._low = lower_bound(pairs.sample(-pairs.side))

    def _cells(self) -> list[tuple[str, ...]]:
        names = [*PARTS, "period", "indicator"]
        return list(zip(*(self._pairs.rows[name] for name in names), strict=True))

    def _margins(self) -> Floats:
        rows = self._pairs.rows
        parts = zip(self._cell, rows["unit"], rows["baseline_mean"], strict=True)
        return np.array([self._margin_of(*part) for part in parts], dtype=np.float64)

    def _margin_of(self, cell: tuple[str, ...], unit: str, mean: float) -> float:
        """As defined with the indicator, else the usual one of its unit."""
        definition = definition_of(cell[-1])
        if definition is None or definition.margin is None:
            return cell_margin(unit, mean)
        per = definition.margin.per_1000
        if not per:
            return definition.margin.least(mean)
        behind = self._place.get((*cell[:-1], _same_words(per, cell[-1])))
        if behind is None:
            return cell_margin(unit, mean)
        return definition.margin.least(mean, float(self._pairs.rows["baseline_mean"].iloc[behind]))

    def of(self, at: int) -> list[Harm]:
        """The counters of a row that are there and shown to be worse."""
        key = self._cell[at]
        definition = definition_of(key[-1])
        names = () if definition is None else definition.counters
        places = [self._place.get((*key[:-1], name)) for name in names]
        return [
            self._harm(place)
            for place in places
            if place is not None and self._low[place] > self._margin[place]
        ]

    def _harm(self, at: int) -> Harm:
        row = self._pairs.rows.iloc[at]
        size, margin = abs(float(row["difference"])), float(self._margin[at])
        draws = -self._pairs.side[at] * self._pairs.apart[at]
        name = str(row["indicator"])
        return Harm(name, size, margin, passes=False, shown=True, draws=draws)


def _same_words(pattern: str, name: str) -> str:
    """`referrals:{frame}` for `without_help:closed` is `referrals:closed`."""
    base, _, word = pattern.partition(":")
    return f"{base}:{name.partition(':')[2]}" if word else base
