"""Random networks: small scenario files that use every feature of the model in odd combinations.

`network(number)` makes the same file each time; `networks` is the same as a Hypothesis strategy,
with choices that Hypothesis may shrink. Both are files that `sim.load` takes. `played` replays one.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from sim import load
from sim.clients.cohort import Clients, Cohort, build_cohort
from sim.clients.state import State, build_state
from sim.draws import TICKS_PER_DAY
from sim.errors import ScenarioError
from sim.network import Network, build_network
from sim.scenario.schema import Scenario

Sections = dict[str, Any]
Identity = tuple[str, str, int, int]
Choice = TypeVar("Choice")

START = dt.date(2021, 1, 1)
STATIONS = ("advice", "team", "clinic", "home", "crisis", "ward", "coach")
POOLS = ("staff", "beds", "rooms")
GEMEENTEN = ("Town", "Village", "Harbour", "Hill", "Elsewhere")
NEEDS = ("light", "mind", "heavy")
GROUPS = ("guidance", "treatment")
REFERRERS = ("gp", "court", "access")
AGES = (
    {"4-11": 0.3, "12-17": 0.7},
    {"16": 0.5, "17": 0.5},
    {"17": 0.9, "18-22": 0.1},
    {"0-3": 0.1, "15-17": 0.9},
)
PLACES = (0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6, 12)
SHARES = (0, 0.1, 0.25, 0.5, 0.8, 1)
RATES = (0.01, 0.05, 0.2, 1)


@dataclass(frozen=True)
class RandomNetwork:
    """A scenario file, and how it is run.

    `by_whole_days`: clients come and have their birthdays at 00:00, so that many do on one day.
    `only`: which of the clients of the period come, None for all.
    """

    sections: Sections
    by_whole_days: bool = False
    scale: float = 1.0
    seed: int = 0
    only: tuple[Identity, ...] | None = None

    @property
    def text(self) -> str:
        """The file, a line for each arrival, pool, station and intervention."""
        return "".join(_lines(self.sections))

    def __str__(self) -> str:
        how = f"# scale {self.scale}, seed {self.seed}"
        how += ", arrivals and birthdays at 00:00" if self.by_whole_days else ""
        how += f", nobody comes but {self.only}" if self.only is not None else ""
        return f"{how}\n{self.text}"


@dataclass(frozen=True)
class Played:
    """What an engine is given to replay a random network."""

    scenario: Scenario
    network: Network
    cohort: Cohort
    state: State


def network(number: int) -> RandomNetwork:
    """The network of this number: the first that the checks of a scenario let through."""
    attempts = (random_network(Random(f"{number} {attempt}")) for attempt in range(1000))
    return next(item for item in attempts if _is_valid(item))


@st.composite
def networks(draw: st.DrawFn) -> RandomNetwork:
    """Random networks that the checks let through, for Hypothesis."""
    made = random_network(draw(st.randoms(use_true_random=False)))
    assume(_is_valid(made))
    return made


def played(made: RandomNetwork) -> Played:
    """Everything that a run needs; raises ScenarioError for a file that the checks refuse."""
    scenario = loaded(made.text)
    built = build_network(scenario, scale=made.scale)
    cohort = build_cohort(built, seed=made.seed, replication=0)
    state = build_state(built, scenario.begin, seed=made.seed, replication=0)
    if made.only is not None:
        kept = [identity in made.only for identity in identities(built, cohort.clients)]
        cohort = Cohort(cohort.clients.rows(np.flatnonzero(kept)))
    if made.by_whole_days:
        cohort = Cohort(_by_whole_days(cohort.clients))
        state = replace(state, clients=_by_whole_days(state.clients))
    return Played(scenario, built, cohort, state)


def identities(built: Network, clients: Clients) -> list[Identity]:
    """Who these clients are (rule 4): arrival, gemeente, strip and index in the strip."""
    arrivals, gemeenten = built.sources.arrival, built.sources.gemeente
    return [
        (built.arrivals[arrivals[source]], built.gemeenten[gemeenten[source]], strip, index)
        for source, strip, index in zip(
            clients.source.tolist(), clients.strip.tolist(), clients.index.tolist(), strict=True
        )
    ]


@lru_cache(maxsize=4)
def loaded(text: str) -> Scenario:
    """The scenario of a file with this text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "random.yaml"
        path.write_text(text, encoding="utf-8")
        return load(path)


def _is_valid(made: RandomNetwork) -> bool:
    try:
        build_network(loaded(made.text))
    except ScenarioError:
        return False
    return True


def _by_whole_days(clients: Clients) -> Clients:
    day = TICKS_PER_DAY
    return replace(
        clients,
        arrival=clients.arrival // day * day,
        eighteenth=clients.eighteenth // day * day,
    )


# ------------------------------------------------------------------ a file as text


_BY_LINE = ("gemeenten", "needs", "arrivals", "pools", "stations", "interventions")


def _lines(sections: Sections) -> list[str]:
    lines = []
    for key, spec in sections.items():
        if key not in _BY_LINE:
            lines.append(f"{key}: {_flow(spec)}\n")
        elif isinstance(spec, dict):
            lines += [f"{key}:\n", *(f"  {name}: {_flow(item)}\n" for name, item in spec.items())]
        else:
            lines += [f"{key}:\n", *(f"  - {_flow(item)}\n" for item in spec)]
    return lines


def _flow(spec: Any) -> str:
    """A value as YAML within one line."""
    if isinstance(spec, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(item)}" for key, item in spec.items()) + "}"
    if isinstance(spec, list | tuple):
        return "[" + ", ".join(_flow(item) for item in spec) + "]"
    if isinstance(spec, bool):
        return str(spec).lower()
    return str(spec)


# ------------------------------------------------------------------ choices


class Dice:
    """Choices of one network; what is drawn first or low is the plainer choice."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def chance(self, share: float) -> bool:
        """True in this share of the throws."""
        return self._random.random() >= 1 - share

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high."""
        return self._random.randint(low, high)

    def item(self, choices: Sequence[Choice]) -> Choice:
        """One of these."""
        return choices[self.whole(0, len(choices) - 1)]

    def some(self, choices: Sequence[Choice]) -> list[Choice]:
        """At least one of these, in their order."""
        kept = [choice for choice in choices if self.chance(0.4)]
        return kept or [self.item(choices)]


@dataclass
class Region:
    """Names and dates that the parts of one network have in common."""

    dice: Dice
    days: int
    stations: tuple[str, ...]
    pools: tuple[str, ...]
    gemeenten: tuple[str, ...]
    needs: tuple[str, ...]
    dates: tuple[dt.date, ...] = ()
    sections: Sections = field(default_factory=dict)

    def other(self, name: str) -> str:
        """Another station."""
        return self.dice.item([station for station in self.stations if station != name])

    def date(self) -> dt.date:
        """One of the few dates on which everything happens."""
        return self.dice.item(self.dates)

    def maybe(self, spec: Sections, share: float, key: str, make: Callable[[], Any]) -> None:
        """Say this under `key`, in this share of the cases."""
        if self.dice.chance(share):
            spec[key] = make()


def random_network(random: Random) -> RandomNetwork:
    """A scenario file that is right but for what checks of the whole find, and how to run it."""
    dice = Dice(random)
    region = Region(
        dice,
        days=dice.whole(365, 1461),
        stations=STATIONS[: dice.whole(3, len(STATIONS))],
        pools=POOLS[: dice.whole(0, len(POOLS))],
        gemeenten=GEMEENTEN[: dice.item((1, 1, 2, 2, 3, 5))],
        needs=NEEDS[: dice.whole(1, len(NEEDS))],
    )
    days = sorted({dice.whole(1, region.days - 1) for _ in range(dice.whole(1, 3))})
    region.dates = tuple(START + dt.timedelta(days=day) for day in days)
    end = START + dt.timedelta(days=region.days)
    region.sections = {
        "doorstroom": 1,
        "title": {"en": "random network"},
        "period": {"start": START, "report_from": dice.item((START, region.dates[0])), "end": end},
        "begin": dice.item(("empty", "filled")),
        "gemeenten": {name: _gemeente(region, name) for name in region.gemeenten},
        "needs": {name: _need(region) for name in region.needs},
        "arrivals": _arrivals(region),
        "pools": {name: _pool(region) for name in region.pools},
        "stations": {name: _station(region, name) for name in region.stations},
    }
    if not region.pools:
        del region.sections["pools"]
    made = [item for _ in range(dice.whole(0, 12)) for item in _intervention(region)]
    if made:
        ids = ({"id": f"i{number}", **spec} for number, spec in enumerate(made, 1))
        region.sections["interventions"] = list(ids)
    return RandomNetwork(
        region.sections,
        by_whole_days=dice.chance(0.4),
        scale=dice.item((1.0, 1.0, 1.0, 0.5, 1.5)),
        seed=dice.whole(0, 99),
    )


# ------------------------------------------------------------------ who comes


def _gemeente(region: Region, name: str) -> Sections:
    dice = region.dice
    spec: Sections = {"youth": dice.item((100, 500, 1500))}
    region.maybe(spec, 0.3, "use", lambda: dice.item((0.8, 1.3)))
    if name != region.gemeenten[0] and name == region.gemeenten[-1]:
        region.maybe(spec, 0.6, "outside", lambda: True)
    return spec


def _need(region: Region) -> Sections:
    spec: Sections = {"product_group": region.dice.item(GROUPS)}
    region.maybe(spec, 0.6, "age", lambda: region.dice.item(AGES))
    return spec


def _arrivals(region: Region) -> Sections:
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
        spec["per_year"] = _number(region, (3, 10, 30, 60))
        region.maybe(spec, 0.4, "gemeenten", lambda: dice.some(region.gemeenten))
    else:
        spec["per_1000_youth"] = _number(region, (5, 20, 50))
    region.maybe(spec, 0.5, "priority", lambda: dice.whole(0, 3))
    region.maybe(spec, 0.3, "legal_frame", lambda: dice.item(("ordered", "closed")))
    region.maybe(spec, 0.2, "season", lambda: {dice.whole(1, 12): dice.item((0, 0.5, 2))})
    region.maybe(spec, 0.2, "growth_per_year", lambda: dice.item((0.2, -0.05)))
    region.maybe(spec, 0.2, "pgb", lambda: 0.3)
    return spec


def _number(region: Region, values: Sequence[float]) -> Any:
    """A number, at times by date, in steps or as a ramp."""
    if not region.dice.chance(0.15):
        return region.dice.item(values)
    return {"path": _path(region, values), "shape": region.dice.item(("step", "ramp"))}


def _path(region: Region, values: Sequence[float]) -> dict[dt.date, float]:
    return {date: region.dice.item(values) for date in region.dice.some(region.dates)}


# ------------------------------------------------------------------ places


def _pool(region: Region) -> Sections:
    dice = region.dice
    spec: Sections = {"scope": "gemeente"} if dice.chance(0.35) else {}
    if dice.chance(0.35):
        spec["staff"] = _by_scope(region, spec, lambda: _staff(region))
        region.maybe(spec, 0.4, "productive_after_days", lambda: dice.item((30, 100)))
    else:
        spec["places"] = _by_scope(region, spec, lambda: _number(region, PLACES))
    region.maybe(spec, 0.3, "efficiency", lambda: dice.item((0.5, 0.9)))
    return {**spec, **_closing(region, 0.35)}


def _staff(region: Region) -> Sections:
    return {
        "fte": _number(region, (0.5, 1, 2, 3)),
        "clients_per_fte": region.dice.item((1, 1.5, 3)),
    }


def _by_scope(region: Region, pool: Sections, make: Callable[[], Any]) -> Any:
    if "scope" not in pool:
        return make()
    named = {name: make() for name in region.dice.some(region.gemeenten)}
    if region.dice.chance(0.8):
        named["default"] = make()
    return named


def _closing(region: Region, share: float) -> Sections:
    if not region.dice.chance(share):
        return {}
    return {"closing": "relocate", **_relocation(region)}


def _relocation(region: Region) -> Sections:
    spec: Sections = {"relocate_to": region.dice.item(region.stations)}
    orders = ("planned_end_first", "planned_end_last", "latest_start_first")
    region.maybe(spec, 0.6, "relocate_order", lambda: region.dice.item(orders))
    return spec


# ------------------------------------------------------------------ stations


def _station(region: Region, name: str) -> Sections:
    spec = _own_places(region)
    region.maybe(spec, 0.85, "stay", lambda: _rows(region, lambda: _stay(region)))
    spec["next"] = _rows(region, lambda: _route(region, name))
    region.maybe(spec, 0.3, "returns", lambda: _rows(region, lambda: _returns(region)))
    region.maybe(spec, 0.8, "waiting", lambda: _waiting(region, name))
    region.maybe(spec, 0.3, "together", lambda: _together(region, name))
    region.maybe(spec, 0.6, "holds_place", lambda: True)
    region.maybe(spec, 0.4, "at_18", lambda: _at_18(region))
    return spec


def _own_places(region: Region) -> Sections:
    dice = region.dice
    if region.pools and dice.chance(0.5):
        return {"pool": dice.item(region.pools)}
    if dice.chance(0.2):
        return {"places": "unlimited"}
    spec: Sections = {"scope": "gemeente"} if dice.chance(0.15) else {}
    spec["places"] = _by_scope(region, spec, lambda: _number(region, PLACES))
    return {**spec, **_closing(region, 0.35)}


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
        row[goal] = _path(region, (row[goal], row[goal] / 2, 0))
    return {**row, "rest": "out"}


def _returns(region: Region) -> Sections:
    spec: Sections = {"share": _number(region, (0.2, 0.5, 1))}
    if region.dice.chance(0.5):
        return {**spec, "after": {"distribution": "fixed", "days": region.dice.item((1, 30))}}
    return {**spec, "mean_days": region.dice.item((5, 60))}


def _waiting(region: Region, name: str) -> Sections:
    dice = region.dice
    spec: Sections = {}
    region.maybe(spec, 0.5, "drops_out_per_week", lambda: _number(region, RATES))
    if dice.chance(0.5):
        spec["escalates_per_week"] = _number(region, RATES)
        spec["escalates_to"] = region.other(name)
    region.maybe(spec, 0.3, "longer_stay_per_week", lambda: dice.item((0.02, 0.3)))
    region.maybe(spec, 0.3, "priority", lambda: dice.whole(0, 2))
    region.maybe(spec, 0.35, "limit", lambda: _number(region, (0, 1, 2, 5)))
    region.maybe(spec, 0.3, "when_full", lambda: region.other(name))
    region.maybe(spec, 0.35, "over_capacity", lambda: True)
    return spec


def _together(region: Region, name: str) -> list[Sections]:
    return [_second(region, name) for _ in range(region.dice.whole(1, 2))]


def _second(region: Region, name: str) -> Sections:
    spec: Sections = {"station": region.other(name), "share": _number(region, (0.3, 0.7, 1))}
    region.maybe(spec, 0.3, "needs", lambda: region.dice.some(region.needs))
    return spec


def _at_18(region: Region) -> Sections:
    spec: Sections = {"goes_to": region.dice.item(("wmo", "zvw", "none"))}
    region.maybe(spec, 0.6, "continues", lambda: _number(region, (0.3, 0.7, 1)))
    region.maybe(spec, 0.6, "end_age", lambda: region.dice.item((18.5, 19, 23)))
    return spec


# ------------------------------------------------------------------ interventions


def _intervention(region: Region) -> list[Sections]:
    """One intervention, or those that only make sense together."""
    often = (_places, _divert)
    kinds = (*often, *often, *often, _closes, _moves, _moves, _next, _next, _lists, _lists)
    made = region.dice.item((*kinds, _inflow, _stays, _price))(region)
    return made if isinstance(made, list) else [made]


def _during(region: Region, *, needs_from: bool = False) -> Sections:
    """From and until; a change without a date of its own needs a first day."""
    spec: Sections = {"from": region.date()} if needs_from or region.dice.chance(0.3) else {}
    later = [date for date in region.dates if date > spec.get("from", region.dates[-1])]
    if later and region.dice.chance(0.5):
        spec["until"] = later[0]
    return spec


def _for_whom(region: Region) -> Sections:
    spec: Sections = {}
    dice = region.dice
    region.maybe(spec, 0.2, "gemeenten", lambda: dice.some(region.gemeenten))
    region.maybe(spec, 0.2, "needs", lambda: dice.some(region.needs))
    return spec


def _change(region: Region, values: Sequence[float]) -> Sections:
    """A number set, or multiplied, by date."""
    if region.dice.chance(0.3):
        spec: Sections = {"factor": _path(region, (0.5, 0.9, 1.5))}
    else:
        spec = {"path": _path(region, values)}
    region.maybe(spec, 0.2, "shape", lambda: "ramp")
    return spec


def _with_places(region: Region) -> list[tuple[str, str, Sections]]:
    """Pools and stations that have limited places of their own."""
    pools = region.sections.get("pools", {})
    result = [("pool", name, spec) for name, spec in pools.items()]
    stations = region.sections["stations"].items()
    return result + [("station", name, spec) for name, spec in stations if "places" in spec]


def _places(region: Region) -> Sections | list[Sections]:
    """More or fewer places of one pool, at times with relocation."""
    result = _with_places(region)
    if not result:
        return []
    key, name, pool = region.dice.item(result)
    made: Sections = {"kind": "places", key: name}
    if "staff" in pool:
        counted = region.dice.item(("fte", "clients_per_fte"))
        made[counted] = _change(region, (0.5, 1, 2))
    elif pool["places"] == "unlimited":
        made["number"] = _path(region, PLACES)
    else:
        made["number"] = _change(region, (0, 0, 1, 1, 2))
    if key == "pool" and region.dice.chance(0.2):
        made["efficiency"] = _path(region, (0.4, 1.2))
    if "scope" in pool:
        region.maybe(made, 0.4, "gemeenten", lambda: region.dice.some(region.gemeenten))
    return {**made, **_closing(region, 0.8), **_during(region)}


def _closes(region: Region) -> Sections | list[Sections]:
    """A pool that loses all its places for good, and where its lists go."""
    result = [place for place in _with_places(region) if "staff" not in place[2]]
    if not result:
        return []
    key, name, _ = region.dice.item(result)
    date = region.date()
    stations = region.sections["stations"].items()
    here = [item for item, spec in stations if name in (item, spec.get("pool"))]
    closed = {"kind": "places", key: name, "number": {date: 0}, **_closing(region, 0.8)}
    whom = region.dice.item((["new", "waiting"], ["waiting"], ["new", "waiting", "running"]))
    return [
        closed,
        *(
            {
                "kind": "divert",
                "from": item,
                "to": region.other(item),
                "share": {date: 1},
                "applies_to": whom,
            }
            for item in here
        ),
    ]


def _moves(region: Region) -> Sections | list[Sections]:
    """A station that draws from another pool from a date on."""
    if not region.pools:
        return []
    made = {"kind": "places", "station": region.dice.item(region.stations)}
    made["moves_to_pool"] = region.dice.item(region.pools)
    region.maybe(made, 0.4, "gemeenten", lambda: region.dice.some(region.gemeenten))
    return {**made, **_during(region, needs_from=True)}


def _divert(region: Region) -> Sections:
    dice = region.dice
    origin = dice.item(region.stations)
    whom = dice.some(("new", "waiting", "waiting", "running", "running"))
    made: Sections = {
        "kind": "divert",
        "from": origin,
        "to": region.other(origin),
        "share": {"path": _path(region, SHARES)},
        "applies_to": list(dict.fromkeys(whom)),
    }
    region.maybe(made["share"], 0.3, "shape", lambda: "ramp")
    conditions = ("full", {"wait_over_weeks": 1}, {"wait_over_weeks": 6.5})
    if "running" not in whom:
        region.maybe(made, 0.5, "when", lambda: dice.item(conditions))
    return {**made, **_for_whom(region)}


def _inflow(region: Region) -> Sections:
    if region.dice.chance(0.6):
        change: Sections = {"factor": _path(region, (0, 0.5, 2))}
    else:
        change = {"arrivals": ["stream-0"], "add": _path(region, (2, 10))}
    return {"kind": "inflow", **change, **_for_whom(region), **_during(region)}


def _stays(region: Region) -> Sections:
    station = region.dice.item(region.stations)
    made: Sections = {"kind": "stay", "station": station}
    made["factor"] = {"path": _path(region, (0.5, 1, 2))}
    region.maybe(made["factor"], 0.4, "shape", lambda: "ramp")
    region.maybe(made, 0.4, "at_18", lambda: {"continues": _path(region, (0, 0.5, 1))})
    return {**made, **_for_whom(region), **_during(region)}


def _next(region: Region) -> Sections:
    dice = region.dice
    station = dice.item(region.stations)
    spec = region.sections["stations"][station]
    made: Sections = {"kind": "next", "station": station}
    match dice.item(("to", "to", "hold", "returns", "together")):
        case "to":
            made["to"] = dice.item((region.other(station), "out", "early"))
            made["share"] = _path(region, (0, 0.2, 0.5))
        case "returns" if "returns" in spec:
            made["returns"] = {"share": _path(region, SHARES)}
        case "together" if "together" in spec:
            second = dice.item(spec["together"])["station"]
            made["together"] = {"station": second, "share": _path(region, SHARES)}
        case _:
            made["holds_place"] = dice.chance(0.7)
            return {**made, **_for_whom(region), **_during(region, needs_from=True)}
    return {**made, **_for_whom(region), **_during(region)}


def _lists(region: Region) -> Sections:
    """Other rates, limits or urgency on the list of a station."""
    dice = region.dice
    station = dice.item(region.stations)
    made: Sections = {"kind": "waiting", "station": station}
    rates = ["drops_out_per_week", "longer_stay_per_week"]
    if "escalates_to" in region.sections["stations"][station].get("waiting", {}):
        rates.append("escalates_per_week")
    region.maybe(made, 0.5, dice.item(rates), lambda: _path(region, (0, *RATES)))
    region.maybe(made, 0.4, "limit", lambda: _path(region, (0, 1, 4)))
    region.maybe(made, 0.2, "priority", lambda: _path(region, (0, 1, 3)))
    region.maybe(made, 0.3, "when_full", lambda: region.other(station))
    region.maybe(made, 0.4, "over_capacity", lambda: dice.chance(0.8))
    if len(made) == 2:
        made["over_capacity"] = True
    is_switched = "when_full" in made or "over_capacity" in made
    return {**made, **_for_whom(region), **_during(region, needs_from=is_switched)}


def _price(region: Region) -> Sections:
    price = {"per_start": _path(region, (100, 300))}
    return {"kind": "price", "station": region.dice.item(region.stations), **price}
