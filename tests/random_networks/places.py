"""Places: pools, the places of a station itself, and how they close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .choices import Region, number
from .files import Sections

PLACES = (0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6, 12)


def pool(region: Region) -> Sections:
    dice = region.dice
    spec: Sections = {"scope": "gemeente"} if dice.chance(0.35) else {}
    if dice.chance(0.35):
        spec["staff"] = _by_scope(region, spec, lambda: _staff(region))
        region.maybe(spec, 0.4, "productive_after_days", lambda: dice.item((30, 100)))
    else:
        spec["places"] = _by_scope(region, spec, lambda: number(region, PLACES))
    region.maybe(spec, 0.3, "efficiency", lambda: dice.item((0.5, 0.9)))
    return {**spec, **closing(region, 0.35)}


def _staff(region: Region) -> Sections:
    return {
        "fte": number(region, (0.5, 1, 2, 3)),
        "clients_per_fte": region.dice.item((1, 1.5, 3)),
    }


def _by_scope(region: Region, pool: Sections, make: Callable[[], Any]) -> Any:
    if "scope" not in pool:
        return make()
    named = {name: make() for name in region.dice.some(region.gemeenten)}
    if region.dice.chance(0.8):
        named["default"] = make()
    return named


def closing(region: Region, share: float) -> Sections:
    if not region.dice.chance(share):
        return {}
    return {"closing": "relocate", **_relocation(region)}


def _relocation(region: Region) -> Sections:
    spec: Sections = {"relocate_to": region.dice.item(region.stations)}
    orders = ("planned_end_first", "planned_end_last", "latest_start_first")
    region.maybe(spec, 0.6, "relocate_order", lambda: region.dice.item(orders))
    return spec


def own_places(region: Region) -> Sections:
    dice = region.dice
    if region.pools and dice.chance(0.5):
        return {"pool": dice.item(region.pools)}
    if dice.chance(0.2):
        return {"places": "unlimited"}
    spec: Sections = {"scope": "gemeente"} if dice.chance(0.15) else {}
    spec["places"] = _by_scope(region, spec, lambda: number(region, PLACES))
    return {**spec, **closing(region, 0.35)}
