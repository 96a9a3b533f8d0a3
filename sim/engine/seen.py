"""What who looks at a list sees of its wait (rule 28)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from ..network import Network
from ..network.seen import A_YEAR, FEW, FIRST_DAYS, MOST_WEEKS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class SeenLists:
    """The lists whose wait is seen: who waits on each, who left it on each day, what was seen."""

    def __init__(self, network: Network) -> None:
        lists, days = len(network.seen.things), network.end // TICKS_PER_DAY
        self._waiting = [0] * lists
        self._left = [[0] * days for _ in range(lists)]
        self._ticks = [0]
        self._weeks: list[list[float]] = [network.seen.reference_weeks.tolist()]
        self.log: list[tuple[int, int, float]] = []
        """Day, list and weeks of all that was seen."""

    def one_more(self, at: int) -> None:
        """Somebody joins a list without a place elsewhere."""
        if at >= 0:
            self._waiting[at] += 1

    def one_less(self, at: int) -> None:
        """Such a client is on it no longer."""
        if at >= 0:
            self._waiting[at] -= 1

    def has_left(self, at: int, now: int) -> None:
        """Such a client had a place, or gave up, or went elsewhere."""
        if at >= 0:
            self._left[at][now // TICKS_PER_DAY] += 1

    def look(self, now: int) -> None:
        """See the wait of every list, as it stands before this instant."""
        day = now // TICKS_PER_DAY
        weeks = [self._weeks_of(at, day) for at in range(len(self._waiting))]
        self._ticks.append(now)
        self._weeks.append(weeks)
        self.log += [(day, at, value) for at, value in enumerate(weeks)]

    def _weeks_of(self, at: int, day: int) -> float:
        """By Little's law: how long those who wait would take at the pace of who left."""
        waiting = self._waiting[at]
        if day < FIRST_DAYS:
            return self._weeks[0][at]
        if waiting == 0:
            return 0.0
        left = sum(self._left[at][day - FIRST_DAYS : day])
        if left >= FEW:
            return min(MOST_WEEKS, 13.0 * waiting / left)
        days = min(A_YEAR, day)
        left = sum(self._left[at][day - days : day])
        if left == 0:
            return self._weeks[-1][at]
        return min(MOST_WEEKS, 52.0 * waiting * days / (A_YEAR * left))

    def columns(self) -> tuple[Ints, Ints, Floats]:
        """The log of all that was seen: days, lists and weeks."""
        days, lists, weeks = zip(*self.log, strict=True) if self.log else ((), (), ())
        return np.array(days, np.int64), np.array(lists, np.int64), np.array(weeks, np.float64)

    def weeks(self, at: int, tick: int) -> float:
        """The wait that was seen at a tick; before the first look that of the file."""
        row = len(self._ticks) - 1
        while row > 0 and self._ticks[row] > tick:
            row -= 1
        return self._weeks[row][at]
