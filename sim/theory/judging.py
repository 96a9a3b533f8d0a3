"""From replications to a verdict: intervals, half-widths, one level for the whole set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import stats

from .cases import Case, Quantity

LEVEL = 0.99


@dataclass(frozen=True)
class Judged:
    """What was found for one quantity of one case.

    `interval` has 99% on its own; `wide_interval` has 99% for all quantities of the set together
    (Bonferroni), and gives the verdict.
    """

    case: Case
    quantity: Quantity
    result: float
    interval: tuple[float, float]
    wide_interval: tuple[float, float]
    allowed_half_width: float

    @property
    def half_width(self) -> float:
        """Half of the 99% interval, as a share of what is expected."""
        low, high = self.interval
        return (high - low) / 2 / abs(self.quantity.expected)

    @property
    def agrees(self) -> bool:
        """Whether theory lies inside the interval of the whole set."""
        low, high = self.wide_interval
        return low <= self.quantity.expected <= high

    @property
    def is_sharp(self) -> bool:
        """Whether the 99% interval is narrow enough to say something."""
        return self.half_width <= self.allowed_half_width

    @property
    def holds(self) -> bool:
        """Whether the quantity agrees and is sharp."""
        return self.agrees and self.is_sharp


def questions_in(cases: Sequence[Case]) -> int:
    """How many quantities a set of cases asks about."""
    return sum(len(case.quantities) for case in cases)


def judge(
    case: Case, runs: Sequence[Sequence[float]], *, questions: int, half_width: float
) -> list[Judged]:
    """Judge the quantities of one case in a set of `questions`; `runs[replication][quantity]`."""
    return [
        Judged(
            case=case,
            quantity=quantity,
            result=float(np.mean(values)),
            interval=interval(values, LEVEL),
            wide_interval=interval(values, 1 - (1 - LEVEL) / questions),
            allowed_half_width=half_width,
        )
        for quantity, values in zip(case.quantities, zip(*runs, strict=True), strict=True)
    ]


def interval(values: Sequence[float], level: float) -> tuple[float, float]:
    """Student's t interval of the mean of independent replications."""
    mean = float(np.mean(values))
    spread = float(np.std(values, ddof=1)) / sqrt(len(values))
    reach = float(stats.t.ppf((1 + level) / 2, len(values) - 1)) * spread
    return mean - reach, mean + reach
