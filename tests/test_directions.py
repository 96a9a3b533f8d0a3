"""What must go up goes up: paired runs of one small region, and the extremes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sim import simulate
from sim.draws import NEVER, TICKS_PER_DAY
from sim.network.model import Exit
from sim.running.simulation import Run
from sim.visits import Outcome

from .small_region import write_changed, write_region

SEEDS = (11, 12, 13)
Measure = Callable[[Run], float]


def rows_at(run: Run, station: str) -> np.ndarray:
    """The visits to a station that began in the reported period, but for its last half year."""
    visits, network = run.visits, run.network
    last = network.end - 182 * TICKS_PER_DAY
    at = visits.station == network.stations.index(station)
    return at & (visits.joined >= network.report_from) & (visits.joined < last)


def mean_wait(station: str) -> Measure:
    def measure(run: Run) -> float:
        rows, visits = rows_at(run, station), run.visits
        left = np.where(visits.started != NEVER, visits.started, visits.ended)
        left = np.where(left == NEVER, run.network.end, left)
        return float((left - visits.joined)[rows].mean() / TICKS_PER_DAY)

    return measure


def number(station: str, outcome: Outcome | None = None) -> Measure:
    def measure(run: Run) -> float:
        rows = rows_at(run, station)
        return float((rows if outcome is None else rows & (run.visits.outcome == outcome)).sum())

    return measure


def share(station: str, outcome: Outcome) -> Measure:
    return lambda run: number(station, outcome)(run) / number(station)(run)


def in_care(station: str) -> Measure:
    def measure(run: Run) -> float:
        visits, network = run.visits, run.network
        rows = (visits.station == network.stations.index(station)) & (visits.started != NEVER)
        ended = np.where(visits.ended == NEVER, network.end, visits.ended)[rows]
        begun = np.maximum(visits.started[rows], network.report_from)
        return float(np.maximum(ended - begun, 0).sum() / (network.end - network.report_from))

    return measure


FROM = "from: 2022-01-01"
MORE_PLACES = f"{{id: x, kind: places, station: home, number: {{factor: 1.15}}, {FROM}}}"
MORE_STAFF = f"{{id: x, kind: places, pool: team, fte: {{factor: 1.05}}, {FROM}}}"
LONGER = f"{{id: x, kind: stay, station: help, factor: 1.1, {FROM}}}"
MORE_COME = f"{{id: x, kind: inflow, factor: 1.1, {FROM}}}"
DROP_OUT = f"{{id: x, kind: waiting, station: help, drops_out_per_week: 0.05, {FROM}}}"
LIMIT = f"{{id: x, kind: waiting, station: help, limit: 3, {FROM}}}"
TO_HOME = "{id: x, kind: divert, from: home, to: help, share: {2022-01-01: 0.3}}"
FEWER_RETURN = f"{{id: x, kind: next, station: help, returns: {{share: 0.05}}, {FROM}}}"
GO_ON = f"{{id: x, kind: next, station: help, to: home, share: {{factor: 1.5}}, {FROM}}}"
CONTINUE = f"{{id: x, kind: stay, station: home, at_18: {{continues: 0.9}}, {FROM}}}"

UP, DOWN = 1, -1


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> list[Run]:
    path = write_region(tmp_path_factory.mktemp("base"))
    return [simulate(path, seed=seed) for seed in SEEDS]


@pytest.mark.parametrize(
    ("intervention", "measure", "direction"),
    [
        pytest.param(MORE_PLACES, mean_wait("home"), DOWN, id="more places, shorter wait"),
        pytest.param(MORE_PLACES, in_care("home"), UP, id="more places, more in care"),
        pytest.param(MORE_STAFF, mean_wait("help"), DOWN, id="more staff, shorter wait"),
        pytest.param(MORE_STAFF, number("home"), UP, id="more help, more go on to homes"),
        pytest.param(LONGER, mean_wait("help"), UP, id="longer stay, longer wait"),
        pytest.param(MORE_COME, mean_wait("help"), UP, id="more inflow, longer wait"),
        pytest.param(MORE_COME, number("gate"), UP, id="more inflow, more at the gate"),
        pytest.param(DROP_OUT, mean_wait("help"), DOWN, id="more drop out, shorter wait"),
        pytest.param(
            DROP_OUT, share("help", Outcome.DROPPED_OUT), UP, id="higher hazard, more drop out"
        ),
        pytest.param(LIMIT, share("help", Outcome.REFUSED), UP, id="a limit refuses"),
        pytest.param(LIMIT, mean_wait("help"), DOWN, id="a limit shortens the list"),
        pytest.param(TO_HOME, number("home"), DOWN, id="a divert empties one list"),
        pytest.param(TO_HOME, mean_wait("help"), UP, id="a divert fills the other"),
        pytest.param(FEWER_RETURN, number("gate"), DOWN, id="fewer return, fewer at the gate"),
        pytest.param(GO_ON, number("home"), UP, id="a higher share sends more"),
        pytest.param(
            CONTINUE, share("home", Outcome.TURNED_18), DOWN, id="who continues does not leave"
        ),
    ],
)
def test_direction(tmp_path, base, intervention, measure, direction):
    changed = write_changed(tmp_path, f"interventions:\n  - {intervention}\n")

    differences = [measure(simulate(changed, seed=run.seed)) - measure(run) for run in base]

    assert direction * float(np.mean(differences)) > 0
    assert sum(direction * difference > 0 for difference in differences) >= len(SEEDS) - 1


def of_region(folder: Path, old: str, new: str) -> Run:
    return simulate(write_region(folder, old=old, new=new), seed=11)


def test_with_places_without_end_nobody_waits(tmp_path):
    region = write_region(tmp_path).read_text()
    whole = re.sub(r" +waiting: \{drops_out_per_week: 0.01,[^}]*\}\n", "", region)
    assert whole != region  # where nobody waits, what waiting does is refused
    path = tmp_path / "unlimited.yaml"
    path.write_text(whole.replace("places: 70", "places: unlimited"))
    run = simulate(path, seed=11)

    assert mean_wait("home")(run) == 0


def test_where_there_are_no_places_nobody_is_in_care(tmp_path):
    run = of_region(tmp_path, "places: 15", "places: 0")

    assert in_care("beside")(run) == 0
    assert number("beside")(run) > 0


def test_without_arrivals_nothing_happens(tmp_path):
    text = write_region(tmp_path).read_text()
    for rate in ("18", "4", "1"):
        text = text.replace(f"per_1000_youth: {rate},", "per_1000_youth: 0,")
    path = tmp_path / "nobody.yaml"
    path.write_text(text)
    run = simulate(path, seed=11)

    assert len(run.visits) == 0
    assert run.observed.area_in_care.sum() == 0


def test_with_a_very_high_hazard_nobody_stays_on_the_list(tmp_path):
    run = of_region(
        tmp_path,
        "waiting: {drops_out_per_week: 0.01, escalates_per_week: 0.003",
        "waiting: {drops_out_per_week: 1000, escalates_per_week: 0.003",
    )

    assert mean_wait("help")(run) < 0.1


def test_a_larger_region_with_as_many_places_a_child_waits_less(tmp_path):
    path = write_region(tmp_path)
    waits = [
        [mean_wait("home")(simulate(path, seed=seed, scale=scale)) for seed in SEEDS]
        for scale in (0.2, 2.0)
    ]

    assert np.mean(waits[0]) > np.mean(waits[1])


def test_a_priority_is_paid_for_by_the_others(tmp_path):
    run, changed = (
        simulate(path, seed=11)
        for path in (
            write_region(tmp_path),
            write_changed(
                tmp_path,
                "interventions:\n  - {id: x, kind: waiting, station: help, needs: [heavy], "
                "priority: 1, from: 2022-01-01}\n",
            ),
        )
    )

    assert _wait_of(changed, "heavy") < _wait_of(run, "heavy")
    assert _wait_of(changed, "light") > _wait_of(run, "light")


def _wait_of(run: Run, need: str) -> float:
    visits = run.visits
    needs = run.network.sources.need[visits.source]
    rows = rows_at(run, "help") & (needs == run.network.needs.index(need))
    rows &= visits.started != NEVER
    return float((visits.started - visits.joined)[rows].mean())


def test_routes_move_no_more_children_than_the_shares_do(tmp_path):
    # Rule 14: light goes 0.75 / 0.25 from the gate; 0.65 / 0.35 must move a tenth, one way only.
    base = simulate(write_region(tmp_path), seed=11)
    changed = simulate(
        write_changed(
            tmp_path,
            "interventions:\n  - {id: x, kind: next, station: gate, needs: [light], to: out, "
            "share: 0.35, from: 2021-01-01}\n",
        ),
        seed=11,
    )
    before, after = _routes_of_light(base), _routes_of_light(changed)
    both = before.keys() & after.keys()
    help_, out = base.network.stations.index("help"), int(Exit.OUT)
    moved = [(before[key], after[key]) for key in both if before[key] != after[key]]

    assert len(both) > 1000
    assert set(moved) == {(help_, out)}
    spread = np.sqrt(0.1 * 0.9 / len(both))
    assert abs(len(moved) / len(both) - 0.1) < 4 * spread


def _routes_of_light(run: Run) -> dict[tuple[int, int], int]:
    visits, network = run.visits, run.network
    gate, light = network.stations.index("gate"), network.needs.index("light")
    rows = (visits.station == gate) & (network.sources.need[visits.source] == light)
    rows &= (visits.outcome == Outcome.COMPLETED) & (visits.joined > 0)
    identity = run.clients.key[visits.client]
    return {
        (int(identity[row]), int(visits.nth[row])): int(visits.next[row])
        for row in np.flatnonzero(rows)
    }
