"""Rings of stations that clients never leave again, on from some date until the end."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from ..in_force import Group
from ..scenario.reading import Keys
from ..traffic.strands import PerStrand, Strands
from ..traffic.terms import Terms, terms_on
from .findings import Findings
from .reach import lead_out, loop_in

AllTerms = tuple[PerStrand[Terms], ...]


@dataclass(frozen=True)
class _Trap:
    """Stations without a way out for some clients, and a divert by which they stay, if one does."""

    loop: tuple[str, ...]
    divert: str | None
    avoided: str | None


def check_nobody_leaves(findings: Findings) -> None:
    """Refuse stations that only feed each other: at the end of the period nobody leaves them.

    Clients whose need has ages leave at 18 at the latest; that they go round until then is refused
    only where a divert of everyone sends them, since nobody means that.
    """
    strands = findings.traffic.strands
    last = findings.day_of(findings.scenario.period.end) - 1
    terms = terms_on(strands, last)
    for strand, group in enumerate(strands.first):
        trap = _trap_on(findings, terms, strand, last)
        if trap is not None and (trap.divert or not findings.scenario.needs[group.need].age):
            _refuse(findings, trap, strand, group)


def _trap_on(findings: Findings, terms: AllTerms, strand: int, day: int) -> _Trap | None:
    """Where clients of a strand are held on a day; None where they are not."""
    strands = findings.traffic.strands
    near = _reached_on(strands, terms, strand)
    if all(terms[number].of(strand).leaves > 0 for number in near):
        return None
    ways = {number: _ways_on(terms, strand, number) & near for number in near}
    free = {number for number in near if terms[number].of(strand).leaves > 0}
    group = strands.first[strand]
    free |= {at for at in near - free if _leaves_a_list(findings, strands.stations[at], group, day)}
    graph = {
        strands.stations[number]: {strands.stations[to] for to in ways[number]}
        | ({""} if number in free else set())
        for number in near
    }
    stuck = set(graph) - lead_out(graph)
    if not stuck:
        return None
    loop = loop_in({name: graph[name] & stuck for name in stuck})
    return _Trap(tuple(loop), *_divert_in(strands, terms, strand, set(loop)))


def _reached_on(strands: Strands, terms: AllTerms, strand: int) -> set[int]:
    """Where clients of a strand come with the shares of one day."""
    entrance = terms[int(strands.entrance[strand])].of(strand)
    open_ends = [to for to, share in entrance.instead if share > 0]
    result = set(open_ends)
    while open_ends:
        more = _ways_on(terms, strand, open_ends.pop()) - result
        result |= more
        open_ends += more
    return result


def _ways_on(terms: AllTerms, strand: int, number: int) -> set[int]:
    """Where clients who leave a station come, diverts counted."""
    return {
        there
        for to, share in terms[number].of(strand).onward
        if share > 0
        for there, part in terms[to].of(strand).instead
        if part > 1e-12
    }


def _leaves_a_list(findings: Findings, name: str, group: Group, day: int) -> bool:
    """Whether clients may leave help from the list of a station, where there is a list."""
    in_force = findings.in_force
    pool = in_force.membership(name, group.gemeente).at(day)
    has_list = in_force.pool(pool.base, group.gemeente).given.at(day) < inf
    drops_out = in_force.waiting(name, "drops_out_per_week").of(group).at(day) > 0
    is_limited = in_force.waiting(name, "limit").of(group).at(day) >= 0
    return has_list and (drops_out or is_limited)


def _divert_in(
    strands: Strands, terms: AllTerms, strand: int, loop: set[str]
) -> tuple[str | None, str | None]:
    """A divert that sends all who go round elsewhere, and the station that they never start at."""
    for name in loop:
        for to, share in terms[strands.number_of[name]].of(strand).onward:
            station = strands.stations[to]
            if share > 0 and dict(terms[to].of(strand).instead)[to] <= 1e-12:
                group = strands.first[strand]
                moving = [
                    divert.spec.id
                    for divert in strands.diverts_from[station]
                    if divert.share.of(group).last > 0 and set(divert.spec.stations) & loop
                ]
                if moving:
                    return moving[-1], station
    return None, None


def _refuse(findings: Findings, trap: _Trap, strand: int, group: Group) -> None:
    date = findings.date_of(_since(findings, trap, strand, group))
    ring = " -> ".join(trap.loop)
    if trap.divert is not None:
        rule = f"from {date} on nobody starts at {trap.avoided} and all go round for ever: {ring}"
        way_out = f"divert fewer than all, or let some of them go elsewhere than {trap.avoided}"
        keys = ("interventions", trap.divert, "share")
        findings.error(keys, {}, rule, way_out, about=_ways_round(trap))
        return
    rule = f"from {date} on nobody leaves who comes here, and no age ends it: {ring}"
    way_out = "let some go out, or give the needs that come here their ages"
    keys = ("stations", trap.loop[0], "next")
    findings.error(keys, {}, rule, way_out, about=_ways_round(trap))


def _ways_round(trap: _Trap) -> list[Keys]:
    """Where it stands who leaves the stations of a ring, from their lists too."""
    return [("stations", name, part) for name in trap.loop for part in ("next", "waiting")]


def _days(findings: Findings, trap: _Trap, group: Group) -> set[int]:
    """The days on which a row or divert of the ring changes."""
    rows = [findings.in_force.row(name).of(group).days for name in trap.loop]
    diverts = [divert.share.of(group).days for divert in findings.in_force.diverts]
    return {0}.union(*rows, *diverts)


def _since(findings: Findings, trap: _Trap, strand: int, group: Group) -> int:
    """The first day from which on clients are held there, up to the end."""
    since = findings.day_of(findings.scenario.period.end) - 1
    for day in sorted((day for day in _days(findings, trap, group) if day < since), reverse=True):
        then = _trap_on(findings, terms_on(findings.traffic.strands, day), strand, day)
        if then is None or set(then.loop) != set(trap.loop):
            break
        since = day
    return since
