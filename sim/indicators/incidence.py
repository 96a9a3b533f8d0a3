"""Cumulative incidence with competing events, and the mean time on a list within a limit.

Aalen and Johansen (1978): the chance of event c by time t is the sum over event times of
S(t-) x d_c / n, with n at risk and S the share to whom nothing has happened. Nobody leaves the risk
set without an event but by the end of the run.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

WEEK = 7 * TICKS_PER_DAY
LIMIT_WEEKS = 52
HORIZON_WEEKS = (4, 14, 26, LIMIT_WEEKS)
NOTHING_YET = 0
_LEAST_FOLLOWED = 0.5
_DECIMALS = 12
_MOST_GROUPS = 2**15


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
        order = np.lexsort((event == NOTHING_YET, time))
        return cls(order, time[order], event[order], follow[order])


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
    ordered = group[waits.row]
    chosen = np.flatnonzero(ordered >= 0)
    code = ordered[chosen]
    small = code.astype(np.int16) if groups < _MOST_GROUPS else code
    rows = chosen[np.argsort(small, kind="stable")]
    member = _Members(ordered[rows], groups)
    time, event = waits.time[rows], waits.event[rows]
    share = member.share_before(event != NOTHING_YET)
    by_event = np.stack(
        [_grown(member, share, event, time <= weeks * WEEK, events) for weeks in HORIZON_WEEKS],
        axis=2,
    )
    followed = np.stack(
        [member.mean(waits.follow[rows] >= weeks * WEEK) for weeks in HORIZON_WEEKS], axis=1
    )
    hidden = ~(followed >= _LEAST_FOLLOWED)
    by_event[np.broadcast_to(hidden[:, None, :], by_event.shape)] = np.nan
    weeks = np.where(hidden[:, -1], np.nan, _mean_within(member, share, time, LIMIT_WEEKS * WEEK))
    return Incidence(member.size, by_event, weeks / WEEK)


class _Members:
    """Rows sorted by group: their place in it."""

    def __init__(self, code: Ints, groups: int) -> None:
        self.code = code
        self.groups = groups
        self.size = np.bincount(code, minlength=groups).astype(np.int64)
        self.begin = np.cumsum(self.size) - self.size
        self.at_risk = (self.begin + self.size)[code] - np.arange(code.size)
        self.is_first = self.at_risk == self.size[code]

    def total(self, amounts: Floats) -> Floats:
        """The sum of amounts in each group."""
        found = np.bincount(self.code, weights=amounts, minlength=self.groups)
        return np.asarray(found, dtype=np.float64)

    def mean(self, flags: Flags) -> Floats:
        """The share of each group that is flagged; NaN for an empty group."""
        size = np.where(self.size == 0, np.nan, self.size)
        return self.total(flags.astype(np.float64)) / size

    def share_before(self, is_event: Flags) -> Floats:
        """Just before each row: the share of its group to whom nothing has happened."""
        goes = is_event & (self.at_risk > 1)
        fall = np.zeros(self.code.size)
        fall[goes] = np.log1p(-1.0 / self.at_risk[goes])
        before = np.concatenate(([0.0], np.cumsum(fall)))
        return np.asarray(np.exp(before[:-1] - before[self.begin[self.code]]), dtype=np.float64)


def _grown(member: _Members, share: Floats, event: Ints, in_time: Flags, events: int) -> Floats:
    """Cumulative incidence of every event at one horizon, shape (groups, events)."""
    step = np.where(in_time, share / member.at_risk, 0.0)
    cell = member.code * (events + 1) + event
    found = np.bincount(cell, weights=step, minlength=member.groups * (events + 1))
    return np.asarray(found.reshape(member.groups, events + 1)[:, 1:], dtype=np.float64)


def _mean_within(member: _Members, share: Floats, time: Ints, limit: int) -> Floats:
    """The area under the share to whom nothing has happened, up to the limit, in ticks."""
    until = np.minimum(time, limit)
    since = np.where(member.is_first, 0, np.concatenate(([0], until[:-1])))
    return member.total(share * (until - since))
