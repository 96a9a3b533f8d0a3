"""Pools and their places by calendar: numbers, staff, efficiency, closing (rules 20-22)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..in_force.staffing import fte_in_force, name_of
from ..in_force.timelines import Timeline, in_force
from ..scenario.schema import Number, Placed, PlacesChange, Pool, Scenario, Staff, Station
from .changes import (
    LevelsBuilder,
    changes_of,
    combined,
    concerns,
    constant,
    merged,
    number_in_force,
    steps_of,
    switched,
)
from .model import NOWHERE, UNLIMITED, Floats, LevelKind, Pools, RelocationOrder


@dataclass(frozen=True)
class PoolInstance:
    """One pool of places: a pool of the region, or that of one gemeente."""

    base: str
    gemeente: str | None
    spec: Pool | Station
    own_station: str | None

    @property
    def name(self) -> str:
        """`wij@Groningen`, or the name of the pool."""
        return self.base if self.gemeente is None else f"{self.base}@{self.gemeente}"


def pool_instances(scenario: Scenario) -> list[PoolInstance]:
    """All pools in the order of rule 2: root pools, root stations with their own, then blocks'."""
    result: list[PoolInstance] = []
    parts = [(set(scenario.root.pools), set(scenario.root.stations))]
    parts += [(set(use.block.pools), set(use.block.stations)) for use in scenario.blocks]
    for pools, stations in parts:
        for name in (pool for pool in scenario.pools if pool in pools):
            result += _by_scope(scenario, name, scenario.pools[name], None)
        for name in (station for station in scenario.stations if station in stations):
            if scenario.stations[name].pool is None:
                result += _by_scope(scenario, name, scenario.stations[name], name)
    return result


def _by_scope(
    scenario: Scenario, name: str, spec: Pool | Station, own_station: str | None
) -> Iterator[PoolInstance]:
    gemeenten = list(scenario.gemeenten) if spec.scope == "gemeente" else [None]
    for gemeente in gemeenten:
        yield PoolInstance(name, gemeente, spec, own_station)


def _changes_by_pool(scenario: Scenario) -> dict[str, list[Placed]]:
    """The changes of places by pool, or station with places of its own; in order."""
    result: dict[str, list[Placed]] = {}
    for placed in scenario.interventions:
        spec = placed.intervention
        if isinstance(spec, PlacesChange) and spec.moves_to_pool is None:
            result.setdefault(name_of(spec), []).append(placed)
    return result


def _concerning(pool: PoolInstance, changes: list[Placed]) -> list[Placed]:
    """Those changes that hold in the gemeente of a pool."""
    here = pool.gemeente
    if here is None:
        return changes
    return [
        change
        for change in changes
        if concerns(change.intervention, gemeente=here, need=None, referrer=None, group=None)
    ]


def _staff(pool: PoolInstance) -> Staff | None:
    spec = pool.spec.staff
    if spec is None or isinstance(spec, Staff):
        return spec
    if pool.gemeente in spec:
        return spec[pool.gemeente]
    if "default" in spec:
        return spec["default"]
    first = next(iter(spec.values()))
    return Staff(fte=Number(value=0.0), clients_per_fte=first.clients_per_fte)


def _number(pool: PoolInstance) -> Number | None:
    spec = pool.spec.places
    if isinstance(spec, dict):
        result = spec.get(pool.gemeente or "", spec.get("default", Number(value=0.0)))
        return result if isinstance(result, Number) else None
    return spec


def productive(fte: Timeline, after_days: float) -> Timeline:
    """FTE that counts: the least of the last `after_days` days; that of the start counts."""
    wait = int(np.ceil(after_days))
    if wait == 0 or len(fte.days) == 1:
        return fte
    days = sorted({*fte.days, *(day + wait for day in fte.days[1:])})
    starts = np.array(fte.days)
    values = np.array(fte.values)
    least = []
    for day in days:
        first = int(np.searchsorted(starts, day - wait, side="right")) - 1
        last = int(np.searchsorted(starts, day, side="right"))
        least.append(float(values[max(first, 0) : last].min()))
    return merged(days, least)


def _scaled(places: Floats, scale: float) -> Floats:
    whole = np.maximum(np.floor(places + 1e-9), 0.0)
    if scale == 1.0:
        return whole
    is_limited = (whole > 0) & (whole < UNLIMITED)
    return np.where(is_limited, np.maximum(np.rint(whole * scale), 1.0), whole)


def places_in_force(
    scenario: Scenario, pool: PoolInstance, placed: list[Placed], scale: float
) -> tuple[Timeline, Timeline]:
    """Places that are given out and places that are paid for, by day; `placed` changes them."""
    efficiency = pool.spec.efficiency if isinstance(pool.spec, Pool) else Number(value=1.0)
    share = number_in_force(scenario, efficiency, placed, "efficiency")
    staff = _staff(pool)
    if staff is not None:
        fte = fte_in_force(scenario, pool.base, pool.gemeente)
        clients = number_in_force(scenario, staff.clients_per_fte, placed, "clients_per_fte")
        after = pool.spec.productive_after_days if isinstance(pool.spec, Pool) else 0.0
        paid = combined(lambda f, c, e: _scaled(f * c * e, scale), fte, clients, share)
        given = combined(
            lambda f, c, e: _scaled(f * c * e, scale), productive(fte, after), clients, share
        )
        return given, paid
    number = _number(pool)
    changes = changes_of(placed, "number")
    if number is None and not changes:
        return constant(UNLIMITED), constant(UNLIMITED)
    base = number if number is not None else Number(value=float(UNLIMITED))
    count = in_force(base, changes, scenario.period)
    places = combined(
        lambda n, e: _scaled(np.where(n < UNLIMITED, n * e, UNLIMITED), scale), count, share
    )
    return places, places


def _closing(
    scenario: Scenario, pool: PoolInstance, placed: list[Placed], stations: list[str]
) -> tuple[Timeline, ...]:
    spec = [item.intervention for item in placed if isinstance(item.intervention, PlacesChange)]
    closing = [
        (item.from_, item.until, float(item.closing == "relocate")) for item in spec if item.closing
    ]
    target = [
        (item.from_, item.until, float(stations.index(item.relocate_to)))
        for item in spec
        if item.relocate_to
    ]
    order = [
        (item.from_, item.until, float(RelocationOrder[item.relocate_order.upper()]))
        for item in spec
        if item.relocate_order
    ]
    base_target = stations.index(pool.spec.relocate_to) if pool.spec.relocate_to else NOWHERE
    base_order = float(RelocationOrder[pool.spec.relocate_order.upper()])
    return (
        switched(scenario, float(pool.spec.closing == "relocate"), closing),
        switched(scenario, float(base_target), target),
        switched(scenario, base_order, order),
    )


def build_pools(
    scenario: Scenario, pools: list[PoolInstance], levels: LevelsBuilder, scale: float
) -> Pools:
    """Levels of capacity and closing of every pool."""
    stations, changes = list(scenario.stations), _changes_by_pool(scenario)
    gemeenten = {name: at for at, name in enumerate(scenario.gemeenten)}
    rows: dict[str, list[int]] = {"capacity": [], "closing": [], "to": [], "order": []}
    given_steps, paid_steps = [], []
    for index, pool in enumerate(pools):
        placed = _concerning(pool, changes.get(pool.base, []))
        given, paid = places_in_force(scenario, pool, placed, scale)
        given_steps.append(steps_of(given))
        paid_steps.append(steps_of(paid))
        closing, to, order = _closing(scenario, pool, placed, stations)
        rows["capacity"].append(levels.add(given, LevelKind.CAPACITY, index))
        rows["closing"].append(levels.add(closing))
        rows["to"].append(levels.add(to))
        rows["order"].append(levels.add(order))
    return Pools(
        base=tuple(pool.base for pool in pools),
        gemeente=np.array(
            [gemeenten[pool.gemeente] if pool.gemeente else -1 for pool in pools],
            dtype=np.int64,
        ),
        capacity=np.array(rows["capacity"], dtype=np.int64),
        closing=np.array(rows["closing"], dtype=np.int64),
        relocate_to=np.array(rows["to"], dtype=np.int64),
        relocate_order=np.array(rows["order"], dtype=np.int64),
        in_force=tuple(given_steps),
        paid=tuple(paid_steps),
    )
