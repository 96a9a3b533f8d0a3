"""Visits written down by hand, so that a test can do its sums on paper.

Days count from 1 January 2021, the first reported day; the run begins on 1 January 2020 (day -366)
and ends on 1 January 2023 (day 730), so 2021 and 2022 are the reported years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from sim import load
from sim.draws import FAR, NEVER, TICKS_PER_DAY
from sim.measuring import measure, periods_of
from sim.measuring.lens import Lens
from sim.network import Network, build_network
from sim.network.model import Exit
from sim.scenario.schema import Scenario
from sim.visits import Outcome, Visits

FIRST_DAY = 366
LAST_DAY = 730
SCENARIO = """\
doorstroom: 1
title: {en: By hand}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2023-01-01}
money: {price_level: 2022, index: {2021: 0.5, 2022: 1.0}, budgets: {Town: {2021: 1000}}}
gemeenten: {Town: {youth: 1000}, Village: {youth: 500}, Far: {youth: 500, outside: true}}
needs: {light: {}, heavy: {}}
arrivals:
  light: {need: light, referrer: huisarts, gemeenten: [Town, Village, Far], per_year: 1,
          enters: gate}
  heavy: {need: heavy, referrer: gi, gemeenten: [Town, Village, Far], per_year: 1, enters: gate}
  ordered: {need: heavy, referrer: court, gemeenten: [Town, Village], per_year: 1, enters: gate,
            legal_frame: ordered}
  locked: {need: heavy, referrer: court, gemeenten: [Town, Far], per_year: 1, enters: gate,
           legal_frame: closed}
  budget: {need: light, referrer: huisarts, gemeenten: [Town], per_year: 1, enters: gate, pgb: 1}
pools:
  team: {scope: gemeente, staff: {default: {fte: 10, clients_per_fte: 5}}, efficiency: 0.8,
         profile: hbo}
  beds: {places: 2, per_place_day: 50}
stations:
  gate: {group: gate, helps: true, next: {decision: 0.5, help: 0.5}}
  decision: {group: gate, form: decision, next: {help: 1}}
  help:
    pool: team
    stay: {distribution: exponential, mean_days: 100}
    next: {home: 0.3, locked_place: 0.3, out: 0.4}
    returns: {share: 0.5, mean_days: 100}
    waiting: {norm_weeks: 10, escalates_per_week: 0.01, escalates_to: crisis}
    cost: {per_day: 10, per_start: 100, per_waiting_day: 1}
  home:
    places: 10
    away_from_home: true
    holds_place: true
    stay: {distribution: exponential, mean_days: 100}
    together: {station: guard, share: 0.5}
    next: {help: 0.5, out: 0.5}
    cost: {per_day: 20, payer: zvw}
  locked_place: {pool: beds, form: closed, away_from_home: true,
                 stay: {distribution: exponential, mean_days: 100}, next: {home: 0.5, out: 0.5}}
  crisis: {stay: {distribution: exponential, mean_days: 10}, next: {back: 0.5, out: 0.5}}
  guard: {group: protection, stay: {distribution: exponential, mean_days: 100}, next: {out: 1}}
"""


@dataclass(frozen=True)
class V:
    """One visit; days, None for not yet; `who` may say more of the client: `ann@Village:heavy`."""

    who: str
    station: str
    joined: float
    started: float | None = None
    ended: float | None = None
    outcome: str = ""
    next: str = ""
    rank: float | None = None
    blocked: float = 0
    beside: int = -1
    arrival: float | None = None

    @property
    def client(self) -> str:
        """The name of the client."""
        return self.who.partition("@")[0].partition(":")[0]

    @property
    def source(self) -> tuple[str, str]:
        """Arrival name and gemeente."""
        name, _, arrival = self.who.partition(":")
        return arrival or "light", name.partition("@")[2] or "Town"

    def outcome_code(self) -> Outcome:
        """The outcome said, or the plain one."""
        if self.outcome:
            return Outcome[self.outcome.upper()]
        if self.ended is not None:
            return Outcome.COMPLETED
        return Outcome.WAITING if self.started is None else Outcome.IN_CARE


@dataclass(frozen=True)
class HandMade:
    """A scenario with visits; measured when asked."""

    scenario: Scenario
    network: Network
    visits: Visits
    replication: int = 0
    _kept: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def lens(self) -> Lens:
        """Ready to be measured."""
        return Lens.of(self.scenario, self.network, self.visits, periods_of(self.scenario))

    @property
    def table(self) -> pd.DataFrame:
        """All indicators."""
        if "table" not in self._kept:
            self._kept["table"] = measure(self.lens, draw=0, replication=0).frame()
        return self._kept["table"]

    def value(
        self,
        indicator: str,
        period: str = "all",
        *,
        station: str = "all",
        gemeente: str = "all",
        need: str = "all",
    ) -> float:
        """The one value of a cell; NaN where it has no row."""
        spec = {
            "indicator": indicator,
            "period": period,
            "station": station,
            "gemeente": gemeente,
            "need": need,
        }
        rows = self.table
        for name, value in spec.items():
            rows = rows[rows[name] == value]
        assert len(rows) <= 1, f"{spec} has {len(rows)} rows"
        return float(rows["value"].iloc[0]) if len(rows) else float("nan")


def hand_made(
    folder: Path,
    *visits: V,
    old: str = "",
    new: str = "",
    replaced: Sequence[tuple[str, str]] = (),
    scale: float = 1.0,
) -> HandMade:
    """These visits in the scenario above, with one text in it, or several, replaced by others."""
    text = SCENARIO
    for before, after in [(old, new)] if old else replaced:
        assert before in text
        text = text.replace(before, after)
    path = folder / "by-hand.yaml"
    path.write_text(text, encoding="utf-8")
    scenario = load(path)
    network = build_network(scenario, scale=scale)
    return HandMade(scenario, network, visits_of(network, visits))


def ticks(days: float | None) -> int:
    """Days since 1 January 2021 as ticks since the start of the run."""
    return NEVER if days is None else round((days + FIRST_DAY) * TICKS_PER_DAY)


def visits_of(network: Network, spec: tuple[V, ...]) -> Visits:
    """The record of visits, in the order in which they are written down."""
    clients = list(dict.fromkeys(visit.client for visit in spec))
    first: dict[str, V] = {}
    for visit in spec:
        first.setdefault(visit.client, visit)
    sources = list(
        zip(
            (network.arrivals[item] for item in network.sources.arrival),
            (network.gemeenten[item] for item in network.sources.gemeente),
            strict=True,
        )
    )

    def column(values: list[int]) -> np.ndarray:
        return np.array(values, dtype=np.int64)

    source = column([sources.index(first[item.client].source) for item in spec])
    station = column([network.stations.index(item.station) for item in spec])
    came = [first[item.client] for item in spec]
    columns = {
        "visit": column(list(range(len(spec)))),
        "client": column([clients.index(item.client) for item in spec]),
        "source": source,
        "strip": np.zeros_like(source),
        "index": column([clients.index(item.client) for item in spec]),
        "station": station,
        "pool": network.station_pool[station, network.source_gemeente[source]],
        "nth": column([1] * len(spec)),
        "priority": column([2] * len(spec)),
        "arrival": column(
            [ticks(item.joined if item.arrival is None else item.arrival) for item in came]
        ),
        "eighteenth": column([FAR] * len(spec)),
        "rank_time": column(
            [ticks(item.joined if item.rank is None else item.rank) for item in spec]
        ),
        "joined": column([ticks(item.joined) for item in spec]),
        "started": column([ticks(item.started) for item in spec]),
        "ended": column([ticks(item.ended) for item in spec]),
        "blocked": column([round(item.blocked * TICKS_PER_DAY) for item in spec]),
        "outcome": column([int(item.outcome_code()) for item in spec]),
        "next": column([_next(network, item) for item in spec]),
        "with_visit": column([item.beside for item in spec]),
        "legal_frame": network.sources.legal_frame[source],
    }
    has_budget = np.array([shares.values[0] > 0 for shares in network.sources.pgb])
    return Visits.of_columns(columns, pgb=has_budget[source])


def _next(network: Network, visit: V) -> int:
    if visit.next in network.stations:
        return network.stations.index(visit.next)
    if visit.next:
        return int(Exit[visit.next.upper()])
    return int(Exit.NOT_YET if visit.ended is None else Exit.OUT)
