"""How places and staff are paid: of what there is, once, and never beside what a client costs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..in_force import PoolInstance, Timeline
from ..in_force.changes import Thing
from ..in_force.staffing import counts_staff
from ..scenario.reading import Keys
from ..scenario.schema import Price, Station
from .findings import Findings

_OF_POOLS = ("per_place_day", "per_fte_year")


def check_pay(findings: Findings) -> None:
    """Refuse prices of places or staff that are not there, and care that is paid twice."""
    for placed in findings.scenario.interventions:
        if isinstance(placed.intervention, Price):
            _check_price(findings, placed.intervention)
    if findings.errors:
        return
    for pool in findings.in_force.pools:
        line = findings.in_force.pool(pool.base, pool.gemeente).per_fte_year
        if any(line.values):
            _check_paid_once(findings, pool, line)


def _check_price(findings: Findings, spec: Price) -> None:
    for field in _OF_POOLS:
        if getattr(spec, field) is None:
            continue
        keys: Keys = ("interventions", spec.id, field)
        station = findings.scenario.stations.get(spec.station or "")
        pool = station or findings.scenario.pools[spec.pool or ""]
        if isinstance(pool, Station) and pool.pool is not None:
            rule, way_out = f"{spec.station} draws from the pool {pool.pool}", f"pool: {pool.pool}"
            findings.error(keys, {}, rule, f"write {way_out} instead of the station")
        elif field == "per_fte_year" and not counts_staff(pool):
            rule = "this pool counts places, and of no place how many FTE it takes"
            findings.error(keys, {}, rule, "write fte_per_place in the pool first")
        for name in ("needs", "referrers", "product_groups"):
            if field == "per_fte_year" and getattr(spec, name) is not None:
                rule = "staff is paid for whoever is helped"
                findings.error((*keys[:2], name), {}, rule, "leave it out")


def _check_paid_once(findings: Findings, pool: PoolInstance, by_fte: Timeline) -> None:
    """Refuse a day on which a price of places or of care days stands beside the price of staff."""
    for what, line in _other_prices(findings, pool):
        both = by_fte * line
        day = next((day for day, value in zip(both.days, both.values, strict=True) if value), None)
        if day is not None:
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


def _other_prices(findings: Findings, pool: PoolInstance) -> Iterator[tuple[str, Timeline]]:
    """Prices of its places and, while stations draw from it, of their care days."""
    in_force = findings.in_force
    places = in_force.pool(pool.base, pool.gemeente).per_place_day
    yield f"{'.'.join(pool.keys)}.per_place_day", places
    for name in findings.scenario.stations:
        prices = in_force.price(name, "per_day")
        if not any(any(line.values) for line in prices.choices):
            continue
        for choice, gemeente in _met(findings, prices.choice):
            draws = in_force.membership(name, gemeente).numbered(lambda item: item == pool)
            yield f"stations.{name}.cost.per_day", prices.choices[choice] * draws


def _met(findings: Findings, choice: np.typing.NDArray[np.int64]) -> list[tuple[int, str]]:
    """Each price with each gemeente whose clients meet it."""
    groups = findings.in_force.groups
    return sorted({(int(choice[group.index]), group.gemeente) for group in groups})
