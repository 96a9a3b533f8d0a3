"""Tidy tables of a run as columns of numbers: small to send, and made without pandas.

A process that only runs imports no pandas, which takes a fifth of the memory of such a process;
tables of many runs become one frame where they are compared and written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]
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

    def having(self, column: str, wanted: Callable[[str], bool]) -> Flags:
        """Which rows have a wanted text in a column."""
        of_name = np.array([wanted(name) for name in self.names], dtype=np.bool_)
        result: Flags = of_name[self.columns[column]]
        return result

    def only(self, rows: Flags) -> Tidy:
        """These rows, in order."""
        columns = {name: values[rows] for name, values in self.columns.items()}
        return Tidy(self.labels, self.names, columns)

    def frame(self) -> pd.DataFrame:
        """The same for pandas."""
        return joined([self])


def joined(tables: Sequence[Tidy]) -> pd.DataFrame:
    """The rows of several runs, in order; the columns are those of the first.

    Texts are categories in the order of the alphabet: a millionth row names what others name.
    """
    import pandas as pd

    if not tables:
        return pd.DataFrame()
    names = Names()
    shared = [names.numbers(table.names) for table in tables]
    result = {}
    for column in (*tables[0].labels, *tables[0].columns):
        parts = (
            _column(table, column, names, its) for table, its in zip(tables, shared, strict=True)
        )
        whole = np.concatenate([*parts])
        result[column] = _categories(whole, names) if whole.dtype == np.int32 else whole
    return pd.DataFrame(result)


def _categories(numbers: Numbers, names: Names) -> pd.Categorical:
    """Texts given by their numbers, of which only those that occur become categories."""
    import pandas as pd

    told = names.told
    occurring = np.flatnonzero(np.bincount(numbers, minlength=len(told)))
    in_order = sorted(occurring, key=lambda number: told[number])
    codes = np.zeros(len(told), dtype=np.int32)
    codes[in_order] = np.arange(len(in_order))
    texts = [told[number] for number in in_order]
    dtype: pd.CategoricalDtype[object] = pd.CategoricalDtype(texts)
    return pd.Categorical.from_codes(codes[numbers], dtype=dtype)


def _column(table: Tidy, column: str, names: Names, shared: Numbers) -> NDArray[Any]:
    """A column or label of a table, its texts as numbers that several tables share."""
    if column in table.labels:
        label = table.labels[column]
        return np.repeat(names.numbers([label]) if isinstance(label, str) else [label], len(table))
    values = table.columns[column]
    return shared[values] if values.dtype == np.int32 else values
