"""What the mathematics of sensitivity must give: functions of which the answer is known."""

from math import exp, pi, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from scipy.stats import linregress

from sim.inference.boxes import Asked, Box, box_of, p_value_of
from sim.inference.emulators import design, fitted
from sim.inference.information import worth_of, worth_of_all
from sim.inference.naming import TESTS, least_part, named
from sim.inference.turning import crossings, logistic
from sim.inference.variance import best_fitted, drawn_again, half_width, shares_of

from .drawn_results import normal_points

NORMAL = NormalDist()


def ishigami(z: np.ndarray) -> np.ndarray:
    """Of three uniform numbers from -pi to pi (Ishigami and Homma 1990), a = 7 and b = 0.1."""
    x = pi * (2 * np.vectorize(NORMAL.cdf)(z) - 1)
    return np.sin(x[:, 0]) * (1 + 0.1 * x[:, 2] ** 4) + 7 * np.sin(x[:, 1]) ** 2


def test_the_parts_of_the_function_of_ishigami_are_its_closed_form():
    first = 0.5 * (1 + 0.1 * pi**4 / 5) ** 2
    second, third = 7**2 / 8, 0.1**2 * pi**8 * (1 / 18 - 1 / 50)
    variance = first + second + third
    z = normal_points(512, 3)
    values = ishigami(z)
    emulator = best_fitted(z, values)
    shares = shares_of(emulator, 3)
    again = drawn_again(z, values, emulator, times=20, seed=1)
    known_first = np.array([first, second, 0]) / variance
    known_total = np.array([first + third, second, third]) / variance
    assert shares.first == pytest.approx(known_first, abs=0.02)
    assert shares.total == pytest.approx(known_total, abs=0.02)
    assert half_width(again, lambda item: shares_of(item, 3).first).max() < 0.05
    assert half_width(again, lambda item: shares_of(item, 3).total).max() < 0.05


def test_parts_and_what_is_unexplained_add_up_with_chance():
    z = normal_points(256, 4)
    noise = np.random.default_rng(3).standard_normal(256)
    # Variances: 4 of the first, 1 of a product, 2 of noise; 7 together.
    values = 2 * z[:, 0] + z[:, 1] * z[:, 0] + sqrt(2) * noise
    shares = shares_of(best_fitted(z, values), 4)
    assert shares.first == pytest.approx([4 / 7, 0, 0, 0], abs=0.06)
    assert shares.total == pytest.approx([5 / 7, 1 / 7, 0, 0], abs=0.06)
    assert shares.unexplained == pytest.approx(2 / 7, abs=0.06)
    assert shares.first.sum() + shares.unexplained < 1


@pytest.mark.parametrize("basis", ["hermite", "legendre"])
def test_terms_have_variance_1_and_no_correlation(basis):
    terms = [(0,), (0, 0), (0, 0, 0), (1,), (0, 1), (0, 0, 1)]
    columns = design(terms, normal_points(2**14, 2), basis)
    assert columns.T @ columns / 2**14 == pytest.approx(np.eye(6), abs=0.05)


def test_of_one_input_no_term_is_left_to_add():
    z = normal_points(64, 1)
    emulator = fitted(z, z[:, 0] + z[:, 0] ** 2)
    assert set(emulator.terms) == {(0,), (0, 0)}


def test_the_worth_of_knowing_is_the_linear_gaussian_closed_form():
    # One choice gives 0, the other mean + a x + b y: knowing x is worth E max(0, mean + a x) less
    # max(0, mean), where E max(0, m + s x) = s phi(m / s) + m Phi(m / s).
    z, mean, sizes = normal_points(4096, 2), -0.3, (1.0, 0.8)
    gains = np.column_stack([np.zeros(4096), mean + z @ np.array(sizes)])

    def known(spread: float) -> float:
        density = exp(-0.5 * (mean / spread) ** 2) / sqrt(2 * pi)
        return spread * density + mean * NORMAL.cdf(mean / spread) - max(0.0, mean)

    for at, size in enumerate(sizes):
        assert worth_of(z[:, [at]], gains) == pytest.approx(known(size), rel=0.03)
    assert worth_of_all(gains) == pytest.approx(known(sqrt(1.64)), rel=0.03)


def test_knowing_what_changes_no_choice_is_worth_nothing():
    z = normal_points(256, 2)
    gains = np.column_stack([np.zeros(256), 5 + 0.1 * z[:, 0]])
    assert worth_of(z[:, [0]], gains) == 0
    assert worth_of(z[:, [1]], gains) == 0


def test_a_planted_box_is_found_in_a_thousand_points():
    random = np.random.default_rng(3)
    x = random.uniform(size=(1000, 8))
    planted = (x[:, 2] > 0.65) & (x[:, 5] < 0.4)
    wanted = planted ^ (random.uniform(size=1000) < 0.05)
    box = box_of(x, wanted, Asked())
    assert box is not None
    assert box.inputs == (2, 5)
    assert box.low[2] == pytest.approx(0.65, abs=0.03)
    assert box.high[5] == pytest.approx(0.4, abs=0.03)
    assert box.hits == int((box.holds(x) & wanted).sum())
    assert box.hits >= 0.95 * int((planted & wanted).sum())
    assert p_value_of(box, x, wanted, Asked(), seed=1) == pytest.approx(1 / 40)


def test_no_box_is_told_where_chance_makes_one_as_good():
    random = np.random.default_rng(4)
    x, wanted = random.uniform(size=(128, 20)), random.uniform(size=128) < 0.4
    box = box_of(x, wanted, Asked())
    assert box is None or p_value_of(box, x, wanted, Asked(), seed=1) > 0.05


def test_a_box_may_be_bounded_on_one_side_only():
    x = np.linspace(0, 1, 400)[:, None]
    wanted = (x[:, 0] > 0.4) & (x[:, 0] < 0.6)
    assert box_of(x, wanted, Asked(one_sided=True)) is None
    both = box_of(x, wanted, Asked())
    assert both is not None
    assert (both.low[0], both.high[0]) == pytest.approx((0.4, 0.6), abs=0.03)


@pytest.mark.parametrize("kind", ["normal", "far off", "mostly nothing"])
def test_chance_names_an_input_in_one_of_twenty(kind):
    random, limit, times = np.random.default_rng(6), 0.05 / (TESTS * 60), 300
    made = {
        "normal": lambda: random.standard_normal(64),
        "far off": lambda: random.standard_t(1.5, 64),
        "mostly nothing": lambda: np.maximum(0, random.standard_normal(64) - 0.5),
    }[kind]
    wrong = sum(bool(named(random.standard_normal((64, 60)), made(), limit)) for _ in range(times))
    # 15 of 300 are expected; 27 or more of that many have a chance below 0.2%.
    assert wrong < 27


def test_inputs_that_count_are_named_by_their_line_or_their_bend():
    random = np.random.default_rng(8)
    x = random.standard_normal((64, 60))
    values = x[:, 7] + 0.8 * x[:, 30] ** 2 + 0.4 * random.standard_normal(64)
    assert set(named(x, values, 0.05 / (TESTS * 60))) == {7, 30}


def test_two_that_hide_each_other_are_named_together():
    random = np.random.default_rng(2)
    x = random.standard_normal((64, 20))
    x[:, 1] = x[:, 0] + 0.3 * x[:, 1]
    values = x[:, 0] - x[:, 1] + 0.05 * random.standard_normal(64)
    limit = 1e-8
    assert named(x[:, [0]], values, limit) == named(x[:, [1]], values, limit) == ()
    assert set(named(x, values, limit)) == {0, 1}


def test_the_least_part_is_that_of_a_line_with_just_that_p_value():
    random, part = np.random.default_rng(4), least_part(64, 1e-5)
    x, noise = random.standard_normal((2, 64))
    x, noise = x - x.mean(), noise - noise.mean()
    noise -= x * (x @ noise) / (x @ x)
    values = sqrt(part) * x / x.std() + sqrt(1 - part) * noise / noise.std()
    assert linregress(x, values).pvalue == pytest.approx(1e-5, rel=1e-6)


@pytest.mark.parametrize("values", [np.zeros(64), np.full(64, np.nan), np.zeros(0)])
def test_what_does_not_vary_hangs_on_nothing(values):
    assert named(np.ones((len(values), 3)), values, 0.05) == ()


def test_what_lies_in_a_box_is_counted():
    x = np.array([[0.0, 1.0], [2.0, 1.0], [2.0, 5.0]])
    box = Box(low={0: 1.0}, high={1: 3.0}).counted(x, np.array([True, True, False]))
    assert (box.inside, box.hits, box.density) == (1, 1, 1.0)


def test_a_line_crosses_where_it_is_at_the_level():
    at = np.array([0.0, 1.0, 2.0, 3.0])
    values = np.array([0.0, 4.0, 2.0, 0.0])
    assert list(crossings(at, values, 1.0)) == [(0.25, True), (2.5, False)]


def test_odds_turn_where_they_were_made_to():
    random = np.random.default_rng(2)
    x = random.standard_normal(5000)
    holds = random.uniform(size=5000) < 1 / (1 + np.exp(-1 - 2 * x))
    constant, slope, p_value = logistic(x, holds)
    # 1 + 2 x is 0 at -0.5.
    assert -constant / slope == pytest.approx(-0.5, abs=0.05)
    assert p_value < 1e-6


def test_odds_that_part_without_exception_have_an_end_too():
    x = np.linspace(-2, 2, 101)
    constant, slope, _ = logistic(x, x > 0.5)
    assert np.isfinite([constant, slope]).all()
    assert -constant / slope == pytest.approx(0.5, abs=0.05)
