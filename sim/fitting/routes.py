"""Where children go after help at a station, and what starts beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..results.small_cells import FEW
from .codes import EARLY, MOVED
from .estimates import Estimate, share
from .histories import How, ends_at_18
from .trajectories import Observed

OUT, EARLY_OUT, MOVED_OUT = "out", "early", "moved"


@dataclass(frozen=True)
class RouteFit:
    """Shares by destination after help at a station; those of fewer than ten are in the largest."""

    station: str
    count: int
    shares: Mapping[str, Estimate]
    pooled: int


@dataclass(frozen=True)
class TogetherFit:
    """The share of those who begin at a station for whom another trajectory begins beside it."""

    station: str
    second: str
    count: int
    share: Estimate


def route_fits(rows: pd.DataFrame, observed: Observed, route_within: float) -> tuple[RouteFit, ...]:
    """Rows of shares by station, of ends that were followed long enough to see a next step."""
    followed = (rows["end"] >= observed.start) & (rows["end"] < observed.until - route_within)
    ended = rows[followed & rows["last"] & (ends_at_18(rows) == 0)]
    went_on = ended["next_how"] == How.ROUTE
    exits = ended["reason"].map({EARLY: EARLY_OUT, MOVED: MOVED_OUT}).fillna(OUT)
    ended = ended.assign(to=np.where(went_on, ended["next_station"], exits))
    fits = (_route(str(station), some["to"]) for station, some in ended.groupby("station"))
    return tuple(fit for fit in fits if fit is not None)


def _route(station: str, destinations: pd.Series[str]) -> RouteFit | None:
    counts = destinations.value_counts()
    few = counts[counts < FEW]
    told = counts[counts >= FEW]
    if not len(told):
        return None
    told = told.copy()
    told.iloc[0] += int(few.sum())
    whole = int(counts.sum())
    if len(told) == 1:
        return RouteFit(station, whole, {}, int(few.sum()))
    shares = {str(to): share(int(part), whole) for to, part in told.items()}
    return RouteFit(station, whole, shares, int(few.sum()))


def together_fits(rows: pd.DataFrame, observed: Observed) -> tuple[TogetherFit, ...]:
    """Seconds by station of the first and of the second."""
    within = (rows["asked_or_begun"] >= observed.start) & (rows["client"] != 0)
    rows = rows[within]
    first_of = rows["station"].where(rows["how"] != How.SECOND)
    beside = first_of.groupby(rows["client"]).ffill()
    starts = rows[rows["how"] != How.SECOND]["station"].value_counts()
    pairs = pd.DataFrame({"first": beside, "second": rows["station"]})[rows["how"] == How.SECOND]
    result = []
    for (one, other), some in pairs.groupby(["first", "second"]):
        first, second, count = str(one), str(other), len(some)
        whole = int(starts.get(first, 0))
        if count >= FEW and whole - count >= FEW and first != second:
            result.append(TogetherFit(first, second, whole, share(count, whole)))
    return tuple(result)
