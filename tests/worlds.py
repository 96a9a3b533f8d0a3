"""Small worlds: a few named clients who come on given days, and the whole log of what happens.

Every client has an arrival stream of his own with his name, so identities order by name (rule 4).
Days count from the start of the period; a day is 2**20 ticks, so halves and eighths are exact.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
import textwrap
from dataclasses import dataclass, fields, replace
from math import log1p
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

from sim import load
from sim.clients.cohort import Cohort
from sim.clients.state import State
from sim.draws import NEVER, TICKS_PER_DAY, Purpose, key_of, uniform
from sim.engine import run
from sim.engine.compiled import run as run_compiled
from sim.network import Network, build_network
from sim.network.model import Exit
from sim.visits import Observed, Outcome, Visits

START = dt.date(2021, 1, 1)
TICK = 1 / TICKS_PER_DAY

Row = tuple[str, str, float, float | None, float | None, str, str | None]
"""client, station, joined, started, ended, outcome, next"""


def date(day: int) -> str:
    """The date of a day, as a scenario file says it."""
    return str(START + dt.timedelta(days=day))


@dataclass(frozen=True)
class Comes:
    """A client: his name, where and on which day he enters, and who he is."""

    name: str
    station: str
    day: float = 0
    priority: int = 2
    gemeente: str = "town"
    need: str = "any"
    legal_frame: str = "voluntary"
    eighteen: float | None = None

    def arrival(self) -> dict[str, object]:
        """His own arrival stream; its rate plays no part."""
        return {
            "need": self.need,
            "gemeenten": [self.gemeente],
            "per_year": 1,
            "enters": self.station,
            "priority": self.priority,
            "legal_frame": self.legal_frame,
        }


@dataclass(frozen=True)
class World:
    """What happened in a small world."""

    network: Network
    cohort: Cohort
    visits: Visits
    observed: Observed

    @property
    def log(self) -> list[Row]:
        """All visits by client, in order of joining, in days."""
        rows = [
            (
                self.client(row),
                self.network.stations[self.visits.station[row]],
                self.day(self.visits.joined[row]),
                self.day(self.visits.started[row]),
                self.day(self.visits.ended[row]),
                Outcome(self.visits.outcome[row]).name.lower(),
                self.next_of(row),
            )
            for row in range(len(self.visits))
        ]
        return sorted(rows, key=lambda row: (row[0], row[2]))

    def client(self, row: int) -> str:
        """The name of the client of a visit."""
        source = self.visits.source[row]
        return self.network.arrivals[self.network.sources.arrival[source]]

    def next_of(self, row: int) -> str | None:
        """Where a visit leads, None when that is not yet known."""
        code = int(self.visits.next[row])
        if code >= 0:
            return self.network.stations[code]
        return None if code == Exit.NOT_YET else Exit(code).name.lower()

    @staticmethod
    def day(ticks: int) -> float | None:
        """Ticks as days, None for not yet."""
        return None if ticks == NEVER else float(ticks / TICKS_PER_DAY)

    def of(self, name: str, station: str, field: str) -> list[float]:
        """A field of a client's visits to a station, in order: times in days, else as it is."""
        rows = [
            row
            for row in range(len(self.visits))
            if self.client(row) == name
            and self.network.stations[self.visits.station[row]] == station
        ]
        values = [int(getattr(self.visits, field)[row]) for row in rows]
        if field in ("rank_time", "blocked", "joined", "started", "ended"):
            return [value / TICKS_PER_DAY for value in values]
        return [float(value) for value in values]

    def drawn(self, name: str, station: str, purpose: Purpose, *, visit: int = 1) -> float:
        """The client's own uniform number for a purpose on his `visit`-th visit to a station."""
        clients = self.cohort.clients
        names = [
            self.network.arrivals[self.network.sources.arrival[item]] for item in clients.source
        ]
        key = int(clients.key[names.index(name)])
        return float(uniform(key, key_of("station", station), visit, int(purpose)))

    def patience(
        self, name: str, station: str, purpose: Purpose, per_day: float, *, visit: int = 1
    ) -> float:
        """Days that his unit-exponential draw lasts at a constant hazard, to the nearest tick."""
        days = -log1p(-self.drawn(name, station, purpose, visit=visit)) / per_day
        return float(np.rint(days * TICKS_PER_DAY) / TICKS_PER_DAY)


def network_of(
    text: str,
    comes: tuple[Comes, ...],
    *,
    days: int = 400,
    gemeenten: tuple[str, ...] = ("town",),
) -> Network:
    """The network of a world: its text, and what the text leaves out."""
    spec = textwrap.dedent(text).strip()
    head = {
        "doorstroom": 1,
        "title": {"en": "small world"},
        "begin": "empty",
        "gemeenten": {name: {"youth": 1000} for name in gemeenten},
        "arrivals": {item.name: item.arrival() for item in (*comes, *_nobodies(spec, comes[0]))},
    }
    if not any(line.startswith("needs:") for line in spec.splitlines()):
        head["needs"] = {come.need: {} for come in comes}
    lines = [f"{key}: {json.dumps(value)}" for key, value in head.items()]
    lines.append(f"period: {{start: {date(0)}, report_from: {date(0)}, end: {date(days)}}}")
    whole = "\n".join([*lines, spec, ""])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.yaml"
        path.write_text(whole, encoding="utf-8")
        return build_network(load(path))


def _nobodies(text: str, someone: Comes) -> list[Comes]:
    """A stream without clients into each station, for a file may not have what nobody reaches."""
    spec = YAML(typ="safe", pure=True).load(text)
    by_via = {item.get("via") for item in spec.get("interventions") or ()}
    ways = spec["stations"].items()
    names = [
        name
        for name, station in ways
        if name not in by_via and station.get("group") != "protection"
    ]
    return [replace(someone, name=f"zz {name}", station=name) for name in names]


def play(text: str, *comes: Comes, **spec: object) -> World:
    """Let these clients come to the world of `text` and see what happens."""
    network = network_of(text, comes, **spec)  # type: ignore[arg-type]
    cohort = Cohort.of(
        network,
        [(come.name, come.gemeente, come.day) for come in comes],
        eighteenth_days=[come.eighteen for come in comes],
    )
    visits, observed = replayed_by_both(network, cohort, State.empty(network))
    assert_observer_agrees(network, visits, observed)
    return World(network, cohort, visits, observed)


def replayed_by_both(network: Network, cohort: Cohort, state: State) -> tuple[Visits, Observed]:
    """What happened by the SimPy engine, and to the bit by the compiled one."""
    visits, observed, clients = run(network, cohort, state)
    for item, other in zip(
        (visits, observed, clients), run_compiled(network, cohort, state), strict=True
    ):
        assert_same(item, other)
    return visits, observed


def assert_same(item: object, other: object) -> None:
    """Every array of two records of one kind is the same to the bit."""
    assert type(item) is type(other)
    for column in fields(item):  # type: ignore[arg-type]
        before, after = getattr(item, column.name), getattr(other, column.name)
        assert before.dtype == after.dtype, column.name
        np.testing.assert_array_equal(after, before, err_msg=column.name)


def assert_observer_agrees(network: Network, visits: Visits, observed: Observed) -> None:
    """What the engine's observer saw is what the visits say, to the tick (rule 25)."""
    ended = np.where(visits.ended == NEVER, network.end, visits.ended)
    started = visits.started != NEVER
    spells = {
        "waiting": (visits.joined, np.where(started, visits.started, ended)),
        "in_care": (np.where(started, visits.started, ended), ended),
        "blocked": (ended - visits.blocked, ended),
    }
    for cell, (station, pool) in enumerate(zip(observed.station, observed.pool, strict=True)):
        here = (visits.station == station) & (visits.pool == pool)
        for of, (begin, until) in spells.items():
            areas = [
                int((np.minimum(until, cut) - np.maximum(begin, 0))[here].clip(min=0).sum())
                for cut in network.cut_ticks
            ]
            assert getattr(observed, f"area_{of}")[cell].tolist() == areas, (of, station)
