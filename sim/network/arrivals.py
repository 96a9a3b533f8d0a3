"""Sources of clients: rates per gemeente with season, growth and inflow interventions (rule 4)."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp

import numpy as np

from ..draws import key_of
from ..in_force import Group, InForce, Rate, Timeline, raised
from ..in_force.rates import DAYS_PER_YEAR, shares_of_stream, stream_of
from ..scenario.schema import Root, Scenario
from .levels import steps_of
from .model import Ages, Ints, LegalFrame, Sources

_ALWAYS_1 = Timeline.constant(1.0)


def referrers_of(scenario: Scenario) -> tuple[str, ...]:
    """Referrers in order of appearance."""
    return tuple(dict.fromkeys(spec.referrer for spec in scenario.arrivals.values()))


def build_sources(in_force: InForce, scale: float) -> Sources:
    """All rates of all sources."""
    scenario, groups = in_force.scenario, in_force.groups
    spec = [scenario.arrivals[group.arrival] for group in groups]
    rates = [in_force.rate(group) for group in groups]
    more = [raised(in_force, group) for group in groups]
    flat = [_per_day(rate, scale * times) for rate, times in zip(rates, more, strict=True)]
    pgb = in_force.pgb()
    growth_day = float(rates[0].growth_is_1_on_day) if rates else 0.0
    gemeente, arrival = _places(scenario.gemeenten), _places(scenario.arrivals)
    need, station = _places(scenario.needs), _places(scenario.stations)
    referrer = _places(referrers_of(scenario))
    return Sources(
        arrival=_ints(arrival[group.arrival] for group in groups),
        gemeente=_ints(gemeente[group.gemeente] for group in groups),
        need=_ints(need[group.need] for group in groups),
        referrer=_ints(referrer[group.referrer] for group in groups),
        entrance=_ints(station[item.enters] for item in spec),
        priority=_ints(item.priority for item in spec),
        legal_frame=_ints(LegalFrame[item.legal_frame.upper()] for item in spec),
        pgb=tuple(steps_of(pgb.of(group)) for group in groups),
        key=_ints(key_of("source", group.arrival, group.gemeente) for group in groups),
        reference_per_day=np.array(_references_per_day(scenario.root, groups)),
        log_growth_per_day=np.array([rate.log_growth_per_day for rate in rates]),
        growth_is_1_on_day=growth_day,
        start_per_day=np.array(
            [
                line.first * rate.season_mean * exp(-growth_day * rate.log_growth_per_day)
                for line, rate in zip(flat, rates, strict=True)
            ],
            dtype=np.float64,
        ),
        rate=tuple(steps_of(line * rate.season) for line, rate in zip(flat, rates, strict=True)),
    )


def _per_day(rate: Rate, scale: float) -> Timeline:
    """Arrivals a day of a source, season and the growth that the file begins with left out."""
    flat = rate.per_year.combined(
        Timeline.constant(scale), lambda per_year, scale: per_year * scale / DAYS_PER_YEAR
    )
    return flat if rate.growth_since == _ALWAYS_1 else flat * rate.growth_since


def _references_per_day(root: Root, groups: Iterable[Group]) -> list[float]:
    """The rate of one strip: the centre value in the root file (rule 4)."""
    shares = {name: shares_of_stream(spec, root) for name, spec in root.arrivals.items()}
    first = {name: stream_of(spec).first for name, spec in root.arrivals.items()}
    per_year = [first[group.arrival] * shares[group.arrival][group.gemeente] for group in groups]
    return [(each or 1.0) / DAYS_PER_YEAR for each in per_year]


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


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)
