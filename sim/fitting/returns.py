"""Who comes back, and after how long."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..results.small_cells import FEW
from .cells import Floats
from .estimates import Estimate, curvature, inverse, least
from .histories import How, ends_at_18
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


@dataclass(frozen=True)
class _Followed:
    """Ends followed for a return: until when, and whether it came; `since` they were followed."""

    days: Floats
    came: Floats
    since: float


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
    followed = _Followed(rows["days"].to_numpy(), rows["came"].to_numpy(), since)
    share = float(followed.came.mean())
    begin = np.array([np.log(share / (1 - share)) + 0.5, np.log(followed.days.mean())])
    at = least(lambda point: _unlikely(point, followed), begin)
    covariance = inverse(curvature(lambda point: _unlikely(point, followed), at))
    errors = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    came = int(followed.came.sum())
    return ReturnFit(
        station=station,
        ended=len(rows),
        share=Estimate(float(1 / (1 + np.exp(-at[0]))), float(errors[0]), "logit", came),
        mean_days=Estimate(float(np.exp(at[1])), float(errors[1]), "log", came),
    )


def _unlikely(at: Floats, spec: _Followed) -> float:
    share, mean = 1 / (1 + np.exp(-at[0])), np.exp(at[1])
    with np.errstate(all="ignore"):
        came = np.log(share) - np.log(mean) - spec.days / mean
        not_yet = np.log1p(-share * -np.expm1(-spec.days / mean))
        since = np.log1p(-share * -np.expm1(-spec.since / mean))
        total = float(-(spec.came @ came + (1 - spec.came) @ not_yet - len(spec.days) * since))
    return total if np.isfinite(total) else 1e12


def unseen_part(observed: Observed, mean_days: float) -> float:
    """For each return that is seen as one, how many are taken for arrivals.

    Who ended before the registration began comes back in it as if for the first time. Of returns
    u days after its first day, the part whose end came before it is exp(-u / mean).
    """
    window = observed.until - observed.start
    unseen = mean_days * -np.expm1(-window / mean_days)
    return float(unseen / (window - unseen))
