"""Who comes back, and after how long."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..results.small_cells import FEW
from .cells import Floats
from .estimates import Estimate, curvature, inverse, least
from .histories import How, ends_at_18
from .lengths import Counted, counted
from .stays import FEWEST_ENDS, adult_day
from .trajectories import Observed

EVERYWHERE = ""
"""The station of a fit over all stations together."""


@dataclass(frozen=True)
class ReturnFit:
    """The share that comes back after help at a station, and the mean of after how many days."""

    station: str
    ended: int
    share: Estimate
    mean_days: Estimate
    correlation: float
    """Of the two: who comes back late, or never, cannot be told apart while few years are seen."""


@dataclass(frozen=True)
class _Followed:
    """Days until a return, and days without one; `since` when after the end they are followed."""

    came: Counted
    not_yet: Counted
    since: float

    @property
    def count(self) -> int:
        return self.came.count + self.not_yet.count


def return_fits(
    rows: pd.DataFrame, observed: Observed, route_within: float
) -> tuple[ReturnFit, ...]:
    """Returns by station, where enough came back; first those of all stations together."""
    ended = _ended(rows, observed, route_within)
    result = []
    for station, some in [(EVERYWHERE, ended), *ended.groupby("station")]:
        came = int(some["came"].sum())
        if came >= FEWEST_ENDS and len(some) - came >= FEW:
            result.append(_fit(str(station), some, route_within))
    return tuple(result)


def _ended(rows: pd.DataFrame, observed: Observed, route_within: float) -> pd.DataFrame:
    """Ends after which nothing goes on, with the days until a return or until they are not seen.

    Who goes on within `route_within` days is no return, so only those are followed who did not.
    """
    rows = rows[rows["last"] & (rows["end"] >= observed.start) & (ends_at_18(rows) == 0)]
    rows = rows[(rows["next_how"] != How.ROUTE) & (rows["reason"] != "moved")]
    until = np.minimum(observed.until, adult_day(rows))
    came = (rows["next_how"] == How.RETURN) & (rows["next_when"] < until)
    days = np.where(came, rows["next_when"], until) - rows["end"]
    rows = rows.assign(days=days, came=came.astype(np.float64))
    result: pd.DataFrame = rows[days > route_within]
    return result


def _fit(station: str, rows: pd.DataFrame, since: float) -> ReturnFit:
    """Share and mean by maximum likelihood: a share comes back, after an exponential time.

    Who has not come back yet is of those who never will, or of those who still will.
    """
    days, came = rows["days"].to_numpy(), rows["came"].to_numpy() > 0
    followed = _Followed(counted(days[came]), counted(days[~came]), since)
    share = float(came.mean())
    begin = np.array([np.log(share / (1 - share)) + 0.5, np.log(days.mean())])
    at = least(lambda point: _unlikely(point, followed), begin)
    covariance = inverse(curvature(lambda point: _unlikely(point, followed), at))
    errors = np.sqrt(np.maximum(np.diag(covariance), 1e-12))
    count = followed.came.count
    return ReturnFit(
        station=station,
        ended=len(rows),
        share=Estimate(float(1 / (1 + np.exp(-at[0]))), float(errors[0]), "logit", count),
        mean_days=Estimate(float(np.exp(at[1])), float(errors[1]), "log", count),
        correlation=float(covariance[0, 1] / (errors[0] * errors[1])),
    )


def _unlikely(at: Floats, spec: _Followed) -> float:
    share, mean = 1 / (1 + np.exp(-at[0])), np.exp(at[1])
    with np.errstate(all="ignore"):
        came = np.log(share) - np.log(mean) - spec.came.days / mean
        not_yet = np.log1p(-share * -np.expm1(-spec.not_yet.days / mean))
        since = float(np.log1p(-share * -np.expm1(-spec.since / mean)))
        told = spec.came.weight @ came + spec.not_yet.weight @ not_yet
        total = float(spec.count * since - told)
    return total if np.isfinite(total) else 1e12


def unseen_by(days: Floats, known: float, mean_days: float) -> Floats:
    """Of a return a day, how many are taken for arrivals in the first so many days.

    Who ended before anything is known comes back as if for the first time. Ends are known from
    `known` days before the first day on: of returns u days after that, the part whose end came
    before it is exp(-(known + u) / mean).
    """
    result: Floats = mean_days * np.exp(-known / mean_days) * -np.expm1(-days / mean_days)
    return result
