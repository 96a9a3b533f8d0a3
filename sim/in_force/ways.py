"""What makes clients go other ways through the stations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from ..scenario.schema import (
    Divert,
    Inflow,
    Intervention,
    NextChange,
    PlacesChange,
    Price,
    Root,
    Scenario,
    StayChange,
    WaitingChange,
)


def is_a_way(spec: Intervention) -> bool:
    """Whether an intervention decides where clients go, how long they stay or wait."""
    match spec:
        case Divert() | NextChange() | StayChange() | WaitingChange():
            return True
        case PlacesChange():
            return spec.relocate_to is not None
        case Inflow() | Price():
            return False
        case _:
            assert_never(spec)


def with_own_rows(spec: Root | Scenario) -> Iterator[str]:
    """Gemeenten that some station has rows of its own for."""
    for station in spec.stations.values():
        for rows in (station.stay, station.next, station.returns):
            if rows is not None:
                yield from rows.gemeenten
