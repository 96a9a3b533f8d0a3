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
from .comparison import text_that

if TYPE_CHECKING:
    import pandas as pd

Flags = NDArray[np.bool_]

SHEET_ROWS = 1_048_576
"""Lines that a spreadsheet can hold, the heading among them."""
PARTS = ["station", "gemeente", "need"]
CSV_COLUMNS = [
    "look", "scenario", *PARTS, "indicator", "period", "unit", "headline", "replications",
    "baseline_mean", "scenario_mean", "difference", "low", "high", "p_value", "verdict", "counter",
]  # fmt: skip
_CURVES = ("incidence", "incidence_first_help", "stay_share")
_NO_CHILDREN = ("places", "moves_per_youth", "gap_youths_per_1000")
"""Numbers that are no count of children."""
_SPAN = re.compile(r"all$|\d{4}-\d{4}$|.*/")
_SHORT = r"\d{4}-(H\d|\d\d-\d\d)"
"""A half-year or a date."""
_COUNTED_UNITS = ("number", "youths")
_BEHIND = {"weeks_waited": "joined", "over_norm": "joined", "left_before_norm": "joined"}
_BEHIND_REFERRED = ("wait_first_help", "first_help", "over_norm_first_help")


# ------------------------------------------------------------------ indicators.csv


def for_a_sheet(indicators: pd.DataFrame, *, most: int = SHEET_ROWS) -> pd.DataFrame | None:
    """All rows if a spreadsheet can hold them, else the most telling ones that it can.

    None where not even the totals of all runs fit.
    """
    for kept in _choices(indicators):
        if int(kept.sum()) < most:
            chosen: pd.DataFrame = indicators[kept]
            return chosen
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

    Left out: rows in which nothing differs in any run, periods shorter than a year, cells behind
    which fewer than ten children stand, and columns that follow from others.
    """
    same = ((compared["difference"] == 0) & ~(compared["p_value"] < 1)).to_numpy()
    short = compared["period"].str.fullmatch(_SHORT).to_numpy(dtype=np.bool_)
    kept = compared["headline"].to_numpy() | ~(same | short | _few(compared))
    chosen: pd.DataFrame = compared.loc[kept, CSV_COLUMNS].reset_index(drop=True)
    return chosen


def _few(compared: pd.DataFrame) -> Flags:
    """Whether a row counts fewer than ten children, or is about fewer than ten."""
    base = compared["indicator"].map(base_name)
    means = compared[["baseline_mean", "scenario_mean"]].to_numpy(dtype=np.float64)
    is_few: Flags = np.any((means > 0) & (means < FEW), axis=1)
    counts = compared["unit"].isin(_COUNTED_UNITS) & ~base.isin(_NO_CHILDREN)
    behind = base.map(_BEHIND).where(~base.isin(_BEHIND_REFERRED), "referrals")
    cell = ["look", "scenario", *PARTS, "period"]
    keys = list(zip(*(compared[name] for name in [*cell, "indicator"]), strict=True))
    small = {key for key, few in zip(keys, is_few, strict=True) if few}
    told = [(*key[:-1], name) in small for key, name in zip(keys, behind, strict=True)]
    return np.asarray(is_few & counts.to_numpy() | np.array(told, dtype=np.bool_))
