"""Ceilings on what care costs in a year (rule 32): whose, of what, and whether they can hold."""

from __future__ import annotations

import datetime as dt

import numpy as np

from ..errors import Dutch
from ..in_force import PoolInstance
from ..in_force.ceilings import (
    NO_CEILING,
    Account,
    accounts_of,
    care_prices,
    ever_costs,
    place_price,
    price_index,
)
from ..indicators.definitions import pools_of
from ..scenario.reading import Keys
from ..scenario.schema import Ceiling
from ..texts.format import DUTCH
from ..traffic.equations import Floats
from .findings import Findings

_A_YEAR = 365.0
_SHORTEST = 1e-9
"""Days; what takes no time has none to come."""


def check_ceiling_names(findings: Findings) -> None:
    """Refuse ceilings of gemeenten and pools that are not there or of nobody here."""
    scenario = findings.scenario
    for name, spec in _ceilings(findings).items():
        keys: Keys = ("money", "ceilings", name)
        if ":" in name:
            findings.error(keys, name, "a name has no colon", "write it with a hyphen")
        for at, gemeente in enumerate(spec.gemeenten or ()):
            here: Keys = (*keys, "gemeenten", str(at))
            if gemeente not in scenario.gemeenten:
                findings.unknown(here, gemeente, "gemeente", scenario.gemeenten)
            elif scenario.gemeenten[gemeente].outside:
                rule = "lies outside the region, and its money is not counted"
                findings.error(here, gemeente, rule, "name gemeenten of the region")
        for at, pool in enumerate(spec.pools or ()):
            _check_pool(findings, (*keys, "pools", str(at)), pool)


def _check_pool(findings: Findings, keys: Keys, name: str) -> None:
    scenario = findings.scenario
    station = scenario.stations.get(name)
    if station is not None and station.pool is not None and name not in scenario.pools:
        rule = f"draws from the pool {station.pool}, with other stations or without"
        findings.error(keys, name, rule, f"write {station.pool}")
    elif name not in pools_of(scenario):
        findings.unknown(keys, name, "pool or station", pools_of(scenario))


def check_ceilings(findings: Findings) -> None:
    """Warn of ceilings that nothing counts for, or that care which runs goes over by itself."""
    period = findings.scenario.period
    for name, spec in _ceilings(findings).items():
        keys: Keys = ("money", "ceilings", name)
        first = min(spec.per_year)
        last_day = period.end - dt.timedelta(days=1)
        if first > last_day.year:
            rule = f"does nothing: the period ends before {first}"
            nl = Dutch(f"doet niets: de periode eindigt vóór {first}", "noem een eerder jaar")
            findings.warn((*keys, "per_year"), first, rule, "name an earlier year", nl=nl)
            continue
        mine = [item for item in accounts_of(findings.scenario) if item.name == name]
        if not any(ever_costs(findings.in_force, item) for item in mine):
            rule = (
                f"does nothing: no care there is paid by {spec.payer} by the day, the start or the "
                "place in use; staff, empty places and lump sums do not count"
            )
            nl = Dutch(
                f"doet niets: geen zorg daar wordt door {spec.payer} per dag, per start of per "
                "gebruikte plek betaald; personeel, lege plekken en vaste bedragen tellen niet",
                "noem andere pools of een andere betaler, of laat het weg",
            )
            way_out = "name other pools or another payer, or leave it out"
            findings.warn(keys, {}, rule, way_out, nl=nl)


def check_what_runs(findings: Findings) -> None:
    """Warn of a ceiling below what care costs by itself that runs on its first 1 January."""
    scenario = findings.scenario
    for account in accounts_of(scenario):
        first = dt.date(max(min(account.spec.per_year), scenario.period.start.year), 1, 1)
        if first < scenario.period.start:
            first = dt.date(first.year + 1, 1, 1)
        if first >= scenario.period.end:
            continue
        amount, costs = account.amount(first.year), _running(findings, account, first)
        if costs > amount > 0 and amount != NO_CEILING:
            rule = (
                f"gives {account.gemeente} {amount:,.0f} in {first.year}, less than the care "
                f"that runs on {first} costs as planned: about {costs:,.0f}, if nobody waited"
            )
            keys = ("money", "ceilings", account.name, "per_year")
            nl = Dutch(
                f"geeft {account.gemeente} {DUTCH.number(amount)} in {first.year}, minder dan de "
                f"zorg die op {first} loopt naar verwachting kost: ongeveer "
                f"{DUTCH.number(costs)}, als niemand wachtte",
                "verhoog het, of reken op een overschrijding en een stop het hele jaar",
            )
            way_out = "raise it, or expect an overrun and a stop all year"
            findings.warn(keys, {}, rule, way_out, nl=nl)


def _ceilings(findings: Findings) -> dict[str, Ceiling]:
    money = findings.scenario.money
    return money.ceilings if money else {}


def _running(findings: Findings, account: Account, first: dt.date) -> float:
    """What care that runs on a 1 January costs until the next, in euros of that year, about.

    Stays end as if exponential: of a mean of m days m (1 - exp(-365 / m)) lie within the year.
    """
    in_force, day = findings.in_force, findings.day_of(first)
    mine = [group for group in in_force.groups if group.gemeente == account.gemeente]
    there, days_left, part = _in_care(findings, day)
    total = 0.0
    for number, name in enumerate(findings.scenario.stations):
        pool = in_force.membership(name, account.gemeente).at(day)
        if not account.covers(pool):
            continue
        place = in_force.pool(pool.base, pool.gemeente)
        of_place = place_price(place, account.spec.payer).at(day)
        prices = care_prices(in_force, name, account.spec.payer)
        for group in mine:
            price = prices.of(group).per_day.at(day) + of_place
            cell = group.index, number
            total += there[cell] * part[pool] * days_left[cell] * price
    return total * float(price_index(findings.scenario, np.array([first.year]))[0])


def _in_care(findings: Findings, day: int) -> tuple[Floats, Floats, dict[PoolInstance, float]]:
    """Who would be in care if nobody waited, and days to come: (groups, stations); what fits."""
    in_force, traffic = findings.in_force, findings.traffic
    there = traffic.starts_per_day(day).copy()
    days_left = np.zeros_like(there)
    asked: dict[PoolInstance, float] = {}
    for number, name in enumerate(findings.scenario.stations):
        stays = traffic.mean_stays(name, day)
        mean = np.array(stays.choices, np.float64)[stays.choice[traffic.strands.of_group]]
        there[:, number] *= mean
        some = np.maximum(mean, _SHORTEST)
        days_left[:, number] = some * -np.expm1(-_A_YEAR / some)
        for group in in_force.groups:
            pool = in_force.membership(name, group.gemeente).at(day)
            asked[pool] = asked.get(pool, 0.0) + float(there[group.index, number])
    places = {pool: in_force.pool(pool.base, pool.gemeente).given.at(day) for pool in asked}
    part = {
        pool: min(1.0, places[pool] / number) if number else 0.0 for pool, number in asked.items()
    }
    return there, days_left, part
