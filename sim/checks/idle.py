"""What does nothing in the company it stands in: refused, since its author means something.

Words that only name (titles, forms, profiles, norms) are no part of this, nor is what
says the same as its absence does. What an intervention may still bring about is not idle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from ..in_force.staffing import counts_staff, pool_named
from ..scenario.reading import Keys
from ..scenario.schema import (
    PRICES,
    Change,
    NextChange,
    Number,
    Placed,
    PlacesChange,
    Pool,
    Price,
    Scenario,
    Selected,
    Station,
    StayChange,
    WaitingChange,
)
from .findings import Findings

_LIST = (
    "drops_out_per_week",
    "escalates_per_week",
    "longer_stay_per_week",
    "limit",
    "when_full",
    "over_capacity",
)
"""What happens on a list, so to nobody where places have no end."""
_RELOCATION = ("relocate_to", "relocate_order")
_OF_STATION = ("per_day", "per_start", "per_waiting_day", "lump_sum_per_year")
_LEAVE_OUT = "leave it out"


@dataclass(frozen=True)
class _Idle:
    """A key that does nothing, why, and how it would do something."""

    keys: Keys
    rule: str
    way_out: str


def check_idle(findings: Findings) -> None:
    """Refuse keys that do nothing beside what else is said of the same thing."""
    company = _Company(findings.scenario)
    for name, pool in findings.scenario.pools.items():
        _refuse(findings, ("pools", name), pool, _of_places(company, name, pool))
        _refuse(findings, ("pools", name), pool, _of_pool(company, name, pool))
    for name, station in findings.scenario.stations.items():
        _refuse(findings, ("stations", name), station, _of_station(company, name, station))
    for placed in findings.scenario.interventions:
        spec = placed.intervention
        _refuse(findings, ("interventions", spec.id), spec, _of_intervention(company, placed))


def _refuse(findings: Findings, keys: Keys, spec: BaseModel, idle: Iterator[_Idle]) -> None:
    for item in idle:
        here, value = spec, getattr(spec, item.keys[0])
        for key in item.keys[1:]:
            here, value = value, getattr(value, key)
        if _says_something(here, item.keys[-1], value):
            rule = f"does nothing: {item.rule}"
            findings.error((*keys, *item.keys), _shown(value), rule, item.way_out)


def _says_something(spec: BaseModel, key: str, value: Any) -> bool:
    """Whether the value is another than that of a file without it."""
    default = type(spec).model_fields[key].default
    if isinstance(value, Number) and isinstance(default, Number):
        return {*value.values} != {*default.values}
    return bool(value != default)


def _shown(value: Any) -> Any:
    return value.first if isinstance(value, Number) else {} if isinstance(value, Change) else value


@dataclass(frozen=True)
class _Company:
    """What interventions say of things, and where places have an end."""

    scenario: Scenario

    @cached_property
    def changed(self) -> Mapping[tuple[type[Selected], Keys], frozenset[str]]:
        """The keys that interventions of a kind say of a station, or of a pool of that name."""
        result: dict[tuple[type[Selected], Keys], set[str]] = {}
        for placed in self.scenario.interventions:
            spec = placed.intervention
            keys = {key for key, value in spec if value is not None}
            for section, field in (("stations", "station"), ("pools", "pool")):
                name = getattr(spec, field, None)
                if name is not None:
                    result.setdefault((type(spec), (section, name)), set()).update(keys)
        return {about: frozenset(keys) for about, keys in result.items()}

    def changes(self, kind: type[Selected], about: Keys, *keys: str) -> bool:
        """Whether an intervention of this kind says one of these of a station or pool."""
        return not self.changed.get((kind, about), frozenset()).isdisjoint(keys)

    @cached_property
    def relocating(self) -> frozenset[str]:
        """Pools and stations whose places close by relocation, at first or by an intervention."""
        pools, stations = self.scenario.pools, self.scenario.stations
        holders: dict[str, Pool | Station] = {**pools, **stations}
        at_first = {name for name, spec in holders.items() if spec.closing == "relocate"}
        return frozenset(at_first | {name for name in map(_relocates, self._places) if name})

    @property
    def _places(self) -> list[PlacesChange]:
        each = [placed.intervention for placed in self.scenario.interventions]
        return [spec for spec in each if isinstance(spec, PlacesChange)]

    def is_endless(self, name: str) -> bool:
        """Whether a pool or station has unlimited places everywhere, for the whole period."""
        spec = pool_named(self.scenario, name)
        section = "pools" if name in self.scenario.pools else "stations"
        if spec.staff is not None or self.changes(PlacesChange, (section, name), "number"):
            return False
        each = spec.places.values() if isinstance(spec.places, dict) else (spec.places,)
        return all(places is None for places in each)

    def nobody_waits(self, name: str) -> bool:
        """Whether a station always has a place to start at; a ceiling may stop intake anywhere."""
        if self.scenario.money is not None and self.scenario.money.ceilings:
            return False
        pool = self.scenario.stations[name].pool or name
        moves = {
            spec.moves_to_pool for spec in self._places if spec.station == name
        } - {None}  # fmt: skip
        return self.is_endless(pool) and not moves

    def takes_no_time(self, name: str) -> bool:
        """Whether nobody is in a station longer than an instant."""
        station = self.scenario.stations[name]
        holds = station.holds_place or self.changes(NextChange, ("stations", name), "holds_place")
        return station.stay is None and not holds


def _relocates(spec: PlacesChange) -> str | None:
    return spec.pool or spec.station if spec.closing == "relocate" else None


# ---------------------------------------------------------------------------- pools and stations


def _of_places(company: _Company, name: str, spec: Pool | Station) -> Iterator[_Idle]:
    """What a pool, or a station with places of its own, says of how places go."""
    if company.is_endless(name):
        rule = "places here are unlimited and never go"
        for key in ("closing", *_RELOCATION):
            yield _Idle((key,), rule, f"give it places, or {_LEAVE_OUT}")
    elif name not in company.relocating:
        for key in _RELOCATION:
            yield _Idle((key,), "places here close on vacancy", "write closing: relocate")


def _of_pool(company: _Company, name: str, pool: Pool) -> Iterator[_Idle]:
    if not counts_staff(pool):
        way_out = f"say fte_per_place, or {_LEAVE_OUT}"
        yield _Idle(("productive_after_days",), "this pool counts places, and no staff", way_out)
    if company.is_endless(name):
        rule = "unlimited places have no number to pay or use a part of"
        for key in ("per_place_day", "efficiency"):
            yield _Idle((key,), rule, f"give it places, or {_LEAVE_OUT}")
    prices = ("per_place_day", "per_fte_year")
    is_paid = any(any(getattr(pool, key).values) for key in prices)
    if not (is_paid or company.changes(Price, ("pools", name), *prices)):
        yield _Idle(
            ("payer",), "nothing is paid for this pool", f"give it a price, or {_LEAVE_OUT}"
        )


def _of_station(company: _Company, name: str, station: Station) -> Iterator[_Idle]:
    waiting = station.waiting
    if station.pool is None:
        yield from _of_places(company, name, station)
    if company.nobody_waits(name):
        for key in _LIST:
            yield _Idle(("waiting", key), "places here are unlimited, so nobody waits", _LEAVE_OUT)
        rule = "places here are unlimited, so nobody waits"
        yield _Idle(("cost", "per_waiting_day"), rule, _LEAVE_OUT)
        return
    if waiting.limit is None and not company.changes(WaitingChange, ("stations", name), "limit"):
        yield _Idle(("waiting", "when_full"), "the list has no limit", "say limit, or leave it out")
    rises = company.changes(WaitingChange, ("stations", name), "escalates_per_week")
    if not (any(waiting.escalates_per_week.values) or rises):
        way_out = f"say escalates_per_week, or {_LEAVE_OUT}"
        yield _Idle(("waiting", "escalates_to"), "nobody escalates from here", way_out)
    yield from _of_care(company, name, station)


def _of_care(company: _Company, name: str, station: Station) -> Iterator[_Idle]:
    if company.takes_no_time(name):
        rule, way_out = "there is no stay, so care takes no time", f"say stay, or {_LEAVE_OUT}"
        for keys in (("waiting", "longer_stay_per_week"), ("cost", "per_day")):
            yield _Idle(keys, rule, way_out)
    continues = company.changes(StayChange, ("stations", name), "at_18")
    goes_on = any(station.at_18.continues.values) or continues
    if not goes_on:
        way_out = f"say continues, or {_LEAVE_OUT}"
        yield _Idle(("at_18", "end_age"), "nobody goes on after 18", way_out)
    is_paid = any(any(getattr(station.cost, key).values) for key in _OF_STATION)
    if not (is_paid or company.changes(Price, ("stations", name), *PRICES, "lump_sum_per_year")):
        rule = "nothing is paid at this station"
        yield _Idle(("cost", "payer"), rule, f"give it a price, or {_LEAVE_OUT}")


# ---------------------------------------------------------------------------- interventions


def _of_intervention(company: _Company, placed: Placed) -> Iterator[_Idle]:
    spec = placed.intervention
    match spec:
        case PlacesChange():
            name = spec.pool or spec.station or ""
            if spec.moves_to_pool is None and name not in company.relocating:
                for key in _RELOCATION:
                    yield _Idle((key,), "places here close on vacancy", "write closing: relocate")
        case NextChange():
            if spec.to is None:
                rule, way_out = "no share goes anywhere by it", f"say to and share, or {_LEAVE_OUT}"
                yield _Idle(("taken_from",), rule, way_out)
        case StayChange():
            if company.scenario.stations[spec.station].stay is None:
                yield _Idle(("factor",), "there is no stay", "say stay in the station first")
        case WaitingChange():
            yield from _of_waiting(company, spec)
        case Price():
            yield from _of_price(company, spec)
        case _:
            pass


def _of_waiting(company: _Company, spec: WaitingChange) -> Iterator[_Idle]:
    station = company.scenario.stations[spec.station]
    if company.nobody_waits(spec.station):
        for key in (*_LIST, "deterred"):
            yield _Idle((key,), "places there are unlimited, so nobody waits", _LEAVE_OUT)
        return
    limited = company.changes(WaitingChange, ("stations", spec.station), "limit")
    if station.waiting.limit is None and not limited:
        yield _Idle(("when_full",), "the list has no limit", f"say limit, or {_LEAVE_OUT}")
    if company.takes_no_time(spec.station):
        rule = "there is no stay, so care takes no time"
        yield _Idle(("longer_stay_per_week",), rule, "say stay in the station first")


def _of_price(company: _Company, spec: Price) -> Iterator[_Idle]:
    if spec.pool is not None and company.is_endless(spec.pool):
        way_out = f"give it places, or {_LEAVE_OUT}"
        yield _Idle(("per_place_day",), "unlimited places have no number to pay", way_out)
    if spec.station is None:
        return
    if company.nobody_waits(spec.station):
        yield _Idle(("per_waiting_day",), "places there are unlimited, so nobody waits", _LEAVE_OUT)
    if company.takes_no_time(spec.station):
        rule, way_out = "there is no stay, so care takes no time", "say stay in the station first"
        yield _Idle(("per_day",), rule, way_out)
