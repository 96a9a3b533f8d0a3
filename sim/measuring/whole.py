"""A run as it is measured: lists behind one form are one pool, changing lists is no end (8).

The engines' own record, on which conservation is held, tells lists apart.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..network import Network
from ..network.model import Levels, Pools
from ..visits import Outcome

if TYPE_CHECKING:
    from ..visits import Visits

Ints = NDArray[np.int64]


def measured(network: Network, visits: Visits) -> tuple[Network, Visits]:
    """Network and visits without lists; the very same where there are none."""
    if (network.lists.count == 1).all():
        return network, visits
    return _whole_network(network), _whole_visits(network, visits)


def _whole_network(network: Network) -> Network:
    lists, places = network.lists, network.places
    firsts = np.unique(lists.first)
    pools = Pools(
        base=tuple(places.base[first] for first in firsts.tolist()),
        gemeente=places.gemeente[firsts],
        capacity=places.capacity[firsts],
        closing=places.closing[firsts],
        relocate_to=places.relocate_to[firsts],
        relocate_order=places.relocate_order[firsts],
        in_force=lists.in_force,
        paid=lists.paid,
    )
    levels = _renumbered(network.levels, network.tables.pool, lists.whole)
    return replace(network, pools=lists.names, places=pools, levels=levels)


def _renumbered(levels: Levels, of_pools: Ints, whole: Ints) -> Levels:
    """Levels that tell from which pool a station draws, with the pools of the file."""
    at_start, values = levels.at_start.copy(), levels.change_value.copy()
    rows = np.unique(of_pools)
    at_start[rows] = whole[at_start[rows].astype(np.int64)]
    changed = np.isin(levels.change_level, rows)
    values[changed] = whole[values[changed].astype(np.int64)]
    return replace(levels, at_start=at_start, change_value=values)


def _whole_visits(network: Network, visits: Visits) -> Visits:
    """One visit from joining the first list to the end, at the last list; in order of joining."""
    first, order = first_rows(visits), last_rows(visits)
    number = np.full(len(visits), -1, dtype=np.int32)
    number[order] = np.arange(order.size, dtype=np.int32)
    columns = {item.name: getattr(visits, item.name)[order] for item in fields(visits)}
    beside = visits.with_visit[order]
    columns["visit"] = np.arange(order.size, dtype=np.int32)
    columns["joined"] = visits.joined[first[order]]
    columns["pool"] = network.lists.whole[visits.pool[order]].astype(visits.pool.dtype)
    columns["with_visit"] = np.where(beside >= 0, number[beside], beside)
    return type(visits)(**columns)


def last_rows(visits: Visits) -> Ints:
    """Of each visit as it is measured the row of that on the last list, where it may start."""
    kept = np.flatnonzero(visits.outcome != Outcome.SWITCHED)
    return kept[np.argsort(first_rows(visits)[kept], kind="stable")]


def first_rows(visits: Visits) -> Ints:
    """Of each visit the row of that on the first list: a change of list keeps the visit number."""
    first = np.arange(len(visits))
    went = np.unique(visits.client[visits.outcome == Outcome.SWITCHED])
    rows = np.flatnonzero(np.isin(visits.client, went))
    keys = (rows, visits.nth[rows], visits.station[rows], visits.client[rows])
    rows = rows[np.lexsort(keys)]
    goes_on = visits.outcome[rows[:-1]] == Outcome.SWITCHED
    begins = np.flatnonzero(np.concatenate(([True], ~goes_on))[: rows.size])
    first[rows] = np.repeat(rows[begins], np.diff(np.append(begins, rows.size)))
    return first
