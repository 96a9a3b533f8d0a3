"""Places as they were in a run: those of a pool that follows are no longer as planned (rule 31)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from ..in_force import PoolInForce, Timeline, scaled

if TYPE_CHECKING:
    from ..network import Network

Ints = NDArray[np.int64]


def given_places(network: Network, index: int, pool: PoolInForce) -> tuple[Ints, Ints]:
    """Places given out: from which ticks, how many (-1: unlimited)."""
    if pool.followed is None:
        return network.capacity(index)
    return _steps(scaled(pool.given, network.scale))


def paid_places(network: Network, index: int, pool: PoolInForce) -> tuple[Ints, Ints]:
    """Places paid for, staff in training included: from which ticks, how many."""
    if pool.followed is None:
        return network.paid_places(index)
    return _steps(scaled(pool.paid, network.scale))


def _steps(places: Timeline) -> tuple[Ints, Ints]:
    return places.day_array * TICKS_PER_DAY, places.value_array.astype(np.int64)
