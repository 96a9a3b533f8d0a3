"""What is allowed and seldom meant: warned of, with what to write instead."""

from __future__ import annotations

from datetime import timedelta
from math import inf

from ..errors import Dutch
from ..in_force.changed import Changed
from ..in_force.staffing import name_of
from ..scenario.schema import PlacesChange, Pool, Scenario, Station
from ..texts.format import DUTCH
from .findings import Findings


def check_what_is_meant(findings: Findings) -> None:
    """Warn of shifted paths, of caseloads that save money, and of lists that nobody gives up."""
    for changed in findings.in_force.changed():
        _check_shifted(findings, changed)
    for placed in findings.scenario.interventions:
        if isinstance(placed.intervention, PlacesChange):
            _check_caseload(findings, placed.intervention)
    for name, station in findings.scenario.stations.items():
        if station.group == "gate":
            _check_list_before_help(findings, name, station)


def _check_shifted(findings: Findings, changed: Changed) -> None:
    """A path of a block that is used with a delay may begin below what stands by then."""
    delay = {use.name: use.delay_days for use in findings.scenario.blocks}
    block_of = {placed.intervention.id: placed.block for placed in findings.scenario.interventions}
    for keys, item in zip(changed.spec, changed.changes, strict=True):
        days = delay.get(block_of.get(keys[1]) or "", 0)
        is_path = len(item.change.number.dates) > 1
        day = findings.day_of(item.first_date)
        if not (days and is_path and item.change.operation == "set" and day > 0):
            continue
        before, then = changed.line.at(day - 1), changed.line.at(day)
        if then < before - 1e-9:
            rule = (
                f"is what it begins with on {item.first_date}, {abs(days)} days "
                f"{'earlier' if days < 0 else 'later'} than written, where {before:.4g} stood the "
                "day before"
            )
            way_out = f"write {{{item.first_date - timedelta(days)}: present}} in the block"
            stood = f"{before:.4g}".replace(".", DUTCH.decimal)
            nl = Dutch(
                f"is waarmee het begint op {item.first_date}, {abs(days)} dagen "
                f"{'eerder' if days < 0 else 'later'} dan er staat, waar de dag ervoor {stood} "
                "stond",
                f"schrijf {{{item.first_date - timedelta(days)}: present}} in de bouwsteen",
            )
            findings.warn(keys, round(then, 6), rule, way_out, nl=nl)


def _check_caseload(findings: Findings, spec: PlacesChange) -> None:
    """Care that is paid by client or place gets cheaper when the same staff help fewer."""
    name = name_of(spec)
    if spec.clients_per_fte is not None and _is_paid_by_client(findings.scenario, name):
        rule = (
            f"changes how many clients one FTE helps, and {name} is paid by client or place: the "
            "same staff then costs less with fewer clients, and more with more"
        )
        way_out = _paid_by_fte_instead(findings.scenario, name)
        nl = Dutch(
            f"verandert hoeveel jeugdigen één fte helpt, en {name} wordt per jeugdige of plek "
            "betaald: hetzelfde personeel kost dan minder met minder jeugdigen, en meer met meer",
            _dutch_paid_by_fte(findings.scenario, name),
        )
        findings.warn(("interventions", spec.id, "clients_per_fte"), {}, rule, way_out, nl=nl)


def _paid_by_fte_instead(scenario: Scenario, name: str) -> str:
    if name in scenario.pools:
        return f"pay for staff: pools.{name}.per_fte_year, with those prices at 0"
    return (
        f"make a pool of the staff of {name} and pay for it: per_fte_year, with those prices at 0"
    )


def _dutch_paid_by_fte(scenario: Scenario, name: str) -> str:
    if name in scenario.pools:
        return f"betaal het personeel: pools.{name}.per_fte_year, en zet die prijzen op 0"
    return (
        f"maak een pool van het personeel van {name} en betaal dat: per_fte_year, en zet die "
        "prijzen op 0"
    )


def _is_paid_by_client(scenario: Scenario, name: str) -> bool:
    """Whether a price hangs on the clients or places of a pool, or of a station with its own."""
    pool: Pool | Station | None = scenario.pools.get(name)
    if isinstance(pool, Pool) and any(pool.per_place_day.values):
        return True
    stations = [item for at, item in scenario.stations.items() if name in (at, item.pool)]
    return any(
        any(item.cost.per_day.values) or any(item.cost.per_start.values) for item in stations
    )


def _check_list_before_help(findings: Findings, name: str, station: Station) -> None:
    """A list at a gate that nobody gives up hides what waiting there does."""
    in_force, waiting = findings.in_force, station.waiting
    may_leave = waiting.limit is not None or any(waiting.drops_out_per_week.values)
    for field in ("drops_out_per_week", "escalates_per_week", "limit"):
        lines = in_force.waiting(name, field).choices
        may_leave = may_leave or any(max(line.values) > 0 for line in lines)
    gemeenten = dict.fromkeys(group.gemeente for group in in_force.groups)
    has_list = any(
        in_force.pool(pool.base, gemeente).given.last < inf
        for gemeente in gemeenten
        for pool in in_force.membership(name, gemeente).values
    )
    if has_list and not may_leave:
        rule = (
            "has a list before help that nobody gives up: no drop-out, no escalation and no limit, "
            "so a longer list here makes fewer drop out in all"
        )
        way_out = "say in waiting who leaves it: drops_out_per_week, or a limit"
        nl = Dutch(
            "heeft een lijst vóór de hulp die niemand opgeeft: geen uitval, geen escalatie en geen "
            "limit, dus door een langere lijst hier valt in totaal minder uit",
            "zeg in waiting wie hem verlaat: drops_out_per_week, of een limit",
        )
        findings.warn(("stations", name), {}, rule, way_out, nl=nl)
