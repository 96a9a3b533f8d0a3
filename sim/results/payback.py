"""When a scenario costs the most more than its baseline, and when it has paid that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .intervals import ends_of
from .pairs import ALL, Pairing
from .tables import columns_of

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

INDICATOR = "cost_cumulative"


@dataclass(frozen=True)
class Payback:
    """Extra cost of a scenario since the first reported day, in euros of the price level.

    `peak_year` is the year at the end of which that is highest (None: never above 0), `paid_back`
    the first year after it from whose end on the scenario has cost no more than its baseline (None:
    not within the period). Low and high are 95% t-intervals over the runs, None with one run; over
    draws the range of nine in ten.
    """

    look: str
    scenario: str
    baseline: str
    replications: int
    first_year: int
    first: float
    peak_year: int | None
    peak: float
    peak_low: float | None
    peak_high: float | None
    paid_back: int | None
    last_year: int
    last: float
    last_low: float | None
    last_high: float | None


PAYBACK_COLUMNS = columns_of(Payback)
COLUMNS = tuple(PAYBACK_COLUMNS)


def payback_table(indicators: pd.DataFrame, pairings: Sequence[Pairing]) -> pd.DataFrame:
    """A row per scenario and look, for scenarios that have years in common with their baseline."""
    import pandas as pd

    rows = indicators[(indicators["indicator"] == INDICATOR) & (indicators["station"] == ALL)]
    result = [
        asdict(row)
        for pairing in pairings
        for scenario in pairing.scenarios
        if scenario != pairing.baseline and (row := _payback(rows, pairing, scenario)) is not None
    ]
    return pd.DataFrame(result, columns=list(COLUMNS)).astype(
        {"peak_year": "Int64", "paid_back": "Int64"}
    )


def _payback(rows: pd.DataFrame, pairing: Pairing, scenario: str) -> Payback | None:
    base, other = (_by_year(rows, name, pairing) for name in (pairing.baseline, scenario))
    apart = (other - base).dropna()
    if apart.empty:
        return None
    years = [int(year) for year in apart.index]
    extra = apart.to_numpy(dtype=np.float64)
    mean = extra.mean(axis=1)
    peak = int(np.argmax(mean))
    is_over_draws = bool((apart.columns.get_level_values("draw") > 0).any())
    peak_low, peak_high = ends_of(extra[peak], over_draws=is_over_draws)
    last_low, last_high = ends_of(extra[-1], over_draws=is_over_draws)
    return Payback(
        look=pairing.look, scenario=scenario, baseline=pairing.baseline,
        replications=extra.shape[1],
        first_year=years[0], first=float(mean[0]),
        peak_year=years[peak] if mean[peak] > 0 else None,
        peak=max(float(mean[peak]), 0.0),
        peak_low=peak_low, peak_high=peak_high,
        paid_back=_paid_back(years, mean, peak),
        last_year=years[-1], last=float(mean[-1]),
        last_low=last_low, last_high=last_high,
    )  # fmt: skip


def _by_year(rows: pd.DataFrame, scenario: str, pairing: Pairing) -> pd.DataFrame:
    """Cost since the first reported day: a row per year, a column per run."""
    chosen = rows[rows["scenario"] == scenario]
    if pairing.until_year is not None:
        chosen = chosen[chosen["period"].astype(str).astype(int) < pairing.until_year]
    wide = chosen.pivot_table(
        index="period", columns=["draw", "replication"], values="value", observed=True
    )
    return wide.sort_index()


def _paid_back(years: Sequence[int], mean: Floats, peak: int) -> int | None:
    """The first year after the peak from which on nothing extra has been paid."""
    if mean[peak] <= 0 or mean[-1] > 0:
        return None
    still = np.flatnonzero(mean > 0)
    return years[int(still[-1]) + 1]
