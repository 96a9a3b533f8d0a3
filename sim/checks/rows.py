"""Rows of shares under all interventions: none gives more than it has (rule 14)."""

from __future__ import annotations

from ..in_force import Group, RowProblem, row_problems
from ..in_force.changed import row_at
from ..in_force.changes import Thing
from ..scenario.reading import Keys
from .findings import Findings


def check_rows(findings: Findings) -> None:
    """Refuse interventions that leave no row of shares, with station, whom it is for and date."""
    above: set[tuple[str, Group]] = set()
    for station, group, problem in row_problems(findings.in_force):
        if problem.why == "above_1":
            above.add((station, group))
        if problem.why != "others" or (station, group) not in above:
            _refuse(findings, station, group, problem)


def _refuse(findings: Findings, station: str, group: Group, problem: RowProblem) -> None:
    spec_keys: Keys = ("interventions", problem.placed.intervention.id)
    value, to = round(problem.value, 6), problem.destination
    about = _numbers(findings, station, group)
    where = f"at {station} on {findings.date_of(problem.day)}, "
    where += f"for {group.need} in {group.gemeente}"
    way_out = "mend the change or its dates"
    match problem.why:
        case "below_0":
            rule = f"is what the share of {to} becomes {where}, and it must be 0 or more"
            findings.error((*spec_keys, "share"), value, rule, way_out, about=about)
        case "above_1":
            rule = f"is what the share of {to} becomes {where}, and a share is at most 1"
            findings.error((*spec_keys, "share"), value, rule, way_out, about=about)
        case "giver":
            rule = f"gives less than is taken from it by {problem.value:.4g} {where}; "
            rule += f"its row is {_row(findings, station, group)}"
            way_out = "take less, or from another destination"
            findings.error((*spec_keys, "taken_from"), to, rule, way_out, about=about)
        case "others":
            rule = f"the other destinations have {problem.value:.4g} less than {to} gain {where}"
            way_out = "lower a share, or say in taken_from who gives it"
            findings.error((*spec_keys, "share"), {}, rule, way_out, about=about)
        case "nobody":
            rule = f"what out loses {where}, is taken up by no other destination of the row"
            way_out = "say where it goes: taken_from: <destination>"
            findings.error((*spec_keys, "share"), value, rule, way_out, about=about)


def _numbers(findings: Findings, station: str, group: Group) -> list[Keys]:
    """What a row is made of: its own shares, and all that sends clients elsewhere."""
    own = row_at(findings.scenario.stations[station].next, group.gemeente, group.need)
    keys: list[Keys] = [] if own is None else [("stations", station, "next", *own[0])]
    effects = findings.in_force.effects.on(Thing("stations", station, "next"))
    return keys + [effect.keys[:2] for effect in effects]


def _row(findings: Findings, station: str, group: Group) -> str:
    """The row before any intervention, in words."""
    row = findings.scenario.stations[station].next
    route = None if row is None else row.find(group.gemeente, group.need)
    if route is None:
        return "out"
    return ", ".join([*route.shares, *([route.rest] if route.rest else [])])
