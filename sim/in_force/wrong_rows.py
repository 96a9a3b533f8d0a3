"""What interventions make wrong with rows of shares (rule 14)."""

from __future__ import annotations

from collections.abc import Iterator

from .changes import REACTS, Thing
from .groups import Group
from .room import InForce
from .rows import RowProblem


def row_problems(in_force: InForce) -> Iterator[tuple[str, Group, RowProblem]]:
    """Station, the first group that it is so for, and what; rows that nothing changes are right."""
    for station in in_force.scenario.stations:
        if not _is_changed(in_force, station):
            continue
        for rows in in_force.rows_ever(station):
            for group in in_force.first_of(rows):
                for problem in rows.of(group).problems:
                    yield station, group, problem


def _is_changed(in_force: InForce, station: str) -> bool:
    fields = ("next", REACTS)
    return any(in_force.effects.on(Thing("stations", station, field)) for field in fields)
