"""Rule 19 in small worlds: the 18th birthday in care, on a list, and for who continues."""

from __future__ import annotations

from .worlds import Comes, play

YEAR = 365.25


def desk(days: float, at_18: str = "{goes_to: wmo}", *, places: object = 1) -> str:
    return f"""
    needs:
      any: {{}}
      goes-on: {{}}
    stations:
      desk:
        places: {places}
        stay: {{distribution: fixed, days: {days}}}
        at_18: {at_18}
        next: {{default: {{out: 1}}, goes-on: {{other: 1}}}}
      other: {{stay: {{distribution: fixed, days: 5}}, next: {{out: 1}}}}
    """


def test_care_ends_at_18():
    world = play(desk(10), Comes("anna", "desk", 0, eighteen=4))

    assert world.log == [("anna", "desk", 0, 0, 4, "turned_18", "wmo")]


def test_who_waits_leaves_the_list_at_18():
    world = play(
        desk(10),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1, eighteen=6),
        Comes("carl", "desk", 2),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "desk", 1, None, 6, "turned_18", "wmo"),
        ("carl", "desk", 2, 10, 20, "completed", "out"),
    ]


def test_a_birthday_comes_before_a_start_at_the_same_instant():
    world = play(
        desk(10),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1, eighteen=10),
        Comes("carl", "desk", 2),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "desk", 1, None, 10, "turned_18", "wmo"),
        ("carl", "desk", 2, 10, 20, "completed", "out"),
    ]


def test_the_end_of_a_stay_comes_before_a_birthday_at_the_same_instant():
    world = play(desk(10), Comes("anna", "desk", 0, eighteen=10))

    assert world.log == [("anna", "desk", 0, 0, 10, "completed", "out")]


def test_who_continues_completes_his_stay():
    world = play(
        desk(10, "{continues: 1, end_age: 21, goes_to: wmo}"),
        Comes("anna", "desk", 0, eighteen=4),
    )

    assert world.log == [("anna", "desk", 0, 0, 10, "completed", "out")]


def test_who_continues_does_so_until_the_end_age():
    world = play(
        desk(1000, "{continues: 1, end_age: 19, goes_to: wlz}"),
        Comes("anna", "desk", 0, eighteen=4),
        days=1500,
    )

    assert world.log == [("anna", "desk", 0, 0, 4 + (19 - 18) * YEAR, "turned_18", "wlz")]


def test_who_continues_waits_on_after_18():
    world = play(
        desk(10, "{continues: 1, end_age: 21, goes_to: wmo}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1, eighteen=6),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "desk", 1, 10, 20, "completed", "out"),
    ]


def test_who_joins_elsewhere_at_18_leaves_at_once():
    world = play(
        desk(10, "{continues: 1, end_age: 21, goes_to: wmo}"),
        Comes("anna", "desk", 0, need="goes-on", eighteen=4),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "other"),
        ("anna", "other", 10, None, 10, "turned_18", "none"),
    ]


def test_who_comes_after_18_continues_where_anyone_does():
    world = play(
        desk(10, "{continues: 0.000001, end_age: 21, goes_to: wmo}"),
        Comes("anna", "desk", 0, eighteen=-100),
        Comes("ben", "other", 0, eighteen=-100),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "other", 0, None, 0, "turned_18", "none"),
    ]


def test_who_comes_after_the_end_age_leaves_at_once():
    world = play(
        desk(10, "{continues: 1, end_age: 21, goes_to: zvw}"),
        Comes("anna", "desk", 0, eighteen=-3 * YEAR),
    )

    assert world.log == [("anna", "desk", 0, None, 0, "turned_18", "zvw")]
