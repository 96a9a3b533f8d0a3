"""Weights of runs: their effective size, ranges by them, and few runs that stand for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Weights:
    """Weights that add up to 1, or are all 0 where no run can be weighed."""

    each: Floats

    @property
    def effective(self) -> float:
        """As many runs of equal weight tell as much (Kish)."""
        squares = float((self.each**2).sum())
        return 1 / squares if squares > 0 else 0.0

    def mean(self, values: Floats) -> Floats:
        """The mean of values by runs, along the first axis."""
        result: Floats = np.tensordot(self.each, values, axes=1)
        return result

    def quantiles(self, values: Floats, shares: Sequence[float]) -> Floats:
        """Quantiles of one value by run: between runs a straight line, at the middle of each."""
        order = np.argsort(values, kind="stable")
        weights = self.each[order]
        middles = np.cumsum(weights) - weights / 2
        counts = weights > 0
        return np.interp(shares, middles[counts], values[order][counts])


def normalised(logarithms: Floats) -> Weights:
    """Weights by their logarithms, of which any constant may be left out."""
    if not logarithms.size or not np.isfinite(logarithms).any():
        return Weights(np.zeros(logarithms.size))
    raw = np.exp(logarithms - logarithms.max())
    return Weights(raw / raw.sum())


def distinct(weights: Weights, count: int, random: np.random.Generator) -> Ints:
    """Places of `count` different runs, which with equal weight stand for all.

    A systematic sample: each run is taken with a chance of `count` times its weight, at most 1;
    what some have above that is spread over the others.
    """
    chances = _chances(weights.each, count)
    order = random.permutation(len(chances))
    # Running sums are scaled to end at `count` exactly, so that rounding takes no run twice.
    ends = np.cumsum(chances[order])
    ends *= count / ends[-1]
    hits = np.searchsorted(ends, random.random() + np.arange(count), side="right")
    return np.sort(order[np.minimum(hits, len(order) - 1)])


def _chances(weights: Floats, count: int) -> Floats:
    """Chances in proportion to weights, none above 1, that add up to `count`."""
    if (weights > 0).sum() < count:
        raise ValueError(f"fewer than {count} runs have a weight")
    certain = np.zeros(len(weights), np.bool_)
    while True:
        rest = weights[~certain].sum()
        chances = np.where(certain, 1.0, weights * (count - certain.sum()) / rest)
        above = chances > 1
        if not above.any():
            return chances
        certain |= above
