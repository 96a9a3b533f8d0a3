"""Which cells are told to nobody: decided once from all rows, asked by all who show numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..indicators.definitions import definition_of
from .small_cells import small_cells
from .tables import Column

if TYPE_CHECKING:
    import pandas as pd

Flags = NDArray[np.bool_]

KEPT_BACK = "kept_back"
"""The table of a results folder."""
CELL = ("scenario", "indicator", "station", "gemeente", "need", "period")
KEPT_BACK_COLUMNS = dict.fromkeys(CELL, Column.TEXT)


@dataclass(frozen=True)
class KeptBack:
    """Cells behind which fewer than ten children stand, and those from which they follow."""

    table: pd.DataFrame

    @cached_property
    def _cells(self) -> pd.MultiIndex:
        import pandas as pd

        return pd.MultiIndex.from_frame(self.table[list(CELL)].astype(str))

    def __contains__(self, cell: tuple[str, ...]) -> bool:
        return cell in self._cells

    def of(self, rows: pd.DataFrame, scenario: str = "scenario") -> Flags:
        """Which rows are cells of these; `scenario` is the column that names whose they are."""
        asked = rows[[scenario, *CELL[1:]]].astype(str).set_axis([*CELL], axis=1)
        return are_among(asked, self.table[list(CELL)].astype(str))


def are_among(rows: pd.DataFrame, cells: pd.DataFrame) -> Flags:
    """Which rows are among these cells, by the columns of both, which are the same.

    Each cell becomes a number, since whole tables are asked of: of texts it takes far longer.
    """
    import pandas as pd

    if rows.empty or cells.empty:
        return np.zeros(len(rows), dtype=np.bool_)
    numbers = np.zeros(len(cells) + len(rows), dtype=np.int64)
    for column in rows:
        codes, names = pd.factorize(pd.concat([cells[column], rows[column]], ignore_index=True))
        numbers = numbers * len(names) + codes
    among, asked = np.split(numbers, [len(cells)])
    return np.asarray(pd.Index(asked).isin(among), dtype=np.bool_)


def kept_back(indicators: pd.DataFrame, scale: float = 1.0) -> KeptBack:
    """The cells that are kept back, by the means of the runs of each scenario.

    With `scale`, what grows with the region is divided by it first.
    """
    means = indicators.groupby(list(CELL), sort=False, observed=True)["value"].mean().reset_index()
    if scale != 1.0 and len(means):
        grows = means["indicator"].map({name: _grows(name) for name in means["indicator"].unique()})
        means["value"] = np.where(grows, means["value"] / scale, means["value"])
    hidden = small_cells(means, ["value"], ["scenario"])
    return KeptBack(means.loc[hidden, list(CELL)].reset_index(drop=True))


def _grows(indicator: str) -> bool:
    definition = definition_of(indicator)
    return definition is not None and definition.adds_up
