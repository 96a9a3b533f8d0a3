"""Records of a registration joined to trajectories, one row each; nothing of a child but a number.

Columns of trajectories: `client` and `birth` (0 and -1 where not known), `gemeente`, `referrer`,
`station`, `need`, `away`, the days `asked`, `begin`, `end` and `gone` (left the list without a
start), NaN where not or not known, `reason`, and `file` and `row` for what is told of faults.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..errors import InputError
from .cells import NO_MONTH
from .codes import REMOVED_ALLOCATION, REMOVED_STATUS, TEMPORARY, UNKNOWN_REFERRER, UNSAID
from .columns import Kind
from .faults import Fault, Faults
from .meaning import Meanings, reasons, with_stations
from .reading import Extract

WHOLE = (Kind.CBS, Kind.ROWS)
"""Kinds in which a row is a trajectory."""
_DAYS = ("asked", "begin", "end", "gone")


def trajectories_of(
    extracts: Sequence[Extract], meanings: Meanings, faults: Faults
) -> pd.DataFrame:
    """All trajectories of the files; raises InputError where files do not go together."""
    kinds = {extract.kind for extract in extracts}
    if not extracts:
        rule = "a table of lengths is read beside a registration, where that tells of too few"
        raise InputError(f"{rule}; give the registration too")
    _refuse_twice(kinds)
    parts = [_whole(extract, meanings, faults) for extract in extracts if extract.kind in WHOLE]
    if not kinds & set(WHOLE):
        parts = [_messages(extracts, meanings, faults)]
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def _refuse_twice(kinds: set[Kind]) -> None:
    whole = kinds & set(WHOLE)
    if len(whole) > 1 or (whole and len(kinds) > 1):
        names = ", ".join(sorted(kind.value for kind in kinds))
        rule = f"the files ({names}) tell of the same children twice"
        raise InputError(f"{rule}; fit the messages, the CBS delivery and other rows apart")
    if not whole and Kind.JW301 not in kinds:
        rule = "starts, ends and requests say nothing without the allocations they belong to"
        raise InputError(f"{rule}; give the JW301 extract too")


def _whole(extract: Extract, meanings: Meanings, faults: Faults) -> pd.DataFrame:
    """Trajectories of a file in which each row is one."""
    rows = with_stations(extract, meanings, faults)
    rows = _with_days(rows, extract, faults)
    rows["asked"] = rows.get("allocated", np.nan)
    if extract.kind is Kind.CBS:
        # CBS counts a stay from the day after the first night.
        rows["begin"] = rows["begin"] - rows["away"]
    return _named(rows, extract, meanings, faults)


def _with_days(rows: pd.DataFrame, extract: Extract, faults: Faults) -> pd.DataFrame:
    """Rows whose dates are dates; others are noted and left out."""
    unread = pd.Series(data=False, index=rows.index)
    for name in ("begin", "end"):
        if name in rows:
            unread |= rows[f"{name}_said"] & rows[name].isna()
    faults.note(extract.file, Fault.NO_DATE, rows["row"][unread])
    empty = pd.Series(data=False, index=rows.index)
    if extract.kind is not Kind.JW301 and "allocated" not in rows:
        empty = rows["begin"].isna() & ~unread
        faults.note(extract.file, Fault.NO_BEGIN, rows["row"][empty])
    return rows[~unread & ~empty].reset_index(drop=True)


def _named(
    rows: pd.DataFrame, extract: Extract, meanings: Meanings, faults: Faults
) -> pd.DataFrame:
    """Rows with gemeenten, referrers and reasons in the words of the model."""
    count = len(rows)
    gemeente = meanings.gemeenten(rows["gemeente"].to_numpy())
    referrer = np.full(count, UNKNOWN_REFERRER, dtype=object)
    if "referrer" in rows:
        referrer = meanings.referrers(rows["referrer"].to_numpy())
    reason = np.full(count, UNSAID, dtype=object)
    if "reason" in rows:
        reason = rows["reason"].to_numpy()
        if extract.kind in WHOLE:
            reason = reasons(extract.kind, reason)
    unsaid = np.array([item is None for item in reason], dtype=bool)
    faults.note(extract.file, Fault.NO_REFERRER, rows["row"][referrer == ""])
    faults.note(extract.file, Fault.NO_REASON, rows["row"][unsaid])
    faults.note(extract.file, Fault.NO_GEMEENTE, rows["row"][gemeente == ""])
    result = pd.DataFrame(
        {
            "client": rows.get("client", np.zeros(count, dtype=np.uint64)),
            "birth": rows.get("birth", np.full(count, NO_MONTH)),
            "gemeente": gemeente,
            "referrer": np.where(referrer == "", UNKNOWN_REFERRER, referrer),
            "station": rows["station"],
            "need": rows["need"],
            "away": rows["away"],
            **{name: rows.get(name, np.full(count, np.nan)) for name in _DAYS},
            "reason": np.where(unsaid, UNSAID, reason),
            "file": extract.file,
            "row": rows["row"],
        }
    )
    known: pd.DataFrame = result[gemeente != ""].reset_index(drop=True)
    return known


# ------------------------------------------------------------------------------------- messages


def _messages(extracts: Sequence[Extract], meanings: Meanings, faults: Faults) -> pd.DataFrame:
    """Trajectories of messages: an allocation with its start, its end and who referred."""
    allocations = pd.concat(
        [_allocations(item, meanings, faults) for item in extracts if item.kind is Kind.JW301],
        ignore_index=True,
    )
    allocations = _last_word(allocations, faults)
    begins = _by_allocation(extracts, Kind.JW305, allocations, faults)
    ends = _by_allocation(extracts, Kind.JW307, allocations, faults)
    number = allocations["allocation"]
    first_begin = pd.concat([begins, ends]).groupby("allocation")["begin"].min()
    allocations["begin"] = number.map(first_begin)
    last = ends.sort_values("end", kind="stable").groupby("allocation").last()
    last = last[last["reason"] != TEMPORARY]
    allocations["end"] = number.map(last["end"]) if len(last) else np.nan
    reason = number.map(last["reason"]) if len(last) else pd.Series("", index=number.index)
    allocations["reason"] = reason.fillna(UNSAID).to_numpy()
    # An allocation that ran out and was never begun: they left the list on its last day.
    never = allocations["begin"].isna() & allocations["valid_until"].notna()
    allocations["gone"] = allocations["valid_until"].where(never)
    _with_referrers(allocations, extracts, meanings, faults)
    return allocations.drop(columns=["allocation", "reference", "valid_until", "change"])


def _allocations(extract: Extract, meanings: Meanings, faults: Faults) -> pd.DataFrame:
    rows = _with_days(with_stations(extract, meanings, faults), extract, faults)
    asked = rows["allocated"]
    if "valid_from" in rows:
        asked = asked.where(asked.notna(), rows["valid_from"])
    rows = rows.assign(asked=asked, valid_until=rows.get("end", np.nan)).drop(
        columns=[name for name in ("end", "reason") if name in rows]
    )
    undated = rows["asked"].isna()
    faults.note(extract.file, Fault.NO_BEGIN, rows["row"][undated])
    rows = rows[~undated].reset_index(drop=True)
    named = _named(rows, extract, meanings, faults)
    beside = rows.set_index("row").loc[named["row"]]
    return named.assign(
        allocation=beside["allocation"].to_numpy(),
        reference=beside.get("reference", pd.Series(0, index=beside.index)).to_numpy(),
        valid_until=beside["valid_until"].to_numpy(dtype=np.float64),
        change=beside.get("change", pd.Series("", index=beside.index)).to_numpy(),
    )


def _last_word(allocations: pd.DataFrame, faults: Faults) -> pd.DataFrame:
    """One row for each number: asked when it was first sent, and what was said of it last."""
    # Dates alone cannot order two messages of one day, so their order in the file counts then.
    ordered = allocations.sort_values("asked", kind="stable")
    first = ordered.groupby("allocation")["asked"].min()
    last = ordered.drop_duplicates("allocation", keep="last").reset_index(drop=True)
    same = ["allocation", "asked", "valid_until", "change"]
    _note_rows(faults, Fault.DUPLICATE, allocations[allocations.duplicated(same)])
    withdrawn = last["change"] == REMOVED_ALLOCATION
    _note_rows(faults, Fault.WITHDRAWN, last[withdrawn])
    last["asked"] = last["allocation"].map(first)
    return last[~withdrawn].reset_index(drop=True)


def _by_allocation(
    extracts: Sequence[Extract], kind: Kind, allocations: pd.DataFrame, faults: Faults
) -> pd.DataFrame:
    """Starts or ends of known allocations that were not taken back."""
    none = {"allocation": np.zeros(0, np.uint64), "begin": 0.0, "end": 0.0, "reason": ""}
    parts = [pd.DataFrame(none)]
    for extract in extracts:
        if extract.kind is not kind:
            continue
        rows = _with_days(extract.rows, extract, faults)
        removed = rows["status"] == REMOVED_STATUS if "status" in rows else rows["row"] < 0
        taken_back = set(rows["allocation"][removed])
        gone = rows["allocation"].isin(taken_back)
        faults.note(extract.file, Fault.WITHDRAWN, rows["row"][gone])
        strange = ~rows["allocation"].isin(allocations["allocation"]) & ~gone
        faults.note(extract.file, Fault.NO_ALLOCATION, rows["row"][strange])
        rows = rows[~gone & ~strange].reset_index(drop=True)
        parts.append(_with_reasons(rows, extract, faults))
    return pd.concat(parts, ignore_index=True)


def _with_reasons(rows: pd.DataFrame, extract: Extract, faults: Faults) -> pd.DataFrame:
    result = rows[["allocation", "begin"]].assign(end=rows.get("end", np.nan), reason=UNSAID)
    if "reason" not in rows:
        return result
    reason = reasons(extract.kind, rows["reason"].to_numpy())
    unsaid = np.array([item is None for item in reason], dtype=bool)
    faults.note(extract.file, Fault.NO_REASON, rows["row"][unsaid])
    faults.note(extract.file, Fault.TEMPORARY_END, rows["row"][reason == TEMPORARY])
    result["reason"] = np.where(unsaid, UNSAID, reason)
    return result


def _with_referrers(
    allocations: pd.DataFrame, extracts: Sequence[Extract], meanings: Meanings, faults: Faults
) -> None:
    """Who referred, as the request for an allocation tells; without one the gemeente decided."""
    requests = [extract for extract in extracts if extract.kind is Kind.JW315]
    if requests:
        own = (allocations["reference"] == 0) & (allocations["referrer"] == UNKNOWN_REFERRER)
        allocations.loc[own, "referrer"] = meanings.own_decision
    for extract in requests:
        referrer = meanings.referrers(extract.rows["referrer"].to_numpy())
        faults.note(extract.file, Fault.NO_REFERRER, extract.rows["row"][referrer == ""])
        known = (referrer != "") & (extract.rows["reference"].to_numpy() != 0)
        by_reference = dict(zip(extract.rows["reference"][known], referrer[known], strict=True))
        told = allocations["reference"].map(by_reference)
        allocations["referrer"] = told.where(told.notna(), allocations["referrer"])


def _note_rows(faults: Faults, fault: Fault, rows: pd.DataFrame) -> None:
    """Note rows of several files."""
    for file, some in rows.groupby("file", sort=False):
        faults.note(str(file), fault, some["row"])
