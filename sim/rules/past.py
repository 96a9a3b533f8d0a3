"""What is known at the start of what came before it: waits seen, places that followed, money spent.

What rules 28, 31 and 32 look back on. A state has it in a file beside it
(clients/today/before.py); a filled start has none, and the waits of the file are what is seen at
first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..by_weeks import share_at
from ..following import places_made, productive_at, row_at
from ..network import Network
from ..network.seen import Followers
from ..remainders import places_of_lists

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Past:
    """Of the waits that a network sees (W), pools that follow (F) and accounts (A), before tick 0.

    On each of `look_ticks` (L,) a wait was seen: `weeks` (1 + L, W), the first row before them all.
    `left` and `asked` (W, days) are who left each list and who asked, on each of the last days.
    On each of `decided` (D,) places were multiplied: `factors` (F, 1 + D). Accounts have `spent`
    euros this year (A,), and have or have not `reached` their ceiling; that of this year is
    `amount_times` (A,) what the network says, as it knows of no money before the start.
    """

    look_ticks: Ints
    weeks: Floats
    left: Ints
    asked: Ints
    decided: Ints
    factors: Floats
    spent: Floats
    reached: Flags
    amount_times: Floats

    @property
    def days(self) -> int:
        """On how many days before the start joins and leaves were counted."""
        return int(self.left.shape[1])

    @property
    def is_nothing(self) -> bool:
        """Whether nothing of it was told."""
        sizes = (self.look_ticks.size, self.days, self.decided.size)
        money = self.spent.any() or self.reached.any() or (self.amount_times != 1.0).any()
        return not (any(sizes) or money)


def nothing_before(network: Network) -> Past:
    """Nothing is known: the waits of the file are seen, and places are as planned."""
    waits, accounts = network.seen.reference_weeks.size, network.accounts.thing.size
    none = np.zeros(0, np.int64)
    return Past(
        look_ticks=none,
        weeks=network.seen.reference_weeks.reshape(1, waits),
        left=np.zeros((waits, 0), np.int64),
        asked=np.zeros((waits, 0), np.int64),
        decided=none,
        factors=np.ones((network.followers.pool.size, 1)),
        spent=np.zeros(accounts),
        reached=np.zeros(accounts, np.bool_),
        amount_times=np.ones(accounts),
    )


def begun(network: Network, past: Past) -> Network:
    """The network as it stands at the start: with what followed by then, and the year's money."""
    if past.is_nothing:
        return network
    levels, accounts = network.levels.at_start.copy(), network.accounts
    for level, value in (*_shares(network, past), *_places(network, past)):
        levels[level] = value
    amount = accounts.amount.copy()
    if accounts.thing.size:
        this_year = accounts.year_end == accounts.year_end[0]
        amount[:, this_year] *= past.amount_times[:, None]
    return replace(
        network,
        levels=replace(network.levels, at_start=levels),
        accounts=replace(accounts, amount=amount),
    )


def _shares(network: Network, past: Past) -> Iterator[tuple[int, float]]:
    """The shares that follow a wait, as the last look at it left them (rule 28)."""
    if not past.look_ticks.size:
        return
    spec, levels = network.reactions, network.levels.at_start
    for row, level in enumerate(spec.level.tolist()):
        tick = int(past.look_ticks[-1] - spec.lag_ticks[row])
        look = int(np.searchsorted(past.look_ticks, tick, side="right"))
        weeks = float(past.weeks[look, spec.seen[row]])
        share = float(share_at(weeks, spec.points[row], spec.shares[row]))
        yield level, float(levels[spec.times[row]]) * share + float(levels[spec.plus[row]])


def _places(network: Network, past: Past) -> Iterator[tuple[int, float]]:
    """The places of pools that have followed (rule 31)."""
    spec = network.followers
    for row, levels in enumerate(spec.levels):
        if levels.size and past.decided.size:
            places = places_of_lists(_places_at_start(spec, past, row), spec.shares[row])
            yield from zip(levels.tolist(), places.tolist(), strict=True)


def _places_at_start(spec: Followers, past: Past, row: int) -> int:
    steps = (spec.ticks[row], spec.times[row], spec.plus[row])
    decided = np.concatenate([[0], past.decided]).astype(np.int64)
    times = (int(spec.lag_ticks[row]), int(spec.training_ticks[row]))
    factors = np.ascontiguousarray(past.factors[row])
    stock = productive_at(0, *steps, decided, factors, *times)
    at = int(row_at(0, spec.ticks[row]))
    clients, efficiency = float(spec.clients[row][at]), float(spec.efficiency[row][at])
    return int(places_made(stock, clients, efficiency, bool(spec.is_whole[row]), spec.scale))
