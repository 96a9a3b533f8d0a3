"""How many children a year come, by gemeente, referrer, need and station."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..results.small_cells import FEW
from .cells import Floats
from .estimates import Estimate
from .histories import How
from .returns import EVERYWHERE, ReturnFit, unseen_by
from .trajectories import Observed
from .trend import Months, Trend, by_month, months_of, trend_of

_KEYS = ["station", "referrer", "need", "gemeente"]
_LEAST_OWN = 0.1
"""Where less than this of the first starts at a station are arrivals, they tell of none."""


@dataclass(frozen=True)
class Stream:
    """Children who come a year: of which gemeenten, by whom, for what, and where they enter."""

    gemeenten: tuple[str, ...]
    referrer: str
    need: str
    station: str
    per_year: Estimate
    is_shared: bool
    """Whether more of its doubt is that of the trend, which all streams have, than its own."""


@dataclass(frozen=True)
class ArrivalFit:
    """All arrivals: streams, trend, and how many of the first starts were returns unseen."""

    streams: tuple[Stream, ...]
    trend: Trend
    count: int
    unseen_returns: float
    pooled: int
    """How many arrivals stand in a stream of several groups, because each of these is few."""


def arrival_fit(
    rows: pd.DataFrame, observed: Observed, returns: tuple[ReturnFit, ...]
) -> ArrivalFit:
    """Arrivals in the period, with the returns that were taken for arrivals counted off."""
    when = rows["asked_or_begun"]
    within = (when >= observed.start) & (when < observed.until)
    came = rows[within & rows["how"].isin((How.ARRIVAL, How.BESIDE))]
    came_back = rows[within & (rows["how"] == How.RETURN)]
    everywhere = next((fit for fit in returns if fit.station == EVERYWHERE), None)
    months = months_of(observed)
    # A registration may hold ends from before the period, by which returns are told apart.
    known = max(0.0, observed.start - float(rows["end"].min())) if everywhere else 0.0
    per_day = _unseen_by_month(months, known, everywhere)
    seen_days = months.days.sum() - per_day.sum()
    unseen = came_back["station"].value_counts() * float(per_day.sum() / seen_days)
    hidden = per_day * len(came_back) / seen_days
    counts = by_month(came["asked_or_begun"].to_numpy(), months)
    trend = trend_of(counts, hidden, months)
    streams, pooled = _streams(came, _own_part(came, unseen), trend)
    return ArrivalFit(streams, trend, len(came), float(unseen.sum()), pooled)


def _unseen_by_month(months: Months, known: float, returns: ReturnFit | None) -> Floats:
    """Of a return a day, how many are taken for arrivals: most of them in the first months."""
    if returns is None:
        return np.zeros(len(months.days))
    since = np.concatenate([[0.0], np.cumsum(months.days)])
    return np.diff(unseen_by(since, known, returns.mean_days.value))


def _own_part(came: pd.DataFrame, unseen: pd.Series[float]) -> dict[str, float]:
    """The part of first starts at each station that are arrivals and no unseen returns."""
    starts = came["station"].value_counts()
    part = 1 - (unseen.reindex(starts.index).fillna(0.0) / starts).clip(upper=1 - _LEAST_OWN)
    return {str(station): float(value) for station, value in part.items()}


def _streams(
    came: pd.DataFrame, own_part: dict[str, float], trend: Trend
) -> tuple[tuple[Stream, ...], int]:
    """Streams of ten children or more.

    What is fewer is put together with others: of other gemeenten, then needs, referrers, and
    stations. So all are in a stream of ten or more, and no few follow from a total.
    """
    cells = came.groupby(_KEYS, observed=True).size().reset_index(name="count")
    groups: list[pd.DataFrame] = []
    for level in range(len(_KEYS), 0, -1):
        summed = cells.groupby(_KEYS[:level], observed=True)["count"].transform("sum")
        enough = cells[summed >= FEW]
        groups += [some for _, some in enough.groupby(_KEYS[:level], observed=True)]
        cells = cells[summed < FEW]
    if not groups:
        return (), 0
    # Under ten that are left over count with the largest, so that nobody is lost.
    groups.sort(key=lambda some: -int(some["count"].sum()))
    more = [int(cells["count"].sum()), *[0] * (len(groups) - 1)]
    pairs = zip(groups, more, strict=True)
    streams = [_stream(some, extra, own_part, trend) for some, extra in pairs]
    pooled = sum(int(some["count"].sum()) for some in groups if len(some) > 1) + more[0]
    return tuple(sorted((item for item in streams if item is not None), key=_order)), pooled


def _stream(
    cells: pd.DataFrame, extra: int, own_part: dict[str, float], trend: Trend
) -> Stream | None:
    """A stream of one or more cells, with the words that most of its children have.

    None where as many came back unseen as came for the first time.
    """
    count = int(cells["count"].sum()) + extra
    station = _most(cells, "station")
    if own_part.get(station, 1.0) <= _LEAST_OWN:
        return None
    error = float(np.hypot(1 / np.sqrt(count), trend.level_error))
    per_year = count * own_part.get(station, 1.0) / trend.level
    return Stream(
        gemeenten=tuple(sorted(map(str, set(cells["gemeente"])))),
        referrer=_most(cells, "referrer"),
        need=_most(cells, "need"),
        station=station,
        per_year=Estimate(per_year, error, "log", count),
        is_shared=trend.level_error**2 > 1 / count,
    )


def _most(cells: pd.DataFrame, name: str) -> str:
    """The word that most children of these cells have."""
    counts: dict[str, int] = defaultdict(int)
    for word, count in zip(cells[name], cells["count"], strict=True):
        counts[str(word)] += int(count)
    return max(counts, key=lambda word: counts[word])


def _order(stream: Stream) -> tuple[str, str, str, tuple[str, ...]]:
    return stream.station, stream.referrer, stream.need, stream.gemeenten
