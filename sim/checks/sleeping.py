"""Stations that sleep and yet cost money."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Keys, Problem
from ..scenario.merging import Merged
from ..scenario.schema import Pool, Staff
from ..scenario.sleeping import asleep_in
from ..scenario.wording import problem

_RULE = "sleeps, as nothing reaches it, and costs money all the same"
_WAY_OUT = "let something reach it, or give it no places until something does"


def costs_of_sleep(merged: Merged) -> Iterator[Problem]:
    """Refuse money for what counts only once something reaches it."""
    sections = merged.sections
    asleep = asleep_in(sections)
    for name in sorted(asleep.stations):
        station = sections.stations[name]
        if any(station.cost.lump_sum_per_year.values):
            yield _refused(merged, ("stations", name, "cost", "lump_sum_per_year"))
        pool = sections.pools.get(station.pool or "")
        if pool is None or station.pool not in asleep.pools:
            continue
        if any(pool.per_place_day.values) and _has_places(pool):
            yield _refused(merged, ("pools", str(station.pool), "per_place_day"), name)


def _refused(merged: Merged, keys: Keys, station: str = "") -> Problem:
    rule = f"is paid for the station {station}, which {_RULE}" if station else _RULE
    place, shown = merged.trail.place(keys), merged.trail.written(keys)
    return problem(place, shown, {}, rule, _WAY_OUT)


def _has_places(pool: Pool) -> bool:
    """Whether there may be a place on some day, by what the file says of it."""
    spec = pool.staff if pool.staff is not None else pool.places
    each = list(spec.values()) if isinstance(spec, dict) else [spec]
    numbers = [item.fte if isinstance(item, Staff) else item for item in each]
    return any(number is None or any(number.values) for number in numbers)
