"""Collecting tidy rows: an indicator's values in arrays, labels along their axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..indicators.definitions import definition_of
from .periods import ALL, Span

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Names = Sequence[str]

COLUMNS = ("indicator", "station", "gemeente", "need", "period", "value", "unit")
_AXES = ("station", "gemeente", "need", "period")
_TOTAL: Names = (ALL,)
_NONE = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True)
class _Rows:
    """Rows of one indicator: numbers of names along each axis of labels, and the values."""

    indicator: int
    unit: int
    axes: tuple[Numbers, ...]
    values: Floats


@dataclass
class Table:
    """Rows in the order in which they are added; values that are NaN make no row.

    Names are kept as numbers, in the order in which they were first said.
    """

    _names: dict[str, int] = field(default_factory=dict)
    _axes: dict[tuple[tuple[str, ...], ...], tuple[Numbers, ...]] = field(default_factory=dict)
    _rows: list[_Rows] = field(default_factory=list)

    def add(
        self,
        indicator: str,
        values: NDArray[Any],
        periods: Sequence[Span],
        *,
        stations: Names = _TOTAL,
        gemeenten: Names = _TOTAL,
        needs: Names = _TOTAL,
    ) -> None:
        """Values whose axes are stations, gemeenten, needs, periods; axes of length 1 may lack.

        Raises ValueError for what is not defined in sim/indicators, which also knows the unit.
        """
        definition = definition_of(indicator)
        if definition is None:
            raise ValueError(f"{indicator} is no indicator; define it in sim/indicators")
        axes = self._labels((stations, gemeenten, needs, [span.name for span in periods]))
        flat = np.asarray(values, dtype=np.float64).reshape(axes[0].size)
        unknown = np.isnan(flat)
        if unknown.any():
            axes, flat = tuple(axis[~unknown] for axis in axes), flat[~unknown]
        names = (self._number(indicator), self._number(definition.unit))
        self._rows.append(_Rows(*names, axes, flat))

    def _labels(self, lists: Sequence[Names]) -> tuple[Numbers, ...]:
        """The names of each value along each axis; the same few axes come again and again."""
        key = tuple(tuple(names) for names in lists)
        if key not in self._axes:
            axes = [np.array([self._number(name) for name in names], np.int32) for names in key]
            self._axes[key] = tuple(axis.ravel() for axis in np.meshgrid(*axes, indexing="ij"))
        return self._axes[key]

    def _number(self, name: str) -> int:
        return self._names.setdefault(name, len(self._names))

    def frame(self, **labels: Any) -> pd.DataFrame:
        """All rows, with the same labels before each."""
        import pandas as pd

        names = pd.Series([*self._names], dtype=object).astype("str").array
        columns = self._columns()
        result = pd.DataFrame(
            {
                name: columns[name] if name == "value" else names.take(columns[name])
                for name in COLUMNS
            }
        )
        for place, (name, value) in enumerate(labels.items()):
            result.insert(place, name, value)
        return result

    def _columns(self) -> dict[str, NDArray[Any]]:
        """Each column whole; names as their numbers."""
        rows = self._rows
        sizes = [item.values.size for item in rows]
        result: dict[str, NDArray[Any]] = {
            name: np.concatenate([item.axes[place] for item in rows] or [_NONE])
            for place, name in enumerate(_AXES)
        }
        result["indicator"] = np.repeat([item.indicator for item in rows], sizes)
        result["unit"] = np.repeat([item.unit for item in rows], sizes)
        result["value"] = np.concatenate([item.values for item in rows] or [np.zeros(0)])
        return {
            name: column if name == "value" else column.astype(np.int64)
            for name, column in result.items()
        }
