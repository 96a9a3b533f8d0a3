"""Sources of clients: rates per gemeente with season, growth and inflow interventions (rule 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import exp, log1p

import numpy as np

from ..draws import key_of
from ..in_force.timelines import Timeline, in_force
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
    spec: Arrival
    group: str | None

    def is_concerned(self, intervention: Selected) -> bool:
        """Whether the selectors of an intervention let this source through."""
        return concerns(
            intervention,
            gemeente=self.gemeente,
            need=self.spec.need,
            referrer=self.spec.referrer,
            group=self.group,
        )


def sources_of(scenario: Scenario) -> list[Source]:
    """All sources in order of identity: arrival name, then gemeente, as UTF-8."""
    inside = [name for name, item in scenario.gemeenten.items() if not item.outside]
    result = [
        Source(name, gemeente, spec, scenario.needs[spec.need].product_group)
        for name, spec in scenario.arrivals.items()
        for gemeente in (inside if spec.gemeenten is None else spec.gemeenten)
    ]
    return sorted(result, key=lambda item: (item.arrival.encode(), item.gemeente.encode()))


def referrers_of(scenario: Scenario) -> tuple[str, ...]:
    """Referrers in order of appearance."""
    return tuple(dict.fromkeys(spec.referrer for spec in scenario.arrivals.values()))


def _shares_of_stream(spec: Arrival, gemeenten: dict[str, Gemeente]) -> dict[str, float]:
    """What a stream's number is multiplied with by gemeente; `per_year` is split by youth."""
    youth = {name: item.youth.first for name, item in gemeenten.items()}
    if spec.per_1000_youth is not None:
        return {name: heads / 1000 for name, heads in youth.items()}
    inside = [name for name, item in gemeenten.items() if not item.outside]
    names = inside if spec.gemeenten is None else spec.gemeenten
    total = sum(youth[name] for name in names) or 1.0
    return {name: heads / total for name, heads in youth.items()}


def _stream(spec: Arrival) -> Number:
    number = spec.per_1000_youth if spec.per_1000_youth is not None else spec.per_year
    return number if number is not None else Number(value=0.0)


def _references_per_day(root: Root, sources: list[Source]) -> list[float]:
    shares = {name: _shares_of_stream(spec, root.gemeenten) for name, spec in root.arrivals.items()}
    per_year = [
        _stream(root.arrivals[source.arrival]).first * shares[source.arrival][source.gemeente]
        for source in sources
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
            {name: _shares_of_stream(spec, gemeenten) for name, spec in scenario.arrivals.items()},
            {name: in_force(item.youth, [], period) for name, item in gemeenten.items()},
            {name: in_force(item.use, [], period) for name, item in gemeenten.items()},
            Interventions(scenario).of_kind(Inflow, lambda _: True),
        )

    def unseasoned(self, source: Source, scale: float) -> Timeline:
        """Arrivals per day of a source, growth and season left out."""
        placed = [inflow for inflow in self.inflows if _is_changed(source, inflow.intervention)]
        changes = changes_of(placed, "factor") + changes_of(placed, "add")
        stream = in_force(_stream(source.spec), changes, self.scenario.period)

        def per_day(per_year: Floats) -> Floats:
            return np.where(per_year > 0.0, per_year, 0.0) * scale / DAYS_PER_YEAR

        if source.spec.per_1000_youth is None:
            share = self.shares[source.arrival][source.gemeente]
            return combined(lambda rate: per_day(rate * share), stream)
        youth, use = self.youth[source.gemeente], self.use[source.gemeente]
        return combined(
            lambda rate, heads, used: per_day(rate * heads * used / 1000), stream, youth, use
        )


def _is_changed(source: Source, spec: Selected) -> bool:
    """Whether an inflow intervention is about a source."""
    named = spec.arrivals if isinstance(spec, Inflow) else ()
    return (named is None or source.arrival in named) and source.is_concerned(spec)


def _season(scenario: Scenario, spec: Arrival) -> Timeline:
    if not spec.season:
        return constant(1.0)
    start, end = scenario.period.start, scenario.period.end
    factor = {month: number.first for month, number in spec.season.items()}
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
    growth = np.array(
        [log1p(source.spec.growth_per_year.first) / DAYS_PER_YEAR for source in sources]
    )
    growth_day = float((GROWTH_IS_1 - scenario.period.start).days)
    streams = _Streams.of(scenario)
    flat = [streams.unseasoned(source, scale) for source in sources]
    seasons = {name: _season(scenario, spec) for name, spec in scenario.arrivals.items()}
    rates: list[Steps] = [
        steps_of(combined(lambda rate, season: rate * season, line, seasons[item.arrival]))
        for line, item in zip(flat, sources, strict=True)
    ]
    start = [
        line.values[0] * exp(-growth_day * slope) for line, slope in zip(flat, growth, strict=True)
    ]

    def ints(values: list[int]) -> Ints:
        return np.array(values, dtype=np.int64)

    return Sources(
        arrival=ints([arrivals.index(source.arrival) for source in sources]),
        gemeente=ints([gemeenten[source.gemeente] for source in sources]),
        need=ints([needs.index(source.spec.need) for source in sources]),
        referrer=ints([referrers.index(source.spec.referrer) for source in sources]),
        entrance=ints([stations.index(source.spec.enters) for source in sources]),
        priority=ints([source.spec.priority for source in sources]),
        legal_frame=ints([LegalFrame[source.spec.legal_frame.upper()] for source in sources]),
        pgb=np.array([source.spec.pgb.first for source in sources], dtype=np.float64),
        key=ints([key_of("source", source.arrival, source.gemeente) for source in sources]),
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
