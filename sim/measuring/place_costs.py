"""What the places and the staff of a pool cost, and who is charged (rule 27)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..draws import NEVER, TICKS_PER_DAY
from ..in_force import PoolInForce
from ..ordering import in_order
from ..scenario.schema import Scenario
from .bills import DAYS_PER_YEAR, Costs, by_payer, first_station
from .given import paid_places
from .tallies import Edges, last_ticks, spent, summed, valued
from .tallies.integral import Integral

if TYPE_CHECKING:
    from ..network import Network
    from ..visits import Visits

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PoolOfRun:
    """One pool with the run it stands in; `everyone` are the visits to it."""

    scenario: Scenario
    network: Network
    visits: Visits
    edges: Edges
    index: int
    pool: PoolInForce
    everyone: Ints

    def prices(self) -> Iterator[tuple[int, Integral]]:
        """The price of a place per day, by payer."""
        return by_payer(self.pool.payer, self.pool.per_place_day)

    @cached_property
    def rows(self) -> Ints:
        """The visits that began there."""
        begun: Ints = self.everyone[self.visits.started[self.everyone] != NEVER]
        return begun

    @cached_property
    def cell(self) -> Ints:
        """Station and gemeente of each of the rows as one number."""
        gemeente = self.network.source_gemeente[self.visits.source[self.rows]]
        return (
            self.visits.station[self.rows].astype(np.int64) * len(self.network.gemeenten) + gemeente
        )

    @cached_property
    def by_youth(self) -> Ints:
        """The cells charged by youth where nobody is in care: those of one station."""
        gemeente = self.network.pool_gemeente[self.index]
        gemeenten = np.arange(len(self.network.gemeenten))
        first = first_station(self.network, self.index) * gemeenten.size
        return first + (gemeenten if gemeente < 0 else gemeenten[gemeente : gemeente + 1])

    @cached_property
    def cells(self) -> Ints:
        """All cells that are charged, in order."""
        is_charged = np.zeros(
            len(self.network.stations) * len(self.network.gemeenten), dtype=np.bool_
        )
        is_charged[self.cell] = is_charged[self.by_youth] = True
        return np.flatnonzero(is_charged)

    @cached_property
    def youth_shares(self) -> Floats:
        """The shares of the cells that are charged by youth."""
        if self.network.pool_gemeente[self.index] >= 0:
            return np.ones(1)
        youth = np.array([gemeente.youth.first for gemeente in self.scenario.gemeenten.values()])
        return np.asarray(youth / (youth.sum() or 1.0), dtype=np.float64)

    def used_days(self) -> Floats:
        """Care days per charged cell and interval."""
        return spent(self.edges, *self._use) / TICKS_PER_DAY

    def cost(self, price: Integral) -> Floats:
        """What these days cost."""
        return valued(self.edges, *self._use, price)

    @cached_property
    def _use(self) -> tuple[Ints, Ints, Ints, int]:
        """From when and until when each of the rows has its place, in which charged cell."""
        started, ended = self.visits.started[self.rows], self.visits.ended[self.rows]
        place = np.searchsorted(self.cells, self.cell)
        return started, last_ticks(ended, self.network.end), place, self.cells.size


def charge_places(run: PoolOfRun, sums: Costs) -> None:
    """What places cost that are paid by day, used or not."""
    prices = list(run.prices())
    if not prices:
        return
    shares = _shares(run, run.used_days())
    station, gemeente = np.divmod(run.cells, len(run.network.gemeenten))
    for payer, price in prices:
        filled = run.cost(price)
        unfilled = shares * _unfilled_cost(run, price)
        sums.total[payer, station, gemeente] += filled + unfilled
        sums.unfilled[station, gemeente] += unfilled
        paid = np.zeros(sums.places.shape[1:])
        np.add.at(paid, gemeente, filled + unfilled)
        sums.places[run.index] += paid


def _unfilled_cost(run: PoolOfRun, price: Integral) -> Floats:
    """What the places cost that were paid for and not used, per interval."""
    ticks, places = paid_places(run.network, run.index, run.pool)
    if (places < 0).all():
        return np.zeros(run.edges.intervals)
    moments = np.concatenate([run.visits.started[run.rows], run.visits.ended[run.rows]])
    step = np.repeat([1, -1], run.rows.size)[moments != NEVER]
    moments = moments[moments != NEVER]
    order = in_order(moments)
    used_from, used = moments[order], np.cumsum(step[order])
    at = np.sort(np.concatenate([used_from, ticks, price.ticks, run.edges.ticks]))
    at = at[np.append(True, np.diff(at) > 0)]
    place = np.searchsorted(used_from, at, side="right") - 1
    in_use = np.where(place >= 0, used[place] if used.size else 0, 0)
    paid = places[np.maximum(np.searchsorted(ticks, at, side="right") - 1, 0)]
    free = np.where(paid < 0, 0, np.maximum(paid - in_use, 0))
    cost = free[:-1] * np.diff(price(at))
    row = np.zeros(cost.size, dtype=np.int64)
    unfilled: Floats = summed(run.edges, at[:-1], cost, row, 1)[0]
    return unfilled


def _shares(run: PoolOfRun, days: Floats) -> Floats:
    """Who is charged: by care days in the year; by youth, at one station, where there are none."""
    year = _years(run.network, run.edges)
    shares = np.zeros_like(days)
    for item in np.unique(year):
        inside = year == item
        used = days[:, inside].sum(axis=1, keepdims=True)
        if used.sum() > 0:
            shares[:, inside] = used / used.sum()
        else:
            by_youth = np.searchsorted(run.cells, run.by_youth)
            shares[np.ix_(by_youth, inside)] = run.youth_shares[:, None]
    return shares


def _years(network: Network, edges: Edges) -> Ints:
    days = edges.ticks[:-1] // TICKS_PER_DAY
    return (network.start + days).astype("datetime64[Y]").astype(np.int64)


# ------------------------------------------------------------------ staff


def charge_staff(run: PoolOfRun, sums: Costs) -> None:
    """What staff costs that is paid by FTE: shared anew each day by the care of that day."""
    pool = run.pool
    if pool.fte is None or not any(pool.per_fte_year.values):
        return
    daily = replace(run, edges=_days(run.edges))
    used = daily.used_days()
    shares, unused = _shares_of_days(daily, used), _unused(daily, used.sum(axis=0))
    first = np.searchsorted(daily.edges.ticks, run.edges.ticks[:-1])
    station, gemeente = np.divmod(run.cells, len(run.network.gemeenten))
    per_day = pool.fte * pool.per_fte_year * (run.network.scale / DAYS_PER_YEAR)
    for payer, price in by_payer(pool.payer, per_day):
        cost = shares * np.diff(price(daily.edges.ticks))
        paid = np.add.reduceat(cost, first, axis=1)
        sums.total[payer, station, gemeente] += paid
        sums.unfilled[station, gemeente] += np.add.reduceat(cost * unused, first, axis=1)
        np.add.at(sums.places[run.index], gemeente, paid)


def _days(edges: Edges) -> Edges:
    """The same moments, and 00:00 of every day between them."""
    days = np.arange(edges.ticks[0], edges.ticks[-1], TICKS_PER_DAY) // TICKS_PER_DAY
    inner = days[1:] * TICKS_PER_DAY
    return Edges(np.union1d(edges.ticks, inner))


def _shares_of_days(run: PoolOfRun, used: Floats) -> Floats:
    """Who is charged on each day; by youth, at one station, on days without care."""
    total = used.sum(axis=0)
    nobody = total == 0
    shares = used / np.where(nobody, 1.0, total)
    by_youth = np.searchsorted(run.cells, run.by_youth)
    shares[np.ix_(by_youth, nobody)] = run.youth_shares[:, None]
    return shares


def _unused(run: PoolOfRun, used: Floats) -> Floats:
    """The part of the places paid for that nobody had on each day; all of it where staff has none.

    Who is there above the places uses them all.
    """
    ticks, places = paid_places(run.network, run.index, run.pool)
    paid = np.diff(Integral.of_steps(ticks, places.astype(np.float64))(run.edges.ticks))
    in_use = np.divide(used, paid, out=(used > 0).astype(np.float64), where=paid > 0)
    return 1.0 - np.minimum(in_use, 1.0)
