"""How long help lasts at each station, as if nobody turned 18."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..results.small_cells import FEW
from .cells import NO_MONTH, Floats, middle_of_month, month_of_day
from .codes import EARLY, MOVED
from .estimates import Estimate, made_of
from .families import FAMILIES, Fitted, empirical, fitted
from .lengths import Curve, Lengths, kaplan_meier, lengths
from .trajectories import ADULT_MONTHS, Observed

FEWEST_ENDS = 3 * FEW
"""With fewer ends than this no length is estimated."""


@dataclass(frozen=True)
class StayFit:
    """The length of help at a station: what fits best, beside what was counted."""

    station: str
    count: int
    ended: int
    best: Fitted
    aic: Mapping[str, float]
    mean: Estimate
    median: Estimate
    curve: Curve
    is_by_class: bool = False
    """Whether it is from a table of classes of length, of those who ended."""

    @property
    def form(self) -> Estimate:
        """The second parameter: sigma of a lognormal, the shape of a Weibull or gamma."""
        at, covariance = self.best.parameters, self.best.covariance
        error = float(np.sqrt(max(0.0, covariance[1, 1])))
        return Estimate(float(np.exp(at[1])), error, "log", self.ended)


def stay_fits(rows: pd.DataFrame, observed: Observed) -> tuple[StayFit, ...]:
    """The length of help by station, of those where enough ended."""
    result = []
    for station, some in rows[rows["begin"].notna() & ~rows["earlier"]].groupby("station"):
        spec = lengths_of_stay(some, observed)
        if spec.ended >= FEWEST_ENDS:
            result.append(_fit(str(station), spec))
    return tuple(result)


def lengths_of_stay(rows: pd.DataFrame, observed: Observed) -> Lengths:
    """Lengths of stay in the terms of `Lengths`.

    What is open on the last day is censored, and so is who turns 18: registrations call that an
    end as planned. A birthday is known by its month, so who ends in that month as planned is taken
    to end by it, and who ends before time is not. After 18 nobody counts: who goes on is chosen.
    """
    begin = rows["begin"].to_numpy()
    birthday = adult_day(rows)
    young = begin < birthday
    rows, begin, birthday = rows[young], begin[young], birthday[young]
    end = rows["end"].fillna(observed.until).to_numpy()
    own = rows["end"].notna().to_numpy()
    by_own_will = rows["reason"].isin((EARLY, MOVED)).to_numpy()
    at_18 = (month_of_day(end) == month_of_day(birthday)) & own & ~by_own_will
    past = end > birthday
    over = own & ~at_18 & ~(past & (month_of_day(end) != month_of_day(birthday)))
    until = np.where(past & ~over & ~at_18, birthday, end)
    return lengths(until - begin, observed.start - begin, over)


def adult_day(rows: pd.DataFrame) -> Floats:
    """The middle of the month in which each turns 18; never where no birth is known."""
    birth = rows["birth"].to_numpy()
    return np.where(birth == NO_MONTH, np.inf, middle_of_month(birth + ADULT_MONTHS))


def _fit(station: str, spec: Lengths) -> StayFit:
    fits = [*(fitted(family, spec) for family in FAMILIES), empirical(spec)]
    best = min(fits, key=lambda fit: fit.aic)
    made = best.family
    return StayFit(
        station=station,
        count=spec.count,
        ended=spec.ended,
        best=best,
        aic={fit.family.name: fit.aic for fit in fits},
        mean=made_of(made.mean, best.parameters, best.covariance, spec.ended),
        median=made_of(made.median, best.parameters, best.covariance, spec.ended),
        curve=kaplan_meier(spec),
    )
