"""Who goes on after 18, until what age and under which law, by date (rule 19)."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim import load
from sim.errors import ScenarioError
from sim.telling.explain import explain

from .worlds import Comes, date, play

YEAR = 365.25
DESK = """
stations:
  desk:
    stay: {distribution: fixed, days: 3000}
    next: {out: 1}
    at_18: {continues: 1, end_age: 19, goes_to: wmo}
interventions:
"""


def world(*changes: str):  # type: ignore[no-untyped-def]
    lines = "".join(
        f"  - {{id: i{at}, kind: stay, station: desk, {item}}}\n" for at, item in enumerate(changes)
    )
    return play(
        DESK + lines,
        Comes("anna", "desk", 0, eighteen=5),
        Comes("ben", "desk", 0, eighteen=15),
        days=2000,
    )


def test_the_end_age_is_that_of_the_birthday():
    after = world(f"at_18: {{end_age: {{{date(10)}: 21}}}}")

    assert after.log == [
        ("anna", "desk", 0, 0, 5 + 1 * YEAR, "turned_18", "wmo"),
        ("ben", "desk", 0, 0, 15 + 3 * YEAR, "turned_18", "wmo"),
    ]


def test_the_law_is_that_of_the_day_on_which_help_ends():
    after = world(f"at_18: {{goes_to: wlz}}, from: {date(375)}")

    assert after.log == [
        ("anna", "desk", 0, 0, 5 + YEAR, "turned_18", "wmo"),  # on day 370
        ("ben", "desk", 0, 0, 15 + YEAR, "turned_18", "wlz"),
    ]


def test_share_age_and_law_change_together_for_some():
    one = f"needs: [any], from: {date(10)}, at_18: {{continues: 0, goes_to: none}}"
    after = world(one, f"at_18: {{end_age: {{{date(0)}: 20}}}}")

    assert after.log == [
        ("anna", "desk", 0, 0, 5 + 2 * YEAR, "turned_18", "none"),
        ("ben", "desk", 0, 0, 15, "turned_18", "none"),
    ]


def test_a_list_is_left_under_the_law_of_that_day():
    stations = DESK.replace("stay:", "places: 1\n    stay:").replace("continues: 1", "continues: 0")
    change = (
        f"  - {{id: x, kind: stay, station: desk, at_18: {{goes_to: zvw}}, from: {date(10)}}}\n"
    )
    after = play(
        stations + change,
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1, eighteen=15),
        Comes("carl", "desk", 20, eighteen=18),
    )

    assert [row[5:] for row in after.log[1:]] == [("turned_18", "zvw"), ("turned_18", "zvw")]


FILE = """\
doorstroom: 1
title: {en: At 18}
period: {start: 2021-01-01, report_from: 2021-01-01, end: 2025-01-01}
begin: filled
gemeenten: {town: {youth: 1000}}
needs: {any: {age: {12-17: 1}}}
arrivals: {a: {need: any, per_year: 100, enters: desk}}
stations:
  desk:
    stay: {distribution: exponential, mean_days: 400}
    next: {out: 1}
    at_18: {continues: 0.5, end_age: 21, goes_to: wmo}
interventions:
"""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("at_18: {end_age: {2022-01-01: 40}}", "is 40; must be at most 30"),
        (
            "at_18: {end_age: {add: {2022-01-01: 12}}}",
            "is 33; is what stations.desk.at_18.end_age becomes, and it must be an age from 18 to "
            "30; mend the change or its dates",
        ),
        (
            "at_18: {}",
            "interventions.x.at_18: changes at least one of continues, end_age, goes_to; say what "
            "changes",
        ),
    ],
)
def test_ages_that_are_none_are_refused(tmp_path: Path, change: str, says: str) -> None:
    text = FILE + f"  - {{id: x, kind: stay, station: desk, {change}}}\n"
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(ScenarioError) as error:
        load(tmp_path / "x.yaml")

    assert error.value.lines[0].endswith(says), error.value.lines


def test_two_laws_from_one_day_are_refused(tmp_path: Path) -> None:
    begin = "kind: stay, station: desk, from: 2022-01-01"
    one, two = (
        f"  - {{id: {law}, {begin}, at_18: {{goes_to: {law}}}}}\n" for law in ("wlz", "zvw")
    )
    (tmp_path / "x.yaml").write_text(FILE + one + two, encoding="utf-8")

    with pytest.raises(ScenarioError, match=r"at_18.goes_to is .zvw.; interventions.wlz says wlz"):
        load(tmp_path / "x.yaml")


def test_explain_tells_age_and_law(tmp_path: Path) -> None:
    change = "at_18: {end_age: {2022-01-01: 23}, goes_to: wlz}, from: 2022-01-01"
    text = FILE + f"  - {{id: x, kind: stay, station: desk, {change}}}\n"
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")

    told = "\n".join(explain(load(tmp_path / "x.yaml")))

    assert (
        "The age until which help goes on after 18 at desk becomes 23 from 1 January 2022; before "
        "that 21." in told
    )
    assert "Who turns 18 at desk goes on under the Wlz from 1 January 2022" in told
