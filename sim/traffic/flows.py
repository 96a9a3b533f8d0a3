"""How many clients would come where on a day, by simple traffic equations without waiting."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from ..in_force import Group, InForce
from ..in_force.rates import DAYS_PER_YEAR
from ..scenario.schema import Stay
from .equations import Floats, Flows, flows_of
from .strands import PerStrand, Strands
from .terms import joined_instead, terms_on

YEARS_BEFORE = 25
"""Years over which clients walk in before a filled start (rule 23)."""


class Traffic:
    """Flows without waiting on any day of a scenario; worked out when asked, and kept."""

    def __init__(self, in_force: InForce) -> None:
        self.in_force = in_force
        self.strands = Strands(in_force)
        self._starts: dict[int, Floats] = {}
        self._stays: dict[tuple[str, int], PerStrand[float]] = {}

    def flows(self, day: int) -> Iterator[Flows]:
        """The flows per arrival of all strands on a day, some at a time."""
        return flows_of(self.strands, terms_on(self.strands, day))

    def starts(self, day: int) -> Floats:
        """Who starts at each station per arrival of each strand, shape (strands, stations)."""
        if day not in self._starts:
            self._starts[day] = np.concatenate([part.starts for part in self.flows(day)])
        return self._starts[day]

    def arrivals_per_day(self, day: int) -> Floats:
        """Arrivals of each group on a day, with growth and the season's mean."""
        rates = [self.in_force.rate(group).per_day(day) for group in self.in_force.groups]
        return np.array(rates, np.float64)

    def starts_per_day(self, day: int) -> Floats:
        """How many of each group would start at each station a day, shape (groups, stations)."""
        per_arrival = self.starts(day)[self.strands.of_group]
        return np.asarray(self.arrivals_per_day(day)[:, None] * per_arrival)

    def at_once(self, day: int) -> Floats:
        """Clients of each group at each station at once, shape (groups, stations).

        As if every day before had been like this one, so that long stays count in full.
        """
        stays = [self.mean_stays(name, day) for name in self.in_force.scenario.stations]
        days = np.stack([np.array(item.choices, np.float64)[item.choice] for item in stays], axis=1)
        return np.asarray(self.starts_per_day(day) * days[self.strands.of_group])

    def reached(self, group: Group) -> frozenset[str]:
        """Every station that clients of a group may come to."""
        return self.strands.names_reached(group)

    def joined_instead(self, name: str, group: Group, day: int) -> dict[str, float]:
        """Which stations they join who are about to join `name`: diverts that apply always."""
        return joined_instead(self.strands, name, group, day)

    def mean_stays(self, name: str, day: int) -> PerStrand[float]:
        """The mean stay in days, cut at 18 or a later end age; ages in the middle of a class."""
        if (name, day) not in self._stays:
            self._stays[name, day] = self._mean_stays(name, day)
        return self._stays[name, day]

    def _mean_stays(self, name: str, day: int) -> PerStrand[float]:
        in_force, scenario = self.in_force, self.in_force.scenario
        stays, factors = in_force.stay(name), in_force.stay_factor(name)
        continues, end_age = in_force.continues(name), in_force.end_age(name)
        needs = {need: at for at, need in enumerate(scenario.needs)}
        need_of = np.array([needs[group.need] for group in in_force.groups], np.int64)

        def mean(group: Group) -> float:
            stay = stays.of(group)
            if stay is None:
                return 0.0
            uncut = stay.mean * factors.of(group).at(day)
            ages = scenario.needs[group.need].age or {}
            shares = {years: share.first for years, share in ages.items()}
            goes_on, until = continues.of(group).at(day), end_age.of(group).at(day)
            return _cut(stay, uncut, shares, goes_on, until)

        differing = (stays, factors, continues, end_age)
        return self.strands.by([*(item.choice for item in differing), need_of], mean)


def _cut(stay: Stay, mean: float, ages: dict[str, float], goes_on: float, end_age: float) -> float:
    """A mean stay cut at 18, or at `end_age` for the share that goes on."""
    if mean <= 0 or not ages:
        return mean
    cut = 0.0
    for years, share in ages.items():
        age = math.fsum(float(bound) for bound in years.split("-")) / 2 + 0.5
        for end, part in ((18.0, 1 - goes_on), (end_age, goes_on)):
            left = max(0.1, end - age) * DAYS_PER_YEAR
            cut += share * part * _mean_until(stay, mean, left)
    return cut


def _mean_until(stay: Stay, mean: float, end: float) -> float:
    """The mean of what is shorter, the stay or `end`; by the exponential where not lognormal."""
    if stay.distribution != "lognormal" or stay.sigma is None:
        return mean * (1 - math.exp(-end / mean))
    sigma = stay.sigma.first
    place = (math.log(end / mean) + sigma**2 / 2) / sigma
    return mean * _normal(place - sigma) + end * (1 - _normal(place))


def _normal(value: float) -> float:
    """The standard normal distribution function."""
    return (1 + math.erf(value / math.sqrt(2))) / 2
