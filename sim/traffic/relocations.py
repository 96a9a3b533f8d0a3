"""How many clients are relocated at most: each begins a further visit (rule 20)."""

from __future__ import annotations

import numpy as np

from ..in_force import InForce, PoolInForce, PoolInstance
from ..scenario.schema import Pool


def most_relocated(in_force: InForce, at_once: float, *, scale: float = 1.0) -> float:
    """Relocations in the whole period, where at most `at_once` clients are there at one time."""
    above = {
        (pool.base, pool.gemeente)
        for station in in_force.scenario.stations
        for group in in_force.unlike
        if any(in_force.over_capacity(station).of(group).values)
        for pool in in_force.membership(station, group.gemeente).values
    }
    return sum(
        _most_of(in_force.pool(pool.base, pool.gemeente), pool, at_once, scale, above)
        for pool in in_force.pools
    )


def _most_of(
    places: PoolInForce,
    pool: PoolInstance,
    at_once: float,
    scale: float,
    above: set[tuple[str, str | None]],
) -> float:
    """Of one pool: who is there, up to the places there were, and has no place any more.

    After a relocation no more are there than there are places, so a ramp downwards relocates what
    it takes away and not all who are there each day; where clients may start above the places,
    anybody may be there each time. Places are rounded after scaling, which is 1 at most. Places
    that follow are set to a number when they relocate, and may have grown until then (rule 31).
    """
    given, closing, grown = places.given, places.closing, _most_times(places)
    most = total = 0.0
    for day in np.union1d(given.days, closing.days).tolist():
        now = given.at(day) * scale + 1
        if closing.at(day) == "relocate" and now < most:
            total += min(at_once, most - now + 1)
            most = now
        most = max(most, now * grown)
        if (pool.base, pool.gemeente) in above:
            most = at_once
    return total


def _most_times(places: PoolInForce) -> float:
    """What following may have made of the places by the end of the period."""
    spec = places.pool.spec
    if not isinstance(spec, Pool) or spec.follows is None:
        return 1.0
    return float((1.0 + spec.follows.most.first) ** places.years)
