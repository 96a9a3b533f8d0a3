"""Rows of routes by layers (rules 14 and 22), each share worked out in the test."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sim.in_force import InForce, row_problems
from sim.scenario.schema import Change

from .layered import ROOT, day, route, shares, world


def test_each_intervention_keeps_its_own_giver_on_its_own_dates(tmp_path: Path) -> None:
    one = route("one", "C", "{add: {2022-01-01: 0.2}}", "out")
    two = route("two", "C", "{add: {2025-01-01: 0.1}}", "B")

    for layers in ((one + two,), ("", one, two)):
        folder = tmp_path / str(len(layers))
        folder.mkdir()
        (row,) = world(folder, *layers).row("A").choices
        assert shares(row, 0) == {"B": 0.4, "C": 0.2, "D": 0, "out": 0.4}
        assert shares(row, day(2022)) == {"B": 0.4, "C": 0.4, "D": 0, "out": 0.2}
        assert shares(row, day(2025)) == {"B": 0.3, "C": 0.5, "D": 0, "out": 0.2}


def test_two_on_one_destination_are_each_answerable_for_what_they_add(tmp_path: Path) -> None:
    set_to = route("one", "C", "{2022-01-01: 0.5}", "out")
    part = route("two", "C", "{factor: {2023-01-01: 0.5}}", "B")

    (row,) = world(tmp_path, "", set_to + part).row("A").choices

    # 0.2 to 0.5 takes 0.3 from out; half of it, 0.25, gives 0.25 to B.
    assert shares(row, day(2022)) == {"B": 0.4, "C": 0.5, "D": 0, "out": 0.1}
    assert shares(row, day(2023)) == {"B": 0.65, "C": 0.25, "D": 0, "out": 0.1}


def test_a_giver_gives_only_what_is_taken_from_it(tmp_path: Path) -> None:
    one = route("one", "C", "{add: {2022-01-01: 0.2}}", "out")
    two = route("two", "C", "{add: {2025-01-01: 0.25}}", "B")

    (row,) = world(tmp_path, one, two).row("A").choices

    # 0.4 - 0.25 is left of B, though C has gained 0.45 together.
    assert shares(row, day(2025)) == {"B": 0.15, "C": 0.65, "D": 0, "out": 0.2}
    assert row.problems == ()


def test_who_gives_more_than_they_have_is_named_with_the_day(tmp_path: Path) -> None:
    one = route("one", "C", "{add: {2022-01-01: 0.2, 2024-01-01: 0.3}}", "B")
    scenario = world(tmp_path, "", one).scenario
    *_, placed = scenario.interventions
    more = Change.model_validate({"add": {dt.date(2022, 1, 1): 0.2, dt.date(2024, 1, 1): 0.5}})
    spec = placed.intervention.model_copy(update={"share": more})
    placed = placed.model_copy(update={"intervention": spec})
    scenario = scenario.model_copy(update={"interventions": (*scenario.interventions[:-1], placed)})

    ((station, group, problem),) = row_problems(InForce(scenario))

    assert (station, group.need, group.gemeente) == ("A", "mild", "far")
    assert (problem.why, problem.destination, problem.day) == ("giver", "B", day(2024))
    assert problem.value == pytest.approx(0.1)  # 0.5 of 0.4
    assert problem.placed == placed


def test_two_destinations_of_one_layer_both_get_their_number(tmp_path: Path) -> None:
    both = route("one", "B", "{2022-01-01: 0.5}") + route("two", "C", "{2022-01-01: 0.3}")

    (row,) = world(tmp_path, "", both).row("A").choices

    # 0.1 and 0.1 more, from out alone: nobody else has a share that is not named.
    assert shares(row, day(2022)) == {"B": 0.5, "C": 0.3, "D": 0, "out": 0.2}


def test_what_has_not_begun_or_is_over_names_nothing(tmp_path: Path) -> None:
    now = route("now", "C", "{2021-01-01: 0.6}")
    later = route("later", "B", "{factor: {2023-01-01: 1}}").replace(
        "}\n", ", until: 2024-01-01}\n"
    )

    (row,) = world(tmp_path, "", now + later).row("A").choices

    # 0.4 more: 0.2 each from B and out, which have as much; from out alone while B is named.
    for on in (day(2021), day(2024)):
        assert shares(row, on) == {"B": 0.2, "C": 0.6, "D": 0, "out": 0.2}
    assert shares(row, day(2023)) == {"B": 0.4, "C": 0.6, "D": 0, "out": 0}


def test_a_layer_works_on_the_row_of_the_layer_below(tmp_path: Path) -> None:
    first = route("first", "C", "{2021-01-01: 0.4}")
    second = route("second", "B", "{factor: {2021-01-01: 1.5}}")

    (row,) = world(tmp_path, "", first, second).row("A").choices

    # Below: B 0.3, C 0.4, out 0.3. Half of B is 0.15 more, four sevenths of it from C.
    assert row.at(day(2021)) == pytest.approx(
        {"B": 0.45, "C": 0.4 - 0.15 * 4 / 7, "D": 0, "out": 0.3 - 0.15 * 3 / 7}
    )


def test_the_root_row_knows_no_interventions(tmp_path: Path) -> None:
    in_force = world(tmp_path, route("own", "C", "{2020-01-01: 0.6}", "B"))

    (root,) = in_force.root_row("A").choices

    assert root is not None
    assert shares(root, day(2025)) == {"B": 0.4, "C": 0.2, "D": 0, "out": 0.4}


def test_the_rows_own_path_counts_in_its_own_layer_only(tmp_path: Path) -> None:
    root = ROOT.replace(
        "next: {B: 0.4, C: 0.2, D: 0, out: 0.4}",
        "next: {B: {2020-01-01: 0.4, 2024-01-01: 0.5}, C: 0.2, D: 0, rest: out}",
    )
    to_b = route("to-b", "B", "{2022-01-01: 0.6}", "out")
    below, above = tmp_path / "below", tmp_path / "above"
    below.mkdir(), above.mkdir()

    (in_root,) = world(below, to_b, root=root).row("A").choices
    (in_layer,) = world(above, "", to_b, root=root).row("A").choices

    assert [in_root.line("B").at(day(year)) for year in (2022, 2024)] == [0.6, 0.5]
    assert [in_layer.line("B").at(day(year)) for year in (2022, 2024)] == [0.6, 0.6]
    assert in_layer.line("out").at(day(2024)) == pytest.approx(0.2)
