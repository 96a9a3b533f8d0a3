"""Rules 2 and 20-22 in small worlds: places that come and go, and in which order they are given."""

from __future__ import annotations

import pytest

from .worlds import Comes, date, play


def one_desk(places: str, days: float = 10) -> str:
    return f"""
    stations:
      desk:
        places: {places}
        stay: {{distribution: fixed, days: {days}}}
        next: {{out: 1}}
    """


def test_a_new_place_is_given_out_on_its_day():
    world = play(
        one_desk(f"{{path: {{{date(0)}: 1, {date(5)}: 2}}}}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "desk", 1, 5, 5 + 10, "completed", "out"),
    ]


def test_a_ramp_is_daily_steps():
    world = play(
        one_desk(f"{{path: {{{date(10)}: 0, {date(14)}: 4}}, shape: ramp}}", days=100),
        *[Comes(name, "desk", 1) for name in ("anna", "ben", "carl", "dora", "eve")],
        days=100,
    )

    assert [(row[0], row[3]) for row in world.log] == [
        ("anna", 11),
        ("ben", 12),
        ("carl", 13),
        ("dora", 14),
        ("eve", None),
    ]


def test_places_close_on_vacancy():
    world = play(
        one_desk(f"{{path: {{{date(0)}: 2, {date(5)}: 1}}}}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 2),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 10, "completed", "out"),
        ("ben", "desk", 1, 1, 11, "completed", "out"),
        ("carl", "desk", 2, 11, 21, "completed", "out"),
    ]


def test_the_calendar_turns_before_anyone_leaves():
    world = play(
        one_desk(f"{{path: {{{date(0)}: 2, {date(10)}: 1}}}}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 2),
    )

    assert world.log[2] == ("carl", "desk", 2, 11, 21, "completed", "out")


@pytest.mark.parametrize(
    ("fte", "clients_per_fte", "efficiency", "places"),
    [(1.5, 2, 1.0, 3), (1.5, 2, 0.7, 2), (0.3, 10, 1.0, 3), (1.1, 10, 0.3, 3), (0.9, 1, 1.0, 0)],
)
def test_places_from_staff_are_rounded_down(fte, clients_per_fte, efficiency, places):
    # 1.5 x 2 x 0.7 = 2.1; 0.3 x 10 and 1.1 x 10 x 0.3 are not whole in binary: 1e-9 mends that.
    names = ("anna", "ben", "carl", "dora", "eve")
    world = play(
        f"""
        pools:
          team:
            staff: {{fte: {fte}, clients_per_fte: {clients_per_fte}}}
            efficiency: {efficiency}
        stations:
          desk: {{pool: team, stay: {{distribution: fixed, days: 10}}, next: {{out: 1}}}}
        """,
        *[Comes(name, "desk", 0) for name in names],
        days=9,
    )

    assert [row[0] for row in world.log if row[3] == 0] == list(names[:places])


def test_new_staff_counts_after_its_training():
    world = play(
        f"""
        pools:
          team:
            staff: {{fte: {{path: {{{date(0)}: 1, {date(10)}: 2}}}}, clients_per_fte: 1}}
            productive_after_days: 5
        stations:
          desk: {{pool: team, stay: {{distribution: fixed, days: 50}}, next: {{out: 1}}}}
        """,
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 50, "completed", "out"),
        ("ben", "desk", 1, 10 + 5, 15 + 50, "completed", "out"),
    ]


def closing(order: str, *, foster_places: int = 2) -> str:
    return f"""
    stations:
      home:
        places: {{path: {{{date(0)}: 2, {date(10)}: 1}}}}
        closing: relocate
        relocate_to: foster
        relocate_order: {order}
        stay:
          short: {{distribution: fixed, days: 30}}
          default: {{distribution: fixed, days: 40}}
        next: {{out: 1}}
      foster:
        places: {foster_places}
        stay:
          short: {{distribution: fixed, days: 15}}
          default: {{distribution: fixed, days: 50}}
        next: {{after: 1}}
      after: {{next: {{out: 1}}}}
    """


def test_the_excess_goes_on_elsewhere_with_the_rest_of_the_stay():
    world = play(
        closing("planned_end_first"),
        Comes("anna", "home", 0),
        Comes("ben", "home", 1, need="short"),
        Comes("carl", "home", 2),
    )

    assert world.log == [
        ("anna", "home", 0, 0, 40, "completed", "out"),
        ("ben", "home", 1, 1, 10, "relocated", "foster"),
        ("ben", "foster", 10, 10, 1 + 30, "completed", "after"),
        ("ben", "after", 31, 31, 31, "completed", "out"),
        ("carl", "home", 2, 40, 80, "completed", "out"),
    ]


@pytest.mark.parametrize(
    ("order", "who"),
    [("planned_end_first", "ben"), ("planned_end_last", "anna"), ("latest_start_first", "ben")],
)
def test_the_order_says_who_is_relocated(order, who):
    world = play(closing(order), Comes("anna", "home", 0), Comes("ben", "home", 1, need="short"))

    assert [row[0] for row in world.log if row[5] == "relocated"] == [who]


def test_who_waits_for_a_relocation_stays_above_capacity_and_comes_first_elsewhere():
    world = play(
        closing("planned_end_first", foster_places=1),
        Comes("anna", "home", 0),
        Comes("ben", "home", 1, need="short"),
        Comes("carl", "home", 2),
        Comes("dora", "foster", 5, need="short"),
        Comes("eve", "foster", 6, priority=1),
    )

    assert world.log == [
        ("anna", "home", 0, 0, 40, "completed", "out"),
        ("ben", "home", 1, 1, 20, "relocated", "foster"),
        ("ben", "foster", 20, 20, 1 + 30, "completed", "after"),
        ("ben", "after", 31, 31, 31, "completed", "out"),
        ("carl", "home", 2, 40, 80, "completed", "out"),
        ("dora", "foster", 5, 5, 5 + 15, "completed", "after"),
        ("dora", "after", 20, 20, 20, "completed", "out"),
        ("eve", "foster", 6, 31, 31 + 50, "completed", "after"),
        ("eve", "after", 81, 81, 81, "completed", "out"),
    ]


def test_a_relocation_lapses_when_the_stay_ends_first():
    world = play(
        closing("planned_end_first", foster_places=1),
        Comes("anna", "home", 0),
        Comes("ben", "home", 1, need="short"),
        Comes("dora", "foster", 5),
        Comes("eve", "foster", 6, need="short"),
    )

    assert [row for row in world.log if row[1] != "after"] == [
        ("anna", "home", 0, 0, 40, "completed", "out"),
        ("ben", "home", 1, 1, 31, "completed", "out"),
        ("dora", "foster", 5, 5, 5 + 50, "completed", "after"),
        ("eve", "foster", 6, 55, 55 + 15, "completed", "after"),
    ]


BLOCKED_HOME = f"""
    needs: {{first: {{}}, second: {{}}, long: {{}}}}
    stations:
      home:
        places: {{path: {{{date(0)}: 2, {date(10)}: 1}}}}
        closing: relocate
        relocate_to: foster
        holds_place: true
        stay:
          first: {{distribution: fixed, days: 5}}
          second: {{distribution: fixed, days: 6}}
          long: {{distribution: fixed, days: 40}}
        next: {{away: 1}}
      foster: {{stay: {{distribution: fixed, days: 99}}, next: {{out: 1}}}}
      away: {{places: 1, stay: {{distribution: fixed, days: 30}}, next: {{out: 1}}}}
    """


def test_who_is_blocked_is_relocated_last():
    world = play(
        BLOCKED_HOME,
        Comes("anna", "home", 0, need="first"),
        Comes("ben", "home", 0, need="long"),
        Comes("dora", "away", 0, need="long"),
    )

    assert world.log == [
        ("anna", "home", 0, 0, 30, "completed", "away"),
        ("anna", "away", 5, 30, 60, "completed", "out"),
        ("ben", "home", 0, 0, 10, "relocated", "foster"),
        ("ben", "foster", 10, 10, 0 + 40, "completed", "out"),
        ("dora", "away", 0, 0, 30, "completed", "out"),
    ]


def test_who_is_blocked_may_be_relocated_and_waits_on():
    world = play(
        BLOCKED_HOME,
        Comes("anna", "home", 0, need="first"),
        Comes("ben", "home", 0, need="second"),
        Comes("dora", "away", 0, need="long"),
    )

    assert world.log == [
        ("anna", "home", 0, 0, 10, "relocated", "foster"),
        ("anna", "away", 5, 30, 60, "completed", "out"),
        ("anna", "foster", 10, 10, 30, "completed", "away"),
        ("ben", "home", 0, 0, 60, "completed", "away"),
        ("ben", "away", 6, 60, 90, "completed", "out"),
        ("dora", "away", 0, 0, 30, "completed", "out"),
    ]
    assert world.of("anna", "home", "blocked") == [10 - 5]
    assert world.of("anna", "foster", "blocked") == [30 - 10]
    assert world.of("ben", "home", "blocked") == [60 - 6]


def test_a_station_may_move_to_another_pool_with_its_list():
    world = play(
        f"""
        pools: {{old: {{places: 1}}, new: {{places: 1}}}}
        stations:
          calls: {{pool: old, stay: {{distribution: fixed, days: 30}}, next: {{out: 1}}}}
          letters: {{pool: old, stay: {{distribution: fixed, days: 5}}, next: {{out: 1}}}}
          visits: {{pool: new, stay: {{distribution: fixed, days: 12}}, next: {{out: 1}}}}
        interventions:
          - {{id: move, kind: places, station: letters, moves_to_pool: new, from: {date(10)}}}
        """,
        Comes("anna", "calls", 0),
        Comes("ben", "letters", 1),
        Comes("carl", "visits", 2),
        Comes("dora", "visits", 3),
    )

    assert world.log == [
        ("anna", "calls", 0, 0, 30, "completed", "out"),
        ("ben", "letters", 1, None, 10, "diverted", "letters"),
        ("ben", "letters", 10, 14, 14 + 5, "completed", "out"),
        ("carl", "visits", 2, 2, 2 + 12, "completed", "out"),
        ("dora", "visits", 3, 19, 19 + 12, "completed", "out"),
    ]
    assert world.of("ben", "letters", "rank_time") == [1, 1]


FIRST = """
      first:
        places: {path: {2021-01-01: 0, 2021-01-11: 1}}
        stay: {distribution: fixed, days: 5}
        together: {station: side, share: 1}
        next: {out: 1}"""
SIDE = """
      side:
        places: {path: {2021-01-01: 0, 2021-01-11: 1}}
        stay: {distribution: fixed, days: 7}
        next: {out: 1}"""


@pytest.mark.parametrize(
    ("stations", "annas_side", "bens_side"),
    [(FIRST + SIDE, (10, 10, 17), (5, 17, 24)), (SIDE + FIRST, (10, 17, 24), (5, 10, 17))],
)
def test_pools_give_out_their_places_in_order_and_who_joins_comes_before(
    stations, annas_side, bens_side
):
    # On day 10 both get a place. Once anna has started she joins the list of the second trajectory
    # with her higher priority; ben has that place before her only if that pool comes first.
    world = play(
        f"""
    stations:{stations}
    """,
        Comes("anna", "first", 0, priority=1),
        Comes("ben", "side", 5),
    )

    assert world.log == [
        ("anna", "first", 0, 10, 15, "completed", "out"),
        ("anna", "side", *annas_side, "completed", "out"),
        ("ben", "side", *bens_side, "completed", "out"),
    ]


def test_a_place_freed_while_places_are_given_out_waits_for_who_joins():
    # Day 3: dora leaves and anna, who holds her place, gets dora's. Her old place is given out only
    # after her second trajectory has joined, which goes before carl (rule 2).
    world = play(
        """
        pools: {team: {places: 2}}
        stations:
          talk:
            pool: team
            stay: {distribution: fixed, days: 3}
            holds_place: true
            next: {help: 1}
          help:
            pool: team
            stay: {distribution: fixed, days: 6}
            together: {station: side, share: 1}
            next: {out: 1}
          side: {pool: team, stay: {distribution: fixed, days: 2}, next: {out: 1}}
          desk: {pool: team, stay: {distribution: fixed, days: 3}, next: {out: 1}}
        """,
        Comes("anna", "talk", 0, priority=1),
        Comes("carl", "desk", 1),
        Comes("dora", "desk", 0),
    )

    assert world.log == [
        ("anna", "talk", 0, 0, 3, "completed", "help"),
        ("anna", "help", 3, 3, 9, "completed", "out"),
        ("anna", "side", 3, 3, 5, "completed", "out"),
        ("carl", "desk", 1, 5, 8, "completed", "out"),
        ("dora", "desk", 0, 0, 3, "completed", "out"),
    ]


def test_a_place_is_given_on_through_a_chain_of_held_places_at_one_instant():
    world = play(
        """
        stations:
          third: {places: 1, stay: {distribution: fixed, days: 20}, next: {out: 1}}
          second:
            places: 1
            stay: {distribution: fixed, days: 2}
            holds_place: true
            next: {third: 1}
          first:
            places: 1
            stay: {distribution: fixed, days: 1}
            holds_place: true
            next: {second: 1}
        """,
        Comes("anna", "third", 0),
        Comes("ben", "second", 0),
        Comes("carl", "first", 0),
        Comes("dora", "first", 5),
    )

    assert world.log == [
        ("anna", "third", 0, 0, 20, "completed", "out"),
        ("ben", "second", 0, 0, 20, "completed", "third"),
        ("ben", "third", 2, 20, 40, "completed", "out"),
        ("carl", "first", 0, 0, 20, "completed", "second"),
        ("carl", "second", 1, 20, 40, "completed", "third"),
        ("carl", "third", 22, 40, 60, "completed", "out"),
        ("dora", "first", 5, 20, 40, "completed", "second"),
        ("dora", "second", 21, 40, 60, "completed", "third"),
        ("dora", "third", 42, 60, 80, "completed", "out"),
    ]


def test_a_place_for_who_is_relocated_elsewhere_by_then_goes_to_the_next():
    text = f"""
    pools:
      old: {{places: {{2021-01-01: 1, {date(10)}: 0}}, closing: relocate, relocate_to: ward}}
      first: {{places: 1}}
      second: {{places: 5}}
    stations:
      home: {{pool: old, stay: {{distribution: fixed, days: 100}}, next: {{out: 1}}}}
      ward: {{pool: first, stay: {{distribution: fixed, days: 9}}, next: {{out: 1}}}}
      other: {{pool: first, stay: {{distribution: fixed, days: 30}}, next: {{out: 1}}}}
    interventions:
      - {{id: move, kind: places, station: ward, moves_to_pool: second, from: {date(20)}}}
      - {{id: list, kind: divert, from: home, to: other, applies_to: [new, waiting],
          share: {{{date(10)}: 1}}}}
    """
    world = play(
        text, Comes("anna", "home", 0), Comes("ben", "other", 0), Comes("carl", "other", 15)
    )

    # Anna asks on day 10 for a place of the first pool, from which the ward has moved on day 20.
    assert world.log == [
        ("anna", "home", 0, 0, 30, "relocated", "ward"),
        ("anna", "ward", 30, 30, 100, "completed", "out"),
        ("ben", "other", 0, 0, 30, "completed", "out"),
        ("carl", "other", 15, 30, 60, "completed", "out"),
    ]
