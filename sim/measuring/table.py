"""Collecting tidy rows: an indicator's values in arrays, labels along their axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..indicators.definitions import definition_of
from .periods import ALL, Span
from .tidy import VALUE, Floats, Label, Names, Numbers, Tidy

COLUMNS = ("indicator", "station", "gemeente", "need", "period", VALUE, "unit")
_AXES = ("station", "gemeente", "need", "period")
_TOTAL: Sequence[str] = (ALL,)
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
    """Rows in the order in which they are added; values that are NaN make no row."""

    _names: Names = field(default_factory=Names)
    _axes: dict[tuple[tuple[str, ...], ...], tuple[Numbers, ...]] = field(default_factory=dict)
    _rows: list[_Rows] = field(default_factory=list)

    def add(
        self,
        indicator: str,
        values: NDArray[Any],
        periods: Sequence[Span],
        *,
        stations: Sequence[str] = _TOTAL,
        gemeenten: Sequence[str] = _TOTAL,
        needs: Sequence[str] = _TOTAL,
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
        names = (self._names.number(indicator), self._names.number(definition.unit))
        self._rows.append(_Rows(*names, axes, flat))

    def _labels(self, lists: Sequence[Sequence[str]]) -> tuple[Numbers, ...]:
        """The names of each value along each axis; the same few axes come again and again."""
        key = tuple(tuple(names) for names in lists)
        if key not in self._axes:
            axes = [self._names.numbers(names) for names in key]
            self._axes[key] = tuple(axis.ravel() for axis in np.meshgrid(*axes, indexing="ij"))
        return self._axes[key]

    def tidy(self, **labels: Label) -> Tidy:
        """All rows, with the same labels before each."""
        columns = self._columns()
        return Tidy(labels, self._names.told, {name: columns[name] for name in COLUMNS})

    def _columns(self) -> dict[str, NDArray[Any]]:
        """Each column whole."""
        rows = self._rows
        sizes = [item.values.size for item in rows]
        indicators, units = (
            np.array(numbers, dtype=np.int32)
            for numbers in ([item.indicator for item in rows], [item.unit for item in rows])
        )
        return {
            "indicator": np.repeat(indicators, sizes),
            "unit": np.repeat(units, sizes),
            VALUE: np.concatenate([item.values for item in rows] or [np.zeros(0)]),
            **{
                name: np.concatenate([item.axes[place] for item in rows] or [_NONE])
                for place, name in enumerate(_AXES)
            },
        }
