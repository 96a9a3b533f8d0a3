"""Tidy tables of a run as columns of numbers: small to send, and made without pandas.

A process that only runs imports no pandas, which takes a fifth of the memory of such a process;
tables of many runs become one frame where they are compared and written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Label = str | int

VALUE = "value"


@dataclass(frozen=True)
class Names:
    """Texts as numbers, in the order in which they were first told."""

    _numbers: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """The number of a text."""
        return self._numbers.setdefault(name, len(self._numbers))

    def numbers(self, names: Iterable[str]) -> Numbers:
        """The number of each text."""
        return np.array([self.number(name) for name in names], dtype=np.int32)

    @property
    def told(self) -> tuple[str, ...]:
        """All of them, in order of their numbers."""
        return tuple(self._numbers)


@dataclass(frozen=True)
class Tidy:
    """Rows of one run, by column; the same labels stand before each row.

    Columns of 32-bit whole numbers hold texts, as places in `names`; others hold what they say.
    """

    labels: Mapping[str, Label]
    names: tuple[str, ...]
    columns: Mapping[str, NDArray[Any]]

    def __len__(self) -> int:
        return len(self.columns[VALUE])

    def values(self, **spec: str) -> Floats:
        """The values of the rows that have these texts in these columns, in order."""
        place = {name: at for at, name in enumerate(self.names)}
        chosen = np.ones(len(self), dtype=np.bool_)
        for column, name in spec.items():
            chosen &= self.columns[column] == place.get(name, -1)
        result: Floats = self.columns[VALUE][chosen]
        return result

    def frame(self) -> pd.DataFrame:
        """The same for pandas."""
        return joined([self])


def joined(tables: Sequence[Tidy]) -> pd.DataFrame:
    """The rows of several runs, in order; the columns are those of the first."""
    import pandas as pd

    if not tables:
        return pd.DataFrame()
    names = Names()
    parts = [_with_numbers_of(names, table) for table in tables]
    texts = pd.Series([*names.told], dtype=object).astype("str").array
    result = {}
    for column in [*parts[0]]:
        whole = np.concatenate([part.pop(column) for part in parts])
        result[column] = texts.take(whole) if whole.dtype == np.int32 else whole
    return pd.DataFrame(result)


def _with_numbers_of(names: Names, table: Tidy) -> dict[str, NDArray[Any]]:
    """Labels and columns of a table, its texts as numbers that several tables share."""
    shared = names.numbers(table.names)
    labels = {
        name: np.repeat(names.numbers([label]) if isinstance(label, str) else [label], len(table))
        for name, label in table.labels.items()
    }
    columns = {
        name: shared[column] if column.dtype == np.int32 else column
        for name, column in table.columns.items()
    }
    return {**labels, **columns}
