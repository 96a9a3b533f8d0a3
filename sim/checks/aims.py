"""Which pools an intervention on places or their prices is about, gemeente by gemeente."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Dutch
from ..in_force import PoolInstance, Words
from ..in_force.changes import begins_on
from ..scenario.schema import Placed, PlacesChange, Price, Selected
from ..scenario.wording import listed
from .findings import Findings

_OF_POOLS = ("per_place_day", "per_fte_year")
"""Prices of places, so of a pool: other prices are those of a station."""


def pools_instead(findings: Findings, placed: Placed, station: str) -> tuple[str, str]:
    """From which pools a station draws while an intervention holds, and what to write instead.

    The station has a pool; in some gemeenten it may have moved to another by then.
    """
    by_pool: dict[str, list[str]] = {}
    none_there = []
    gemeenten = _gemeenten(findings, placed.intervention)
    for gemeente in gemeenten:
        pools = _while_it_holds(findings, placed, findings.in_force.membership(station, gemeente))
        with_places = [pool for pool in pools if _ever_has_places(findings, pool)]
        for pool in with_places:
            by_pool.setdefault(pool.base, []).append(gemeente)
        if not with_places:
            none_there.append(gemeente)
    if not by_pool:
        by_pool = {findings.scenario.stations[station].pool or station: gemeenten}
    elif len(by_pool) > 1 or none_there:
        parts = [f"{name} in {listed(places)}" for name, places in by_pool.items()]
        rule = "the pool " + " and ".join(parts)
        rule += f", and has no places in {listed(none_there)}" if none_there else ""
        return rule, _each(list(by_pool))
    only = next(iter(by_pool))
    return f"the pool {only}", f"write pool: {only}"


def _each(names: list[str]) -> str:
    if len(names) == 1:
        return f"write pool: {names[0]}"
    return "write an intervention for each: " + " and ".join(f"pool: {name}" for name in names)


def _gemeenten(findings: Findings, spec: Selected) -> list[str]:
    return [*(findings.scenario.gemeenten if spec.gemeenten is None else spec.gemeenten)]


def _while_it_holds(
    findings: Findings, placed: Placed, pools: Words[PoolInstance]
) -> list[PoolInstance]:
    """The pools on the days on which an intervention holds, within the period."""
    period, until = findings.scenario.period, placed.intervention.until
    first = max(((begins_on(placed) or period.start) - period.start).days, 0)
    end = (min(until or period.end, period.end) - period.start).days
    days = [first, *(day for day in pools.days if first < day < end)]
    return list(dict.fromkeys(pools.at(day) for day in days))


def _ever_has_places(findings: Findings, pool: PoolInstance) -> bool:
    return max(findings.in_force.pool(pool.base, pool.gemeente).given.values) > 0


def check_aims(findings: Findings) -> None:
    """Warn of interventions on places that nobody of a gemeente is helped at by then.

    Those that concern nobody at all are told elsewhere.
    """
    for placed in findings.scenario.interventions:
        if _is_on_places(placed.intervention) and findings.in_force.reach(placed).any():
            left_out = list(_where_nobody_comes(findings, placed))
            if left_out:
                _warn_of_nobody(findings, placed, left_out)


def _is_on_places(spec: Selected) -> bool:
    if isinstance(spec, Price):
        return any(getattr(spec, field) is not None for field in _OF_POOLS)
    return isinstance(spec, PlacesChange) and spec.moves_to_pool is None


def _where_nobody_comes(findings: Findings, placed: Placed) -> Iterator[str]:
    """The gemeenten that are named, none of whose clients draw from these places while it holds."""
    spec = placed.intervention
    assert isinstance(spec, PlacesChange | Price)
    base = spec.pool or spec.station or ""
    for gemeente in spec.gemeenten or ():
        groups = [group for group in findings.in_force.groups if group.gemeente == gemeente]
        reached = {name for group in groups for name in findings.traffic.reached(group)}
        lines = (findings.in_force.membership(name, gemeente) for name in reached)
        pools = (pool for line in lines for pool in _while_it_holds(findings, placed, line))
        if base not in {pool.base for pool in pools}:
            yield gemeente


def _warn_of_nobody(findings: Findings, placed: Placed, gemeenten: list[str]) -> None:
    spec = placed.intervention
    assert isinstance(spec, PlacesChange | Price)
    base = spec.pool or spec.station or ""
    instead = {
        name: pools
        for name, station in findings.scenario.stations.items()
        if base in (name, station.pool)
        and (pools := _others(findings, placed, name, gemeenten, base))
    }
    parts = [f"{name} draws from {listed(pools)} there by then" for name, pools in instead.items()]
    delen = [
        f"{name} gebruikt daar dan plekken van {listed(pools, 'nl')}"
        for name, pools in instead.items()
    ]
    whom = listed(gemeenten), listed(gemeenten, "nl")
    rule = f"does nothing for {whom[0]}: no client from there is helped from {base} by then"
    regel = f"doet niets voor {whom[1]}: niemand uit die gemeente wordt dan bij {base} geholpen"
    findings.warn(
        ("interventions", spec.id, "gemeenten"),
        {},
        "; ".join((rule, *parts)),
        "name other gemeenten, or that pool" if parts else "name other gemeenten",
        nl=Dutch(
            "; ".join((regel, *delen)),
            "noem andere gemeenten, of die pool" if delen else "noem andere gemeenten",
        ),
    )


def _others(
    findings: Findings, placed: Placed, station: str, gemeenten: list[str], base: str
) -> list[str]:
    """The other pools that a station draws from in these gemeenten while an intervention holds."""
    lines = (findings.in_force.membership(station, gemeente) for gemeente in gemeenten)
    pools = (pool.base for line in lines for pool in _while_it_holds(findings, placed, line))
    return [name for name in dict.fromkeys(pools) if name != base]
