"""Which part of a spread over draws is chance: what two runs of one draw differ by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .matters import Matters
from .pairs import KEY, Pairing, Pairs, pairs_of
from .tables import columns_of

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

MUCH = 0.20
"""A part of chance above which more runs a draw would make a range narrower."""


@dataclass(frozen=True)
class Row:
    """The spread of the difference of a scenario from its baseline, in one headline indicator.

    `variance` is that over all draws, one run each; `by_chance` half the mean square of what the
    two runs of a draw differ by; `part` the second of the first, at most 1.
    """

    look: str
    scenario: str
    indicator: str
    period: str
    draws: int
    second_runs: int
    variance: float
    by_chance: float
    part: float


CHANCE_COLUMNS = columns_of(Row)


def chance_table(
    first: pd.DataFrame, second: pd.DataFrame, pairings: Sequence[Pairing], matters: Matters
) -> pd.DataFrame:
    """A row for each headline of each scenario, from the first and the second runs of draws."""
    import pandas as pd

    rows = [
        asdict(row)
        for pairing in pairings
        for scenario in pairing.scenarios
        if scenario != pairing.baseline and len(second)
        for row in _rows(first, second, pairing, scenario, matters)
    ]
    return pd.DataFrame(rows, columns=list(CHANCE_COLUMNS))


def _rows(
    first: pd.DataFrame, second: pd.DataFrame, pairing: Pairing, scenario: str, matters: Matters
) -> Iterator[Row]:
    once, again = (_pairs(runs, pairing, scenario, matters) for runs in (first, second))
    place = {key: at for at, key in enumerate(_keys(again))}
    for at, key in enumerate(_keys(once)):
        if not once.rows["headline"].iloc[at] or key not in place:
            continue
        apart, anew = once.apart[at], again.apart[place[key]]
        # Second runs are made of the first draws, in the same order.
        by_chance = float(((apart[: anew.size] - anew) ** 2).mean()) / 2
        variance = float(apart.var(ddof=1))
        part = min(1.0, by_chance / variance) if variance > 0 else 0.0
        row = once.rows.iloc[at]
        yield Row(
            pairing.look, scenario, str(row["indicator"]), str(row["period"]),
            apart.size, anew.size, variance, by_chance, part,
        )  # fmt: skip


def _pairs(runs: pd.DataFrame, pairing: Pairing, scenario: str, matters: Matters) -> Pairs:
    base, other = (runs[runs["scenario"] == name] for name in (pairing.baseline, scenario))
    return pairs_of(base, other, pairing, scenario, matters)


def _keys(pairs: Pairs) -> list[tuple[str, ...]]:
    return list(zip(*(pairs.rows[name] for name in KEY), strict=True)) if len(pairs.rows) else []
