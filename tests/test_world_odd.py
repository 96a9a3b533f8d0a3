"""Small worlds that random networks led to: rules that meet in ways that no file should need."""

from __future__ import annotations

from sim.measuring.conservation import check

from .worlds import Comes, World, date, play


def assert_everybody_is_somewhere(world: World) -> None:
    """The record of visits holds every step (rule 25)."""
    assert check(world.network, world.visits, world.observed) == []


# ------------------------------------------------------------------ waits that are behind him


def test_who_was_diverted_for_his_wait_does_not_go_back_for_that_wait():
    # Rule 15: without this he would be sent to and fro at every tick.
    world = play(
        f"""
        stations:
          desk: {{places: 0, stay: {{distribution: fixed, days: 4}}}}
          home: {{places: {{path: {{{date(0)}: 0, {date(20)}: 1}}}},
                 stay: {{distribution: fixed, days: 4}}}}
        interventions:
          - {{id: a, kind: divert, from: desk, to: home, share: {{{date(0)}: 1}},
             applies_to: [waiting], when: {{wait_over_weeks: 1}}}}
          - {{id: b, kind: divert, from: home, to: desk, share: {{{date(0)}: 1}},
             applies_to: [waiting], when: {{wait_over_weeks: 1}}}}
        """,
        Comes("anna", "desk", 1),
    )

    assert world.log == [
        ("anna", "desk", 1, None, 1 + 7, "diverted", "home"),
        ("anna", "home", 1 + 7, 20, 20 + 4, "completed", "out"),
    ]
    assert world.of("anna", "home", "rank_time") == [1]


def test_a_longer_wait_still_lies_before_who_was_diverted():
    world = play(
        f"""
        stations:
          desk: {{places: 0, stay: {{distribution: fixed, days: 4}}}}
          home: {{places: 0, stay: {{distribution: fixed, days: 4}}}}
        interventions:
          - {{id: a, kind: divert, from: desk, to: home, share: {{{date(0)}: 1}},
             applies_to: [waiting], when: {{wait_over_weeks: 1}}}}
          - {{id: b, kind: divert, from: home, to: desk, share: {{{date(0)}: 1}},
             applies_to: [waiting], when: {{wait_over_weeks: 3}}}}
        """,
        Comes("anna", "desk", 1),
    )

    assert world.log == [
        ("anna", "desk", 1, None, 1 + 7, "diverted", "home"),
        ("anna", "home", 1 + 7, None, 1 + 21, "diverted", "desk"),
        ("anna", "desk", 1 + 21, None, None, "waiting", None),
    ]


def test_who_was_refused_where_his_wait_sent_him_stays_where_he_came_from():
    world = play(
        f"""
        stations:
          desk: {{places: 0, stay: {{distribution: fixed, days: 4}}}}
          home: {{places: 0, stay: {{distribution: fixed, days: 4}},
                 waiting: {{limit: 0, when_full: desk}}}}
        interventions:
          - {{id: a, kind: divert, from: desk, to: home, share: {{{date(0)}: 1}},
             applies_to: [waiting], when: {{wait_over_weeks: 1}}}}
        """,
        Comes("anna", "desk", 1),
    )

    assert world.log == [
        ("anna", "desk", 1, None, 1 + 7, "diverted", "home"),
        ("anna", "home", 1 + 7, None, 1 + 7, "refused", "desk"),
        ("anna", "desk", 1 + 7, None, None, "waiting", None),
    ]


# ------------------------------------------------------------------ rows with nothing left


def test_who_did_not_escalate_goes_out_where_nothing_but_back_is_left():
    world = play(
        f"""
        stations:
          desk: {{stay: {{distribution: fixed, days: 10}},
                 next: {{out: {{{date(0)}: 0.5, {date(5)}: 0}}, rest: back}}}}
        """,
        Comes("anna", "desk", 0),
    )

    assert world.log == [("anna", "desk", 0, 0, 10, "completed", "out")]


def test_a_gate_whose_only_way_is_given_less_lets_the_others_out():
    world = play(
        f"""
        stations:
          door: {{next: {{home: 1}}}}
          home: {{stay: {{distribution: fixed, days: 4}}}}
        interventions:
          - {{id: a, kind: next, station: door, to: home, share: {{{date(5)}: 0}}}}
        """,
        Comes("anna", "door", 6),
    )

    assert world.log == [("anna", "door", 6, 6, 6, "completed", "out")]


# ------------------------------------------------------------------ steps of one instant


def test_who_keeps_a_place_and_is_refused_is_not_lost():
    # His visit to the ward names `home`, where he got a place, though the desk refused him first.
    world = play(
        """
        stations:
          ward: {places: 1, stay: {distribution: fixed, days: 3}, next: {desk: 1},
                 holds_place: true}
          desk: {places: 0, stay: {distribution: fixed, days: 3},
                 waiting: {limit: 0, when_full: home}}
          home: {stay: {distribution: fixed, days: 4}}
        """,
        Comes("anna", "ward", 0),
    )

    assert world.log == [
        ("anna", "ward", 0, 0, 3, "completed", "home"),
        ("anna", "desk", 3, None, 3, "refused", "home"),
        ("anna", "home", 3, 3, 7, "completed", "out"),
    ]
    assert_everybody_is_somewhere(world)


def test_who_is_relocated_while_blocked_and_served_at_that_instant_is_not_lost():
    # On day 5 his place at the ward closes and one at the home opens; he is then blocked at the
    # shelter for no time at all.
    world = play(
        f"""
        stations:
          ward: {{places: {{path: {{{date(0)}: 1, {date(5)}: 0}}}}, closing: relocate,
                 relocate_to: shelter, stay: {{distribution: fixed, days: 3}}, next: {{home: 1}},
                 holds_place: true}}
          shelter: {{stay: {{distribution: fixed, days: 9}}}}
          home: {{places: {{path: {{{date(0)}: 0, {date(5)}: 1}}}},
                 stay: {{distribution: fixed, days: 4}}}}
        interventions:
          - {{id: a, kind: divert, from: ward, to: home, share: {{{date(5)}: 1}},
             applies_to: [new, waiting]}}
        """,
        Comes("anna", "ward", 0),
    )

    assert sorted(world.log) == [
        ("anna", "home", 3, 5, 5 + 4, "completed", "out"),
        ("anna", "shelter", 5, 5, 5, "completed", "home"),
        ("anna", "ward", 0, 0, 5, "relocated", "shelter"),
    ]
    assert world.of("anna", "ward", "blocked") == [5 - 3]
    assert_everybody_is_somewhere(world)


def test_who_is_relocated_and_diverted_at_one_instant_is_not_lost():
    # Blocked at the ward since day 3; on day 5 the ward closes and the list of the home moves.
    world = play(
        f"""
        stations:
          ward: {{places: {{path: {{{date(0)}: 1, {date(5)}: 0}}}}, closing: relocate,
                 relocate_to: shelter, stay: {{distribution: fixed, days: 3}}, next: {{home: 1}},
                 holds_place: true}}
          shelter: {{stay: {{distribution: fixed, days: 9}}}}
          home: {{places: 0, stay: {{distribution: fixed, days: 4}}}}
          desk: {{places: 0, stay: {{distribution: fixed, days: 4}}}}
        interventions:
          - {{id: a, kind: divert, from: home, to: desk, share: {{{date(5)}: 1}},
             applies_to: [waiting]}}
          - {{id: b, kind: divert, from: ward, to: desk, share: {{{date(5)}: 1}},
             applies_to: [new, waiting]}}
        """,
        Comes("anna", "ward", 0),
    )

    assert sorted(row[:6] for row in world.log) == [
        ("anna", "desk", 5, None, None, "waiting"),
        ("anna", "home", 3, None, 5, "diverted"),
        ("anna", "shelter", 5, 5, None, "in_care"),
        ("anna", "ward", 0, 0, 5, "relocated"),
    ]
    assert_everybody_is_somewhere(world)


def test_who_is_relocated_to_where_his_list_goes_at_that_instant_is_not_lost():
    # Blocked at the ward since day 3; on day 5 the ward closes and the list of the home moves, both
    # to the shelter: first he joins it from the list, then his place at the ward is one there.
    world = play(
        f"""
        stations:
          ward: {{places: {{path: {{{date(0)}: 1, {date(5)}: 0}}}}, closing: relocate,
                 relocate_to: shelter, stay: {{distribution: fixed, days: 3}}, next: {{home: 1}},
                 holds_place: true}}
          shelter: {{next: {{out: 1}}}}
          home: {{places: 0, stay: {{distribution: fixed, days: 4}}}}
        interventions:
          - {{id: a, kind: divert, from: home, to: shelter, share: {{{date(5)}: 1}},
             applies_to: [waiting]}}
          - {{id: b, kind: divert, from: ward, to: home, share: {{{date(5)}: 1}},
             applies_to: [new, waiting]}}
        """,
        Comes("anna", "ward", 0),
    )

    assert world.log == [
        ("anna", "ward", 0, 0, 5, "relocated", "shelter"),
        ("anna", "home", 3, None, 5, "diverted", "shelter"),
        ("anna", "shelter", 5, 5, 5, "completed", "out"),
        ("anna", "shelter", 5, 5, 5, "completed", "shelter"),
    ]
    assert_everybody_is_somewhere(world)
