"""Formulas of queueing theory, each with its source.

Times are in days and rates a day throughout; `load` is the traffic offered per place (rho).
GSTH: D. Gross, J. Shortle, J. Thompson, C. Harris, Fundamentals of Queueing Theory, 4th ed., 2008.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np


def erlang_b(places: int, offered: float) -> float:
    """Share refused when nobody may wait (M/G/c/c), by the recursion of GSTH, section 2.5.

    It holds for every distribution of the stay with the same mean (Sevastyanov 1957).
    """
    blocking = 1.0
    for place in range(1, places + 1):
        blocking = offered * blocking / (place + offered * blocking)
    return blocking


def erlang_c(places: int, offered: float) -> float:
    """Share who must wait in M/M/c (A. K. Erlang 1917; GSTH, section 2.3)."""
    if offered >= places:
        return 1.0
    load = offered / places
    blocking = erlang_b(places, offered)
    return blocking / (1 - load * (1 - blocking))


@dataclass(frozen=True)
class ManyPlaces:
    """M/M/c: Poisson arrivals, exponential stays, `places` places (GSTH, section 2.3)."""

    places: int
    arrivals_per_day: float
    stay_days: float

    @property
    def offered(self) -> float:
        """Mean number of places asked for."""
        return self.arrivals_per_day * self.stay_days

    @property
    def waits(self) -> float:
        """Share who must wait."""
        return erlang_c(self.places, self.offered)

    @property
    def wait_of_those_who_wait_days(self) -> float:
        """Mean wait of those who wait; their wait is exponential."""
        return self.stay_days / (self.places - self.offered)

    @property
    def mean_wait_days(self) -> float:
        """Mean wait of all."""
        return self.waits * self.wait_of_those_who_wait_days

    def waits_longer(self, days: float) -> float:
        """Share who wait longer than `days`."""
        return self.waits * math.exp(-days / self.wait_of_those_who_wait_days)

    @property
    def mean_number(self) -> float:
        """Mean number present, waiting and served."""
        return self.offered + self.arrivals_per_day * self.mean_wait_days


def lognormal_square(mean: float, sigma: float) -> float:
    """Mean of the square of a lognormal with this mean."""
    return mean**2 * math.exp(sigma**2)


def pollaczek_khinchine(arrivals_per_day: float, mean: float, square: float) -> float:
    """Mean wait in M/G/1, from mean and mean square of the stay (GSTH, section 5.1)."""
    return arrivals_per_day * square / (2 * (1 - arrivals_per_day * mean))


def poisson_above(mean: float, level: int) -> float:
    """Chance that a Poisson number is above `level`: the occupancy of M/G/infinity (GSTH, 5.2)."""
    return 1 - sum(
        math.exp(number * math.log(mean) - mean - math.lgamma(number + 1))
        for number in range(level + 1)
    )


@dataclass(frozen=True)
class Abandonment:
    """What becomes of the clients of an Erlang-A system."""

    waits: float
    abandons: float
    mean_wait_days: float


def erlang_a(
    places: int, arrivals_per_day: float, stay_days: float, patience_days: float
) -> Abandonment:
    """M/M/c with exponential patience, from its birth-and-death chain.

    C. Palm 1957; A. Mandelbaum, S. Zeltyn, Service engineering in action: the Palm/Erlang-A queue,
    2007. The mean wait counts all, also those who leave; abandons = mean wait / patience.
    """
    top = (
        places
        + 10 * math.ceil(math.sqrt(places + 1))
        + math.ceil(20 * (1 + arrivals_per_day * patience_days))
    )
    numbers = np.arange(1, top + 1)
    deaths = np.minimum(numbers, places) / stay_days
    deaths = deaths + np.maximum(numbers - places, 0) / patience_days
    weights = np.concatenate([[0.0], np.cumsum(np.log(arrivals_per_day / deaths))])
    chances = np.exp(weights - weights.max())
    chances /= chances.sum()
    waiting = float(chances @ np.maximum(np.arange(top + 1) - places, 0))
    wait_days = waiting / arrivals_per_day
    return Abandonment(
        waits=float(chances[places:].sum()),
        abandons=wait_days / patience_days,
        mean_wait_days=wait_days,
    )


@dataclass(frozen=True)
class Class:
    """A class of clients in a queue with priorities: rate, mean stay and mean square of it."""

    arrivals_per_day: float
    mean_days: float
    square_days: float


def cobham_single(classes: Sequence[Class]) -> list[float]:
    """Mean wait of each class in M/G/1 with priorities that do not interrupt, highest first.

    A. Cobham 1954, Priority assignment in waiting line problems; GSTH, section 3.3.
    """
    residual = sum(item.arrivals_per_day * item.square_days for item in classes) / 2
    return _by_priority(residual, [item.arrivals_per_day * item.mean_days for item in classes])


def cobham_many(places: int, rates_per_day: Sequence[float], stay_days: float) -> list[float]:
    """Mean wait of each class in M/M/c with priorities and one mean stay (Cobham 1954)."""
    offered = sum(rates_per_day) * stay_days
    until_a_place = erlang_c(places, offered) * stay_days / places
    return _by_priority(until_a_place, [rate * stay_days / places for rate in rates_per_day])


def _by_priority(until_a_place: float, loads: Sequence[float]) -> list[float]:
    above = np.concatenate([[0.0], np.cumsum(loads)])
    return [
        float(until_a_place / ((1 - higher) * (1 - with_own)))
        for higher, with_own in pairwise(above)
    ]


def jackson_rates(entering: Sequence[float], routes: Sequence[Sequence[float]]) -> list[float]:
    """Arrivals a day at each station from the traffic equations.

    J. R. Jackson 1957, Networks of waiting lines; GSTH, section 4.2. Each station then has the mean
    number of a lonely M/M/c with that rate.
    """
    matrix = np.eye(len(entering)) - np.array(routes).T
    return [float(rate) for rate in np.linalg.solve(matrix, np.array(entering))]
