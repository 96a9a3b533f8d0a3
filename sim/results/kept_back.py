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
        import pandas as pd

        if self.table.empty or rows.empty:
            return np.zeros(len(rows), dtype=np.bool_)
        # A number for each cell, since whole tables are asked of: of texts that takes far longer.
        cells = np.zeros(len(self.table) + len(rows), dtype=np.int64)
        for own, other in zip(CELL, (scenario, *CELL[1:]), strict=True):
            both = [self.table[own].astype(str), rows[other].astype(str)]
            codes, names = pd.factorize(pd.concat(both, ignore_index=True))
            cells = cells * len(names) + codes
        kept, asked = np.split(cells, [len(self.table)])
        return np.asarray(pd.Index(asked).isin(kept), dtype=np.bool_)


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
