"""What who looks at a list sees of its wait (rule 28)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from ..network import Network
from ..network.seen import A_YEAR, FEW, FIRST_DAYS, LOOKS_A_YEAR, MOST_WEEKS
from ..rules.past import Past

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class SeenLists:
    """The lists whose wait is seen: who waits on each, who left it on each day, what was seen."""

    def __init__(self, network: Network, past: Past) -> None:
        days = [0] * int(network.end // TICKS_PER_DAY)
        self._waiting = [0] * network.seen.reference_weeks.size
        self._before, self._known = past.days, len(past.weeks)
        self._left: list[list[int]] = [[*before, *days] for before in past.left.tolist()]
        self._asked: list[list[int]] = [[*before, *days] for before in past.asked.tolist()]
        self._ticks = [0, *past.look_ticks.tolist()]
        self._weeks: list[list[float]] = past.weeks.tolist()

    def one_more(self, *lists: int) -> None:
        """Somebody joins the list of a station, and of its pool, without a place elsewhere."""
        for at in lists:
            if at >= 0:
                self._waiting[at] += 1

    def one_less(self, *lists: int) -> None:
        """Such a client is on it no longer."""
        for at in lists:
            if at >= 0:
                self._waiting[at] -= 1

    def has_left(self, *lists: int, now: int) -> None:
        """Such a client had a place, or gave up, or went elsewhere."""
        for at in lists:
            if at >= 0:
                self._left[at][self._day(now)] += 1

    def has_asked(self, at: int, now: int) -> None:
        """Somebody comes for a place, whether there is one or not; not who is there at first."""
        if at >= 0 and now > 0:
            self._asked[at][self._day(now)] += 1

    def _day(self, now: int) -> int:
        """The day, counted from the first on which joins and leaves are known."""
        return self._before + now // TICKS_PER_DAY

    def look(self, now: int, holds: Callable[[int], bool]) -> None:
        """See the wait of every list, as it stands before this instant.

        That of a list that `holds`, since money stops who would start (rule 32), stays as it was.
        """
        day = self._day(now)
        weeks = [
            self._weeks[-1][at] if holds(at) else self._weeks_of(at, day)
            for at in range(len(self._waiting))
        ]
        self._ticks.append(now)
        self._weeks.append(weeks)

    def _weeks_of(self, at: int, day: int) -> float:
        """By Little's law: how long those who wait would take at the pace of who left."""
        waiting = self._waiting[at]
        if day < FIRST_DAYS:
            return self._weeks[-1][at]
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

    def columns(self) -> tuple[Ints, Floats]:
        """All that was seen in this run: when, and weeks by list."""
        return self._since(self._known)

    def _since(self, row: int) -> tuple[Ints, Floats]:
        weeks = np.array(self._weeks[row:], np.float64)
        weeks = weeks.reshape(len(self._ticks) - row, len(self._waiting))
        return np.array(self._ticks[row:], np.int64), weeks

    def remembered(self, now: int) -> tuple[Ints, Floats, Ints, Ints]:
        """Looks with what was seen before and at each, and who left and asked by day until now."""
        day = self._day(now)
        first = max(day - 2 * A_YEAR, 0)
        of_days = (len(self._waiting), day - first)
        left, asked = (
            np.array([row[first:day] for row in rows], np.int64).reshape(of_days)
            for rows in (self._left, self._asked)
        )
        return self._since(1)[0], self._since(0)[1], left, asked

    def mean_weeks(self, at: int, years_ago: int) -> float:
        """The mean of the last twelve waits that were seen, or of those of a year before them."""
        latest, total = len(self._weeks) - 1 - LOOKS_A_YEAR * years_ago, 0.0
        for row in range(latest, latest - LOOKS_A_YEAR, -1):
            total += self._weeks[max(row, 0)][at]
        return total / LOOKS_A_YEAR

    def asked_in_two_years(self, at: int, now: int) -> tuple[int, int]:
        """Who asked in the last 365 days, and in those before; 0 where the run is younger."""
        day = self._day(now)
        if day < 2 * A_YEAR:
            return 0, 0
        asked, middle = self._asked[at], day - A_YEAR
        return sum(asked[middle:day]), sum(asked[middle - A_YEAR : middle])

    def weeks(self, at: int, tick: int) -> float:
        """The wait that was seen at a tick; before the first look that of the file."""
        row = len(self._ticks) - 1
        while row > 0 and self._ticks[row] > tick:
            row -= 1
        return self._weeks[row][at]
