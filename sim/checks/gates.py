"""Diverts by a gate and past one (rule 15): who is met there, and that they go on."""

from __future__ import annotations

from collections.abc import Iterator

from ..scenario.reading import Keys
from ..scenario.schema import ONWARD, ByWeeks, Divert, NextChange, Placed, Scenario
from ..scenario.walking import models_in
from .findings import Findings
from .names import uses_of

_TINY = 1e-12


def check_gates_by_via(findings: Findings) -> None:
    """Refuse gates by `via` that are none, or that are met in another way too, and `onward` there.

    Who comes to such a gate in another way would have nowhere to go on to.
    """
    scenario = findings.scenario
    gates = {item.via for _, item in _diverts(scenario) if item.via is not None}
    for keys, spec in _diverts(scenario):
        if spec.via is not None and scenario.stations[spec.via].group != "gate":
            rule = f"{spec.via} is a form of help; who goes by a gate first comes to it only once"
            findings.error((*keys, "via"), spec.via, rule, "name a station with group: gate")
    for keys, name, what in uses_of(scenario):
        is_own = keys[0] == "interventions" and keys[-1] == "via"
        leads_there = what in ("destination", "station", "station or onward") and not is_own
        if leads_there and name in gates and _leads(keys):
            rule = f"{name} is met by `via` only: who comes otherwise has nowhere to go on to"
            findings.error(keys, name, rule, "name another station, or a gate of its own")
    _check_onward_elsewhere(findings, gates)


def _leads(keys: Keys) -> bool:
    """Whether a name stands where clients are sent on, and does not only say of what something is.

    A divert from such a gate would meet nobody either: who comes by `via` is diverted already.
    """
    if keys[0] == "targets":
        return False
    return not (keys[0] == "interventions" and keys[-1] == "station" and len(keys) == 3)


def _check_onward_elsewhere(findings: Findings, gates: set[str]) -> None:
    scenario = findings.scenario
    rule = "stands at a gate that is met by `via`, and no divert names {} so"
    way_out = "write a divert with via: {}, or name another destination"
    for name, station in scenario.stations.items():
        for keys, model in models_in(station.next, ("stations", name, "next")):
            names = {*getattr(model, "shares", ()), getattr(model, "rest", None)}
            if ONWARD in names and name not in gates:
                findings.error(keys, ONWARD, rule.format(name), way_out.format(name))
    for placed in scenario.interventions:
        spec = placed.intervention
        if isinstance(spec, NextChange) and spec.to == ONWARD and spec.station not in gates:
            keys = ("interventions", spec.id, "to")
            findings.error(keys, ONWARD, rule.format(spec.station), way_out.format(spec.station))


def check_onward(findings: Findings) -> None:
    """Refuse a gate by `via` that never sends on, and one that is passed by and leads nowhere."""
    for keys, spec in _diverts(findings.scenario):
        if spec.via is not None:
            _check_sends_on(findings, keys, spec.via)
        elif spec.is_onward:
            _check_passed_by(findings, keys, spec)


def _check_sends_on(findings: Findings, keys: Keys, gate: str) -> None:
    for rows in findings.in_force.rows_ever(gate):
        for group in findings.in_force.first_of(rows):
            if max(rows.of(group).line(ONWARD).values) <= _TINY:
                rule = f"{gate} never sends on those who come for {group.need} in {group.gemeente}"
                way_out = f"let onward have a share in the row of {gate}"
                findings.error((*keys, "via"), gate, rule, way_out)
                return


def _check_passed_by(findings: Findings, keys: Keys, spec: Divert) -> None:
    station = findings.scenario.stations[spec.from_]
    if station.group != "gate":
        rule = f"{spec.from_} is a form of help, and only a gate is passed by"
        findings.error((*keys, "to"), ONWARD, rule, "name the station that they go to")
        return
    if _reacts(findings.scenario, spec.from_):
        rule = f"the row of {spec.from_} follows a wait (by_weeks), and is passed by"
        findings.error((*keys, "to"), ONWARD, rule, "name the station that they go to")
        return
    rows = findings.in_force.row(spec.from_)
    for group in findings.in_force.first_of(rows):
        row = rows.of(group)
        onward = [to for to in row.destinations if to in findings.scenario.stations]
        if not any(max(row.line(to).values) > _TINY for to in onward):
            rule = f"{spec.from_} sends nobody on to a station for {group.need} in {group.gemeente}"
            findings.error((*keys, "to"), ONWARD, rule, "name the station that they go to")
            return


def _reacts(scenario: Scenario, name: str) -> bool:
    specs = [placed.intervention for placed in scenario.interventions]
    return any(
        isinstance(spec, NextChange) and spec.station == name and isinstance(spec.share, ByWeeks)
        for spec in specs
    )


def _diverts(scenario: Scenario) -> Iterator[tuple[Keys, Divert]]:
    for placed in scenario.interventions:
        spec = _divert(placed)
        if spec is not None:
            yield ("interventions", spec.id), spec


def _divert(placed: Placed) -> Divert | None:
    spec = placed.intervention
    return spec if isinstance(spec, Divert) else None
