"""Numbers of a scenario on each day, for groups of sources that the same interventions concern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ...network.changes import concerns

if TYPE_CHECKING:
    from ...network import Network
    from ...scenario.schema import Placed, Scenario, Selected

Flags = NDArray[np.bool_]


def chosen(
    scenario: Scenario, kind: type[Selected], name: str, **where: str | None
) -> list[Placed]:
    """Interventions of a kind that say something about field `name`, at a station or pool."""
    return [
        placed
        for placed in scenario.interventions
        if isinstance(placed.intervention, kind)
        and getattr(placed.intervention, name) is not None
        and any(
            value is not None and getattr(placed.intervention, key, None) == value
            for key, value in where.items()
        )
    ]


def by_sources(
    scenario: Scenario, network: Network, placed: Sequence[Placed]
) -> Iterator[tuple[Flags, list[Placed]]]:
    """Groups of sources (flags of shape (S,)) with the interventions that concern each group."""
    sources = network.sources
    count = len(sources.key)
    concerned = np.zeros((len(placed), count), dtype=np.bool_)
    groups = [need.product_group for need in scenario.needs.values()]
    for row, item in enumerate(placed):
        for source in range(count):
            need = int(sources.need[source])
            concerned[row, source] = concerns(
                item.intervention,
                gemeente=network.gemeenten[int(sources.gemeente[source])],
                need=network.needs[need],
                referrer=network.referrers[int(sources.referrer[source])],
                group=groups[need],
            )
    kinds, kind = np.unique(concerned, axis=1, return_inverse=True)
    for column in range(kinds.shape[1]):
        rows = np.flatnonzero(kinds[:, column]).tolist()
        yield np.asarray(kind).reshape(-1) == column, [placed[row] for row in rows]
