"""Places asked for and heavier care on the day of a state, worked out by hand (rule 23)."""

from __future__ import annotations

from tests.test_world_from_today import Today
from tests.worlds import Comes

CLOSES = """
    stations:
      home: {places: 1, closing: relocate, relocate_to: foster,
             stay: {distribution: fixed, days: 60}, next: {out: 1}}
      foster: {places: 1, stay: {distribution: fixed, days: 10}, next: {out: 1}}
"""


def closes() -> Today:
    """Two in care where one place is left; before a place elsewhere cas, behind it dee."""
    names = {"ann": "home", "bea": "foster", "cas": "foster", "dee": "foster", "eve": "home"}
    today = Today(CLOSES, tuple(Comes(name, at) for name, at in names.items()))
    today.cares_for("bea", "foster", -3, 7).cares_for("eve", "home", -10, 35)
    today.waits("cas", "foster", -9, priority=0).waits("dee", "foster", -30)
    return today.cares_for("ann", "home", -20, 40)


def test_a_place_that_was_asked_for_elsewhere_is_theirs_in_its_turn():
    assert closes().asks_for("foster", -5).played().log == [
        ("ann", "home", -20, -20, 17, "relocated", "foster"),
        ("ann", "foster", 17, 17, 40, "completed", "out"),
        ("bea", "foster", -3, -3, 7, "completed", "out"),
        ("cas", "foster", -9, 7, 17, "completed", "out"),
        ("dee", "foster", -30, 40, 50, "completed", "out"),
        ("eve", "home", -10, -10, 35, "completed", "out"),
    ]


def test_who_asked_longer_ago_comes_before_who_is_urgent_since_then():
    world = closes().asks_for("foster", -12).played()

    assert [row[3] for row in world.log if row[1] == "foster"] == [7, -3, 40, 50]


def test_where_nobody_asked_the_excess_asks_on_the_first_day_by_planned_end():
    log = closes().played().log

    assert log[0] == ("ann", "home", -20, -20, 40, "completed", "out")
    assert log[-2:] == [
        ("eve", "home", -10, -10, 17, "relocated", "foster"),
        ("eve", "foster", 17, 17, 35, "completed", "out"),
    ]


def test_who_keeps_a_place_asks_for_another_and_waits_on_there():
    text = """
        stations:
          home: {places: 1, closing: relocate, relocate_to: foster, holds_place: true,
                 stay: {distribution: fixed, days: 60}, next: {long: 1}}
          foster: {places: 1, stay: {distribution: fixed, days: 10}, next: {out: 1}}
          long: {places: 1, stay: {distribution: fixed, days: 30}, next: {out: 1}}
    """
    names = {"ann": "home", "bea": "foster", "eve": "home", "fay": "long"}
    today = Today(text, tuple(Comes(name, at) for name, at in names.items()))
    today.cares_for("ann", "home", -62, -2, keeps=True).asks_for("foster", -1)
    today.cares_for("bea", "foster", -3, 7).cares_for("eve", "home", -10, 50)
    world = today.cares_for("fay", "long", -10, 20).waits("ann", "long", -2, held=0).played()

    assert [row for row in world.log if row[0] == "ann"] == [
        ("ann", "home", -62, -62, 7, "relocated", "foster"),
        ("ann", "long", -2, 20, 50, "completed", "out"),
        ("ann", "foster", 7, 7, 20, "completed", "long"),
    ]
    assert world.of("ann", "home", "blocked") + world.of("ann", "foster", "blocked") == [7, 13]


def test_who_asked_once_more_is_helped_for_longer_until_this_help_is_over():
    text = """
        stations:
          desk: {group: gate, stay: {distribution: fixed, days: 5}, next: {care: 1}}
          care:
            stay: {distribution: fixed, days: 10}
            next: {out: 1}
            returns: {share: 1, after: {distribution: fixed, days: 20}}
    """
    today = Today(text, (Comes("ann", "desk"),))
    world = today.cares_for("ann", "desk", -2, 3).is_known("ann", heavier=1.5).played()

    assert world.log[:4] == [
        ("ann", "desk", -2, -2, 3, "completed", "care"),
        ("ann", "care", 3, 3, 18, "completed", "out"),
        ("ann", "desk", 38, 38, 43, "completed", "care"),
        ("ann", "care", 43, 43, 53, "completed", "out"),
    ]


def test_who_was_helped_before_waits_and_who_was_not_turns_away():
    text = """
        stations:
          desk: {group: gate, stay: {distribution: fixed, days: 2}, next: {care: 1}}
          care:
            places: 1
            stay: {distribution: fixed, days: 10}
            waiting: {deterred: {share: 0.999999}}
            next: {out: 1}
    """
    today = Today(text, (Comes("ann", "care"), Comes("ben", "desk"), Comes("cas", "desk")))
    today.cares_for("ann", "care", -1, 9).cares_for("ben", "desk", -1, 1)
    world = today.cares_for("cas", "desk", -1, 1).is_known("ben", helped=True).played()

    assert [row[1:] for row in world.log if row[0] != "ann"] == [
        ("desk", -1, -1, 1, "completed", "care"),
        ("care", 1, 9, 19, "completed", "out"),
        ("desk", -1, -1, 1, "completed", "care"),
        ("care", 1, None, 1, "deterred", "out"),
    ]
