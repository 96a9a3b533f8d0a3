"""The wait that who looks at a list sees (rule 28), for lists that something reacts to."""

from __future__ import annotations

import numpy as np

from ..draws import TICKS_PER_DAY
from .lens import Lens
from .table import Table


def seen_rows(lens: Lens, table: Table) -> None:
    """The mean of the wait that was seen, by station; its gemeenten count by their youths."""
    watched = lens.in_force.reactions.watched
    if watched:
        means = np.array([_means(lens, name) for name in watched])
        table.add("seen_wait", means, lens.periods.long, stations=watched)


def _means(lens: Lens, name: str) -> list[float]:
    """By period."""
    seen = lens.in_force.reactions.seen_in_region(name)
    return [
        seen.mean(period.begin / TICKS_PER_DAY, period.end / TICKS_PER_DAY)
        for period in lens.periods.long
    ]
