"""Rule 8 in small worlds: several lists behind one form, and going from one to another."""

from __future__ import annotations

import pytest

from sim.draws import Purpose

from .worlds import Comes, World, date, play

PER_DAY = 1.0
"""How often somebody looks for another list: 7 a week."""
STAY = 100


def lists(*, number: int = 2, switch: float = 0, more: str = "", waiting: str = "{}") -> str:
    """Five places a list; the east has the first list and the west the second for its own."""
    return f"""
    pools:
      help:
        places: {5 * number}
        lists: {{number: {number}, near: {{east: {{1: 1}}, west: {{2: 1}}, north: {{3: 1}}}},
                 switch_per_week: {switch}}}
    stations:
      desk: {{pool: help, stay: {{distribution: fixed, days: {STAY}}}, next: {{out: 1}},
              waiting: {waiting}}}
{more}"""


def five(gemeente: str, day: float = 0) -> list[Comes]:
    """Who fill the list of a gemeente."""
    return [Comes(f"{gemeente} {number}", "desk", day, gemeente=gemeente) for number in range(5)]


def played(text: str, *comes: Comes, gemeenten: tuple[str, ...] = ("east", "west")) -> World:
    missing = {"east", "west", "north"} - set(gemeenten)
    for name in missing:
        text = text.replace(f", {name}: {{3: 1}}", "")
    return play(text, *comes, gemeenten=gemeenten)


def of(world: World, name: str) -> list[tuple[object, ...]]:
    """The log of one client, without the name, with the pools."""
    pools = [
        world.network.pools[world.visits.pool[row]]
        for row in range(len(world.visits))
        if world.client(row) == name
    ]
    rows = [row[2:] for row in world.log if row[0] == name]
    return [(*row, pool) for row, pool in zip(rows, pools, strict=True)]


# ------------------------------------------------------------------ each has a list of their own


def test_somebody_waits_on_their_list_while_another_has_places():
    world = played(lists(), *five("east"), Comes("ann", "desk", 1, gemeente="east"))

    assert of(world, "east 0") == [(0, 0, STAY, "completed", "out", "help#1")]
    assert of(world, "ann") == [(1, STAY, 2 * STAY, "completed", "out", "help#1")]


def test_urgent_and_ordered_care_takes_the_first_list_with_a_free_place():
    ordered = Comes("ord", "desk", 1, gemeente="east", legal_frame="ordered")
    urgent = Comes("urg", "desk", 2, gemeente="east", priority=0)
    west = Comes("wes", "desk", 3, gemeente="west", priority=0)
    world = played(lists(), *five("east"), ordered, urgent, west)

    assert of(world, "ord") == [(1, 1, 1 + STAY, "completed", "out", "help#2")]
    assert of(world, "urg") == [(2, 2, 2 + STAY, "completed", "out", "help#2")]
    assert of(world, "wes") == [(3, 3, 3 + STAY, "completed", "out", "help#2")]


def test_without_a_free_place_urgent_care_waits_on_its_own_list():
    comes = [*five("east"), *five("west"), Comes("urg", "desk", 2, gemeente="west", priority=0)]
    world = played(lists(), *comes)

    assert of(world, "urg") == [(2, STAY, 2 * STAY, "completed", "out", "help#2")]


def test_a_limit_holds_on_each_list():
    comes = [*five("east"), *five("west")]
    comes += [Comes(f"more {at}", "desk", 1 + at, gemeente="east") for at in range(2)]
    comes += [Comes("wes", "desk", 3, gemeente="west")]
    world = played(lists(waiting="{limit: 1}"), *comes)

    assert of(world, "more 0") == [(1, STAY, 2 * STAY, "completed", "out", "help#1")]
    assert of(world, "more 1") == [(2, None, 2, "refused", "out", "help#1")]
    assert of(world, "wes") == [(3, STAY, 2 * STAY, "completed", "out", "help#2")]


# ------------------------------------------------------------------ to another list


def test_a_free_place_on_another_list_is_taken():
    world = played(lists(switch=7), *five("east"), Comes("ann", "desk", 0.5, gemeente="east"))

    looks = 0.5 + world.patience("ann", "desk", Purpose.SWITCH, PER_DAY)
    assert looks < STAY
    assert of(world, "ann") == [
        (0.5, None, looks, "switched", "desk", "help#1"),
        (looks, looks, looks + STAY, "completed", "out", "help#2"),
    ]
    assert world.of("ann", "desk", "rank_time") == [0.5, 0.5]
    assert world.of("ann", "desk", "nth") == [1, 1]


def test_of_two_free_lists_the_lowest_number():
    comes = [*five("west"), Comes("wes", "desk", 1, gemeente="west")]
    world = played(lists(number=3, switch=7), *comes, gemeenten=("east", "north", "west"))

    assert of(world, "wes")[1][-1] == "help#1"


def test_the_fewest_waiting_per_place_and_of_two_the_lowest_number():
    # All three are full; one waits on each of the lists 1 and 3. On list 2 wes 7 has two before
    # them, wes 6 has one: as many as wait elsewhere.
    comes = [*five("east"), *five("north"), *five("west")]
    comes += [Comes(f"{name} 5", "desk", 1, gemeente=name) for name in ("east", "north")]
    comes += [Comes(f"wes {at}", "desk", 1 + at / 8, gemeente="west") for at in (5, 6, 7)]
    world = played(lists(number=3, switch=7), *comes, gemeenten=("east", "north", "west"))

    looks = 1 + 7 / 8 + world.patience("wes 7", "desk", Purpose.SWITCH, PER_DAY)
    assert looks < STAY
    assert of(world, "wes 7")[0] == (1 + 7 / 8, None, looks, "switched", "desk", "help#2")
    assert of(world, "wes 7")[1][-1] == "help#1"
    assert len(of(world, "wes 6")) == 1


def test_with_as_many_there_as_stand_before_them_they_stay():
    comes = [*five("east"), *five("west"), Comes("b", "desk", 1, gemeente="west")]
    comes += [Comes("a1", "desk", 1, gemeente="east"), Comes("a2", "desk", 2, gemeente="east")]
    world = played(lists(switch=7), *comes)

    assert [len(of(world, name)) for name in ("a1", "a2", "b")] == [1, 1, 1]


def test_what_somebody_waited_counts_from_the_first_list():
    comes = [*five("east"), *five("west"), Comes("first", "desk", 1, gemeente="east")]
    comes += [Comes("ann", "desk", 2, gemeente="east"), Comes("late", "desk", 60, gemeente="west")]
    world = played(lists(switch=0.7, waiting="{longer_stay_per_week: 0.01}"), *comes)

    looks = 2 + world.patience("ann", "desk", Purpose.SWITCH, PER_DAY / 10)
    assert looks < 60
    # Both start on day 100, when the places of list 2 come free; the stay is longer by the wait.
    ann, late = of(world, "ann"), of(world, "late")
    assert ann[0] == (2, None, looks, "switched", "desk", "help#1")
    assert (ann[1][0], ann[1][1], late[0][1]) == (looks, STAY, STAY)
    assert ann[1][2] - STAY == pytest.approx(STAY * (1 + 0.01 * (STAY - 2) / 7), abs=1e-6)
    assert late[0][2] - STAY == pytest.approx(STAY * (1 + 0.01 * (STAY - 60) / 7), abs=1e-6)


def test_a_list_is_ordered_by_when_they_came_on_it():
    # On list 2 bob stood before ann came, though ann has waited longer: the place that comes on
    # day 80 is for bob.
    comes = [*five("east"), *five("west"), Comes("first", "desk", 1, gemeente="east")]
    comes += [Comes("then", "desk", 1.5, gemeente="east"), Comes("ann", "desk", 2, gemeente="east")]
    comes += [Comes("bob", "desk", 3, gemeente="west")]
    more = f"""
    interventions:
      - {{id: more, kind: places, pool: help, number: {{{date(80)}: 12}}}}
"""
    world = played(lists(switch=0.35, more=more), *comes)

    ann, then = (
        world.patience(name, "desk", Purpose.SWITCH, PER_DAY / 20) for name in ("ann", "then")
    )
    assert 3 < 2 + ann < 80
    assert 1.5 + then > 3  # by then bob waits there, as many as stand before them
    assert of(world, "ann")[0] == (2, None, 2 + ann, "switched", "desk", "help#1")
    assert of(world, "ann")[1][:2] == (2 + ann, STAY)
    assert of(world, "bob")[0][:2] == (3, 80)


def test_the_clock_of_dropping_out_runs_on():
    comes = [*five("east"), *five("west")]
    comes += [Comes("first", "desk", 1, gemeente="east"), Comes("ann", "desk", 2, gemeente="east")]
    world = played(lists(switch=7, waiting="{drops_out_per_week: 0.2}"), *comes)

    looks = 2 + world.patience("ann", "desk", Purpose.SWITCH, PER_DAY)
    gives_up = 2 + world.patience("ann", "desk", Purpose.DROP_OUT, 0.2 / 7)
    assert looks < gives_up < STAY
    assert of(world, "ann")[:2] == [
        (2, None, looks, "switched", "desk", "help#1"),
        (looks, None, gives_up, "dropped_out", "out", "help#2"),
    ]


def test_a_place_that_they_asked_for_as_theirs_closes_stands_before_their_own_visit():
    # On day 5 ann's place closes, and a place at the desk is asked for her; in the same instant her
    # stay ends, and she waits for the desk as urgent. On her list both stand with equal priority,
    # time and identity; nobody waits on the other: fewer than the one who stands before her.
    home = """
      home:
        places: {2021-01-01: 1, 2021-01-06: 0}
        closing: relocate
        relocate_to: desk
        stay: {distribution: fixed, days: 5}
        holds_place: true
        next: {desk: 1}
    interventions:
      - {id: list, kind: divert, from: home, to: desk, applies_to: [new, waiting],
         share: {2021-01-06: 1}}
"""
    ann = Comes("ann", "home", 0, gemeente="east", priority=0)
    world = played(lists(switch=7, more=home), *five("east"), *five("west"), ann)

    looks = 5 + world.patience("ann", "desk", Purpose.SWITCH, PER_DAY)
    assert looks < STAY
    assert (5, None, looks, "switched", "desk", "help#1") in of(world, "ann")
