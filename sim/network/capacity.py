"""Pools and their places by calendar: scaled, and as levels (rules 20-22)."""

from __future__ import annotations

import numpy as np

from ..in_force import UNLIMITED as WITHOUT_LIMIT
from ..in_force import InForce, PoolInForce, Timeline, scaled
from .levels import LevelsBuilder, steps_of
from .model import NOWHERE, UNLIMITED, LevelKind, Pools, RelocationOrder


def build_pools(in_force: InForce, levels: LevelsBuilder, scale: float) -> Pools:
    """Levels of capacity and closing of every pool."""
    gemeenten = {name: at for at, name in enumerate(in_force.scenario.gemeenten)}
    stations: dict[str | None, int] = {None: NOWHERE}
    stations |= {name: at for at, name in enumerate(in_force.scenario.stations)}
    rows, given_steps, paid_steps = [], [], []
    for index, instance in enumerate(in_force.pools):
        pool = in_force.pool(instance.base, instance.gemeente)
        given = _with_limit(scaled(pool.given, scale))
        given_steps.append(steps_of(given))
        paid_steps.append(steps_of(_with_limit(scaled(pool.paid, scale))))
        rows.append((_capacity(pool, given, levels, index), *_closing(pool, stations, levels)))
    capacity, closing, to, order = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Pools(
        base=tuple(pool.base for pool in in_force.pools),
        gemeente=np.array(
            [gemeenten[pool.gemeente] if pool.gemeente else -1 for pool in in_force.pools],
            dtype=np.int64,
        ),
        capacity=capacity.copy(),
        closing=closing.copy(),
        relocate_to=to.copy(),
        relocate_order=order.copy(),
        in_force=tuple(given_steps),
        paid=tuple(paid_steps),
    )


def _capacity(pool: PoolInForce, given: Timeline, levels: LevelsBuilder, index: int) -> int:
    """The level of the places given out; of a pool that follows a run sets it, no calendar."""
    if pool.followed is not None:
        return levels.add_own(given.first, LevelKind.CAPACITY, index)
    return levels.add(given, LevelKind.CAPACITY, index)


def _closing(
    pool: PoolInForce, stations: dict[str | None, int], levels: LevelsBuilder
) -> tuple[int, int, int]:
    """The levels of closing, of the station to relocate to, and of the order."""
    return (
        levels.add(pool.closing.numbered(lambda word: word == "relocate")),
        levels.add(pool.relocate_to.numbered(lambda name: stations[name])),
        levels.add(pool.relocate_order.numbered(lambda name: RelocationOrder[name.upper()])),
    )


def _with_limit(places: Timeline) -> Timeline:
    return places.mapped(lambda number: float(UNLIMITED) if number == WITHOUT_LIMIT else number)
