"""The chain of a scenario on one day: who joins each station a year, and the ways between them.

All numbers follow from the traffic equations (`flows`): growth counts, season does not, and nobody
waits, drops out or is escalated. A simulation of the same day therefore differs.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from typing import Annotated, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from ..errors import InputError
from ..in_force import InForce
from ..in_force.ceilings import may_be_stopped
from ..in_force.rates import DAYS_PER_YEAR
from ..scenario.schema import Scenario, Station, Text
from ..traffic.equations import Floats, Flows, cells_of
from ..traffic.flows import Traffic

Part = Literal["gate", "home", "away", "beside"]

NOBODY = 5e-4
"""Flows a year up to here are rounding, not clients; the others are told to three decimals."""


PerYear = Annotated[float, Field(ge=0, le=1e12)]


class _Drawn(BaseModel):
    """Strict, since a chain is read back from the manifest of results."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Stop(_Drawn):
    """A station: its part of the chain, who joins it a year, and its places.

    `from_outside_per_year` is who comes in new or comes back after an end. `places` is None where
    they are unlimited; `by_gemeente` says that each gemeente has its own. `gemeenten` names those
    that anybody comes from, where these are not all. `seen_weeks` is the wait at which what reacts
    to this list is shown; None where nothing does. `follows`: its places react to it. `lists`: how
    many providers with a list of their own stand behind it, at most. `may_stop`: a ceiling on money
    may stop who would start.
    """

    name: str
    title: Text | None
    part: Part
    starts_per_year: PerYear
    from_outside_per_year: PerYear
    pool: str
    places: Annotated[int, Field(ge=0, le=10**9)] | None
    by_gemeente: bool
    gemeenten: tuple[str, ...] | None
    seen_weeks: Annotated[float, Field(ge=0, le=52)] | None = None
    follows: bool = False
    lists: Annotated[int, Field(ge=1, le=1000)] = 1
    may_stop: bool = False


class Way(_Drawn):
    """Clients a year who go from one station to another, or start there beside the first."""

    origin: str
    destination: str
    per_year: PerYear
    beside: bool


class Chain(_Drawn):
    """All stations of a scenario and the ways between them on a day, the largest first."""

    title: Text
    at: dt.date
    gemeenten: Annotated[int, Field(ge=0, le=10**9)]
    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]

    @model_validator(mode="after")
    def _ways_between_stops(self) -> Chain:
        names = {stop.name for stop in self.stops}
        for way in self.ways:
            if not {way.origin, way.destination} <= names:
                rule = f"names a way from {way.origin} to {way.destination}, which are no stops"
                raise PydanticCustomError("doorstroom", "{rule}", {"rule": rule})
        return self


def chain_of(scenario: Scenario, at: dt.date | None = None) -> Chain:
    """The chain on a day, by default the first that is reported.

    Raises InputError for a day outside the period.
    """
    period = scenario.period
    day = period.report_from if at is None else at
    if not period.start <= day < period.end:
        raise InputError(
            f"the chain of {scenario.name} is asked for {day}, which is outside its period; name a "
            f"day from {period.start} to {period.end - dt.timedelta(days=1)}"
        )
    traffic, number = Traffic(InForce(scenario)), (day - period.start).days
    sums = _Sums(traffic, number)
    ways = [
        Way(origin=origin, destination=to, per_year=round(per_year, 3), beside=beside)
        for (origin, to, beside), per_year in sums.ways.items()
        if per_year > NOBODY
    ]
    inside = [name for name, item in scenario.gemeenten.items() if not item.outside]
    return Chain(
        title=scenario.title,
        at=day,
        gemeenten=len(inside),
        stops=tuple(_stop(traffic, name, sums, number) for name in scenario.stations),
        ways=tuple(sorted(ways, key=lambda way: (-way.per_year, way.origin, way.destination))),
    )


class _Sums:
    """Flows a year, added up over the groups of clients."""

    def __init__(self, traffic: Traffic, day: int) -> None:
        strands, per_day = traffic.strands, traffic.arrivals_per_day(day)
        self.starts: dict[tuple[str, str], float] = defaultdict(float)
        self.outside: dict[str, float] = defaultdict(float)
        self.ways: dict[tuple[str, str, bool], float] = defaultdict(float)
        starts = traffic.starts_per_day(day) * DAYS_PER_YEAR
        for group, of_group in zip(traffic.in_force.groups, starts, strict=True):
            for name, per_year in zip(strands.stations, of_group.tolist(), strict=True):
                self.starts[name, group.gemeente] += per_year
        arrivals = np.zeros(len(strands))
        np.add.at(arrivals, strands.of_group, per_day * DAYS_PER_YEAR)
        for flows in traffic.flows(day):
            self._add(strands.stations, flows, arrivals[flows.strands])

    def _add(self, stations: tuple[str, ...], flows: Flows, arrivals: Floats) -> None:
        outside = arrivals @ (flows.entering + flows.returning)
        for name, per_year in zip(stations, outside.tolist(), strict=True):
            self.outside[name] += per_year
        for parts, is_beside in ((flows.moves, False), (flows.beside, True)):
            for part, per_year in zip(parts, arrivals.tolist(), strict=True):
                for at, to, share in cells_of(part):
                    self.ways[stations[at], stations[to], is_beside] += per_year * share


def _stop(traffic: Traffic, name: str, sums: _Sums, day: int) -> Stop:
    scenario = traffic.in_force.scenario
    station = scenario.stations[name]
    inside = [here for here, item in scenario.gemeenten.items() if not item.outside]
    by_gemeente = {here: sums.starts[name, here] for here in scenario.gemeenten}
    come_from = tuple(here for here in inside if by_gemeente[here] > NOBODY)
    pool = scenario.pools[station.pool] if station.pool else station
    return Stop(
        name=name,
        title=station.title,
        part=_part(station),
        starts_per_year=round(math.fsum(by_gemeente.values()), 3),
        from_outside_per_year=round(sums.outside[name], 3),
        pool=station.pool or name,
        places=_places(traffic.in_force, name, day),
        by_gemeente=pool.scope == "gemeente" and len(inside) > 1,
        gemeenten=come_from if 0 < len(come_from) < len(inside) else None,
        seen_weeks=_seen_weeks(traffic.in_force, name),
        follows=getattr(pool, "follows", None) is not None,
        lists=1 if (lists := getattr(pool, "lists", None)) is None else lists.number,
        may_stop=may_be_stopped(traffic.in_force, name),
    )


def _seen_weeks(in_force: InForce, name: str) -> float | None:
    reactions = in_force.reactions
    return reactions.reference_weeks(name) if name in reactions.watched else None


def _part(station: Station) -> Part:
    if station.group == "gate":
        return "gate"
    if station.group == "protection":
        return "beside"
    return "away" if station.away_from_home else "home"


def _places(in_force: InForce, name: str, day: int) -> int | None:
    """Places that the station draws from on a day, those of all gemeenten together."""
    gemeenten = dict.fromkeys(group.gemeente for group in in_force.groups)
    pools = {in_force.membership(name, gemeente).at(day) for gemeente in gemeenten}
    places = [in_force.pool(pool.base, pool.gemeente).given.at(day) for pool in pools]
    return int(sum(places)) if all(map(math.isfinite, places)) else None


__all__ = ["Chain", "Stop", "Way", "chain_of"]
