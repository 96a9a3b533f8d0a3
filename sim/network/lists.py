"""A pool that is several lists behind one form: how large each is, and who chooses it (rule 8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from ..draws import key_of
from ..in_force import Timeline
from ..remainders import places_of_lists
from ..scenario.schema import Lists, Number
from .model import UNLIMITED

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_PLACES = 5
"""With fewer places on one of its lists a pool has fewer lists."""


@dataclass(frozen=True)
class ListsOfPool:
    """The lists of one pool of the file: pools `first` to `end` of a network."""

    first: int
    shares: Floats
    """Each list's share of the places; all of them for a pool of one list."""

    @property
    def end(self) -> int:
        """One past the last."""
        return self.first + self.shares.size


def quantiles(number: int, deviation: float) -> Floats:
    """The middles of `number` equal parts of a lognormal distribution, smallest first."""
    middles = (np.arange(number) + 0.5) / number
    return np.asarray(np.exp(deviation * ndtri(middles)), dtype=np.float64)


def sizes(spec: Lists, number: int) -> Floats:
    """Each list's share of the places."""
    result = quantiles(number, spec.spread.first)
    return np.asarray(result / result.sum(), dtype=np.float64)


def number_of_lists(spec: Lists, places: Timeline) -> int:
    """As many as the file says, or as many as leave each its fewest places.

    What counts are the places of the first day; of a pool that opens later the most it ever has.
    """
    total = int(places.first or max(places.values))
    for number in range(spec.number, 1, -1):
        if places_of_lists(total, sizes(spec, number)).min() >= FEWEST_PLACES:
            return number
    return 1


def split(places: Timeline, shares: Floats) -> list[Timeline]:
    """The places of each list on every day."""
    if shares.size == 1 or places.value_array.max() >= UNLIMITED:
        return [places]
    rows = np.array([places_of_lists(int(total), shares) for total in places.values])
    return [Timeline.of_steps(places.day_array, column) for column in rows.T.astype(np.float64)]


def choices(spec: Lists, number: int, pool: str, gemeenten: list[str]) -> list[Floats]:
    """Per gemeente the cumulative shares of its clients that choose each list.

    A list is chosen by its size and a quantile of its own. These are dealt out in an order that is
    hashed from the name of the pool, the same in every scenario.
    """
    order = np.argsort([key_of("choice of list", pool, at) for at in range(1, number + 1)])
    liked = np.empty(number)
    liked[order] = quantiles(number, spec.choice_spread.first)
    weights = sizes(spec, number) * liked
    return [_cumulative(weights / weights.sum(), spec.near.get(name, {})) for name in gemeenten]


def _cumulative(weights: Floats, near: dict[int, Number]) -> Floats:
    """With the parts that are near; a list that there is not, as there are fewer, has none."""
    parts = np.zeros(weights.size)
    for at, part in near.items():
        if at <= weights.size:
            parts[at - 1] = part.first
    result = np.cumsum(parts + (1.0 - parts.sum()) * weights)
    result[-1] = 1.0
    return np.asarray(result, dtype=np.float64)
