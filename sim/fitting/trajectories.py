"""Trajectories made fit to count: within the period, once each, joined where they are one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import InputError
from .cells import NO_MONTH, date_of, day_number, middle_of_month
from .codes import UNSAID
from .faults import Fault, Faults
from .mapping import Mapping

ADULT_MONTHS = 18 * 12
_OLDEST_MONTHS = 30 * 12


@dataclass(frozen=True)
class Observed:
    """The days that a registration tells of: from the first, until the day after the last."""

    start: float
    until: float

    @property
    def years(self) -> float:
        """How long that is, in years of 365.25 days."""
        return (self.until - self.start) / 365.25

    @property
    def first(self) -> dt.date:
        """The first day."""
        return date_of(self.start)

    @property
    def end(self) -> dt.date:
        """The day after the last."""
        return date_of(self.until)


def observed_days(rows: pd.DataFrame, mapping: Mapping, today: dt.date) -> Observed:
    """The period of the registration: as it is said, else as the dates in it show.

    Whoever is in a registration was in care or waited some time within its period, so the first
    day that an end is known of is its first, and the day after the latest start its end.
    """
    known = rows[(rows["begin"] < day_number(today)) | rows["begin"].isna()]
    until = day_number(mapping.period.until) if mapping.period.until else np.nan
    if np.isnan(until):
        until = float(np.nanmax(known["begin"].to_numpy(), initial=np.nan)) + 1
    start = day_number(mapping.period.start) if mapping.period.start else np.nan
    if np.isnan(start):
        ends = rows["end"][rows["end"] < until]
        start = float(ends.min() if len(ends) else rows["begin"].min())
    if not start < until:
        rule = "the period of the registration is empty: its end does not come after its start"
        raise InputError(f"{rule}; say it with --from and --until")
    return Observed(start, until)


def cleaned(
    rows: pd.DataFrame, observed: Observed, mapping: Mapping, faults: Faults
) -> pd.DataFrame:
    """Trajectories that make sense, in order of client and day; what was wrong is noted."""
    rows = _sensible(rows, observed, faults)
    rows = _once(rows, faults)
    rows = _joined(rows, mapping.renewed_within_days, faults)
    if not len(rows):
        raise InputError("no row of the registration is left that can be counted; see what is told")
    order = ["client", "asked_or_begun"]
    rows = rows.assign(asked_or_begun=rows["asked"].where(rows["asked"].notna(), rows["begin"]))
    return rows.sort_values(order, kind="stable").reset_index(drop=True)


def _sensible(rows: pd.DataFrame, observed: Observed, faults: Faults) -> pd.DataFrame:
    begin, end, asked = rows["begin"], rows["end"], rows["asked"]
    reference = asked.where(asked.notna(), begin)
    born = pd.Series(middle_of_month(rows["birth"].to_numpy()) - 15, index=rows.index)
    unborn = (rows["birth"] != NO_MONTH) & (born > reference)
    old = (rows["birth"] != NO_MONTH) & (born + 30.5 * _OLDEST_MONTHS < reference)
    reversed_ = end < begin
    to_come = reference >= observed.until
    for fault, wrong in (
        (Fault.BEFORE_BIRTH, unborn | old),
        (Fault.END_FIRST, reversed_),
        (Fault.TO_COME, to_come),
        (Fault.NO_BIRTH, rows["birth"] == NO_MONTH),
        (Fault.START_FIRST, begin < asked),
    ):
        _note(faults, fault, rows[wrong])
    rows = rows[~(unborn | old | reversed_ | to_come)]
    begin = rows["begin"].where(rows["begin"] < observed.until)
    end = rows["end"].where((rows["end"] < observed.until) & begin.notna())
    gone = rows["gone"].where((rows["gone"] < observed.until) & begin.isna())
    asked = rows["asked"].where(~(rows["asked"] > begin), begin)
    reason = rows["reason"].where(end.notna(), UNSAID)
    rows = rows.assign(begin=begin, end=end, gone=gone, asked=asked, reason=reason)
    earlier = rows["end"].where(rows["end"].notna(), rows["gone"]) < observed.start
    _note(faults, Fault.EARLIER, rows[earlier])
    return rows.assign(earlier=earlier)


def _once(rows: pd.DataFrame, faults: Faults) -> pd.DataFrame:
    """Rows that several deliveries have are one; what is known last of its end holds."""
    known = rows["client"] != 0
    same = ["client", "station", "begin", "asked"]
    ordered = rows.assign(_end=rows["end"].fillna(-np.inf)).sort_values("_end", kind="stable")
    again = ordered.duplicated(same, keep="last") & known.reindex(ordered.index)
    _note(faults, Fault.DUPLICATE, ordered[again])
    return ordered[~again].sort_index().drop(columns="_end")


def _joined(rows: pd.DataFrame, renewed_within: float, faults: Faults) -> pd.DataFrame:
    """Records of one child at one station that overlap or follow each other, as one.

    CBS joins what overlaps, and a renewed allocation goes on with the same help: neither is
    another child nor another start.
    """
    linked = rows[(rows["client"] != 0) & rows["begin"].notna()]
    others = rows[(rows["client"] == 0) | rows["begin"].isna()]
    linked = linked.sort_values(["client", "station", "begin"], kind="stable")
    whose = [linked["client"], linked["station"]]
    until_now = linked["end"].fillna(np.inf).groupby(whose).cummax().groupby(whose).shift()
    gap = linked["begin"] - until_now
    goes_on = gap.notna() & (gap <= renewed_within)
    _note(faults, Fault.OVERLAP, linked[goes_on & (gap <= 0)])
    _note(faults, Fault.RENEWED, linked[goes_on & (gap > 0)])
    stretch = (~goes_on).cumsum()
    whole = linked.groupby(stretch, sort=False)
    first = linked[~goes_on].reset_index(drop=True)
    longest = linked.assign(_end=linked["end"].fillna(np.inf))
    last = longest.loc[longest.groupby(stretch, sort=False)["_end"].idxmax()]
    first["end"], first["reason"] = last["end"].to_numpy(), last["reason"].to_numpy()
    first["earlier"] = whole["earlier"].all().to_numpy()
    return pd.concat([first, others], ignore_index=True)


def _note(faults: Faults, fault: Fault, rows: pd.DataFrame) -> None:
    for file, some in rows.groupby("file", sort=False):
        faults.note(str(file), fault, some["row"])
