"""The least levels at which everybody is helped in time, on networks whose answer is known."""

from itertools import count
from math import exp

import numpy as np
import pytest

from sim.planning.least import Bounds, Floats, Found, Ints, Objective, least_levels

LIMIT = 0.05


def late(arrivals: float, servers: float, limit: float) -> float:
    """Erlang C: who waits longer than `limit` mean stays in M/M/c; all, where the load is too much.

    The chance to wait is B / (1 - a (1 - B)), with a the load per server and B Erlang's loss.
    """
    if servers <= arrivals:
        return 1.0
    loss = 1.0
    for number in range(1, int(servers) + 1):
        loss = arrivals * loss / (number + arrivals * loss)
    waits = loss / (1 - arrivals / servers * (1 - loss))
    return waits * exp(-(servers - arrivals) * limit)


def least_servers(arrivals: float, limit: float) -> int:
    """The whole servers with which at most 5% wait too long, one by one."""
    return next(number for number in count(1) if late(arrivals, number, limit) <= LIMIT)


def bounds(low: Ints, high: Ints, *, grain: int = 1, most: int = 10_000) -> Bounds:
    return Bounds(np.ones_like(low), low, high, np.full_like(low, most), np.full_like(low, grain))


class Counted:
    """An objective, and how often it was asked."""

    def __init__(self, objective: Objective) -> None:
        self.objective, self.rounds = objective, 0

    def __call__(self, levels: Ints) -> Floats:
        self.rounds += 1
        return self.objective(levels)


def constant(shape: tuple[int, int], value: int) -> Ints:
    return np.full(shape, value, np.int64)


@pytest.mark.parametrize("limit", [0.05, 0.5])
@pytest.mark.parametrize("arrivals", [0.7, 8.0, 90.0, 600.0])
@pytest.mark.parametrize("guess", [(0.9, 1.3), (0.2, 0.5), (3.0, 4.0)])
def test_whole_servers_are_those_of_erlang_c(
    arrivals: float, limit: float, guess: tuple[float, float]
) -> None:
    shape = (1, 4)
    low, high = (constant(shape, 1 + int(arrivals * part)) for part in guess)

    found = least_levels(
        lambda levels: np.vectorize(lambda c: late(arrivals, c, limit))(levels),
        bounds(low, high),
        LIMIT,
    )

    assert (found.levels == least_servers(arrivals, limit)).all()
    assert found.holds.all()


def test_demand_that_grows_takes_more_each_year() -> None:
    demand = np.array([[40.0, 44.0, 50.0, 61.0]])
    low, high = (np.rint(demand * part).astype(np.int64) for part in (1.0, 1.2))

    found = least_levels(
        lambda levels: np.vectorize(late)(demand, levels, 0.25), bounds(low, high), LIMIT
    )

    assert found.levels.tolist() == [[least_servers(load, 0.25) for load in demand[0]]]


def tandem(load: tuple[float, float]) -> Objective:
    """Two stations behind each other: by Burke's theorem the second is an M/M/c of its own.

    What the first cannot help does not come to the second.
    """

    def shares(levels: Ints) -> Floats:
        result = np.zeros(levels.shape)
        for year in range(levels.shape[1]):
            first, second = levels[:, year].tolist()
            through = min(1.0, first / load[0])
            result[:, year] = late(load[0], first, 0.1), late(load[1] * through, second, 0.1)
        return result

    return shares


@pytest.mark.parametrize("guess", [(1.0, 1.3), (0.3, 0.6)])
def test_a_tandem_takes_what_each_of_its_stations_takes(guess: tuple[float, float]) -> None:
    load, years = (60.0, 110.0), 3
    low, high = (
        np.array([[int(load[0] * part)] * years, [int(load[1] * part)] * years]) for part in guess
    )

    found = least_levels(tandem(load), bounds(low, high), LIMIT)

    least = [least_servers(load[0], 0.1), least_servers(load[1], 0.1)]
    assert found.levels.tolist() == [[number] * years for number in least]


def with_a_list(waiting: float, demand: list[float]) -> Objective:
    """What a year cannot help waits for the next; who is not helped in their year is late."""

    def shares(levels: Ints) -> Floats:
        left, result = waiting, np.zeros(levels.shape)
        for year, comes in enumerate(demand):
            left = max(0.0, left + comes - float(levels[0, year]))
            result[0, year] = left / comes
        return result

    return shares


def test_the_first_year_helps_who_waits_already() -> None:
    demand = [100.0, 100.0, 120.0, 120.0]
    low, high = constant((1, 4), 80), constant((1, 4), 110)

    found = least_levels(with_a_list(60.0, demand), bounds(low, high), 0.0)

    assert found.levels.tolist() == [[160, 100, 120, 120]]


def test_a_path_within_bounds_rises_as_far_as_it_may_until_nobody_is_late() -> None:
    demand = [100.0] * 4
    low, high = constant((1, 4), 80), constant((1, 4), 110)

    found = least_levels(with_a_list(60.0, demand), bounds(low, high, most=125), 0.0)

    # 60 wait: 25 of them are helped in each of the first two years, 10 in the third.
    assert found.levels.tolist() == [[125, 125, 110, 100]]
    assert found.holds.tolist() == [[False, False, True, True]]


def test_what_nothing_can_reach_ends_with_what_was_reached() -> None:
    found = least_levels(
        with_a_list(0.0, [100.0, 100.0]),
        bounds(constant((1, 2), 80), constant((1, 2), 90), most=95),
        0.0,
    )

    assert found.levels.tolist() == [[95, 95]]
    assert found.shares[0].tolist() == pytest.approx([0.05, 0.10])
    assert not found.holds.any()


def test_a_coarse_answer_takes_few_rounds() -> None:
    demand = np.array([[400.0 + 8 * year for year in range(9)], [900.0] * 9, [250.0] * 9])
    asked = Counted(lambda levels: np.vectorize(late)(demand, levels, 0.3))
    low, high = (np.rint(demand * part).astype(np.int64) for part in (0.95, 1.2))
    grain = np.rint(demand * 0.02).astype(np.int64)

    found = least_levels(asked, Bounds(np.ones_like(low), low, high, high * 10, grain), LIMIT)

    # A quarter of the load is 13 grains: 4 halvings of either colour, and a look at both ends.
    assert asked.rounds <= 10
    assert_near(found, demand, grain)


def assert_near(found: Found, demand: Floats, grain: Ints) -> None:
    exact = np.vectorize(lambda load: least_servers(load, 0.3))(demand)
    assert (found.levels >= exact).all()
    assert (found.levels - exact <= grain).all()
