"""A scenario of the size of the Netherlands, made from Groningen's: its region, 34 times.

Each region keeps its ten gemeenten, its neighbours and its own pools; the stations and the rules
are one text for all. It says nothing about the Netherlands: it is there to be large.

python -m tools.bench.national FILE [REGIONS] writes it.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeAlias

from ruamel.yaml import YAML

from sim.checks import load

from .measure import HOUSE

REGION = HOUSE / "scenarios" / "groningen" / "groningen.yaml"
REGIONS = 34
"""340 gemeenten with 3.16 million youth; the Netherlands has 342 and 3.3 million."""
YEARS = 10

Spec: TypeAlias = dict[str, Any]


def write_national(path: Path, regions: int = REGIONS) -> None:
    """Write the scenario file."""
    spec = region()
    with path.open("w", encoding="utf-8") as file:
        written = YAML()
        written.representer.ignore_aliases = lambda _: True
        written.dump(national(spec, regions), file)


def region() -> Spec:
    """The region with its parts, written out in one file."""
    root = load(REGION).root
    return root.model_dump(by_alias=True, exclude_unset=True, exclude_none=True, exclude={"parts"})


def national(spec: Spec, regions: int) -> Spec:
    """The scenario of a region, `regions` times side by side."""
    numbers = range(1, regions + 1)

    def copies(gemeente: str) -> list[str]:
        return [_named(gemeente, number) for number in numbers]

    own = [name for name, pool in spec["pools"].items() if pool.get("scope") != "gemeente"]
    many = {key: value for key, value in spec.items() if key not in ("targets", "money")}
    start: dt.date = spec["period"]["start"]
    many["title"] = {"en": f"{regions} regions like Groningen"}
    many["period"] = {**spec["period"], "end": start.replace(year=start.year + YEARS)}
    many["money"] = {key: value for key, value in spec["money"].items() if key != "budgets"}
    many["gemeenten"] = _spread(spec["gemeenten"], copies)
    many["arrivals"] = {
        name: _with_gemeenten(arrival, copies) for name, arrival in spec["arrivals"].items()
    }
    many["pools"] = _pools(spec["pools"], own, numbers, copies)
    many["stations"] = {
        name: _station(station, copies) for name, station in spec["stations"].items()
    }
    many["interventions"] = [
        *_moves(spec, own, numbers),
        *_interventions(spec["interventions"], own, numbers, copies),
    ]
    return many


def _named(name: str, number: int) -> str:
    """A gemeente of a region."""
    return f"{name} {number}"


def _pool(name: str, number: int) -> str:
    """A pool of a region; the first has the name that the stations say."""
    return name if number == 1 else f"{name}_{number}"


def _spread(spec: Spec, copies: Callable[[str], list[str]]) -> Spec:
    """What is said by gemeente, for each copy of it."""
    return {copy: deepcopy(value) for name, value in spec.items() for copy in copies(name)}


def _with_gemeenten(spec: Spec, copies: Callable[[str], list[str]]) -> Spec:
    """What is said for some gemeenten, for the copies of them."""
    if "gemeenten" not in spec:
        return spec
    return {**spec, "gemeenten": [copy for name in spec["gemeenten"] for copy in copies(name)]}


def _pools(spec: Spec, own: list[str], numbers: range, copies: Callable[[str], list[str]]) -> Spec:
    pools: Spec = {}
    for name, pool in spec.items():
        if name in own:
            pools |= {_pool(name, number): deepcopy(pool) for number in numbers}
        else:
            by = "staff" if "staff" in pool else "places"
            pools[name] = {**pool, by: _spread(pool[by], copies)}
    return pools


def _station(spec: Spec, copies: Callable[[str], list[str]]) -> Spec:
    """A station, whose routes may differ by gemeente."""
    routes = spec.get("next", {})
    if "gemeenten" not in routes:
        return spec
    return {**spec, "next": {**routes, "gemeenten": _spread(routes["gemeenten"], copies)}}


def _moves(spec: Spec, own: list[str], numbers: range) -> list[Spec]:
    """From the first day each region but the first has its own pools at the stations."""
    return [
        {
            "id": f"{name}-of-{number}", "kind": "places", "station": name,
            "gemeenten": [_named(gemeente, number) for gemeente in spec["gemeenten"]],
            "moves_to_pool": _pool(station["pool"], number), "from": spec["period"]["start"],
            "about": {"status": "assumption"},
        }
        for name, station in spec["stations"].items()
        if station.get("pool") in own
        for number in numbers[1:]
    ]  # fmt: skip


def _interventions(
    spec: list[Spec], own: list[str], numbers: range, copies: Callable[[str], list[str]]
) -> list[Spec]:
    """Changes of places and prices once for each region, all others once for all."""
    return [
        item
        for change in spec
        for item in (
            [_of_region(change, own, number) for number in numbers]
            if change["kind"] in ("places", "price")
            else [_with_gemeenten(change, copies)]
        )
    ]


def _of_region(change: Spec, own: list[str], number: int) -> Spec:
    regional = {**change, "id": f"{change['id']}-{number}"}
    for key in ("pool", "moves_to_pool"):
        if change.get(key) in own:
            regional[key] = _pool(change[key], number)
    if "gemeenten" in change:
        regional["gemeenten"] = [_named(name, number) for name in change["gemeenten"]]
    return regional


if __name__ == "__main__":
    write_national(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
