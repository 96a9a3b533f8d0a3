"""What clients of each strand do at each station on a day: go on, come back, start a second."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..in_force import DivertInForce, Group
from ..scenario.schema import ONWARD
from .strands import Ints, PerStrand, Strands

MOST_RETURNS = 0.99
"""More than this share coming back at once is treated as this share."""

Shares = tuple[tuple[int, float], ...]
"""Shares by number of the station."""


@dataclass(frozen=True)
class Terms:
    """What follows a visit, per visit, before diverts; `instead` is where joiners come.

    `instead` holds the station itself for those who are not diverted. It sums to 1, and to more
    where a divert sends by a gate: who goes on from there is counted here too, and is no part of
    `onward` of the gate. `out` is who leaves help (left or ended before time), of whom `returns`
    come back; `leaves` counts those who moved too, and who go on from a gate.
    """

    onward: Shares
    out: float
    leaves: float
    returns: float
    beside: Shares
    instead: Shares


def terms_on(strands: Strands, day: int) -> tuple[PerStrand[Terms], ...]:
    """The terms of a day, by station."""
    return tuple(_terms_at(strands, name, day) for name in strands.stations)


def _terms_at(strands: Strands, name: str, day: int) -> PerStrand[Terms]:
    in_force, number_of = strands.in_force, strands.number_of
    station = in_force.scenario.stations[name]
    rows, returns = in_force.row(name), in_force.returns_share(name)
    seconds = [in_force.together(name, at) for at in range(len(station.together))]
    diverts = [item for item in strands.diverts_from.get(name, ()) if item.spec.when == "always"]
    parts = [rows.choice, returns.choice, *(line.choice for line in seconds)]
    parts += [divert.share.choice for divert in diverts]
    parts += [part for other in _beyond(strands, name) for part in parts_of_ways(strands, other)]

    def terms(group: Group) -> Terms:
        row = without_back(rows.of(group).at(day))
        beside = [
            (number_of[spec.station], line.of(group).at(day))
            for spec, line in zip(station.together, seconds, strict=True)
        ]
        out = row.get("out", 0.0) + row.get("early", 0.0)
        return Terms(
            onward=tuple((number_of[to], share) for to, share in row.items() if to in number_of),
            out=out,
            leaves=out + row.get("moved", 0.0) + row.get(ONWARD, 0.0),
            returns=out * min(MOST_RETURNS, returns.of(group).at(day)),
            beside=tuple(item for item in beside if item[1] > 0),
            instead=tuple(
                (number_of[to], share)
                for to, share in joined_instead(strands, name, group, day).items()
            ),
        )

    return strands.by(parts, terms)


def without_back(row: dict[str, float]) -> dict[str, float]:
    """A row as clients meet it who did not escalate; where only `back` is left, they go out."""
    left = {to: share for to, share in row.items() if to != "back" and share > 0}
    total = math.fsum(left.values())
    if "back" not in row or total <= 0:
        return left if left or "back" not in row else {"out": 1.0}
    return {to: share / total for to, share in left.items()}


def joined_instead(strands: Strands, name: str, group: Group, day: int) -> dict[str, float]:
    """Which stations they join who are about to join `name`: diverts that apply always."""
    return _joined(strands, name, group, day, frozenset())


def _joined(
    strands: Strands, name: str, group: Group, day: int, above: frozenset[str]
) -> dict[str, float]:
    """`above` are the gates that were passed by: a ring of them ends where it began."""
    left, again, row = 1.0, 0.0, dict[str, float]()
    for divert in strands.diverts_from.get(name, ()):
        spec = divert.spec
        if spec.when != "always" or "new" not in spec.applies_to:
            continue
        ways = _ways_of(strands, divert, group, day, above | {name})
        if ways is None:
            continue
        moved = left * min(1.0, divert.share.of(group).at(day))
        for to, share in ways.items():
            row[to] = row.get(to, 0.0) + moved * share
        left -= moved
        if spec.via is not None:  # they join here after all, and meet the diverts that follow
            gate = strands.in_force.row(spec.via).of(group).at(day)
            again += moved * gate.get(ONWARD, 0.0)
            left, again = left + again, 0.0
    return {**row, name: row.get(name, 0.0) + left}


def _ways_of(
    strands: Strands, divert: DivertInForce, group: Group, day: int, above: frozenset[str]
) -> dict[str, float] | None:
    """Where a divert sends those it takes; None where it can take nobody."""
    spec = divert.spec
    if not spec.is_onward:
        return dict.fromkeys(spec.stations, 1.0)
    row = strands.in_force.row(spec.from_).of(group).at(day)
    to = {name: share for name, share in row.items() if name in strands.number_of and share > 0}
    total = math.fsum(to.values())
    result: dict[str, float] = {}
    for name, share in to.items():
        joined = {name: 1.0} if name in above else _joined(strands, name, group, day, above)
        for there, part in joined.items():
            result[there] = result.get(there, 0.0) + share / total * part
    return result or None


def _beyond(strands: Strands, name: str) -> list[str]:
    """The stations whose rows and diverts decide where they come who are about to join one."""
    result, open_ends = {name}, [name]
    while open_ends:
        here = open_ends.pop()
        for divert in strands.diverts_from.get(here, ()):
            more = set(divert.spec.stations)
            if divert.spec.is_onward:
                rows = strands.in_force.row(here).choices
                more = {to for row in rows for to in row.destinations if to in strands.number_of}
            open_ends += more - result
            result |= more
    return sorted(result - {name})


def parts_of_ways(strands: Strands, name: str) -> list[Ints]:
    """What differs by group in the row and the diverts of a station."""
    diverts = strands.diverts_from.get(name, ())
    return [strands.in_force.row(name).choice, *(item.share.choice for item in diverts)]
