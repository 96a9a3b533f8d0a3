"""Sources of clients: rates per gemeente with season, growth and inflow interventions (rule 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import exp, log1p

import numpy as np

from ..draws import key_of
from ..scenario.paths import Timeline, in_force
from ..scenario.schema import Arrival, Gemeente, Inflow, Number, Placed, Root, Scenario, Selected
from .changes import Interventions, changes_of, combined, concerns, constant, merged, steps_of
from .model import Ages, Floats, Ints, LegalFrame, Sources, Steps

DAYS_PER_YEAR = 365.25
GROWTH_IS_1 = dt.date(2021, 7, 1)


@dataclass(frozen=True)
class Source:
    """One arrival stream in one gemeente."""

    arrival: str
    gemeente: str
    said: Arrival
    group: str | None

    def is_concerned(self, intervention: Selected) -> bool:
        """Whether the selectors of an intervention let this source through."""
        return concerns(
            intervention,
            gemeente=self.gemeente,
            need=self.said.need,
            referrer=self.said.referrer,
            group=self.group,
        )


def sources_of(scenario: Scenario) -> list[Source]:
    """All sources in order of identity: arrival name, then gemeente, as UTF-8."""
    inside = [name for name, one in scenario.gemeenten.items() if not one.outside]
    found = [
        Source(name, gemeente, said, scenario.needs[said.need].product_group)
        for name, said in scenario.arrivals.items()
        for gemeente in (inside if said.gemeenten is None else said.gemeenten)
    ]
    return sorted(found, key=lambda one: (one.arrival.encode(), one.gemeente.encode()))


def referrers_of(scenario: Scenario) -> tuple[str, ...]:
    """Referrers in order of appearance."""
    return tuple(dict.fromkeys(said.referrer for said in scenario.arrivals.values()))


def _shares_of_stream(said: Arrival, gemeenten: dict[str, Gemeente]) -> dict[str, float]:
    """What a stream's number is multiplied with by gemeente; `per_year` is split by youth."""
    youth = {name: one.youth.first for name, one in gemeenten.items()}
    if said.per_1000_youth is not None:
        return {name: heads / 1000 for name, heads in youth.items()}
    inside = [name for name, one in gemeenten.items() if not one.outside]
    names = inside if said.gemeenten is None else said.gemeenten
    total = sum(youth[name] for name in names) or 1.0
    return {name: heads / total for name, heads in youth.items()}


def _stream(said: Arrival) -> Number:
    number = said.per_1000_youth if said.per_1000_youth is not None else said.per_year
    return number if number is not None else Number(value=0.0)


def _references_per_day(root: Root, sources: list[Source]) -> list[float]:
    shares = {name: _shares_of_stream(said, root.gemeenten) for name, said in root.arrivals.items()}
    per_year = [
        _stream(root.arrivals[one.arrival]).first * shares[one.arrival][one.gemeente]
        for one in sources
    ]
    return [(each or 1.0) / DAYS_PER_YEAR for each in per_year]


@dataclass(frozen=True)
class _Streams:
    """What the rates of all sources are made of."""

    scenario: Scenario
    shares: dict[str, dict[str, float]]
    youth: dict[str, Timeline]
    use: dict[str, Timeline]
    inflows: list[Placed]

    @classmethod
    def of(cls, scenario: Scenario) -> _Streams:
        gemeenten, period = scenario.gemeenten, scenario.period
        return cls(
            scenario,
            {name: _shares_of_stream(said, gemeenten) for name, said in scenario.arrivals.items()},
            {name: in_force(one.youth, [], period) for name, one in gemeenten.items()},
            {name: in_force(one.use, [], period) for name, one in gemeenten.items()},
            Interventions(scenario).of_kind(Inflow, lambda _: True),
        )

    def unseasoned(self, source: Source, scale: float) -> Timeline:
        """Arrivals per day of a source, growth and season left out."""
        placed = [one for one in self.inflows if _is_changed(source, one.intervention)]
        changes = changes_of(placed, "factor") + changes_of(placed, "add")
        stream = in_force(_stream(source.said), changes, self.scenario.period)

        def per_day(per_year: Floats) -> Floats:
            return np.where(per_year > 0.0, per_year, 0.0) * scale / DAYS_PER_YEAR

        if source.said.per_1000_youth is None:
            share = self.shares[source.arrival][source.gemeente]
            return combined(lambda rate: per_day(rate * share), stream)
        youth, use = self.youth[source.gemeente], self.use[source.gemeente]
        return combined(
            lambda rate, heads, used: per_day(rate * heads * used / 1000), stream, youth, use
        )


def _is_changed(source: Source, said: Selected) -> bool:
    """Whether an inflow intervention is about a source."""
    named = said.arrivals if isinstance(said, Inflow) else ()
    return (named is None or source.arrival in named) and source.is_concerned(said)


def _season(scenario: Scenario, said: Arrival) -> Timeline:
    if not said.season:
        return constant(1.0)
    start, end = scenario.period.start, scenario.period.end
    factor = {month: number.first for month, number in said.season.items()}
    days, values = [0], [factor.get(start.month, 1.0)]
    month = dt.date(start.year, start.month, 1)
    while True:
        month = (month + dt.timedelta(days=32)).replace(day=1)
        if month >= end:
            return merged(days, values)
        days.append((month - start).days)
        values.append(factor.get(month.month, 1.0))


def build_sources(scenario: Scenario, sources: list[Source], scale: float) -> Sources:
    """All rates of all sources."""
    gemeenten = {name: at for at, name in enumerate(scenario.gemeenten)}
    stations, needs = list(scenario.stations), list(scenario.needs)
    arrivals = list(scenario.arrivals)
    referrers = referrers_of(scenario)
    growth = np.array([log1p(one.said.growth_per_year.first) / DAYS_PER_YEAR for one in sources])
    growth_day = float((GROWTH_IS_1 - scenario.period.start).days)
    streams = _Streams.of(scenario)
    flat = [streams.unseasoned(one, scale) for one in sources]
    seasons = {name: _season(scenario, said) for name, said in scenario.arrivals.items()}
    rates: list[Steps] = [
        steps_of(combined(lambda rate, season: rate * season, line, seasons[one.arrival]))
        for line, one in zip(flat, sources, strict=True)
    ]
    start = [
        line.values[0] * exp(-growth_day * slope) for line, slope in zip(flat, growth, strict=True)
    ]

    def ints(values: list[int]) -> Ints:
        return np.array(values, dtype=np.int64)

    return Sources(
        arrival=ints([arrivals.index(one.arrival) for one in sources]),
        gemeente=ints([gemeenten[one.gemeente] for one in sources]),
        need=ints([needs.index(one.said.need) for one in sources]),
        referrer=ints([referrers.index(one.said.referrer) for one in sources]),
        entrance=ints([stations.index(one.said.enters) for one in sources]),
        priority=ints([one.said.priority for one in sources]),
        legal_frame=ints([LegalFrame[one.said.legal_frame.upper()] for one in sources]),
        pgb=np.array([one.said.pgb.first for one in sources], dtype=np.float64),
        key=ints([key_of("source", one.arrival, one.gemeente) for one in sources]),
        reference_per_day=np.array(_references_per_day(scenario.root, sources)),
        log_growth_per_day=growth,
        growth_is_1_on_day=growth_day,
        start_per_day=np.array(start, dtype=np.float64),
        rate=tuple(rates),
    )


def build_ages(scenario: Scenario) -> Ages:
    """Age classes of each need, `4-11` meaning from the 4th to the 12th birthday."""
    shares, low, high = [], [], []
    for need in scenario.needs.values():
        classes = need.age or {}
        bounds = [name.split("-") for name in classes]
        part = np.array([share.first for share in classes.values()], dtype=np.float64)
        shares.append(np.cumsum(part / part.sum()) if part.size else part)
        low.append(np.array([float(first) * DAYS_PER_YEAR for first, _ in bounds]))
        high.append(np.array([(float(last) + 1) * DAYS_PER_YEAR for _, last in bounds]))
    return Ages(tuple(shares), tuple(low), tuple(high))
