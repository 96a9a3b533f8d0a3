"""Collecting tidy rows: an indicator's values in arrays, labels along their axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .periods import ALL, Span

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Names = Sequence[str]

COLUMNS = ("indicator", "station", "gemeente", "need", "period", "value", "unit")
_TOTAL: Names = (ALL,)


@dataclass
class Table:
    """Rows in the order in which they are added; values that are NaN make no row."""

    _columns: dict[str, list[NDArray[Any]]] = field(
        default_factory=lambda: {name: [] for name in COLUMNS}
    )

    def add(
        self,
        indicator: str,
        unit: str,
        values: NDArray[Any],
        periods: Sequence[Span],
        *,
        stations: Names = _TOTAL,
        gemeenten: Names = _TOTAL,
        needs: Names = _TOTAL,
    ) -> None:
        """Values whose axes are stations, gemeenten, needs, periods; axes of length 1 may lack."""
        axes = (list(stations), list(gemeenten), list(needs), [span.name for span in periods])
        shape = tuple(len(axis) for axis in axes)
        flat = np.asarray(values, dtype=np.float64).reshape(shape).reshape(-1)
        known = np.flatnonzero(~np.isnan(flat))
        places = np.unravel_index(known, shape)
        for name, axis, place in zip(
            ("station", "gemeente", "need", "period"), axes, places, strict=True
        ):
            self._columns[name].append(np.array(axis, dtype=object)[place])
        self._columns["indicator"].append(np.full(known.size, indicator, dtype=object))
        self._columns["unit"].append(np.full(known.size, unit, dtype=object))
        self._columns["value"].append(flat[known])

    def frame(self, **labels: Any) -> pd.DataFrame:
        """All rows, with the same labels before each."""
        import pandas as pd

        found = pd.DataFrame({name: _joined(self._columns[name]) for name in COLUMNS})
        for place, (name, value) in enumerate(labels.items()):
            found.insert(place, name, value)
        text = [name for name in found.columns if name not in ("draw", "replication", "value")]
        return found.astype(dict.fromkeys(text, "str"))


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0)
