"""The policies that ship: a block each, the scenario that uses it, and what their runs show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from sim import load
from sim.draws import TICKS_PER_DAY
from sim.measuring import indicators
from sim.running.simulation import Run
from sim.scenario.reading import read_file
from sim.scenario.schema import Block, Inflow, Placed, Scenario
from sim.scenario.walking import numbers_in

from .shipped import POLICIES, REGION, run_of, until

FROZEN = frozenset({
    "ambulantisation", "basis-team-elsewhere", "basis-team-phased", "closed-to-zero",
    "closed-without-alternatives",
})  # fmt: skip
"""Blocks of the published comparison, which stay as they are for as long as it does."""
SCALE, SCALE_OF_FEW = 0.05, 0.1
_FEW = "closed-care"
"""The theme of pools that have too few places to be told apart at a twentieth."""
ALL = "all"
_TEXTS = (
    "block:", "title:", "from_document:", "effect:", "expects:", "leaves_open:", "direction:",
    "levers:", "interventions:", "doubts:", "sources:", "stations:", "pools:", "about:",
)  # fmt: skip
"""What opens a block or a section of it, tells it, or says where its numbers are from."""
_TOLD = ("title:", "expects:", "leaves_open:", "sources:", "doubts:")


def blocks() -> list[Path]:
    """The files of all blocks."""
    return sorted((REGION / "blocks").rglob("*.yaml"))


def lines_that_count(block: Path) -> list[str]:
    """What a block says beside its texts: its levers, what it brings and its interventions."""
    result, told = [], False
    for line in block.read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            told = line.startswith(_TOLD)
        is_text = line.lstrip().startswith("#") or line.startswith(_TEXTS) or told
        result += [] if is_text or not line.strip() else [line]
    return result


@cache
def loaded(path: Path | str) -> Scenario:
    """A scenario, read once."""
    return load(path)


def base_of(scenario: Scenario) -> Scenario:
    """What a policy extends."""
    assert scenario.extends is not None
    return loaded(scenario.extends)


@cache
def base_run(name: str, scale: float) -> Run:
    """The first run of what policies extend, made once."""
    return run_of(loaded(name), scale=scale)


def scale_of(policy: Path) -> float:
    """How small a policy may be run."""
    return SCALE_OF_FEW if policy.parent.name == _FEW else SCALE


@cache
def used_by(policy: Path) -> dict[str, bool]:
    """The blocks that a policy uses, and whether each is used as it is written."""
    uses = read_file(policy).data.get("uses", [])
    return {next(iter(use)) if isinstance(use, dict) else use: isinstance(use, str) for use in uses}


def user_of(block: str) -> Path:
    """The policy that uses a block as it is written if there is one, with the fewest others."""
    users = [path for path in POLICIES if block in used_by(path)]
    return min(users, key=lambda path: (not used_by(path)[block], len(used_by(path)), path.stem))


def own(scenario: Scenario) -> list[Placed]:
    """The interventions in which a scenario differs from what it extends, that it drops too."""
    base = base_of(scenario)
    there = {(item.layer, item.intervention.id): item for item in base.interventions}
    here = {(item.layer, item.intervention.id): item for item in scenario.interventions}
    return [there.get(key) or here[key] for key in there.keys() ^ here.keys()]


def dates_of(scenario: Scenario) -> list[dt.date]:
    """The days on which something changes by a scenario, in order."""
    result: set[dt.date] = set()
    for placed in own(scenario):
        item = placed.intervention
        result |= {day for day in (item.begin, item.until) if day is not None}
        result |= {day for _, number in numbers_in(item) for day in number.dates}
    return sorted(result)


def streams_changed(scenario: Scenario) -> set[str]:
    """The arrivals of which more or fewer come."""
    changed = [item.intervention for item in own(scenario) if isinstance(item.intervention, Inflow)]
    return {
        name
        for item in changed
        for name, arrival in scenario.arrivals.items()
        if (item.arrivals is None or name in item.arrivals)
        and (item.needs is None or arrival.need in item.needs)
        and (item.referrers is None or arrival.referrer in item.referrers)
    }


def ended_before(run: Run, day: dt.date) -> np.ndarray:
    """What is known of each visit that ended before a day, in the order of the children."""
    visits = run.visits
    rows = until(run) < (day - run.scenario.period.start).days * TICKS_PER_DAY
    columns = (
        run.clients.key[visits.client], visits.station, visits.nth, visits.joined,
        visits.started, visits.ended, visits.outcome,
    )  # fmt: skip
    table = np.stack([np.asarray(column[rows], dtype=np.int64) for column in columns])
    return table[:, np.lexsort(table[::-1])]


def comers(run: Run, apart: set[str]) -> set[tuple[int, int]]:
    """Who comes, and when, but for the streams set apart."""
    network = run.network
    names = np.array([name not in apart for name in network.arrivals])
    rows = names[network.source_arrival[run.clients.source]]
    return {*zip(run.clients.key[rows].tolist(), run.clients.arrival[rows].tolist(), strict=True)}


@dataclass(frozen=True)
class Shown:
    """An indicator at a station or pool, with which way it should go."""

    indicator: str
    place: str
    way: str

    def goes_so(self, before: pd.DataFrame, after: pd.DataFrame, years: list[str]) -> bool:
        """Whether it does, on the mean of the years."""
        difference = self._mean(after, years) - self._mean(before, years)
        return difference > 0 if self.way == "more" else difference < 0

    def _mean(self, table: pd.DataFrame, years: list[str]) -> float:
        rows = (
            (table["indicator"] == self.indicator)
            & (table["station"] == self.place)
            & (table["gemeente"] == ALL)
            & (table["need"] == ALL)
            & table["period"].isin(years)
        )
        # What is not measured was not there: a station that the block brings.
        return float(table.loc[rows, "value"].mean()) if rows.any() else 0.0


def directions_of(block: Block) -> list[Shown]:
    """What a block says should become more or less."""
    return [
        Shown(indicator, place, way)
        for indicator, ways in block.direction.items()
        for place, way in ways.items()
    ]


def years_after(scenario: Scenario) -> list[str]:
    """Five whole years after the last change; of what changes to the end, all after the first."""
    dates, end = dates_of(scenario), scenario.period.end.year
    first = dates[-1].year + 1 if dates[-1].year + 1 < end else dates[0].year + 1
    last = min(first + 5, end) if first > dates[-1].year else end
    return [str(year) for year in range(first, last)]


@cache
def base_table(name: str, scale: float) -> pd.DataFrame:
    """The indicators of that run."""
    return indicators(base_run(name, scale))
