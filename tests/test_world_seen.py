"""Rule 28 in small worlds: the wait that is seen, and shares that follow it.

Waits are seen on the first of each month: days 31, 59, 90, 120, 151, 181, 212, 243, ...
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sim.draws import key_of
from sim.in_force import InForce, Log, Logged
from sim.in_force.changes import Thing

from .layered import ROOT, by_day, shares, world
from .worlds import Comes, World, date, play

EVERY_5_DAYS = [Comes(f"c{number:02}", "a", 5 * number) for number in range(40)]
"""They come on days 0, 5, ... 195; with one place and stays of 6 days they start on 0, 6, ..."""
AT_120 = 13 * 4 / 15
"""24 came before day 120 and 20 started, in the last 91 days those of days 30, 36, ... 114."""


def one_place(share: str, *, days: float = 6, more: str = "", reference: int = 10) -> str:
    return f"""
    stations:
      a:
        places: 1
        stay: {{distribution: fixed, days: {days}}}
        waiting: {{reference_weeks: {reference}}}
        next: {{out: 1}}
      b: {{}}
    interventions:
      - {{id: moves, kind: divert, from: a, to: b, share: {share}{more}}}
    """


NOBODY = "{by_weeks: {0: 0, 52: 0}}"
ALL_ABOVE_3_4 = "{by_weeks: {0: 0, 3: 0, 3.4: 1}%s}"


def seen(world: World) -> dict[int, float]:
    return dict(
        zip(world.observed.log_day.tolist(), world.observed.log_value.tolist(), strict=True)
    )


def station_of(world: World) -> dict[str, str]:
    return {row[0]: row[1] for row in world.log}


# ------------------------------------------------------------------ what is seen


def test_the_wait_that_is_seen_is_who_waits_over_who_left_in_91_days():
    world = play(one_place(NOBODY), *EVERY_5_DAYS, days=300)

    assert seen(world) == {
        31: 10,  # before 91 days have passed, what the file says
        59: 10,
        90: 10,
        120: AT_120,
        151: 13 * 5 / 16,  # 31 came, 26 started; in 91 days those of 60, 66, ... 150
        181: 13 * 6 / 16,  # 37 came, 31 started; 90, the first of the days that count, 96, ... 180
        212: 13 * 4 / 15,  # 40 came, 36 started; 126, 132, ... 210
        243: 0,  # all have started
        273: 0,
    }


def test_where_few_left_those_of_a_year_count_or_of_as_long_as_the_run_lasts():
    comes = [Comes(name, "a", day) for name, day in (("anna", 0), ("ben", 10), ("carl", 20))]
    world = play(one_place(NOBODY, days=300), *comes, days=460)

    weeks = seen(world)
    # anna starts on day 0 and ben on day 300, so 2, then 1 wait.
    assert weeks[120] == 52 * 2 * 120 / (365 * 1)
    assert weeks[181] == 52 * 2 * 181 / 365
    assert weeks[212] == 52  # 52 x 2 x 212 / 365 would be 60
    assert weeks[334] == 52 * 1 * 334 / (365 * 2)
    assert weeks[365] == 52 * 1 / 2  # a whole year: both of days 0 and 300
    assert weeks[396] == 52 * 1 / 1  # days 31 to 395: only ben


def test_where_nobody_left_what_was_seen_before_stays():
    text = one_place(NOBODY).replace("places: 1", "places: 0")
    text += f"\n      - {{id: more, kind: places, station: a, number: {{{date(399)}: 1}}}}"
    world = play(text, Comes("anna", "a", 3), days=400)

    assert set(seen(world).values()) == {10}


def test_who_gives_up_has_left_and_who_is_moved_with_the_list_has_not():
    text = """
    pools: {old: {places: 0}, new: {places: 0}, late: {places: 1}}
    stations:
      a:
        pool: old
        waiting: {reference_weeks: 10}
      b: {}
    interventions:
      - {id: look, kind: divert, from: a, to: b, share: {by_weeks: {0: 0, 52: 0}}}
      - {id: pool, kind: places, station: a, moves_to_pool: new, from: 2021-04-11}
      - {id: last, kind: places, station: a, moves_to_pool: late, from: 2022-02-04}
    """
    world = play(
        text, Comes("anna", "a", 0), Comes("ben", "a", 1, eighteen=110), Comes("carl", "a", 2)
    )

    # Three moved to the new pool on day 100; ben alone has left, on day 110.
    assert seen(world)[120] == 52 * 2 * 120 / 365
    assert seen(world)[151] == min(52, 52 * 2 * 151 / 365)


def test_each_gemeente_sees_its_own_list():
    text = """
    pools: {teams: {scope: gemeente, places: {default: 0, late: 1}}}
    stations:
      a: {pool: teams, waiting: {reference_weeks: 10}}
      b: {}
    interventions:
      - {id: look, kind: divert, from: a, to: b, share: {by_weeks: {0: 0, 52: 0}}}
    """
    comes = [Comes("anna", "a", 0, gemeente="town"), Comes("ben", "a", 0, gemeente="hill")]
    world = play(
        text.replace("default: 0, late: 1", "town: 0, hill: 1"),
        *comes,
        gemeenten=("town", "hill"),
        days=130,
    )

    values = world.observed.log(world.network).entries
    last = {item.thing.detail: item.value for item in values if item.day == 120}
    assert last == {"town": 10, "hill": 0}  # nobody left in town; nobody waits on the hill


# ------------------------------------------------------------------ what follows


def test_a_divert_follows_the_wait_from_the_day_on_which_it_is_seen():
    world = play(one_place(ALL_ABOVE_3_4 % "", reference=1), *EVERY_5_DAYS, days=130)

    where = station_of(world)
    assert AT_120 > 3.4
    assert {name for name, station in where.items() if station == "b"} == {"c24", "c25"}
    # They came on days 120 (after waits were seen on that day) and 125.


def test_what_is_seen_counts_a_lag_later():
    world = play(one_place(ALL_ABOVE_3_4 % ", lag: 31 days", reference=1), *EVERY_5_DAYS, days=160)

    where = station_of(world)
    moved = [name for name, station in where.items() if station == "b"]
    assert moved == ["c31"]  # of day 155: on day 151 the wait of day 120 counts


def test_a_share_that_holds_from_a_day_on_counts_what_was_seen_before():
    world = play(
        one_place(ALL_ABOVE_3_4 % f", from: {date(135)}", reference=1), *EVERY_5_DAYS, days=140
    )

    moved = [name for name, station in station_of(world).items() if station == "b"]
    assert moved == ["c27"]  # of day 135


def a_day_of_another_share() -> str:
    share = f"share: {NOBODY[:-1]}, of: a}}, until: {date(135)}"
    return f"  - {{id: other, kind: divert, from: b, to: a, {share}}}\n"


def a_day_on_which_money_is_added_up() -> str:
    price = f"  - {{id: dear, kind: price, station: a, per_day: {{{date(135)}: 9}}}}\n"
    ceiling = "{per_year: {2021: 9}, when_reached: go_on}"
    return f"{price}    money: {{price_level: 2021, ceilings: {{all: {ceiling}}}}}\n"


@pytest.mark.parametrize("other", [a_day_of_another_share, a_day_on_which_money_is_added_up])
def test_a_share_with_a_lag_changes_on_no_day_of_something_else(other: Callable[[], str]):
    text = one_place(ALL_ABOVE_3_4 % ", lag: 10 days", reference=1).rstrip() + "\n    "
    world = play(text + other(), *EVERY_5_DAYS, days=160)

    # On day 120 the wait of day 110 counts, and that of day 120 from the first of June (151) on.
    assert [name for name, station in station_of(world).items() if station == "b"] == ["c31"]


def test_a_share_with_a_lag_that_begins_between_two_looks_counts_the_wait_of_then():
    share = ALL_ABOVE_3_4 % f", lag: 10 days, from: {date(135)}"
    world = play(one_place(share, reference=1), *EVERY_5_DAYS, days=140)

    assert [name for name, station in station_of(world).items() if station == "b"] == ["c27"]


def test_a_share_that_ends_moves_nobody_after_it():
    more = f", until: {date(125)}"
    world = play(one_place(ALL_ABOVE_3_4 % "", more=more, reference=1), *EVERY_5_DAYS, days=140)

    moved = [name for name, station in station_of(world).items() if station == "b"]
    assert moved == ["c24"]  # of day 120


def test_those_who_wait_move_on_the_day_on_which_the_share_rises():
    more = ", applies_to: [waiting]"
    world = play(one_place(ALL_ABOVE_3_4 % "", more=more, reference=1), *EVERY_5_DAYS, days=121)

    moved = [row for row in world.log if row[5] == "diverted"]
    assert [(row[0], row[4]) for row in moved] == [
        ("c20", 120),
        ("c21", 120),
        ("c22", 120),
        ("c23", 120),
    ]


def test_between_two_points_the_share_is_on_the_line_between_them():
    text = one_place("{by_weeks: {0: 0, 3: 0, 5: 1}}", reference=1)
    world = play(text, *EVERY_5_DAYS, days=149)

    key, share = key_of("divert", "", "moves"), (AT_120 - 3) / 2
    where = station_of(world)
    for number in range(30):
        moves = number >= 24 and drawn(world, f"c{number:02}", "a", key) < share
        assert where[f"c{number:02}"] == ("b" if moves else "a")


ROUTE = """
    stations:
      gate: {{stay: {{distribution: fixed, days: 1}}, next: {row}}}
      a:
        places: 1
        stay: {{distribution: fixed, days: 6}}
        waiting: {{reference_weeks: 1}}
        next: {{out: 1}}
      b: {{}}
    interventions:
      - {{id: turns, kind: next, station: gate, to: {to}, share: {share}{more}}}
    """
AFTER = [Comes(f"d{number}", "gate", 120 + number / 8) for number in range(16)]


def routed(row: str, to: str, share: str, more: str = "") -> World:
    text = ROUTE.format(row=row, to=to, share=share, more=more)
    return play(text, *EVERY_5_DAYS, *AFTER, days=130)


def goals(world: World) -> dict[str, str | None]:
    """Where those of AFTER go on from the gate, to which they come from day 120 on."""
    return {row[0]: row[6] for row in world.log if row[1] == "gate"}


def after(row: str, to: str, share: str) -> dict[str, str | None]:
    return goals(routed(row, to, share))


def test_a_route_follows_a_wait_at_the_cost_of_all_others():
    gone = after("{a: 1}", "a", "{by_weeks: {0: 1, 3: 1, 3.4: 0}}")
    come = after("{a: 0.5, b: 0.5, rest: out}", "out", "{by_weeks: {0: 0, 3: 0, 3.4: 1}, of: a}")

    assert set(gone.values()) == {"out"}  # nobody else has a share
    assert set(come.values()) == {"out"}


def test_a_route_follows_a_wait_at_the_cost_of_one():
    share = "{by_weeks: {0: 0.5, 3: 0.5, 3.4: 0.9}}"
    taken = routed("{a: 0.5, b: 0.5, rest: out}", "a", share, ", taken_from: b")
    plain = after("{a: 0.5, b: 0.5, rest: out}", "a", "{by_weeks: {0: 0.5, 52: 0.5}}")

    key = key_of("next", "", "turns")
    moves = {name: drawn(taken, name, "gate", key) * 0.5 < 0.9 - 0.5 for name in plain}
    assert set(plain.values()) == {"a", "b"}
    assert goals(taken) == {
        name: "a" if plain[name] == "b" and moves[name] else plain[name] for name in plain
    }


def test_what_a_route_loses_goes_to_the_others_in_proportion():
    row = "{a: 0.6, b: 0.2, out: 0.2}"
    less = after(row, "a", "{by_weeks: {0: 0.6, 3: 0.6, 3.4: 0}}")
    plain = after(row, "a", "{by_weeks: {0: 0.6, 52: 0.6}}")

    assert set(plain.values()) == {"a", "b", "out"}
    assert set(less.values()) == {"b", "out"}
    assert all(less[name] == plain[name] for name in plain if plain[name] != "a")


def drawn(world: World, name: str, station: str, key: int) -> float:
    return world.drawn(name, station, key)  # type: ignore[arg-type]


# ------------------------------------------------------------------ planned, and what was


def test_planned_is_at_the_reference_and_was_follows_what_a_run_saw(tmp_path):
    text = ROOT.replace("B: {stay", "B: {waiting: {reference_weeks: 10}, stay")
    text += """
  - {id: d, kind: divert, from: B, to: C, until: 2020-06-01,
     share: {by_weeks: {0: 0, 20: 1}, lag: 31 days, from: 2020-01-10}}
  - {id: n, kind: next, station: A, to: C, taken_from: out,
     share: {by_weeks: {0: 0.2, 20: 0.6}, of: B}}
"""
    planned = world(tmp_path, "", root=text)
    thing = Thing("stations", "B", "seen_wait")
    log = Log((Logged(31, thing, 4.0), Logged(60, thing, 8.0), Logged(91, thing, 6.0)))
    was = InForce(planned.scenario, log)

    (of_plan,), (of_run,) = planned.diverts[0].share.choices, was.diverts[0].share.choices
    assert by_day(of_plan) == {0: 0, 9: 0.5, 152: 0}
    # On day 60 the wait of day 29 counts, on day 91 that of day 60, on day 121 that of day 90.
    assert by_day(of_run) == {0: 0, 9: 0.5, 91: 8 / 20, 152: 0}
    assert shares(planned.row("A").choices[0], 0) == {"B": 0.4, "C": 0.4, "D": 0, "out": 0.2}
    (row,) = was.row("A").choices
    assert shares(row, 31) == {"B": 0.4, "C": 0.28, "D": 0, "out": 0.32}
    assert shares(row, 60) == {"B": 0.4, "C": 0.36, "D": 0, "out": 0.24}
