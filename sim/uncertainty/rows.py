"""Shares of a row that are drawn together: by odds, and brought back to 1."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..in_force.timelines import in_force
from ..scenario.schema import Number, Period
from .numbers import with_values

Values = tuple[float, ...]
"""The value of a number, or those of its path."""

_NEARLY_1 = 1 - 1e-12


@dataclass(frozen=True)
class RowOfShares:
    """The shares of a row as the file says them, and whether something gets what they leave.

    What is drawn for a share moves its odds against all others: its weight is the share of the file
    times as much as the odds drawn are of those of the file, and weights are brought back to 1. So
    a share that alone has a range becomes what is drawn for it.
    """

    shares: Mapping[Any, Number]
    has_rest: bool
    period: Period

    def drawn(self, drawn: Mapping[Any, Sequence[float]]) -> dict[Any, Number]:
        """The row in which these values were drawn for some shares, each on its own.

        Where shares have dates, the most that all come to on any day is brought back to 1, so that
        those without dates keep one number; who gets the rest gets what is left on other days.
        """
        weights = {
            name: _weights(share.values, drawn[name]) if name in drawn else share.values
            for name, share in self.shares.items()
        }
        if all(weights[name] == share.values for name, share in self.shares.items()):
            return dict(self.shares)
        total = max(self._totals(weights))
        if total <= 0:
            return dict(self.shares)
        return {
            name: with_values(share, [weight / total for weight in weights[name]])
            for name, share in self.shares.items()
        }

    def _totals(self, weights: Mapping[Any, Values]) -> Iterator[float]:
        """What all weigh together on each day on which that differs."""
        if all(share.path is None for share in self.shares.values()):
            firsts = [share.first for share in self.shares.values()]
            yield self._total(firsts, [weight[0] for weight in weights.values()])
            return
        moved = [with_values(share, weights[name]) for name, share in self.shares.items()]
        lines, heavy = (
            [in_force(number, (), self.period) for number in numbers]
            for numbers in (self.shares.values(), moved)
        )
        for day in sorted({day for line in (*lines, *heavy) for day in line.days}):
            yield self._total([line.at(day) for line in lines], [line.at(day) for line in heavy])

    def _total(self, shares: Sequence[float], weights: Sequence[float]) -> float:
        """With what the rest has; where one share has all, what is drawn less for it goes there."""
        total = math.fsum(weights)
        if not self.has_rest:
            return total
        return max(total, 1.0) if 1.0 in shares else total + max(0.0, 1 - math.fsum(shares))


def _weights(shares: Values, drawn: Sequence[float]) -> Values:
    return tuple(map(_odds_moved, shares, drawn))


def _odds_moved(share: float, drawn: float) -> float:
    """A share times as much as the odds of what is drawn are of its own: s o(d) / o(s)."""
    if share in (drawn, 1.0):
        return drawn
    bounded = min(drawn, _NEARLY_1)
    return bounded * (1 - share) / (1 - bounded)
