"""Where clients can come, and how many would, by simple traffic equations without waiting."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..in_force.effects import ONE, ZERO, Effects, Kind, row_of, share_of
from ..in_force.timelines import Timeline, in_force
from ..scenario.reading import Keys
from ..scenario.schema import (
    Divert,
    Gemeente,
    NextChange,
    Placed,
    Scenario,
    Station,
    Stay,
    WaitingChange,
)

Row = dict[str, float]

DAYS_PER_YEAR = 365.25
GROWTH_IS_1 = dt.date(2021, 7, 1)
YEARS_BEFORE = 25
"""Years over which clients walk in before a filled start (rule 23)."""
MOST_EXPONENT = 600.0
"""Growth is followed until exp of this: beyond it lies no number."""


@dataclass(frozen=True)
class Edge:
    """A way that a client may go from one station to another, and why."""

    to: str
    why: str


def edges_from(effects: Effects, name: str, kind: Kind) -> Iterator[Edge]:
    """Every way on from a station for this kind of client, on any day of the period."""
    station = effects.scenario.stations[name]
    for destination in _ever_in_row(effects, name, kind):
        yield Edge(destination, "next")
    for at, second in enumerate(station.together):
        if second.needs is None or kind.need in second.needs:
            keys: Keys = ("stations", name, "together", str(at), "share")
            if _ever(effects.line(second.share, keys, kind)):
                yield Edge(second.station, "together")
    waiting: Keys = ("stations", name, "waiting", "escalates_per_week")
    escalates = effects.line(station.waiting.escalates_per_week, waiting, kind)
    if station.waiting.escalates_to is not None and _ever(escalates):
        yield Edge(station.waiting.escalates_to, "escalates_to")
    if station.waiting.when_full is not None:
        yield Edge(station.waiting.when_full, "when_full")
    for to in _relocations(effects.scenario, station):
        yield Edge(to, "relocate_to")
    for placed in (*effects.concerning(kind), *effects.relocations(kind.gemeente)):
        yield from _ways_of(effects, placed, name)


def _ways_of(effects: Effects, placed: Placed, name: str) -> Iterator[Edge]:
    spec = placed.intervention
    if isinstance(spec, WaitingChange) and spec.station == name and spec.when_full is not None:
        yield Edge(spec.when_full, "when_full")
    if isinstance(spec, Divert) and spec.from_ == name and any(spec.share.number.values):
        yield Edge(spec.to, "divert")
    relocates_to = getattr(spec, "relocate_to", None)
    if relocates_to is not None:
        pool = getattr(spec, "pool", None)
        is_in_pool = pool is not None and pool == effects.scenario.stations[name].pool
        if is_in_pool or name == getattr(spec, "station", None):
            yield Edge(relocates_to, "relocate_to")


def _relocations(scenario: Scenario, station: Station) -> Iterator[str]:
    spec = station if station.pool is None else scenario.pools[station.pool]
    if spec.relocate_to is not None:
        yield spec.relocate_to


def _ever(line: Timeline) -> bool:
    return any(value > 0 for value in line.values)


def _ever_in_row(effects: Effects, name: str, kind: Kind) -> Iterator[str]:
    result = row_of(effects.scenario.stations[name].next, kind)
    row = None if result is None else result[1]
    place = ("stations", name, "next", *(("default",) if result is None else result[0]), "shares")
    names = [] if row is None else [*row.shares, *([row.rest] if row.rest else [])]
    changed = [
        item.intervention.to
        for item in effects.concerning(kind)
        if isinstance(item.intervention, NextChange) and item.intervention.station == name
    ]
    for destination in dict.fromkeys([*names, *changed]):
        if destination in effects.scenario.stations:
            share = share_of(row, destination, effects.scenario.period)
            if _ever(effects.line(share, (*place, destination), kind)):
                yield destination


def unlike(effects: Effects) -> list[Kind]:
    """One kind of client for each way through the stations."""
    return effects.once("unlike", lambda: _unlike(effects))


def _unlike(effects: Effects) -> list[Kind]:
    arrivals = effects.scenario.arrivals
    ways: dict[object, Kind] = {}
    for kind in effects.kinds:
        ways.setdefault((arrivals[kind.arrival].enters, effects.likeness(kind)), kind)
    return list(ways.values())


def reached(effects: Effects, kind: Kind) -> frozenset[str]:
    """Every station that this kind of client may come to."""
    entrance = effects.scenario.arrivals[kind.arrival].enters
    key = ("reached", entrance, effects.likeness(kind))
    return effects.once(key, lambda: frozenset(_reached(effects, kind, entrance)))


def _reached(effects: Effects, kind: Kind, entrance: str) -> set[str]:
    result: set[str] = set()
    open_ends = [entrance]
    while open_ends:
        name = open_ends.pop()
        if name not in result:
            result.add(name)
            open_ends += [edge.to for edge in edges_from(effects, name, kind)]
    return result


# ---------------------------------------------------------------------------- rows of a day


def row_in_file(effects: Effects, name: str, kind: Kind, day: int) -> Row:
    """The shares of a station's row on a day as its section says them; no row: all go out."""
    result = row_of(effects.scenario.stations[name].next, kind)
    if result is None:
        return {"out": 1.0}
    period, spec = effects.scenario.period, result[1]
    shares: Row = {to: in_force(item, [], period).at(day) for to, item in spec.shares.items()}
    if spec.rest is not None:
        left = max(0.0, 1.0 - math.fsum(shares.values()))
        shares[spec.rest] = shares.get(spec.rest, 0.0) + left
    return shares


def row_on(effects: Effects, name: str, kind: Kind, day: int) -> Row:
    """The shares of a station's row on a day, `next` interventions counted in proportion."""
    result = row_of(effects.scenario.stations[name].next, kind)
    shares, period = row_in_file(effects, name, kind, day), effects.scenario.period
    place: Keys = ("stations", name, "next", *(result[0] if result else ("default",)), "shares")
    wanted = {
        item.intervention.to: item.intervention.taken_from
        for item in effects.concerning(kind)
        if isinstance(item.intervention, NextChange)
        and item.intervention.station == name
        and item.intervention.to is not None
    }
    for to, giver in wanted.items():
        row = None if result is None else result[1]
        now = effects.line(share_of(row, to, period), (*place, to), kind).at(day)
        shares = _given(shares, to, now, giver)
    return shares


def _given(shares: Row, to: str, share: float, giver: str) -> Row:
    gain = share - shares.get(to, 0.0)
    givers = [giver] if giver != "proportional" else [name for name in shares if name != to]
    total = math.fsum(shares.get(name, 0.0) for name in givers)
    left = {
        name: max(0.0, spec - gain * (spec / total if total > 0 else 0.0))
        for name, spec in shares.items()
        if name in givers
    }
    row = {**shares, **left, to: share}
    if total <= 0 and giver == "proportional":  # with no other destination the rest goes out
        row["out"] = max(0.0, row.get("out", 0.0) - gain)
    return row


def joined_instead(effects: Effects, name: str, kind: Kind, day: int) -> Row:
    """Which stations they join who are about to join `name`: diverts that apply always."""
    left, row = 1.0, Row()
    for placed in effects.concerning(kind):
        spec = placed.intervention
        if isinstance(spec, Divert) and spec.from_ == name and spec.when == "always":
            keys: Keys = ("interventions", spec.id, "share")
            moved = left * min(1.0, effects.line(ZERO, keys, kind).at(day))
            row[spec.to] = row.get(spec.to, 0.0) + moved
            left -= moved
    return {**row, name: row.get(name, 0.0) + left}


# ---------------------------------------------------------------------------- traffic


def arrivals_per_day(effects: Effects, kind: Kind, day: int) -> float:
    """Arrivals of this kind on a day, growth counted and season left out."""
    scenario = effects.scenario
    spec = scenario.arrivals[kind.arrival]
    here = scenario.gemeenten[kind.gemeente]
    grown = (scenario.period.start - GROWTH_IS_1).days + day
    exponent = math.log1p(spec.growth_per_year.first) * grown / DAYS_PER_YEAR
    growth = math.exp(min(exponent, MOST_EXPONENT))
    if spec.per_1000_youth is not None:
        keys: Keys = ("arrivals", kind.arrival, "per_1000_youth")
        youth = _on(effects, here, "youth", day) * _on(effects, here, "use", day)
        rate = effects.line(spec.per_1000_youth, keys, kind).at(day) * youth / 1000
    else:
        assert spec.per_year is not None
        rate = effects.line(spec.per_year, ("arrivals", kind.arrival, "per_year"), kind).at(day)
        total, count = effects.once(("youth", kind.arrival), lambda: _youth_of(effects, kind))
        rate *= here.youth.first / total if total else 1 / count
    return max(0.0, rate) * growth / DAYS_PER_YEAR


def _youth_of(effects: Effects, kind: Kind) -> tuple[float, int]:
    """The youth that an arrival per year comes from, and in how many gemeenten they live."""
    together = [item.gemeente for item in effects.kinds if item.arrival == kind.arrival]
    youth_of = {name: effects.scenario.gemeenten[name].youth.first for name in together}
    return math.fsum(youth_of.values()), len(together)


def _on(effects: Effects, gemeente: Gemeente, field: str, day: int) -> float:
    return in_force(getattr(gemeente, field), [], effects.scenario.period).at(day)


@dataclass(frozen=True)
class Traffic:
    """Flows of one kind of client per arrival, if nobody waited; rows and columns are `names`.

    `joins` is who joins each station along the main way, `starts` counts second trajectories too.
    `moves` is who goes on from one station to another, `beside` who starts a second trajectory
    there, both after diverts; `entering` is who comes in from outside, and `returning` who comes
    back to the entrance after an end.
    """

    names: tuple[str, ...]
    joins: np.ndarray
    starts: np.ndarray
    moves: np.ndarray
    beside: np.ndarray
    entering: np.ndarray
    returning: np.ndarray


def traffic(effects: Effects, kind: Kind, day: int) -> Traffic:
    """The flows per arrival of this kind on a day, worked out once for kinds that are alike."""
    entrance = effects.scenario.arrivals[kind.arrival].enters
    key = ("traffic", entrance, effects.likeness(kind), day)
    return effects.once(key, lambda: _traffic(effects, kind, day))


def starts_per_day(effects: Effects, kind: Kind, day: int) -> dict[str, float]:
    """How many of this kind would join each station a day, if nobody waited or dropped out."""
    result = traffic(effects, kind, day)
    arrivals = arrivals_per_day(effects, kind, day)
    starts = dict(zip(result.names, result.starts, strict=True))
    return {name: arrivals * max(0.0, float(each)) for name, each in starts.items()}


def _traffic(effects: Effects, kind: Kind, day: int) -> Traffic:
    names = sorted(reached(effects, kind))
    index = {name: at for at, name in enumerate(names)}
    onward, diverted, beside = np.zeros((3, len(names), len(names)))
    returns = np.zeros(len(names))
    for name, at in index.items():
        row = row_on(effects, name, kind, day)
        for to, share in joined_instead(effects, name, kind, day).items():
            if to in index:
                diverted[at, index[to]] += share
        for to, share in row.items():
            if to in index:
                onward[at, index[to]] += share
        leaves = row.get("out", 0.0) + row.get("early", 0.0)
        returns[at] = leaves * _returns(effects, name, kind, day)
        for to, share in _seconds(effects, name, kind, day):
            if to in index:
                beside[at, index[to]] += share
    first = np.zeros(len(names))
    first[index[effects.scenario.arrivals[kind.arrival].enters]] = 1.0
    again = onward + np.outer(returns, first)
    flow = np.linalg.lstsq(np.eye(len(names)) - (again @ diverted).T, diverted.T @ first)[0]
    seconds = flow[:, None] * (beside @ diverted)
    return Traffic(
        names=tuple(names),
        joins=flow,
        starts=flow + seconds.sum(axis=0),
        moves=flow[:, None] * (onward @ diverted),
        beside=seconds,
        entering=diverted.T @ first,
        returning=(flow @ returns) * (diverted.T @ first),
    )


def _returns(effects: Effects, name: str, kind: Kind, day: int) -> float:
    result = row_of(effects.scenario.stations[name].returns, kind)
    if result is None:
        return 0.0
    keys: Keys = ("stations", name, "returns", *result[0], "share")
    return min(0.99, effects.line(result[1].share, keys, kind).at(day))


def _seconds(effects: Effects, name: str, kind: Kind, day: int) -> Iterator[tuple[str, float]]:
    for at, second in enumerate(effects.scenario.stations[name].together):
        if second.needs is None or kind.need in second.needs:
            keys: Keys = ("stations", name, "together", str(at), "share")
            yield second.station, effects.line(second.share, keys, kind).at(day)


def mean_stay_days(effects: Effects, name: str, kind: Kind, day: int) -> float:
    """The mean stay, cut at 18 or a later end age; ages are taken in the middle of their class."""
    key = ("stay", name, effects.likeness(kind), day)
    return effects.once(key, lambda: _mean_stay_days(effects, name, kind, day))


def _mean_stay_days(effects: Effects, name: str, kind: Kind, day: int) -> float:
    scenario = effects.scenario
    station = scenario.stations[name]
    result = row_of(station.stay, kind)
    if result is None:
        return 0.0
    stay: Stay = result[1]
    mean = stay.mean * effects.line(ONE, ("stations", name, "stay"), kind).at(day)
    ages = scenario.needs[kind.need].age
    if mean <= 0 or not ages:
        return mean
    keys: Keys = ("stations", name, "at_18", "continues")
    goes_on = effects.line(station.at_18.continues, keys, kind).at(day)
    cut = 0.0
    for years, share in ages.items():
        age = math.fsum(float(bound) for bound in years.split("-")) / 2 + 0.5
        for end, part in ((18.0, 1 - goes_on), (station.at_18.end_age, goes_on)):
            left = max(0.1, end - age) * DAYS_PER_YEAR
            cut += share.first * part * _mean_until(stay, mean, left)
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
