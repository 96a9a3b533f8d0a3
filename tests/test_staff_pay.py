"""Staff paid by FTE, and staff of places: money and places by hand (rules 21 and 27)."""

from pathlib import Path

import numpy as np
import pytest

from sim import load
from sim.draws import TICKS_PER_DAY
from sim.engine import run
from sim.in_force import InForce
from sim.measuring.costs import costs
from sim.measuring.tallies import Edges

from .hand_made import LAST_DAY, HandMade, V, hand_made
from .random_networks import FIRST_WITH_ADDITIONS, NETWORKS, network, played

BEDS = "beds: {places: 2, per_place_day: 50}"
OF_STAFF = "beds: {staff: {fte: 3, clients_per_fte: 2}, per_fte_year: 36525}"
A_DAY = 3 * 36525 / 365.25
"""3 FTE cost 300 a day."""


def paid_by_fte(folder: Path, *visits: V, pool: str = OF_STAFF, spec: str = "") -> HandMade:
    """The world whose beds are staff that is paid by FTE: 6 places of 3 FTE."""
    changes = f"interventions:\n{spec}\n" if spec else ""
    new = f"{pool}\nstations:"
    world = [(f"{BEDS}\nstations:", new), ("needs:", f"{changes}needs:")]
    return hand_made(folder, *visits, replaced=world)


# ------------------------------------------------------------------ who pays what


def test_each_day_is_shared_by_the_care_of_that_day(tmp_path: Path):
    run = paid_by_fte(
        tmp_path,
        V("ann", "locked_place", 0, 0, 10),
        V("far@Far:locked", "locked_place", 5, 5, 15.5),
        V("bob@Village", "locked_place", 15.5, 15.5, 16),
    )
    # Days 0-4 ann alone, 5-9 both, 10-14 far (outside) alone, on day 15 far and bob half each.
    # All other days of 2021 go by youth: 1,000 : 500 : 500.
    town = 5 + 5 / 2 + 349 / 2
    village = 0.5 + 349 / 4
    assert run.value("cost", "2021", gemeente="Town") == pytest.approx(town * A_DAY)
    assert run.value("cost", "2021", gemeente="Village") == pytest.approx(village * A_DAY)
    assert run.value("cost", "2021") == pytest.approx((town + village) * A_DAY)
    assert run.value("cost", "2021", station="locked_place") == run.value("cost", "2021")
    assert run.value("cost_places", "2021", station="beds") == run.value("cost", "2021")


def test_unfilled_is_the_unused_part_of_the_places(tmp_path: Path):
    run = paid_by_fte(
        tmp_path,
        *(V(f"c{number}", "locked_place", 0, 0, 365) for number in range(4)),
        *(V(f"d{number}", "locked_place", 365, 365, LAST_DAY) for number in range(9)),
    )
    # 4 of 6 places in 2021; nine are there in 2022, above the places.
    assert run.value("cost_unfilled", "2021") == pytest.approx(365 * A_DAY * 2 / 6)
    assert run.value("cost_unfilled", "2022") == 0
    assert run.value("cost", "2022") == pytest.approx(365 * A_DAY)


def test_staff_in_training_is_paid_and_fills_nothing(tmp_path: Path):
    pool = OF_STAFF.replace("per_fte_year", "productive_after_days: 100, per_fte_year")
    spec = "  - {id: more, kind: places, pool: beds, fte: {add: {2021-01-11: 3}}}"
    run = paid_by_fte(tmp_path, V("ann", "locked_place", 0, 0, LAST_DAY), pool=pool, spec=spec)
    # 3 FTE for ten days, then 6, a hundred days of these in training; paid places are 6, then 12.
    assert run.value("cost", "2021") == pytest.approx(10 * A_DAY + 355 * 2 * A_DAY)
    unfilled = 10 * A_DAY * 5 / 6 + 355 * 2 * A_DAY * 11 / 12
    assert run.value("cost_unfilled", "2021") == pytest.approx(unfilled)
    in_force = InForce(run.scenario).pool("beds")
    assert (in_force.given.at(366 + 109), in_force.given.at(366 + 110)) == (6, 12)


def test_fewer_clients_per_fte_cost_the_same_staff(tmp_path: Path):
    # Caseload 18 to 13 with the same staff: not a euro more or less, in any gemeente or year.
    pool = "beds: {staff: {fte: 3, clients_per_fte: 18}, per_fte_year: 36525}"
    fewer = "  - {id: fewer, kind: places, pool: beds, clients_per_fte: {2021-07-01: 13}}"
    visits = (V("ann", "locked_place", 0, 0, 400), V("bob@Village", "locked_place", 100, 100, 500))
    before = paid_by_fte(tmp_path, *visits, pool=pool)
    after = paid_by_fte(tmp_path, *visits, pool=pool, spec=fewer)
    for year in ("2021", "2022"):
        for gemeente in ("Town", "Village", "all"):
            cost = before.value("cost", year, gemeente=gemeente)
            assert after.value("cost", year, gemeente=gemeente) == pytest.approx(cost, abs=1e-6)
    assert after.value("cost_unfilled", "2022") < before.value("cost_unfilled", "2022")
    assert after.scenario.warnings == ()


def test_a_price_of_staff_may_change_and_another_pay(tmp_path: Path):
    spec = """  - {id: dearer, kind: price, pool: beds, per_fte_year: {factor: {2021-01-11: 1.5}}}
  - {id: state, kind: price, pool: beds, payer: state, from: 2021-01-21}"""
    run = paid_by_fte(tmp_path, V("ann", "locked_place", 0, 0, 365), spec=spec)
    assert run.value("cost:gemeente", "2021") == pytest.approx((10 + 10 * 1.5) * A_DAY)
    assert run.value("cost:state", "2021") == pytest.approx(345 * 1.5 * A_DAY)


def test_paying_by_place_may_become_paying_by_fte(tmp_path: Path):
    pool = "beds: {staff: {fte: 3, clients_per_fte: 2}, per_place_day: 40}"
    spec = """  - {id: off, kind: price, pool: beds, per_place_day: {2021-01-11: 0}}
  - {id: on, kind: price, pool: beds, per_fte_year: {2021-01-11: 36525}}"""
    run = paid_by_fte(tmp_path, V("ann", "locked_place", 0, 0, 365), pool=pool, spec=spec)
    assert run.value("cost", "2021") == pytest.approx(10 * 6 * 40 + 355 * A_DAY)


def test_a_pool_of_a_gemeente_is_paid_by_it_at_scale(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 0, 10),
        replaced=[
            ("profile: hbo}", "profile: hbo, per_fte_year: 3652.5}"),
            (", per_place_day: 50", ""),
            ("cost: {per_day: 10, per_start: 100, per_waiting_day: 1}", "cost: {}"),
        ],
        scale=0.5,
    )
    # 10 FTE in each gemeente at 10 a day each, of half the region.
    assert run.value("cost", "2021", gemeente="Town") == pytest.approx(365 * 100 / 2)
    assert run.value("cost", "2021", gemeente="Village") == pytest.approx(365 * 100 / 2)


# ------------------------------------------------------------------ staff of places


def test_staff_of_places_is_counted_and_paid(tmp_path: Path):
    pool = "beds: {places: 5, fte_per_place: 0.8, profile: mbo, per_fte_year: 36525}"
    run = paid_by_fte(tmp_path, V("ann", "locked_place", 0, 0, 365), pool=pool)
    assert run.value("fte:mbo", "2021", station="beds") == pytest.approx(4)
    assert run.value("fte_in_use:mbo", "2021", station="beds") == pytest.approx(0.8)
    assert run.value("cost", "2021") == pytest.approx(365 * 4 * 100)
    assert run.value("cost_unfilled", "2021") == pytest.approx(365 * 4 * 100 * 4 / 5)


MOVING = """\
doorstroom: 1
title: {en: From beds to help at home}
period: {start: 2021-01-01, report_from: 2021-01-01, end: 2024-01-01}
gemeenten: {Town: {youth: 1000}}
needs: {any: {}}
arrivals: {all: {need: any, per_year: 100, enters: ward}}
pools:
  beds: {places: 10, fte_per_place: 0.5, efficiency: 0.9}
  team: {staff: {fte: 2, clients_per_fte: 3}}
stations:
  ward: {pool: beds, stay: {distribution: fixed, days: 9}, next: {home: 0.5, rest: out}}
  home: {pool: team, stay: {distribution: fixed, days: 9}, next: {out: 1}}
interventions:
  - {id: move, kind: places, pool: team, fte: {add: {2022-01-01: 1, 2022-07-01: 1.6}},
     staff_from: {beds: 1}, until: 2023-07-01}
"""


def test_staff_taken_from_places_takes_whole_ones(tmp_path: Path):
    (tmp_path / "moving.yaml").write_text(MOVING, encoding="utf-8")
    in_force = InForce(load(tmp_path / "moving.yaml"))
    beds, fte = in_force.pool("beds"), in_force.pool("beds").fte
    assert fte is not None
    on = [0, 365, 546, 911]  # 1 January 2021 and 2022, 1 July 2022 and 2023
    # 1 FTE is 2 of the 10 places, 1.6 is 3.2 and leaves 6 whole ones; 90% of them can be used.
    assert [fte.at(day) for day in on] == pytest.approx([5, 4, 3.4, 5])
    assert [beds.given.at(day) for day in on] == [9, 7, 5, 9]


def test_a_layer_above_works_on_what_is_left(tmp_path: Path):
    (tmp_path / "moving.yaml").write_text(MOVING, encoding="utf-8")
    above = """\
doorstroom: 1
title: {en: Half of it}
extends: moving
set: {pools.beds.efficiency: 1}
interventions:
  - {id: half, kind: places, pool: beds, number: {factor: {2022-08-01: 0.5}}}
"""
    (tmp_path / "half.yaml").write_text(above, encoding="utf-8")
    in_force = InForce(load(tmp_path / "half.yaml"))
    # Half of the 6.8 places that are left, 3.4; when the staff is back, half of 10.
    assert [in_force.pool("beds").given.at(day) for day in (546, 577, 911)] == [6, 3, 5]
    assert in_force.staff.fte("beds", None).at(577) == pytest.approx(1.7)


# ------------------------------------------------------------------ whatever happens


def test_whoever_comes_staff_costs_its_fte_and_no_more() -> None:
    numbers = range(FIRST_WITH_ADDITIONS, NETWORKS)
    made = [item for item in map(network, numbers) if "per_fte_year" in item.text][:10]
    assert len(made) == 10
    for item in made:
        come = played(item)
        visits, _, _ = run(come.network, come.cohort, come.state)
        in_force, edges = InForce(come.scenario), Edges(np.array([0, come.network.end]))
        found = costs(in_force, come.network, visits, edges)
        days = come.network.end // TICKS_PER_DAY
        for index, pool in enumerate(in_force.pools):
            spec = in_force.pool(pool.base, pool.gemeente)
            fte = 0.0 if spec.fte is None else spec.fte.mean(0, days) * come.network.scale
            by_hand = fte * spec.per_fte_year.first * days / 365.25
            assert found.places[index].sum() == pytest.approx(by_hand, rel=1e-9)
        assert (found.unfilled >= -1e-6).all()
        assert (found.unfilled <= found.total.sum(axis=0) + 1e-6).all()
