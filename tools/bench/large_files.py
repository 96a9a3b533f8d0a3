"""Files that take long to read, made here: very many stations, and very many changes.

python -m tools.bench.large_files FOLDER writes both.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from ruamel.yaml import YAML

Spec: TypeAlias = dict[str, Any]

STATIONS = 3_000
CHANGES = 200
START, END = dt.date(2020, 1, 1), dt.date(2030, 1, 1)
_SEED = 2026
_ASSUMED = {"status": "assumption"}


def many_stations(stations: int = STATIONS) -> Spec:
    """A chain of stations that clients walk down, some going back, some out."""
    names = [f"s{number:04}" for number in range(stations)]
    return {
        **_region("many stations", gemeenten=2),
        "arrivals": {"child": _arrival(900, names[0])},
        "stations": {
            name: _station({names[(at * 7) % at if at else 0]: 0.1, after: 0.6}, at)
            for at, (name, after) in enumerate(zip(names, [*names[1:], names[0]], strict=True))
        },
    }  # fmt: skip


def many_changes(changes: int = CHANGES, stations: int = 60, gemeenten: int = 40) -> Spec:
    """Stations whose routes, stays and lists change every day, each time for other gemeenten."""
    random = Random(_SEED)
    names = [f"s{number:02}" for number in range(stations)]
    region = _region("many changes", gemeenten)
    places = [*region["gemeenten"]]
    arrivals = {f"a{at:02}": _arrival(40, name) for at, name in enumerate(names)}
    kinds: tuple[Spec, ...] = (
        {"kind": "stay", "factor": _path(random)},
        {"kind": "waiting", "drops_out_per_week": {"factor": _path(random)}},
        {"kind": "next", "share": {"factor": _path(random)}},
    )
    after = {name: _another(random, names, name) for name in names}
    interventions = []
    for number in range(changes):
        name = random.choice(names)
        concerned = sorted(random.sample(places, random.randint(1, gemeenten)))
        change = kinds[number % len(kinds)]
        if change["kind"] == "next":
            change = {**change, "to": after[name]}
        where = {"id": f"c{number:03}", "station": name, "gemeenten": concerned}
        interventions.append({**where, **change, "about": _ASSUMED})
    return {
        **region,
        "arrivals": arrivals,
        "stations": {name: _station({after[name]: 0.3}, at) for at, name in enumerate(names)},
        "interventions": interventions,
    }


def write(spec: Spec, path: Path) -> None:
    """Write a scenario file."""
    with path.open("w", encoding="utf-8") as file:
        written = YAML()
        written.representer.ignore_aliases = lambda _: True
        written.dump(spec, file)


def _region(title: str, gemeenten: int) -> Spec:
    return {
        "doorstroom": 1,
        "title": {"en": title},
        "begin": "empty",
        "period": {"start": START, "report_from": START, "end": END},
        "gemeenten": {f"g{number:02}": {"youth": 1_000 + number} for number in range(gemeenten)},
        "needs": {"help": {"product_group": "all", "age": {"0-11": 0.6, "12-17": 0.4}}},
    }


def _arrival(per_year: float, enters: str) -> Spec:
    return {"need": "help", "referrer": "gp", "per_year": per_year, "enters": enters}


def _station(shares: dict[str, float], at: int) -> Spec:
    return {
        "title": {"en": f"station {at}"},
        "group": "care",
        "places": 50 + at % 20,
        "stay": {"distribution": "exponential", "mean_days": 10 + at % 50},
        "next": {**shares, "rest": "out"},
        "waiting": {"drops_out_per_week": 0.01},
    }


def _path(random: Random) -> Spec:
    """A number on four dates, in between in a straight line: it changes every day."""
    dates = [START.replace(year=START.year + step * 2) for step in range(4)]
    values = {date: round(0.5 + random.random() / 2, 3) for date in dates}
    return {"path": values, "shape": "ramp"}


def _another(random: Random, names: list[str], name: str) -> str:
    return random.choice([item for item in names if item != name])


if __name__ == "__main__":
    write(many_stations(), Path(sys.argv[1]) / "many-stations.yaml")
    write(many_changes(), Path(sys.argv[1]) / "many-changes.yaml")
