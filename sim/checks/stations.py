"""Stations and pools: what must stand together and what may not."""

from __future__ import annotations

from ..errors import Dutch
from ..scenario.reading import Keys
from ..scenario.schema import PlacesChange, Pool, Price, Scenario, Station
from .findings import Findings
from .numbers import rows_in


def check_stations(findings: Findings) -> None:
    """Refuse seconds with routes, escalation to nowhere, relocation to nowhere, and the like."""
    scenario = findings.scenario
    for name, station in scenario.stations.items():
        keys = ("stations", name)
        _check_waiting(findings, keys, name, station)
        _check_seconds(findings, keys, name, station)
        _check_closing(findings, keys, station)
        _check_pool_of_others(findings, keys, station)
        if any(station.at_18.continues.values) and station.at_18.end_age <= 18:
            rule = "who continues after 18 has an end age above 18"
            findings.error((*keys, "at_18", "end_age"), station.at_18.end_age, rule, "raise it")
        if station.pool is None and name in scenario.pools:
            rule = "has places of its own and the name of a pool"
            findings.error(keys, {}, rule, f"write pool: {name}, or rename one of the two")
    used = _pools_in_use(scenario)
    for name, pool in scenario.pools.items():
        _check_closing(findings, ("pools", name), pool)
        if name not in used:
            _check_orphan(findings, name, pool)


def _check_orphan(findings: Findings, name: str, pool: Pool) -> None:
    """A pool without stations: its places would be paid for by gemeenten that they are not for."""
    keys, rule = ("pools", name), "no station draws from this pool"
    priced = [placed.intervention for placed in findings.scenario.interventions]
    for field in ("per_place_day", "per_fte_year"):
        prices = [
            getattr(spec, field).number
            for spec in priced
            if isinstance(spec, Price) and spec.pool == name and getattr(spec, field) is not None
        ]
        if any(any(number.values) for number in (getattr(pool, field), *prices)):
            what = "its places cost" if field == "per_place_day" else "its staff costs"
            rule += f", and {what} money: nobody would know whom they are for"
            way_out = f"let a station draw from it, or set pools.{name}.{field} to 0"
            findings.error(keys, {}, rule, way_out)
            return
    findings.warn(keys, {}, rule, nl=Dutch("geen station gebruikt plekken van deze pool"))


def _pools_in_use(scenario: Scenario) -> set[str | None]:
    used: set[str | None] = {station.pool for station in scenario.stations.values()}
    return used | {
        getattr(placed.intervention, "moves_to_pool", None) for placed in scenario.interventions
    }


def _check_waiting(findings: Findings, keys: Keys, name: str, station: Station) -> None:
    waiting = station.waiting
    here = (*keys, "waiting")
    rate = waiting.escalates_per_week
    if waiting.escalates_to is None and any(rate.values):
        rule = "who escalates goes somewhere, and escalates_to is not said"
        findings.error((*here, "escalates_per_week"), rate.values[-1], rule, "add escalates_to")
    for field in ("escalates_to", "when_full"):
        if getattr(waiting, field) == name:
            findings.error((*here, field), name, "leads to itself", "name another station")


def _check_closing(findings: Findings, keys: Keys, spec: Pool | Station) -> None:
    if spec.closing == "relocate" and spec.relocate_to is None:
        rule = "closing by relocation says where the clients go"
        findings.error((*keys, "closing"), spec.closing, rule, "add relocate_to: <station>")
    check_relocation(findings, keys, keys[-1], spec.relocate_to)


def check_relocation(findings: Findings, keys: Keys, pool: str, to: str | None) -> None:
    """Refuse relocation from a pool (or a station's own places) to the very same places."""
    if to is None or _pools_of(findings.scenario, to) != {pool}:
        return
    rule = "is what closes" if to == pool else f"draws its places from {pool}, which closes"
    findings.error((*keys, "relocate_to"), to, rule, "name a station with other places")


def _pools_of(scenario: Scenario, name: str) -> set[str]:
    """The pools that a station ever draws from; its own places have its own name."""
    moves = {
        placed.intervention.moves_to_pool
        for placed in scenario.interventions
        if isinstance(placed.intervention, PlacesChange) and placed.intervention.station == name
    }
    return {scenario.stations[name].pool or name} | {pool for pool in moves if pool is not None}


def _check_pool_of_others(findings: Findings, keys: Keys, station: Station) -> None:
    """Refuse what a station says of places that are those of a pool: the pool says it."""
    if station.pool is None:
        return
    for field in ("scope", "closing", "relocate_to", "relocate_order"):
        if field in station.model_fields_set:
            rule = f"is said of places, and these are of the pool {station.pool}"
            way_out = f"say it in pools.{station.pool}"
            findings.error((*keys, field), getattr(station, field), rule, way_out)


def _check_seconds(findings: Findings, keys: Keys, name: str, station: Station) -> None:
    for at, second in enumerate(station.together):
        here = (*keys, "together", str(at), "station")
        if second.station == name:
            findings.error(here, name, "starts itself", "name another station")
    if station.group == "protection":
        _check_protection(findings, name)


def _check_protection(findings: Findings, name: str) -> None:
    """Protection and probation are always seconds (rule 17)."""
    scenario = findings.scenario
    for arrival, spec in scenario.arrivals.items():
        if spec.enters == name:
            rule = "protection always runs beside help and is no entrance"
            way_out = f"let them enter help that has together: {{station: {name}, ...}}"
            findings.error(("arrivals", arrival, "enters"), name, rule, way_out)
    for other, station in scenario.stations.items():
        for row in rows_in(station.next):
            if name in getattr(row, "shares", {}) or getattr(row, "rest", None) == name:
                rule = f"leads to {name}; protection always runs beside help"
                way_out = f"use together: {{station: {name}, ...}}"
                findings.error(("stations", other, "next"), {}, rule, way_out)
