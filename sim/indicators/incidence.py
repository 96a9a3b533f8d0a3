"""Cumulative incidence with competing events, and the mean time on a list within a limit.

Aalen and Johansen (1978): the chance of event c by time t is the sum over event times of
S(t-) x d_c / n, with n at risk and S the share to whom nothing has happened. Nobody leaves the risk
set without an event but by the end of the run.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

WEEK = 7 * TICKS_PER_DAY
LIMIT_WEEKS = 52
HORIZON_WEEKS = (4, 14, 26, LIMIT_WEEKS)
NOTHING_YET = 0
_LEAST_FOLLOWED = 0.5
_DECIMALS = 12


@dataclass(frozen=True)
class Waits:
    """Times until an event, in order of time; arrays over who joined.

    `event` is NOTHING_YET where the run ended first, else 1, 2, ...; `follow` is how long he could
    be followed, `row` the row that each came from. All times in ticks.
    """

    row: Ints
    time: Ints
    event: Ints
    follow: Ints

    @classmethod
    def of(cls, time: Ints, event: Ints, follow: Ints) -> Waits:
        """Sorted by time, events before who was last seen at that time."""
        order = in_time(time, event)
        return cls(order, time[order], event[order], follow[order])


def in_time(time: Ints, event: Ints) -> Ints:
    """Rows sorted by time, events before who was last seen at that time."""
    return np.argsort(2 * time + (event == NOTHING_YET), kind="stable")


@dataclass(frozen=True)
class Incidence:
    """Estimates per group; NaN where too few could be followed.

    `by_event` has shape (groups, events, horizons), `weeks` (groups,): the mean within LIMIT_WEEKS.
    """

    count: Ints
    by_event: Floats
    weeks: Floats

    @property
    def still(self) -> Floats:
        """The share to whom nothing has happened, shape (groups, horizons)."""
        share = np.round(1 - self.by_event.sum(axis=1), _DECIMALS)
        return np.asarray(share + 0.0, dtype=np.float64)


def incidence(waits: Waits, group: Ints, groups: int, events: int) -> Incidence:
    """Estimates for each group; `group` runs along the rows that made the waits, -1 for none."""
    rows, size = _by_group(waits.row, group, groups)
    share = np.exp(_log_shares(rows, size, waits.event, _log_falls(int(size.max(initial=0)))))
    by_event, followed, area = _summed(
        rows, size, share, waits.time, waits.event, waits.follow, events
    )
    with np.errstate(invalid="ignore"):
        hidden = ~(followed / size[:, None] >= _LEAST_FOLLOWED)
    by_event[np.broadcast_to(hidden[:, None, :], by_event.shape)] = np.nan
    return Incidence(size, by_event, np.where(hidden[:, -1], np.nan, area) / WEEK)


def _log_falls(most: int) -> Floats:
    """By how many are at risk: the log of the share of them that is left after one event."""
    falls = np.zeros(most + 1)
    falls[2:] = np.log1p(-1.0 / np.arange(2, most + 1))
    return falls


# ------------------------------------------------------------------ compiled: group by group


@njit(cache=True)
def _by_group(row, group, groups):  # type: ignore[no-untyped-def]
    """Places in the waits by group and then in order of time, and how many each group has."""
    size = np.zeros(groups, dtype=np.int64)
    for one in group:
        if one >= 0:
            size[one] += 1
    free = np.cumsum(size) - size
    rows = np.empty(size.sum(), dtype=np.int64)
    for place in range(row.size):
        one = group[row[place]]
        if one >= 0:
            rows[free[one]] = place
            free[one] += 1
    return rows, size


@njit(cache=True)
def _log_shares(rows, size, event, log_falls):  # type: ignore[no-untyped-def]
    """Just before each row: the log of the share of its group to whom nothing has happened."""
    found = np.empty(rows.size)
    fallen, at = 0.0, 0
    for group in range(size.size):
        before = fallen
        for at_risk in range(size[group], 0, -1):
            found[at] = fallen - before
            if event[rows[at]] != NOTHING_YET:
                fallen += log_falls[at_risk]
            at += 1
    return found


@njit(cache=True)
def _summed(rows, size, share, time, event, follow, events):  # type: ignore[no-untyped-def]
    """Per group: cumulative incidence by event and horizon, followed by horizon, area in ticks.

    The area is that under the share to whom nothing has happened, up to the limit.
    """
    horizons = np.array(HORIZON_WEEKS) * WEEK
    by_event = np.zeros((size.size, events, horizons.size))
    followed = np.zeros((size.size, horizons.size), dtype=np.int64)
    area = np.zeros(size.size)
    at = 0
    for group in range(size.size):
        since = column = 0
        so_far = np.zeros(events)
        for at_risk in range(size[group], 0, -1):
            row = rows[at]
            while column < horizons.size and time[row] > horizons[column]:
                by_event[group, :, column] = so_far
                column += 1
            if event[row] != NOTHING_YET:
                so_far[event[row] - 1] += share[at] / at_risk
            until = min(time[row], horizons[-1])
            area[group] += share[at] * (until - since)
            since = until
            for one in range(horizons.size):
                followed[group, one] += follow[row] >= horizons[one]
            at += 1
        for one in range(column, horizons.size):
            by_event[group, :, one] = so_far
    return by_event, followed, area
