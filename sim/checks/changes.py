"""Interventions that must fit what they change."""

from __future__ import annotations

from typing import assert_never

from ..errors import Dutch
from ..in_force.lump_sums import is_lump_sum
from ..in_force.staffing import name_of, places_of, pool_named
from ..scenario.bounds import most_of
from ..scenario.reading import Keys
from ..scenario.schema import (
    Change,
    Divert,
    Inflow,
    NextChange,
    Placed,
    PlacesChange,
    Pool,
    Price,
    Scenario,
    Station,
    StayChange,
    WaitingChange,
)
from .aims import pools_instead
from .findings import Findings
from .staff import check_staff_from
from .stations import check_relocation

TOLERANCE = 1e-9


def check_changes(findings: Findings) -> None:
    """Refuse interventions that change what is not there."""
    for placed in findings.scenario.interventions:
        spec = placed.intervention
        keys: Keys = ("interventions", spec.id)
        if not is_lump_sum(placed) and not findings.in_force.reach(placed).any():
            named = isinstance(spec, Inflow) and spec.arrivals
            whom = "these arrivals have other needs or gemeenten"
            wie = "deze instromen hebben andere hulpvragen of gemeenten"
            if not named:
                whom = "no arrival has these gemeenten, needs and referrers together"
                wie = "geen instroom heeft deze gemeenten, hulpvragen en verwijzers samen"
            nl = Dutch(f"gaat over niemand: {wie}")
            findings.warn(keys, {}, f"concerns nobody: {whom}", nl=nl)
        _check_one(findings, keys, placed)


def _check_one(findings: Findings, keys: Keys, placed: Placed) -> None:
    spec = placed.intervention
    match spec:
        case PlacesChange():
            _check_places(findings, keys, placed, spec)
        case NextChange():
            _check_next(findings, keys, spec)
        case WaitingChange():
            _check_waiting(findings, keys, spec)
        case StayChange():
            _check_after_18(findings, keys, spec)
        case Inflow():
            _check_inflow(findings, keys, placed)
        case Divert():
            _check_divert(findings, keys, spec)
        case Price():
            pass
        case _:
            assert_never(spec)


def _check_places(findings: Findings, keys: Keys, placed: Placed, spec: PlacesChange) -> None:
    if spec.needs or spec.referrers or spec.product_groups:
        rule = "places know a gemeente only, no needs, referrers or product groups"
        findings.error(keys, {}, rule, "leave those out")
    if spec.moves_to_pool is not None:
        if spec.station is None:
            rule = "it is a station that moves to another pool"
            findings.error((*keys, "moves_to_pool"), spec.moves_to_pool, rule, "name the station")
        _check_only_moves(findings, keys, spec)
        return
    # A pool may have the name of its station, so what is meant is asked before it is looked up.
    if spec.station is not None and findings.scenario.stations[spec.station].pool is not None:
        pools, way_out = pools_instead(findings, placed, spec.station)
        rule = f"draws its places from {pools}"
        findings.error((*keys, "station"), spec.station, rule, way_out)
        return
    name = name_of(spec)
    pool = pool_named(findings.scenario, name)
    if spec.gemeenten is not None and pool.scope == "all":
        rule = f"{name} is a pool of the region, without places by gemeente"
        findings.error((*keys, "gemeenten"), list(spec.gemeenten), rule, "leave gemeenten out")
    _check_what_it_counts(findings, keys, spec, pool)
    check_staff_from(findings, keys, spec, pool)
    check_relocation(findings, keys, name, spec.relocate_to)
    relocates = spec.closing == "relocate" or (pool.closing == "relocate" and not spec.closing)
    if spec.closing and relocates and (spec.relocate_to or pool.relocate_to) is None:
        rule = "closing by relocation says where the clients go"
        findings.error((*keys, "closing"), spec.closing, rule, "add relocate_to: <station>")


def _check_only_moves(findings: Findings, keys: Keys, spec: PlacesChange) -> None:
    for name in spec.effects:
        if name != "moves_to_pool" and getattr(spec, name) is not None:
            rule = "stands beside moves_to_pool, and a station that moves has no places of its own"
            findings.error((*keys, name), {}, rule, "make an intervention on the pool of it")


def _check_what_it_counts(
    findings: Findings, keys: Keys, spec: PlacesChange, pool: Pool | Station
) -> None:
    staffed = pool.staff is not None
    for field in ("fte", "clients_per_fte"):
        if getattr(spec, field) is not None and not staffed:
            rule = "this pool counts places, not FTE"
            findings.error((*keys, field), {}, rule, "change its number")
    if spec.number is None:
        return
    if staffed:
        findings.error((*keys, "number"), {}, "this pool counts FTE, not places", "change its fte")
    elif spec.number.works_on_what_stands and _is_unlimited(findings.scenario, spec, pool):
        rule = f"unlimited places have no {_how(spec.number)}"
        if spec.number.number.present:
            rule = "places here are unlimited, so no number of them stands there that day"
        findings.error((*keys, "number"), {}, rule, "set a number")


def _is_unlimited(scenario: Scenario, spec: PlacesChange, pool: Pool | Station) -> bool:
    """Whether a pool has no limit in some gemeente that an intervention is about."""
    gemeenten = scenario.gemeenten if spec.gemeenten is None else spec.gemeenten
    return any(places_of(pool, name)[1] is None for name in gemeenten)


def _check_next(findings: Findings, keys: Keys, spec: NextChange) -> None:
    station = findings.scenario.stations[spec.station]
    if spec.returns is not None and station.returns is None:
        rule = f"{spec.station} has no returns, so no delay is known"
        findings.error((*keys, "returns"), {}, rule, "write returns in the station first")
    if spec.together is not None:
        seconds = [item.station for item in station.together]
        if spec.together.station not in seconds:
            rule = f"{spec.station} starts no second trajectory there"
            way_out = "write together in the station first, with share: 0 if need be"
            findings.error((*keys, "together", "station"), spec.together.station, rule, way_out)
    if spec.taken_from == spec.to and spec.to is not None:
        rule = "a share cannot be taken from where it goes"
        findings.error((*keys, "taken_from"), spec.taken_from, rule, "name another destination")


def check_returns(findings: Findings) -> None:
    """Refuse to change the returns of clients for whom the station knows no delay."""
    in_force, traffic = findings.in_force, findings.traffic
    for placed in findings.scenario.interventions:
        spec = placed.intervention
        if not isinstance(spec, NextChange) or spec.returns is None:
            continue
        rows, reach = in_force.returns(spec.station), in_force.reach(placed)
        for group in traffic.strands.first:
            is_without = reach[group.index] and rows.of(group) is None
            if is_without and spec.station in traffic.reached(group):
                rule = f"{spec.station} has no returns for {group.need} in {group.gemeente}"
                way_out = "name needs and gemeenten that have them, or write a default"
                findings.error(("interventions", spec.id, "returns"), {}, rule, way_out)
                break


def _check_after_18(findings: Findings, keys: Keys, spec: StayChange) -> None:
    change = None if spec.at_18 is None else spec.at_18.continues
    ages = findings.in_force.end_age(spec.station).choices
    goes_on = change is not None and any(change.number.values)
    if goes_on and max(max(line.values) for line in ages) <= 18:
        rule = f"{spec.station} has no end age above 18, so nobody goes on"
        way_out = "raise at_18: {end_age: ...} in the station"
        findings.error((*keys, "at_18", "continues"), {}, rule, way_out)


def _how(change: Change) -> str:
    """What a change does to what stands, as a message calls it."""
    if change.operation != "set":
        return change.operation
    return "present" if change.number.present else "scale"


def _check_divert(findings: Findings, keys: Keys, spec: Divert) -> None:
    if isinstance(spec.share, Change) and spec.share.number.present:
        rule = "is what stands there that day, and nothing stands before a divert"
        findings.error((*keys, "share"), "present", rule, "write a share")


def _check_waiting(findings: Findings, keys: Keys, spec: WaitingChange) -> None:
    waiting = findings.scenario.stations[spec.station].waiting
    for field in ("priority", "limit", "norm_weeks"):
        change = getattr(spec, field)
        nothing_stands = change is not None and getattr(waiting, field) is None
        if nothing_stands and change.works_on_what_stands:
            rule = f"{spec.station} has no {field}, so there is nothing to {_how(change)}"
            if change.number.present:
                rule = f"{spec.station} has no {field}, so nothing stands there that day"
            findings.error((*keys, field), {}, rule, "set a value")
    if spec.deterred is not None and waiting.deterred is None:
        rule = f"{spec.station} does not say whom its list deters"
        way_out = "write waiting: {deterred: {share: 0}} in the station"
        findings.error((*keys, "deterred"), {}, rule, way_out)
    rises = spec.escalates_per_week is not None and any(spec.escalates_per_week.number.values)
    if rises and waiting.escalates_to is None:
        rule = f"{spec.station} says not where its clients escalate to"
        way_out = "write waiting: {escalates_to: <station>} in the station"
        findings.error((*keys, "escalates_per_week"), {}, rule, way_out)


def _check_inflow(findings: Findings, keys: Keys, placed: Placed) -> None:
    spec, in_force = placed.intervention, findings.in_force
    assert isinstance(spec, Inflow)
    reach, arrivals = in_force.reach(placed), findings.scenario.arrivals
    touched = {group.arrival for group in in_force.groups if reach[group.index]}
    if spec.add is not None and len({arrivals[name].per_year is None for name in touched}) > 1:
        rule = "adds to arrivals per year and per 1,000 youth at once"
        findings.error((*keys, "add"), {}, rule, "name the arrivals of one kind")


def check_shares(findings: Findings) -> None:
    """Refuse what takes a share out of 0 to 1, or any number out of its bounds, on some day.

    Shares of rows stand in rows.py, growth in growth.py.
    """
    for changed in findings.in_force.changed():
        if "shares" in changed.keys or changed.keys[-1] == "growth_per_year":
            continue
        worst, limit = min(changed.line.values), max(changed.line.values)
        rule = _rule(changed.keys, worst, limit)
        if rule:
            is_below = worst < (18 if changed.keys[-1] == "end_age" else 0)
            value = round(worst if is_below else limit, 6)
            about = (changed.keys, *changed.spec)
            findings.error(
                changed.spec[-1], value, rule, "mend the change or its dates", about=about
            )


def _rule(keys: Keys, lowest: float, highest: float) -> str:
    name = ".".join(key for key in keys if key not in ("default", "needs"))
    if lowest < -TOLERANCE:
        return f"is what {name} becomes, and it must be 0 or more"
    if keys[-1] in ("share", "by_weeks", "continues", "pgb") and highest > 1 + TOLERANCE:
        return f"is what {name} becomes, and a share is at most 1"
    if keys[-1] == "end_age" and not 18 <= lowest <= highest <= 30:
        return f"is what {name} becomes, and it must be an age from 18 to 30"
    most = most_of(keys[-1])
    if highest > most * (1 + TOLERANCE):
        what = f"how many times as long {name}" if keys[-1] == "stay" else f"what {name}"
        return f"is {what} becomes, and it must be at most {most:,.10g}"
    return ""
