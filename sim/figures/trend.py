"""How the baseline goes over the years by itself: where it comes from and where it ends."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

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


@dataclass(frozen=True)
class Trend:
    """The first and the last year of an indicator.

    `way` is up, down or level where that is so in most draws or runs, else open: by a difference of
    more than matters.
    """

    first_year: str
    last_year: str
    first: Middle
    last: Middle
    way: str


def level(results: Results, scenario: str, indicator: str, period: str) -> Middle | None:
    """The level of an indicator; None where there is none, or where it is told to nobody."""
    return _middle(_rows(results, scenario, indicator, [period]))


def trend(results: Results, indicator: str, matters: float = 0.0) -> Trend | None:
    """From the last year that is looked back on, else from the first, to the last year."""
    rows = _rows(results, results.baseline, indicator, results.manifest.periods.years)
    years = sorted(set(rows["period"]))
    back = results.manifest.look_back
    if back and str(back.until.year - 1) in years:
        years = years[years.index(str(back.until.year - 1)) :]
    if len(years) < 2:
        return None
    ends = [rows[rows["period"] == year] for year in (years[0], years[-1])]
    first, last = map(_middle, ends)
    if first is None or last is None:
        return None
    before, after = (end.set_index(_RUN)["value"] for end in ends)
    return Trend(years[0], years[-1], first, last, _way(after - before, matters))


def _way(apart: pd.Series[float], matters: float) -> str:
    ways = {"up": apart > matters, "down": apart < -matters, "level": apart.abs() <= matters}
    return next((way for way, is_so in ways.items() if is_so.mean() >= MOSTLY), "open")


def _rows(
    results: Results, scenario: str, indicator: str, periods: list[str] | tuple[str, ...]
) -> pd.DataFrame:
    table = results.indicators
    chosen = table[(table["indicator"] == indicator) & (table["scenario"] == scenario)]
    total = (chosen[["station", "gemeente", "need"]] == "all").all(axis=1)
    return chosen[total & chosen["period"].isin(list(periods))]


def _middle(rows: pd.DataFrame) -> Middle | None:
    if rows.empty:
        return None
    row = middle_of(rows, "indicator").iloc[0]
    return Middle(float(row["mean"]), float(row["low"]), float(row["high"]))
