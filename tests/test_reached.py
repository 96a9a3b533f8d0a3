"""Which stations can be reached, and what may stand on a route."""

from pathlib import Path

import pytest

import sim
from sim.in_force import InForce
from sim.traffic.flows import Traffic

from .one_line_stations import DESK, OTHER, STAY, Load, as_section, loading, refusal


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    return loading(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("desk", "interventions"),
    [
        (f"desk: {{{STAY}, next: {{other: 0.5, rest: out}}}}", ()),
        (f"desk: {{{STAY}, next: {{out: 0.5, rest: other}}}}", ()),
        (f"desk: {{{STAY}, next: {{out: {{2020-01-01: 1, 2023-01-01: 0.5}}, rest: other}}}}", ()),
        (f"desk: {{{STAY}, together: {{station: other, share: 0.1}}}}", ()),
        (
            f"desk: {{{STAY}, places: 9, waiting: {{escalates_per_week: 1, escalates_to: other}}}}",
            (),
        ),
        (f"desk: {{{STAY}, places: 9, waiting: {{limit: 3, when_full: other}}}}", ()),
        (f"desk: {{{STAY}, places: 9, closing: relocate, relocate_to: other}}", ()),
        (DESK, ("{id: a, kind: divert, from: desk, to: other, share: {2023-01-01: 0.1}}",)),
        (DESK, ("{id: a, kind: next, station: desk, to: other, share: {2023-01-01: 0.1}}",)),
        (
            f"desk: {{{STAY}, places: 9, waiting: {{limit: 3}}}}",
            ("{id: a, kind: waiting, station: desk, when_full: other, from: 2023-01-01}",),
        ),
        (
            DESK,
            (
                "{id: a, kind: places, station: desk, closing: relocate, relocate_to: other, "
                "number: {2023-01-01: 3}}",
            ),
        ),
    ],
)
def test_every_way_to_a_station_counts(load: Load, desk: str, interventions: list[str]) -> None:
    scenario = load(desk, OTHER, *as_section(["- " + placed for placed in interventions]))

    traffic = Traffic(InForce(scenario))
    assert all(traffic.reached(group) == {"desk", "other"} for group in traffic.in_force.groups)


def test_a_relocation_is_a_way_from_its_own_station_only(load: Load) -> None:
    closing = (
        "{id: a, kind: places, station: third, closing: relocate, relocate_to: other, "
        "number: {2023-01-01: 3}}"
    )
    third = OTHER.replace("other", "third")
    spec = refusal(load, DESK, OTHER, third, "interventions:", f"- {closing}")
    assert "stations.third" in spec
    assert "stations.other" in spec


@pytest.mark.parametrize(
    "desk",
    [
        f"desk: {{{STAY}, next: {{other: 0, out: 1}}}}",
        f"desk: {{{STAY}, next: {{out: 1, rest: other}}}}",
        f"desk: {{{STAY}, together: {{station: other, share: 0}}}}",
    ],
)
def test_a_way_that_nobody_takes_does_not_count(load: Load, desk: str) -> None:
    assert "stations.other: nobody reaches this station" in refusal(load, desk, OTHER)


def test_what_an_extension_no_longer_reaches_is_only_warned_of(load: Load, tmp_path: Path) -> None:
    load(f"desk: {{{STAY}, next: {{other: 0.5, rest: out}}}}", OTHER)
    (tmp_path / "y.yaml").write_text(
        "doorstroom: 1\ntitle: {en: y}\nextends: x\nset: {stations.desk.next: {out: 1}}\n",
        encoding="utf-8",
    )

    (warning,) = sim.load("y").warnings
    assert str(warning) == "x.yaml:12: stations.other: nobody reaches it any more in y"


def test_protection_is_never_an_entrance(load: Load) -> None:
    spec = refusal(load, f"desk: {{group: protection, {STAY}}}")

    assert 'arrivals.walk-in.enters is "desk"; protection always runs beside help' in spec


def test_protection_is_never_on_a_route(load: Load) -> None:
    other = OTHER.replace("{", "{group: protection, ", 1)
    spec = refusal(load, f"desk: {{{STAY}, next: {{other: 0.5, rest: out}}}}", other)

    assert "stations.desk.next: leads to other; protection always runs beside help" in spec


def test_a_station_with_routes_may_also_be_a_second(load: Load) -> None:
    other = f"other: {{places: 9, {STAY}, next: {{desk: 0.1, rest: out}}}}"

    assert load(f"desk: {{{STAY}, together: {{station: other, share: 0.1}}}}", other)


def test_a_loop_of_gates_by_a_full_divert(load: Load) -> None:
    divert = "- {id: a, kind: divert, from: other, to: desk, share: {2023-01-01: 1}}"
    spec = refusal(load, "desk: {next: {other: 1}}", OTHER, *as_section([divert]))

    assert "leads back to itself for ever: desk -> desk" in spec
