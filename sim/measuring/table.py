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
Names = Sequence[str]

COLUMNS = ("indicator", "station", "gemeente", "need", "period", "value", "unit")
_TOTAL: Names = (ALL,)


@dataclass
class Table:
    """Rows in the order in which they are added; values that are NaN make no row.

    Names are kept as numbers, in the order in which they were first said.
    """

    _names: dict[str, int] = field(default_factory=dict)
    _lists: dict[tuple[str, ...], NDArray[np.int32]] = field(default_factory=dict)
    _columns: dict[str, list[NDArray[Any]]] = field(
        default_factory=lambda: {name: [] for name in COLUMNS}
    )

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
        axes = [
            self._numbers(names)
            for names in (stations, gemeenten, needs, [span.name for span in periods])
        ]
        shape = tuple(axis.size for axis in axes)
        flat = np.asarray(values, dtype=np.float64).reshape(shape).reshape(-1)
        known = np.flatnonzero(~np.isnan(flat))
        places = np.unravel_index(known, shape)
        for name, axis, place in zip(
            ("station", "gemeente", "need", "period"), axes, places, strict=True
        ):
            self._columns[name].append(axis[place])
        for name, spec in (("indicator", indicator), ("unit", definition.unit)):
            self._columns[name].append(np.repeat(self._numbers([spec]), known.size))
        self._columns["value"].append(flat[known])

    def _numbers(self, names: Names) -> NDArray[np.int32]:
        """The numbers of names; the same few lists of names come again and again."""
        key, known = tuple(names), self._names
        if key not in self._lists:
            numbers = [known.setdefault(name, len(known)) for name in key]
            self._lists[key] = np.array(numbers, dtype=np.int32)
        return self._lists[key]

    def frame(self, **labels: Any) -> pd.DataFrame:
        """All rows, with the same labels before each."""
        import pandas as pd

        names = pd.Series([*self._names], dtype=object).astype("str").array
        result = pd.DataFrame(
            {
                name: _joined(parts) if name == "value" else names.take(_joined(parts).astype(int))
                for name, parts in self._columns.items()
            }
        )
        for place, (name, value) in enumerate(labels.items()):
            result.insert(place, name, value)
        return result


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0)
