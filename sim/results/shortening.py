"""Tables for people: what of the full tables goes into the csv files (docs/results.md)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..indicators.definitions import base_name
from ..measuring.periods import ALL
from .kept_back import CELL, KeptBack
from .over_draws import DRAW_COLUMNS
from .pairs import text_that
from .small_cells import FEW, PARTS, AddingUp, small_cells, with_what_follows

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
_TESTS = ("p_value", "corrected")
"""Of runs at central values only: a verdict over draws counts draws."""
_AMOUNTS = ["baseline_mean", "scenario_mean", "difference", "low", "high"]
_CURVES = ("incidence", "incidence_first_help", "stay_share")
_SPAN = re.compile(r"all$|\d{4}-\d{4}$|.*/")
_SHORT = r"\d{4}-(H\d|\d\d-\d\d)"
"""A half-year or a date."""


# ------------------------------------------------------------------ indicators.csv


def for_a_sheet(
    indicators: pd.DataFrame, kept: KeptBack, *, most: int = SHEET_ROWS
) -> pd.DataFrame | None:
    """All rows if a spreadsheet can hold them, else the most telling ones that it can.

    Small cells are left out. None where not even the totals of all runs fit.
    """
    for choice in _choices(indicators):
        if int(choice.sum()) < most:
            chosen: pd.DataFrame = indicators[choice]
            return chosen[~(_small_in_a_run(chosen) | kept.of(chosen))]
    return None


def _small_in_a_run(rows: pd.DataFrame) -> Flags:
    """Cells that are small in one run, in all of them: else one run follows from the mean."""
    small = small_cells(rows, ["value"], _RUN)
    cell = rows.groupby(list(CELL), sort=False, observed=True).ngroup().to_numpy()
    ever = np.zeros(int(cell.max(initial=-1)) + 1, dtype=np.bool_)
    ever[cell[small]] = True
    return np.asarray(ever[cell])


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


def for_readers(
    compared: pd.DataFrame, kept_back: KeptBack, untested: Collection[str] = ()
) -> pd.DataFrame:
    """The comparison without what nobody reads in a csv: all of it stands in the parquet file.

    Left out: rows in which nothing differs in any run, periods shorter than a year, small cells
    (of a headline its amounts), the weeks of untested lists (the direction stays), columns that
    follow from others, and over draws those of which nothing is known there.
    """
    same = ((compared["difference"] == 0) & ~(compared["p_value"] < 1)).to_numpy()
    short = compared["period"].str.fullmatch(_SHORT).to_numpy(dtype=np.bool_)
    small = small_differences(compared, kept_back)
    headline = compared["headline"].to_numpy(dtype=np.bool_)
    kept = headline | ~(same | short | small)
    over_draws = [name for name in DRAW_COLUMNS if name in compared]
    columns = [*(name for name in CSV_COLUMNS if not over_draws or name not in _TESTS), *over_draws]
    chosen: pd.DataFrame = compared.loc[kept, columns].reset_index(drop=True)
    weeks = (chosen["unit"] == "weeks") & chosen["station"].isin(untested)
    chosen.loc[small[kept] | weeks, _AMOUNTS] = np.nan
    return chosen


def small_differences(compared: pd.DataFrame, kept_back: KeptBack) -> Flags:
    """Rows of which the number of the baseline or of the scenario is told to nobody."""
    small = small_cells(compared, ["baseline_mean", "scenario_mean"], ["look", "scenario"])
    return small | kept_back.of(compared) | kept_back.of(compared, "baseline")


# ------------------------------------------------------------------ counters.csv

_SIZES = ["referrals", "baseline_mean", "scenario_mean", "harm", "low", "high"]


def counters_for_readers(counters: pd.DataFrame) -> pd.DataFrame:
    """The counters without amounts behind which fewer than ten children stand, or that give them.

    Groups of one kind add up to the total, both in referrals and in children who are counted.
    """
    means = counters[["baseline_mean", "scenario_mean"]].to_numpy(dtype=np.float64)
    referrals = counters["referrals"].to_numpy(dtype=np.float64)
    is_count = (counters["unit"] == "per_1000").to_numpy()
    children = np.where(is_count[:, None], means * referrals[:, None] / 1000, np.nan)
    counts = [children[:, 0], children[:, 1], referrals]
    few = np.logical_or.reduce([(count > 0) & (count < FEW) for count in counts[:2]])
    few |= (referrals < FEW) & (counters["counter"] != "cost").to_numpy()
    hidden = with_what_follows(few, counts, _groups_of(counters))
    result = counters.copy()
    result.loc[hidden, _SIZES] = np.nan
    return result


def _groups_of(counters: pd.DataFrame) -> list[AddingUp]:
    """Every kind of group with the total that its parts add up to, and years with theirs."""
    if counters.empty:
        return []
    keys = ["look", "scenario", "counter", "period"]
    number = np.asarray(counters.groupby(keys, sort=False).ngroup(), dtype=np.int64)
    kind = counters["group"].astype(str)
    total, none = (kind == ALL).to_numpy(), np.zeros(len(counters), dtype=np.bool_)
    kinds = [name for name in kind.unique() if name != ALL]
    result = [AddingUp(number, (kind == name).to_numpy(), total, none) for name in kinds]
    cell = counters.groupby(["look", "scenario", "counter", "group", "part"], sort=False).ngroup()
    period = counters["period"].astype(str)
    is_year = period.str.fullmatch(r"\d{4}").to_numpy(dtype=np.bool_)
    span = period.str.match(_SPAN.pattern).to_numpy(dtype=np.bool_)
    return [*result, AddingUp(np.asarray(cell, dtype=np.int64), is_year, span, none)]
