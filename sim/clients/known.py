"""Which clients of a run come in another scenario too: the same children (rule 4)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..network.model import Sources
from .cohort import Clients

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]


def same_children(ours: Sources, theirs: Sources) -> bool:
    """Whether the same children come from both in one time, because nothing of them differs."""
    return ours is theirs or (
        len(ours.rate) == len(theirs.rate)
        and all(
            np.array_equal(getattr(ours, name), getattr(theirs, name))
            for name in ("key", "reference_per_day", "log_growth_per_day")
        )
        and all(
            np.array_equal(line.ticks, other.ticks) and np.array_equal(line.values, other.values)
            for line, other in zip(ours.rate, theirs.rate, strict=True)
        )
    )


def known_in(clients: Clients, others: Ints) -> Flags:
    """Whether each client is among those with these keys; of the start everyone is.

    The key of a client is made of names (rule 5), so it is the same child in each scenario. Sought
    in order, since NumPy's isin first looks which keys differ, and all do.
    """
    in_order = np.sort(others)
    place = np.searchsorted(in_order, clients.key)
    known = place < in_order.size
    known[known] = in_order[place[known]] == clients.key[known]
    return known | (clients.strip < 0)
