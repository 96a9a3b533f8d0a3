"""Emulators, weights and waves on functions of which the answer is known."""

from math import sqrt

import numpy as np
import pytest
from scipy.stats import norm

from sim.inference import (
    Aims,
    History,
    Runs,
    Weights,
    distinct,
    fitted,
    normalised,
)
from sim.inference.emulators import design

ALL = np.array([True])


def aims(known: float, sd: float) -> Aims:
    return Aims(np.array([known]), np.array([sd]), np.array([sd]), np.array([0]))


# ---------------------------------------------------------------------------- emulators


def test_a_quadratic_is_found_among_many_inputs() -> None:
    z = np.random.default_rng(1).standard_normal((300, 55))
    values = 3 + 2 * z[:, 4] - z[:, 7] + 0.5 * z[:, 4] * z[:, 7] + 0.25 * z[:, 9] ** 2

    result = fitted(z, values)

    by_term = dict(zip(result.terms, result.coefficients, strict=True))
    assert result.constant == pytest.approx(3.25)
    assert by_term == pytest.approx({(4,): 2, (7,): -1, (4, 7): 0.5, (9, 9): 0.25 * sqrt(2)})
    assert result.explained == pytest.approx(1)


def test_the_error_is_that_of_fits_that_leave_one_run_out() -> None:
    random = np.random.default_rng(2)
    z = random.standard_normal((40, 3))
    values = z[:, 0] + 0.5 * random.standard_normal(40)

    result = fitted(z, values)

    columns = np.column_stack([np.ones(40), design(result.terms, z)])
    errors = []
    for left_out in range(40):
        rest = np.arange(40) != left_out
        coefficients = np.linalg.lstsq(columns[rest], values[rest], rcond=None)[0]
        errors.append(values[left_out] - columns[left_out] @ coefficients)
    assert (0,) in result.terms
    assert result.error == pytest.approx(np.sqrt(np.mean(np.square(errors))))


def test_of_pure_noise_nearly_nothing_is_kept() -> None:
    random = np.random.default_rng(3)
    kept = [
        len(fitted(random.standard_normal((256, 55)), random.standard_normal(256)).terms)
        for _ in range(20)
    ]

    assert np.mean(kept) < 2


def test_a_figure_that_never_differs_needs_no_terms() -> None:
    z = np.random.default_rng(4).standard_normal((50, 2))

    result = fitted(z, np.full(50, 7.0))

    assert (result.terms, result.constant, result.error) == ((), 7.0, 0.0)


def test_a_run_without_the_figure_is_left_out() -> None:
    z = np.random.default_rng(5).standard_normal((60, 2))
    values = np.where(np.arange(60) < 5, np.nan, 1 + z[:, 1])

    result = fitted(z, values)

    assert result.runs == 55
    assert result.at(z[:5]) == pytest.approx(1 + z[:5, 1])


# ---------------------------------------------------------------------------- fit and weights


def test_an_aim_of_several_figures_counts_once_with_its_mean_square() -> None:
    spec = Aims(
        known=np.array([10.0, 0.5, 0.5]),
        below=np.array([2.0, 0.1, 0.1]),
        above=np.array([4.0, 0.1, 0.1]),
        of=np.array([0, 1, 1]),
    )
    values = np.array([[18.0, 0.6, 0.2], [6.0, np.nan, 0.5]])

    squares = spec.squares(values)

    assert squares[0] == pytest.approx([(8 / 4) ** 2, (1 + 9) / 2])
    assert squares[1, 0] == pytest.approx((4 / 2) ** 2)
    assert spec.log_weight(values, np.array([True, True])).tolist() == pytest.approx(
        [-0.5 * (4 + 5), -np.inf]
    )
    assert spec.log_weight(values, np.array([True, False])).tolist() == pytest.approx([-2, -2])


def test_effective_size_of_equal_weights_is_their_number() -> None:
    assert Weights(np.full(8, 1 / 8)).effective == pytest.approx(8)
    assert normalised(np.array([0.0, -np.inf, 0.0])).effective == pytest.approx(2)
    assert normalised(np.array([-np.inf, -np.inf])).effective == 0
    assert normalised(np.array([-5000.0, -5000.0])).effective == pytest.approx(2)


def test_quantiles_by_weight_are_those_of_runs_repeated() -> None:
    weights = Weights(np.array([0.25, 0.5, 0.0, 0.25]))
    values = np.array([1.0, 2.0, 99.0, 3.0])

    # Middles of what each holds: 1 at 0.125, 2 at 0.5, 3 at 0.875.
    assert weights.quantiles(values, [0.05, 0.125, 0.5, 0.6875, 0.99]).tolist() == pytest.approx(
        [1, 1, 2, 2.5, 3]
    )


def test_different_runs_stand_for_all_by_their_weights() -> None:
    random = np.random.default_rng(6)
    values = random.standard_normal(2000)
    weights = normalised(values - 0.5 * values**2)  # of N(1/2, 1/2) once the prior is in it

    taken = [distinct(weights, 128, np.random.default_rng(seed)) for seed in range(200)]

    assert all(len(set(item.tolist())) == 128 for item in taken)
    means = [values[item].mean() for item in taken]
    assert np.mean(means) == pytest.approx(float(weights.mean(values)), abs=0.02)


def test_a_run_of_great_weight_is_taken_once_and_always() -> None:
    weights = normalised(np.array([np.log(50.0), *np.zeros(9)]))

    for seed in range(20):
        taken = distinct(weights, 4, np.random.default_rng(seed))
        assert taken[0] == 0
        assert len(set(taken.tolist())) == 4


def test_more_runs_than_have_a_weight_are_refused() -> None:
    with pytest.raises(ValueError, match="fewer than 3"):
        distinct(Weights(np.array([0.5, 0.5, 0.0])), 3, np.random.default_rng(0))


# ---------------------------------------------------------------------------- sampling and waves


def test_candidates_are_taken_with_the_chance_that_is_told() -> None:
    # y = z0, known to be 0 with sd 1, emulated exactly: each counts by exp(-z0^2 / 2).
    z = np.random.default_rng(7).standard_normal((300, 1))
    runs = Runs(z, z.copy(), np.zeros(300, np.int64), np.zeros(300))
    history = History(runs, aims(0, 1))
    candidates = np.linspace(-3, 3, 40)[:, None]
    weights = np.exp(-0.5 * candidates[:, 0] ** 2)
    expected = 8 * weights / weights.sum()

    hits = np.zeros(40)
    for seed in range(2000):
        random = np.random.default_rng(seed)
        chosen = history.choose(np.split(candidates, 4), 8, ALL, random)
        hits[chosen.places] += 1
        assert np.exp(chosen.log_chance) == pytest.approx(expected[chosen.places], rel=1e-6)
        assert len(set(chosen.places.tolist())) == 8

    assert expected.max() < 1
    assert hits / 2000 == pytest.approx(expected, abs=4 * sqrt(0.25 / 2000))


def test_an_input_that_is_not_curved_enters_plain_only() -> None:
    z = np.random.default_rng(11).standard_normal((400, 4))
    values = z[:, 0] ** 2 + z[:, 3] ** 2 + z[:, 3] + z[:, 0] * z[:, 3] + z[:, 0]

    terms = fitted(z, values, curved=2).terms

    assert {(0,), (3,), (0, 0)} <= set(terms)
    assert not {(3, 3), (0, 3)} & set(terms)


def after_waves(seed: int, waves: int, size: int, sd: float, noise: float) -> History:
    """y = z0 + z1^2/4 + noise, known to be 1.5, in waves."""
    random = np.random.default_rng(seed)
    z, proposed = random.standard_normal((size, 6)), np.zeros(size)
    all_z, all_values, all_waves, all_proposed = (np.zeros((0, 6)), np.zeros((0, 1)), [], [])
    for wave in range(waves):
        values = z[:, 0] + z[:, 1] ** 2 / 4 + noise * random.standard_normal(len(z))
        all_z = np.vstack([all_z, z])
        all_values = np.vstack([all_values, values[:, None]])
        all_waves += [wave] * size
        all_proposed += proposed.tolist()
        runs = Runs(all_z, all_values, np.array(all_waves), np.array(all_proposed))
        history = History(runs, aims(1.5, sd))
        candidates = random.standard_normal((200 * size, 6))
        chosen = history.choose([candidates], size, ALL, random)
        z, proposed = candidates[chosen.places], chosen.log_chance
    return history


def test_waves_find_what_the_known_figure_leaves() -> None:
    sd, noise = 0.05, 0.05
    history = after_waves(8, waves=4, size=250, sd=sd, noise=noise)

    weights = history.weights(ALL)

    # The same by brute force: z0 given z1 is normal, and z1 is weighed by what it makes likely.
    z1 = norm.ppf((np.arange(4000) + 0.5) / 4000)
    wide = sqrt(1 + sd**2 + noise**2)
    share = norm.pdf(1.5, z1**2 / 4, wide)
    share /= share.sum()
    centre = (share * (1.5 - z1**2 / 4)).sum() / wide**2
    assert weights.effective > 400
    assert float(weights.mean(history.runs.z[:, 0])) == pytest.approx(centre, abs=0.06)
    assert float(weights.mean(history.runs.z[:, 1] ** 2)) == pytest.approx(
        float((share * z1**2).sum()), abs=0.2
    )


def test_a_wave_of_a_wrong_emulator_costs_runs_and_moves_nothing() -> None:
    random = np.random.default_rng(9)
    z = random.standard_normal((20_000, 1))
    # Proposed as if it were known to be 0 with sd 1, while it is known to be 1 with sd 1/2.
    kept = random.random(20_000) < np.exp(-0.5 * z[:, 0] ** 2)
    runs = Runs(z[kept], z[kept], np.ones(kept.sum(), np.int64), -0.5 * z[kept, 0] ** 2)

    weights = History(runs, aims(1.0, 0.5)).weights(ALL)

    # Precision 1 + 4, mean 4 / 5.
    assert float(weights.mean(runs.z[:, 0])) == pytest.approx(0.8, abs=0.03)
    assert weights.effective < 0.8 * len(runs)


def test_what_is_left_is_what_lies_within_three_deviations() -> None:
    z = np.random.default_rng(10).standard_normal((200, 2))
    runs = Runs(z, z[:, :1], np.zeros(200, np.int64), np.zeros(200))

    candidates = np.random.default_rng(11).standard_normal((4096, 2))
    left = History(runs, aims(1.0, 0.1)).left(ALL, candidates)

    assert left == pytest.approx(norm.cdf(1.3) - norm.cdf(0.7), abs=0.03)
