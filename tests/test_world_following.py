"""Rule 31 in small worlds: places that follow demand and the wait for them.

The period begins on 1 January 2021: 1 January 2023 is day 730, the first on which a run has had two
years, and 1 January 2024 is day 1095.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

import numpy as np
import pytest

from sim.draws import TICKS_PER_DAY
from sim.in_force import InForce, Log, Logged
from sim.in_force.changes import Thing
from sim.measuring.given import given_places, paid_places
from sim.network import build_network

from .layered import ROOT, by_day, places, world
from .worlds import Comes, World, play

GROWN = [
    *(Comes(f"a{number:02}", "a", 10 + 30 * number) for number in range(10)),
    *(Comes(f"b{number:02}", "a", 375 + 20 * number) for number in range(13)),
]
"""10 in the first 365 days, 13 in the next: 30% more."""
DEMAND_ONLY = "from: 2022-06-01, weeks: 14, per_week: 0, per_change: 0, lag: 31 days"


def one_pool(pool: str, *, days: float = 5000, follows: str = f"{DEMAND_ONLY}, most: 0.5") -> str:
    return f"""
    pools: {{beds: {{{pool}, follows: {{{follows}}}}}}}
    stations:
      a: {{pool: beds, stay: {{distribution: fixed, days: {days}}}}}
    """


def factors(world: World, pool: str = "beds") -> dict[int, float]:
    thing = Thing("pools", pool, "follows")
    entries = world.observed.log(world.network).entries
    return {item.day: item.value for item in entries if item.thing == thing}


def started(world: World) -> list[float]:
    return sorted(row[3] for row in world.log if row[3] is not None)


# ------------------------------------------------------------------ what is decided


def test_places_grow_as_demand_did_a_lag_after_new_year():
    world = play(one_pool("places: 4"), *GROWN, days=800)

    assert factors(world) == {31 + 730: pytest.approx(1.3)}
    # floor(4 x 1.3) = 5: the fifth has a place on the day on which there is one more.
    assert started(world) == [10, 40, 70, 100, 761]


def test_what_grows_is_held_to_the_most_and_what_falls_to_the_least():
    less = [item for item in GROWN if item.name < "b06"]  # 6 after 10: 40% fewer
    most = play(one_pool("places: 4", follows=f"{DEMAND_ONLY}, most: 0.05"), *GROWN, days=800)
    least = play(one_pool("places: 4", follows=f"{DEMAND_ONLY}, less: 0.03"), *less, days=800)

    assert factors(most) == {761: 1.05}
    assert factors(least) == {761: 0.97}


def test_places_that_go_close_when_they_are_free():
    less = [item for item in GROWN if item.name < "b06"]
    text = one_pool("places: 2", days=400, follows=f"{DEMAND_ONLY}, less: 0.5")
    world = play(text, *less, days=1100)

    # Of two places 0.6 x 2 = 1.2 are left on day 761; both are in use, from 410 and 440 on: the
    # first to end, on day 810, makes room for nobody, the second, on day 840, does.
    assert factors(world)[761] == pytest.approx(0.6)
    assert started(world) == [10, 40, 410, 440, 840]


def test_until_a_run_has_had_two_years_demand_is_as_it_was():
    early = play(
        one_pool("places: 4", follows=DEMAND_ONLY.replace("2022-06", "2021-01")), *GROWN, days=800
    )

    assert factors(early) == {365 + 31: 1, 761: 1.05}


def test_nothing_is_decided_before_the_day_on_which_it_begins():
    late = one_pool("places: 4", follows=DEMAND_ONLY.replace("2022-06-01", "2023-01-02"))

    assert factors(play(late, *GROWN, days=1100)) == {}
    assert factors(play(late, *GROWN, days=1300))[1095 + 31] == 0.97  # nobody came any more


RISING = [Comes(f"c{number:03}", "a", 7 * number) for number in range(260)]
STEP = [*RISING, *(Comes(f"d{number:03}", "a", 900 + 13 * number) for number in range(70))]


def test_the_response_to_a_step_is_that_of_the_formula():
    numbers = "weeks: 4, per_week: 0.003, per_change: 0.008, most: 0.3, less: 0.2"
    follows = f"from: 2022-01-01, lag: 100 days, {numbers}"
    world = play(one_pool("places: 5", days=36, follows=follows), *STEP, days=1830)

    seen = Thing("pools", "beds", "seen_wait")
    entries = world.observed.log(world.network).entries
    weeks = [4.0] * 24 + [item.value for item in entries if item.thing == seen]
    looks = [item.day for item in entries if item.thing == seen]
    came = sorted(item.day for item in STEP)
    expected, factor = {}, 1.0
    for day in (365, 730, 1095, 1461, 1826):  # each 1 January
        at = 24 + looks.index(day)
        now, before = np.mean(weeks[at - 11 : at + 1]), np.mean(weeks[at - 23 : at - 11])
        asked = [max(bisect_left(came, day - 365 * ago), 1) for ago in (0, 1, 2)]
        grown = (asked[0] - asked[1]) / (asked[1] - asked[2]) - 1 if day >= 730 else 0.0
        rate = grown + 0.003 * (now - 4) + 0.008 * (now - before)
        factor *= 1 + min(0.3, max(-0.2, rate))
        if day + 100 < 1830:
            expected[day + 100] = factor
    assert factors(world) == pytest.approx(expected)
    rates = [later / one - 1 for one, later in pairwise([1.0, *expected.values()])]
    assert sum(-0.199 < rate < 0.299 and abs(rate) > 0.001 for rate in rates) >= 2


# ------------------------------------------------------------------ staff


def test_staff_that_follows_makes_places_after_its_training_and_is_paid_at_once():
    pool = "staff: {fte: 4, clients_per_fte: 1}, productive_after_days: 20"
    world = play(one_pool(pool), *GROWN, days=800)

    assert started(world) == [10, 40, 70, 100, 761 + 20]


def test_the_staff_of_one_profile_grows_by_what_there_is_in_order_of_pools():
    def pool(name: str, more: str) -> str:
        follows = f"follows: {{{DEMAND_ONLY}, most: 0.5}}"
        return f"      {name}: {{places: 10, profile: hbo, fte_per_place: {more}, {follows}}}"

    text = "\n".join(
        [
            "    labour: {hbo: {most_per_year: 0.1}}",
            "    pools:",
            pool("one", "0.5"),
            pool("two", "1"),
            "      three: {staff: {fte: 5, clients_per_fte: 1}, profile: hbo}",
            "    stations:",
            "      a: {pool: one, stay: {distribution: fixed, days: 9}}",
            "      b: {pool: two, stay: {distribution: fixed, days: 9}}",
            "      c: {pool: three, stay: {distribution: fixed, days: 9}}",
            "",
        ]
    )
    second = [Comes(f"x{item.name}", "b", item.day) for item in GROWN]
    world = play(text, *GROWN, *second, days=800)

    # 5 + 10 + 5 FTE may grow by 2 together. The first wants 30% of 5, the other has what is left.
    assert factors(world, "one")[761] == pytest.approx(1.3)
    assert factors(world, "two")[761] == pytest.approx(1 + (2 - 1.5) / 10)


# ------------------------------------------------------------------ planned, and what was


BEDS = "beds: {places: {2020-01-01: 50, 2024-01-01: 80}"
FOLLOWED = ROOT.replace(BEDS, f"{BEDS}, follows: {{from: 2021-01-01}}")
LOG = Log(
    (
        Logged(731, Thing("pools", "beds", "follows"), 1.1),
        Logged(1461, Thing("pools", "beds", "follows"), 0.9),
    )
)


def was(folder, *layers: str):
    planned = world(folder, *layers, root=FOLLOWED)
    return planned, InForce(planned.scenario, LOG)


def test_the_factor_works_on_all_that_its_own_layer_has_in_force(tmp_path):
    planned, run = was(tmp_path, places("more", "number: {add: {2023-01-01: 10}}"))

    assert by_day(planned.pool("beds").given) == {0: 50, 1096: 60, 1461: 90}
    assert by_day(run.pool("beds").given) == {0: 50, 731: 55, 1096: 66, 1461: 81}


def test_higher_layers_work_on_the_product_and_a_set_ends_it(tmp_path):
    _, run = was(
        tmp_path,
        "",
        places("half", "number: {factor: {2022-07-01: 0.5}}")
        + places("extra", "number: {add: {2022-07-01: 7}}"),
        places("fixed", "number: {2025-01-01: 33}, until: 2026-01-01"),
    )

    assert by_day(run.pool("beds").given) == {
        0: 50,
        731: 55,
        912: 34,  # 55 x 0.5 + 7, rounded down
        1461: 43,  # 80 x 0.9 x 0.5 + 7
        1827: 33,
        2192: 43,
    }


def test_places_are_counted_and_paid_as_they_were(tmp_path):
    planned, run = was(tmp_path, "")
    network = build_network(planned.scenario)
    beds = network.pools.index("beds")

    for counted in (given_places, paid_places):
        ticks, there = counted(network, beds, run.pool("beds"))
        days = (ticks // TICKS_PER_DAY).tolist()
        assert dict(zip(days, there.tolist(), strict=True)) == {0: 50, 731: 55, 1461: 72}
    assert network.capacity(beds)[1].tolist() == [50, 80]
