"""Rule 10 in small worlds: urgent on the list, one step higher for that visit, and back."""

from __future__ import annotations

from sim.draws import Purpose

from .worlds import Comes, date, play

A_DAY_IN = 700  # a week: within hours everyone who waits has become urgent


def hazard_on(day: int) -> str:
    """A path that makes everyone who waits on this day urgent, and nobody on others."""
    return f"{{path: {{{date(0)}: 0, {date(day)}: {A_DAY_IN}, {date(day + 1)}: 0}}}}"


def urgent_after(world, name: str, station: str) -> float:
    return world.patience(name, station, Purpose.ESCALATION, per_day=A_DAY_IN / 7)


def desk_and_crisis(*, desk: str = "", crisis: str = "") -> str:
    return f"""
    stations:
      desk:
        places: 1
        stay: {{distribution: fixed, days: 20}}
        waiting: {{escalates_per_week: {hazard_on(5)}, escalates_to: crisis{desk}}}
        next: {{out: 1}}
      crisis:
        stay: {{distribution: fixed, days: 4}}
        {crisis}
        next: {{back: 0.999999999, rest: out}}
    """


def test_who_escalates_comes_back_to_his_old_place_on_the_list():
    world = play(
        desk_and_crisis(),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 7),
    )
    urgent = 5 + urgent_after(world, "ben", "desk")

    assert world.log == [
        ("anna", "desk", 0, 0, 20, "completed", "out"),
        ("ben", "desk", 1, None, urgent, "escalated", "crisis"),
        ("ben", "crisis", urgent, urgent, urgent + 4, "completed", "desk"),
        ("ben", "desk", urgent + 4, 20, 20 + 20, "completed", "out"),
        ("carl", "desk", 7, 40, 40 + 20, "completed", "out"),
    ]
    assert world.of("ben", "desk", "rank_time") == [1, 1]
    assert world.of("ben", "crisis", "rank_time") == [urgent]
    assert world.of("ben", "crisis", "priority") == [2 - 1]
    assert world.of("ben", "desk", "priority") == [2, 2]


def test_who_comes_back_passes_the_limit():
    world = play(
        desk_and_crisis(desk=", limit: 1"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 7),
    )
    urgent = 5 + urgent_after(world, "ben", "desk")

    assert ("ben", "desk", urgent + 4, 20, 40, "completed", "out") in world.log
    assert ("carl", "desk", 7, 40, 60, "completed", "out") in world.log


def test_who_escalates_is_one_step_higher_on_the_next_list():
    world = play(
        desk_and_crisis(crisis="places: 1"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "crisis", 4),
        Comes("dora", "crisis", 4.5),
    )
    urgent = 5 + urgent_after(world, "ben", "desk")

    assert urgent < 8
    assert [row for row in world.log if row[1] == "crisis"] == [
        ("ben", "crisis", urgent, 8, 8 + 4, "completed", "desk"),
        ("carl", "crisis", 4, 4, 4 + 4, "completed", "out"),
        ("dora", "crisis", 4.5, 12, 12 + 4, "completed", "out"),
    ]


def test_the_most_urgent_cannot_become_more_urgent():
    world = play(desk_and_crisis(), Comes("anna", "desk", 0), Comes("ben", "desk", 1, priority=0))

    assert world.of("ben", "crisis", "priority") == [0]


def test_one_step_higher_than_the_station_itself_says():
    world = play(
        desk_and_crisis(crisis="waiting: {priority: 1}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "crisis", 1),
    )

    assert world.of("carl", "crisis", "priority") == [1]
    assert world.of("ben", "crisis", "priority") == [1 - 1]


def test_who_becomes_most_urgent_starts_where_there_are_no_places():
    world = play(
        desk_and_crisis(crisis="places: 0\n        waiting: {over_capacity: true}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1, priority=1),
        Comes("carl", "crisis", 1, priority=1),
    )
    urgent = 5 + urgent_after(world, "ben", "desk")

    assert [row for row in world.log if row[1] == "crisis"] == [
        ("ben", "crisis", urgent, urgent, urgent + 4, "completed", "desk"),
        ("carl", "crisis", 1, None, None, "waiting", None),
    ]


def test_back_for_who_did_not_escalate_goes_to_the_other_destinations():
    world = play(
        """
        stations:
          crisis:
            stay: {distribution: fixed, days: 4}
            next: {back: 0.6, desk: 0.4, out: 0}
          desk: {stay: {distribution: fixed, days: 1}, next: {out: 1}}
        """,
        Comes("anna", "crisis", 0),
    )

    assert world.log == [
        ("anna", "crisis", 0, 0, 4, "completed", "desk"),
        ("anna", "desk", 4, 4, 5, "completed", "out"),
    ]


def test_back_leads_to_the_latest_escalation_not_yet_gone_back_to():
    world = play(
        f"""
        stations:
          desk:
            places: 1
            stay: {{distribution: fixed, days: 60}}
            waiting: {{escalates_per_week: {hazard_on(5)}, escalates_to: crisis}}
            next: {{out: 1}}
          crisis:
            places: 1
            stay: {{distribution: fixed, days: 30}}
            waiting: {{escalates_per_week: {hazard_on(10)}, escalates_to: ward}}
            next: {{back: 0.999999999, rest: out}}
          ward:
            stay: {{distribution: fixed, days: 2}}
            next: {{back: 0.999999999, rest: out}}
        """,
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "crisis", 0),
        Comes("dora", "desk", 6.5),
    )
    first = 5 + urgent_after(world, "ben", "desk")
    second = 10 + urgent_after(world, "ben", "crisis")

    assert [row for row in world.log if row[0] == "ben"] == [
        ("ben", "desk", 1, None, first, "escalated", "crisis"),
        ("ben", "crisis", first, None, second, "escalated", "ward"),
        ("ben", "ward", second, second, second + 2, "completed", "crisis"),
        ("ben", "crisis", second + 2, 30, 30 + 30, "completed", "desk"),
        ("ben", "desk", 60, 60, 60 + 60, "completed", "out"),
    ]
    assert world.of("ben", "ward", "priority") == [2 - 1]
    assert world.of("ben", "crisis", "priority") == [2 - 1, 1]
    assert world.of("ben", "crisis", "rank_time") == [first, first]
    assert world.of("ben", "desk", "rank_time") == [1, 1]


def test_who_escalates_draws_anew_on_the_next_list():
    world = play(
        """
        stations:
          desk:
            places: 0
            waiting: {escalates_per_week: 700, escalates_to: crisis}
            stay: {distribution: fixed, days: 1}
            next: {out: 1}
          crisis:
            places: 0
            waiting: {drops_out_per_week: 7}
            stay: {distribution: fixed, days: 1}
            next: {out: 1}
        """,
        Comes("ben", "desk", 0),
    )
    urgent = world.patience("ben", "desk", Purpose.ESCALATION, per_day=100)
    patience = world.patience("ben", "crisis", Purpose.DROP_OUT, per_day=1)

    assert world.log == [
        ("ben", "desk", 0, None, urgent, "escalated", "crisis"),
        ("ben", "crisis", urgent, None, urgent + patience, "dropped_out", "out"),
    ]
