"""A run that goes on after a day, beside one that begins with its state of that day.

Both meet the same children later, and those who are there take the same uniform numbers from that
day on: by rule 5 each is independent of all before, so these are as good as any, and what is left
of a difference is what the state does not hold, or holds otherwise.
"""

from __future__ import annotations

import datetime as dt
import gc
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sim.clients.begin import state_of, told_of
from sim.clients.cohort import Clients, Cohort, build_cohort
from sim.clients.state import State
from sim.draws import TICKS_PER_DAY
from sim.engine.changes import calendar
from sim.engine.journey import second_trajectory
from sim.engine.present import Stopped, present_in, remembered
from sim.engine.records import Visit
from sim.engine.reviews import reviews
from sim.engine.run import Arrivals, Observer, go, log_open_visits
from sim.engine.starting import fill
from sim.engine.waiting import set_timer
from sim.engine.world import World
from sim.engine.youths import Youth
from sim.in_force import InForce
from sim.measuring.costs import costs
from sim.measuring.tallies import Edges, last_ticks, list_left
from sim.network import Network, build_network
from sim.running.engines import EngineKind
from sim.running.from_state import begun_with
from sim.running.past_at import past_text
from sim.running.state_at import text_of
from sim.scenario.schema import Scenario
from sim.visits import MOST_VISITS, Observed, Visits

from .test_past import later

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WHAT = ("in care", "waiting", "cost")
QUARTER = 91
CHANCE = 0.01


class InMemory:
    """A run of the engine that is read, stopped in between, that goes on."""

    def __init__(self, network: Network, cohort: Cohort, state: State) -> None:
        past = state.before(network)
        self.network, self.world = network, World(network, second_trajectory, past)
        self.clients, (present, coming) = Clients.in_order([state.clients, cohort.clients])
        self._observer = Observer(self.world, past)
        fill(self.world, self.clients, state, present)
        for story in (calendar(self.world), reviews(self.world), self._observer.cuts()):
            self.world.env.process(story)
        Arrivals(self.world, self.clients, coming).plan_next()

    def stopped(self, tick: int) -> Stopped:
        """Who is there then."""
        go(self.world, MOST_VISITS, until=tick)
        there = tuple(present_in(self.world))
        return Stopped(self.network, self.clients, there, remembered(self.world))

    def takes_numbers_of(self, begun: State, stopped: Stopped) -> None:
        """Who is there takes from now on the uniform numbers that they take in the run begun."""
        row_of = {rank: row for row, rank in enumerate(sorted({i.client for i in stopped.present}))}
        counts: dict[int, dict[int, int]] = defaultdict(dict)
        for client, station, count in begun.counts.tolist():
            counts[client][station] = count
        numbers: dict[tuple[int, int, bool], list[int]] = defaultdict(list)
        for table in (begun.placed, begun.waiting):
            for client, station, nth, second in table[:, :4].tolist():
                numbers[client, station, second >= 0].append(nth)
        for visit in self._there():
            row = row_of[visit.youth.rank]
            visit.nth = numbers[row, visit.terms.station, visit.trajectory > 0].pop(0)
        for youth in self._youths():
            if youth.rank in row_of:
                row = row_of[youth.rank]
                youth.key, youth.counts = int(begun.clients.key[row]), counts[row]
        for visit in self._there():
            if visit.waits:
                self._waits_anew(visit)

    def _waits_anew(self, visit: Visit) -> None:
        """What makes them leave is drawn again: what has passed of an exponential time is nothing.

        So is whether they may stay at 18, where that is still to come.
        """
        youth, now = visit.youth, self.world.now
        visit.clock = visit.looked = now
        visit.tries = 0
        if youth.eighteenth > now:
            visit.too_old_at = visit.terms.leaves_at(youth.key, visit.nth, youth.eighteenth, now)
        if visit.may_leave_list(self.network.end):
            set_timer(self.world, visit)

    def _there(self) -> Iterator[Visit]:
        for pool in self.world.pools:
            yield from pool.in_care
            yield from (item for item in pool.waiting if isinstance(item, Visit))

    def _youths(self) -> Iterator[Youth]:
        yield from {visit.youth for visit in self._there()}
        yield from (youth for youth, _ in self.world.returns.values())

    def ended(self) -> tuple[Visits, Observed]:
        """All that happened."""
        go(self.world, MOST_VISITS)
        observed = self._observer.result()
        log_open_visits(self.world)
        return self.world.log.visits(self.network, self.clients), observed


def pair(scenario: Scenario, on: dt.date, seed: int) -> tuple[Floats, Floats]:
    """What a run comes to that goes on, and what one that begins with its state of that day."""
    gc.disable()  # a run makes millions of objects that live to its end
    try:
        network, tick = build_network(scenario), (on - scenario.period.start).days * TICKS_PER_DAY
        cohort = build_cohort(network, seed=seed, replication=0)
        state = state_of(network, scenario.begin, seed=seed, replication=0)
        going = InMemory(network, cohort, state)
        stopped = going.stopped(tick)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "today.csv"
            path.write_text(text_of(stopped, on), encoding="utf-8")
            if (past := past_text(stopped, on)) is not None:
                path.with_name("today.past.csv").write_text(past, encoding="utf-8")
            begun = begun_with(scenario, path)
            network_begun = build_network(begun)
            at_begin, _ = told_of(network_begun, begun.begin, seed=seed)
        visits, observed, _ = EngineKind.compiled.run(
            network_begun, later(cohort, tick), at_begin, most_visits=MOST_VISITS
        )
        again = _at_the_end(begun, network_begun, visits, observed)
        going.takes_numbers_of(at_begin, stopped)
        days = begun.period.end - on
        return _at_the_end(scenario, network, *going.ended(), days=days.days), again
    finally:
        gc.enable()


def _at_the_end(
    scenario: Scenario,
    network: Network,
    visits: Visits,
    observed: Observed,
    *,
    days: int | None = None,
) -> Floats:
    """By station: in care and waiting in the mean of the last quarter, and the cost of all days."""
    end, left = int(network.end), list_left(visits, network.end)
    begin = end - QUARTER * TICKS_PER_DAY
    first = 0 if days is None else end - days * TICKS_PER_DAY

    def mean(since: Ints, until: Ints) -> Floats:
        ticks = np.clip(np.minimum(until, end) - np.maximum(since, begin), 0, None)
        size = len(network.stations)
        return np.bincount(visits.station, weights=ticks, minlength=size) / (end - begin)

    in_force = InForce(scenario, observed.log(network))
    paid = costs(in_force, network, visits, Edges(np.array([first, end]))).total
    in_care = mean(left, last_ticks(visits.ended, end))
    return np.array([in_care, mean(visits.joined, left), paid.sum(axis=(0, 2, 3))])


@dataclass(frozen=True)
class Apart:
    """How far two kinds of runs lie apart; arrays of shape (3, stations), as WHAT says.

    `half_width` is that of an interval that holds for all of them together (Bonferroni).
    """

    level: Floats
    mean: Floats
    half_width: Floats

    @staticmethod
    def of(pairs: list[tuple[Floats, Floats]]) -> Apart:
        went_on, begun = (np.array(runs) for runs in zip(*pairs, strict=True))
        apart, runs = begun - went_on, len(pairs)
        times = stats.t.ppf(1 - CHANCE / 2 / apart[0].size, runs - 1)
        half_width = times * apart.std(axis=0, ddof=1) / runs**0.5
        return Apart(went_on.mean(axis=0), apart.mean(axis=0), half_width)

    def bound(self, part: float, *, on_list: float = 1.0) -> Floats:
        """A part of each level; of children in care at least one, and on a list so many."""
        least = np.array([1.0, on_list, 0.0])[:, None]
        return np.maximum(part * self.level, least)

    def lines(self, stations: list[str], rows: NDArray[np.bool_]) -> list[str]:
        """These of them, to read."""
        return [
            f"{WHAT[what]} {stations[at]}: {self.level[what, at]:,.1f}, "
            f"{self.mean[what, at]:+,.2f} with a half-width of {self.half_width[what, at]:,.2f}"
            for what, at in np.argwhere(rows).tolist()
        ]
