"""Corners where rules meet at one instant or on one place that is kept (rules 2, 16, 20)."""

from .worlds import Comes, date, play

CLOSES = f"""\
interventions:
  - {{id: closes, kind: places, station: old, number: {{{date(20)}: 0}}, closing: relocate,
     relocate_to: new}}
  - {{id: goes, kind: divert, from: old, to: new, share: {{{date(20)}: 1}},
     applies_to: [new, waiting]}}
"""
CONTINUES = "{continues: 1, end_age: 30, goes_to: wmo}"


def test_a_timer_for_a_kept_place_ends_with_that_place():
    """At the old station he would turn 18 on day 50, at the new one he goes on."""
    world = play(
        f"""
stations:
  old: {{places: 1, holds_place: true, stay: {{distribution: fixed, days: 5}}, next: {{far: 1}}}}
  new: {{places: 1, stay: {{distribution: fixed, days: 5}}, next: {{out: 1}}, at_18: {CONTINUES}}}
  far: {{places: 0, stay: {{distribution: fixed, days: 5}}, next: {{out: 1}}, at_18: {CONTINUES}}}
{CLOSES}""",
        Comes("anna", "old", 0, eighteen=50),
        days=150,
    )

    assert world.log == [
        ("anna", "old", 0, 0, 20, "relocated", "new"),
        ("anna", "far", 5, None, None, "waiting", None),
        ("anna", "new", 20, 20, None, "in_care", None),
    ]


def test_a_place_kept_after_a_relocation_knows_what_for():
    """Diverted from the list he waits on, he is refused: what he kept leads to where he wished."""
    world = play(
        f"""
stations:
  old: {{places: 1, holds_place: true, stay: {{distribution: fixed, days: 5}}, next: {{far: 1}}}}
  new: {{places: 1, stay: {{distribution: fixed, days: 5}}, next: {{out: 1}}}}
  far: {{places: 0, stay: {{distribution: fixed, days: 5}}, next: {{out: 1}}}}
  shut: {{places: 0, stay: {{distribution: fixed, days: 5}}, next: {{out: 1}},
         waiting: {{limit: 0}}}}
{CLOSES}\
  - {{id: moves, kind: divert, from: far, to: shut, share: {{{date(30)}: 1}},
     applies_to: [waiting]}}
""",
        Comes("anna", "old", 0),
    )

    assert world.log == [
        ("anna", "old", 0, 0, 20, "relocated", "new"),
        ("anna", "far", 5, None, 30, "diverted", "shut"),
        ("anna", "new", 20, 20, 30, "completed", "far"),
        ("anna", "shut", 30, None, 30, "refused", "out"),
    ]


def test_a_request_lapses_when_its_client_starts_above_capacity_first():
    """On one day his place closes, he asks for another, and the list he is on may go over."""
    world = play(
        f"""
stations:
  old: {{places: 1, holds_place: true, stay: {{distribution: fixed, days: 5}}, next: {{new: 1}}}}
  new: {{places: 0, stay: {{distribution: fixed, days: 7}}, next: {{out: 1}}}}
{CLOSES}\
  - {{id: over, kind: waiting, station: new, over_capacity: true, from: {date(20)}}}
""",
        Comes("anna", "old", 0, priority=0),
        Comes("ben", "new", 30, priority=2),
    )

    assert world.log == [
        ("anna", "old", 0, 0, 20, "completed", "new"),
        ("anna", "new", 5, 20, 27, "completed", "out"),
        ("ben", "new", 30, None, None, "waiting", None),
    ]


def test_who_reaches_a_wait_on_his_birthday_and_is_not_taken_turns_18():
    world = play(
        f"""
stations:
  desk: {{places: 0, stay: {{distribution: fixed, days: 5}}, next: {{out: 1}}}}
  other: {{stay: {{distribution: fixed, days: 5}}, next: {{out: 1}}}}
interventions:
  - {{id: moves, kind: divert, from: desk, to: other, share: {{{date(1)}: 0.000001}},
     applies_to: [waiting], when: {{wait_over_weeks: 2}}}}
""",
        Comes("anna", "desk", 0, eighteen=14),
    )

    assert world.log == [("anna", "desk", 0, None, 14, "turned_18", "none")]


def test_whose_stay_ends_on_his_birthday_does_not_keep_the_place():
    """The end of the stay comes first (rule 2); the place he would keep has its end age reached."""
    world = play(
        f"""
stations:
  old: {{places: 1, holds_place: true, stay: {{distribution: fixed, days: 5}}, next: {{far: 1}}}}
  far: {{places: 0, stay: {{distribution: fixed, days: 5}}, next: {{out: 1}}, at_18: {CONTINUES}}}
""",
        Comes("anna", "old", 0, eighteen=5),
    )

    assert world.log == [
        ("anna", "old", 0, 0, 5, "turned_18", "none"),
        ("anna", "far", 5, None, 5, "turned_18", "wmo"),
    ]
