"""Rules 28 and 32 in small worlds: which waits a stop holds as they were.

The ceiling is reached on 1 February 2021 (day 31) by one client of 5,000, and the stop lasts until
1 January. On 1 May (day 120) one waits and two have left the list since the start, of whom one in
the last 91 days: too few, so those of 120 days count.
"""

from __future__ import annotations

import pytest

from sim.in_force.changes import Thing

from .test_world_ceilings import help_at, money, reached, started
from .worlds import Comes, World, play

REFERENCE = 3
SEEN = 52 * 1 * 120 / (365 * 2)
"""Weeks that are seen on 1 May where the wait is not held."""
WATCHED = f", waiting: {{reference_weeks: {REFERENCE}}}"
FOLLOWS = """
    interventions:
      - {id: follows, kind: divert, from: a, to: b, share: {by_weeks: {0: 0, 52: 0}}}"""
OTHER = "b: {stay: {distribution: fixed, days: 5}, next: {out: 1}}"


def one_form(more: str = WATCHED) -> str:
    return f"""
    {money("2021: 5000")}
    stations:
      a: {help_at(1, more=more)}
      {OTHER}{FOLLOWS}
"""


def waits_on_1_may(world: World) -> float:
    thing = Thing("stations", "a", "seen_wait")
    entries = world.observed.log(world.network).entries
    assert reached(world)[0] == (31, 1)
    return next(item.value for item in entries if item.thing == thing and item.day == 120)


def come(station: str = "a", **who: object) -> list[Comes]:
    return [Comes(f"{day:03}", station, day, **who) for day in (0, 100, 101)]  # type: ignore[arg-type]


def test_a_list_on_which_somebody_is_passed_over_keeps_its_wait():
    world = play(one_form(), *come())

    assert list(started(world).values()) == [0, 365, None]
    assert waits_on_1_may(world) == REFERENCE


@pytest.mark.parametrize("who", [{"legal_frame": "ordered"}, {"priority": 0}])
def test_a_list_to_which_only_they_come_whom_it_does_not_stop_is_seen(who: dict[str, object]):
    world = play(one_form(), *come(**who))

    assert list(started(world).values()) == [0, 100, 150]
    assert waits_on_1_may(world) == pytest.approx(SEEN)


def test_a_list_of_protection_is_seen_for_it_is_always_beside_other_help():
    text = one_form(f"{WATCHED}, group: protection")
    text = text.replace(
        OTHER,
        f"{OTHER}\n      main: {{places: 9, stay: {{distribution: fixed, days: 300}},"
        " together: [{station: a, share: 1}], next: {out: 1}}",
    )
    text = text.replace("from: a, to: b", "from: b, to: main").replace("52: 0}", "52: 0}, of: a")
    world = play(text, *come("main"))

    assert list(started(world).values()) == [0, 100, 150]
    assert waits_on_1_may(world) == pytest.approx(SEEN)


URGENT = "\n      - {id: urgent, kind: waiting, station: a, priority: {2021-02-25: 0}}"


def test_where_all_are_urgent_from_some_day_on_its_wait_is_seen():
    world = play(one_form() + URGENT, *come())

    assert list(started(world).values()) == [0, 100, 150]
    assert waits_on_1_may(world) == pytest.approx(SEEN)


def test_it_is_held_as_long_as_somebody_is_passed_over_who_came_before_that():
    came_before = Comes("050", "a", 50)
    world = play(one_form() + URGENT, *come()[:2], came_before)

    assert started(world) == {"000": 0, "050": 365, "100": 100}
    assert waits_on_1_may(world) == REFERENCE


def test_a_form_that_draws_from_other_places_by_now_is_seen():
    text = f"""
    {money("2021: 5000", ", pools: [old]")}
    pools: {{old: {{places: 3}}, new: {{places: 1}}}}
    stations:
      a: {{pool: old, stay: {{distribution: fixed, days: 50}}, cost: {{per_day: 100}}{WATCHED}}}
      c: {{pool: old, stay: {{distribution: fixed, days: 50}}}}
      {OTHER}{FOLLOWS}
      - {{id: pool, kind: places, station: a, moves_to_pool: new, from: 2021-02-20}}
"""
    world = play(text, *come())

    assert list(started(world).values()) == [0, 100, 150]
    assert waits_on_1_may(world) == pytest.approx(SEEN)
