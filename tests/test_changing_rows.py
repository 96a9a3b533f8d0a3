"""The shares of a row of `next` after interventions have changed it."""

import datetime as dt
from pathlib import Path

import pytest

from sim.draws import TICKS_PER_DAY
from sim.network import build_network
from sim.scenario.schema import Scenario

from .one_line_stations import OTHER, STAY, Load, as_section, loading, refusal


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    return loading(tmp_path, monkeypatch)


GOES_ON = f"desk: {{{STAY}, next: {{other: 1}}}}"


def row_by(scenario: Scenario, date: str) -> dict[str, float]:
    """The shares after desk on a date, as a run has them."""
    network = build_network(scenario)
    day = (dt.date.fromisoformat(date) - scenario.period.start).days
    level = int(network.tables.route[0, 0])
    changes = network.levels
    version = changes.at_start[level]
    for tick, changed, value in zip(
        changes.change_tick, changes.change_level, changes.change_value, strict=True
    ):
        if changed == level and tick <= day * TICKS_PER_DAY:
            version = value
    row = network.routes[int(version)]
    names = {-1: "out", -2: "early", -3: "moved"}
    places = (names.get(to) or network.stations[to] for to in row.destinations)
    return {to: round(share, 9) for to, share in zip(places, row.share, strict=True)}


def test_what_the_only_destination_loses_goes_out(load: Load) -> None:
    change = "- {id: a, kind: next, station: desk, to: other, share: {2021-01-01: 0.6}}"
    scenario = load(GOES_ON, OTHER, *as_section([change]))

    assert row_by(scenario, "2022-01-01") == {"other": 0.6, "out": 0.4}


@pytest.mark.parametrize(
    ("desk", "change", "row"),
    [
        (f"desk: {{{STAY}}}", "share: {2021-01-01: 0.6}, taken_from: other", (0.6, 0.4)),
        (
            f"desk: {{{STAY}, next: {{other: 0.5, rest: out}}}}",
            "share: {2021-01-01: 0.6}",
            (0.6, 0.4),
        ),
        (
            f"desk: {{{STAY}, next: {{other: {{2020-01-01: 0, 2021-06-01: 0.5}}, rest: out}}}}",
            "share: {2021-06-02: 0.6}",
            (0.6, 0.4),
        ),
    ],
)
def test_what_out_loses_goes_where_something_goes(
    load: Load, desk: str, change: str, row: tuple[float, float]
) -> None:
    divert = "- {id: b, kind: divert, from: desk, to: other, share: {2021-01-01: 0.1}}"
    changes = [f"- {{id: a, kind: next, station: desk, to: out, {change}}}", divert]
    scenario = load(desk, OTHER, *as_section(changes))

    assert row_by(scenario, "2022-01-01") == {"out": row[0], "other": row[1]}


def test_what_out_loses_while_nobody_goes_elsewhere_is_refused(load: Load) -> None:
    desk = f"desk: {{{STAY}, next: {{other: {{2020-01-01: 0.5, 2021-06-01: 0}}, rest: out}}}}"
    change = "- {id: a, kind: next, station: desk, to: out, share: {factor: {2021-01-01: 0.9}}}"
    spec = refusal(load, desk, OTHER, *as_section([change]))

    # From 2021-06-01 on nobody goes elsewhere, and the tenth that goes out no more has no place.
    assert "interventions.a.share is 0.1; what out loses at desk on 2021-06-01, for" in spec
    assert "is taken up by no other destination of the row; say where it goes" in spec


def test_the_path_of_one_share_leaves_the_change_of_another_alone(load: Load) -> None:
    desk = (
        f"desk: {{{STAY}, next: {{early: 0.2, other: {{2020-01-01: 0.1, 2022-01-01: 0.3}}, "
        "rest: out}}"
    )
    for date in ("2021-01-01", "2022-01-01"):
        change = f"- {{id: a, kind: next, station: desk, to: early, share: {{{date}: 0.5}}}}"
        scenario = load(desk, OTHER, *as_section([change]))

        # 0.3 more for early, from other and out in proportion to their 0.3 and 0.5
        assert row_by(scenario, "2023-01-01") == {"early": 0.5, "other": 0.1875, "out": 0.3125}


def test_a_share_set_on_a_day_that_the_rest_changes_by_itself(load: Load) -> None:
    desk = f"desk: {{{STAY}, next: {{other: {{2020-01-01: 0.1, 2022-01-01: 0.3}}, rest: out}}}}"
    change = "- {id: a, kind: next, station: desk, to: out, share: {2022-01-01: 0.5}}"
    spec = refusal(load, desk, OTHER, *as_section([change]))

    assert "interventions.a sets a number on 2022-01-01 that its own path sets on that date" in spec


def test_what_is_taken_from_a_rest_may_be_all_that_is_left(load: Load) -> None:
    desk = f"desk: {{{STAY}, next: {{other: {{2020-01-01: 0.6, 2022-01-01: 0.7}}, rest: out}}}}"
    change = (
        "- {id: a, kind: next, station: desk, to: early, share: {2023-01-01: 0.3}, taken_from: out}"
    )
    scenario = load(desk, OTHER, *as_section([change]))

    assert row_by(scenario, "2024-01-01") == {"other": 0.7, "out": 0.0, "early": 0.3}
