"""The least levels at which everybody is helped in time, by pool and year; knows no simulation.

A *cell* is a pool in a year. More at a cell helps that cell and the years after it, whose list it
shortens; and it may send more to the pools behind it. So a cell that fails is only told to be too
low where the year before it was not, and what passed is tried once more with all the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Objective = Callable[[Ints], Floats]
"""The share who are not helped in time in each cell, at levels of the same shape."""

MOST_ROUNDS = 200
"""Far more than any search takes; an objective that no levels help ends here."""


@dataclass(frozen=True)
class Bounds:
    """Where to search, each of shape (pools, years).

    Levels are from `least` to `most`; `low` and `high` are guesses between which the answer may be,
    wrong ones cost rounds. An answer is known to the `grain`.
    """

    least: Ints
    low: Ints
    high: Ints
    most: Ints
    grain: Ints

    def only(self, at: int, most: Ints) -> Bounds:
        """Those of one pool, with no more than `most` in each year."""
        rows = (getattr(self, name)[at : at + 1] for name in ("least", "low", "high", "most"))
        least, low, high, bound = (np.minimum(row, most) for row in rows)
        return Bounds(least, low, high, bound, self.grain[at : at + 1])


@dataclass(frozen=True)
class Found:
    """Levels of each cell, and the shares reached there; `holds` where these are in the limit."""

    levels: Ints
    shares: Floats
    limit: float

    @property
    def holds(self) -> Flags:
        """The cells that are within the limit."""
        return self.shares <= self.limit


def least_levels(objective: Objective, bounds: Bounds, limit: float) -> Found:
    """Levels at which no cell is over the limit, and each is over it at a grain less.

    A cell that is over it at `most` stays there. Years are the least given those before them.
    """
    search = _Search(objective, bounds, limit)
    shares = search.raise_until_all_hold()
    for number in range(MOST_ROUNDS):
        if not search.is_open.any():
            break
        search.lower(number % 2)
        if not search.is_open.any():
            shares = search.raise_until_all_hold()
    else:
        shares = search.raise_until_all_hold()
    return Found(search.high, shares, limit)


def raised(objective: Objective, found: Found, bounds: Bounds, rounds: int) -> Found:
    """The same levels under another objective, looked at so often; in between what fails rises."""
    search = _Search(objective, bounds, found.limit)
    search.high = found.levels.copy()
    shares = search.raise_until_all_hold(rounds)
    return Found(search.high, shares, found.limit)


class _Search:
    """What is known of each cell: `low` is too low, `high` was in the limit or is all there is."""

    def __init__(self, objective: Objective, bounds: Bounds, limit: float) -> None:
        self.objective, self.bounds, self.limit = objective, bounds, limit
        self.high = np.clip(bounds.high, bounds.least, bounds.most)
        self.low = np.minimum(bounds.low, self.high - bounds.grain)
        self.is_low_seen = np.zeros(self.high.shape, np.bool_)
        self.gap = bounds.grain * 2
        self._never_below_least()

    @property
    def is_open(self) -> Flags:
        """The cells that may still become lower."""
        is_wide = self.high - self.low > self.bounds.grain
        return np.asarray((is_wide | ~self.is_low_seen) & ~self.is_stuck)

    @property
    def is_stuck(self) -> Flags:
        """The cells that are over the limit with all that there may be."""
        return np.asarray(self.is_low_seen & (self.low >= self.bounds.most))

    def raise_until_all_hold(self, rounds: int = MOST_ROUNDS) -> Floats:
        """Raise what fails by ever more, until nothing does that can be raised; the shares there.

        Years after one that fails are raised with it: what is too much is lowered again. The last
        of the rounds raises nothing any more.
        """
        step, left = self.bounds.grain.copy(), rounds
        while True:
            shares, fails, is_told = self._tried(self.high)
            may_rise, left = fails & (self.high < self.bounds.most), left - 1
            self._saw_too_low(self.high, fails & is_told)
            if not left or not may_rise.any():
                return shares
            higher = np.minimum(self.high + step, self.bounds.most)
            self.high = np.where(may_rise, higher, self.high)
            step = np.where(may_rise, step * 2, step)

    def lower(self, colour: int) -> None:
        """Try half of what is left, at every other cell as on a chessboard.

        So the year before each, and that year at the pool before it, has what it needs meanwhile.
        """
        pools, years = np.indices(self.high.shape)
        trying = self.is_open & ((pools + years) % 2 == colour)
        if not trying.any():
            return
        is_wide = self.high - self.low > self.bounds.grain
        trial = np.where(is_wide, (self.low + self.high + 1) // 2, self.low)
        levels = np.where(trying, np.maximum(trial, self.bounds.least), self.high)
        _, fails, is_told = self._tried(levels)
        is_all = levels >= self.bounds.most
        self._saw_too_low(levels, (trying | is_all) & fails & is_told)
        self.high = np.where(trying & ~fails, levels, self.high)
        self._look_further_down()

    def _tried(self, levels: Ints) -> tuple[Floats, Flags, Flags]:
        """The shares, where they are over the limit, and where that tells of the cell itself."""
        shares = self.objective(levels)
        fails = ~(shares <= self.limit)
        before = np.zeros_like(fails)
        before[:, 1:] = (fails & ~self.is_stuck)[:, :-1]
        return shares, fails, ~before

    def _saw_too_low(self, levels: Ints, where: Flags) -> None:
        self.low = np.where(where, np.maximum(levels, self.low), self.low)
        self.is_low_seen = self.is_low_seen | where

    def _look_further_down(self) -> None:
        """Where a guess of what is too low was none, look twice as far below it."""
        wrong = ~self.is_low_seen & (self.low >= self.high)
        self.low = np.where(wrong, self.high - self.gap, self.low)
        self.gap = np.where(wrong, self.gap * 2, self.gap)
        self._never_below_least()

    def _never_below_least(self) -> None:
        ends = ~self.is_low_seen & (self.low < self.bounds.least)
        self.low = np.where(ends, self.bounds.least - self.bounds.grain, self.low)
        self.is_low_seen = self.is_low_seen | ends
