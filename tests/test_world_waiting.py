"""Rules 8, 9, 11-13 in small worlds: who is next, who leaves, who is not let in."""

from __future__ import annotations

import pytest

from sim.draws import Purpose

from .worlds import Comes, date, play

DESK = """
    stations:
      desk: {places: 1, stay: {distribution: fixed, days: 3}, next: {out: 1}}
    """


def one_desk(days: float, waiting: str, *, more: str = "") -> str:
    return f"""
    stations:
      desk:
        places: 1
        stay: {{distribution: fixed, days: {days}}}
        waiting: {waiting}
        next: {{out: 1}}
{more}"""


def test_first_come_first_served():
    world = play(DESK, Comes("anna", "desk", 0), Comes("ben", "desk", 1), Comes("carl", "desk", 2))

    assert world.log == [
        ("anna", "desk", 0, 0, 0 + 3, "completed", "out"),
        ("ben", "desk", 1, 3, 3 + 3, "completed", "out"),
        ("carl", "desk", 2, 6, 6 + 3, "completed", "out"),
    ]


def test_a_lower_number_is_a_higher_priority():
    world = play(
        DESK,
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 1.5, priority=1),
        Comes("dora", "desk", 2, priority=0),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 3, "completed", "out"),
        ("ben", "desk", 1, 9, 9 + 3, "completed", "out"),
        ("carl", "desk", 1.5, 6, 6 + 3, "completed", "out"),
        ("dora", "desk", 2, 3, 3 + 3, "completed", "out"),
    ]


def test_who_comes_at_one_instant_is_served_in_order_of_identity():
    world = play(DESK, Comes("ben", "desk", 0), Comes("anna", "desk", 0))

    assert world.log == [
        ("anna", "desk", 0, 0, 3, "completed", "out"),
        ("ben", "desk", 0, 3, 6, "completed", "out"),
    ]


def test_who_leaves_makes_room_for_who_comes_at_that_instant():
    world = play(DESK, Comes("anna", "desk", 0), Comes("ben", "desk", 3))

    assert world.log == [
        ("anna", "desk", 0, 0, 3, "completed", "out"),
        ("ben", "desk", 3, 3, 6, "completed", "out"),
    ]


def test_two_stations_share_one_pool_and_one_list():
    world = play(
        """
        pools: {desks: {places: 1}}
        stations:
          calls: {pool: desks, stay: {distribution: fixed, days: 3}, next: {out: 1}}
          letters: {pool: desks, stay: {distribution: fixed, days: 5}, next: {out: 1}}
        """,
        Comes("anna", "calls", 0),
        Comes("ben", "letters", 1),
        Comes("carl", "calls", 2),
    )

    assert world.log == [
        ("anna", "calls", 0, 0, 3, "completed", "out"),
        ("ben", "letters", 1, 3, 3 + 5, "completed", "out"),
        ("carl", "calls", 2, 8, 8 + 3, "completed", "out"),
    ]


def test_a_station_may_set_the_priority_of_who_waits_for_it():
    world = play(
        """
        pools: {desks: {places: 1}}
        stations:
          calls: {pool: desks, stay: {distribution: fixed, days: 3}, next: {out: 1}}
          letters:
            pool: desks
            stay: {distribution: fixed, days: 5}
            waiting: {priority: 0}
            next: {out: 1}
        """,
        Comes("anna", "calls", 0),
        Comes("ben", "calls", 1),
        Comes("carl", "letters", 2),
    )

    assert world.log == [
        ("anna", "calls", 0, 0, 3, "completed", "out"),
        ("ben", "calls", 1, 8, 8 + 3, "completed", "out"),
        ("carl", "letters", 2, 3, 3 + 5, "completed", "out"),
    ]
    assert world.of("carl", "letters", "priority") == [0]


def test_each_gemeente_has_places_of_its_own():
    world = play(
        """
        pools: {team: {scope: gemeente, places: {town: 1, default: 1}}}
        stations:
          desk: {pool: team, stay: {distribution: fixed, days: 3}, next: {out: 1}}
        """,
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 1, gemeente="village"),
        gemeenten=("town", "village"),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 3, "completed", "out"),
        ("ben", "desk", 1, 3, 6, "completed", "out"),
        ("carl", "desk", 1, 1, 1 + 3, "completed", "out"),
    ]


def test_who_waits_too_long_drops_out():
    world = play(
        one_desk(100, "{drops_out_per_week: 7}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
    )
    patience = world.patience("ben", "desk", Purpose.DROP_OUT, per_day=1)

    assert world.log == [
        ("anna", "desk", 0, 0, 100, "completed", "out"),
        ("ben", "desk", 1, None, 1 + patience, "dropped_out", "out"),
    ]


def test_a_higher_hazard_acts_at_once_on_those_who_wait():
    world = play(
        one_desk(100, f"{{drops_out_per_week: {{path: {{{date(0)}: 0, {date(10)}: 7}}}}}}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
    )
    patience = world.patience("ben", "desk", Purpose.DROP_OUT, per_day=1)

    assert world.log == [
        ("anna", "desk", 0, 0, 100, "completed", "out"),
        ("ben", "desk", 1, None, 10 + patience, "dropped_out", "out"),
    ]


def test_hazard_adds_up_over_the_calendar():
    slow, fast = 0.01, 10  # a day
    path = f"{{path: {{{date(0)}: {7 * slow}, {date(5)}: {7 * fast}}}}}"
    world = play(
        one_desk(100, f"{{drops_out_per_week: {path}}}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
    )
    draw = world.patience("ben", "desk", Purpose.DROP_OUT, per_day=1)
    left = 5 + (draw - (5 - 1) * slow) / fast

    assert draw > (5 - 1) * slow, "choose another name: ben must still wait on day 5"
    assert world.log[1][:4] == ("ben", "desk", 1, None)
    assert world.log[1][4] == pytest.approx(left, abs=1e-5)


def test_who_is_ordered_by_a_court_does_not_drop_out():
    world = play(
        one_desk(100, "{drops_out_per_week: 7}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1, legal_frame="ordered"),
        Comes("carl", "desk", 2, legal_frame="closed"),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 100, "completed", "out"),
        ("ben", "desk", 1, 100, 200, "completed", "out"),
        ("carl", "desk", 2, 200, 300, "completed", "out"),
    ]


def test_a_limit_refuses_who_would_be_one_too_many():
    world = play(
        one_desk(10, "{limit: 1}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 2),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "desk", 1, 10, 20, "completed", "out"),
        ("carl", "desk", 2, None, 2, "refused", "out"),
    ]


def test_a_limit_counts_after_the_list_is_served():
    world = play(
        one_desk(10, "{limit: 1}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 10),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "desk", 1, 10, 20, "completed", "out"),
        ("carl", "desk", 10, 20, 30, "completed", "out"),
    ]


def test_limit_zero_lets_in_who_finds_a_place_free():
    world = play(one_desk(10, "{limit: 0}"), Comes("anna", "desk", 0), Comes("ben", "desk", 10))

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "desk", 10, 10, 20, "completed", "out"),
    ]


def test_when_full_is_tried_once():
    world = play(
        """
        stations:
          first:
            places: 1
            stay: {distribution: fixed, days: 10}
            waiting: {limit: 0, when_full: second}
            next: {out: 1}
          second:
            places: 1
            stay: {distribution: fixed, days: 20}
            waiting: {limit: 0, when_full: third}
            next: {out: 1}
          third: {stay: {distribution: fixed, days: 30}, next: {out: 1}}
        """,
        Comes("anna", "first", 0),
        Comes("ben", "first", 1),
        Comes("carl", "first", 2),
        Comes("dora", "second", 3),
    )

    assert world.log == [
        ("anna", "first", 0, 0, 10, "completed", "out"),
        ("ben", "first", 1, None, 1, "refused", "second"),
        ("ben", "second", 1, 1, 1 + 20, "completed", "out"),
        ("carl", "first", 2, None, 2, "refused", "second"),
        ("carl", "second", 2, None, 2, "refused", "out"),
        ("dora", "second", 3, None, 3, "refused", "third"),
        ("dora", "third", 3, 3, 3 + 30, "completed", "out"),
    ]


def test_who_is_ordered_meets_no_limit():
    world = play(
        one_desk(10, "{limit: 0}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1, legal_frame="ordered"),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "desk", 1, 10, 20, "completed", "out"),
    ]


def test_who_waits_stays_when_the_limit_falls():
    world = play(
        one_desk(10, f"{{limit: {{path: {{{date(0)}: 5, {date(3)}: 0}}}}}}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 4),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "desk", 1, 10, 20, "completed", "out"),
        ("carl", "desk", 4, None, 4, "refused", "out"),
    ]


def test_an_intake_stop_refuses_only_in_its_window():
    world = play(
        one_desk(
            6,
            "{drops_out_per_week: 0}",
            more=f"""
    interventions:
      - {{id: stop, kind: waiting, station: desk, limit: 0,
         from: {date(10)}, until: {date(20)}}}
    """,
        ),
        Comes("anna", "desk", 8),
        Comes("ben", "desk", 9),
        Comes("carl", "desk", 10),
        Comes("dora", "desk", 19),
        Comes("eve", "desk", 20),
        Comes("finn", "desk", 21),
    )

    assert world.log == [
        ("anna", "desk", 8, 8, 14, "completed", "out"),
        ("ben", "desk", 9, 14, 20, "completed", "out"),
        ("carl", "desk", 10, None, 10, "refused", "out"),
        ("dora", "desk", 19, None, 19, "refused", "out"),
        ("eve", "desk", 20, 20, 26, "completed", "out"),
        ("finn", "desk", 21, 26, 32, "completed", "out"),
    ]


def test_who_is_most_urgent_starts_above_capacity():
    world = play(
        one_desk(10, "{over_capacity: true}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1, priority=0),
        Comes("carl", "desk", 2),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "desk", 1, 1, 11, "completed", "out"),
        ("carl", "desk", 2, 11, 21, "completed", "out"),
    ]


def test_who_is_most_urgent_starts_where_there_are_no_places():
    world = play(
        """
        stations:
          crisis:
            places: 0
            stay: {distribution: fixed, days: 10}
            waiting: {over_capacity: true}
            next: {out: 1}
        """,
        Comes("anna", "crisis", 0, priority=0),
        Comes("ben", "crisis", 1),
    )

    assert world.log == [
        ("anna", "crisis", 0, 0, 10, "completed", "out"),
        ("ben", "crisis", 1, None, None, "waiting", None),
    ]


@pytest.mark.parametrize(
    ("waited_weeks", "factor"), [(0, 1), (1, 1 + 0.5), (2, 1 + 2 * 0.5), (6, 2)]
)
def test_waiting_lengthens_the_stay_at_most_twice(waited_weeks, factor):
    world = play(
        f"""
        stations:
          desk:
            places: {{path: {{{date(0)}: 0, {date(100)}: 1}}}}
            stay: {{distribution: fixed, days: 10}}
            waiting: {{longer_stay_per_week: 0.5}}
            next: {{out: 1}}
        """,
        Comes("anna", "desk", 100 - 7 * waited_weeks),
    )

    assert world.log == [
        ("anna", "desk", 100 - 7 * waited_weeks, 100, 100 + 10 * factor, "completed", "out")
    ]
