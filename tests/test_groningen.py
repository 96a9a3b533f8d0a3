"""The shipped Groningen on paired runs: what must go one way, what must not move, who may be where.

Nothing here knows a number of the file: only the sign of an effect, and what stays the same.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from sim import load
from sim.draws import NEVER, TICKS_PER_DAY
from sim.network import build_network
from sim.network.model import LegalFrame
from sim.running.simulation import Run
from sim.scenario.schema import Route, Scenario
from sim.scenario.walking import models_in
from sim.visits import Outcome

from .shipped import (
    GRONINGEN,
    REGION,
    arrivals,
    at,
    differing,
    inside,
    mean_wait_of_pool,
    run_of,
    runs_of,
    short,
    stays_at_once,
    until,
    with_only,
    within,
    write_extension,
)

SCALE = 0.05
TWICE = (0, 1)
END = dt.date(2024, 1, 1)
INDUCED = ("induced-light-by-ojg", "induced-mental-by-ojg")
NUMBERS = {"youth_ggz": "fte", "residential": "number", "local_team": "number"}
FACTORS = (0.8, 1.25)
CHANGES = {
    f"{pool}-{factor}": f"kind: places, pool: {pool}, {spec}: {{factor: {{2019-01-01: {factor}}}}}"
    for pool, spec in NUMBERS.items()
    for factor in FACTORS
} | {
    "not-induced": f"kind: inflow, arrivals: [{', '.join(INDUCED)}], factor: {{2019-01-01: 0.0}}",
}


def shortened(folder: Path, more: str, *, extends: Path = GRONINGEN) -> Scenario:
    return short(write_extension(folder, more, extends=extends), END)


@pytest.fixture(scope="module")
def base() -> list[Run]:
    """Two runs of the root, up to 2024."""
    return list(runs_of(short(GRONINGEN, END), scale=SCALE, replications=TWICE))


@pytest.fixture(scope="module")
def changes(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """The root up to 2024 with all of CHANGES, of which a test keeps one: a file is read slowly."""
    lines = [f"  - {{id: {name}, {spec}}}\n" for name, spec in CHANGES.items()]
    folder = tmp_path_factory.mktemp("changes")
    return shortened(folder, "interventions:\n" + "".join(lines))


@pytest.fixture(scope="module", params=["groningen", "transformation"])
def whole(request: pytest.FixtureRequest) -> Run:
    """One run over the whole period, of present policy and of the three policies together."""
    scenario = load(REGION / f"{request.param}.yaml")
    return run_of(scenario, scale=SCALE)


# ------------------------------------------------------------------ more places, shorter wait


@pytest.mark.parametrize("pool", NUMBERS)
def test_more_places_do_not_lengthen_the_wait(changes, base, pool):
    waits = {1.0: np.mean([mean_wait_of_pool(run, pool) for run in base])}
    for factor in FACTORS:
        scenario = with_only(changes, CHANGES, f"{pool}-{factor}")
        runs = runs_of(scenario, scale=SCALE, replications=TWICE)
        waits[factor] = np.mean([mean_wait_of_pool(run, pool) for run in runs])
    ordered = [waits[factor] for factor in sorted(waits)]

    assert ordered == sorted(ordered, reverse=True)
    assert ordered[0] > ordered[-1]


# ------------------------------------------------------------------ what changes nothing

NEUTRAL = """\
block: 1
title: {en: Nothing changes}
interventions:
  - {id: as-many-staff, kind: places, pool: youth_ggz, fte: {factor: {2022-05-01: 1.0}}}
  - {id: as-many-places, kind: places, pool: residential,
     number: {add: {2021-03-01: 0, 2023-01-01: 0}, shape: ramp}}
  - {id: nobody-elsewhere, kind: divert, from: residential, to: foster, applies_to: [new, waiting],
     share: {2022-06-01: 0.0}}
  - {id: as-many-come, kind: inflow, factor: {2022-02-01: 1.0}}
  - {id: no-more-come, kind: inflow, needs: [light], add: {2022-02-01: 0.0}}
  - {id: as-long, kind: stay, station: foster, factor: {2022-01-15: 1.0}}
  - {id: same-routes, kind: next, station: gi, to: crisis, taken_from: proportional,
     share: {factor: {2022-03-01: 1.0}}}
  - {id: nobody-new, kind: next, station: hsj, to: foster, taken_from: out,
     share: {add: {2022-04-01: 0.0}}}
  - {id: as-patient, kind: waiting, station: youth_ggz,
     drops_out_per_week: {factor: {2022-01-20: 1.0}}}
  - {id: as-dear, kind: price, station: foster, per_day: {factor: {2022-01-01: 1.0}}}
"""


def test_a_scenario_that_only_extends_is_the_baseline(tmp_path, base):
    same = run_of(shortened(tmp_path, ""), scale=SCALE)

    assert len(base[0].visits) > 5000
    assert differing(base[0].visits, same.visits) == []


def test_a_block_of_neutral_changes_leaves_every_visit(tmp_path, base):
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks/neutral.yaml").write_text(NEUTRAL, encoding="utf-8")
    same = run_of(shortened(tmp_path, "uses: [neutral]"), scale=SCALE)

    assert len(same.scenario.interventions) == len(base[0].scenario.interventions) + 10
    assert differing(base[0].visits, same.visits) == []


# ------------------------------------------------------------------ induced demand


@pytest.fixture(scope="module")
def uninduced(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The root without the children whom easy access draws."""
    more = "set:\n" + "".join(f"  arrivals.{name}.per_1000_youth: 0\n" for name in INDUCED)
    folder = tmp_path_factory.mktemp("uninduced")
    return run_of(shortened(folder, more), scale=SCALE)


def induced(run: Run) -> np.ndarray:
    network = run.network
    streams = [network.arrivals.index(name) for name in INDUCED]
    return np.isin(network.source_arrival[run.clients.source], streams)


def first_steps(run: Run) -> dict[int, tuple[int, int, int]]:
    """First visit of who enters at a gate where nobody waits: station, end and where he goes."""
    visits, stations = run.visits, run.scenario.stations
    free = [stations[name].pool is None and stations[name].group == "gate"
            for name in run.network.stations]  # fmt: skip
    rows = (visits.joined == visits.arrival) & (visits.nth == 1) & np.array(free)[visits.station]
    keys = run.clients.key[visits.client]
    return {
        int(keys[row]): (int(visits.station[row]), int(visits.ended[row]), int(visits.next[row]))
        for row in np.flatnonzero(rows)
    }


def test_without_induced_demand_all_others_are_the_same_children(base, uninduced):
    before, after = arrivals(base[0], ~induced(base[0])), arrivals(uninduced)

    assert induced(base[0]).sum() > 50
    assert not induced(uninduced).any()
    assert before == after


def test_without_induced_demand_all_others_take_the_same_first_step(base, uninduced):
    drawn = set(arrivals(base[0], induced(base[0])))
    before = {key: step for key, step in first_steps(base[0]).items() if key not in drawn}

    assert len(before) > 1000
    assert before == first_steps(uninduced)


def test_induced_demand_is_taken_away_alike_by_set_and_by_intervention(changes, uninduced):
    run = run_of(with_only(changes, CHANGES, "not-induced"), scale=SCALE)

    assert differing(run.visits, uninduced.visits) == []


# ------------------------------------------------------------------ a gemeente without a change

ELSEWHERE = "gemeenten: [Stadskanaal, Pekela]"
BLOCK = f"""\
block: 1
title: {{en: In two gemeenten}}
interventions:
  - {{id: more-come, kind: inflow, {ELSEWHERE}, factor: {{2021-01-01: 1.5}}}}
  - {{id: elsewhere, kind: divert, from: light_ambulant, to: local_team, {ELSEWHERE},
     share: {{2021-01-01: 0.5}}}}
  - {{id: fewer-places, kind: places, pool: local_team, {ELSEWHERE},
     number: {{factor: {{2021-01-01: 0.7}}}}}}
  - {{id: other-routes, kind: next, station: access, to: decision, taken_from: out, {ELSEWHERE},
     needs: [light], share: {{add: {{2021-01-01: 0.1}}}}}}
"""


def test_a_block_of_two_gemeenten_leaves_the_children_of_the_others(tmp_path, base):
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks/two.yaml").write_text(BLOCK, encoding="utf-8")
    changed = run_of(shortened(tmp_path, "uses: [two]"), scale=SCALE)

    _same_children(base[0], changed, {"Stadskanaal", "Pekela"})


def test_the_plan_of_the_city_leaves_the_children_of_the_others():
    before, after = (
        run_of(short(REGION / f"{name}.yaml", END), scale=SCALE)
        for name in ("without-basis-team", "samen-as-planned-2021")
    )

    _same_children(before, after, {"Groningen"})


def _same_children(before: Run, after: Run, changed: set[str]) -> None:
    """Elsewhere the same arrivals; everywhere the same draws for who is in both worlds."""
    names = before.network.gemeenten
    theirs = [
        np.array([name not in changed for name in names])[
            run.network.source_gemeente[run.clients.source]
        ]
        for run in (before, after)
    ]
    stays = [stays_at_once(run) for run in (before, after)]
    both = stays[0].keys() & stays[1].keys()

    assert differing(before.visits, after.visits) != []
    assert arrivals(before, theirs[0]) == arrivals(after, theirs[1])
    assert arrivals(before).items() <= arrivals(after).items()
    assert len(both) > 2000
    assert [key for key in both if stays[0][key] != stays[1][key]] == []


# ------------------------------------------------------------------ another start


def test_no_number_of_a_date_depends_on_the_start():
    # A light form of the full test on stocks: what holds in 2021 is the same from either start.
    end, starts = dt.date(2022, 1, 1), (dt.date(2019, 1, 1), dt.date(2014, 1, 1))
    scenario = load(GRONINGEN)
    late, early = (build_network(within(scenario, start=start, end=end)) for start in starts)
    lead = (starts[0] - starts[1]).days
    days = range((dt.date(2020, 1, 1) - starts[0]).days, (end - starts[0]).days, 29)

    for day in days:
        here, there = day * TICKS_PER_DAY, (day + lead) * TICKS_PER_DAY
        for item, other in ((late.places.in_force, early.places.in_force),
                           (late.sources.rate, early.sources.rate)):  # fmt: skip
            assert [line.at(here) for line in item] == [line.at(there) for line in other]
    growth = [item.sources.growth_is_1_on_day for item in (late, early)]
    assert growth[1] - growth[0] == lead


# ------------------------------------------------------------------ who may be where


def test_nobody_is_in_care_past_the_end_age(whole):
    visits, stations = whole.visits, whole.scenario.stations
    ends = np.array([
        stations[name].at_18.end_age if stations[name].at_18.continues.values[0] > 0 else 18.0
        for name in whole.network.stations
    ])  # fmt: skip
    years = (until(whole) - visits.eighteenth) / TICKS_PER_DAY / 365.25 + 18
    cared = visits.started != NEVER

    assert (years[cared] > 18).any()
    # A birthday is a tick, and so is the end of an age: half a tick of rounding on either side.
    assert (years <= ends[visits.station] + 1e-8)[cared].all()


def test_nobody_arrives_too_old_for_the_station_that_he_enters(whole):
    # Who joins at 18 where nobody continues is gone at once, and would be a referral without help.
    visits, stations = whole.visits, whole.scenario.stations
    nobody = np.array([
        max(stations[name].at_18.continues.values) == 0 for name in whole.network.stations
    ])[visits.station]  # fmt: skip
    late = nobody & (visits.joined >= visits.eighteenth)
    arrived = visits.joined == visits.arrival

    assert (nobody & arrived).sum() > 3000
    assert not (late & arrived).any()
    assert set(visits.outcome[late]) <= {int(Outcome.TURNED_18)}


def came_from(run: Run, station: str) -> dict[int, set[str]]:
    """By row of a visit to the station that began after the start: where its client came from."""
    visits, network = run.visits, run.network
    sends = np.flatnonzero(visits.next == network.stations.index(station))
    left: dict[tuple[int, int], set[str]] = {}
    for row in sends:
        moment = (int(visits.client[row]), int(visits.ended[row]))
        left.setdefault(moment, set()).add(network.stations[visits.station[row]])
    rows = np.flatnonzero(at(run, station) & (visits.joined > 0))
    return {
        int(row): left.get((int(visits.client[row]), int(visits.joined[row])), set())
        for row in rows
    }


def names_as_next(run: Run, destination: str) -> set[str]:
    """Stations with a row of routes that names the destination."""
    return {
        name
        for name, station in run.scenario.stations.items()
        for _, model in models_in(station.next)
        if isinstance(model, Route) and destination in model.shares
    }


def test_a_decision_is_made_only_on_the_road_of_the_toegang(whole):
    visits, network = whole.visits, whole.network
    before = came_from(whole, "decision")
    referrers = network.source_referrer[visits.source[at(whole, "decision")]]

    assert len(before) > 200
    assert all(stations == {"access"} for stations in before.values())
    assert {network.referrers[referrer] for referrer in referrers} <= {
        "huisarts",
        "toegang",
        "none",
    }


def test_closed_care_is_reached_by_the_central_access_alone(whole):
    visits = whole.visits
    before = came_from(whole, "closed")
    # `back` from the crisis that his wait for this place became
    allowed = {"central_access", "crisis"}

    assert before
    assert all(stations and stations <= allowed for stations in before.values())
    authorised = (visits.legal_frame == LegalFrame.CLOSED) & (visits.joined == visits.arrival)
    assert authorised.any()
    assert at(whole, "central_access")[authorised].all()


def test_nobody_is_in_closed_care_without_an_authorisation(whole):
    visits, stations = whole.visits, whole.scenario.stations
    closed = np.array([stations[name].form == "closed" for name in whole.network.stations])
    frames = visits.legal_frame[closed[visits.station] & (visits.started != NEVER)]

    assert len(frames) > 10
    assert set(frames) == {int(LegalFrame.CLOSED)}


@pytest.mark.parametrize("measure", ["protection", "probation"])
def test_a_measure_of_the_court_always_stands_beside_another_visit(whole, measure):
    visits, stations = whole.visits, whole.scenario.stations
    rows = at(whole, measure) & (visits.joined > 0)
    beside = visits.with_visit[rows]
    begins = {
        name for name, item in stations.items() if measure in {two.station for two in item.together}
    }
    first = beside[beside >= 0]

    assert len(first) > 20
    assert (beside != -1).all()
    assert {whole.network.stations[item] for item in visits.station[first]} <= begins
    assert (visits.joined[rows][beside >= 0] == visits.started[first]).all()
    assert measure not in {arrival.enters for arrival in whole.scenario.arrivals.values()}
    assert not names_as_next(whole, measure)


def test_gemeenten_outside_are_in_no_total(whole):
    table = whole.indicators()
    outside = [name for name, item in whole.scenario.gemeenten.items() if item.outside]
    visits, network = whole.visits, whole.network
    care = np.array(
        [whole.scenario.stations[station].group == "care" for station in network.stations]
    )
    starts = care[visits.station] & (visits.started >= network.report_from)
    told = table[(table["need"] == "all") & (table["period"] == "all")]
    total = told[(told["gemeente"] == "all") & (told["station"] == "all")].set_index("indicator")
    parts = told[(told["gemeente"] != "all") & (told["station"] == "all")]

    assert (starts & ~inside(whole)).sum() > 20
    assert not set(outside) & set(table["gemeente"])
    assert total.loc["starts", "value"] == (starts & inside(whole)).sum()
    for indicator in ("referrals", "starts", "in_care_mean", "days_away", "cost"):
        of_each = parts[parts["indicator"] == indicator]["value"].sum()
        assert of_each == pytest.approx(total.loc[indicator, "value"]), indicator
