"""What clients of each strand do at each station on a day: go on, come back, start a second."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..in_force import Group
from .strands import PerStrand, Strands

MOST_RETURNS = 0.99
"""More than this share coming back at once is treated as this share."""

Shares = tuple[tuple[int, float], ...]
"""Shares by number of the station."""


@dataclass(frozen=True)
class Terms:
    """What follows a visit, per visit, before diverts; `instead` is where joiners come.

    `instead` sums to 1 and holds the station itself for those who are not diverted; `out` is who
    leaves help (left or ended before time), of whom `returns` come back; `leaves` counts those who
    moved too.
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
            leaves=out + row.get("moved", 0.0),
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
    left, row = 1.0, dict[str, float]()
    for divert in strands.diverts_from.get(name, ()):
        spec = divert.spec
        if spec.when == "always" and "new" in spec.applies_to:
            moved = left * min(1.0, divert.share.of(group).at(day))
            row[spec.to] = row.get(spec.to, 0.0) + moved
            left -= moved
    return {**row, name: row.get(name, 0.0) + left}
