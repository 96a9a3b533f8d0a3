"""A run that begins with a state goes on with what was seen, followed and spent before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from sim import load, simulate
from sim.clients.begin import told_of
from sim.clients.cohort import Cohort, build_cohort
from sim.clients.state import State
from sim.draws import NEVER, TICKS_PER_DAY
from sim.engine.run import stopped_at
from sim.errors import ScenarioError
from sim.in_force import InForce, Log, Logged
from sim.network import Network, build_network
from sim.running.from_state import begun_with
from sim.running.past_at import past_text
from sim.running.state_at import text_of, write_state
from sim.running.triggers import running_on
from sim.scenario.schema import Scenario
from sim.visits import Observed, Visits
from tests.test_triggers import DESK, scenario, seen, started
from tests.worlds import replayed_by_both

REGION = """\
doorstroom: 1
title: {en: All that looks back}
period: {start: 2021-01-01, report_from: 2021-01-01, end: 2026-01-01}
gemeenten: {Town: {youth: 9000}, Village: {youth: 4000}}
needs: {any: {age: {0-3: 1.0}}}
arrivals:
  gp: {need: any, per_1000_youth: 24, enters: help, growth_per_year: 0.03}
  town: {need: any, per_1000_youth: 6, enters: team, growth_per_year: 0.0}
money:
  price_level: 2021
  ceilings:
    care: {payer: gemeente, per_year: {2021: 380000, 2022: 900000, 2024: 400000},
           when_reached: stop_intake}
pools:
  carers: {staff: {fte: 4, clients_per_fte: 3}, productive_after_days: 60,
           follows: {from: 2022-01-01, weeks: 4, per_week: 0.02, most: 0.2, less: 0.1,
                     lag: 50 days}}
  shared: {scope: gemeente, places: {Town: 3, Village: 2}}
stations:
  help:
    pool: carers
    stay: {distribution: fixed, days: 20.3}
    next: {out: 1}
    waiting:
      reference_weeks: 3
      deterred: {share: {by_weeks: {0: 0, 4: 0.1, 30: 0.5}, lag: 40 days}}
    cost: {per_day: 100}
  team:
    pool: shared
    stay: {distribution: fixed, days: 25.7}
    next: {out: 1}
    waiting:
      reference_weeks: 2
      deterred: {share: {by_weeks: {0: 0, 20: 0.6}}}
"""
SEED = 5


@dataclass(frozen=True)
class Went:
    """A run, with its days counted from those of a region that began in 2021."""

    visits: Visits
    observed: Observed
    network: Network
    first_day: int

    def rows(self, since: int) -> list[tuple[object, ...]]:
        """Who waited, was helped or came from a day on: where, when, and how it ended."""
        visits, shift = self.visits, self.first_day * TICKS_PER_DAY
        names = ("joined", "rank_time", "started", "ended")
        ticks = [getattr(visits, name) for name in names]
        columns = [np.where(column == NEVER, NEVER, column + shift) for column in ticks]
        table = [visits.station, visits.pool, *columns, visits.outcome]
        there = columns[3] >= since * TICKS_PER_DAY
        # Of who is in care on that day a state does not hold for how long they had waited.
        was_in_care = (columns[2] != NEVER) & (columns[2] < since * TICKS_PER_DAY)
        for column in columns[:2]:
            column[was_in_care] = since * TICKS_PER_DAY
        columns[0] = np.maximum(columns[0], since * TICKS_PER_DAY)
        return sorted(zip(*(column[there].tolist() for column in table), strict=True))

    def log(self, since: int) -> list[tuple[int, int, float]]:
        """What followed from what happened, after a day."""
        observed = self.observed
        columns = (observed.log_day + self.first_day, observed.log_thing, observed.log_value)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return [row for row in rows if row[0] > since]

    def in_force(self, day: int) -> dict[str, float]:
        """What it was on a day of which the log tells."""
        log = self.observed.log(self.network)
        result = dict[str, float]()
        for item in log.entries:
            if item.day + self.first_day <= day:
                result[str(item.thing)] = item.value
        return {name: value for name, value in result.items() if value}


def later(cohort: Cohort, tick: int) -> Cohort:
    """Those of a cohort who come from a tick on, in ticks from then."""
    clients = cohort.clients.rows(np.flatnonzero(cohort.clients.arrival >= tick))
    arrival, eighteenth = clients.arrival - tick, clients.eighteenth - tick
    return Cohort(replace(clients, arrival=arrival, eighteenth=eighteenth))


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    path = tmp_path_factory.mktemp("past") / "region.yaml"
    path.write_text(REGION, encoding="utf-8")
    return load(path)


@pytest.fixture(scope="module")
def cohort(region: Scenario) -> Cohort:
    return build_cohort(build_network(region), seed=SEED, replication=0)


@pytest.fixture(scope="module")
def uninterrupted(region: Scenario, cohort: Cohort) -> Went:
    network = build_network(region)
    return Went(*replayed_by_both(network, cohort, State.empty(network)), network, 0)


def stopped(region: Scenario, cohort: Cohort, on: dt.date, folder: Path) -> Path:
    """The state of that run on a day, and what was before, as files."""
    network = build_network(region)
    tick = (on - region.period.start).days * TICKS_PER_DAY
    item = stopped_at(network, cohort, State.empty(network), tick)
    (folder / "today.csv").write_text(text_of(item, on), encoding="utf-8")
    if (past := past_text(item, on)) is not None:
        (folder / "today.past.csv").write_text(past, encoding="utf-8")
    return folder / "today.csv"


def gone_on(region: Scenario, cohort: Cohort, state: Path, on: dt.date) -> Went:
    begun, day = begun_with(region, state), (on - region.period.start).days
    network = build_network(begun)
    start, _ = told_of(network, begun.begin, seed=SEED)
    coming = later(cohort, day * TICKS_PER_DAY)
    return Went(*replayed_by_both(network, coming, start), network, day)


DAYS = tuple(
    dt.date.fromisoformat(day)
    for day in ("2021-02-10", "2022-01-01", "2023-02-03", "2023-11-17", "2024-01-01", "2024-10-01")
)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_a_run_from_a_state_goes_on_as_the_run_would_have(
    region: Scenario, cohort: Cohort, uninterrupted: Went, on: dt.date, tmp_path: Path
) -> None:
    # Stays are fixed and nobody gives up: nothing of those who are there is drawn anew.
    went_on = gone_on(region, cohort, stopped(region, cohort, on, tmp_path), on)

    day = went_on.first_day
    assert went_on.rows(day) == uninterrupted.rows(day)
    assert went_on.log(day) == uninterrupted.log(day)
    assert went_on.in_force(day) == uninterrupted.in_force(day)


def test_places_are_told_as_they_were_with_staff_in_training(
    region: Scenario, cohort: Cohort, uninterrupted: Went, tmp_path: Path
) -> None:
    # What was decided on 1 January 2023 was bought 50 days later, and helps 60 days after that.
    on, helps = dt.date(2023, 3, 15), dt.date(2023, 4, 21)
    state = stopped(region, cohort, on, tmp_path)
    told, whole = (
        InForce(scenario, went.observed.log(went.network)).pool("carers").given
        for scenario, went in (
            (begun_with(region, state), gone_on(region, cohort, state, on)),
            (region, uninterrupted),
        )
    )

    assert told == whole.shifted(-(on - region.period.start).days)
    assert told.days[1] == (helps - on).days


def test_every_rule_that_looks_back_is_in_use(uninterrupted: Went) -> None:
    values: dict[str, set[float]] = {}
    for _, thing, value in uninterrupted.log(0):
        values.setdefault(uninterrupted.network.seen.things[thing].field, set()).add(value)
    assert len(values["seen_wait"]) > 50
    assert len(values["follows"]) > 2
    assert values["reached"] == {0.0, 1.0}


# ------------------------------------------------------------------ blocks that start by it

AHEAD = dt.date(2021, 4, 1)


def written(folder: Path, *past: str) -> Path:
    """A state of 1 April 2021, and rows of the time before it."""
    (folder / "today.csv").write_text("on,state,station\n2021-04-01,in_care,desk\n", "utf-8")
    text = "\n".join(("what,of,name,gemeente,day,value", *past))
    (folder / "today.past.csv").write_text(f"{text}\n", encoding="utf-8")
    return folder / "today.csv"


def test_reviews_that_ran_before_a_state_count(tmp_path: Path) -> None:
    # Two reviews running above 5 weeks start it: those of 1 March and of 1 April, which is ahead.
    went = scenario(tmp_path)
    spec = went.blocks[0].block.starts_when
    assert spec is not None
    assert started(went, seen(1, 6, 6)) == dt.date(2021, 4, 2)
    running = running_on(InForce(went, seen(1, 6, 6)), spec, AHEAD)
    begun = begun_with(went, written(tmp_path, f"over,blocks,more,,,{running}"))
    assert running == 1
    assert started(begun, Log((Logged(0, DESK, 6.0),))) == dt.date(2021, 4, 2)


def test_a_block_that_had_started_has_on_its_own_day(tmp_path: Path) -> None:
    begun = begun_with(scenario(tmp_path), written(tmp_path, "started,blocks,more,,2021-02-03,"))
    assert started(begun, Log(())) == dt.date(2021, 2, 3)


def test_a_written_past_says_which_blocks_had_started(tmp_path: Path) -> None:
    went = scenario(tmp_path)
    (use,) = simulate(went, seed=SEED).scenario.blocks
    assert use.begins is not None
    review = use.begins - dt.timedelta(1)  # the second of two, which is still to come on its day
    for day, what in ((use.begins, "started"), (review, "over")):
        out = tmp_path / f"{what}.csv"
        write_state(tmp_path / "reacts.yaml", day, out, seed=SEED)
        told = (tmp_path / f"{what}.past.csv").read_text(encoding="utf-8")
        value = f"{use.begins}," if what == "started" else ",1"
        assert told.splitlines()[-1] == f"{day},{what},blocks,more,,{value}"


# ------------------------------------------------------------------ what a region says itself


def test_a_region_may_say_only_what_it_knows(region: Scenario, tmp_path: Path) -> None:
    (tmp_path / "today.csv").write_text("on;state;station\n2024-10-01;in_care;help\n", "utf-8")
    (tmp_path / "today.past.csv").write_text(
        "what;of;name;gemeente;day;value\n"
        "gezien;stations;team;;;12,5\n"
        "besteed;ceilings;care;Town;;200000\n",
        encoding="utf-8",
    )
    begun = begun_with(region, tmp_path / "today.csv")
    network = build_network(begun)
    state, told = told_of(network, begun.begin)
    past = state.before(network)

    # Of help nothing is said: 3 weeks for the station, and 4, its aim, for the pool that follows.
    assert past.weeks.tolist() == [[3.0, 12.5, 12.5, 4.0]] * 2
    assert past.spent.tolist() == [200000.0, 0.0]
    # The network knows the 92 days of 366 that are left; of Town all of the year is counted.
    assert past.amount_times.tolist() == [366 / 92, 1.0]
    assert "before that day: 1 seen, 1 spent" in told.before
    assert any("money spent this year is not said" in line for line in told.before)


def test_what_is_wrong_in_it_is_told_by_row(region: Scenario, tmp_path: Path) -> None:
    (tmp_path / "today.csv").write_text("on,state,station\n2024-10-01,in_care,help\n", "utf-8")
    path = tmp_path / "today.past.csv"

    def told(*rows: str) -> list[str]:
        text = "\n".join(("what,of,name,gemeente,day,value", *rows))
        path.write_text(f"{text}\n", encoding="utf-8")
        begun = begun_with(region, tmp_path / "today.csv")
        with pytest.raises(ScenarioError) as raised:
            told_of(build_network(begun), begun.begin)
        return [line.split("past.csv:")[1] for line in raised.value.lines]

    assert told("sen,stations,help,,,3", "seen,blocks,help,,,60", "left,stations,help,,,x") == [
        '2: what is "sen"; is nothing that is told of before; did you mean seen?',
        '3: of is "blocks"; must be stations or pools',
        '3: value is "60"; must be 0 to 52',
        "4: day is empty; say the day",
        '4: value is "x"; must be a number of 0 or more',
    ]
    assert told("seen,stations,helpp,,,3", "left,stations,help,,2024-09-01,3") == [
        '2: name is "helpp"; is not in the scenario; did you mean help?',
        "3: day is of no day on which was counted; say `counted` since",
    ]
    assert told("seen,stations,help,,2025-01-01,3") == [
        "2: day is not before the day of the state; leave the row out"
    ]


# ------------------------------------------------------------------ staff in training

TRAINED = """\
doorstroom: 1
title: {en: Staff in training}
period: {start: 2021-01-01, report_from: 2021-01-01, end: 2023-01-01}
gemeenten: {Town: {youth: 9000}}
needs: {any: {age: {0-3: 1.0}}}
arrivals: {gp: {need: any, per_1000_youth: 12, enters: help, growth_per_year: 0.0}}
pools:
  carers: {staff: {fte: 4, clients_per_fte: 1}, productive_after_days: 60}
stations:
  help: {pool: carers, stay: {distribution: fixed, days: 20.3}, next: {out: 1}}
interventions:
  - {id: more, kind: places, pool: carers, fte: {add: 3}, from: 2022-03-01}
  - {id: less, kind: places, pool: carers, fte: {add: -1}, from: 2022-03-20, until: 2022-04-05}
"""


def test_staff_that_was_in_training_by_the_calendar_is_trained_on(tmp_path: Path) -> None:
    (tmp_path / "trained.yaml").write_text(TRAINED, encoding="utf-8")
    region = load(tmp_path / "trained.yaml")
    network, on = build_network(region), dt.date(2022, 4, 1)
    cohort = build_cohort(network, seed=SEED, replication=0)
    whole = Went(*replayed_by_both(network, cohort, State.empty(network)), network, 0)
    went_on = gone_on(region, cohort, stopped(region, cohort, on, tmp_path), on)

    # FTE: 4, from 1 March 7, from 20 March 6, from 5 April 7; the least of 60 days gives places.
    places = went_on.network.places.in_force[0]
    assert places.values.tolist() == [4, 6, 7]
    dates = [on + dt.timedelta(days=tick // TICKS_PER_DAY) for tick in places.ticks.tolist()]
    assert dates == [on, dt.date(2022, 4, 30), dt.date(2022, 6, 4)]
    assert went_on.rows(went_on.first_day) == whole.rows(went_on.first_day)
    assert len(went_on.rows(went_on.first_day)) > 50
