"""Rule 2 in small worlds: what comes first at one instant."""

from __future__ import annotations

from .worlds import Comes, date, play


def test_the_calendar_comes_before_joining():
    world = play(
        f"""
        stations:
          desk:
            places: 1
            stay: {{distribution: fixed, days: 30}}
            waiting: {{limit: {{path: {{{date(0)}: 1, {date(5)}: 0}}}}}}
            next: {{out: 1}}
        """,
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 5),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 30, "completed", "out"),
        ("ben", "desk", 5, None, 5, "refused", "out"),
    ]


def test_leaving_comes_before_joining_and_places_come_last():
    # Day 4: anna leaves (b), carl joins (c) with the highest priority, then her place is given (d).
    world = play(
        """
        stations:
          desk: {places: 1, stay: {distribution: fixed, days: 4}, next: {out: 1}}
        """,
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 4, priority=0),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 4, "completed", "out"),
        ("ben", "desk", 1, 8, 12, "completed", "out"),
        ("carl", "desk", 4, 4, 8, "completed", "out"),
    ]


def test_gates_without_time_are_passed_within_one_instant():
    world = play(
        """
        stations:
          door: {next: {hall: 1}}
          hall: {next: {desk: 1}}
          desk: {places: 1, stay: {distribution: fixed, days: 2}, next: {out: 1}}
        """,
        Comes("ben", "door", 1),
        Comes("anna", "desk", 1),
    )

    assert world.log == [
        ("anna", "desk", 1, 1, 3, "completed", "out"),
        ("ben", "door", 1, 1, 1, "completed", "hall"),
        ("ben", "hall", 1, 1, 1, "completed", "desk"),
        ("ben", "desk", 1, 3, 5, "completed", "out"),
    ]


def test_who_ends_two_stays_at_one_instant_is_served_by_identity():
    world = play(
        """
        stations:
          first: {stay: {distribution: fixed, days: 3}, next: {second: 1}}
          second: {places: 1, stay: {distribution: fixed, days: 2}, next: {out: 1}}
        """,
        Comes("ben", "first", 1),
        Comes("anna", "first", 1),
        Comes("carl", "second", 0),
    )

    assert [row for row in world.log if row[1] == "second"] == [
        ("anna", "second", 4, 4, 6, "completed", "out"),
        ("ben", "second", 4, 6, 8, "completed", "out"),
        ("carl", "second", 0, 0, 2, "completed", "out"),
    ]
