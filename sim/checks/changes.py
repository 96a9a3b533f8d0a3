"""Interventions that must fit what they change."""

from __future__ import annotations

import datetime as dt

from ..in_force.effects import Effects, Kind, places_of, pool_of, row_of, share_of
from ..in_force.lump_sums import is_lump_sum
from ..in_force.timelines import Timeline, in_force
from ..scenario.reading import Keys
from ..scenario.schema import (
    Inflow,
    NextChange,
    PlacesChange,
    Pool,
    Scenario,
    Selected,
    Station,
    StayChange,
    WaitingChange,
)
from ..traffic.flows import reached, row_in_file, unlike
from .findings import Findings
from .staff import check_staff_from
from .stations import check_relocation

TOLERANCE = 1e-9


def check_changes(findings: Findings) -> None:
    """Refuse interventions that change what is not there."""
    effects = findings.effects
    for placed in findings.scenario.interventions:
        spec = placed.intervention
        keys: Keys = ("interventions", spec.id)
        if next(effects.meant_by(spec), None) is None and not is_lump_sum(placed):
            rule = "concerns nobody: no arrival has these gemeenten, needs and referrers together"
            findings.warn(keys, {}, rule)
        _check_one(findings, keys, spec)


def _check_one(findings: Findings, keys: Keys, spec: Selected) -> None:
    match spec:
        case PlacesChange():
            _check_places(findings, keys, spec)
        case NextChange():
            _check_next(findings, keys, spec)
        case WaitingChange():
            _check_waiting(findings, keys, spec)
        case StayChange():
            _check_after_18(findings, keys, spec)
        case Inflow():
            _check_inflow(findings, keys, spec)
        case _:
            pass


def _check_places(findings: Findings, keys: Keys, spec: PlacesChange) -> None:
    if spec.needs or spec.referrers or spec.product_groups:
        rule = "places know a gemeente only, no needs, referrers or product groups"
        findings.error(keys, {}, rule, "leave those out")
    if spec.moves_to_pool is not None:
        if spec.station is None:
            rule = "it is a station that moves to another pool"
            findings.error((*keys, "moves_to_pool"), spec.moves_to_pool, rule, "name the station")
        _check_only_moves(findings, keys, spec)
        return
    where, pool = pool_of(findings.scenario, spec)
    if isinstance(pool, Station) and pool.pool is not None:
        rule = f"draws its places from the pool {pool.pool}"
        findings.error((*keys, "station"), spec.station, rule, f"write pool: {pool.pool}")
        return
    if spec.gemeenten is not None and pool.scope == "all":
        rule = f"{where[-1]} is a pool of the region, without places by gemeente"
        findings.error((*keys, "gemeenten"), list(spec.gemeenten), rule, "leave gemeenten out")
    _check_what_it_counts(findings, keys, spec, pool)
    check_staff_from(findings, keys, spec, pool)
    check_relocation(findings, keys, where[-1], spec.relocate_to)
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
    elif spec.number.operation != "set" and _is_unlimited(findings.scenario, spec, pool):
        rule = f"unlimited places have no {spec.number.operation}"
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


def check_givers(findings: Findings) -> None:
    """Refuse a share that grows by more than the destination it is taken from has."""
    effects = findings.effects
    for kind in unlike(effects):
        for placed in effects.concerning(kind):
            spec = placed.intervention
            if isinstance(spec, NextChange) and spec.to and spec.taken_from != "proportional":
                _check_giver(findings, spec, spec.to, kind)


def check_rows(findings: Findings) -> None:
    """Refuse shares of one row that interventions together raise above 1."""
    effects = findings.effects
    for kind in unlike(effects):
        raised: dict[str, dict[str, Timeline]] = {}
        for placed in effects.concerning(kind):
            spec = placed.intervention
            if not isinstance(spec, NextChange) or spec.to is None:
                continue
            line = _share_in_force(effects, spec, spec.to, kind)
            lines = raised.setdefault(spec.station, {})
            lines[spec.to] = line
            total = max(sum(item.at(day) for item in lines.values()) for day in line.days)
            if len(lines) > 1 and total > 1 + TOLERANCE:
                rule = f"the shares of {', '.join(lines)} come to {total:.4g} of {spec.station}"
                keys = ("interventions", spec.id, "share")
                findings.error(keys, {}, rule, "together they are at most 1; lower one")


def check_what_is_left(findings: Findings) -> None:
    """Refuse a share of `out` that leaves something to no other destination of the row.

    What a share loses goes to the others in proportion, and out where they have nothing: what
    `out` itself loses would come back to it (rule 14).
    """
    effects = findings.effects
    for kind in unlike(effects):
        rows: dict[str, dict[str, NextChange]] = {}
        for placed in effects.concerning(kind):
            spec = placed.intervention
            if isinstance(spec, NextChange) and spec.to is not None:
                rows.setdefault(spec.station, {})[spec.to] = spec
        for wanted in rows.values():
            if "out" in wanted:
                _check_what_is_left(findings, wanted, kind)


def _check_what_is_left(findings: Findings, wanted: dict[str, NextChange], kind: Kind) -> None:
    effects, spec = findings.effects, wanted["out"]
    lines = {to: _share_in_force(effects, item, to, kind) for to, item in wanted.items()}
    days = _days_of_row(effects, spec.station, kind).union(*(item.days for item in lines.values()))
    for day in sorted(days):
        left, gains = row_in_file(effects, spec.station, kind, day), {}
        for to, line in lines.items():
            gains[to] = line.at(day) - left.pop(to, 0.0)
        for to, item in wanted.items():
            if item.taken_from not in (*wanted, "proportional"):
                left[item.taken_from] = left.get(item.taken_from, 0.0) - gains[to]
        gained = sum(gains[to] for to, item in wanted.items() if item.taken_from == "proportional")
        is_due = min(abs(gained), abs(gains["out"])) > TOLERANCE
        if is_due and sum(left.values()) <= TOLERANCE:
            date = findings.scenario.period.start + dt.timedelta(day)
            rule = (
                f"is what out becomes at {spec.station} on {date}, and no other destination of "
                f"the row has a share to take up the rest, for {kind.need} in {kind.gemeente}"
            )
            way_out = "say where it goes: taken_from: <destination>"
            keys = ("interventions", spec.id, "share")
            findings.error(keys, round(lines["out"].at(day), 6), rule, way_out)
            return


def _days_of_row(effects: Effects, name: str, kind: Kind) -> set[int]:
    """The days for which a row itself gives a share by date: between them none falls to 0."""
    result = row_of(effects.scenario.stations[name].next, kind)
    shares = [] if result is None else result[1].shares.values()
    start = effects.scenario.period.start
    return {max(0, (date - start).days) for share in shares for date in share.path or ()}


def check_returns(findings: Findings) -> None:
    """Refuse to change the returns of clients for whom the station knows no delay."""
    effects = findings.effects
    for kind in unlike(effects):
        for placed in effects.concerning(kind):
            spec = placed.intervention
            if not isinstance(spec, NextChange) or spec.returns is None:
                continue
            station = findings.scenario.stations[spec.station]
            if row_of(station.returns, kind) is None and spec.station in reached(effects, kind):
                rule = f"{spec.station} has no returns for {kind.need} in {kind.gemeente}"
                way_out = "name needs and gemeenten that have them, or write a default"
                findings.error(("interventions", spec.id, "returns"), {}, rule, way_out)
                break


def _share_in_force(effects: Effects, spec: NextChange, to: str, kind: Kind) -> Timeline:
    result = row_of(effects.scenario.stations[spec.station].next, kind)
    place = ("stations", spec.station, "next", *(result[0] if result else ("default",)), "shares")
    own = share_of(None if result is None else result[1], to, effects.scenario.period)
    return effects.line(own, (*place, to), kind)


def _check_giver(findings: Findings, spec: NextChange, to: str, kind: Kind) -> None:
    effects, period = findings.effects, findings.scenario.period
    result = row_of(findings.scenario.stations[spec.station].next, kind)
    row = None if result is None else result[1]
    line = _share_in_force(effects, spec, to, kind)
    base, giver = (
        in_force(share_of(row, name, period), [], period) for name in (to, spec.taken_from)
    )
    short = max(line.at(day) - base.at(day) - giver.at(day) for day in line.days)
    if short > TOLERANCE:
        names = [] if row is None else [*row.shares, *([row.rest] if row.rest else [])]
        rule = (
            f"gives less than is taken from it by {short:.4g}, for {kind.need} in {kind.gemeente}; "
            f"the row of {spec.station} has {', '.join(names) or 'out'}"
        )
        keys = ("interventions", spec.id, "taken_from")
        findings.error(keys, spec.taken_from, rule, "take less, or from another destination")


def _check_after_18(findings: Findings, keys: Keys, spec: StayChange) -> None:
    at_18 = findings.scenario.stations[spec.station].at_18
    if spec.at_18 is not None and any(spec.at_18.continues.number.values) and at_18.end_age <= 18:
        rule = f"{spec.station} has no end age above 18, so nobody goes on"
        way_out = "raise at_18: {end_age: ...} in the station"
        findings.error((*keys, "at_18", "continues"), {}, rule, way_out)


def _check_waiting(findings: Findings, keys: Keys, spec: WaitingChange) -> None:
    waiting = findings.scenario.stations[spec.station].waiting
    for field in ("priority", "limit", "norm_weeks"):
        change = getattr(spec, field)
        if change is not None and getattr(waiting, field) is None and change.operation != "set":
            rule = f"{spec.station} has no {field}, so there is nothing to {change.operation}"
            findings.error((*keys, field), {}, rule, "set a value")
    rises = spec.escalates_per_week is not None and any(spec.escalates_per_week.number.values)
    if rises and waiting.escalates_to is None:
        rule = f"{spec.station} says not where its clients escalate to"
        way_out = "write waiting: {escalates_to: <station>} in the station"
        findings.error((*keys, "escalates_per_week"), {}, rule, way_out)


def _check_inflow(findings: Findings, keys: Keys, spec: Inflow) -> None:
    scenario: Scenario = findings.scenario
    concerned = list(findings.effects.meant_by(spec))
    touched = [k for k in concerned if spec.arrivals is None or k.arrival in spec.arrivals]
    if concerned and not touched:
        findings.warn(keys, {}, "concerns nobody: these arrivals have other needs or gemeenten")
    by_year = {scenario.arrivals[kind.arrival].per_year is not None for kind in touched}
    if spec.add is not None and len(by_year) > 1:
        rule = "adds to arrivals per year and per 1,000 youth at once"
        findings.error((*keys, "add"), {}, rule, "name the arrivals of one kind")


def check_shares(findings: Findings) -> None:
    """Refuse what takes a share out of 0 to 1, or any other number below 0, on some day."""
    for affected in findings.effects.affected():
        line = findings.effects.in_force(affected)
        worst, limit = min(line.values), max(line.values)
        rule = _rule(affected.keys, worst, limit)
        if rule:
            value = round(worst if worst < 0 else limit, 6)
            findings.error(affected.spec[-1], value, rule, "mend the change or its dates")


def _rule(keys: Keys, lowest: float, highest: float) -> str:
    name = ".".join(key for key in keys if key not in ("shares", "default", "needs"))
    is_share = keys[-1] in ("share", "continues") or "shares" in keys
    if lowest < -TOLERANCE:
        return f"is what {name} becomes, and it must be 0 or more"
    if is_share and highest > 1 + TOLERANCE:
        return f"is what {name} becomes, and a share is at most 1"
    return ""
