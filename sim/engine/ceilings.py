"""Ceilings on money: what care has cost this year, and who may not start any more (rule 32)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..network import Network
from ..network.model import LegalFrame
from ..network.seen import UNSEEN
from ..network.spending import UNCOUNTED
from ..rules.past import Past
from ..spending import add_care_due, add_money, steps_until
from .records import MAIN, Pool, Visit, Waiter
from .youths import Youth

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Ceilings:
    """What each account has spent since 1 January, and which of them have reached their ceiling."""

    def __init__(self, network: Network, past: Past) -> None:
        spec = self._spec = network.accounts
        self._first = network.lists.first
        self._step = self._last = 0
        self._care_ticks = np.zeros(spec.pool.size, np.int64)
        self._starts = np.zeros(spec.pool.size, np.int64)
        self._spent = past.spent.copy()
        self._reached = past.reached.copy()
        self._stopped = np.zeros(spec.pool.size, np.bool_)
        self._pools = set(spec.pool.tolist())
        self._stopped_pools: frozenset[int] = frozenset()
        self._held: set[int] = set()
        self._looks: list[Flags] = []
        if spec.thing.size:
            self._stop()

    # ------------------------------------------------------------------ what is spent

    def has_started(self, visit: Visit) -> None:
        """Somebody has a place, and pays for the start."""
        cell = self._cell_of(visit.terms.station, visit.youth.source, visit.pool)
        if cell != UNCOUNTED:
            self._starts[cell] += 1

    def count_care(self, visit: Visit, now: int) -> int:
        """Count the care of a visit since that was last done; its cell."""
        cell = self._cell_of(visit.terms.station, visit.youth.source, visit.pool)
        if cell != UNCOUNTED:
            self._care_ticks[cell] += now - max(visit.started, self._last)
        return cell

    def _cell_of(self, station: int, source: int, pool: Pool) -> int:
        spec = self._spec
        if pool.index not in self._pools:
            return UNCOUNTED
        row = int(spec.rows[station, source])
        if row != UNCOUNTED:
            for cell in range(int(spec.begin[row]), int(spec.end[row])):
                if spec.pool[cell] == pool.index:
                    return cell
        return UNCOUNTED

    # ------------------------------------------------------------------ what is asked each month

    def review(self, pools: list[Pool], now: int, *, looks: bool) -> list[int]:
        """Add up what was spent; ask on the first of a month whether a ceiling is reached.

        What comes back are the pools in which somebody may start again.
        """
        spec = self._spec
        if not spec.thing.size:
            return []
        cells = self._add_care(pools, now)
        if spec.year_end[self._step] <= now:
            self._spent[:] = 0.0
            self._reached[:] = False
        while self._step + 1 < spec.ticks.size and spec.ticks[self._step + 1] <= now:
            self._step += 1
        if looks:
            total = self._spent + self._still_due(cells, now)
            self._reached |= (total > 0.0) & (total >= spec.amount[:, self._step])
            self._looks.append(self._reached.copy())
        return self._stop()

    def remembered(self, pools: list[Pool], now: int) -> tuple[Floats, Flags]:
        """What each account has spent until now, and whether its ceiling is reached."""
        self._add_care(pools, now)
        return self._spent.copy(), self._reached.copy()

    def _add_care(self, pools: list[Pool], now: int) -> list[tuple[Visit, int]]:
        cells = [(visit, self.count_care(visit, now)) for visit in _in_care(pools, self._pools)]
        self._add_spent(now)
        return cells

    def _add_spent(self, now: int) -> None:
        spec, steps, step = self._spec, self._spec.ticks.size, self._step
        numbers = ((spec.per_tick, self._care_ticks), (spec.per_start, self._starts))
        for prices, number in numbers:
            flat = prices.reshape(-1)
            add_money(self._spent, spec.account, spec.cell, flat, steps, step, 1, number)
            number[:] = 0
        self._last = now

    def _still_due(self, cells: list[tuple[Visit, int]], now: int) -> Floats:
        """What care still costs until 31 December of those who are in it, as planned."""
        spec, step = self._spec, self._step
        year_end = int(spec.year_end[step])
        window = int(steps_until(step, spec.ticks, year_end))
        due = np.zeros(spec.pool.size * window, np.int64)
        for visit, cell in cells:
            if cell != UNCOUNTED:
                until = min(visit.stay_end, visit.too_old_at, year_end)
                add_care_due(due, cell, now, until, spec.ticks, step, window)
        money = np.zeros(spec.thing.size)
        prices, steps = spec.per_tick.reshape(-1), spec.ticks.size
        add_money(money, spec.account, spec.cell, prices, steps, step, window, due)
        return money

    def _stop(self) -> list[int]:
        """Whose care is stopped now: what costs an account whose ceiling is reached."""
        spec, before = self._spec, self._stopped
        costs = (spec.per_tick[:, self._step] > 0.0) | (spec.per_start[:, self._step] > 0.0)
        stops = (self._reached & spec.stops)[spec.account] & costs
        self._stopped = np.zeros(spec.pool.size, np.bool_)
        self._stopped[spec.cell[stops]] = True
        self._stopped_pools = frozenset(spec.pool[self._stopped].tolist())
        return sorted(set(spec.pool[before & ~self._stopped].tolist()))

    # ------------------------------------------------------------------ who may start

    def is_stopped(self, visit: Visit) -> bool:
        """Whether a visit may not start for want of money."""
        is_new = visit.held is None and visit.trajectory == MAIN and visit.going.remaining is None
        station, pool = visit.terms.station, visit.pool
        return is_new and self.stops_intake(visit.youth, station, pool, visit.priority)

    def stops_intake(self, youth: Youth, station: int, pool: Pool, priority: int) -> bool:
        """Whether who comes for care of their own, and keeps no place, may not start there."""
        if pool.index not in self._stopped_pools or priority == 0:
            return False
        cell = self._cell_of(station, youth.source, pool)
        is_voluntary = youth.legal_frame == LegalFrame.VOLUNTARY
        return is_voluntary and cell != UNCOUNTED and bool(self._stopped[cell])

    def may_start(self, pool: Pool) -> Iterator[Waiter]:
        """Those on a list whom no ceiling stops, in order of the list."""
        return (
            item for item in pool.waiting if not (isinstance(item, Visit) and self.is_stopped(item))
        )

    def ready(self, pool: Pool) -> int:
        """How many of them there are."""
        if pool.index not in self._stopped_pools:
            return pool.waiting.size
        return sum(1 for _ in self.may_start(pool))

    def passes_over(self, pool: Pool) -> bool:
        """Whether a list may have some who are passed over."""
        return pool.index in self._stopped_pools

    def holds(self, seen: int) -> bool:
        """Whether a stop stands on a list whose wait is seen, as found last."""
        return seen in self._held

    def hold_lists(self, pools: list[Pool], levels: list[float]) -> None:
        """Find the lists on which somebody is passed over now, or who comes to it would be."""
        spec, held = self._spec, self._held
        held.clear()
        for index in self._stopped_pools:
            for item in pools[index].waiting:
                if isinstance(item, Visit) and self.is_stopped(item):
                    held |= {item.terms.seen, item.pool.seen}
        for row, pool, priority, own in spec.comers.tolist() if self._stopped.any() else ():
            if (own if levels[priority] < 0 else levels[priority]) == 0:
                continue
            for cell in range(int(spec.begin[row]), int(spec.end[row])):
                if self._stopped[cell] and self._first[spec.pool[cell]] == levels[pool]:
                    held.update(spec.seen[cell].tolist())
        held.discard(UNSEEN)

    def reached(self) -> Flags:
        """Whether each account had reached its ceiling, from each look on."""
        return np.array(self._looks, np.bool_).reshape(len(self._looks), self._spec.thing.size)


def _in_care(pools: list[Pool], counted: set[int]) -> Iterator[Visit]:
    for index in sorted(counted):
        yield from pools[index].in_care
