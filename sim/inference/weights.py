"""Weights of runs: their effective size, ranges by them, and few runs that stand for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_TINY = 1e-300


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
    """Places of `count` different runs, which with equal weight stand for all."""
    return taken(chances(weights, count), random)


def chances(weights: Weights, count: int) -> Floats:
    """The chance of each to be among `count` that are taken: in proportion to its weight.

    None is above 1: what some have above that is spread over the others. They add up to `count`.
    Raises ValueError where fewer have a weight.
    """
    each = weights.each
    if (each > 0).sum() < count:
        raise ValueError(f"fewer than {count} runs have a weight")
    certain = np.zeros(len(each), np.bool_)
    while True:
        rest = each[~certain].sum()
        result = np.where(certain, 1.0, each * (count - certain.sum()) / max(rest, _TINY))
        above = result > 1
        if not above.any():
            return result
        certain |= above


def taken(chance: Floats, random: np.random.Generator) -> Ints:
    """Places of a systematic sample, each taken with its chance; chances add up to a count."""
    count = round(float(chance.sum()))
    order = random.permutation(len(chance))
    # Running sums are scaled to end at `count` exactly, so that rounding takes none twice.
    ends = np.cumsum(chance[order])
    ends *= count / ends[-1]
    hits = np.searchsorted(ends, random.random() + np.arange(count), side="right")
    return np.sort(order[np.minimum(hits, len(order) - 1)])
