"""Tables for people: what of the full tables goes into the csv files (docs/results.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..indicators.definitions import base_name
from ..measuring.periods import ALL
from ..texts.format import FEW
from .pairs import text_that
from .small_cells import PARTS, small_cells

if TYPE_CHECKING:
    import pandas as pd

Flags = NDArray[np.bool_]

SHEET_ROWS = 1_048_576
"""Lines that a spreadsheet can hold, the heading among them."""
_RUN = ["scenario", "draw", "replication"]
CSV_COLUMNS = [
    "look", "scenario", *PARTS, "indicator", "period", "unit", "headline", "replications",
    "baseline_mean", "scenario_mean", "difference", "low", "high", "p_value",
    "corrected", "verdict", "counter", "counter_part", "counter_size",
]  # fmt: skip
_AMOUNTS = ["baseline_mean", "scenario_mean", "difference", "low", "high"]
_CURVES = ("incidence", "incidence_first_help", "stay_share")
_SPAN = re.compile(r"all$|\d{4}-\d{4}$|.*/")
_SHORT = r"\d{4}-(H\d|\d\d-\d\d)"
"""A half-year or a date."""


# ------------------------------------------------------------------ indicators.csv


def for_a_sheet(indicators: pd.DataFrame, *, most: int = SHEET_ROWS) -> pd.DataFrame | None:
    """All rows if a spreadsheet can hold them, else the most telling ones that it can.

    Small cells are left out. None where not even the totals of all runs fit.
    """
    for kept in _choices(indicators):
        if int(kept.sum()) < most:
            chosen: pd.DataFrame = indicators[kept]
            return chosen[~small_cells(chosen, ["value"], _RUN)]
    return None


def _choices(rows: pd.DataFrame) -> Iterator[Flags]:
    """From all rows to fewer: parts over several years and totals, totals, totals over years."""
    yield np.ones(len(rows), dtype=np.bool_)
    spec = {part: text_that(rows[part], ALL.__eq__) for part in PARTS}
    total = np.logical_and.reduce(list(spec.values()))
    one_part = sum(~flags for flags in spec.values()) <= 1
    curve = text_that(rows["indicator"], lambda name: base_name(name) in _CURVES)
    span = text_that(rows["period"], lambda name: _SPAN.match(name) is not None)
    yield np.asarray(~curve & (total | (one_part & span)))
    yield np.asarray(~curve & total)
    yield np.asarray(~curve & total & span)


# ------------------------------------------------------------------ comparison.csv


def for_readers(compared: pd.DataFrame) -> pd.DataFrame:
    """The comparison without what nobody reads in a csv: all of it stands in the parquet file.

    Left out: rows in which nothing differs in any run, periods shorter than a year, small cells
    (of a headline its amounts), and columns that follow from others.
    """
    same = ((compared["difference"] == 0) & ~(compared["p_value"] < 1)).to_numpy()
    short = compared["period"].str.fullmatch(_SHORT).to_numpy(dtype=np.bool_)
    small = small_cells(compared, ["baseline_mean", "scenario_mean"], ["look", "scenario"])
    headline = compared["headline"].to_numpy(dtype=np.bool_)
    kept = headline | ~(same | short | small)
    chosen: pd.DataFrame = compared.loc[kept, CSV_COLUMNS].reset_index(drop=True)
    chosen.loc[small[kept], _AMOUNTS] = np.nan
    return chosen


# ------------------------------------------------------------------ counters.csv

_SIZES = ["baseline_mean", "scenario_mean", "harm", "low", "high"]


def counters_for_readers(counters: pd.DataFrame) -> pd.DataFrame:
    """The counters without amounts behind which fewer than ten children stand."""
    means = counters[["baseline_mean", "scenario_mean"]].to_numpy(dtype=np.float64)
    referrals = counters["referrals"].to_numpy(dtype=np.float64)
    children = means * referrals[:, None] / 1000
    is_count = (counters["unit"] == "per_1000").to_numpy()
    few = is_count & np.any((children > 0) & (children < FEW), axis=1)
    few |= (referrals < FEW) & (counters["counter"] != "cost").to_numpy()
    result = counters.copy()
    result.loc[few, _SIZES] = np.nan
    return result
