"""Rule 16 in small worlds: who holds his place until the next one is his, and rings."""

from __future__ import annotations

from sim.draws import Purpose

from .worlds import Comes, date, play


def chain(second: str = "", *, first_days: float = 3, second_days: float = 10) -> str:
    return f"""
    stations:
      first:
        places: 1
        stay: {{distribution: fixed, days: {first_days}}}
        holds_place: true
        next: {{second: 1}}
        at_18: {{goes_to: wmo}}
      second:
        places: 1
        stay: {{distribution: fixed, days: {second_days}}}
        next: {{out: 1}}
        {second}
    """


def test_a_place_is_held_until_the_next_one_is_free():
    world = play(
        chain(), Comes("anna", "first", 0), Comes("ben", "first", 1), Comes("carl", "first", 2)
    )

    assert world.log == [
        ("anna", "first", 0, 0, 0 + 3, "completed", "second"),
        ("anna", "second", 3, 3, 3 + 10, "completed", "out"),
        ("ben", "first", 1, 3, 13, "completed", "second"),
        ("ben", "second", 3 + 3, 13, 13 + 10, "completed", "out"),
        ("carl", "first", 2, 13, 23, "completed", "second"),
        ("carl", "second", 13 + 3, 23, 23 + 10, "completed", "out"),
    ]
    assert world.of("anna", "first", "blocked") == [0]
    assert world.of("ben", "first", "blocked") == [13 - (3 + 3)]
    assert world.of("carl", "first", "blocked") == [23 - (13 + 3)]


def test_who_is_blocked_may_drop_out_of_the_list_and_then_leaves_his_place():
    world = play(
        chain("waiting: {drops_out_per_week: 7}", second_days=100),
        Comes("anna", "first", 0),
        Comes("ben", "first", 0.5),
        Comes("dora", "second", 0),
    )
    patience = world.patience("anna", "second", Purpose.DROP_OUT, per_day=1)
    left = 3 + patience

    assert [row for row in world.log if row[0] == "anna"] == [
        ("anna", "first", 0, 0, left, "completed", "out"),
        ("anna", "second", 3, None, left, "dropped_out", "out"),
    ]
    assert world.log[2][:4] == ("ben", "first", 0.5, left)
    assert world.of("anna", "first", "blocked") == [patience]


def test_who_is_blocked_does_not_escalate():
    world = play(
        chain("waiting: {escalates_per_week: 700, escalates_to: first}", second_days=20),
        Comes("anna", "first", 0),
        Comes("dora", "second", 0),
    )

    assert [row for row in world.log if row[0] == "anna"] == [
        ("anna", "first", 0, 0, 20, "completed", "second"),
        ("anna", "second", 3, 20, 20 + 20, "completed", "out"),
    ]


def test_who_is_blocked_turns_18_on_both_sides():
    world = play(
        chain(second_days=20),
        Comes("anna", "first", 0, eighteen=8),
        Comes("ben", "first", 1),
        Comes("dora", "second", 0),
    )

    assert world.log == [
        ("anna", "first", 0, 0, 8, "turned_18", "wmo"),
        ("anna", "second", 3, None, 8, "turned_18", "none"),
        ("ben", "first", 1, 8, 20, "completed", "second"),
        ("ben", "second", 8 + 3, 20, 40, "completed", "out"),
        ("dora", "second", 0, 0, 20, "completed", "out"),
    ]


def test_who_is_blocked_does_not_count_for_the_limit():
    world = play(
        chain("waiting: {limit: 1}"),
        Comes("anna", "first", 0),
        Comes("ben", "second", 0),
        Comes("carl", "second", 4),
        Comes("dora", "second", 5),
    )

    assert world.log == [
        ("anna", "first", 0, 0, 10, "completed", "second"),
        ("anna", "second", 3, 10, 20, "completed", "out"),
        ("ben", "second", 0, 0, 10, "completed", "out"),
        ("carl", "second", 4, 20, 30, "completed", "out"),
        ("dora", "second", 5, None, 5, "refused", "out"),
    ]


def test_who_is_blocked_is_diverted_with_his_rank_time_and_the_place_he_keeps():
    world = play(
        chain(second_days=50)
        + f"""
      third: {{stay: {{distribution: fixed, days: 4}}, next: {{out: 1}}}}
    interventions:
      - {{id: d, kind: divert, from: second, to: third, share: {{{date(10)}: 1}},
         applies_to: [waiting]}}
    """,
        Comes("anna", "first", 0),
        Comes("ben", "first", 1),
        Comes("dora", "second", 0),
    )

    assert world.log == [
        ("anna", "first", 0, 0, 10, "completed", "third"),
        ("anna", "second", 3, None, 10, "diverted", "third"),
        ("anna", "third", 10, 10, 14, "completed", "out"),
        ("ben", "first", 1, 10, 50, "completed", "second"),
        ("ben", "second", 10 + 3, 50, 100, "completed", "out"),
        ("dora", "second", 0, 0, 50, "completed", "out"),
    ]
    assert world.of("anna", "third", "rank_time") == [3]


def test_who_is_blocked_is_not_moved_as_one_in_care():
    world = play(
        chain(second_days=50)
        + f"""
      third: {{stay: {{distribution: fixed, days: 4}}, next: {{out: 1}}}}
    interventions:
      - {{id: d, kind: divert, from: first, to: third, share: {{{date(10)}: 1}},
         applies_to: [running]}}
    """,
        Comes("anna", "first", 0),
        Comes("dora", "second", 0),
        Comes("eve", "third", 0),
    )

    assert world.log == [
        ("anna", "first", 0, 0, 50, "completed", "second"),
        ("anna", "second", 3, 50, 100, "completed", "out"),
        ("dora", "second", 0, 0, 50, "completed", "out"),
        ("eve", "third", 0, 0, 4, "completed", "out"),
    ]


def test_who_holds_a_place_and_is_refused_gives_it_back():
    world = play(
        chain("waiting: {limit: 0}"),
        Comes("anna", "first", 0),
        Comes("ben", "first", 1),
        Comes("dora", "second", 0),
    )

    assert world.log == [
        ("anna", "first", 0, 0, 3, "completed", "second"),
        ("anna", "second", 3, None, 3, "refused", "out"),
        ("ben", "first", 1, 3, 6, "completed", "second"),
        ("ben", "second", 6, None, 6, "refused", "out"),
        ("dora", "second", 0, 0, 10, "completed", "out"),
    ]


def test_who_holds_a_place_and_is_refused_may_try_another_station():
    world = play(
        chain("waiting: {limit: 0, when_full: third}")
        + """
      third: {stay: {distribution: fixed, days: 4}, next: {out: 1}}
    """,
        Comes("anna", "first", 0),
        Comes("dora", "second", 0),
    )

    assert [row for row in world.log if row[0] == "anna"] == [
        ("anna", "first", 0, 0, 3, "completed", "third"),
        ("anna", "second", 3, None, 3, "refused", "third"),
        ("anna", "third", 3, 3, 7, "completed", "out"),
    ]


RING = """
    stations:
      left:
        places: 1
        stay: {{distribution: fixed, days: {left}}}
        holds_place: true
        next: {{to-right: {{right: 1}}, to-left: {{out: 1}}}}
      right:
        places: 1
        stay: {{distribution: fixed, days: {right}}}
        holds_place: true
        next: {{to-right: {{out: 1}}, to-left: {{left: 1}}}}
    """


def test_two_who_want_each_others_place_change():
    world = play(
        RING.format(left=5, right=8),
        Comes("anna", "left", 0, need="to-right"),
        Comes("ben", "right", 0, need="to-left"),
    )

    assert world.log == [
        ("anna", "left", 0, 0, 8, "completed", "right"),
        ("anna", "right", 5, 8, 8 + 8, "completed", "out"),
        ("ben", "right", 0, 0, 8, "completed", "left"),
        ("ben", "left", 8, 8, 8 + 5, "completed", "out"),
    ]
    assert world.of("anna", "left", "blocked") == [8 - 5]
    assert world.of("ben", "right", "blocked") == [0]


def test_a_ring_passes_those_who_wait_in_front():
    world = play(
        RING.format(left=5, right=8),
        Comes("anna", "left", 0, need="to-right"),
        Comes("ben", "right", 0, need="to-left"),
        Comes("carl", "left", 1, need="to-left"),
    )

    assert [row for row in world.log if row[1] == "left"] == [
        ("anna", "left", 0, 0, 8, "completed", "right"),
        ("ben", "left", 8, 8, 8 + 5, "completed", "out"),
        ("carl", "left", 1, 13, 13 + 5, "completed", "out"),
    ]


def test_a_ring_of_one_in_a_shared_pool():
    world = play(
        """
        pools: {team: {places: 1}}
        stations:
          talk:
            pool: team
            stay: {distribution: fixed, days: 3}
            holds_place: true
            next: {help: 1}
          help: {pool: team, stay: {distribution: fixed, days: 4}, next: {out: 1}}
        """,
        Comes("anna", "talk", 0),
        Comes("ben", "talk", 1),
    )

    assert world.log == [
        ("anna", "talk", 0, 0, 3, "completed", "help"),
        ("anna", "help", 3, 3, 3 + 4, "completed", "out"),
        ("ben", "talk", 1, 7, 7 + 3, "completed", "help"),
        ("ben", "help", 10, 10, 10 + 4, "completed", "out"),
    ]


def test_without_holding_the_place_goes_to_who_waits():
    world = play(
        """
        pools: {team: {places: 1}}
        stations:
          talk: {pool: team, stay: {distribution: fixed, days: 3}, next: {help: 1}}
          help: {pool: team, stay: {distribution: fixed, days: 4}, next: {out: 1}}
        """,
        Comes("anna", "talk", 0),
        Comes("ben", "talk", 1),
    )

    assert world.log == [
        ("anna", "talk", 0, 0, 3, "completed", "help"),
        ("anna", "help", 3, 6, 6 + 4, "completed", "out"),
        ("ben", "talk", 1, 3, 3 + 3, "completed", "help"),
        ("ben", "help", 6, 10, 10 + 4, "completed", "out"),
    ]


def test_the_shortest_ring_goes_first():
    # Blocked before day 10: dora in c (since 3) and ben in b (since 4) want a; carl in b (since 5)
    # wants c. On day 10 anna, in a, wants b: a-b (anna, ben) is shorter than a-b-c with dora, who
    # stands before ben on the list of a.
    world = play(
        """
        stations:
          a:
            places: 1
            stay: {distribution: fixed, days: 10}
            holds_place: true
            next: {from-a: {b: 1}, default: {out: 1}}
          b:
            places: 2
            stay: {distribution: fixed, days: 4}
            holds_place: true
            next: {b-to-a: {a: 1}, b-to-c: {c: 1}, default: {out: 1}}
          c:
            places: 1
            stay: {distribution: fixed, days: 3}
            holds_place: true
            next: {c-to-a: {a: 1}, default: {out: 1}}
        """,
        Comes("anna", "a", 0, need="from-a"),
        Comes("ben", "b", 0, need="b-to-a"),
        Comes("carl", "b", 1, need="b-to-c"),
        Comes("dora", "c", 0, need="c-to-a"),
    )

    assert world.log == [
        ("anna", "a", 0, 0, 10, "completed", "b"),
        ("anna", "b", 10, 10, 10 + 4, "completed", "out"),
        ("ben", "b", 0, 0, 10, "completed", "a"),
        ("ben", "a", 0 + 4, 10, 10 + 10, "completed", "out"),
        ("carl", "b", 1, 1, 20, "completed", "c"),
        ("carl", "c", 1 + 4, 20, 20 + 3, "completed", "out"),
        ("dora", "c", 0, 0, 20, "completed", "a"),
        ("dora", "a", 0 + 3, 20, 20 + 10, "completed", "out"),
    ]


def test_a_ring_of_three():
    world = play(
        """
        stations:
          a:
            places: 1
            stay: {distribution: fixed, days: 2}
            holds_place: true
            next: {from-a: {b: 1}, default: {out: 1}}
          b:
            places: 1
            stay: {distribution: fixed, days: 3}
            holds_place: true
            next: {from-b: {c: 1}, default: {out: 1}}
          c:
            places: 1
            stay: {distribution: fixed, days: 5}
            holds_place: true
            next: {from-c: {a: 1}, default: {out: 1}}
        """,
        Comes("anna", "a", 0, need="from-a"),
        Comes("ben", "b", 0, need="from-b"),
        Comes("carl", "c", 0, need="from-c"),
    )

    assert world.log == [
        ("anna", "a", 0, 0, 5, "completed", "b"),
        ("anna", "b", 2, 5, 5 + 3, "completed", "out"),
        ("ben", "b", 0, 0, 5, "completed", "c"),
        ("ben", "c", 3, 5, 5 + 5, "completed", "out"),
        ("carl", "c", 0, 0, 5, "completed", "a"),
        ("carl", "a", 5, 5, 5 + 2, "completed", "out"),
    ]


def test_a_pool_above_its_capacity_takes_no_part_in_a_ring():
    # left loses a place on day 2, so on day 8 it is above its capacity and ben may not come in.
    text = RING.format(left=5, right=8).replace(
        "places: 1", f"places: {{path: {{{date(0)}: 2, {date(2)}: 1}}}}", 1
    )
    world = play(
        text,
        Comes("adam", "left", 0, need="to-right"),
        Comes("anna", "left", 0, need="to-right"),
        Comes("ben", "right", 0, need="to-left"),
    )

    assert world.log == [
        ("adam", "left", 0, 0, None, "in_care", None),
        ("adam", "right", 5, None, None, "waiting", None),
        ("anna", "left", 0, 0, None, "in_care", None),
        ("anna", "right", 5, None, None, "waiting", None),
        ("ben", "right", 0, 0, None, "in_care", None),
        ("ben", "left", 8, None, None, "waiting", None),
    ]
