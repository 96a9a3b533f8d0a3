"""Pools that are several lists behind one form (rule 8): places enough, and nothing said twice."""

from __future__ import annotations

from math import fsum, inf

from ..in_force import FOLLOWS, InForce, Log, Logged, PoolInstance, Timeline
from ..in_force.changes import Thing
from ..scenario.reading import Keys
from ..scenario.schema import Follows, Lists, Number, Pool
from .capacity import what_makes_places
from .findings import Findings
from .following import least_factors

TOLERANCE = 1e-9


def check_lists(findings: Findings) -> None:
    """Refuse lists without limit, beside an efficiency below 1, or with too few places."""
    for name, spec in findings.scenario.pools.items():
        if spec.lists is not None:
            _check_lists(findings, ("pools", name, "lists"), name, spec.lists, spec)


def _check_lists(findings: Findings, keys: Keys, name: str, lists: Lists, spec: Pool) -> None:
    for gemeente, parts in lists.near.items():
        _check_near(findings, (*keys, "near", gemeente), parts, lists.number)
    if lists.near and spec.scope == "gemeente":
        rule = "each gemeente has its own pool here, so that no list is nearer to one of them"
        findings.error((*keys, "near"), {}, rule, "leave it out")
    pools = [pool for pool in findings.in_force.pools if pool.base == name]
    _check_efficiency(findings, keys, pools)
    if _check_places(findings, keys, lists, pools) and spec.follows is not None:
        _check_least(findings, keys, lists, spec.follows, pools)


def _check_near(findings: Findings, keys: Keys, parts: dict[int, Number], number: int) -> None:
    if keys[-1] not in findings.scenario.gemeenten:
        findings.unknown(keys, keys[-1], "gemeente", findings.scenario.gemeenten)
    for at, part in parts.items():
        if not 1 <= at <= number:
            rule = f"there is no such list; they have numbers 1 to {number}"
            findings.error((*keys, str(at)), part.first, rule, "name one of these")
        if part.path is not None:
            rule = "is one share for the whole period"
            findings.error((*keys, str(at)), {}, rule, "give one share")
    total = fsum(part.first for part in parts.values())
    if total > 1 + TOLERANCE:
        rule = f"gives lists {total:.10g} of those who come, more than all"
        findings.error(keys, {}, rule, "lower a share")


def _check_efficiency(findings: Findings, keys: Keys, pools: list[PoolInstance]) -> None:
    for pool in pools:
        line = findings.in_force.pool(pool.base, pool.gemeente).efficiency
        day = _first_day(line, 0, 1 - TOLERANCE)
        if day is not None:
            places_by = "clients_per_fte" if pool.spec.staff is not None else "places"
            rule = (
                f"stands beside an efficiency of {line.at(day):.4g} on {findings.date_of(day)}: "
                "both say that places stand empty while clients wait"
            )
            way_out = (
                f"set pools.{pool.base}.efficiency to 1 and multiply {places_by} by "
                f"{line.at(day):.4g}, so that the places stay, or leave lists out"
            )
            findings.error(keys, {}, rule, way_out, about=what_makes_places(findings, pool))
            return


def _check_least(
    findings: Findings, keys: Keys, lists: Lists, spec: Follows, pools: list[PoolInstance]
) -> None:
    """Refuse places that would be fewer than lists if they fell each year as far as they may."""
    factors = least_factors(spec, findings.scenario.period)
    things = [Thing(*pool.keys, FOLLOWS, pool.gemeente or "") for pool in pools]
    log = Log(tuple(Logged(day, thing, factors[day]) for thing in things for day in factors))
    least = InForce(findings.scenario, log)
    for pool in pools:
        places = least.pool(pool.base, pool.gemeente).given
        day = _first_day(places, 0, lists.number - TOLERANCE)
        planned = findings.in_force.pool(pool.base, pool.gemeente).given
        if day is not None and planned.at(day) >= lists.number:
            rule = (
                f"is more lists than the {places.at(day):g} places that may be left on "
                f"{findings.date_of(day)}, as they follow: {spec.less.first:g} less each year"
            )
            way_out = "lower it, or let follows.less be smaller"
            about = what_makes_places(findings, pool)
            findings.error((*keys, "number"), lists.number, rule, way_out, about=about)
            return


def _check_places(findings: Findings, keys: Keys, lists: Lists, pools: list[PoolInstance]) -> bool:
    """Refuse more lists than places; whether there are enough."""
    places = [findings.in_force.pool(pool.base, pool.gemeente).given for pool in pools]
    about = [item for pool in pools for item in what_makes_places(findings, pool)]
    if any(max(line.values) == inf for line in places):
        rule = "divides places over lists, and places here are unlimited"
        findings.error(keys, {}, rule, "give a number of places, or leave lists out")
        return False
    most = max(max(line.values) for line in places)
    fullest = next(line for line in places if max(line.values) == most)
    if lists.number > most:
        rule = f"is more lists than places, of which there are at most {most:g}"
        findings.error((*keys, "number"), lists.number, rule, "lower it", about=about)
        return False
    day = _first_day(fullest, 1, lists.number - TOLERANCE)
    if day is not None:
        rule = (
            f"is more lists than there are places on {findings.date_of(day)}, when "
            f"{fullest.at(day):g} are left, and a list has a place or all have none"
        )
        way_out = "lower it, or close at once"
        findings.error((*keys, "number"), lists.number, rule, way_out, about=about)
    return day is None


def _first_day(line: Timeline, low: float, high: float) -> int | None:
    """The first day on which a line is from `low` up to but not including `high`."""
    values = zip(line.days, line.values, strict=True)
    return next((day for day, value in values if low <= value < high), None)
