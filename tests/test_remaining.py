"""What is left of a time that has lasted so long, beside the formula of each distribution."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from sim.clients.today.remaining import Times, still_returns
from sim.draws import TICKS_PER_DAY
from sim.network import Network
from tests.worlds import Comes, network_of

STAYS = {
    "exponential": ("mean_days: 40", stats.expon(scale=40)),
    "lognormal": ("mean_days: 40, sigma: 0.9",
                  stats.lognorm(0.9, scale=40 / np.exp(0.9**2 / 2))),
    "gamma": ("mean_days: 40, shape_k: 1.5", stats.gamma(1.5, scale=40 / 1.5)),
    "uniform": ("low_days: 20, high_days: 80", stats.uniform(20, 60)),
}  # fmt: skip


def _network(kind: str, numbers: str) -> Network:
    text = f"stations: {{care: {{stay: {{distribution: {kind}, {numbers}}}, next: {{out: 1}}}}}}"
    return network_of(text, (Comes("ann", "care"),))


def _times(kind: str, numbers: str, factor: float = 1.0) -> Times:
    network = _network(kind, numbers)
    return Times(network, int(network.tables.stay[0, 0]), factor)


@pytest.mark.parametrize("kind", STAYS)
@pytest.mark.parametrize("elapsed", [1, 25, 70])
def test_the_rest_of_a_stay_is_drawn_of_those_that_last_longer(kind, elapsed):
    numbers, law = STAYS[kind]
    times = _times(kind, numbers, factor=2.0)  # all days twice as long, those that passed too

    for u in (0.001, 0.5, 0.999):
        chance = law.cdf(elapsed)
        right = law.ppf(chance + (1 - chance) * u)
        drawn = times.longer_than(2 * elapsed * TICKS_PER_DAY, u)
        # within a second, for all is rounded to ticks; lines join the quantiles of a gamma (rule 6)
        near = {"rel": 2e-3} if kind == "gamma" else {"abs": 1e-5}
        assert drawn / TICKS_PER_DAY / 2 == pytest.approx(right, **near)


def test_what_has_no_memory_lasts_as_long_again():
    times = _times("exponential", "mean_days: 40")

    for elapsed in (0, 10, 400):
        rest = times.longer_than(elapsed * TICKS_PER_DAY, 0.3) - elapsed * TICKS_PER_DAY
        assert rest == pytest.approx(times.ticks(0.3), rel=1e-4)


def test_classes_end_in_the_class_they_are_in_or_a_later_one():
    times = _times("classes", "classes: {100: 0.5, 200: 0.5}")

    assert times.longer_than(150 * TICKS_PER_DAY, 0.5) / TICKS_PER_DAY == pytest.approx(175)
    assert times.longer_than(50 * TICKS_PER_DAY, 1 / 3) / TICKS_PER_DAY == pytest.approx(100)


def test_what_lasts_longer_than_possible_has_no_rest():
    assert _times("fixed", "days: 10").longer_than(10 * TICKS_PER_DAY, 0.5) is None
    assert _times("fixed", "days: 10").longer_than(9 * TICKS_PER_DAY, 0.5) == 10 * TICKS_PER_DAY
    assert (
        _times("uniform", "low_days: 1, high_days: 5").longer_than(6 * TICKS_PER_DAY, 0.5) is None
    )


def test_who_has_not_come_back_yet_comes_back_less_often():
    # of 100, 40 return, 30 of these have by now: of the 70 who have not, 10 will
    assert still_returns(0.4, 0.75) == pytest.approx(10 / 70)
    assert still_returns(0.4, 0.0) == pytest.approx(0.4)
    assert still_returns(1.0, 0.5) == 1.0
    assert still_returns(0.4, 1.0) == still_returns(0.0, 0.5) == 0.0
