"""How many clients of each group come a day: inflow, youth, season and growth (rule 4)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..scenario.schema import Arrival, Number, Period, Root, Scenario
from .changes import Effect, Effects, Thing
from .groups import Group, Groups
from .growth import DAYS_PER_YEAR as DAYS_PER_YEAR
from .growth import Growth
from .pools import combined
from .timelines import DatedChange, Timeline, Values, in_force

GROWTH_IS_1 = dt.date(2021, 7, 1)
MOST_EXPONENT = 600.0
"""Growth is followed until exp of this: beyond it lies no number."""


@dataclass(frozen=True)
class Rate:
    """Arrivals of one group: `per_year` is a year of 365.25 days, without season and growth.

    `season` multiplies it by month, with `season_mean` over a whole year; growth multiplies it by
    exp(`log_growth_per_day` x days since `growth_is_1_on_day`), and since it changed by
    `growth_since` too.
    """

    per_year: Timeline
    season: Timeline
    season_mean: float
    log_growth_per_day: float
    growth_is_1_on_day: int
    growth_since: Timeline

    def growth(self, day: float) -> float:
        """How much more than on 1 July 2021, with the growth that the file begins with."""
        exponent = self.log_growth_per_day * (day - self.growth_is_1_on_day)
        return math.exp(min(exponent, MOST_EXPONENT))

    def per_day(self, day: float) -> float:
        """Arrivals a day with growth, and with the season's mean."""
        return self._flat(day) * self.season_mean * self.growth(day)

    def on(self, day: float) -> float:
        """Arrivals on a day, with growth and the season of that day."""
        return self._flat(day) * self.season.at(day) * self.growth(day)

    def _flat(self, day: float) -> float:
        """Arrivals a day without season, and without the growth that the file begins with."""
        return self.per_year.at(day) / DAYS_PER_YEAR * self.growth_since.at(day)


class Rates:
    """The rates of all groups of a scenario."""

    def __init__(self, scenario: Scenario, effects: Effects, groups: Groups) -> None:
        self._scenario = scenario
        self._inflows = effects.on(Thing("arrivals", "", "rate"))
        self._seasons = {
            name: season(scenario.period, spec) for name, spec in scenario.arrivals.items()
        }
        self._shares = {
            name: shares_of_stream(spec, scenario) for name, spec in scenario.arrivals.items()
        }
        self._reach = [groups.reach(effect.placed.intervention) for effect in self._inflows]
        self._means = {name: season_mean(spec) for name, spec in scenario.arrivals.items()}
        self._lines: dict[Hashable, Timeline] = {}
        self._factors: dict[tuple[str, str], float] = {}

    def of(self, group: Group, growth: Growth) -> Rate:
        """The rate of one group, of which the growth is known."""
        period = self._scenario.period
        return Rate(
            self._per_year(group),
            self._seasons[group.arrival],
            self._means[group.arrival],
            growth.log_per_day,
            (GROWTH_IS_1 - period.start).days,
            growth.since,
        )

    def _per_year(self, group: Group) -> Timeline:
        stream = self._stream(group)
        spec = self._scenario.arrivals[group.arrival]
        if spec.per_1000_youth is None:
            share = self._shares[group.arrival][group.gemeente]
            return stream.mapped(lambda rate: max(rate * share, 0.0))
        here = self._scenario.gemeenten[group.gemeente]
        youth, use = (self._line(number, ()) for number in (here.youth, here.use))
        return combined(_of_youth, stream, youth, use)

    def _stream(self, group: Group) -> Timeline:
        """The stream's own number, a year or a year per 1,000 youth, as this group meets it."""
        number = stream_of(self._scenario.arrivals[group.arrival])
        met = [
            (at, self._times(effect, group.arrival))
            for at, effect in enumerate(self._inflows)
            if self._reach[at][group.index]
        ]
        key = (number.value, str(number.path), number.shape, tuple(met))
        if key not in self._lines:
            changes = [_multiplied(self._inflows[at].dated, times) for at, times in met]
            self._lines[key] = self._line(number, changes)
        return self._lines[key]

    def _line(self, number: Number, changes: Sequence[DatedChange]) -> Timeline:
        if not changes and number.path is None:
            return Timeline.constant(number.first)
        return in_force(number, changes, self._scenario.period)

    def _times(self, effect: Effect, arrival: str) -> float:
        """How many times an addition counts in the number of a stream.

        What is added to a number a year is for the gemeenten named together and is divided over
        them by youth, as the number itself is over all that it comes from; so in their number it
        is more, by as much as they have less youth than all.
        """
        key = (effect.placed.intervention.id, arrival)
        if key not in self._factors:
            named, spec = effect.placed.intervention.gemeenten, self._scenario.arrivals[arrival]
            times = 1.0
            if effect.dated.change.operation == "add" and named and spec.per_year is not None:
                everywhere = gemeenten_of(spec, self._scenario)
                of_named = self._youth([name for name in everywhere if name in named])
                times = self._youth(everywhere) / of_named if of_named > 0 else 0.0
            self._factors[key] = times
        return self._factors[key]

    def _youth(self, gemeenten: Sequence[str]) -> float:
        return math.fsum(self._scenario.gemeenten[name].youth.first for name in gemeenten)


def _of_youth(rate: Values, heads: Values, used: Values) -> Values:
    return np.maximum(rate * heads * used / 1000, 0.0)


def _multiplied(dated: DatedChange, times: float) -> DatedChange:
    """A change of which the number is so many times as large."""
    if times == 1.0:
        return dated
    number = dated.change.number
    if number.path is None:
        more = Number.model_construct(value=number.first * times)
    else:
        path = {date: value * times for date, value in number.path.items()}
        more = Number.model_construct(path=path, shape=number.shape)
    return replace(dated, change=dated.change.model_copy(update={"number": more}))


def stream_of(spec: Arrival) -> Number:
    """The number of a stream: a year, or a year per 1,000 youth."""
    number = spec.per_1000_youth if spec.per_1000_youth is not None else spec.per_year
    return number if number is not None else Number(value=0.0)


def gemeenten_of(spec: Arrival, scenario: Scenario | Root) -> tuple[str, ...]:
    """The gemeenten that a stream comes from: those named, else all of the region."""
    inside = tuple(name for name, item in scenario.gemeenten.items() if not item.outside)
    return inside if spec.gemeenten is None else spec.gemeenten


def shares_of_stream(spec: Arrival, scenario: Scenario | Root) -> dict[str, float]:
    """What a stream's number is multiplied with by gemeente; `per_year` is split by youth."""
    youth = {name: item.youth.first for name, item in scenario.gemeenten.items()}
    if spec.per_1000_youth is not None:
        return {name: heads / 1000 for name, heads in youth.items()}
    total = sum(youth[name] for name in gemeenten_of(spec, scenario)) or 1.0
    return {name: heads / total for name, heads in youth.items()}


def season(period: Period, spec: Arrival) -> Timeline:
    """The factor of each month, from the first day of the period on."""
    factor = {month: number.first for month, number in (spec.season or {}).items()}
    if not factor:
        return Timeline.constant(1.0)
    days, values = [0], [factor.get(period.start.month, 1.0)]
    year, month = period.start.year, period.start.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        if (year, month, 1) >= (period.end.year, period.end.month, period.end.day):
            return Timeline.of_steps(days, values)
        days.append((dt.date(year, month, 1) - period.start).days)
        values.append(factor.get(month, 1.0))


def season_mean(spec: Arrival) -> float:
    """The mean factor over the days of a year."""
    factor = {month: number.first for month, number in (spec.season or {}).items()}
    days = {
        month: (dt.date(2001 + month // 12, month % 12 + 1, 1) - dt.date(2001, month, 1)).days
        for month in range(1, 13)
    }
    return sum(days[month] * factor.get(month, 1.0) for month in days) / 365
