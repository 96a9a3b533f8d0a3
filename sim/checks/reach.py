"""Stations that nobody reaches, and rings of stations that send clients round without end."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from ..errors import Dutch
from ..in_force import Group, InForce
from ..scenario.schema import Divert, NextChange, Placed, Scenario
from ..traffic.strands import Strands
from ..traffic.terms import joined_instead
from .findings import Findings

Graph = dict[str, set[str]]


def check_reach(findings: Findings) -> None:
    """Refuse stations that nobody reaches even with all interventions, and rings."""
    scenario, reached = findings.scenario, findings.traffic.strands.all_reached
    unreached = [name for name in scenario.stations if name not in reached]
    once = _reached_in_the_root(scenario) if unreached and scenario.extends else frozenset[str]()
    for name in unreached:
        _refuse_unreached(findings, name, was_reached=name in once)
    _check_instant_rings(findings)


def _reached_in_the_root(scenario: Scenario) -> frozenset[str]:
    """The stations that somebody reaches in the root file alone."""
    root = scenario.root
    sections = ("period", "gemeenten", "needs", "arrivals", "pools", "stations")
    placed = tuple(Placed(block=None, intervention=item) for item in root.interventions)
    alone = scenario.model_copy(
        update={
            **{name: getattr(root, name) for name in sections},
            "interventions": placed,
            "blocks": (),
        }
    )
    return Strands(InForce(alone)).all_reached


def _refuse_unreached(findings: Findings, name: str, *, was_reached: bool) -> None:
    """A station of what is extended may be left by all: then its extension is only warned."""
    scenario = findings.scenario
    if was_reached:
        rule = f"nobody reaches it any more in {scenario.name}"
        nl = Dutch(f"niemand komt er nog in {scenario.name}")
        findings.warn(("stations", name), {}, rule, nl=nl)
        return
    rule = "nobody reaches this station, even with all interventions"
    way_out = "send arrivals, a route or a divert to it, or remove it"
    findings.error(("stations", name), {}, rule, way_out)


# ---------------------------------------------------------------------------- without time


def _check_instant_rings(findings: Findings) -> None:
    """Rings of stations that take no time; only clients who may meet one are looked at by day."""
    instant = _instant(findings)
    strands = findings.traffic.strands
    numbers = {strands.number_of[name] for name in instant}
    if not loop_in(_ever(findings, instant)):
        return
    for strand, group in enumerate(strands.first):
        here = {strands.stations[number] for number in strands.reached(strand) & numbers}
        here = {name for name in here if findings.in_force.stay(name).of(group) is None}
        for day in _days_that_matter(findings, group) if here else ():
            _check_loops_on(findings, _graph(findings, group, here, day), here)


def _ever(findings: Findings, instant: list[str]) -> Graph:
    """Where anybody may come at once, on any day, also by a divert from where they were going."""
    strands = findings.traffic.strands
    graph: Graph = {}
    for name in instant:
        ways = {
            strands.stations[to]
            for choice in strands.ways[strands.number_of[name]].choices
            for to in choice
        }
        diverted = {
            name
            for to in ways
            for item in strands.diverts_from.get(to, ())
            for name in item.spec.stations
        }
        graph[name] = (ways | diverted) & set(instant)
    return graph


def _instant(findings: Findings) -> list[str]:
    """Stations that take no time for some clients."""
    stay = findings.in_force.stay
    return [name for name in findings.scenario.stations if None in stay(name).choices]


def _days_that_matter(findings: Findings, group: Group) -> list[int]:
    """The first day and every day on which an intervention on routes or diverts has a date."""
    days = {0}
    for placed in findings.in_force.concerning(group):
        spec = placed.intervention
        if isinstance(spec, NextChange | Divert):
            share = spec.changes.get("share")
            dates = [spec.begin, spec.until, *(share.number.dates if share else ())]
            days |= {max(0, findings.day_of(date)) for date in dates if date is not None}
    return sorted(days)


def _graph(findings: Findings, group: Group, instant: set[str], day: int) -> Graph:
    """Where clients who leave a gate may come at once: other gates, or "" for out of these."""
    graph: Graph = {}
    for name in instant:
        ways: set[str] = set()
        for to, share in findings.in_force.row(name).of(group).at(day).items():
            if share <= 0 or to == "back":
                continue
            if to not in findings.scenario.stations:
                ways.add("")
                continue
            joined = joined_instead(findings.traffic.strands, to, group, day)
            ways |= {item if item in instant else "" for item, part in joined.items() if part > 0}
        graph[name] = ways
    return graph


def _check_loops_on(findings: Findings, graph: Graph, instant: set[str]) -> None:
    stuck = instant - lead_out(graph)
    if stuck:
        loop = loop_in({name: graph[name] & stuck for name in stuck})
        rule = f"takes no time and leads back to itself for ever: {' -> '.join(loop)}"
        way_out = "give one of these stations a stay, or let someone go out"
        findings.error(("stations", loop[0], "next"), {}, rule, way_out)
        return
    loop = loop_in({name: ways - {""} for name, ways in graph.items()})
    if loop:
        rule = f"clients may go round without time passing: {' -> '.join(loop)}"
        nl = Dutch(
            f"jeugdigen kunnen rondgaan zonder dat er tijd verstrijkt: {' -> '.join(loop)}",
            "geef een van deze een stay",
        )
        findings.warn(("stations", loop[0], "next"), {}, rule, "give one of these a stay", nl=nl)


def lead_out(graph: Graph) -> set[str]:
    """The stations from which some way leads out of all of them."""
    result = {name for name, ways in graph.items() if "" in ways}
    while True:
        more = {name for name, ways in graph.items() if ways & result} | result
        if more == result:
            return result
        result = more


def loop_in(graph: Graph) -> list[str]:
    """A ring of stations, its first name repeated at the end; empty where there is none."""
    sorter = TopologicalSorter({name: sorted(graph[name]) for name in sorted(graph)})
    try:
        sorter.prepare()
    except CycleError as error:
        return list(_from_first(error.args[1][::-1]))
    return []


def _from_first(ring: list[str]) -> Iterator[str]:
    names = ring[:-1]
    first = names.index(min(names))
    yield from [*names[first:], *names[:first], names[first]]
