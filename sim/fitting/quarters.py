"""Waits and lists as providers estimate them every quarter, put together by station."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..results.small_cells import FEW
from .faults import Fault, Faults
from .meaning import Meanings, with_stations
from .reading import Extract

LEAST_DOUBT = 0.2
"""Of an estimate: no range is narrower than this part of it to both sides. Nobody counted."""
_QUARTERS = 4


@dataclass(frozen=True)
class ListTold:
    """What was told of a list in its latest quarter, which ended before the day `at`.

    `weeks` is the mean of all providers, each by how many wait there; `low` and `high` are the
    least and the most of its last four quarters, with LEAST_DOUBT. `waiting`: None where nobody
    said how many.
    """

    station: str
    at: dt.date
    weeks: float
    low: float
    high: float
    waiting: int | None


def lists_told(
    extracts: Sequence[Extract], meanings: Meanings, faults: Faults
) -> tuple[ListTold, ...]:
    """The list of each station of which was told; none on which fewer than ten wait."""
    parts = [_rows(extract, meanings, faults) for extract in extracts]
    if not parts:
        return ()
    told = (_told(str(name), rows) for name, rows in pd.concat(parts).groupby("station"))
    return tuple(item for item in told if item is not None)


def _rows(extract: Extract, meanings: Meanings, faults: Faults) -> pd.DataFrame:
    rows = with_stations(extract, meanings, faults)
    wrong = rows["quarter"].isna() | rows["wait_weeks"].isna()
    faults.note(extract.file, Fault.NO_ESTIMATE, rows["row"][wrong])
    waiting = rows.get("waiting", pd.Series(np.nan, index=rows.index))
    result: pd.DataFrame = rows.assign(waiting=waiting)[~wrong]
    return result


def _told(station: str, rows: pd.DataFrame) -> ListTold | None:
    last = int(rows["quarter"].max())
    known = rows[rows["quarter"] > last - _QUARTERS]
    means = [_mean(some) for _, some in known.groupby("quarter")]
    latest = known[known["quarter"] == last]["waiting"]
    waiting = None if latest.isna().all() else round(latest.sum())
    if waiting is not None and waiting < FEW:
        return None
    weeks = means[-1]
    return ListTold(
        station=station,
        at=_day_after(last),
        weeks=weeks,
        low=min(*means, weeks * (1 - LEAST_DOUBT)),
        high=max(*means, weeks * (1 + LEAST_DOUBT)),
        waiting=waiting,
    )


def _mean(rows: pd.DataFrame) -> float:
    """The mean over providers by how many wait there; each alike where nobody said how many."""
    weeks, waiting = rows["wait_weeks"].to_numpy(), rows["waiting"].fillna(0.0).to_numpy()
    return float(np.average(weeks, weights=waiting if waiting.sum() > 0 else None))


def _day_after(quarter: int) -> dt.date:
    year, number = divmod(quarter + 1, 4)
    return dt.date(year, 3 * number + 1, 1)
