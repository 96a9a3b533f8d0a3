"""The benchmark compares like with like: every program of it finds what theory says."""

import math

import pytest

from tools.bench.checks import wait_of
from tools.bench.national import national, region
from tools.bench.plan import installed
from tools.bench.programs import PROGRAMS
from tools.bench.yardsticks import BACKLOG, FULL, desk, five, theory_of

OURS = [name for name in PROGRAMS if name.startswith("Doorstroom")]
"""`make bench` looks at every program before it times one; here those of others only in full."""


@pytest.mark.parametrize(
    "program",
    [name if name in OURS else pytest.param(name, marks=pytest.mark.full) for name in PROGRAMS],
)
def test_each_program_waits_as_long_as_theory_says(program: str) -> None:
    missing = installed([program])
    if missing:
        pytest.skip(f"{missing[program]}; pip install -e '.[bench]'")

    wait = wait_of(program)

    assert wait.agrees, f"{wait.result:.4f} ± {wait.error:.4f} days, theory {wait.theory:.4f}"


def test_theory_of_the_desk() -> None:
    # M/M/5 with 3 offered: Erlang C by hand, 3^5/5!/(1 - 0.6) over itself and the terms below 5.
    last = 3**5 / math.factorial(5) / (1 - 0.6)
    waits = last / (last + sum(3**n / math.factorial(n) for n in range(5)))

    assert theory_of(desk(5, 0.6)).mean_wait_days == pytest.approx(waits * 1.0 / (5 - 3))


def test_the_backlog_is_two_years_of_arrivals() -> None:
    full, backlog = five(FULL), five(BACKLOG)

    # 4,200 x 28 / 365.25 = 322 at the intake; with half as many places half of four years waits.
    assert full.places[0] == round(4200 * 28 / 365.25 / 0.98) == 329
    assert backlog.first_places == 161
    assert (4 * 4200 - backlog.first_places / 28 * 4 * 365.25) / 4200 == pytest.approx(2, abs=0.01)


def test_five_stations_grow_in_proportion() -> None:
    item, four = five(FULL), five(FULL, size=4)

    assert four.per_year == 4 * item.per_year
    assert all(abs(much - 4 * few) <= 2 for few, much in zip(item.places, four.places, strict=True))


def test_the_nation_has_a_region_many_times_over() -> None:
    one = region()

    nation = national(one, 3)

    assert len(nation["gemeenten"]) == 3 * len(one["gemeenten"])
    assert nation["pools"]["foster_2"] == one["pools"]["foster"]
    assert nation["pools"]["wij"]["staff"]["Pekela 3"] == one["pools"]["wij"]["staff"]["Pekela"]
    moved = {
        item["moves_to_pool"] for item in nation["interventions"] if item.get("station") == "foster"
    }
    assert moved == {"foster_2", "foster_3"}
