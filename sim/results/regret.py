"""How often each policy is the best of all that are compared, and by how much it is not.

Of one number by itself: what else it does, its verdict says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..indicators.definitions import HEADLINES, Better, definition_of
from .pairs import ALL, PARTS, Pairing
from .tables import columns_of

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """A policy among the others, over draws; regret is what it is worse than the best of a draw.

    Policies that are equally good are all the best.
    """

    look: str
    scenario: str
    indicator: str
    period: str
    unit: str
    draws: int
    best_in: int
    regret: float
    regret_high: float


REGRET_COLUMNS = columns_of(Row)
_MOST = 0.95


def regret_table(indicators: pd.DataFrame, pairings: Sequence[Pairing]) -> pd.DataFrame:
    """A row for each policy and headline that has a good side, the baseline among the policies."""
    import pandas as pd

    total = indicators[(indicators[PARTS] == ALL).all(axis=1)]
    rows = [asdict(row) for pairing in pairings for row in _of_pairing(total, pairing)]
    return pd.DataFrame(rows, columns=list(REGRET_COLUMNS))


def _of_pairing(total: pd.DataFrame, pairing: Pairing) -> Iterator[Row]:
    policies = tuple(dict.fromkeys((pairing.baseline, *pairing.scenarios)))
    headline = total[total["period"] == pairing.headline]
    for indicator in HEADLINES:
        definition = definition_of(indicator)
        if definition is None or definition.better == Better.NEITHER:
            continue
        some = headline[headline["indicator"] == indicator]
        wide = some.pivot_table(index="scenario", columns="draw", values="value", observed=True)
        if not set(policies) <= set(wide.index):
            continue
        values = wide.loc[list(policies)].to_numpy(dtype=np.float64)
        if np.isnan(values).any():
            continue
        unit = str(some["unit"].iloc[0])
        sign = 1.0 if definition.better == Better.MORE else -1.0
        regret = (sign * values).max(axis=0) - sign * values
        if not regret.any():  # it is the same whatever is done
            continue
        for policy, of_policy in zip(policies, regret, strict=True):
            yield Row(
                pairing.look, policy, indicator, pairing.headline, unit, of_policy.size,
                int((of_policy == 0).sum()), float(of_policy.mean()),
                float(np.quantile(of_policy, _MOST)),
            )  # fmt: skip
