"""The shipped Groningen at full size: an earlier start, and closing without alternatives."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from scipy import stats

from sim import load
from sim.running.simulation import Run

from .shipped import GRONINGEN, REGION, mean_in_care, runs_of, within

pytestmark = pytest.mark.full

STARTS = (dt.date(2019, 1, 1), dt.date(2014, 1, 1))
PAIRS = 12
MOST_MOVED = 0.02
LARGE = 100


# ------------------------------------------------------------------ the start five years earlier


@pytest.fixture(scope="module")
def stocks() -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Mean in care over 2021 per run and station, from both starts."""
    end = dt.date(2022, 1, 1)
    scenarios = [within(load(GRONINGEN), start=start, end=end) for start in STARTS]
    late, early = (
        np.array(
            [mean_in_care(run) for run in runs_of(scenario, scale=1.0, replications=range(PAIRS))]
        )
        for scenario in scenarios
    )
    return late, early, list(scenarios[0].stations)


def change(late: np.ndarray, early: np.ndarray, chance: float) -> tuple[float, float]:
    """Relative change of a mean stock and the half-width of its interval.

    Potential clients are counted from the start (rule 4), so another start is other children: the
    two sets of runs are independent, and pairs of the same number share nothing.
    """
    spread = np.sqrt((late.var(ddof=1) + early.var(ddof=1)) / PAIRS)
    half = stats.t.ppf((1 + chance) / 2, PAIRS - 1) * spread
    return (early.mean() - late.mean()) / late.mean(), half / late.mean()


def test_the_stock_of_2021_is_shown_not_to_hang_on_the_start(stocks):
    # In total there are enough children to show it: the whole interval is within 2%.
    late, early, _ = stocks
    moved, half = change(late.sum(axis=1), early.sum(axis=1), 0.95)

    assert abs(moved) + half < MOST_MOVED, f"{moved:+.2%} with a half-width of {half:.2%}"


def test_no_station_has_another_stock_in_2021_from_an_earlier_start(stocks):
    # A stock of 100 has a standard deviation near 10, so stations below that cannot be judged
    # one by one: they are taken together. The others must not move more than 2% beyond their own
    # 99% interval, which keeps a chance finding among some twenty stations rare.
    late, early, names = stocks
    large = late.mean(axis=0) >= LARGE
    judged = {name: (late[:, at], early[:, at]) for at, name in enumerate(names) if large[at]}
    judged["the small stations together"] = (
        late[:, ~large].sum(axis=1),
        early[:, ~large].sum(axis=1),
    )
    result = {name: change(*both, 0.99) for name, both in judged.items()}

    assert large.sum() > 10
    assert {
        name: f"{moved:+.1%} with a half-width of {half:.1%}"
        for name, (moved, half) in result.items()
        if abs(moved) - half > MOST_MOVED
    } == {}


# ------------------------------------------------------------------ closing without alternatives


def after_closing(run: Run) -> tuple[float, float]:
    """Weeks to first help under a closed authorisation, and starts of crisis help."""
    table = run.indicators()
    whole = table[
        (table["period"] == "all") & (table[["gemeente", "need"]] == "all").all(axis=1)
    ].set_index(["indicator", "station"])["value"]
    return whole["wait_first_help:closed", "all"], whole["starts", "crisis"]


def test_closing_without_alternatives_lengthens_waits_and_raises_crisis():
    # The closed places go between 2026 and 2028; what comes of it is counted in 2028-2030.
    dates = {"report_from": dt.date(2028, 1, 1), "end": dt.date(2031, 1, 1)}
    pairs = range(4)
    open_, shut = (
        np.array([
            after_closing(run)
            for run in runs_of(within(load(path), **dates), scale=1.0, replications=pairs)
        ])
        for path in (GRONINGEN, REGION / "closed-without-alternatives.yaml")
    )  # fmt: skip
    more = shut - open_
    half = stats.t.ppf(0.95, len(pairs) - 1) * more.std(axis=0, ddof=1) / np.sqrt(len(pairs))
    weeks, crises = more.mean(axis=0) - half

    assert weeks > 0
    assert crises > 0
