"""Rules 17 and 18 in small worlds: second trajectories beside the first, and coming back."""

from __future__ import annotations

from dataclasses import replace

from sim.clients.state import State

from .worlds import Comes, World, play, replayed_by_both


def beside(
    *, side_days: float = 4, side_places: object = "unlimited", share: float = 1, more: str = ""
) -> str:
    return f"""
    needs:
      any: {{}}
      goes-on: {{}}
      heavy: {{}}
    stations:
      first:
        places: 1
        stay: {{distribution: fixed, days: 10}}
        together: {{station: side, share: {share}{more}}}
        next: {{default: {{out: 1}}, goes-on: {{later: 1}}}}
      later:
        stay: {{distribution: fixed, days: 10}}
        together: {{station: side, share: {share}}}
        next: {{out: 1}}
      side:
        places: {side_places}
        stay: {{distribution: fixed, days: {side_days}}}
        at_18: {{goes_to: wlz}}
        next: {{out: 1}}
    """


def test_a_second_trajectory_joins_when_the_first_starts():
    world = play(beside(), Comes("anna", "first", 0), Comes("ben", "first", 1))

    assert world.log == [
        ("anna", "first", 0, 0, 10, "completed", "out"),
        ("anna", "side", 0, 0, 0 + 4, "completed", "out"),
        ("ben", "first", 1, 10, 20, "completed", "out"),
        ("ben", "side", 10, 10, 10 + 4, "completed", "out"),
    ]


def test_the_second_stands_beside_the_first():
    world = play(beside(), Comes("anna", "first", 0))
    (first,) = world.of("anna", "first", "visit")

    assert world.of("anna", "side", "with_visit") == [first]
    assert world.of("anna", "first", "with_visit") == [-1]


def test_the_end_of_the_first_does_not_end_the_second():
    world = play(beside(side_days=30), Comes("anna", "first", 0))

    assert world.log == [
        ("anna", "first", 0, 0, 10, "completed", "out"),
        ("anna", "side", 0, 0, 0 + 30, "completed", "out"),
    ]


def test_the_end_of_the_first_does_not_take_the_second_off_its_list():
    world = play(
        beside(side_days=25, side_places=1), Comes("anna", "first", 1), Comes("dora", "side", 0)
    )

    assert world.log == [
        ("anna", "first", 1, 1, 1 + 10, "completed", "out"),
        ("anna", "side", 1, 25, 25 + 25, "completed", "out"),
        ("dora", "side", 0, 0, 25, "completed", "out"),
    ]


def test_a_second_does_not_join_while_one_of_that_station_runs():
    world = play(beside(side_days=15), Comes("anna", "first", 0, need="goes-on"))

    assert world.log == [
        ("anna", "first", 0, 0, 10, "completed", "later"),
        ("anna", "side", 0, 0, 15, "completed", "out"),
        ("anna", "later", 10, 10, 20, "completed", "out"),
    ]


def test_a_second_joins_again_once_the_other_has_ended():
    world = play(beside(side_days=4), Comes("anna", "first", 0, need="goes-on"))

    assert world.log == [
        ("anna", "first", 0, 0, 10, "completed", "later"),
        ("anna", "side", 0, 0, 4, "completed", "out"),
        ("anna", "later", 10, 10, 20, "completed", "out"),
        ("anna", "side", 10, 10, 14, "completed", "out"),
    ]


def test_a_second_is_for_the_needs_it_names():
    world = play(
        beside(more=", needs: [heavy]"),
        Comes("anna", "first", 0),
        Comes("ben", "first", 0, need="heavy"),
    )

    assert [row[:2] for row in world.log] == [
        ("anna", "first"),
        ("ben", "first"),
        ("ben", "side"),
    ]


def test_a_share_of_nothing_gives_nobody_a_second():
    world = play(beside(share=0), Comes("anna", "first", 0))

    assert [row[:2] for row in world.log] == [("anna", "first")]


def test_a_second_ends_at_18():
    world = play(beside(side_days=30), Comes("anna", "first", 0, eighteen=20))

    assert world.log == [
        ("anna", "first", 0, 0, 10, "completed", "out"),
        ("anna", "side", 0, 0, 20, "turned_18", "wlz"),
    ]


def test_a_second_has_no_routes_and_starts_no_second():
    world = play(
        """
        stations:
          first:
            stay: {distribution: fixed, days: 3}
            together: {station: side, share: 1}
            next: {out: 1}
          side:
            stay: {distribution: fixed, days: 2}
            together: {station: deeper, share: 1}
            next: {deeper: 1}
          deeper: {stay: {distribution: fixed, days: 1}, next: {out: 1}}
        """,
        Comes("anna", "first", 0),
    )

    assert world.log == [
        ("anna", "first", 0, 0, 3, "completed", "out"),
        ("anna", "side", 0, 0, 2, "completed", "out"),
    ]


RETURNS = """
    stations:
      gate: {{stay: {{distribution: fixed, days: 1}}, next: {{desk: 1}}}}
      desk:
        stay: {{distribution: fixed, days: 3}}
        {together}
        next: {{{to}: 1}}
        returns: {{share: {share}, after: {{distribution: fixed, days: 100}}}}
      side: {{stay: {{distribution: fixed, days: 30}}, next: {{out: 1}}}}
    """


def returning(*, to: str = "out", share: float = 1, together: str = "") -> str:
    return RETURNS.format(to=to, share=share, together=together)


def test_who_returns_enters_where_he_first_entered():
    world = play(returning(), Comes("anna", "gate", 0), days=150)

    assert world.log == [
        ("anna", "gate", 0, 0, 1, "completed", "desk"),
        ("anna", "desk", 1, 1, 4, "completed", "out"),
        ("anna", "gate", 4 + 100, 104, 105, "completed", "desk"),
        ("anna", "desk", 105, 105, 108, "completed", "out"),
    ]


def test_who_ended_early_may_return():
    world = play(returning(to="early"), Comes("anna", "desk", 0), days=150)

    assert world.log == [
        ("anna", "desk", 0, 0, 3, "completed", "early"),
        ("anna", "desk", 3 + 100, 103, 106, "completed", "early"),
    ]


def test_who_moved_away_does_not_return():
    world = play(returning(to="moved"), Comes("anna", "desk", 0))

    assert world.log == [("anna", "desk", 0, 0, 3, "completed", "moved")]


def test_nobody_returns_when_the_share_is_nothing():
    world = play(returning(share=0), Comes("anna", "desk", 0))

    assert world.log == [("anna", "desk", 0, 0, 3, "completed", "out")]


def test_a_return_counts_from_the_end_of_all_help():
    world = play(
        returning(together="together: {station: side, share: 1}"),
        Comes("anna", "desk", 0),
        days=150,
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 3, "completed", "out"),
        ("anna", "side", 0, 0, 30, "completed", "out"),
        ("anna", "desk", 30 + 100, 130, 133, "completed", "out"),
        ("anna", "side", 130, 130, None, "in_care", None),
    ]


def test_nobody_returns_once_18():
    world = play(returning(), Comes("anna", "desk", 0, eighteen=50), Comes("ben", "desk", 0),
                 days=150)  # fmt: skip

    assert world.log == [
        ("anna", "desk", 0, 0, 3, "completed", "out"),
        ("ben", "desk", 0, 0, 3, "completed", "out"),
        ("ben", "desk", 103, 103, 106, "completed", "out"),
    ]


def test_a_second_trajectory_in_care_goes_on_elsewhere_and_starts_none():
    text = (
        beside()
        + """
    interventions:
      - {id: d, kind: divert, from: side, to: later, share: {2021-01-04: 1}, applies_to: [running]}
      - {id: e, kind: divert, from: first, to: later, share: {2021-01-06: 1}, applies_to: [running]}
    """
    )
    world = play(text, Comes("anna", "first", 0))

    # Day 3: the second trajectory has 1 of its 4 days left. Day 5: the first has 5 of its 10 left;
    # it goes on at `later`, where a stay of one's own would have had a second trajectory of 4 days.
    assert world.log == [
        ("anna", "first", 0, 0, 5, "diverted", "later"),
        ("anna", "side", 0, 0, 3, "diverted", "later"),
        ("anna", "later", 3, 3, 3 + 1, "completed", "out"),
        ("anna", "later", 5, 5, 5 + 5, "completed", "out"),
    ]
    assert world.of("anna", "side", "with_visit") == [0]
    assert world.of("anna", "later", "with_visit") == [0, -1]


def test_protection_holds_back_no_return_and_goes_on_beside_it():
    text = """
    stations:
      help:
        stay: {distribution: fixed, days: 10}
        next: {out: 1}
        together: {station: guard, share: 1}
        returns: {share: 1, after: {distribution: fixed, days: 5}}
      guard: {stay: {distribution: fixed, days: 60}}
    """
    anna = Comes("anna", "help", 0)
    helped = play(text, anna, days=32)
    network = replace(helped.network, station_group=("care", "protection"))
    state = State.empty(network)
    guarded = World(network, helped.cohort, *replayed_by_both(network, helped.cohort, state))

    first = [
        ("anna", "help", 0, 0, 10, "completed", "out"),
        ("anna", "guard", 0, 0, None, "in_care", None),
    ]
    assert helped.log == first
    assert guarded.log == [
        *first,
        ("anna", "help", 15, 15, 25, "completed", "out"),
        ("anna", "help", 30, 30, None, "in_care", None),
    ]
