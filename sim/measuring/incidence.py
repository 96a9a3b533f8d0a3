"""Cumulative incidence with competing events, and the mean time on a list within a limit.

Aalen and Johansen (1978): the chance of event c by time t is the sum over event times of
S(t-) x d_c / n, with n at risk and S the share to whom nothing has happened. Nobody leaves the risk
set without an event but by the end of the run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..compiling import kept
from ..draws import TICKS_PER_DAY
from ..ordering import in_order
from .periods import Span
from .tallies import Edges

Ints = NDArray[np.int64]
Cells = NDArray[np.int32]
Codes = NDArray[np.int8]
Columns = NDArray[np.int16]
Floats = NDArray[np.float64]

WEEK = 7 * TICKS_PER_DAY
LIMIT_WEEKS = 52
HORIZON_WEEKS = (4, 14, 26, LIMIT_WEEKS)
NOTHING_YET = 0
_LEAST_FOLLOWED = 0.5
DECIMALS = 12
"""Of a share that is what others leave, so that nothing left is 0."""


@dataclass(frozen=True)
class Waits:
    """Times until an event, in order of time; arrays over who joined.

    `event` is NOTHING_YET where the run ended first, else 1, 2, ...; `follow` is how long they
    could be followed, `row` the row that each came from. All times in ticks.
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


@dataclass(frozen=True)
class Cut:
    """Periods by which waits are parted; they may overlap, and then lie in more than one layer.

    `column` runs along with the waits and says between which edges each began (Edges.column_of);
    `period_of` has shape (layers, columns): the place of the period in which a column lies, or -1.
    """

    column: Columns
    period_of: Cells
    periods: int

    @classmethod
    def of(cls, edges: Edges, column: Columns, periods: Sequence[Span]) -> Cut:
        """The cut by these periods, whose ends must be edges."""
        layers: list[Cells] = []
        for place, span in enumerate(periods):
            inside = edges.between(span.begin, span.end)
            free = next((layer for layer in layers if (layer[1:][inside] < 0).all()), None)
            if free is None:
                free = np.full(len(edges.ticks) + 1, -1, dtype=np.int32)
                layers.append(free)
            free[1:][inside] = place
        shape = (len(layers), len(edges.ticks) + 1)
        return cls(column, np.array(layers, dtype=np.int32).reshape(shape), len(periods))

    @classmethod
    def none(cls, waits: int) -> Cut:
        """All waits in one period."""
        return cls(np.zeros(waits, dtype=np.int16), np.zeros((1, 1), dtype=np.int32), 1)


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
        share = np.round(1 - self.by_event.sum(axis=1), DECIMALS)
        return np.asarray(share + 0.0, dtype=np.float64)

    def over(self, periods: int, chosen: slice) -> Incidence:
        """Of groups (part, period) those of the chosen periods."""
        parts = len(self.count) // periods if periods else 0
        shape = (parts, periods)
        by_event = self.by_event.reshape(*shape, *self.by_event.shape[1:])[:, chosen]
        return Incidence(
            self.count.reshape(shape)[:, chosen].reshape(-1),
            by_event.reshape(-1, *self.by_event.shape[1:]),
            self.weeks.reshape(shape)[:, chosen].reshape(-1),
        )


def incidence(waits: Waits, cut: Cut, part: Cells, parts: int, events: int) -> Incidence:
    """Estimates for groups (part, period); `part` runs along with the waits, -1 for none."""
    size, by_event, followed, area = _estimated(
        waits.time, waits.event, waits.horizons, cut.column, cut.period_of, part,
        cut.periods, parts * cut.periods, events,
    )  # fmt: skip
    with np.errstate(invalid="ignore"):
        hidden = ~(followed / size[:, None] >= _LEAST_FOLLOWED)
    by_event[np.broadcast_to(hidden[:, None, :], by_event.shape)] = np.nan
    return Incidence(size, by_event, np.where(hidden[:, -1], np.nan, area) / WEEK)


# ------------------------------------------------------------------ compiled: all groups at once


_STATE = np.dtype(
    [("at_risk", "f8"), ("share", "f8"), ("since", "i8"), ("area", "f8"), ("reached", "i8")]
)
"""What a group keeps from wait to wait; beside one another, since each wait needs them all."""


@kept()
def _estimated(  # type: ignore[no-untyped-def]
    time, event, horizons_of, column, period_of, part, periods, groups, events
):
    """Per group: how many, cumulative incidence, how many followed by horizon, area in ticks.

    The waits are read once in order of time, and each group keeps its own state: how many are still
    at risk, the share to whom nothing has happened, and since when that holds. The area is that
    under this share, up to the limit; what happens later changes nothing.
    """
    horizons = np.array(HORIZON_WEEKS) * WEEK
    up_to = _followed_up_to(horizons_of, column, period_of, part, periods, groups)
    state = np.zeros(groups, dtype=_STATE)
    for group in range(groups):
        state[group].at_risk, state[group].share = up_to[group].sum(), 1.0
    so_far = np.zeros((groups, events))
    by_event = np.zeros((groups, events, horizons.size))
    for row in range(time.size):
        if time[row] > horizons[-1]:
            break
        if part[row] < 0:
            continue
        for layer in range(period_of.shape[0]):
            period = period_of[layer, column[row]]
            if period < 0:
                continue
            group = part[row] * periods + period
            item = state[group]
            while time[row] > horizons[item.reached]:
                by_event[group, :, item.reached] = so_far[group]
                item.reached += 1
            item.area += item.share * (time[row] - item.since)
            item.since = time[row]
            if event[row] != NOTHING_YET:
                so_far[group, event[row] - 1] += item.share / item.at_risk
                item.share *= (item.at_risk - 1) / item.at_risk
            item.at_risk -= 1
    return _finished(state, so_far, by_event, up_to)


@kept()
def _followed_up_to(horizons_of, column, period_of, part, periods, groups):  # type: ignore[no-untyped-def]
    """How many waits of each group could be followed to just so many horizons."""
    result = np.zeros((groups, len(HORIZON_WEEKS) + 1), dtype=np.int64)
    for row in range(column.size):
        if part[row] >= 0:
            for layer in range(period_of.shape[0]):
                period = period_of[layer, column[row]]
                if period >= 0:
                    result[part[row] * periods + period, horizons_of[row]] += 1
    return result


@kept()
def _finished(state, so_far, by_event, up_to):  # type: ignore[no-untyped-def]
    """As _estimated, with what follows the last wait of each group.

    Of those last seen before the limit the share stays what it was, in the curve and in the area.
    """
    groups, _, horizons = by_event.shape
    size, area = np.zeros(groups, dtype=np.int64), np.zeros(groups)
    followed = np.zeros((groups, horizons), dtype=np.int64)
    for group in range(groups):
        item = state[group]
        for horizon in range(item.reached, horizons):
            by_event[group, :, horizon] = so_far[group]
        size[group] = up_to[group].sum()
        followed[group] = size[group] - np.cumsum(up_to[group])[:-1]
        if size[group] > 0:
            area[group] = item.area + item.share * (HORIZON_WEEKS[-1] * WEEK - item.since)
    return size, by_event, followed, area
