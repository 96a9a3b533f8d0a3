"""Ceilings on what is spent on care in a year, and the prices that count for them (rule 32)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..scenario.schema import Ceiling, Scenario
from .changes import Thing
from .groups import PerGroup
from .pools import PoolInForce, PoolInstance
from .room import InForce
from .timelines import Timeline
from .words import Words

REACHED = "reached"
"""Whether a ceiling has been reached, as a run found it: from a first of a month to 1 January."""
NO_CEILING = math.inf

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Account:
    """A ceiling as it holds for one gemeente, which has `part` of its amount."""

    name: str
    gemeente: str
    spec: Ceiling
    part: float

    @property
    def thing(self) -> Thing:
        """What the log names."""
        return Thing("ceilings", self.name, REACHED, self.gemeente)

    @property
    def stops(self) -> bool:
        """Whether nobody starts any more once it is reached."""
        return self.spec.when_reached == "stop_intake"

    def covers(self, pool: PoolInstance) -> bool:
        """Whether care in this pool counts, for clients of the gemeente."""
        return self.spec.pools is None or pool.base in self.spec.pools

    def amount(self, year: int) -> float:
        """Euros of a calendar year; NO_CEILING before the first year that is said."""
        said = [amount.first for first, amount in self.spec.per_year.items() if first <= year]
        return said[-1] * self.part if said else NO_CEILING


def accounts_of(scenario: Scenario) -> tuple[Account, ...]:
    """Every ceiling for every gemeente that it names; for all of the region where it names none."""
    ceilings = scenario.money.ceilings if scenario.money else {}
    return tuple(item for name, spec in ceilings.items() for item in _of_each(scenario, name, spec))


def _of_each(scenario: Scenario, name: str, spec: Ceiling) -> Iterator[Account]:
    gemeenten = [
        key
        for key, item in scenario.gemeenten.items()
        if (not item.outside if spec.gemeenten is None else key in spec.gemeenten)
    ]
    youths = {key: scenario.gemeenten[key].youth.first for key in gemeenten}
    everyone = math.fsum(youths.values()) or 1.0
    for gemeente in gemeenten:
        yield Account(name, gemeente, spec, youths[gemeente] / everyone)


@dataclass(frozen=True)
class CarePrices:
    """What a payer pays for care at a station: a day, and once at a start."""

    per_day: Timeline
    per_start: Timeline


def care_prices(in_force: InForce, station: str, payer: str) -> PerGroup[CarePrices]:
    """Prices of care at a station in euros of the price level, as this payer pays them."""
    both = in_force.price(station, "per_day").beside(in_force.price(station, "per_start"))
    return both.beside(in_force.payer(station)).mapped(
        lambda item: CarePrices(
            *(_paid_by(payer, price, item[1]) for price in item[0]),
        )
    )


def place_price(pool: PoolInForce, payer: str) -> Timeline:
    """What this payer pays for a day in which somebody has a place of a pool."""
    return _paid_by(payer, pool.per_place_day, pool.payer)


def costs_of(in_force: InForce, account: Account, station: str) -> Iterator[Timeline]:
    """Every price of care at a station that this account may have to pay."""
    pools = in_force.membership(station, account.gemeente).values
    covered = [pool for pool in dict.fromkeys(pools) if account.covers(pool)]
    prices = care_prices(in_force, station, account.spec.payer)
    for group in in_force.groups if covered else ():
        if group.gemeente == account.gemeente:
            yield from (prices.of(group).per_day, prices.of(group).per_start)
    for pool in covered:
        place = in_force.pool(pool.base, pool.gemeente)
        yield place_price(place, account.spec.payer)


def ever_costs(in_force: InForce, account: Account) -> bool:
    """Whether any care ever costs this account anything."""
    stations = in_force.scenario.stations
    lines = (line for name in stations for line in costs_of(in_force, account, name))
    return any(any(line.values) for line in lines)


def may_be_stopped(in_force: InForce, station: str) -> bool:
    """Whether a ceiling may stop who would start at a station."""
    accounts = [item for item in accounts_of(in_force.scenario) if item.stops]
    lines = (line for item in accounts for line in costs_of(in_force, item, station))
    return any(any(line.values) for line in lines)


def _paid_by(payer: str, price: Timeline, payers: Words[str]) -> Timeline:
    """The price, 0 on days on which another one pays."""
    return price * payers.numbered(lambda word: float(word == payer))


def price_index(scenario: Scenario, years: Ints) -> Floats:
    """Euros of a year per euro of the price level: linear between the years said, level outside."""
    spec = scenario.money.index if scenario.money else {}
    if not spec:
        return np.ones(len(years))
    known = sorted(spec)
    return np.asarray(
        np.interp(years, known, [spec[year].first for year in known]), dtype=np.float64
    )
