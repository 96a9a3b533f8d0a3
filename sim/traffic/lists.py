"""What several lists behind one form add to the size of a run (rule 8)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..in_force import PoolInstance
from ..scenario.schema import Pool
from .flows import Traffic

Floats = NDArray[np.float64]

_WEEKS = 52.0
_MOST = 20.0
"""A wait of a year counts, and so many changes of list in it: each brings somebody nearer to a
place. A run in which more are made is ended by its guard, if there is no room for it."""
_OFTEN = 2.0
"""Times the part of visits without waiting that is on such lists."""


def lists_of(pool: PoolInstance) -> int:
    """How many lists a pool has at most."""
    lists = pool.spec.lists if isinstance(pool.spec, Pool) else None
    return 1 if lists is None else lists.number


def changes_of_list(traffic: Traffic, last: int) -> float:
    """Visits more for each visit, as clients go to another list."""
    scenario = traffic.in_force.scenario
    rate = {
        name: max(pool.lists.switch_per_week.values)
        for name, pool in scenario.pools.items()
        if pool.lists is not None
    }
    if not any(rate.values()):
        return 0.0
    stations = scenario.stations
    rates = np.array([_most_often(traffic, name, rate) for name in stations])
    often = np.minimum(rates * _WEEKS, _MOST)
    parts = [_part(traffic, day, often) for day in (0, last // 2, last - 1)]
    return min(_OFTEN * max(parts), float(often.max()))


def _most_often(traffic: Traffic, station: str, rate: dict[str, float]) -> float:
    """The highest rate of the pools that a station ever draws from."""
    gemeenten = {group.gemeente for group in traffic.in_force.groups}
    pools = [traffic.in_force.membership(station, gemeente).values for gemeente in gemeenten]
    return max((rate.get(pool.base, 0.0) for row in pools for pool in row), default=0.0)


def _part(traffic: Traffic, day: int, often: Floats) -> float:
    """Of the visits of a day, if nobody waited, the mean of how often each changes list."""
    starts, of_group = np.maximum(traffic.starts(day), 0.0), traffic.strands.of_group
    order = [traffic.strands.stations.index(name) for name in traffic.in_force.scenario.stations]
    weighed = total = 0.0
    for group in traffic.in_force.groups:
        arrivals = traffic.in_force.rate(group).per_day(day)
        row = arrivals * starts[of_group[group.index]][order]
        weighed += float(row @ often)
        total += float(row.sum())
    return weighed / total if total else 0.0
