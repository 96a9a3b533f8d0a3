"""What visits and places cost: by payer, station and gemeente, in euros of the price level.

Prices are those in force, interventions included (rule 22); unfilled places of a pool of the region
are charged by its use, lump sums by youth (rule 27). Gemeenten outside the region keep their part:
leaving it out is for who reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, get_args

import numpy as np
from numpy.typing import NDArray

from ..draws import NEVER, TICKS_PER_DAY
from ..in_force import InForce, LumpSum, PoolInForce, Timeline, Words
from ..scenario.schema import Payer, Scenario
from .tallies import Edges, in_order, last_ticks, rows_of_each, spent, summed
from .tallies.integral import Integral
from .tallies.journeys import relocated_from

if TYPE_CHECKING:
    from ..network import Network
    from ..visits import Visits

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

PAYERS: tuple[str, ...] = get_args(Payer)

_DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Costs:
    """Euros of the price level per interval of the edges; all shapes end in intervals.

    `total` has shape (payers, stations, gemeenten, intervals), `unfilled` and `lump` (stations,
    gemeenten, intervals), `pgb` (gemeenten, intervals) and `places` (pools, gemeenten, intervals:
    what places cost, used or not); the last four are parts of it.
    """

    total: Floats
    unfilled: Floats
    lump: Floats
    pgb: Floats
    places: Floats


@dataclass(frozen=True)
class Bill:
    """One price for one group of visits at a station, and who pays it."""

    field: str
    payer: int
    rows: Ints
    price: Integral


def costs(in_force: InForce, network: Network, visits: Visits, edges: Edges) -> Costs:
    """All costs of a run in the intervals of the edges."""
    shape = (len(PAYERS), len(network.stations), len(network.gemeenten), edges.intervals)
    parts = (shape[1:], shape[1:], shape[2:], (len(network.pools), *shape[2:]))
    sums = Costs(np.zeros(shape), *(np.zeros(part) for part in parts))
    scenario = in_force.scenario
    _charge_visits(in_force, network, visits, edges, sums)
    by_pool = rows_of_each(visits.pool, len(network.pools))
    for index, instance in enumerate(in_force.pools):
        pool = in_force.pool(instance.base, instance.gemeente)
        run = _PoolOfRun(scenario, network, visits, edges, index, pool, by_pool[index])
        _charge_places(run, sums)
    _charge_lump_sums(in_force, network, edges, sums)
    return sums


# ------------------------------------------------------------------ prices of visits


def _charge_visits(
    in_force: InForce, network: Network, visits: Visits, edges: Edges, sums: Costs
) -> None:
    begun = visits.started != NEVER
    pays_start = begun.copy()
    pays_start[relocated_from(visits)[0]] = False
    pays = {"per_waiting_day": np.ones_like(begun), "per_day": begun, "per_start": pays_start}
    cell = network.source_gemeente[visits.source] * 2 + visits.pgb
    by_station = rows_of_each(visits.station, len(network.stations))
    for station, (name, rows) in enumerate(zip(network.stations, by_station, strict=True)):
        for field, flags in pays.items():
            for bill in _bills(in_force, visits, name, field, flags, rows):
                paid = _paid(network, visits, edges, bill, cell[bill.rows])
                by_way = paid.reshape(len(network.gemeenten), 2, edges.intervals)
                sums.total[bill.payer, station] += by_way.sum(axis=1)
                sums.pgb[:] += by_way[:, 1]


def _paid(network: Network, visits: Visits, edges: Edges, bill: Bill, cell: Ints) -> Floats:
    """What a bill comes to per cell (gemeente, personal budget or not) and interval."""
    rows, cells = bill.rows, 2 * len(network.gemeenten)
    started = visits.started[rows]
    if bill.field == "per_start":
        return summed(edges, started, bill.price.at(started), cell, cells)
    if bill.field == "per_day":
        begin, end = started, last_ticks(visits.ended[rows], network.end)
    else:
        left = np.where(started == NEVER, last_ticks(visits.ended[rows], network.end), started)
        begin, end = visits.joined[rows], left
    return spent(edges, begin, end, cell, cells, value=bill.price)


def _bills(
    in_force: InForce, visits: Visits, name: str, field: str, pays: Flags, rows: Ints
) -> Iterator[Bill]:
    """Every price of one kind at a station that is not 0, with the visits that it holds for.

    `rows` are the visits to the station, `pays` says of all visits whether they pay such a price.
    """
    prices = in_force.price(name, field)
    if not rows.size or not any(any(line.values) for line in prices.choices):
        return
    both = prices.beside(in_force.payer(name))
    of_visit = both.choice[visits.source[rows]]
    for choice, (price, payers) in enumerate(both.choices):
        concerned = rows[pays[rows] & (of_visit == choice)]
        for payer, paid in _by_payer(payers, price):
            yield Bill(field, payer, concerned, paid)


def _by_payer(payers: Words[str], price: Timeline) -> Iterator[tuple[int, Integral]]:
    """The price as each payer pays it: 0 on the days that another one does."""
    who = payers.numbered(PAYERS.index)
    for code in sorted(set(who.values)):
        paid = price * who.mapped(lambda now, code=code: float(now == code))  # type: ignore[misc]
        if any(paid.values):
            yield int(code), Integral.of(paid)


# ------------------------------------------------------------------ prices of places


@dataclass(frozen=True)
class _PoolOfRun:
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
        return _by_payer(self.pool.payer, self.pool.per_place_day)

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
        first = _first_station(self.network, self.index) * gemeenten.size
        return first + (gemeenten if gemeente < 0 else gemeenten[gemeente : gemeente + 1])

    @cached_property
    def cells(self) -> Ints:
        """All cells that are charged, in order."""
        is_charged = np.zeros(
            len(self.network.stations) * len(self.network.gemeenten), dtype=np.bool_
        )
        is_charged[self.cell] = is_charged[self.by_youth] = True
        return np.flatnonzero(is_charged)

    def used_days(self, value: Integral | None = None) -> Floats:
        """Care days, or what they cost, per charged cell and interval."""
        started, ended = self.visits.started[self.rows], self.visits.ended[self.rows]
        place = np.searchsorted(self.cells, self.cell)
        result = spent(
            self.edges,
            started,
            last_ticks(ended, self.network.end),
            place,
            self.cells.size,
            value=value,
        )
        return result * (1.0 if value is not None else 1.0 / TICKS_PER_DAY)


def _charge_places(run: _PoolOfRun, sums: Costs) -> None:
    prices = list(run.prices())
    if not prices:
        return
    shares = _shares(run, run.used_days())
    station, gemeente = np.divmod(run.cells, len(run.network.gemeenten))
    for payer, price in prices:
        filled = run.used_days(price)
        unfilled = shares * _unfilled_cost(run, price)
        sums.total[payer, station, gemeente] += filled + unfilled
        sums.unfilled[station, gemeente] += unfilled
        paid = np.zeros(sums.places.shape[1:])
        np.add.at(paid, gemeente, filled + unfilled)
        sums.places[run.index] += paid


def _unfilled_cost(run: _PoolOfRun, price: Integral) -> Floats:
    """What the places cost that were paid for and not used, per interval."""
    ticks, places = run.network.paid_places(run.index)
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


def _shares(run: _PoolOfRun, days: Floats) -> Floats:
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
            shares[np.ix_(by_youth, inside)] = _youth_shares(run)[:, None]
    return shares


def _years(network: Network, edges: Edges) -> Ints:
    days = edges.ticks[:-1] // TICKS_PER_DAY
    return (network.start + days).astype("datetime64[Y]").astype(np.int64)


def _youth_shares(run: _PoolOfRun) -> Floats:
    """The shares of the cells that are charged by youth."""
    if run.network.pool_gemeente[run.index] >= 0:
        return np.ones(1)
    youth = np.array([gemeente.youth.first for gemeente in run.scenario.gemeenten.values()])
    return np.asarray(youth / (youth.sum() or 1.0), dtype=np.float64)


def _first_station(network: Network, pool: int) -> int:
    using = (network.station_pool == pool).any(axis=1)
    return int(np.flatnonzero(using)[0]) if using.any() else 0


# ------------------------------------------------------------------ money without a client


def _charge_lump_sums(in_force: InForce, network: Network, edges: Edges, sums: Costs) -> None:
    for lump_sum in in_force.lump_sums:
        station = _station_of(network, lump_sum)
        gemeente = network.gemeenten.index(lump_sum.gemeente)
        per_day = lump_sum.per_year(in_force.scenario.period) * (network.scale / _DAYS_PER_YEAR)
        paid = np.diff(Integral.of(per_day)(edges.ticks))
        sums.total[PAYERS.index(lump_sum.payer), station, gemeente] += paid
        sums.lump[station, gemeente] += paid


def _station_of(network: Network, lump_sum: LumpSum) -> int:
    """The station that a lump sum stands under; for a pool the first that draws from it."""
    section, name = lump_sum.place
    if section == "stations":
        return network.stations.index(name)
    local = f"{name}@{lump_sum.gemeente}"
    return _first_station(network, network.pools.index(local if local in network.pools else name))


# ------------------------------------------------------------------ euros of the year


def price_index(scenario: Scenario, years: Ints) -> Floats:
    """Nominal euros per euro of the price level: linear between the years said, level outside."""
    spec = scenario.money.index if scenario.money else {}
    if not spec:
        return np.ones(len(years))
    known = sorted(spec)
    return np.asarray(
        np.interp(years, known, [spec[year].first for year in known]), dtype=np.float64
    )
