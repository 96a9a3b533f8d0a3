"""The chain of a scenario on one day: who joins each station a year, and the ways between them.

All numbers follow from the traffic equations (`flows`): growth counts, season does not, and nobody
waits, drops out or is escalated. A simulation of the same day therefore differs.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ..checks.capacity import PoolOf, places_line
from ..errors import InputError
from ..in_force.effects import Effects, Kind
from ..scenario.schema import PlacesChange, Pool, Scenario, Station, Text
from ..traffic.flows import DAYS_PER_YEAR, arrivals_per_day, traffic

Part = Literal["gate", "home", "away", "beside"]

NOBODY = 5e-4
"""Flows a year up to here are rounding, not clients; the others are told to three decimals."""
UNLIMITED = 1e8


class _Drawn(BaseModel):
    model_config = ConfigDict(frozen=True)


class Stop(_Drawn):
    """A station: its part of the chain, who joins it a year, and its places.

    `from_outside_per_year` is who comes in new or comes back after an end. `places` is None where
    they are unlimited; `by_gemeente` says that each gemeente has its own. `gemeenten` names those
    that anybody comes from, where these are not all.
    """

    name: str
    title: Text | None
    part: Part
    starts_per_year: float
    from_outside_per_year: float
    pool: str
    places: int | None
    by_gemeente: bool
    gemeenten: tuple[str, ...] | None


class Way(_Drawn):
    """Clients a year who go from one station to another, or start there beside the first."""

    origin: str
    destination: str
    per_year: float
    beside: bool


class Chain(_Drawn):
    """All stations of a scenario and the ways between them on a day, the largest first."""

    title: Text
    at: dt.date
    gemeenten: int
    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]


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
    effects = Effects(scenario)
    number = (day - period.start).days
    sums = _Sums()
    for kind in effects.kinds:
        sums.add(effects, kind, number)
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
        stops=tuple(_stop(effects, name, sums, inside, number) for name in scenario.stations),
        ways=tuple(sorted(ways, key=lambda way: (-way.per_year, way.origin, way.destination))),
    )


class _Sums:
    """Flows a year, added up over the kinds of clients."""

    def __init__(self) -> None:
        self.starts: dict[tuple[str, str], float] = defaultdict(float)
        self.outside: dict[str, float] = defaultdict(float)
        self.ways: dict[tuple[str, str, bool], float] = defaultdict(float)

    def add(self, effects: Effects, kind: Kind, day: int) -> None:
        """Add the flows of one kind of client, by station and gemeente."""
        result = traffic(effects, kind, day)
        per_year = arrivals_per_day(effects, kind, day) * DAYS_PER_YEAR
        for at, name in enumerate(result.names):
            self.starts[name, kind.gemeente] += per_year * max(0.0, float(result.starts[at]))
            self.outside[name] += per_year * float(result.entering[at] + result.returning[at])
            for to, other in enumerate(result.names):
                self.ways[name, other, False] += per_year * float(result.moves[at, to])
                self.ways[name, other, True] += per_year * float(result.beside[at, to])


def _stop(effects: Effects, name: str, sums: _Sums, inside: list[str], day: int) -> Stop:
    station = effects.scenario.stations[name]
    by_gemeente = {here: sums.starts[name, here] for here in effects.scenario.gemeenten}
    starts = math.fsum(by_gemeente.values())
    come_from = tuple(here for here in inside if by_gemeente[here] > NOBODY)
    pool = effects.scenario.pools[station.pool] if station.pool else station
    return Stop(
        name=name,
        title=station.title,
        part=_part(station),
        starts_per_year=round(starts, 3),
        from_outside_per_year=round(sums.outside[name], 3),
        pool=station.pool or name,
        places=_places(effects, name, day),
        by_gemeente=pool.scope == "gemeente" and len(inside) > 1,
        gemeenten=come_from if 0 < len(come_from) < len(inside) else None,
    )


def _part(station: Station) -> Part:
    if station.group == "gate":
        return "gate"
    if station.group == "protection":
        return "beside"
    return "away" if station.away_from_home else "home"


def _places(effects: Effects, name: str, day: int) -> int | None:
    """Places that the station draws from on a day, those of all gemeenten together."""
    total, counted = 0, set()
    for kind in {kind.gemeente: kind for kind in effects.kinds}.values():
        pool = _pool_on(effects, name, kind, day)
        line = places_line(effects, pool, kind)
        if line is None or line.at(day) > UNLIMITED:
            return None
        if (pool.keys, pool.gemeente) not in counted:
            counted.add((pool.keys, pool.gemeente))
            total += int(line.at(day) + 1e-9)
    return total


def _pool_on(effects: Effects, name: str, kind: Kind, day: int) -> PoolOf:
    """The pool that a station draws from on a day, for clients of this kind."""
    scenario = effects.scenario
    pool, at = scenario.stations[name].pool, scenario.period.start + dt.timedelta(days=day)
    for placed in effects.on_places(kind.gemeente):
        spec = placed.intervention
        if isinstance(spec, PlacesChange) and spec.station == name and spec.moves_to_pool:
            has_begun = spec.begin is None or spec.begin <= at
            pool = spec.moves_to_pool if has_begun and not _is_over(spec, at) else pool
    where: Pool | Station = scenario.stations[name] if pool is None else scenario.pools[pool]
    keys = ("stations", name) if pool is None else ("pools", pool)
    return PoolOf(keys, where, kind.gemeente if where.scope == "gemeente" else None)


def _is_over(spec: PlacesChange, at: dt.date) -> bool:
    return spec.until is not None and spec.until <= at


__all__ = ["Chain", "Stop", "Way", "chain_of"]
