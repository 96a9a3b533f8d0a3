"""Waits that are seen, and what follows them (rules 28 and 31), as an engine reads it.

Shapes: W waits that are seen, R shares that follow one, F pools that follow one, N stations, P
pools, G gemeenten, S sources, M labour markets.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..in_force.changes import Thing

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

IN_PROPORTION = -100
"""Of a route that follows a wait: what it takes comes from all others in proportion."""
UNSEEN = -1
"""Of a station where nobody looks at the wait."""


FIRST_DAYS = 91
"""As long as this nobody has seen enough, and the wait of the file is what is seen."""
A_YEAR = 365
LOOKS_A_YEAR = 12
FEW = 10
"""Fewer than this who left in 91 days say too little: those of a year count."""
MOST_WEEKS = 52.0


@dataclass(frozen=True)
class SeenWaits:
    """Whose wait is seen: of a station, of a station for each gemeente, or of a pool.

    `at` (N, G) is the wait that clients of a gemeente are part of at a station, `of_pool` (P,) that
    for a pool, or UNSEEN; `reference_weeks` (W,) is what is seen at first; `things` names each in
    the log, and what follows behind them. On each `review_tick` what follows a wait is worked out;
    where `sees` says so, waits are seen first.
    """

    at: Ints
    of_pool: Ints
    reference_weeks: Floats
    things: tuple[Thing, ...]
    review_tick: Ints
    sees: NDArray[np.bool_]


@dataclass(frozen=True)
class Reactions:
    """Shares that follow a seen wait, each a level; all of length R.

    When waits are seen, and at its own `ticks`, the level becomes level `times` x (the share at the
    wait seen `lag_ticks` before) + level `plus`; `points` are weeks, `shares` what belongs to them.
    """

    level: Ints
    seen: Ints
    lag_ticks: Ints
    times: Ints
    plus: Ints
    ticks: tuple[Ints, ...]
    points: tuple[Floats, ...]
    shares: tuple[Floats, ...]


@dataclass(frozen=True)
class Deterrence:
    """Who turns away from a list (rule 29), by station (N,) unless said.

    `share` (N, S) are levels; `at_start` (N, S) whether the filled start applies it. Who was
    deterred comes back with `again_share`, after the row of times `again_delay` (-1: none), and is
    helped `dearer` times as long; `helps` tells where care is help.
    """

    share: Ints
    at_start: NDArray[np.bool_]
    again_share: Floats
    again_delay: Ints
    dearer: Floats
    helps: NDArray[np.bool_]


@dataclass(frozen=True)
class Steers:
    """Routes after a stay whose share follows a wait.

    Rows say `to` and `giver`: stations or exit codes, or IN_PROPORTION; with a `key` of their own.
    Shape (N, S): `row` is the one that is met, -1 for none, and `share` its level; below 0 it is
    not in force.
    """

    to: Ints
    giver: Ints
    key: Ints
    row: Ints
    share: Ints


@dataclass(frozen=True)
class Followers:
    """Pools whose places follow, and others that share a labour market; of length F unless said.

    A pool that follows has `levels` of its places, one for each of its lists, which have `shares`
    of them (rule 8), a wait that is `seen`, its `thing` in the log and `numbers` (as in
    sim/following.py), and decides on each of the ticks in `decides` from `begin_tick` on; others
    have no levels. `pool` counts those of the file. `market` is the row of `most` (M,), or -1. From
    each of its `ticks` on, the stock of a pool is `times` the factor and `plus`, and makes so many
    places by `clients` and `efficiency`, rounded before where `is_whole`; `fte` is what one of the
    stock takes. The places of the run are those of `scale`.
    """

    pool: Ints
    seen: Ints
    thing: Ints
    begin_tick: Ints
    lag_ticks: Ints
    training_ticks: Ints
    market: Ints
    is_whole: NDArray[np.bool_]
    fte: Floats
    levels: tuple[Ints, ...]
    shares: tuple[Floats, ...]
    numbers: tuple[Floats, ...]
    ticks: tuple[Ints, ...]
    times: tuple[Floats, ...]
    plus: tuple[Floats, ...]
    clients: tuple[Floats, ...]
    efficiency: tuple[Floats, ...]
    most: Floats
    decides: Ints
    scale: float

    @property
    def follows(self) -> NDArray[np.bool_]:
        """Which of them follow; shape (F,)."""
        return np.array([levels.size > 0 for levels in self.levels], np.bool_)
