"""How places and staff are paid: of what there is, once, and never beside what a client costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..in_force import PoolInstance, Timeline, Words
from ..in_force.changes import Thing
from ..in_force.staffing import counts_staff
from ..scenario.reading import Keys
from ..scenario.schema import Placed, Price, Station
from .aims import pools_instead
from .findings import Findings

_OF_POOLS = ("per_place_day", "per_fte_year")


def check_pay(findings: Findings) -> None:
    """Refuse prices of places or staff that are not there, and care that is paid twice."""
    for placed in findings.scenario.interventions:
        if isinstance(placed.intervention, Price):
            _check_price(findings, placed, placed.intervention)
    if findings.errors:
        return
    by_fte = [
        (pool, findings.in_force.pool(pool.base, pool.gemeente).per_fte_year)
        for pool in findings.in_force.pools
    ]
    paid = [(pool, line) for pool, line in by_fte if line.value_array.any()]
    care = _prices_of_care(findings) if paid else []
    for pool, line in paid:
        _check_paid_once(findings, pool, line, care)


def _check_price(findings: Findings, placed: Placed, spec: Price) -> None:
    for field in _OF_POOLS:
        if getattr(spec, field) is None:
            continue
        keys: Keys = ("interventions", spec.id, field)
        station = findings.scenario.stations.get(spec.station or "")
        pool = station or findings.scenario.pools[spec.pool or ""]
        if isinstance(pool, Station) and pool.pool is not None:
            pools, way_out = pools_instead(findings, placed, spec.station or "")
            rule = f"{spec.station} draws from {pools}"
            findings.error(keys, {}, rule, f"{way_out} instead of the station")
        elif field == "per_fte_year" and not counts_staff(pool):
            rule = "this pool counts places, and of no place how many FTE it takes"
            findings.error(keys, {}, rule, "write fte_per_place in the pool first")
        for name in ("needs", "referrers", "product_groups"):
            if field == "per_fte_year" and getattr(spec, name) is not None:
                rule = "staff is paid for whoever is helped"
                findings.error((*keys[:2], name), {}, rule, "leave it out")


@dataclass(frozen=True)
class _CarePrice:
    """What a care day costs clients of a gemeente at a station, and the pools that it draws from.

    Clients of one gemeente may have several of these at one station.
    """

    station: str
    price: Timeline
    drawn_from: Words[PoolInstance]


def _check_paid_once(
    findings: Findings, pool: PoolInstance, by_fte: Timeline, care: list[_CarePrice]
) -> None:
    """Refuse a day on which a price of places or of care days stands beside the price of staff."""
    for what, line in _other_prices(findings, pool, care):
        both = by_fte * line
        paid_twice = np.flatnonzero(both.value_array)
        if paid_twice.size:
            day = int(both.day_array[paid_twice[0]])
            rule = (
                f"pays for the staff of {pool.base}, and {what} is {line.at(day):.10g} on "
                f"{findings.date_of(day)}: the same care would be paid twice"
            )
            way_out = f"set {what} to 0 for as long as staff is paid by FTE"
            findings.error(_where(findings, pool), round(by_fte.at(day), 6), rule, way_out)


def _where(findings: Findings, pool: PoolInstance) -> Keys:
    """Where the price of staff stands, or the first intervention that brings it."""
    effects = findings.in_force.effects.on(Thing(*pool.keys, "per_fte_year"))
    is_in_file = not isinstance(pool.spec, Station) and any(pool.spec.per_fte_year.values)
    return (*pool.keys, "per_fte_year") if is_in_file else effects[0].keys


def _other_prices(
    findings: Findings, pool: PoolInstance, care: list[_CarePrice]
) -> Iterator[tuple[str, Timeline]]:
    """Prices of its places and, while stations draw from it, of their care days."""
    places = findings.in_force.pool(pool.base, pool.gemeente).per_place_day
    yield f"{'.'.join(pool.keys)}.per_place_day", places
    for item in care:
        if pool in item.drawn_from.values:
            draws = item.drawn_from.numbered(lambda drawn_from: drawn_from == pool)
            yield f"stations.{item.station}.cost.per_day", item.price * draws


def _prices_of_care(findings: Findings) -> list[_CarePrice]:
    """What care days cost wherever they cost anything, in order of station and price."""
    in_force, result = findings.in_force, []
    for name in findings.scenario.stations:
        prices = in_force.price(name, "per_day")
        if not any(line.value_array.any() for line in prices.choices):
            continue
        choices = prices.choice.tolist()
        met = sorted({(choices[group.index], group.gemeente) for group in in_force.groups})
        for choice, gemeente in met:
            drawn_from = in_force.membership(name, gemeente)
            result.append(_CarePrice(name, prices.choices[choice], drawn_from))
    return result
