"""Stations: stays, routes, returns, lists, second trajectories and 18."""

from __future__ import annotations

from collections.abc import Callable

from .choices import Region, number, path
from .files import Sections
from .places import own_places

RATES = (0.01, 0.05, 0.2, 1)


def station(region: Region, name: str) -> Sections:
    spec = own_places(region)
    region.maybe(spec, 0.85, "stay", lambda: _rows(region, lambda: _stay(region)))
    spec["next"] = _rows(region, lambda: _route(region, name))
    region.maybe(spec, 0.3, "returns", lambda: _rows(region, lambda: _returns(region)))
    region.maybe(spec, 0.8, "waiting", lambda: _waiting(region, name))
    region.maybe(spec, 0.3, "together", lambda: _together(region, name))
    region.maybe(spec, 0.6, "holds_place", lambda: True)
    region.maybe(spec, 0.4, "at_18", lambda: _at_18(region))
    return spec


def _rows(region: Region, make: Callable[[], Sections]) -> Sections:
    """One row, or rows by need and gemeente."""
    if not region.dice.chance(0.3):
        return make()
    rows = {"default": make(), **{need: make() for need in region.dice.some(region.needs)}}
    if region.dice.chance(0.4):
        gemeente = region.dice.item(region.gemeenten)
        rows["gemeenten"] = {gemeente: {region.dice.item((*region.needs, "default")): make()}}
    return rows


def _stay(region: Region) -> Sections:
    dice = region.dice
    mean = dice.item((3, 10, 25, 60))
    match dice.item(("fixed", "fixed", "fixed", "exponential", "lognormal", "gamma", "other")):
        case "fixed":
            return {"distribution": "fixed", "days": dice.item((1, 5, 7, 14, 30, 0.25))}
        case "exponential":
            return {"distribution": "exponential", "mean_days": mean}
        case "lognormal":
            return {"distribution": "lognormal", "median_days": mean, "sigma": 0.8}
        case "gamma":
            return {"distribution": "gamma", "mean_days": mean, "shape_k": dice.item((0.6, 2))}
    if dice.chance(0.5):
        return {"distribution": "uniform", "low_days": 2, "high_days": 2 * mean}
    classes = {7: 0.3, 30: 0.5, 90: 0.1}
    return {"distribution": "classes", "classes": classes, "tail_mean_days": 40}


def _route(region: Region, name: str) -> Sections:
    """A row of shares in twentieths that add up to 1; some goes out, and on the way."""
    dice = region.dice
    goals = [region.other(name) for _ in range(dice.whole(1, 3))]
    if dice.chance(0.5):
        goals.append(dice.item(("early", "moved", "back", "back", "back", name)))
    parts = [dice.whole(1, 8) for _ in goals]
    shares: Sections = {}
    left = 20
    for goal, part in zip(goals, parts, strict=True):
        part = min(part, left - 2)
        left -= part
        if part > 0:
            shares[goal] = shares.get(goal, 0) + part
    row: Sections = {goal: part / 20 for goal, part in shares.items()}
    if not dice.chance(0.4):
        return {**row, "out": left / 20}
    if dice.chance(0.3):
        goal = dice.item(list(row))
        row[goal] = path(region, (row[goal], row[goal] / 2, 0))
    return {**row, "rest": "out"}


def _returns(region: Region) -> Sections:
    spec: Sections = {"share": number(region, (0.2, 0.5, 1))}
    if region.dice.chance(0.5):
        return {**spec, "after": {"distribution": "fixed", "days": region.dice.item((1, 30))}}
    return {**spec, "mean_days": region.dice.item((5, 60))}


def _waiting(region: Region, name: str) -> Sections:
    dice = region.dice
    spec: Sections = {}
    region.maybe(spec, 0.5, "drops_out_per_week", lambda: number(region, RATES))
    if dice.chance(0.5):
        spec["escalates_per_week"] = number(region, RATES)
        spec["escalates_to"] = region.other(name)
    region.maybe(spec, 0.3, "longer_stay_per_week", lambda: dice.item((0.02, 0.3)))
    region.maybe(spec, 0.3, "priority", lambda: dice.whole(0, 2))
    region.maybe(spec, 0.35, "limit", lambda: number(region, (0, 1, 2, 5)))
    region.maybe(spec, 0.3, "when_full", lambda: region.other(name))
    region.maybe(spec, 0.35, "over_capacity", lambda: True)
    return spec


def _together(region: Region, name: str) -> list[Sections]:
    return [_second(region, name) for _ in range(region.dice.whole(1, 2))]


def _second(region: Region, name: str) -> Sections:
    spec: Sections = {"station": region.other(name), "share": number(region, (0.3, 0.7, 1))}
    region.maybe(spec, 0.3, "needs", lambda: region.dice.some(region.needs))
    return spec


def _at_18(region: Region) -> Sections:
    spec: Sections = {"goes_to": region.dice.item(("wmo", "zvw", "none"))}
    region.maybe(spec, 0.6, "continues", lambda: number(region, (0.3, 0.7, 1)))
    region.maybe(spec, 0.6, "end_age", lambda: region.dice.item((18.5, 19, 23)))
    return spec
