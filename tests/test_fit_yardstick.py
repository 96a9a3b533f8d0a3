"""What is estimated beside the survival functions of SciPy, which another hand wrote."""

import numpy as np
import pytest
from scipy import stats
from scipy.stats import CensoredData

from sim.fitting.classes import _fitted, turnbull
from sim.fitting.families import FAMILIES, GAMMA, LOGNORMAL, WEIBULL, Family, fitted
from sim.fitting.lengths import kaplan_meier, lengths
from tests.test_fit_classes import CLASSES

OF_SCIPY = {LOGNORMAL: stats.lognorm, WEIBULL: stats.weibull_min, GAMMA: stats.gamma}


@pytest.fixture(scope="module")
def censored() -> tuple[np.ndarray, np.ndarray]:
    """Five hundred lengths in whole days, of which those beyond a day of their own go on."""
    rng = np.random.default_rng(14)
    took = np.ceil(300 * rng.weibull(1.4, 500))
    until = np.ceil(rng.uniform(50, 700, 500))
    return np.minimum(took, until), took <= until


def median_of(family: Family, data: CensoredData) -> float:
    """The median of the likeliest member of a family, by SciPy."""
    shape, _, scale = OF_SCIPY[family].fit(data, 1.0, scale=300, floc=0)
    return float(OF_SCIPY[family].median(shape, scale=scale))


@pytest.mark.parametrize("family", OF_SCIPY)
def test_a_family_fits_open_lengths_as_scipy_does(
    family: Family, censored: tuple[np.ndarray, np.ndarray]
) -> None:
    days, over = censored
    own = fitted(family, lengths(days, np.zeros(500), over))
    data = CensoredData.right_censored(days, ~over)
    assert family.median(own.parameters) == pytest.approx(median_of(family, data), rel=1e-3)


@pytest.mark.parametrize("family", OF_SCIPY)
def test_a_family_fits_lengths_between_bounds_as_scipy_does(family: Family) -> None:
    low, high = (np.array([row[at] for row in CLASSES], dtype=float) for at in (1, 2))
    counts = np.array([30.0, 45.0, 70.0, 60.0, 25.0, 6.0])
    own = _fitted(family, low, high, counts)
    whole = np.repeat(np.column_stack([low, high]), counts.astype(int), axis=0)
    ends = np.isfinite(whole[:, 1])
    data = CensoredData(interval=whole[ends], right=whole[~ends, 0])
    assert family.median(own.parameters) == pytest.approx(median_of(family, data), rel=1e-3)


def test_the_curve_of_open_lengths_is_that_of_scipy(
    censored: tuple[np.ndarray, np.ndarray],
) -> None:
    days, over = censored
    curve = kaplan_meier(lengths(days, np.zeros(500), over))
    other = stats.ecdf(CensoredData.right_censored(days, ~over)).sf
    assert len(curve.days) > 20
    assert curve.share == pytest.approx(other.evaluate(curve.days))


def test_classes_that_overlap_are_spread_as_all_of_them_say() -> None:
    # Two within a day, one in the second and three within two days: of these, as of the others,
    # two thirds were within one. The likelihood p^2 (1 - p) is greatest there.
    low, high = np.array([0.0, 1.0, 0.0]), np.array([1.0, 2.0, 2.0])
    days, share = turnbull(low, high, np.array([2.0, 1.0, 3.0]))
    assert days.tolist() == [1.0, 2.0]
    assert share == pytest.approx([1 / 3, 0.0], abs=1e-6)


def test_lengths_that_are_open_or_over_are_classes_too(
    censored: tuple[np.ndarray, np.ndarray],
) -> None:
    # A length that goes on lies between its day and never: so Turnbull comes to Kaplan and Meier.
    days, over = (item[:60] for item in censored)
    low, high = np.where(over, days - 0.5, days), np.where(over, days, np.inf)
    at, share = turnbull(low, high, np.ones(60))
    ends = np.unique(days[over])
    other = stats.ecdf(CensoredData.right_censored(days, ~over)).sf
    assert share[np.searchsorted(at, ends)] == pytest.approx(other.evaluate(ends), abs=1e-4)


def test_two_tables_with_other_classes_are_one_curve() -> None:
    assert tuple(OF_SCIPY) == FAMILIES
    bounds = [(0.0, 100.0), (100.0, 300.0), (300.0, np.inf), (0.0, 200.0), (200.0, np.inf)]
    lasts = np.array([stats.expon.sf(low, scale=200) - stats.expon.sf(high, scale=200)
                      for low, high in bounds])  # fmt: skip
    low, high = np.array(bounds).T
    days, share = turnbull(low, high, 1e4 * lasts)
    # Shares that are those of a distribution agree with each other at every bound of a table.
    assert days.tolist() == [100.0, 200.0, 300.0]
    assert share == pytest.approx(np.exp(-days / 200), abs=1e-6)
