"""Pools whose places follow demand and the wait for them (rule 31)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from ..following import (
    grown_to,
    hold_to_markets,
    places_made,
    productive_at,
    row_at,
    wanted_growth,
)
from ..network import Network
from ..remainders import places_of_lists
from ..rules.past import Past
from .seen import Floats, Ints, SeenLists


class FollowingPools:
    """By what the places of each pool are multiplied, from each decision on."""

    def __init__(self, network: Network, seen: SeenLists, past: Past) -> None:
        self._followers, self._seen = network.followers, seen
        self._follows = network.followers.follows.tolist()
        self._decided = [0, *past.decided.tolist()]
        self._known = len(self._decided)
        self._factors: list[list[float]] = past.factors.tolist()

    def decide(self, now: int, holds: Callable[[int], bool]) -> None:
        """Let all pools decide by how much they grow, held to what there is of staff.

        A pool whose list `holds`, since money stops who would start (rule 32), does not grow.
        """
        spec = self._followers
        growth = np.array([self._wanted(row, now) for row in range(spec.pool.size)], np.float64)
        held = np.array([holds(at) for at in spec.seen.tolist()], np.bool_)
        growth[held] = np.minimum(growth[held], 0.0)
        both = [self._fte(row, now) for row in range(spec.pool.size)]
        following, fte = (np.array(column) for column in np.array(both).reshape(-1, 2).T)
        hold_to_markets(growth, following, fte, spec.market, spec.most)
        for row, factors in enumerate(self._factors):
            factors.append(float(grown_to(factors[-1], growth[row])))
        self._decided.append(now)

    def decides(self, now: int) -> bool:
        """Whether a decision is due."""
        return now in self._followers.decides

    def _wanted(self, row: int, now: int) -> float:
        spec = self._followers
        if not self._follows[row] or now < spec.begin_tick[row]:
            return 0.0
        at = int(spec.seen[row])
        weeks, weeks_before = self._seen.mean_weeks(at, 0), self._seen.mean_weeks(at, 1)
        asked, asked_before = self._seen.asked_in_two_years(at, now)
        return float(wanted_growth(weeks, weeks_before, asked, asked_before, spec.numbers[row]))

    def _fte(self, row: int, now: int) -> tuple[float, float]:
        """FTE that follows, and all, with what has been decided."""
        spec = self._followers
        at = int(row_at(now, spec.ticks[row]))
        following = float(spec.times[row][at]) * self._factors[row][-1]
        fte = float(spec.fte[row])
        return following * fte, (following + float(spec.plus[row][at])) * fte

    def places(self, now: int) -> Iterator[tuple[int, float]]:
        """The level of the places of each pool, or each list of one, and places to give out."""
        for row, levels in enumerate(self._followers.levels):
            if levels.size:
                places = places_of_lists(self._places(row, now), self._followers.shares[row])
                yield from zip(levels.tolist(), places.tolist(), strict=True)

    def _places(self, row: int, now: int) -> int:
        """Places of all lists of a pool."""
        spec = self._followers
        stock = productive_at(
            now,
            spec.ticks[row],
            spec.times[row],
            spec.plus[row],
            np.array(self._decided, np.int64),
            np.array(self._factors[row], np.float64),
            int(spec.lag_ticks[row]),
            int(spec.training_ticks[row]),
        )
        at = int(row_at(now, spec.ticks[row]))
        clients, efficiency = float(spec.clients[row][at]), float(spec.efficiency[row][at])
        is_whole = bool(spec.is_whole[row])
        return int(places_made(stock, clients, efficiency, is_whole, spec.scale))

    def columns(self) -> tuple[Ints, Floats]:
        """The decisions of this run, and the factors of each pool from each of them on."""
        decided, factors = self.remembered()
        return decided[self._known - 1 :], factors[:, self._known :]

    def remembered(self) -> tuple[Ints, Floats]:
        """All decisions, and the factors of each pool before and from each of them on."""
        factors = np.array(self._factors, np.float64)
        factors = factors.reshape(len(self._factors), len(self._decided))
        return np.array(self._decided[1:], np.int64), factors
