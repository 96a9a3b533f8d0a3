"""What care cost under each ceiling, by how much that was overrun, and months of a stop."""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from ..in_force import Timeline, review_days
from ..in_force.ceilings import Account, accounts_of, care_prices, place_price
from ..scenario.schema import Ceiling
from .lens import Lens
from .money import nominal_index
from .periods import Span
from .table import Table
from .tallies import rows_of_each, summed, valued
from .tallies.integral import Integral

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def ceiling_rows(lens: Lens, table: Table) -> None:
    """All indicators of ceilings; those of money for whole calendar years."""
    money, accounts = lens.scenario.money, accounts_of(lens.scenario)
    for name, spec in (money.ceilings if money else {}).items():
        mine = [account for account in accounts if account.name == name]
        _write_money(lens, table, mine, spec)
        if spec.when_reached == "stop_intake":
            _write_months(lens, table, mine)


def _write_money(lens: Lens, table: Table, accounts: list[Account], spec: Ceiling) -> None:
    name, years = accounts[0].name, [year for year in lens.periods.years if _is_whole(lens, year)]
    at = [lens.periods.years.index(year) for year in years]
    nominal = spent_under(lens, spec) * nominal_index(lens)
    rows = [lens.network.gemeenten.index(account.gemeente) for account in accounts]
    spent = lens.by_period(nominal)[rows][:, at]
    scale = lens.network.scale
    amounts = np.array(
        [[account.amount(int(year.name)) * scale for year in years] for account in accounts]
    ).reshape(spent.shape)
    spent = np.where(np.isinf(amounts), np.nan, spent)
    over = np.maximum(spent - amounts, 0.0)
    gemeenten = [account.gemeente for account in accounts]
    for indicator, result in (("ceiling_spent", spent), ("overrun", over)):
        table.add(f"{indicator}:{name}", result.sum(axis=0), years)
        table.add(f"{indicator}:{name}", result, years, gemeenten=gemeenten)


def _is_whole(lens: Lens, year: Span) -> bool:
    """Whether a year has all of its days."""
    begin = dt.date(int(year.name), 1, 1)
    days = (dt.date(begin.year + 1, 1, 1) - begin).days
    return year.begin == (begin - lens.periods.start).days * TICKS_PER_DAY and year.days == days


def spent_under(lens: Lens, spec: Ceiling) -> Floats:
    """What counts for a ceiling, in euros of the price level; shape (all gemeenten, intervals)."""
    network, edges, visits = lens.network, lens.edges, lens.visits
    gemeente, gemeenten = network.source_gemeente[visits.source], len(network.gemeenten)
    total = np.zeros((gemeenten, edges.intervals))
    bases = np.array(network.places.base)
    is_covered = np.isin(bases, spec.pools) if spec.pools else np.ones(bases.size, np.bool_)
    counts = lens.begun & is_covered[visits.pool]

    def add_days(rows: Ints, price: Timeline) -> None:
        mine = rows[counts[rows]]
        begin, end = visits.started[mine], lens.ended[mine]
        total[:] += valued(edges, begin, end, gemeente[mine], gemeenten, Integral.of(price))

    for name, rows in zip(
        network.stations, rows_of_each(visits.station, len(network.stations)), strict=True
    ):
        prices = care_prices(lens.in_force, name, spec.payer)
        for choice, price in enumerate(prices.choices):
            mine = rows[prices.choice[visits.source[rows]] == choice]
            add_days(mine, price.per_day)
            began = mine[counts[mine] & lens.care_began[mine]]
            started = visits.started[began]
            paid = Integral.of(price.per_start).at(started)
            total += summed(edges, started, paid, gemeente[began], gemeenten)
    for index, rows in enumerate(rows_of_each(visits.pool, bases.size)):
        add_days(rows, place_price(lens.pool(index), spec.payer))
    return total


def _write_months(lens: Lens, table: Table, accounts: list[Account]) -> None:
    """Months in which nobody started: of a gemeente, and of any of them."""
    firsts = np.array(review_days(lens.scenario), np.int64)
    reached = [lens.log.applied(item.thing, Timeline.constant(0.0)) for item in accounts]
    stopped = np.array([line.on(firsts) for line in reached]).reshape(len(accounts), firsts.size)
    long = lens.periods.long
    inside = np.array(
        [
            (period.begin <= firsts * TICKS_PER_DAY) & (firsts * TICKS_PER_DAY < period.end)
            for period in long
        ]
    )
    name = f"stopped_months:{accounts[0].name}"
    table.add(name, inside @ stopped.max(axis=0), long)
    table.add(name, stopped @ inside.T, long, gemeenten=[item.gemeente for item in accounts])
