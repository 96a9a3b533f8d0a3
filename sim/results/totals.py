"""What the runs of a scenario came to: sums of fates and cost, set side by side for counters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..indicators.guards import COST

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Cell = tuple[str, str, str]
"""Kind of group, part and period."""
ALL = "all"


class FateKey(NamedTuple):
    """Which sums of a scenario: a measure of measuring/fates.py, or cost."""

    measure: str
    group: str
    part: str
    period: str


@dataclass(frozen=True)
class Totals:
    """What the runs of one scenario came to: sums of fates, and cost, an array over the runs."""

    by_key: Mapping[FateKey, Floats]

    @staticmethod
    def of(fates: pd.DataFrame, indicators: pd.DataFrame, runs: Sequence[int]) -> Totals:
        """From the tidy tables of one scenario; NaN in runs that lack a sum."""
        import pandas as pd

        cost = indicators[(indicators["indicator"] == COST.name) & _in_total(indicators)]
        money = cost[["period", "replication", "value"]].assign(
            measure=COST.name, group=ALL, part=ALL
        )
        columns = [*FateKey._fields, "replication", "value"]
        wide = pd.concat([fates[columns], money], ignore_index=True).pivot_table(
            index=[*FateKey._fields], columns="replication", values="value", sort=False,
            observed=True,
        ).reindex(columns=list(runs))  # fmt: skip
        rows = wide.to_numpy(dtype=np.float64)
        keys = [FateKey(*key) for key in wide.index.tolist()]
        return Totals(dict(zip(keys, rows, strict=True)))

    def values(self, measure: str, cell: Cell) -> Floats | None:
        """By run; None where it is missing in one run at least."""
        row = self.by_key.get(FateKey(measure, *cell))
        return None if row is None or np.isnan(row).any() else row

    def count(self, measure: str, cell: Cell, like: Floats) -> Floats:
        """By run, where runs in which it does not happen have no row."""
        row = self.by_key.get(FateKey(measure, *cell))
        return np.zeros_like(like) if row is None else np.nan_to_num(row)

    @property
    def periods(self) -> list[str]:
        """The periods that there are."""
        return list(dict.fromkeys(key.period for key in self.by_key))

    def parts(self, group: str, period: str) -> list[str]:
        """The parts of a kind of group that there are."""
        keys = [key for key in self.by_key if key.group == group and key.period == period]
        return list(dict.fromkeys(key.part for key in keys))


def _in_total(rows: pd.DataFrame) -> pd.Series[bool]:
    return (rows[["station", "gemeente", "need"]] == ALL).all(axis=1)
