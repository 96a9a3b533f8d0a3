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
    likeness = [(places[one.gemeente], one.said.need, one.said.referrer) for one in sources]
    index: dict[object, int] = {}
    like = np.array([index.setdefault(one, len(index)) for one in likeness], dtype=np.int64)
    _, first = np.unique(like, return_index=True)
    return [sources[at] for at in first], like


def _likeness_of_gemeenten(scenario: Scenario) -> dict[str, object]:
    """Equal for gemeenten with the same rows and interventions on ways, stays and lists."""
    said = [placed.intervention for placed in scenario.interventions]
    named = [
        one.gemeenten
        for one in said
        if isinstance(one, Divert | NextChange | StayChange | WaitingChange) and one.gemeenten
    ]
    own = {*_with_own_rows(scenario), *_with_own_rows(scenario.root)}
    return {
        name: (name if name in own else "", tuple(name in names for names in named))
        for name in scenario.gemeenten
    }


def _with_own_rows(said: Root | Scenario) -> Iterator[str]:
    """Gemeenten that some station has rows of its own for."""
    for station in said.stations.values():
        for rows in (station.stay, station.next, station.returns):
            if rows is not None:
                yield from rows.gemeenten
