"""What happened in a run, counted: which rules of the model had something to do.

Nearly all of it is read from the visits. Rings, and seconds that were not needed, leave no visit of
their own: `counted_run` looks over the SimPy engine's shoulder for those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from sim.clients.cohort import Clients
from sim.draws import NEVER
from sim.engine import journey, rings, settling
from sim.engine import run as engine_run
from sim.measuring.tallies.journeys import journeys_of, line_of
from sim.measuring.whole import first_rows
from sim.network import Network
from sim.network.model import Exit
from sim.visits import Observed, Outcome, Visits

from .random_networks import Played

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

SECOND_NOT_NEEDED = "second not needed"
RING = "ring"


@dataclass(frozen=True)
class Record:
    """A run as its tests see it: visits, the observer, and what the visits alone do not tell."""

    network: Network
    visits: Visits
    observed: Observed
    seen: Counter[str] = field(default_factory=Counter)
    ring_starts: frozenset[int] = frozenset()
    """Visits that began their stay by a ring, which passes the list."""
    clients: Clients | None = None

    @cached_property
    def ends(self) -> Ints:
        """When each visit ended, or the run."""
        return np.where(self.visits.ended == NEVER, self.network.end, self.visits.ended)

    @cached_property
    def queue_time(self) -> Ints:
        """What orders the list: the rank time, or when a client came from another list."""
        came = first_rows(self.visits) != np.arange(len(self.visits))
        return np.where(came, self.visits.joined, self.visits.rank_time)

    @cached_property
    def is_started(self) -> Flags:
        """Whether a visit came to its stay."""
        return self.visits.started != NEVER

    @cached_property
    def left_list(self) -> Ints:
        """When each visit was no longer on a list."""
        return np.where(self.is_started, self.visits.started, self.ends)

    @cached_property
    def stay_over(self) -> Ints:
        """When each visit was over but for the place that was kept."""
        return self.ends - self.visits.blocked

    def levels_at(self, levels: Ints, ticks: Ints) -> NDArray[np.float64]:
        """The values of these levels at these ticks, after what the calendar changes then."""
        calendar = self.network.levels
        result = calendar.at_start[levels].copy()
        for level in np.unique(levels):
            rows = np.flatnonzero(calendar.change_level == level)
            here = levels == level
            last = np.searchsorted(calendar.change_tick[rows], ticks[here], side="right") - 1
            if rows.size:
                values = calendar.change_value[rows[np.maximum(last, 0)]]
                result[here] = np.where(last < 0, result[here], values)
        return result

    def level_of(self, name: str, rows: Ints, ticks: Ints) -> NDArray[np.float64]:
        """A level of the station tables for these visits, at these ticks."""
        table: Ints = getattr(self.network.tables, name)
        return self.levels_at(table[self.visits.station[rows], self.visits.source[rows]], ticks)

    def capacity(self, pool: int, ticks: Ints) -> Ints:
        """Places of a pool at these ticks; a very large number where they are unlimited."""
        steps = self.network.places.in_force[pool]
        at = np.searchsorted(steps.ticks, ticks, side="right") - 1
        return steps.values[np.maximum(at, 0)].astype(np.int64)

    def used(self, pool: int, ticks: Ints) -> Ints:
        """Places in use at these ticks, after all that happens then."""
        rows = self.is_started & (self.visits.pool == pool)
        return count_at(self.visits.started[rows], self.ends[rows], ticks)

    def waiting(self, pool: int, ticks: Ints) -> Ints:
        """Who is on the list of a pool at these ticks, after all that happens then."""
        rows = self.visits.pool == pool
        return count_at(self.visits.joined[rows], self.left_list[rows], ticks)

    def started_above_capacity(self) -> Ints:
        """Visits whose pool is above its capacity at the end of the instant they start in."""
        rows = np.flatnonzero(self.is_started & (self.visits.started > 0))
        pools = self.visits.pool[rows]
        above = np.zeros(rows.size, dtype=np.bool_)
        for pool in np.unique(pools):
            ticks = self.visits.started[rows[pools == pool]]
            above[pools == pool] = self.used(pool, ticks) > self.capacity(pool, ticks)
        return rows[above & (self.ends[rows] > self.visits.started[rows])]


def count_at(begins: Ints, ends: Ints, ticks: Ints) -> Ints:
    """How many of the spells [begin, end) hold at each tick."""
    return np.searchsorted(np.sort(begins), ticks, side="right") - np.searchsorted(
        np.sort(ends), ticks, side="right"
    )


def counted_run(played: Played) -> Record:
    """A run of the SimPy engine, with the rings that turned and the seconds not needed."""
    seen: Counter[str] = Counter()
    ring_starts: set[int] = set()

    def turn_a_ring(world: Any) -> bool:
        turned = rings.turn_a_ring(world)
        seen[RING] += turned
        return turned

    def start(world: Any, visit: Any, now: int) -> None:
        ring_starts.add(visit.number)
        care_start(world, visit, now)

    def beside(world: Any, youth: Any, going: Any, *spec: Any) -> Iterator[Any]:
        seen[SECOND_NOT_NEEDED] += going.station in youth.stations
        yield from journey_beside(world, youth, going, *spec)

    care_start, journey_beside = rings.start, journey.beside
    with (
        patch.object(settling, "turn_a_ring", turn_a_ring),
        patch.object(rings, "start", start),
        patch.object(journey, "beside", beside),
    ):
        visits, observed, clients = engine_run(played.network, played.cohort, played.state)
    return Record(played.network, visits, observed, seen, frozenset(ring_starts), clients)


def happened(record: Record) -> Counter[str]:
    """How often each rule that is counted had something to do."""
    visits = record.visits
    outcome, goes_to = visits.outcome, visits.next
    is_blocked, is_second = visits.blocked > 0, visits.with_visit != -1
    was = {item: outcome == item for item in Outcome}
    moved_list = was[Outcome.DIVERTED] & (goes_to == visits.station)
    diverted = was[Outcome.DIVERTED] & ~moved_list
    flags = {
        "relocation": was[Outcome.RELOCATED],
        "relocation while blocked": was[Outcome.RELOCATED] & is_blocked,
        "refusal": was[Outcome.REFUSED] & (goes_to == Exit.OUT),
        "refusal with when_full": was[Outcome.REFUSED] & (goes_to >= 0),
        "18 while blocked": was[Outcome.TURNED_18] & is_blocked,
        "18 in care": was[Outcome.TURNED_18] & record.is_started,
        "18 on the list": was[Outcome.TURNED_18] & ~record.is_started,
        "help after 18": record.is_started & (record.ends > visits.eighteenth),
        "divert of waiting": diverted & ~record.is_started,
        "divert of running": diverted & record.is_started,
        "change of list": was[Outcome.SWITCHED],
        "escalation": was[Outcome.ESCALATED],
        "drop-out": was[Outcome.DROPPED_OUT],
        "drop-out while blocked": was[Outcome.COMPLETED] & is_blocked & (goes_to == Exit.OUT),
        "blocked": is_blocked,
        "second": is_second & record.is_started,
        "change of pool": moved_list,
    }
    result = Counter({name: int(rows.sum()) for name, rows in flags.items()})
    result["back"] = _back(visits)
    result["over capacity"] = record.started_above_capacity().size
    result["return"] = int(journeys_of(visits, line_of(visits, record.network.end)).is_return.sum())
    return result + record.seen


def _back(visits: Visits) -> int:
    """Visits with the rank time of an escalated visit of that client to that station."""
    left: dict[tuple[int, int], set[int]] = {}
    result = 0
    columns = (visits.client, visits.station, visits.rank_time, visits.joined, visits.outcome)
    for client, station, rank_time, joined, outcome in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        ranks = left.setdefault((client, station), set())
        result += rank_time in ranks and rank_time < joined
        if outcome == Outcome.ESCALATED:
            ranks.add(rank_time)
    return result
