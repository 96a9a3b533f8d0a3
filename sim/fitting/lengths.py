"""Lengths of which some are not over yet and some were seen only from a later day on.

What is not over is censored; what began before the registration did counts only from the day on
which it was first seen (delayed entry): of those who began then, only who stayed long are there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..results.small_cells import FEW
from .cells import Flags, Floats

NORMAL_95 = 1.959963984540054
MOST_STEPS = 40
"""So many steps at most are told of a curve."""


@dataclass(frozen=True)
class Counted:
    """Days, each once, and how many there are of each."""

    days: Floats
    weight: Floats

    @property
    def count(self) -> int:
        """How many there are in all."""
        return int(self.weight.sum())

    def below(self, days: Floats) -> Floats:
        """How many are less than each of these days."""
        so_far = np.concatenate([[0.0], np.cumsum(self.weight)])
        result: Floats = so_far[np.searchsorted(self.days, days, side="left")]
        return result


@dataclass(frozen=True)
class Lengths:
    """Lengths in days: of what is over, of what is not yet, and from when what came late was seen.

    Likelihoods and curves ask for these three alone, not for which length came late.
    """

    over: Counted
    open: Counted
    late: Counted

    @property
    def count(self) -> int:
        """How many lengths there are."""
        return self.over.count + self.open.count

    @property
    def ended(self) -> int:
        """How many of them are over."""
        return self.over.count


@dataclass(frozen=True)
class Curve:
    """Kaplan and Meier's share that is not over yet, at some days, with its 95% interval."""

    days: Floats
    share: Floats
    low: Floats
    high: Floats


def lengths(days: Floats, entry: Floats, over: Flags, shortest: float = 0.5) -> Lengths:
    """Lengths, grouped; what took less than a day took half a day.

    Left out is what was over, or no longer followed, before it was first seen.
    """
    days, entry = np.maximum(days, shortest), np.maximum(entry, 0.0)
    seen = (days > entry) | (entry == 0)
    late = entry[seen & (entry > 0)]
    return Lengths(counted(days[seen & over]), counted(days[seen & ~over]), counted(late))


def counted(days: Floats) -> Counted:
    """Equal days together."""
    each, weight = np.unique(days, return_counts=True)
    return Counted(each.astype(np.float64), weight.astype(np.float64))


def kaplan_meier(spec: Lengths) -> Curve:
    """The curve at days between which ten or more ended, while ten or more are followed.

    The interval is Greenwood's, on the scale of log(-log), where it stays within 0 and 1.
    """
    followed = at_risk(spec)
    enough = followed >= FEW
    days, ended, followed = spec.over.days[enough], spec.over.weight[enough], followed[enough]
    with np.errstate(divide="ignore", invalid="ignore"):
        lasting = np.cumprod(1 - ended / followed)
        spread = np.sqrt(np.cumsum(ended / (followed * (followed - ended)))) / np.log(lasting)
    chosen = _told(ended) & (lasting > 0)
    share = np.asarray(lasting[chosen], dtype=np.float64)
    wide = np.asarray(np.exp(NORMAL_95 * np.abs(spread[chosen])), dtype=np.float64)
    low, high = np.power(share, wide), np.power(share, 1 / wide)
    return Curve(days[chosen], share, low, high)


def at_risk(spec: Lengths) -> Floats:
    """How many were followed until each day on which something ended."""
    days = spec.over.days
    came = spec.count - spec.late.count + spec.late.below(days)
    result: Floats = came - spec.over.below(days) - spec.open.below(days)
    return result


def _told(ended: Floats) -> Flags:
    """Steps at which at least ten more have ended than at the one before."""
    total = np.cumsum(ended)
    each = max(float(FEW), total[-1] / MOST_STEPS) if len(total) else 1.0
    result = np.zeros(len(ended), dtype=bool)
    before = 0.0
    for at, so_far in enumerate(total):
        if so_far - before >= each:
            result[at], before = True, so_far
    return result
