"""The log of what followed from what happened (rules 28, 31 and 32): both engines write it so."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from ..network import Network
from .past import Past

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Columns = tuple[Ints, Ints, Floats]
"""Days, things and values."""


def log_of(
    network: Network,
    past: Past,
    looks: Ints,
    weeks: Floats,
    decided: Ints,
    factors: Floats,
    reached: Flags,
) -> Columns:
    """All that was seen, all that places were multiplied with, and ceilings, in order of days.

    `weeks` has shape (looks, waits), `factors` (pools, decisions), `reached` (looks, accounts).
    What is known of the time before the run stands on its first day, but places that followed on
    theirs: staff may still be in training then.
    """
    if not past.is_nothing:
        looks, weeks = np.append(0, looks), np.concatenate([past.weeks[-1:], weeks])
        decided = np.concatenate([past.decided, decided])
        factors = np.concatenate([past.factors[:, 1:], factors], axis=1)
        reached = np.concatenate([past.reached[None, :], reached])
    followers, waits = network.followers, weeks.shape[1]
    row, at = np.nonzero(followers.follows[:, None] & _decides(network, decided))
    bought = decided[at] + followers.lag_ticks[row]
    kept = bought < network.end
    row, at, bought = row[kept], at[kept], bought[kept]
    look, account = np.nonzero(np.diff(reached, axis=0, prepend=False))
    days = np.concatenate([np.repeat(looks, waits), bought, looks[look]]) // TICKS_PER_DAY
    things = np.concatenate(
        [
            np.tile(np.arange(waits), len(looks)),
            followers.thing[row],
            network.accounts.thing[account],
        ]
    )
    values = np.concatenate([weeks.reshape(-1), factors[row, at], reached[look, account]])
    order = np.argsort(days, kind="stable")
    return days[order], things[order].astype(np.int64), values[order]


def _decides(network: Network, decided: Ints) -> NDArray[np.bool_]:
    """Which pool decides when; shape (pools, decisions)."""
    begun: NDArray[np.bool_] = network.followers.begin_tick[:, None] <= decided[None, :]
    return begun
