"""What several policies together do that none of them does alone.

In each run, on the same children: what the whole does, less what its parts do one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..indicators.definitions import HEADLINES
from .intervals import ends_of
from .pairs import ALL, PARTS, Pairing
from .tables import columns_of

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

ALONE, TOGETHER, INTERACTION = "alone", "together", "interaction"


@dataclass(frozen=True)
class Share:
    """What one policy does alone, what all do together, or what is left of that.

    `part` is the scenario of a policy alone, else the whole itself. Low and high are 95%
    t-intervals over the runs, None with one run; over draws the range of nine in ten.
    """

    scenario: str
    kind: str
    part: str
    indicator: str
    period: str
    unit: str
    replications: int
    difference: float
    low: float | None
    high: float | None


INTERACTION_COLUMNS = columns_of(Share)


def interaction_table(
    indicators: pd.DataFrame, pairings: Sequence[Pairing], parts_of: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Rows for each headline and each scenario that `parts_of` says to be made of others."""
    import pandas as pd

    total = indicators[(indicators[PARTS] == ALL).all(axis=1)]
    rows = [
        asdict(row)
        for pairing in pairings
        for whole, parts in parts_of.items()
        if {whole, *parts} <= {*pairing.scenarios}
        for row in _of_whole(total, pairing, whole, parts)
    ]
    return pd.DataFrame(rows, columns=list(INTERACTION_COLUMNS))


def _of_whole(
    total: pd.DataFrame, pairing: Pairing, whole: str, parts: Sequence[str]
) -> Iterator[Share]:
    headline = total[total["period"] == pairing.headline]
    for indicator in HEADLINES:
        rows = headline[headline["indicator"] == indicator]
        yield from _of_indicator(rows, pairing, whole, parts)


def _of_indicator(
    rows: pd.DataFrame, pairing: Pairing, whole: str, parts: Sequence[str]
) -> Iterator[Share]:
    wide = rows.pivot_table(
        index="scenario", columns=["draw", "replication"], values="value", observed=True
    )
    asked = [pairing.baseline, whole, *parts]
    if not set(asked) <= set(wide.index):
        return
    values = wide.loc[asked].dropna(axis=1)
    if not values.shape[1]:
        return
    is_over_draws = bool((values.columns.get_level_values("draw") > 0).any())
    base, together, *alone = values.to_numpy(dtype=np.float64)
    apart = {part: of_part - base for part, of_part in zip(parts, alone, strict=True)}
    rest = (together - base) - np.sum(list(apart.values()), axis=0)
    told = [(ALONE, part, of_part) for part, of_part in apart.items()]
    told += [(TOGETHER, whole, together - base), (INTERACTION, whole, rest)]
    for kind, part, difference in told:
        low, high = ends_of(difference, over_draws=is_over_draws)
        yield Share(
            whole, kind, part, str(rows["indicator"].iloc[0]), pairing.headline,
            str(rows["unit"].iloc[0]), difference.size, float(difference.mean()), low, high,
        )  # fmt: skip
