"""Whom limits turn away before a filled start (rules 11 and 23).

A walk knows no lists. Where a limit holds at the start, a share of those who are about to join is
turned away, such that what stands at the start is what the places and the limit let in: the walk
is taken again until it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..network import Network
from ..network.model import LegalFrame
from .cohort import Clients

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_CLIENT, _STATION, _STARTED = 0, 1, 4
"""Columns of the stock; see State."""
_CLOSE_ENOUGH = 0.01


def nobody_turned_away(network: Network) -> Floats:
    """Shares by station and pool, none yet."""
    return np.zeros((len(network.stations), len(network.pools)))


@dataclass(frozen=True)
class Beyond:
    """What a walk left beyond the limits, by desk (station and pool).

    `bound` are the visits to which a limit applies, `excess` those beyond places and limit
    (negative: fewer than could be there); `rows` where the bound visits stand in the stock and
    `desk` their desks, as one number.
    """

    bound: Floats
    excess: Floats
    rows: Ints
    desk: Ints

    def is_wrong(self, turned_away: Floats) -> bool:
        """Whether too many are there, or too few although some were turned away."""
        tolerance = 1.0 + _CLOSE_ENOUGH * self.bound
        too_many = self.excess > tolerance
        too_few = (self.excess < -tolerance) & (turned_away > 0.0)
        return bool((too_many | too_few).any())

    def corrected(self, turned_away: Floats) -> Floats:
        """Shares with which as many are there as can: what is let in changes in proportion."""
        let_in = np.maximum(1.0 - self.excess / np.maximum(self.bound, 1.0), 0.0)
        changed = (self.excess > 0.0) | (turned_away > 0.0)
        return np.where(changed, np.clip(1.0 - (1.0 - turned_away) * let_in, 0.0, 1.0), turned_away)

    def trimmed(self, stock: Ints) -> Ints:
        """The stock without the few that are left beyond a limit, the latest started first."""
        too_many = np.maximum(np.ceil(self.excess), 0.0).astype(np.int64).ravel()
        gone: list[int] = []
        for desk in np.flatnonzero(too_many):
            here = self.rows[self.desk == desk]
            latest = here[np.argsort(-stock[here, _STARTED], kind="stable")]
            gone += latest[: too_many[desk]].tolist()
        return np.delete(stock, gone, axis=0) if gone else stock


def beyond_limits(network: Network, clients: Clients, stock: Ints) -> Beyond:
    """Compare the stock at every desk with what its places and its limit let in.

    Who is beyond the places of a pool will wait (rule 23), spread over its stations as they are.
    Lists behind one form count as one, under the first: a limit holds on each of them (rule 8).
    """
    tables, now = network.tables, network.levels.at_start
    source, station = clients.source[stock[:, _CLIENT]], stock[:, _STATION]
    pool = now[tables.pool[station, network.sources.gemeente[source]]].astype(np.int64)
    limit = now[tables.limit[station, source]]
    is_bound = (limit >= 0) & (network.sources.legal_frame[source] == LegalFrame.VOLUNTARY)
    shape = (len(network.stations), len(network.pools))
    desk = station * shape[1] + pool

    def counted(rows: NDArray[np.bool_] | slice) -> Floats:
        return np.bincount(desk[rows], minlength=shape[0] * shape[1]).reshape(shape).astype(float)

    here, bound = counted(slice(None)), counted(is_bound)
    lowest = np.full(shape, np.inf)
    np.minimum.at(lowest, (station[is_bound], pool[is_bound]), limit[is_bound])
    in_pool = np.maximum(here.sum(axis=0), 1.0)
    lists = network.lists
    places = np.zeros(shape[1])
    np.add.at(places, lists.first, now[network.places.capacity])
    waiting = (in_pool - places) * here / in_pool
    excess = np.where(bound > 0, np.minimum(waiting - lowest * lists.count, bound), 0.0)
    rows = np.flatnonzero(is_bound)
    return Beyond(bound, excess, rows, desk[rows])
