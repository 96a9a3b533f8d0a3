"""What may be said: over runs, over draws, and the statistics behind it, worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.results.evidence import Sample, holm, lower_bound, p_above, upper_bound
from sim.results.verdicts import Draws, Harm, RunsOnly, verdict

FINE = Harm("cost", 0.0, 0.01, passes=True)
BAD = Harm("without_help", 8.0, 5.0, passes=False, shown=True)


def sample(*values: float, least: float = 0.0) -> Sample:
    return Sample(np.array([values]), np.array([least]))


# ------------------------------------------------------------------ over runs


@pytest.mark.parametrize(
    ("evidence", "counters", "word"),
    [
        (RunsOnly(0.01, 1.0, inside=False), [FINE], "better"),
        (RunsOnly(0.06, 1.0, inside=False), [FINE], "uncertain"),
        (RunsOnly(0.01, 1.0, inside=False), [FINE, BAD], "mixed"),
        (RunsOnly(0.01, 1.0, inside=False, put_in=True), [FINE], "put_in"),
        (RunsOnly(0.01, 1.0, inside=False, put_in=True), [BAD], "mixed"),
        (RunsOnly(0.01, 1.0, inside=False, not_coming=BAD), [FINE], "better_if"),
        (RunsOnly(1.0, 0.01, inside=False), [FINE], "worse"),
        (RunsOnly(1.0, 1.0, inside=True), [BAD], "no_difference_that_matters"),
    ],
)
def test_words_over_runs(evidence: RunsOnly, counters: list[Harm], word: str):
    assert verdict(counters, evidence).word == word


def test_the_counter_that_fails_most_is_named_a_missing_one_first():
    little = Harm("escalated", 3.0, 2.0, passes=False, shown=True)  # half a margin beyond
    much = Harm("without_help", 10.0, 5.0, passes=False, shown=True)  # a whole margin
    group = Harm("without_help", 50.0, 5.0, passes=False, shown=True, part="Village")
    unsure = Harm("cost", 0.5, 0.01, passes=False)
    missing = Harm("moved_away", None, 5.0, passes=False)
    gain = RunsOnly(0.0, 1.0, inside=False)
    assert verdict([little, unsure, group, much], gain).counter is much
    assert verdict([little, much, missing], gain).counter is missing


# ------------------------------------------------------------------ over draws


def draws(gains: int, of: int = 100, size: float = 2.0) -> Draws:
    """So many draws with a gain of 2, the others without a difference; 1 matters."""
    return Draws(np.where(np.arange(of) < gains, size, 0.0), np.ones(of))


def harm_in(harmed: int, of: int = 100) -> Harm:
    """A counter that fails in the first draws."""
    return Harm("without_help", 1.0, 5.0, True, draws=np.where(np.arange(of) < harmed, 9.0, 0.0))


@pytest.mark.parametrize(
    ("evidence", "harmed", "word", "holds_in"),
    [
        (draws(95), 0, "nearly_always", 95),
        (draws(94), 0, "mostly", 94),
        (draws(100), 5, "nearly_always", 95),
        (draws(100), 20, "mostly", 80),
        (draws(100), 21, "mixed", 79),
        (draws(80), 80, "mixed", 0),
        (draws(79), 0, "uncertain", 21),
        (draws(10), 0, "no_difference_that_matters", 90),
        (draws(80, size=-2.0), 0, "worse", 80),
    ],
)
def test_words_over_draws(evidence: Draws, harmed: int, word: str, holds_in: int):
    result = verdict([harm_in(harmed)], evidence)
    assert (result.word, result.holds_in, result.of) == (word, holds_in, 100)


def test_gain_and_counters_must_hold_in_the_same_draw():
    # Each holds in 90 draws, together they hold in 80: they fail in different ones.
    gain = Draws(np.where(np.arange(100) < 10, 0.0, 2.0), np.ones(100))
    late = Harm("cost", 0.0, 5.0, True, draws=np.where(np.arange(100) >= 90, 9.0, 0.0))
    result = verdict([late], gain)
    assert (result.word, result.holds_in) == ("mostly", 80)


def test_over_draws_a_missing_counter_never_holds():
    missing = Harm("cost", None, 0.01, passes=False)
    result = verdict([harm_in(0), missing], draws(100))
    assert (result.word, result.counter) == ("mixed", missing)


def test_over_draws_a_gain_that_is_gone_without_what_is_put_in_is_not_better():
    found = np.arange(100) < 79
    result = verdict([harm_in(0)], replace(draws(100), found=found))
    assert (result.word, result.holds_in) == ("put_in", 100)
    assert verdict([harm_in(0)], replace(draws(100), found=np.arange(100) < 80)).word == "mostly"
    # A counter that fails is told first: 21 draws do not hold at all.
    assert verdict([harm_in(21)], replace(draws(100), found=found)).word == "mixed"


def test_over_draws_children_who_do_not_come_make_it_an_if():
    some = replace(harm_in(21), name="not_coming")
    result = verdict([harm_in(0)], replace(draws(100), not_coming=[some]))
    assert (result.word, result.counter, result.holds_in) == ("better_if", some, 100)
    few = replace(draws(100), not_coming=[harm_in(20)])
    assert verdict([harm_in(0)], few).word == "mostly"


def test_the_counter_that_fails_in_most_draws_is_named_a_sum_only_where_it_decides():
    both = Harm("lost", 0.0, 5.0, True, draws=np.full(100, 9.0), is_sum=True)
    single = replace(harm_in(30), name="moved_away")
    assert verdict([both, harm_in(25), single], draws(100)).counter is single
    assert verdict([both, harm_in(20)], draws(100)).counter is both


# ------------------------------------------------------------------ statistics


def test_without_skewness_it_is_students_t():
    # -1, 0, 1 against -1: t = sqrt 3, 2 degrees of freedom; p = (1 - t / sqrt(2 + t^2)) / 2.
    p = p_above(sample(-1, 0, 1), np.array([-1.0]))
    assert p[0] == pytest.approx((1 - np.sqrt(3 / 5)) / 2)


def test_skewness_is_corrected_as_johnson_does_it():
    # Of 0, 0, 0, 4 the mean is 1, the variance 4 and the third moment (3 * -1 + 27) / 4 = 6, so
    # the skewness is 6 / 8. Against 0: S = 1/2, Johnson S + g S^2 / 3 + g / (6 n) = 0.5 + 0.0625 +
    # 0.03125, and Hall's g^2 S^3 / 27 = 0.0026 more; times sqrt 4 it is 1.1927.
    from scipy.stats import t

    expected = t.sf(2 * (0.5 + 0.0625 + 0.03125 + 0.75**2 * 0.125 / 27), 3)
    assert p_above(sample(0, 0, 0, 4), np.array([0.0]))[0] == pytest.approx(expected)


def test_a_large_gain_with_runs_skewed_to_the_left_is_shown():
    # Johnson's parabola gives S + g S^2 / 3 < 0 here: 40 steps away and skewed by a half.
    values = 40 + np.array([0.5, 0.4, 0.6, 0.5, 0.3, 0.5, 0.6, 0.4, 0.5, -1.5])
    assert p_above(sample(*values), np.array([1.0]))[0] < 1e-6


def test_bounds_are_where_the_test_turns():
    skewed = sample(0, 1, 0, 0, 5, 2, 0, 9)
    for bound in (lower_bound(skewed), upper_bound(skewed)):
        p = p_above(skewed, bound)[0]
        assert min(p, 1 - p) == pytest.approx(0.05)


def test_equal_counts_have_the_variance_of_a_poisson_number():
    # 4 runs with 1 more each: (1 - 0) / sqrt(1 / 4) = 2, where 2.353 is asked at 3 degrees.
    assert p_above(sample(1, 1, 1, 1, least=1.0), np.array([0.0]))[0] > 0.05
    assert p_above(sample(1, 1, 1, 1), np.array([0.0]))[0] == 0.0


def test_one_run_shows_nothing():
    assert p_above(sample(5), np.array([0.0]))[0] == 1.0
    assert lower_bound(sample(5))[0] == -np.inf
    assert upper_bound(sample(5))[0] == np.inf


@pytest.mark.parametrize("sign", [1.0, -1.0], ids=["right", "left"])
def test_skewed_differences_are_judged_nearer_to_5_percent(sign: float):
    # Ten lognormal numbers less their mean, where the limit is the truth.
    from scipy.stats import t

    values = sign * (np.random.default_rng(1).lognormal(0, 1, (4000, 10)) - np.exp(0.5))
    zero = np.zeros(4000)
    plain = t.sf(values.mean(axis=1) / (values.std(axis=1, ddof=1) / np.sqrt(10)), 9)
    of_t, corrected = (plain < 0.05).mean(), (p_above(Sample(values, zero), zero) < 0.05).mean()
    assert abs(corrected - 0.05) < abs(of_t - 0.05) - 0.005


def test_holm_never_falls():
    assert holm(np.array([0.01, 0.04, 0.03])).tolist() == pytest.approx([0.03, 0.06, 0.06])
