"""What each start is in the life of a child: an arrival, a next step, a return, a second beside it.

A child is known only where the registration has a pseudonym; without one every start is an arrival.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from .cells import Floats, month_of_day
from .codes import EARLY, MOVED
from .mapping import Mapping
from .region import Region
from .stays import adult_day

BESIDE_WITHIN_DAYS = 7.0
"""So near each other two trajectories were asked for together."""


class How(StrEnum):
    """What a start is."""

    ARRIVAL = "arrival"
    ROUTE = "route"
    RETURN = "return"
    SECOND = "second"
    BESIDE = "beside"
    """Begun later beside help that went on: in the model an arrival of its own."""


def with_histories(rows: pd.DataFrame, mapping: Mapping, region: Region | None) -> pd.DataFrame:
    """Trajectories in order, with `how` each began and `came_from`, the row of the step before.

    `last` says whether nothing of the child went on when it ended; `next_how` and `next_when` are
    those of the next start of the child.
    """
    seconds = region.seconds if region is not None else frozenset()
    often = rows["station"].map(rows["station"].value_counts())
    rows = rows.assign(_second=rows["station"].isin(seconds), _rare=-often)
    order = ["client", "asked_or_begun", "_second", "_rare"]
    rows = rows.sort_values(order, kind="stable").reset_index(drop=True)
    rows = rows.drop(columns=["_second", "_rare"])
    before = _before(rows)
    rows["how"] = _how(rows, before, mapping.route_within_days)
    rows["came_from"] = before["row"].where(rows["how"].isin((How.ROUTE, How.RETURN)))
    whose = rows["client"]
    following = rows.groupby(whose)
    rows["next_when"] = following["asked_or_begun"].shift(-1).where(whose != 0)
    rows["next_how"] = following["how"].shift(-1).where(whose != 0)
    rows["next_station"] = following["station"].shift(-1).where(whose != 0)
    until = rows["end"].fillna(np.inf).where(rows["begin"].notna(), -np.inf)
    rows["last"] = (until >= until.groupby(whose).cummax()) & rows["end"].notna() & (whose != 0)
    return rows


def _before(rows: pd.DataFrame) -> pd.DataFrame:
    """Of the earlier trajectories of the child: the latest end, its row, and the latest start."""
    whose = rows["client"]
    until = rows["end"].fillna(np.inf).where(rows["begin"].notna(), -np.inf)
    so_far = until.groupby(whose).cummax()
    number = pd.Series(np.arange(len(rows), dtype=np.float64), index=rows.index)
    latest = number.where(until >= so_far).groupby(whose).ffill()
    by_child = pd.DataFrame({"end": so_far, "row": latest, "when": rows["asked_or_begun"]})
    shifted = by_child.groupby(whose).shift()
    shifted.loc[whose == 0] = np.nan
    return shifted


def _how(rows: pd.DataFrame, before: pd.DataFrame, route_within: float) -> pd.Series[str]:
    when = rows["asked_or_begun"]
    gap = when - before["end"]
    first = before["end"].isna() | np.isneginf(before["end"])
    # Help may be allocated somewhat before the help it follows has ended.
    step = (gap.abs() <= route_within) & ~first
    together = (gap < 0) & ((when - before["when"]) <= BESIDE_WITHIN_DAYS) & ~first
    result = np.select(
        [first, together, step, gap < 0],
        [How.ARRIVAL, How.SECOND, How.ROUTE, How.BESIDE],
        default=How.RETURN,
    )
    return pd.Series(result, index=rows.index)


def ends_at_18(rows: pd.DataFrame) -> Floats:
    """1 for who ended in the month of the 18th birthday, as planned, or after it; else 0."""
    birthday, end = adult_day(rows), rows["end"].to_numpy()
    early = rows["reason"].isin((EARLY, MOVED)).to_numpy()
    in_month = (month_of_day(end) == month_of_day(birthday)) & ~early & np.isfinite(birthday)
    result: Floats = (in_month | (end > birthday)).astype(np.float64)
    return result
