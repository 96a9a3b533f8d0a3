"""How the baseline goes over the years by itself: where it comes from and where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..results.small_cells import ALL
from ..results.verdicts import MOSTLY
from .measures import middle_of
from .results import Results

_RUN = ["draw", "replication"]


@dataclass(frozen=True)
class Middle:
    """A mean over draws or runs with the middle 90% of them."""

    mean: float
    low: float
    high: float

    @property
    def ends(self) -> tuple[float, float]:
        """Low and high."""
        return self.low, self.high


@dataclass(frozen=True)
class Trend:
    """The first and the last year of an indicator, and how much it changed in between.

    `way` is up, down or level where that is so in most draws or runs, else open: by a difference of
    more than matters.
    """

    first_year: str
    last_year: str
    first: Middle
    last: Middle
    change: Middle
    way: str

    @property
    def years(self) -> tuple[str, str]:
        """The first and the last."""
        return self.first_year, self.last_year


def level(results: Results, scenario: str, indicator: str, period: str) -> Middle | None:
    """The level of an indicator; None where there is none, or where it is told to nobody."""
    rows = _rows(results, scenario, indicator, [period])
    return None if rows.empty else _middle(rows["value"])


def what_matters(results: Results, indicator: str) -> float:
    """The smallest difference of it that matters; 1 of its unit where nothing was compared."""
    told = (row.matters for row in results.rows if row.indicator == indicator and row.matters)
    return next(told, 1.0)


def trend(
    results: Results,
    indicator: str,
    matters: float = 0.0,
    *,
    gemeente: str = ALL,
    need: str = ALL,
) -> Trend | None:
    """From the last year that is looked back on, else from the first, to the last year."""
    periods = results.manifest.periods.years
    rows = _rows(results, results.baseline, indicator, periods, gemeente, need)
    years = sorted(set(rows["period"]))
    back = results.manifest.look_back
    if back and str(back.until.year - 1) in years:
        years = years[years.index(str(back.until.year - 1)) :]
    if len(years) < 2:
        return None
    before, after = (
        rows[rows["period"] == year].set_index(_RUN)["value"] for year in (years[0], years[-1])
    )
    apart = (after - before).dropna()
    if apart.empty:
        return None
    middles = _middle(before), _middle(after), _middle(apart)
    return Trend(years[0], years[-1], *middles, _way(apart, matters))


def _way(apart: pd.Series[float], matters: float) -> str:
    ways = {"up": apart > matters, "down": apart < -matters, "level": apart.abs() <= matters}
    return next((way for way, is_so in ways.items() if is_so.mean() >= MOSTLY), "open")


def _rows(
    results: Results,
    scenario: str,
    indicator: str,
    periods: Sequence[str],
    gemeente: str = ALL,
    need: str = ALL,
) -> pd.DataFrame:
    table = results.rows_of(indicator)
    chosen = table[table["scenario"] == scenario]
    here = (chosen["gemeente"] == gemeente) & (chosen["need"] == need) & (chosen["station"] == ALL)
    return chosen[here & chosen["period"].isin(list(periods))]


def _middle(values: pd.Series[float]) -> Middle:
    row = middle_of(values.to_frame("value").assign(all=ALL), "all").iloc[0]
    return Middle(float(row["mean"]), float(row["low"]), float(row["high"]))
