"""Who comes: gemeenten, needs and arrivals."""

from __future__ import annotations

from .choices import Region, number
from .files import Sections

GROUPS = ("guidance", "treatment")
REFERRERS = ("gp", "court", "access")
AGES = (
    {"4-11": 0.3, "12-17": 0.7},
    {"16": 0.5, "17": 0.5},
    {"17": 0.9, "18-22": 0.1},
    {"0-3": 0.1, "15-17": 0.9},
)


def gemeente(region: Region, name: str) -> Sections:
    dice = region.dice
    spec: Sections = {"youth": dice.item((100, 500, 1500))}
    region.maybe(spec, 0.3, "use", lambda: dice.item((0.8, 1.3)))
    if name != region.gemeenten[0] and name == region.gemeenten[-1]:
        region.maybe(spec, 0.6, "outside", lambda: True)
    return spec


def need(region: Region) -> Sections:
    spec: Sections = {"product_group": region.dice.item(GROUPS)}
    region.maybe(spec, 0.6, "age", lambda: region.dice.item(AGES))
    return spec


def arrivals(region: Region) -> Sections:
    made = {f"stream-{number}": _arrival(region) for number in range(1, region.dice.whole(2, 5))}
    made["stream-0"] = {**_arrival(region), "enters": region.stations[0]}
    return made


def _arrival(region: Region) -> Sections:
    dice = region.dice
    spec: Sections = {
        "need": dice.item(region.needs),
        "referrer": dice.item(REFERRERS),
        "enters": dice.item(region.stations),
    }
    if dice.chance(0.6):
        spec["per_year"] = number(region, (3, 10, 30, 60))
        region.maybe(spec, 0.4, "gemeenten", lambda: dice.some(region.gemeenten))
    else:
        spec["per_1000_youth"] = number(region, (5, 20, 50))
    region.maybe(spec, 0.5, "priority", lambda: dice.whole(0, 3))
    region.maybe(spec, 0.3, "legal_frame", lambda: dice.item(("ordered", "closed")))
    region.maybe(spec, 0.2, "season", lambda: {dice.whole(1, 12): dice.item((0, 0.5, 2))})
    region.maybe(spec, 0.2, "growth_per_year", lambda: dice.item((0.2, -0.05)))
    region.maybe(spec, 0.2, "pgb", lambda: 0.3)
    return spec
