"""Sources whose clients go the same ways: what holds for one of them holds for all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..scenario.schema import (
    Divert,
    NextChange,
    Root,
    Scenario,
    StayChange,
    WaitingChange,
)
from .arrivals import Source
from .model import Ints


def alike(scenario: Scenario, sources: list[Source]) -> tuple[list[Source], Ints]:
    """Sources that are unlike each other, in order; and the index there of each source's like.

    Sources are alike that have a need and a referrer in common, and gemeenten that are alike.
    """
    places = _likeness_of_gemeenten(scenario)
    likeness = [
        (places[source.gemeente], source.spec.need, source.spec.referrer) for source in sources
    ]
    index: dict[object, int] = {}
    like = np.array([index.setdefault(item, len(index)) for item in likeness], dtype=np.int64)
    _, first = np.unique(like, return_index=True)
    return [sources[at] for at in first], like


def _likeness_of_gemeenten(scenario: Scenario) -> dict[str, object]:
    """Equal for gemeenten with the same rows and interventions on ways, stays and lists."""
    spec = [placed.intervention for placed in scenario.interventions]
    named = [
        item.gemeenten
        for item in spec
        if isinstance(item, Divert | NextChange | StayChange | WaitingChange) and item.gemeenten
    ]
    own = {*_with_own_rows(scenario), *_with_own_rows(scenario.root)}
    return {
        name: (name if name in own else "", tuple(name in names for names in named))
        for name in scenario.gemeenten
    }


def _with_own_rows(spec: Root | Scenario) -> Iterator[str]:
    """Gemeenten that some station has rows of its own for."""
    for station in spec.stations.values():
        for rows in (station.stay, station.next, station.returns):
            if rows is not None:
                yield from rows.gemeenten
