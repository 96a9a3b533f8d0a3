"""Lengths told by classes, as downloaded tables of CBS have them: how many ended within each.

Such a table counts who ended in a year, at 18 too; it knows nobody who is still helped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from .cells import Floats
from .estimates import curvature, inverse, least, made_of
from .families import FAMILIES, Family, Fitted
from .faults import Fault, Faults
from .lengths import NORMAL_95, Curve
from .meaning import Meanings, with_stations
from .reading import Extract
from .stays import FEWEST_ENDS, StayFit

_DAYS_OF = {"d": 1.0, "w": 7.0, "m": 365.25 / 12, "j": 365.25, "y": 365.25}
"""Days of a unit, by its first letter in Dutch or English."""
_SIZE = re.compile(r"(\d+)\s*([dwmjy])?[a-z]*")
_UP_TO = ("korter", "minder", "tot", "<", "under", "less")
_MOST = 1e10
_MOST_STEPS, _STILL = 20_000, 1e-9


def class_of(text: str) -> tuple[float, float]:
    """The bounds of a class in days: 3 tot 6 maanden, korter dan 3 maanden, 4 jaar of langer, 1-2y.

    Both are NaN where the text is no class.
    """
    plain = text.lower().replace("–", "-")
    sizes = _SIZE.findall(plain)
    if not sizes or len(sizes) > 2 or not sizes[-1][1]:
        return np.nan, np.nan
    last_unit = sizes[-1][1]
    days = [float(size) * _DAYS_OF[unit or last_unit] for size, unit in sizes]
    if len(days) == 2:
        return (days[0], days[1]) if days[0] < days[1] else (np.nan, np.nan)
    if any(word in plain for word in _UP_TO):
        return 0.0, days[0]
    return days[0], np.inf


def stays_by_class(
    extracts: Sequence[Extract], meanings: Meanings, faults: Faults
) -> tuple[StayFit, ...]:
    """The length of help at each station of the tables."""
    parts = [_rows(extract, meanings, faults) for extract in extracts]
    if not parts:
        return ()
    whose = ["station", "low", "high"]
    rows = pd.concat(parts).groupby(whose, as_index=False).agg({"count": "sum"})
    enough = rows.groupby("station").filter(_has_enough).sort_values(["station", "low"])
    return tuple(_stay(str(name), some) for name, some in enough.groupby("station"))


def _has_enough(rows: pd.DataFrame) -> bool:
    """Whether there are more classes than parameters, and enough who ended."""
    return len(rows) > 2 and bool(rows["count"].sum() >= FEWEST_ENDS)


def _rows(extract: Extract, meanings: Meanings, faults: Faults) -> pd.DataFrame:
    rows = with_stations(extract, meanings, faults)
    bounds = np.array([class_of(str(text)) for text in rows["length"]]).reshape(-1, 2)
    rows = rows.assign(low=bounds[:, 0], high=bounds[:, 1])
    wrong = rows["low"].isna() | rows["count"].isna()
    faults.note(extract.file, Fault.NO_CLASS, rows["row"][wrong])
    result: pd.DataFrame = rows[~wrong]
    return result


def _stay(station: str, rows: pd.DataFrame) -> StayFit:
    low, high, counts = (rows[name].to_numpy(dtype=np.float64) for name in ("low", "high", "count"))
    fits = [_fitted(family, low, high, counts) for family in FAMILIES]
    best = min(fits, key=lambda fit: fit.aic)
    ended = int(counts.sum())
    made = best.family
    return StayFit(
        station=station,
        count=ended,
        ended=ended,
        best=best,
        aic={fit.family.name: fit.aic for fit in fits},
        mean=made_of(made.mean, best.parameters, best.covariance, ended),
        median=made_of(made.median, best.parameters, best.covariance, ended),
        curve=_curve(low, high, counts),
        is_by_class=True,
    )


def _fitted(family: Family, low: Floats, high: Floats, counts: Floats) -> Fitted:
    """A family by the share of each class: each length lies somewhere between its bounds."""
    middle = np.log(np.where(np.isfinite(high), (low + high) / 2, 1.5 * low))
    mean = float(np.average(middle, weights=counts))
    spread = float(np.sqrt(np.average((middle - mean) ** 2, weights=counts)))

    def unlikely(at: Floats) -> float:
        with np.errstate(all="ignore"):
            within = _lasting(family, low, at) - _lasting(family, high, at)
            value = -float(counts @ np.log(within)) / counts.sum()
        return value if np.isfinite(value) else _MOST

    at = least(unlikely, family.start(mean, spread))
    covariance = inverse(curvature(lambda point: float(counts.sum()) * unlikely(point), at))
    return Fitted(family, at, covariance, 2 * len(at) + 2 * float(counts.sum()) * unlikely(at))


def _lasting(family: Family, days: Floats, at: Floats) -> Floats:
    """The share that lasts longer: all beyond 0 days, nobody without end."""
    inside = np.where((days > 0) & np.isfinite(days), days, 1.0)
    lasting = np.exp(family.beyond(inside, at))
    return np.where(days <= 0, 1.0, np.where(np.isfinite(days), lasting, 0.0))


def _curve(low: Floats, high: Floats, counts: Floats) -> Curve:
    """The share that lasts beyond each bound of a class, by Turnbull, with Wilson's interval.

    What is known at a bound is known of those whose class does not lie on both sides of it.
    """
    days, share = turnbull(low, high, counts)
    told = np.array([counts[(high <= day) | (low >= day)].sum() for day in days])
    square = NORMAL_95**2 / np.maximum(told, 1.0)
    middle = (share + square / 2) / (1 + square)
    wide = np.sqrt(share * (1 - share) * square + square**2 / 4) / (1 + square)
    return Curve(days, share, middle - wide, middle + wide)


def turnbull(low: Floats, high: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """The share that lasts beyond each finite bound, of lengths that lie between two bounds.

    The likeliest shares between neighbouring bounds (Turnbull 1976), by self-consistency: each
    class is spread over what lies in it as all classes together say, again and again. Where classes
    do not overlap the shares are those of the classes at once.
    """
    edges, some = np.unique(np.concatenate([low, high])), counts > 0
    low, high, counts = low[some], high[some], counts[some]
    inside = (low[:, None] <= edges[:-1]) & (edges[1:] <= high[:, None])
    part = np.full(edges.size - 1, 1.0 / (edges.size - 1))
    for _ in range(_MOST_STEPS):
        within = inside * part
        following = (counts / within.sum(axis=1)) @ within / counts.sum()
        moved = float(np.abs(following - part).max())
        part = following
        if moved < _STILL:
            break
    days, beyond = edges[1:], 1.0 - np.cumsum(part)
    ends = np.isfinite(days)
    return days[ends], np.clip(beyond[ends], 0.0, 1.0)
