"""Worlds that begin with who is in care and who waits today (rule 23), worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from sim.clients.cohort import Cohort
from sim.clients.state import State
from sim.draws import TICKS_PER_DAY, Purpose
from tests.worlds import Comes, World, assert_observer_agrees, network_of, replayed_by_both

HELP = """
    stations:
      care:
        places: 1
        stay: {distribution: fixed, days: 10}
        next: {out: 1}
        waiting: {drops_out_per_week: 0.35}
"""
FIRST_LINE, NOBODY = -1, -1


@dataclass
class Today:
    """Who is there: rows are added client by client, in days."""

    text: str
    comes: tuple[Comes, ...]
    placed: list[list[int]] = field(default_factory=list)
    waiting: list[list[int]] = field(default_factory=list)
    ways: list[list[int]] = field(default_factory=list)
    asks: list[list[int]] = field(default_factory=list)
    referral: list[list[float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.network = network_of(self.text, self.comes)
        names = [(item.name, item.gemeente, item.day) for item in self.comes]
        self.clients = Cohort.of(
            self.network, names, eighteenth_days=[item.eighteen for item in self.comes]
        ).clients

    def _row(self, name: str) -> int:
        names = [self.network.arrivals[self.network.sources.arrival[row]]
                 for row in self.clients.source]  # fmt: skip
        return names.index(name)

    def _cell(self, station: str) -> tuple[int, int]:
        return self.network.stations.index(station), self.network.pools.index(station)

    def cares_for(
        self, name: str, at: str, since: float, until: float, *, keeps: bool = False,
        second: int = FIRST_LINE,
    ) -> Today:  # fmt: skip
        """A visit in care; `keeps`: its stay is over."""
        station, pool = self._cell(at)
        times = [round(day * TICKS_PER_DAY) for day in (since, until)]
        self.placed.append([self._row(name), station, 1, second, *times, pool, keeps])
        return self

    def waits(
        self, name: str, at: str, since: float, *, queued: float | None = None, priority: int = 2,
        held: int = NOBODY,
    ) -> Today:  # fmt: skip
        """A visit on the list; `held`: the row of those in care that they keep meanwhile."""
        station, pool = self._cell(at)
        days = (since, since if queued is None else queued)
        times = [round(day * TICKS_PER_DAY) for day in days]
        row = [self._row(name), station, 1, FIRST_LINE, *times, pool, priority, held]
        self.waiting.append(row)
        return self

    def may_go_back(self, name: str, to: str, since: float, *, priority: int = 2) -> Today:
        """A list that was left by an escalation."""
        row = [self._row(name), self._cell(to)[0], priority, round(since * TICKS_PER_DAY)]
        self.ways.append(row)
        return self

    def asks_for(self, at: str, since: float) -> Today:
        """Who was put in care last asks for a place elsewhere."""
        row = [len(self.placed) - 1, *self._cell(at), round(since * TICKS_PER_DAY)]
        self.asks.append(row)
        return self

    def is_known(self, name: str, *, heavier: float = 1.0, helped: bool = False) -> Today:
        """How long they are helped in this referral, and whether they were."""
        self.referral.append([self._row(name), heavier, helped])
        return self

    def played(self) -> World:
        """What happens."""
        empty = State.empty(self.network)
        names = ("placed", "waiting", "ways", "asks", "referral")
        blank = {name: getattr(empty, name) for name in names}
        tables = {
            name: np.array(getattr(self, name), dtype=table.dtype).reshape(-1, table.shape[1])
            for name, table in blank.items()
        }
        state = replace(empty, clients=self.clients, **tables)
        visits, observed = replayed_by_both(self.network, Cohort(empty.clients), state)
        assert_observer_agrees(self.network, visits, observed)
        return World(self.network, Cohort(self.clients), visits, observed)


def test_who_waited_longest_has_the_first_place_and_care_ends_when_it_would():
    patient = HELP.replace("{drops_out_per_week: 0.35}", "{}")
    today = Today(patient, (Comes("ann", "care"), Comes("bea", "care"), Comes("cas", "care")))
    world = (
        today.cares_for("ann", "care", -3, 7)
        .waits("bea", "care", -20)
        .waits("cas", "care", -30)
        .played()
    )

    assert world.log == [
        ("ann", "care", -3, -3, 7, "completed", "out"),
        ("bea", "care", -20, 17, 27, "completed", "out"),
        ("cas", "care", -30, 7, 17, "completed", "out"),
    ]


def test_a_place_that_is_free_is_given_out_on_the_first_day():
    world = Today(HELP, (Comes("ann", "care"),)).waits("ann", "care", -20).played()

    assert world.log == [("ann", "care", -20, 0, 10, "completed", "out")]


def test_a_stay_that_ends_as_the_day_begins_ends_then_and_the_place_is_given_out():
    patient = HELP.replace("{drops_out_per_week: 0.35}", "{}")
    today = Today(patient, (Comes("ann", "care"), Comes("bea", "care")))

    assert today.cares_for("ann", "care", -3, 0).waits("bea", "care", -20).played().log == [
        ("ann", "care", -3, -3, 0, "completed", "out"),
        ("bea", "care", -20, 0, 10, "completed", "out"),
    ]


def test_more_in_care_than_there_are_places_go_on_and_nobody_starts_meanwhile():
    patient = HELP.replace("{drops_out_per_week: 0.35}", "{}")
    today = Today(patient, (Comes("ann", "care"), Comes("bea", "care"), Comes("cas", "care")))
    today.cares_for("ann", "care", -3, 7).cares_for("bea", "care", -2, 5).waits("cas", "care", -1)

    assert today.played().log == [
        ("ann", "care", -3, -3, 7, "completed", "out"),
        ("bea", "care", -2, -2, 5, "completed", "out"),
        ("cas", "care", -1, 7, 17, "completed", "out"),
    ]


def test_what_makes_them_leave_is_drawn_from_today_on():
    today = Today(HELP, (Comes("ann", "care"), Comes("bea", "care")))
    world = today.cares_for("ann", "care", -3, 399).waits("bea", "care", -500).played()

    left = world.patience("bea", "care", Purpose.DROP_OUT, 0.05)
    assert world.log[1] == ("bea", "care", -500, None, left, "dropped_out", "out")


def test_urgent_first_then_who_came_on_this_list_first_and_waits_count_from_the_rank_time():
    patient = HELP.replace("{drops_out_per_week: 0.35}", "{}")
    names = ("ann", "bea", "cas", "dee")
    today = Today(patient, tuple(Comes(name, "care") for name in names))
    today.cares_for("ann", "care", -3, 1)
    today.waits("bea", "care", -30, queued=-2).waits("cas", "care", -20)
    today.waits("dee", "care", -1, priority=1)
    world = today.played()

    started = {row[0]: row[3] for row in world.log}
    assert started == {"ann": -3, "dee": 1, "cas": 11, "bea": 21}
    assert world.of("bea", "care", "rank_time") == [-30]


KEPT = """
    stations:
      home: {places: 1, holds_place: true, stay: {distribution: fixed, days: 10}, next: {foster: 1}}
      foster: {places: 1, stay: {distribution: fixed, days: 30}, next: {out: 1}}
"""


def test_who_keeps_a_place_leaves_it_when_the_next_one_is_theirs():
    today = Today(KEPT, (Comes("ann", "home"), Comes("bea", "foster"), Comes("cas", "home")))
    today.cares_for("ann", "home", -40, -5, keeps=True).cares_for("bea", "foster", -26, 4)
    today.waits("ann", "foster", -5, held=0).waits("cas", "home", -8)
    world = today.played()

    assert world.log == [
        ("ann", "home", -40, -40, 4, "completed", "foster"),
        ("ann", "foster", -5, 4, 34, "completed", "out"),
        ("bea", "foster", -26, -26, 4, "completed", "out"),
        ("cas", "home", -8, 4, 34, "completed", "foster"),
        ("cas", "foster", 14, 34, 64, "completed", "out"),
    ]
    assert world.of("ann", "home", "blocked") == [4]  # of the run; what was before is not its time


def test_who_is_urgent_elsewhere_goes_back_to_the_list_they_left():
    text = """
        stations:
          care:
            places: 1
            stay: {distribution: fixed, days: 10}
            next: {out: 1}
            waiting: {escalates_per_week: 0.0001, escalates_to: crisis}
          crisis: {places: 1, stay: {distribution: fixed, days: 5}, next: {back: 0.99, out: 0.01}}
    """
    today = Today(text, (Comes("ann", "care"), Comes("bea", "care"), Comes("cas", "care")))
    today.cares_for("ann", "crisis", -3, 2).may_go_back("ann", "care", -50)
    today.cares_for("bea", "care", -6, 4).waits("cas", "care", -20)
    world = today.played()

    assert world.log == [
        ("ann", "crisis", -3, -3, 2, "completed", "care"),
        ("ann", "care", 2, 4, 14, "completed", "out"),
        ("bea", "care", -6, -6, 4, "completed", "out"),
        ("cas", "care", -20, 14, 24, "completed", "out"),
    ]


def test_help_beside_other_help_goes_on_by_itself():
    text = """
        stations:
          care:
            places: 1
            stay: {distribution: fixed, days: 10}
            next: {out: 1}
            together: {station: guard, share: 0.5}
          guard:
            places: 1
            stay: {distribution: fixed, days: 90}
            next: {out: 1}
    """
    today = Today(text, (Comes("ann", "care"),))
    world = (
        today.cares_for("ann", "guard", -30, 60, second=0).cares_for("ann", "care", -6, 4).played()
    )

    assert world.log == [
        ("ann", "guard", -30, -30, 60, "completed", "out"),
        ("ann", "care", -6, -6, 4, "completed", "out"),
    ]


def test_who_is_past_18_already_and_still_there_continues_or_leaves_on_the_first_day():
    text = """
        stations:
          care: {places: 2, stay: {distribution: fixed, days: 90}, next: {out: 1},
                 at_18: {continues: 0.01, end_age: 21}}
          home: {places: 2, stay: {distribution: fixed, days: 90}, next: {out: 1}}
    """
    today = Today(text, (Comes("ann", "care", eighteen=-9), Comes("bea", "home", eighteen=-9)))
    world = today.cares_for("ann", "care", -30, 60).cares_for("bea", "home", -30, 60).played()

    assert world.log == [
        ("ann", "care", -30, -30, 60, "completed", "out"),
        ("bea", "home", -30, -30, 0, "turned_18", "none"),
    ]
