"""Rule 32 in small worlds: a ceiling on what care costs in a year.

The period begins on 1 January 2021: 1 February is day 31, 1 March 59, 1 July 181, 1 December 334,
1 January 2022 day 365, 1 January 2023 day 730.
"""

from __future__ import annotations

import pytest

from sim.in_force.changes import Thing

from .test_world_following import DEMAND_ONLY, GROWN, factors, one_pool
from .worlds import Comes, World, play


def money(per_year: str, more: str = "", when_reached: str = "stop_intake") -> str:
    ceiling = f"{{per_year: {{{per_year}}}, when_reached: {when_reached}{more}}}"
    return f"money: {{price_level: 2021, ceilings: {{care: {ceiling}}}}}"


def help_at(places: int, days: float = 50, more: str = "") -> str:
    stay = f"stay: {{distribution: fixed, days: {days}}}"
    return f"{{places: {places}, {stay}, cost: {{per_day: 100}}{more}}}"


def one_form(per_year: str, places: int = 3, days: float = 50, more: str = "") -> str:
    return f"""
    {money(per_year)}
    stations:
      a: {help_at(places, days, more)}
    """


def started(world: World, station: str = "a") -> dict[str, float | None]:
    return {row[0]: row[3] for row in world.log if row[1] == station}


def reached(world: World, gemeente: str = "town") -> list[tuple[int, float]]:
    thing = Thing("ceilings", "care", "reached", gemeente)
    entries = world.observed.log(world.network).entries
    return [(item.day, item.value) for item in entries if item.thing == thing]


# ------------------------------------------------------------------ when it is reached

THREE = (Comes("a", "a", 5), Comes("b", "a", 25), Comes("c", "a", 45))
"""Each of them costs 50 days x 100 = 5,000."""


def test_reached_by_what_was_spent_and_what_is_due_until_1_january():
    world = play(one_form("2021: 10000"), *THREE)

    # On 1 February a and b have had 26 + 6 days and have 24 + 44 to come: 100 days, 10,000.
    assert reached(world) == [(31, 1), (365, 0)]
    assert world.log == [
        ("a", "a", 5, 5, 55, "completed", "out"),
        ("b", "a", 25, 25, 75, "completed", "out"),
        ("c", "a", 45, 365, None, "in_care", None),
    ]


def test_a_euro_more_and_the_third_starts_before_it_is_reached():
    world = play(one_form("2021: 10001"), *THREE)

    assert started(world) == {"a": 5, "b": 25, "c": 45}
    assert reached(world) == [(59, 1), (365, 0)]  # 15,000 on 1 March


@pytest.mark.parametrize(("ceiling", "starts"), [(3500, 365), (3501, 335)])
def test_what_is_due_after_31_december_is_of_the_next_year(ceiling: int, starts: int):
    come = (Comes("a", "a", 330), Comes("b", "a", 335))

    world = play(one_form(f"2021: {ceiling}", days=60), *come, days=500)

    # On 1 December a has had 4 days and has 31 to come in this year: 3,500. On 1 January 25 are
    # left, 2,500; with b, who then starts for 60 days, 8,500 on 1 February; b who had started
    # before has 30 left, which makes 5,500 on 1 January.
    assert started(world) == {"a": 330, "b": starts}
    assert reached(world) == ([(334, 1), (365, 0), (396, 1)] if starts == 365 else [(365, 1)])


def test_on_1_january_it_is_asked_at_once_what_is_due():
    come = (Comes("a", "a", 100), Comes("b", "a", 380))

    world = play(one_form("2022: 10000", days=400), *come, days=900)

    # From 1 January 2022 a has 135 days to come: 13,500. On 1 January 2023 nobody is in care.
    assert reached(world) == [(365, 1), (730, 0), (761, 1)]
    assert started(world) == {"a": 100, "b": 730}


def test_a_start_is_paid_when_it_is_and_help_that_ended_stays_paid():
    text = one_form("2021: 1300", days=2).replace("per_day: 100", "per_day: 100, per_start: 450")
    world = play(text, *(Comes(f"{at}", "a", at) for at in (3, 9, 40)))

    # Two starts at 450, two times 2 days at 100.
    assert reached(world)[0] == (31, 1)
    assert started(world) == {"3": 3, "9": 9, "40": 365}


def test_a_price_that_rises_later_in_the_year_counts_for_those_days():
    def of(ceiling: int) -> list[tuple[int, float]]:
        rise = "{id: dearer, kind: price, station: a, per_day: {2021-07-01: 200}}"
        text = f"{one_form(f'2021: {ceiling}', days=1000)}interventions: [{rise}]"
        return reached(play(text, Comes("a", "a", 0), days=365))

    # 181 days at 100 and 184 at 200.
    assert of(54900) == [(31, 1)]
    assert of(54901) == []


def test_euros_are_those_of_the_year():
    def of(ceiling: int) -> list[tuple[int, float]]:
        text = one_form(f"2022: {ceiling}", days=1000)
        text = text.replace("price_level: 2021", "price_level: 2021, index: {2021: 1, 2022: 1.5}")
        return reached(play(text, Comes("a", "a", 0), days=730))

    assert of(365 * 150) == [(365, 1)]
    assert of(365 * 150 + 1) == []


def test_a_place_that_is_paid_counts_while_somebody_has_it():
    text = f"""
    {money("2021: 10000", ", pools: [beds]")}
    pools: {{beds: {{places: 3, per_place_day: 60}}}}
    stations:
      a: {{pool: beds, stay: {{distribution: fixed, days: 50}}, cost: {{per_day: 40}}}}
      b: {help_at(9)}
    """
    world = play(text, Comes("x", "b", 1), Comes("y", "b", 2), *THREE, Comes("z", "b", 50))

    assert reached(world)[0] == (31, 1)
    assert started(world)["c"] == 365
    assert started(world, "b")["z"] == 50  # of another pool


def test_the_amount_of_all_is_divided_by_youth():
    text = one_form("2021: 10000", places=9)
    come = [
        Comes(f"{name}{at}", "a", at, gemeente=name) for name in ("far", "town") for at in (2, 40)
    ]

    world = play(text, *come, gemeenten=("town", "far"))

    # Both have 1,000 youths: 5,000 each, which one client costs.
    assert reached(world, "town")[0] == reached(world, "far")[0] == (31, 1)
    assert started(world) == {"far2": 2, "far40": 365, "town2": 2, "town40": 365}


def test_what_goes_on_is_told_and_stops_nobody():
    text = one_form("2021: 10000").replace("stop_intake", "go_on")
    world = play(text, *THREE)

    assert reached(world) == [(31, 1), (365, 0)]
    assert started(world) == {"a": 5, "b": 25, "c": 45}


# ------------------------------------------------------------------ who is passed over


def test_who_is_passed_over_keeps_their_place_on_the_list():
    text = f"""
    {money("2021: 5000", ", gemeenten: [town]")}
    stations:
      a: {help_at(1)}
    """
    come = (
        Comes("a", "a", 0),
        Comes("b", "a", 20),
        Comes("c", "a", 30, gemeente="far"),
        Comes("d", "a", 40),
        Comes("e", "a", 345, gemeente="far"),
    )
    world = play(text, *come, gemeenten=("town", "far"), days=800)

    # c takes the place that comes free, past b; e has it from 345 to 395, and then b and d come in
    # order. b's 50 days fill the ceiling of 2022 from 1 March (424) on, so d waits for the next.
    assert started(world) == {"a": 0, "b": 395, "c": 50, "d": 730, "e": 345}
    assert reached(world) == [(31, 1), (365, 0), (396, 1), (730, 0), (761, 1)]


def test_on_1_january_places_go_down_the_list_as_it_stands():
    come = [Comes("first", "a", 0), *(Comes(f"w{at}", "a", 100 - at) for at in range(5))]

    world = play(one_form("2021: 5000", places=2), *come, days=460)

    got = [name for name, day in started(world).items() if day == 365]
    assert got == ["w3", "w4"]  # who came on days 97 and 96


def test_who_comes_later_and_is_not_stopped_starts_at_once_past_a_list():
    text = f"""
    {money("2021: 5000", ", gemeenten: [town]")}
    stations:
      a: {help_at(2)}
    """
    come = (Comes("a", "a", 0), Comes("b", "a", 60), Comes("c", "a", 70, gemeente="far"))

    world = play(text, *come, gemeenten=("town", "far"))

    assert started(world) == {"a": 0, "b": 365, "c": 70}


# ------------------------------------------------------------------ whom it does not stop


def test_urgent_and_ordered_care_start_and_the_next_priority_does_not():
    come = (
        Comes("fills", "a", 0),
        Comes("ordered", "a", 40, legal_frame="ordered"),
        Comes("soon", "a", 40, priority=1),
        Comes("urgent", "a", 40, priority=0),
    )
    world = play(one_form("2021: 5000", places=9), *come)

    assert started(world) == {"fills": 0, "ordered": 40, "soon": 365, "urgent": 40}


def test_care_that_costs_the_payer_nothing_is_not_stopped():
    text = f"""
    {money("2021: 5000")}
    stations:
      a: {help_at(9)}
      free: {{places: 9, stay: {{distribution: fixed, days: 50}}}}
      other:
        places: 9
        stay: {{distribution: fixed, days: 50}}
        cost: {{per_day: 9, payer: zvw}}
    """
    come = (
        Comes("a", "a", 0),
        Comes("b", "a", 40),
        Comes("c", "free", 40),
        Comes("d", "other", 40),
    )

    world = play(text, *come)

    assert [row[3] for row in world.log] == [0, 365, 40, 40]


def test_who_keeps_a_place_goes_on_and_help_beside_other_help_starts():
    text = f"""
    {money("2021: 5000")}
    stations:
      a: {help_at(9)}
      held:
        places: 9
        stay: {{distribution: fixed, days: 10}}
        holds_place: true
        next: {{a: 1}}
      left: {{places: 9, stay: {{distribution: fixed, days: 10}}, next: {{a: 1}}}}
      main:
        places: 9
        stay: {{distribution: fixed, days: 10}}
        together: [{{station: a, share: 1}}]
        next: {{out: 1}}
    """
    come = (Comes("a", "a", 0), *(Comes(name, name, 40) for name in ("held", "left", "main")))

    world = play(text, *come)

    assert started(world) == {"a": 0, "held": 50, "left": 365, "main": 40}


def test_care_that_runs_goes_on_elsewhere():
    text = f"""
    {money("2021: 5000")}
    stations:
      a: {help_at(9)}
      moves: {{places: 9, stay: {{distribution: fixed, days: 30}}, next: {{out: 1}}}}
      closes:
        places: {{2021-01-01: 9, 2021-02-20: 0}}
        closing: relocate
        relocate_to: a
        stay: {{distribution: fixed, days: 30}}
        next: {{out: 1}}
    interventions:
      - {{id: go, kind: divert, from: moves, to: a, share: {{2021-02-20: 1}},
          applies_to: [running]}}
      - {{id: list, kind: divert, from: closes, to: a, applies_to: [new, waiting],
          share: {{2021-02-20: 1}}}}
    """
    world = play(text, Comes("a", "a", 0), Comes("b", "moves", 40), Comes("c", "closes", 40))

    assert [row for row in world.log if row[0] in "bc" and row[1] == "a"] == [
        ("b", "a", 50, 50, 70, "completed", "out"),
        ("c", "a", 50, 50, 70, "completed", "out"),
    ]


def test_who_escalates_into_a_stopped_form_waits_there_unless_urgent():
    text = f"""
    {money("2021: 5000")}
    stations:
      a: {help_at(9)}
      desk:
        places: 0
        stay: {{distribution: fixed, days: 1}}
        waiting: {{escalates_per_week: 1000, escalates_to: a, over_capacity: true}}
        next: {{out: 1}}
    """
    come = (Comes("fills", "a", 0), Comes("one", "desk", 40, priority=1), Comes("two", "desk", 40))

    world = play(text, *come)

    starts = started(world)
    assert starts["one"] == pytest.approx(40, abs=1)  # one step higher: urgent
    assert starts["two"] == 365


# ------------------------------------------------------------------ as if there were no place

STOPPED = (Comes("fills", "a", 0), Comes("w", "a", 40), Comes("x", "a", 41))


def test_who_is_stopped_goes_where_a_full_form_sends():
    text = f"""
    {money("2021: 5000")}
    stations:
      a: {help_at(9)}
      b: {{stay: {{distribution: fixed, days: 5}}, next: {{out: 1}}}}
    interventions:
      - {{id: full, kind: divert, from: a, to: b, share: {{2021-01-01: 1}}, when: full}}
    """
    world = play(text, *STOPPED, Comes("y", "a", 42, legal_frame="ordered"))

    assert started(world, "b") == {"w": 40, "x": 41}
    assert started(world) == {"fills": 0, "y": 42}


def test_a_limit_binds_whom_it_stops():
    world = play(one_form("2021: 5000", 9, more=", waiting: {limit: 1}"), *STOPPED)

    assert [row[5] for row in world.log] == ["completed", "in_care", "refused"]


def test_a_limit_counts_who_is_passed_over_and_lets_others_in_to_a_free_place():
    text = f"""
    {money("2021: 5000", ", gemeenten: [town]")}
    stations:
      a: {help_at(2, more=", waiting: {limit: 1}")}
    """
    far = [Comes(f"y{at}", "a", at, gemeente="far") for at in (42, 51, 52)]
    world = play(text, *STOPPED[:2], *far, gemeenten=("town", "far"))

    # y42 has the second place, y51 the one of `fills`; y52 finds none, and w waits.
    assert {row[0]: (row[3], row[5]) for row in world.log} == {
        "fills": (0, "completed"),
        "w": (365, "in_care"),
        "y42": (42, "completed"),
        "y51": (51, "completed"),
        "y52": (None, "refused"),
    }


def test_who_is_stopped_may_be_deterred():
    all_of_them = "{id: all, kind: waiting, station: a, deterred: {2021-01-15: 1}}"
    text = one_form("2021: 5000", 9, more=", waiting: {deterred: {share: 0}}")
    world = play(f"{text}interventions: [{all_of_them}]", *STOPPED)

    assert [row[5] for row in world.log] == ["completed", "deterred", "deterred"]


# ------------------------------------------------------------------ what is seen meanwhile


def test_months_of_a_stop_keep_the_wait_that_was_seen():
    def waits(when_reached: str) -> tuple[dict[int, float], list[tuple[int, float]]]:
        text = f"""
    {money("2022: 19000", when_reached=when_reached)}
    stations:
      a: {help_at(1, 20, ", waiting: {reference_weeks: 3}")}
      b: {{stay: {{distribution: fixed, days: 5}}, next: {{out: 1}}}}
    interventions:
      - {{id: follows, kind: divert, from: a, to: b, share: {{by_weeks: {{0: 0, 52: 0}}}}}}
    """
        come = (Comes(f"{at:03}", "a", 15 * at) for at in range(50))
        world = play(text, *come, days=760)
        thing = Thing("stations", "a", "seen_wait")
        entries = world.observed.log(world.network).entries
        return {item.day: item.value for item in entries if item.thing == thing}, reached(world)

    (seen, stop), (told, same) = waits("stop_intake"), waits("go_on")

    # From 1 January 2022 on a day costs 100, one after another for 20 days: on 1 July 181 days are
    # behind and whoever is there has 19 to come at most, so with 190 it is reached by then.
    assert stop[0] == same[0] == (546, 1)
    assert {day: seen[day] for day in seen if day <= 546} == {
        day: told[day] for day in told if day <= 546
    }
    held = [seen[day] for day in seen if 546 < day <= 730]
    assert held == [seen[546]] * 6
    assert [told[day] for day in told if 546 < day <= 730] != held


def test_a_pool_does_not_grow_over_a_year_with_a_stop():
    pool = one_pool("places: 4, per_place_day: 1", follows=f"{DEMAND_ONLY}, most: 0.5")

    stopped = play(f"{pool}{money('2022: 1000')}", *GROWN, days=800)
    told = play(f"{pool}{money('2022: 1000', when_reached='go_on')}", *GROWN, days=800)

    # Four places in use are 4 x 365 from 1 January 2022 on.
    assert reached(stopped)[0] == reached(told)[0] == (365, 1)
    assert factors(stopped) == {761: 1}
    assert factors(told) == {761: pytest.approx(1.3)}


def test_nobody_is_let_in_past_a_stop_where_more_are_in_care_than_there_are_places():
    text = f"""
    {money("2021: 5000", ", gemeenten: [town]")}
    stations:
      a: {help_at(1, more=", waiting: {over_capacity: true}")}
    """
    urgent = [Comes(f"u{at}", "a", at, priority=0, gemeente="far") for at in (41, 42, 43)]
    far = Comes("far", "a", 44, gemeente="far")
    world = play(text, *STOPPED[:2], *urgent, far, gemeenten=("town", "far"))

    # One place, and with the urgent three too many: `far` waits until all but one have gone.
    assert started(world) == {"fills": 0, "w": 365, "u41": 41, "u42": 42, "u43": 43, "far": 93}
