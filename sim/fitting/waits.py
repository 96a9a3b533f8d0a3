"""How long children wait on the list of each station, and who leaves it without help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..results.small_cells import FEW
from .cells import month_of_day
from .estimates import Estimate, rate
from .lengths import Lengths, at_risk, lengths
from .stays import FEWEST_ENDS, adult_day
from .trajectories import Observed

WEEK = 7.0
HORIZON_WEEKS = 52
AT_WEEKS = (4, 14, 26, 52)


@dataclass(frozen=True)
class WaitFit:
    """The list of a station: mean weeks within 52, the share begun by then, who dropped out.

    Weeks and shares are of those who joined in the period, of whom `waited` had to wait a day or
    more; `drops_out_per_week` is None where no list was seen to be left without a start.
    """

    station: str
    count: int
    waited: int
    weeks: Estimate
    begun: Mapping[int, float]
    drops_out_per_week: Estimate | None

    @property
    def has_waits(self) -> bool:
        """Whether enough waited to call it a wait.

        Who is allocated on the day on which help starts was often helped before it was written
        down: that is no list of 0 weeks that a region could be held to.
        """
        return self.waited >= FEW


def wait_fits(rows: pd.DataFrame, observed: Observed) -> tuple[WaitFit, ...]:
    """Waits by station, where the registration tells when help was asked for."""
    waited = rows[rows["asked"].notna() & ~rows["earlier"]]
    fits = (_fit(str(name), some, observed) for name, some in waited.groupby("station"))
    return tuple(fit for fit in fits if fit is not None)


def _fit(station: str, rows: pd.DataFrame, observed: Observed) -> WaitFit | None:
    joined = rows[rows["asked"] >= observed.start]
    left = joined["begin"].where(joined["begin"].notna(), joined["gone"])
    waited = left.fillna(observed.until) - joined["asked"]
    spec = _lengths(waited, left.notna())
    if spec.ended < FEWEST_ENDS:
        return None
    return WaitFit(
        station=station,
        count=len(joined),
        waited=int((waited >= 1).sum()),
        weeks=mean_within(spec, HORIZON_WEEKS),
        begun=_begun(waited, joined["begin"].notna(), left.notna()),
        drops_out_per_week=_dropping(rows, observed),
    )


def _lengths(days: pd.Series[float], over: pd.Series[bool]) -> Lengths:
    waited = np.asarray(days, dtype=np.float64)
    return lengths(waited, np.zeros(len(days)), over.to_numpy(), shortest=0.0)


def mean_within(spec: Lengths, weeks: float) -> Estimate:
    """Mean weeks waited within so many: the area under the share still waiting.

    Its variance is Greenwood's for an area: each step counts by what is left of the area after it.
    """
    horizon = weeks * WEEK
    days, left, waiting = spec.over.days, spec.over.weight, at_risk(spec)
    early = days < horizon
    days, left, waiting = days[early], left[early], waiting[early]
    share = np.cumprod(1 - left / waiting)
    bounds = np.concatenate([[0.0], days, [horizon]])
    areas = np.concatenate([[1.0], share]) * np.diff(bounds)
    after = areas.sum() - np.cumsum(areas)[:-1]
    more = waiting > left
    after, left, waiting = after[more], left[more], waiting[more]
    variance = float((after**2 * left / (waiting * (waiting - left))).sum())
    error = variance**0.5 / WEEK
    return Estimate(float(areas.sum()) / WEEK, error, "plain", spec.count)


def _begun(
    days: pd.Series[float], starts: pd.Series[bool], ends: pd.Series[bool]
) -> Mapping[int, float]:
    """The share that has begun by some weeks, with who dropped out as an end of its own.

    Aalen and Johansen: each start counts by the share that still waited just before it.
    """
    order = np.argsort(days.to_numpy(), kind="stable")
    waited = np.asarray(days, dtype=np.float64)[order]
    begun, left = starts.to_numpy()[order], ends.to_numpy()[order]
    at_risk = len(waited) - np.arange(len(waited))
    still = np.concatenate([[1.0], np.cumprod(1 - left / at_risk)[:-1]])
    total = np.cumsum(still * begun / at_risk)
    result = {}
    for weeks in AT_WEEKS:
        at = int(np.searchsorted(waited, weeks * WEEK, side="right"))
        # A share is told while ten or more were followed so long.
        followed = len(waited) - int(np.searchsorted(waited, weeks * WEEK, side="left"))
        if followed >= FEW or (at == len(waited) and left.all()):
            result[weeks] = float(total[at - 1]) if at else 0.0
    return result


def _dropping(rows: pd.DataFrame, observed: Observed) -> Estimate | None:
    """Drop-outs by week of waiting in the period."""
    left = rows["begin"].where(rows["begin"].notna(), rows["gone"]).fillna(observed.until)
    weeks = (left - rows["asked"].clip(lower=observed.start)).clip(lower=0).sum() / WEEK
    at_18 = month_of_day(rows["gone"].to_numpy()) >= month_of_day(adult_day(rows))
    own = (rows["gone"] >= observed.start) & ~(at_18 & np.isfinite(adult_day(rows)))
    dropped = int(own.sum())
    return rate(dropped, float(weeks)) if dropped >= FEW and weeks > 0 else None
