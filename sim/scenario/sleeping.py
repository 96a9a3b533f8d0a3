"""Stations that sleep: they count only once something reaches them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .schema import Change, Intervention, Pool, Routes, Station
from .sections import Sections

_LEAD_TO = ("to", "via", "relocate_to", "when_full")


@dataclass(frozen=True)
class Asleep:
    """What is left out: stations that nothing reaches, and pools that only these name."""

    stations: frozenset[str]
    pools: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """Stations and pools together, in order of their names."""
        return tuple(sorted(self.stations | self.pools))


def asleep_in(sections: Sections) -> Asleep:
    """The stations marked `sleeps` that no way leads to, and their pools."""
    stations = sections.stations
    sleepers = {name for name, station in stations.items() if station.sleeps}
    if not sleepers:
        return Asleep(frozenset(), frozenset())
    asleep = sleepers - _reached(sections)
    awake = [station for name, station in stations.items() if name not in asleep]
    used = {station.pool for station in awake} | {
        getattr(item, "moves_to_pool", None) for item in sections.interventions.values()
    }
    theirs = {stations[name].pool for name in asleep} - used
    return Asleep(frozenset(asleep), frozenset(name for name in theirs if name is not None))


def without(sections: Sections, asleep: Asleep) -> Sections:
    """The sections as if what is asleep were not written; the others are awake."""
    stations = {
        name: station.model_copy(update={"sleeps": False}) if station.sleeps else station
        for name, station in sections.stations.items()
        if name not in asleep.stations
    }
    pools = {name: pool for name, pool in sections.pools.items() if name not in asleep.pools}
    return sections.model_copy(update={"stations": stations, "pools": pools})


def _reached(sections: Sections) -> set[str]:
    """Every station on a way from an arrival, whatever its share, unless that is always 0."""
    ways = {name: set(_ways(item, sections.pools)) for name, item in sections.stations.items()}
    for spec in sections.interventions.values():
        for name in _subjects(spec, sections.stations):
            ways.setdefault(name, set()).update(_led_to(spec))
    reached: set[str] = set()
    ahead = {arrival.enters for arrival in sections.arrivals.values()}
    while ahead:
        name = ahead.pop()
        reached.add(name)
        ahead |= ways.get(name, set()) - reached
    return reached


def _ways(station: Station, pools: dict[str, Pool]) -> Iterator[str]:
    if station.next is not None:
        yield from _destinations(station.next)
    yield from (item.station for item in station.together if any(item.share.values))
    pool = pools.get(station.pool or "")
    others = [station.waiting.when_full, station.relocate_to, pool.relocate_to if pool else None]
    if any(station.waiting.escalates_per_week.values):
        others.append(station.waiting.escalates_to)
    yield from (name for name in others if name is not None)


def _destinations(rows: Routes) -> Iterator[str]:
    for row in (rows.default, *rows.needs.values()):
        if row is not None:
            yield from (name for name, share in row.shares.items() if any(share.values))
            yield from filter(None, (row.rest,))
    for local in rows.gemeenten.values():
        yield from _destinations(local)


def _subjects(spec: Intervention, stations: dict[str, Station]) -> list[str]:
    """The stations that an intervention is about; `from` is a station or a date."""
    named = [getattr(spec, key, None) for key in ("from_", "station")]
    pool = getattr(spec, "pool", None)
    if pool is not None:
        named += [name for name, item in stations.items() if item.pool == pool]
    return [name for name in named if isinstance(name, str)]


def _led_to(spec: Intervention) -> Iterator[str]:
    """Where an intervention may send clients, unless its share is always 0."""
    for part in (spec, getattr(spec, "together", None)):
        share = getattr(part, "share", None)
        if isinstance(share, Change) and not any(share.number.values):
            continue
        keys = _LEAD_TO if part is spec else ("station",)
        named = (getattr(part, key, None) for key in keys)
        yield from (name for name in named if isinstance(name, str))
