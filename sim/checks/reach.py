"""Stations that nobody reaches, and gates that send each other round without end."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from ..in_force.effects import Effects, Kind, row_of
from ..scenario.schema import Divert, NextChange
from ..traffic.flows import joined_instead, reached, row_on, unlike
from .findings import Findings

Graph = dict[str, set[str]]


def check_reach(findings: Findings) -> None:
    """Refuse stations that nobody reaches even with all interventions, and instant loops."""
    effects, scenario = findings.effects, findings.scenario
    result: frozenset[str] = frozenset().union(
        *(reached(effects, item) for item in unlike(effects))
    )
    for name in scenario.stations:
        if name in result:
            continue
        if scenario.extends is not None and name in scenario.root.stations:
            findings.warn(("stations", name), {}, f"nobody reaches it any more in {scenario.name}")
            continue
        rule = "nobody reaches this station, even with all interventions"
        way_out = "send arrivals, a route or a divert to it, or remove it"
        findings.error(("stations", name), {}, rule, way_out)
    _check_loops(findings, effects)


def _check_loops(findings: Findings, effects: Effects) -> None:
    for kind in unlike(effects):
        instant = {name for name in reached(effects, kind) if _takes_no_time(effects, name, kind)}
        if not instant:
            continue
        for day in _days_that_matter(effects, kind):
            _check_loops_on(findings, _graph(effects, kind, instant, day), instant, kind)


def _takes_no_time(effects: Effects, name: str, kind: Kind) -> bool:
    return row_of(effects.scenario.stations[name].stay, kind) is None


def _days_that_matter(effects: Effects, kind: Kind) -> list[int]:
    """The first day and every day on which an intervention on routes or diverts has a date."""
    start = effects.scenario.period.start
    days = {0}
    for placed in effects.concerning(kind):
        spec = placed.intervention
        if isinstance(spec, NextChange | Divert):
            share = spec.changes.get("share")
            dates = [spec.begin, spec.until, *((share and share.number.path) or ())]
            days |= {max(0, (date - start).days) for date in dates if date is not None}
    return sorted(days)


def _graph(effects: Effects, kind: Kind, instant: set[str], day: int) -> Graph:
    """Where clients who leave a gate may come at once: other gates, or `out` of the gates."""
    graph: Graph = {}
    for name in instant:
        ways: set[str] = set()
        for to, share in row_on(effects, name, kind, day).items():
            if share <= 0 or to == "back":
                continue
            if to not in effects.scenario.stations:
                ways.add("")
                continue
            joined = joined_instead(effects, to, kind, day)
            ways |= {item if item in instant else "" for item, part in joined.items() if part > 0}
        graph[name] = ways
    return graph


def _check_loops_on(findings: Findings, graph: Graph, instant: set[str], kind: Kind) -> None:
    stuck = instant - _lead_out(graph)
    if stuck:
        loop = _loop({name: graph[name] & stuck for name in stuck})
        rule = f"takes no time and leads back to itself for ever: {' -> '.join(loop)}"
        way_out = "give one of these stations a stay, or let someone go out"
        findings.error(("stations", loop[0], "next"), {}, rule, way_out)
        return
    loop = _loop({name: ways - {""} for name, ways in graph.items()})
    if loop:
        rule = f"clients may go round without time passing: {' -> '.join(loop)}"
        findings.warn(("stations", loop[0], "next"), {}, rule, "give one of these a stay")


def _lead_out(graph: Graph) -> set[str]:
    """The gates from which some way leads out of the gates."""
    result = {name for name, ways in graph.items() if "" in ways}
    while True:
        more = {name for name, ways in graph.items() if ways & result} | result
        if more == result:
            return result
        result = more


def _loop(graph: Graph) -> list[str]:
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
