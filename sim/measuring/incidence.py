"""Cumulative incidence with competing events, and the mean time on a list within a limit.

Aalen and Johansen (1978): the chance of event c by time t is the sum over event times of
S(t-) x d_c / n, with n at risk and S the share to whom nothing has happened. Nobody leaves the risk
set without an event but by the end of the run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from .tallies import Edges, in_order

Ints = NDArray[np.int64]
Cells = NDArray[np.int32]
Codes = NDArray[np.int8]
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
    event: Codes
    follow: Ints

    @classmethod
    def of(cls, time: Ints, event: Codes, follow: Ints) -> Waits:
        """Sorted by time, events before who was last seen at that time."""
        row = in_order(2 * time + (event == NOTHING_YET))
        return cls(row, time[row], event[row].astype(np.int8), follow[row])

    @cached_property
    def horizons(self) -> Codes:
        """How many of the horizons each could be followed to."""
        return Edges(np.array(HORIZON_WEEKS) * WEEK).column_of(self.follow).astype(np.int8)

    @cached_property
    def log_falls(self) -> Floats:
        """By how many are at risk: the log of the share of them that is left after one event."""
        falls = np.zeros(len(self.time) + 1)
        falls[2:] = np.log1p(-1.0 / np.arange(2, len(falls)))
        return falls


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


def incidence(waits: Waits, group: Cells, groups: int, events: int) -> Incidence:
    """Estimates for each group; `group` runs along with the waits, -1 for none."""
    size, time, event, horizons = _by_group(group, groups, waits.time, waits.event, waits.horizons)
    share = _log_shares(size, event, waits.log_falls)
    np.exp(share, out=share)
    by_event, followed, area = _summed(size, share, time, event, horizons, events)
    with np.errstate(invalid="ignore"):
        hidden = ~(followed / size[:, None] >= _LEAST_FOLLOWED)
    by_event[np.broadcast_to(hidden[:, None, :], by_event.shape)] = np.nan
    return Incidence(size, by_event, np.where(hidden[:, -1], np.nan, area) / WEEK)


# ------------------------------------------------------------------ compiled: group by group


@njit(cache=True)
def _by_group(group, groups, time, event, horizons):  # type: ignore[no-untyped-def]
    """How many each group has, and the same waits by group and then in order of time."""
    size = np.zeros(groups, dtype=np.int64)
    for item in group:
        if item >= 0:
            size[item] += 1
    free = np.cumsum(size) - size
    times = np.empty(size.sum(), dtype=time.dtype)
    events = np.empty(times.size, dtype=event.dtype)
    horizons_of = np.empty(times.size, dtype=horizons.dtype)
    for row in range(group.size):
        item = group[row]
        if item >= 0:
            at = free[item]
            times[at], events[at], horizons_of[at] = time[row], event[row], horizons[row]
            free[item] += 1
    return size, times, events, horizons_of


@njit(cache=True)
def _log_shares(size, event, log_falls):  # type: ignore[no-untyped-def]
    """Just before each wait: the log of the share of its group to whom nothing has happened."""
    result = np.empty(event.size)
    fallen, at = 0.0, 0
    for group in range(size.size):
        before = fallen
        for at_risk in range(size[group], 0, -1):
            result[at] = fallen - before
            if event[at] != NOTHING_YET:
                fallen += log_falls[at_risk]
            at += 1
    return result


@njit(cache=True)
def _summed(size, share, time, event, horizons_of, events):  # type: ignore[no-untyped-def]
    """Per group: cumulative incidence by event and horizon, followed by horizon, area in ticks.

    The area is that under the share to whom nothing has happened, up to the limit.
    """
    horizons = np.array(HORIZON_WEEKS) * WEEK
    by_event = np.zeros((size.size, events, horizons.size))
    followed = np.zeros((size.size, horizons.size), dtype=np.int64)
    area = np.zeros(size.size)
    so_far = np.zeros(events)
    up_to = np.zeros(horizons.size + 1, dtype=np.int64)
    at = 0
    for group in range(size.size):
        since = column = 0
        so_far[:] = 0.0
        up_to[:] = 0
        for at_risk in range(size[group], 0, -1):
            while column < horizons.size and time[at] > horizons[column]:
                by_event[group, :, column] = so_far
                column += 1
            if event[at] != NOTHING_YET:
                so_far[event[at] - 1] += share[at] / at_risk
            until = min(time[at], horizons[-1])
            area[group] += share[at] * (until - since)
            since = until
            up_to[horizons_of[at]] += 1
            at += 1
        if size[group] > 0 and event[at - 1] == NOTHING_YET:
            # Of those last seen before the limit the share stays what it was, as in the curve.
            area[group] += share[at - 1] * (horizons[-1] - since)
        for item in range(column, horizons.size):
            by_event[group, :, item] = so_far
        followed[group] = size[group] - np.cumsum(up_to)[:-1]
    return by_event, followed, area
