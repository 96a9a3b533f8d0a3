"""Rules 8 and 31 together: a pool of several lists whose places follow.

Two lists of the same size; the east has the first and the west the second for its own. The period
begins on 1 January 2021: 1 January 2023 is day 730, and what is decided then works on day 761.
"""

from __future__ import annotations

import pytest

from sim.draws import TICKS_PER_DAY
from sim.in_force.changes import Thing
from sim.visits import Outcome

from .worlds import Comes, World, play

FOREVER = 5000
DEMAND_ONLY = "from: 2022-06-01, weeks: 14, per_week: 0, per_change: 0, lag: 31 days"
FIRST_YEAR = [
    Comes(f"a{number}", "desk", 10 + 30 * number, gemeente=("east", "west")[number % 2])
    for number in range(10)
]
"""On days 10, 40, ... 280, from east and west in turn."""
MORE = [
    Comes(f"b{number:02}", "desk", 375 + 20 * number, gemeente=("east", "west")[number % 2])
    for number in range(13)
]
"""13 after 10, on days 375, 395, ... 615."""


def lists(
    pool: str = "places: 10", *, days: float = FOREVER, follows: str = "", more: str = ""
) -> str:
    return f"""
    pools:
      help:
        {pool}
        lists: {{number: 2, near: {{east: {{1: 1}}, west: {{2: 1}}}}, {more or "spread: 0"}}}
        follows: {{{follows or f"{DEMAND_ONLY}, most: 0.5, less: 0.5"}}}
    stations:
      desk: {{pool: help, stay: {{distribution: fixed, days: {days}}}, next: {{out: 1}}}}
    """


def played(text: str, *comes: Comes, days: int = 800) -> World:
    return play(text, *comes, gemeenten=("east", "west"), days=days)


def started(world: World) -> dict[str, float]:
    """On which day somebody started, on which list."""
    result = {}
    for row, pool in enumerate(world.visits.pool):
        day = world.day(world.visits.started[row])
        if day is not None:
            result[f"{world.client(row)} on {world.network.pools[pool]}"] = day
    return result


def logged(
    world: World, field: str, *, kind: str = "pools", name: str = "help"
) -> dict[int, float]:
    thing = Thing(kind, name, field)
    entries = world.observed.log(world.network).entries
    return {item.day: item.value for item in entries if item.thing == thing}


def test_the_growth_of_a_pool_is_divided_over_its_lists():
    world = played(lists(), *FIRST_YEAR, *MORE)

    # Both lists are full from day 280 on. 10 x 1.3 = 13 places: 7 on the first list, which is first
    # when both have half a place over, and 6 on the second.
    assert logged(world, "follows") == {761: pytest.approx(1.3)}
    later = {name: day for name, day in started(world).items() if name.startswith("b")}
    assert later == {"b00 on help#1": 761, "b02 on help#1": 761, "b01 on help#2": 761}


def test_a_fall_closes_on_vacancy_on_each_list():
    fewer = [Comes(f"b{number}", "desk", 400 + number, gemeente="east") for number in range(5)]
    world = played(lists(days=700), *FIRST_YEAR, *fewer, days=1000)

    # 5 after 10, so 5 places of 10 are left on day 761: 3 and 2. In the east places came free on
    # day 710, when there were still 5, on 770 and 830, which makes room for nobody (4, then 3 are
    # left), and on 890 and 950. In the west nobody waits.
    assert logged(world, "follows")[761] == pytest.approx(0.5)
    later = {name: day for name, day in started(world).items() if name.startswith("b")}
    assert later == {"b0 on help#1": 710, "b1 on help#1": 890, "b2 on help#1": 950}


def test_larger_lists_get_more_of_what_comes():
    more = "spread: 0.6"
    world = played(lists("places: 20", more=more), *FIRST_YEAR, *MORE)

    # The quantiles of a quarter and three quarters: exp(-+0.6 x 0.67449), so 0.4450 of 1.4988 and
    # the rest; of 20 x 1.3 = 26 places 8 and 18, of 20 6 and 14.
    assert world.network.places.capacity.size == 2
    first = [day for name, day in started(world).items() if name.endswith("#1")]
    assert [sum(day <= at for day in first) for at in (760, 761)] == [6, 8]


def test_the_wait_for_a_pool_and_its_station_is_that_of_all_its_lists():
    look = """
      other: {next: {out: 1}}
    interventions:
      - {id: look, kind: divert, from: desk, to: other, share: {by_weeks: {0: 0, 52: 0}}}
    """
    text = lists().replace("next:", "waiting: {reference_weeks: 3}, next:")
    world = played(text.rstrip() + look, *FIRST_YEAR, *MORE, days=400)

    # On day 396 those of days 375 and 395 wait, one on each list; in the 365 days before it nine
    # of the first ten left their list at once, from day 40 on.
    assert logged(world, "seen_wait")[396] == 52 * 2 / 9
    assert logged(world, "seen_wait", kind="stations", name="desk")[396] == 52 * 2 / 9


def test_who_goes_to_another_list_has_not_left_and_asks_once():
    more = "switch_per_week: 7"
    comes = [Comes(f"e{number}", "desk", 1 + number, gemeente="east") for number in range(10)]
    comes += [Comes(f"f{number:02}", "desk", 400 + number, gemeente="east") for number in range(12)]
    world = played(lists(more=more), *comes)

    # The first five have the places of the first list, five more go on to the second. On day 424
    # all of the second year wait, on both lists, and in a year nobody left but by going on.
    visits = world.visits
    moved = visits.joined[visits.outcome == Outcome.SWITCHED] / TICKS_PER_DAY
    assert [(moved < 365).sum(), (moved > 365).sum()] == [5, pytest.approx(6, abs=2)]
    assert logged(world, "seen_wait")[365] == 0
    assert logged(world, "seen_wait")[424] == logged(world, "seen_wait")[396]
    assert logged(world, "follows") == {761: pytest.approx(1.2)}


def test_one_labour_market_holds_a_pool_to_what_its_lists_have_together():
    staff = "staff: {fte: 10, clients_per_fte: 1}\n        profile: hbo"
    text = lists(staff).replace("pools:\n", "labour: {hbo: {most_per_year: 0.1}}\n    pools:\n", 1)
    world = played(text, *FIRST_YEAR, *MORE)

    # 10% more of the 10 FTE of both lists: 11 places, 6 on the first list and 5 on the second.
    assert logged(world, "follows") == {761: pytest.approx(1.1)}
    later = {name: day for name, day in started(world).items() if name.startswith("b")}
    assert later == {"b00 on help#1": 761}


def test_staff_in_training_makes_places_later_on_each_list():
    staff = "staff: {fte: 10, clients_per_fte: 1}\n        productive_after_days: 20"
    world = played(lists(staff), *FIRST_YEAR, *MORE)

    later = {name: day for name, day in started(world).items() if name.startswith("b")}
    assert later == {"b00 on help#1": 781, "b02 on help#1": 781, "b01 on help#2": 781}
