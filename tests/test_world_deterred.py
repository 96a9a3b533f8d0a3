"""Rule 29 in small worlds: who turns away from a list, who does not, and who asks again."""

from __future__ import annotations

import math

import pytest

from sim.draws import Purpose

from .worlds import Comes, play

# A file may not deter everyone who is known to come: arrivals are raised by 1 / (1 - share).
MOST = "{share: 0.999999}"


def desk(deterred: str = MOST, *, more: str = "", waiting: str = "") -> str:
    return f"""
    stations:
      desk:
        places: 1
        stay: {{distribution: fixed, days: 10}}
        waiting: {{deterred: {deterred}{waiting}}}
        next: {{out: 1}}
{more}"""


def test_who_finds_a_place_stays_and_who_would_wait_turns_away():
    world = play(
        desk(), Comes("anna", "desk", 0), Comes("ben", "desk", 1), Comes("carl", "desk", 10)
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "desk", 1, None, 1, "deterred", "out"),
        ("carl", "desk", 10, 10, 20, "completed", "out"),
    ]


@pytest.mark.parametrize("spec", [{"priority": 1}, {"legal_frame": "ordered"}])
def test_who_is_urgent_or_ordered_waits(spec):
    world = play(desk(), Comes("anna", "desk", 0), Comes("ben", "desk", 1, **spec))

    assert world.log[1] == ("ben", "desk", 1, 10, 20, "completed", "out")


def test_the_priority_of_the_station_counts():
    world = play(
        desk(waiting=", priority: 1"), Comes("anna", "desk", 0), Comes("ben", "desk", 1, priority=3)
    )

    assert world.log[1] == ("ben", "desk", 1, 10, 20, "completed", "out")


def test_the_draw_is_that_of_the_client_the_station_and_the_visit():
    comes = [Comes(f"b{number}", "desk", 1 + number / 8) for number in range(24)]
    world = play(desk("{share: 0.4}"), Comes("anna", "desk", 0), *comes, days=15)

    deterred = {row[0] for row in world.log if row[5] == "deterred"}
    assert deterred == {
        item.name for item in comes if world.drawn(item.name, "desk", Purpose.DETERRED) < 0.4
    }
    assert 0 < len(deterred) < 24


AFTER_CARE = """
      help: {stay: {distribution: fixed, days: 2}, next: {desk: 1}}
"""
AFTER_A_GATE = AFTER_CARE.replace("stay:", "group: gate, stay:")


def test_who_was_helped_in_this_referral_waits_and_who_came_by_a_gate_turns_away():
    helped = play(desk(more=AFTER_CARE), Comes("anna", "desk", 0), Comes("ben", "help", 1))
    came = play(desk(more=AFTER_A_GATE), Comes("anna", "desk", 0), Comes("ben", "help", 1))

    assert helped.log[-1] == ("ben", "desk", 3, 10, 20, "completed", "out")
    assert came.log[-1] == ("ben", "desk", 3, None, 3, "deterred", "out")


def test_who_comes_back_begins_a_referral_in_which_nobody_helped_yet():
    text = desk(more="""
      help: {stay: {distribution: fixed, days: 2}, next: {out: 1},
             returns: {share: 1, after: {distribution: fixed, days: 4}}}
    interventions:
      - {id: on, kind: divert, from: help, to: desk, share: {2021-01-06: 1}}
""")  # fmt: skip
    world = play(text, Comes("anna", "desk", 6.5), Comes("ben", "help", 1), days=12)

    assert [row for row in world.log if row[0] == "ben"] == [
        ("ben", "help", 1, 1, 3, "completed", "out"),
        ("ben", "desk", 7, None, 7, "deterred", "out"),
    ]


def test_seconds_those_who_keep_a_place_and_those_moved_from_a_list_wait():
    text = desk(more="""
      held: {group: gate, places: 1, stay: {distribution: fixed, days: 2}, next: {desk: 1},
             holds_place: true}
      first: {group: gate, stay: {distribution: fixed, days: 2}, next: {out: 1},
              together: {station: desk, share: 1}}
      list: {places: 0, waiting: {}}
    interventions:
      - {id: moves, kind: divert, from: list, to: desk, share: {2021-01-04: 1},
         applies_to: [waiting]}
""")  # fmt: skip
    world = play(
        text,
        Comes("anna", "desk", 0),
        Comes("ben", "held", 0),
        Comes("carl", "first", 1),
        Comes("dora", "list", 1),
        days=60,
    )

    assert {row[0]: row[5] for row in world.log if row[1] == "desk"} == dict.fromkeys(
        ("anna", "ben", "carl", "dora"), "completed"
    )


def test_who_escalates_or_goes_back_to_the_list_waits():
    text = f"""
    stations:
      desk:
        places: 1
        stay: {{distribution: fixed, days: 10}}
        waiting: {{escalates_per_week: {{2021-01-01: 700, 2021-01-03: 0}}, escalates_to: crisis}}
        next: {{out: 1}}
      crisis:
        places: 1
        stay: {{distribution: fixed, days: 1}}
        waiting: {{deterred: {MOST}}}
        next: {{out: 0.000001, back: 0.999999}}
    interventions:
      - {{id: deters, kind: waiting, station: desk, deterred: {{2021-01-03: 0.999999}}}}
    """
    text = text.replace("to: crisis}", "to: crisis, deterred: {share: 0}}")
    comes = [Comes("anna", "desk", 0), Comes("ben", "desk", 1), Comes("carl", "crisis", 1)]
    world = play(text, *comes, days=25)

    ben = [(row[1], row[5]) for row in world.log if row[0] == "ben"]
    assert ben == [("desk", "escalated"), ("crisis", "completed"), ("desk", "completed")]


def test_who_is_deterred_may_ask_again_later_and_be_helped_for_longer():
    again = "{share: 0.999999, again: {share: 1, mean_days: 40, dearer: 1.5}}"
    world = play(desk(again), Comes("anna", "desk", 0), Comes("ben", "desk", 1), days=400)

    ben = [row for row in world.log if row[0] == "ben"]
    later = 40 * -math.log1p(-world.drawn("ben", "desk", Purpose.AGAIN_DELAY))
    (first, *_, last) = ben
    assert first == ("ben", "desk", 1, None, 1, "deterred", "out")
    assert ben[1][2] == pytest.approx(1 + later, abs=1e-5)
    assert last[4] - last[3] == 15


def test_nobody_asks_again_at_18():
    again = "{share: 0.999999, again: {share: 1, mean_days: 40}}"
    world = play(desk(again), Comes("anna", "desk", 0), Comes("ben", "desk", 1, eighteen=1.5))

    assert [row[2] for row in world.log if row[0] == "ben"] == [1]


def test_the_share_may_follow_the_wait_and_be_changed_by_date():
    share = "{share: {by_weeks: {0: 0, 3: 0, 3.4: 1}}}"
    text = desk(share, waiting=", reference_weeks: 1").replace("days: 10", "days: 6")
    less = (
        text
        + """
    interventions:
      - {id: nobody-reacts, kind: waiting, station: desk, deterred: {factor: {2021-05-06: 0}}}
"""
    )
    comes = [Comes(f"c{number:02}", "desk", 5 * number) for number in range(28)]
    world, other = play(text, *comes, days=140), play(less, *comes, days=140)

    # The wait that is seen on day 120 is 13 x 4 / 15 weeks (test_world_seen.py); 6 May is day 125.
    gone = {row[0] for row in world.log if row[5] == "deterred"}
    assert gone == {"c24", "c25", "c26", "c27"}
    assert {row[0] for row in other.log if row[5] == "deterred"} == {"c24"}
