"""What is in force by layers (rules 20 to 22), each value worked out in the test."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sim import load
from sim.in_force import UNLIMITED, InForce, Timeline
from sim.network import build_network
from sim.scenario.schema import PlacesChange

from .layered import ROOT, by_day, day, places, world

# ---------------------------------------------------------------------------- numbers


def test_a_factor_works_on_what_stands_below_that_day(tmp_path: Path) -> None:
    half = places("half", "number: {factor: {2023-01-01: 0.5}}")

    beds = world(tmp_path, "", half).pool("beds")

    # 50 until 2024 and 80 after it; half of what stands from 2023 on.
    assert by_day(beds.given) == {0: 50, day(2023): 25, day(2024): 40}


def test_a_set_overrules_the_factors_and_paths_below_and_what_is_above_works_on_it(
    tmp_path: Path,
) -> None:
    half = places("half", "number: {factor: {2021-01-01: 0.5}}")
    set_to = places("set", "number: {2023-01-01: 60}")
    more = places("more", "number: {add: {2022-01-01: 3}}")

    beds = world(tmp_path, "", half, set_to, more).pool("beds")

    # 50, half of it, 3 more; then 60 and 3 more, whatever the path below does in 2024.
    assert by_day(beds.given) == {0: 50, day(2021): 25, day(2022): 28, day(2023): 63}


def test_until_falls_back_to_what_is_below(tmp_path: Path) -> None:
    set_to = places("set", "number: 60, from: 2023-01-01, until: 2025-01-01")

    beds = world(tmp_path, "", set_to).pool("beds")

    assert by_day(beds.given) == {0: 50, day(2023): 60, day(2025): 80}


def test_in_one_layer_factors_come_before_additions_and_above_each_other_they_do_not(
    tmp_path: Path,
) -> None:
    more = places("more", "number: {add: {2021-01-01: 10}}")
    half = places("half", "number: {factor: {2021-01-01: 0.5}}")
    together, apart = tmp_path / "together", tmp_path / "apart"
    together.mkdir(), apart.mkdir()

    # One layer: 50 x 0.5 + 10; two: (50 + 10) x 0.5.
    assert world(together, "", more + half).pool("beds").given.at(day(2021)) == 35
    assert world(apart, "", more, half).pool("beds").given.at(day(2021)) == 30


def test_two_sets_on_one_date_clash_in_one_layer_only(tmp_path: Path) -> None:
    one, two = (places(name, f"number: {{2023-01-01: {to}}}") for name, to in (("a", 1), ("b", 2)))

    assert world(tmp_path, "", one, two).pool("beds").given.last == 2


def test_a_block_stands_in_the_layer_of_the_file_that_uses_it(tmp_path: Path) -> None:
    (tmp_path / "blocks").mkdir()
    block = "block: 1\ntitle: {en: Half}\neffect: mechanical\ninterventions:\n"
    half = places("half", "number: {factor: {2021-01-01: 0.5}}")
    (tmp_path / "blocks" / "half.yaml").write_text(block + half)
    in_force = world(tmp_path, "", places("more", "number: {add: {2021-01-01: 10}}"))
    text = "doorstroom: 1\ntitle: {en: Uses}\nextends: l1\nuses: [half]\n"
    (tmp_path / "uses.yaml").write_text(text)

    scenario = load(tmp_path / "uses.yaml")

    layers = {placed.intervention.id: placed.layer for placed in scenario.interventions}
    assert layers == {"reach-d": 0, "more": 1, "half": 2}
    assert in_force.pool("beds").given.at(day(2021)) == 60
    assert InForce(scenario).pool("beds").given.at(day(2021)) == 30


def test_of_words_the_latest_of_the_highest_layer_holds(tmp_path: Path) -> None:
    late = "closing: relocate, relocate_to: C, from: 2024-01-01"
    early = "closing: on_vacancy, from: 2022-01-01, until: 2026-01-01"

    beds = world(tmp_path, "", places("late", late), places("early", early)).pool("beds")

    words = dict(zip(beds.closing.days, beds.closing.values, strict=True))
    assert words == {0: "on_vacancy", day(2026): "relocate"}
    assert beds.relocate_to.at(day(2025)) == "C"


# ---------------------------------------------------------------------------- staff


def test_staff_from_is_settled_in_its_layer(tmp_path: Path) -> None:
    takes = places("takes", "fte: {add: {2021-01-01: 8}}, staff_from: {office: 0.5}", pool="team")
    half = places("half", "fte: {factor: {2022-01-01: 0.5}}", pool="team")
    double = places("double", "fte: {factor: {2022-01-01: 2}}", pool="office")

    in_force = world(tmp_path, "", takes, half + double)

    # 10 + 8, then half of it; 20 - 0.5 x 8, then twice what is left: nothing is given back.
    assert by_day(in_force.staff.fte("team", None)) == {0: 10, day(2021): 18, day(2022): 9}
    assert by_day(in_force.staff.fte("office", None)) == {0: 20, day(2021): 16, day(2022): 32}


def test_what_is_added_compares_within_a_layer(tmp_path: Path) -> None:
    half = places("half", "fte: {factor: {2021-01-01: 0.5}}", pool="team")
    takes = places("takes", "fte: {factor: {2022-01-01: 3}}, staff_from: {office: 1}", pool="team")

    in_force = world(tmp_path, "", half, takes)

    # 5 stand below: three times 5 is 10 more, all from the office.
    assert in_force.staff.fte("office", None).last == 10
    (placed,) = (
        item
        for item in in_force.scenario.interventions
        if isinstance(item.intervention, PlacesChange) and item.intervention.staff_from
    )
    assert by_day(in_force.staff.added_by(placed, None)) == {0: 0, day(2022): 10}


def test_places_wait_for_staff_to_be_productive_and_are_paid_at_once(tmp_path: Path) -> None:
    team = world(tmp_path, "", places("new", "fte: {add: {2021-01-01: 5}}", pool="team")).pool(
        "team"
    )

    assert by_day(team.paid) == {0: 100, day(2021): 150}
    assert by_day(team.given) == {0: 100, day(2021) + 100: 150}


# ---------------------------------------------------------------------------- arrivals


def rates(in_force: InForce, arrival: str, on: int) -> dict[str, float]:
    return {
        group.gemeente: in_force.rate(group).per_year.at(on)
        for group in in_force.groups
        if group.arrival == arrival
    }


def test_what_is_added_for_a_gemeente_is_added_there(tmp_path: Path) -> None:
    add = "  - {id: more, kind: inflow, needs: [mild], gemeenten: [far], add: {2021-01-01: 50}}\n"

    in_force = world(tmp_path, "", add)

    # 300 a year by youth: 200 and 100.
    assert rates(in_force, "mild", 0) == {"town": 200, "far": 100}
    assert rates(in_force, "mild", day(2021)) == {"town": 200, "far": pytest.approx(150)}


def test_what_is_added_for_all_is_divided_by_youth_as_the_number_is(tmp_path: Path) -> None:
    add = "  - {id: more, kind: inflow, needs: [mild], add: {2021-01-01: 30}}\n"

    assert rates(world(tmp_path, "", add), "mild", day(2021)) == {"town": 220, "far": 110}


def test_of_a_rate_what_is_added_is_per_1000_youth_there(tmp_path: Path) -> None:
    add = "  - {id: more, kind: inflow, needs: [severe], gemeenten: [far], add: {2021-01-01: 4}}\n"

    assert rates(world(tmp_path, "", add), "severe", day(2021)) == {"town": 10, "far": 7}


def test_season_and_growth_count_for_what_is_added_too(tmp_path: Path) -> None:
    root = ROOT.replace("per_year: 300,", "per_year: 300, season: {1: 2.0}, growth_per_year: 0.2,")
    add = "  - {id: more, kind: inflow, needs: [mild], add: {2021-01-01: 30}}\n"
    in_force = world(tmp_path, "", add, root=root)
    town = next(group for group in in_force.groups if group.gemeente == "town")

    rate = in_force.rate(town)

    # Growth is 1 on 1 July 2021 and 1.2 a year of 365.25 days later.
    years = (dt.date(2023, 1, 1) - dt.date(2021, 7, 1)).days / 365.25
    assert rate.on(day(2023)) == pytest.approx(220 / 365.25 * 2 * 1.2**years)
    assert rate.season_mean == pytest.approx((31 * 2 + 334) / 365)
    assert rate.per_day(day(2023)) == pytest.approx(220 / 365.25 * 396 / 365 * 1.2**years)


def test_a_filled_start_knows_the_mean_of_a_season(tmp_path: Path) -> None:
    halves = ", ".join(f"{month}: 0.5" for month in range(1, 13))
    plain = world(tmp_path, "").scenario
    root = ROOT.replace("per_year: 300,", f"per_year: 300, season: {{{halves}}},")
    halved = world(tmp_path, "", root=root).scenario

    started = [build_network(scenario).sources.start_per_day for scenario in (plain, halved)]

    mild = [group.arrival == "mild" for group in InForce(plain).groups]
    assert (started[1] / started[0]).tolist() == [0.5 if item else 1 for item in mild]


# ---------------------------------------------------------------------------- whom it is about


def test_numbers_differ_by_the_groups_that_an_intervention_reaches(tmp_path: Path) -> None:
    whom = "needs: [severe], gemeenten: [far], from: 2021-01-01"
    slow = f"  - {{id: slow, kind: stay, station: C, {whom}, factor: 2}}\n"

    in_force = world(tmp_path, "", slow)

    factor = in_force.stay_factor("C")
    assert {(g.arrival, g.gemeente): factor.of(g).last for g in in_force.groups} == {
        ("mild", "far"): 1,
        ("mild", "town"): 1,
        ("severe", "far"): 2,
        ("severe", "town"): 1,
    }
    assert in_force.pool("C").given == Timeline.constant(UNLIMITED)
