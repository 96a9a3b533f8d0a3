"""Staff that pools take from each other (rule 21): who may give, and not more than there is."""

from __future__ import annotations

from ..errors import ScenarioError
from ..in_force import Timeline
from ..in_force.staffing import changed_pools, counts_staff, name_of, pool_named
from ..scenario.reading import Keys
from ..scenario.schema import Placed, PlacesChange, Pool, Station
from .findings import Findings

TOLERANCE = 1e-9


def check_staff_from(
    findings: Findings, keys: Keys, spec: PlacesChange, taker: Pool | Station
) -> None:
    """Refuse givers that count no FTE, give to themselves, or would not know who gives."""
    for name, share in (spec.staff_from or {}).items():
        giver = pool_named(findings.scenario, name)
        rule = way_out = ""
        if name == name_of(spec):
            rule, way_out = "a pool takes no staff from itself", "name another pool"
        elif not counts_staff(giver):
            rule = "this pool counts places, not FTE"
            way_out = "name a pool with staff, or give this one fte_per_place"
        elif giver.scope == "gemeente" and taker.scope == "all":
            rule = f"{name} has staff by gemeente, and {name_of(spec)} is one pool of the region"
            way_out = (
                "name a pool of the region, so that it is known who gives, or let "
                f"{name_of(spec)} have places by gemeente (scope: gemeente)"
            )
        if rule:
            findings.error((*keys, "staff_from", name), share.first, rule, way_out)


def check_staff(findings: Findings) -> None:
    """Refuse to take more staff than there is, and shares of what is taken away."""
    scenario = findings.scenario
    givers: dict[str, None] = {}
    for placed in scenario.interventions:
        spec = placed.intervention
        if isinstance(spec, PlacesChange) and spec.staff_from is not None:
            givers.update(dict.fromkeys(spec.staff_from))
            for gemeente in changed_pools(scenario, spec):
                _check_added(findings, placed, gemeente)
    for name in givers:
        by_gemeente = pool_named(scenario, name).scope == "gemeente"
        for gemeente in scenario.gemeenten if by_gemeente else (None,):
            _check_giver(findings, name, gemeente)


def _check_added(findings: Findings, placed: Placed, gemeente: str | None) -> None:
    try:
        line = findings.in_force.staff.added_by(placed, gemeente)
    except ScenarioError as error:
        findings.errors += [problem for problem in error.problems if problem not in findings.errors]
        return
    day = _first_day_below(line)
    if day is not None:
        where = f" in {gemeente}" if gemeente else ""
        rule = (
            f"takes a share of what is added, and on {findings.date_of(day)} this takes "
            f"{-line.at(day):.4g} FTE away{where}"
        )
        way_out = "let an intervention of its own do that, or let this one end: until: <date>"
        keys = ("interventions", placed.intervention.id)
        findings.error((*keys, "staff_from"), {}, rule, way_out, about=[keys])


def _check_giver(findings: Findings, name: str, gemeente: str | None) -> None:
    if findings.errors:
        return
    staff = findings.in_force.staff
    line = staff.fte(name, gemeente)
    day = _first_day_below(line)
    takers = [] if day is None else list(staff.taken_from(name, gemeente))
    takers = [taker for taker in takers if day is not None and taker.fte.at(day) > TOLERANCE]
    if day is None or not takers:
        return
    last, where = takers[-1], f" in {gemeente}" if gemeente else ""
    rule = (
        f"leaves {name}{where} {-line.at(day):.4g} FTE short on {findings.date_of(day)}, "
        "and FTE is never below 0"
    )
    changed = [item for item in findings.in_force.changed() if name in item.keys[:2]]
    about = [taker.keys[:2] for taker in takers] + [keys for item in changed for keys in item.spec]
    way_out = "take a smaller share, or add less"
    findings.error(last.keys, last.share, rule, way_out, about=[_keys_of(findings, name), *about])


def _keys_of(findings: Findings, name: str) -> Keys:
    """Where a pool stands, or a station with staff of its own."""
    return ("pools" if name in findings.scenario.pools else "stations", name)


def _first_day_below(line: Timeline) -> int | None:
    """The first day on which a line is below 0."""
    result = [day for day, value in zip(line.days, line.values, strict=True) if value < -TOLERANCE]
    return result[0] if result else None
