"""The wait that who looks at a list sees (rule 28), for lists that something reacts to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from ..in_force.changes import SEEN_WAIT, Thing
from .lens import Lens
from .table import Table

Floats = NDArray[np.float64]


def seen_rows(lens: Lens, table: Table) -> None:
    """The mean of the wait that was seen, by station; its gemeenten count by their youths."""
    watched = lens.in_force.reactions.watched
    if watched:
        means = np.array([_means(lens, name) for name in watched])
        table.add("seen_wait", means, lens.periods.long, stations=watched)


def _means(lens: Lens, name: str) -> Floats:
    """By period."""
    named = lens.log.details_of(Thing("stations", name, SEEN_WAIT))
    gemeenten = [item for item in lens.gemeente_names if item in named] or [""]
    youths = lens.scenario.gemeenten
    weights = np.array([youths[item].youth.first if item else 1.0 for item in gemeenten])
    means = [_by_period(lens, name, item) for item in gemeenten]
    return np.average(means, axis=0, weights=weights if weights.any() else None)


def _by_period(lens: Lens, name: str, gemeente: str) -> list[float]:
    seen = lens.in_force.reactions.seen_wait(name, gemeente)
    return [
        seen.mean(period.begin / TICKS_PER_DAY, period.end / TICKS_PER_DAY)
        for period in lens.periods.long
    ]
