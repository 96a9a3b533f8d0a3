"""Whom a list deters, and how many more come than are known (rule 29)."""

from __future__ import annotations

from .groups import Group
from .pools import UNLIMITED
from .room import UNSAID, InForce

LEAST_DETERRED = 2
"""Who is more urgent than this priority is not deterred."""


def raised(in_force: InForce, group: Group) -> float:
    """What the known arrivals of a group are multiplied with: the deterred are not in them.

    They are deterred where they enter, at the wait that is seen at first.
    """
    station = in_force.scenario.arrivals[group.arrival].enters
    share = in_force.deterred(station).of(group).first
    if share <= 0.0 or not may_be_deterred(in_force, group, station):
        return 1.0
    return 1.0 / (1.0 - share)


def may_be_deterred(in_force: InForce, group: Group, station: str) -> bool:
    """Whether who asks for help at a station on the first day may turn away from its list."""
    arrival = in_force.scenario.arrivals[group.arrival]
    own = in_force.waiting(station, "priority").of(group).first
    priority = arrival.priority if own == UNSAID else own
    pool = in_force.membership(station, group.gemeente).at(0)
    is_limited = in_force.pool(pool.base, pool.gemeente).given.first < UNLIMITED
    return is_limited and arrival.legal_frame == "voluntary" and priority >= LEAST_DETERRED
