"""What visits and places cost: by payer, station and gemeente, in euros of the price level.

Prices are those in force, interventions included (rule 22); unfilled places of a pool of the region
are charged by its use, lump sums by youth (rule 27). Gemeenten outside the region keep their part:
leaving it out is for who reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..draws import NEVER
from ..in_force import InForce, LumpSum
from .bills import DAYS_PER_YEAR, PAYERS, Costs, by_payer, first_station
from .place_costs import PoolOfRun, charge_places, charge_staff
from .tallies import Edges, last_ticks, rows_of_each, summed, valued
from .tallies.integral import Integral
from .tallies.journeys import relocated_from

if TYPE_CHECKING:
    from ..network import Network
    from ..visits import Visits

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


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
        run = PoolOfRun(scenario, network, visits, edges, index, pool, by_pool[index])
        charge_places(run, sums)
        charge_staff(run, sums)
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
    return valued(edges, begin, end, cell, cells, bill.price)


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
        for payer, paid in by_payer(payers, price):
            yield Bill(field, payer, concerned, paid)


# ------------------------------------------------------------------ money without a client


def _charge_lump_sums(in_force: InForce, network: Network, edges: Edges, sums: Costs) -> None:
    for lump_sum in in_force.lump_sums:
        station = _station_of(network, lump_sum)
        gemeente = network.gemeenten.index(lump_sum.gemeente)
        per_day = lump_sum.per_year(in_force.scenario.period) * (network.scale / DAYS_PER_YEAR)
        paid = np.diff(Integral.of(per_day)(edges.ticks))
        sums.total[PAYERS.index(lump_sum.payer), station, gemeente] += paid
        sums.lump[station, gemeente] += paid


def _station_of(network: Network, lump_sum: LumpSum) -> int:
    """The station that a lump sum stands under; for a pool the first that draws from it."""
    section, name = lump_sum.place
    if section == "stations":
        return network.stations.index(name)
    local = f"{name}@{lump_sum.gemeente}"
    return first_station(network, network.pools.index(local if local in network.pools else name))
