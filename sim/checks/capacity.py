"""Pools that close with people on their list, gemeenten without places, and hopeless loads."""

from __future__ import annotations

from dataclasses import dataclass

from ..in_force.effects import ONE, ZERO, Effects, Kind, places_of, staff_of
from ..in_force.staffing import fte_in_force, taken_from
from ..in_force.timelines import Timeline
from ..scenario.reading import Keys
from ..scenario.schema import Divert, PlacesChange, Pool, Station
from ..traffic.flows import mean_stay_days, reached, starts_per_day
from .findings import Findings

HOPELESS = 1.25
"""Load at which a list without any way off it is sure to grow, rough as these flows are."""


@dataclass(frozen=True)
class PoolOf:
    """A pool as one kind of client meets it: that of their gemeente, or the region's."""

    keys: Keys
    spec: Pool | Station
    gemeente: str | None


def check_capacity(findings: Findings) -> None:
    """Refuse pools that close on their lists; warn of gemeenten without places and of loads."""
    effects = findings.effects
    for kind in effects.kinds:
        for name in sorted(reached(effects, kind)):
            pool = _pool_of(effects, name, kind)
            line = places_line(effects, pool, kind)
            if line is not None and line.last < 1:
                _check_places(findings, effects, name, kind, pool, line)
    if not findings.errors:
        _check_loads(findings, effects)


def _pool_of(effects: Effects, name: str, kind: Kind) -> PoolOf:
    """The pool that a station draws from at the end of the period."""
    gemeente = kind.gemeente
    return effects.once(("pool", name, gemeente), lambda: _pool_in(effects, name, gemeente))


def _pool_in(effects: Effects, name: str, gemeente: str) -> PoolOf:
    scenario = effects.scenario
    pool = scenario.stations[name].pool
    for placed in effects.on_places(gemeente):
        spec = placed.intervention
        if not isinstance(spec, PlacesChange) or spec.station != name or spec.until is not None:
            continue
        if spec.moves_to_pool is not None:
            pool = spec.moves_to_pool
    keys, where = (
        (("stations", name), scenario.stations[name])
        if pool is None
        else (("pools", pool), scenario.pools[pool])
    )
    return PoolOf(keys, where, gemeente if where.scope == "gemeente" else None)


def places_line(effects: Effects, pool: PoolOf, kind: Kind) -> Timeline | None:
    """Places on each day of the period, not yet whole; None where they are unlimited."""
    key = ("places", pool.keys, pool.gemeente)
    return effects.once(key, lambda: _places_line(effects, pool, kind))


def _places_line(effects: Effects, pool: PoolOf, kind: Kind) -> Timeline | None:
    share = ONE if isinstance(pool.spec, Station) else pool.spec.efficiency
    efficiency = effects.line(share, (*pool.keys, "efficiency"), kind)
    staff = staff_of(pool.spec, kind.gemeente)
    if staff is not None:
        keys = (*pool.keys, *staff[0], "clients_per_fte")
        fte = fte_in_force(effects.scenario, pool.keys[-1], pool.gemeente)
        clients = effects.line(staff[1].clients_per_fte, keys, kind)
        return fte * clients * efficiency
    place, number = places_of(pool.spec, kind.gemeente)
    if number is None:
        return _set_on_unlimited(effects, pool, kind)
    return effects.line(number, (*pool.keys, *place), kind) * efficiency


def _set_on_unlimited(effects: Effects, pool: PoolOf, kind: Kind) -> Timeline | None:
    """Places that an intervention gives to a pool that had no limit."""
    for placed in effects.on_places(kind.gemeente):
        spec = placed.intervention
        if isinstance(spec, PlacesChange) and spec.number is not None:
            named = ("pools", spec.pool) if spec.pool else ("stations", spec.station)
            if named == pool.keys and spec.until is None:
                values = spec.number.number.values
                return Timeline.of_steps([0, 1], [1e9, values[-1]])
    return None


def _check_places(
    findings: Findings, effects: Effects, name: str, kind: Kind, pool: PoolOf, line: Timeline
) -> None:
    """Refuse or warn of a pool without places on the last day."""
    where = ".".join(pool.keys) + (f" in {pool.gemeente}" if pool.gemeente else "")
    if max(line.values) < 1:
        if findings.scenario.stations[name].waiting.over_capacity:
            return
        rule = f"{where} never has a place, and clients of {kind.gemeente} come to {name}"
        findings.warn(pool.keys, {}, rule, "give it places, or send them elsewhere")
    elif not _list_goes_elsewhere(effects, name, kind):
        rule = f"{where} ends without places, with clients of {kind.gemeente} on its list"
        way_out = (
            f"say where the list of {name} goes: a divert from it with share 1 and "
            "applies_to: [new, waiting]"
        )
        findings.error(_closing_keys(effects, pool, kind), {}, rule, way_out)


def _closing_keys(effects: Effects, pool: PoolOf, kind: Kind) -> Keys:
    """What closes the pool: who takes its staff, else changes its places, else its own path."""
    for taken in reversed(list(taken_from(effects.scenario, pool.keys[-1], pool.gemeente))):
        if taken.fte.last > 0:
            return taken.keys
    for affected in reversed(list(effects.affected())):
        is_of_pool = affected.keys[: len(pool.keys)] == pool.keys
        if is_of_pool and (pool.gemeente is None or kind.gemeente in affected.keys):
            return affected.spec[-1]
    return (*pool.keys, "places" if pool.spec.places is not None else "staff")


def _list_goes_elsewhere(effects: Effects, name: str, kind: Kind) -> bool:
    """Whether diverts move everyone who waits for this station once it has closed."""
    left = 1.0
    for placed in effects.concerning(kind):
        spec = placed.intervention
        if not isinstance(spec, Divert) or spec.from_ != name or spec.when != "always":
            continue
        if "waiting" in spec.applies_to:
            left *= 1 - effects.line(ZERO, ("interventions", spec.id, "share"), kind).last
    return left <= 1e-9


# ---------------------------------------------------------------------------- loads


def _check_loads(findings: Findings, effects: Effects) -> None:
    scenario = findings.scenario
    first = (scenario.period.report_from - scenario.period.start).days
    last = (scenario.period.end - scenario.period.start).days - 1
    at_first = {(keys, where) for keys, where, _ in _overloaded(effects, first)}
    for keys, where, load in _overloaded(effects, last):
        if (keys, where) in at_first:
            place = f" in {where}" if where else ""
            rule = (
                f"asked for more than its places{place} all through, {load:.2f} times on the "
                "last day, and nobody drops out: the list grows without end"
            )
            findings.warn(keys, {}, rule, "add places, a drop-out rate, a limit or a divert")


def _overloaded(effects: Effects, day: int) -> list[tuple[Keys, str | None, float]]:
    asked: dict[tuple[Keys, str | None], float] = {}
    places: dict[tuple[Keys, str | None], float] = {}
    for kind in effects.kinds:
        for name, starts in starts_per_day(effects, kind, day).items():
            if _leaves_the_list(effects, name, kind, day):
                continue
            pool = _pool_of(effects, name, kind)
            line = places_line(effects, pool, kind)
            if line is None:
                continue
            key = (pool.keys, pool.gemeente)
            days = mean_stay_days(effects, name, kind, day)
            asked[key] = asked.get(key, 0.0) + starts * days
            places[key] = float(int(line.at(day) + 1e-9))
    return [
        (keys, where, load / places[keys, where])
        for (keys, where), load in asked.items()
        if places[keys, where] >= 1 and load / places[keys, where] > HOPELESS
    ]


def _leaves_the_list(effects: Effects, name: str, kind: Kind, day: int) -> bool:
    """Whether a client may leave the list of a station other than by a start."""
    spec = effects.scenario.arrivals[kind.arrival]
    if spec.legal_frame != "voluntary":
        return False
    waiting = effects.scenario.stations[name].waiting
    if waiting.limit is not None:
        return True
    keys: Keys = ("stations", name, "waiting")
    return any(
        effects.line(getattr(waiting, field), (*keys, field), kind).at(day) > 0
        for field in ("drops_out_per_week", "escalates_per_week")
    )
