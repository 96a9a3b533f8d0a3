"""Deterred (rule 29) over the years: who finds no place turns away in part, a birth-death chain.

Queue M/M/c with balking: with n present, more come at `COMES` a day where a place is free and at
`COMES` (1 - `DETERRED`) where none is; they leave at min(n, c) / `STAY` a day.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from sim import load
from sim.draws import NEVER
from sim.running.simulation import Run, simulate
from sim.visits import Outcome

from .worlds import assert_same

PLACES, STAY, KNOWN, DETERRED = 3, 10.0, 60.0, 0.4
COMES = KNOWN / 365.25 / (1 - DETERRED)
"""A day. Known arrivals are net of those who turned away: 60 a year are 100 who come."""
RUNS, MOST = 10, 60
FILE = f"""\
doorstroom: 1
title: {{en: Balking}}
begin: empty
period: {{start: 2000-01-01, report_from: 2001-01-01, end: 2051-01-01}}
gemeenten: {{town: {{youth: 1000}}}}
needs: {{any: {{}}}}
arrivals: {{all: {{need: any, per_year: {KNOWN}, enters: desk}}}}
stations:
  desk: {{places: {PLACES}, stay: {{distribution: exponential, mean_days: {STAY}}},
         waiting: {{deterred: {{share: {DETERRED}}}}}}}
"""


def stationary() -> np.ndarray:
    """The share of time with 0, 1, 2, ... present: each is the one before times birth / death."""
    present = np.arange(MOST)
    births = np.where(present < PLACES, COMES, COMES * (1 - DETERRED))
    deaths = np.minimum(present, PLACES) / STAY
    weights = np.concatenate([[1.0], np.cumprod(births[:-1] / deaths[1:])])
    result: np.ndarray = weights / weights.sum()
    return result


def by_chain() -> dict[str, float]:
    chance, present = stationary(), np.arange(MOST)
    full = float(chance[PLACES:].sum())
    return {
        **{f"{number} present": float(chance[number]) for number in range(PLACES + 4)},
        "in care": float(chance @ np.minimum(present, PLACES)),
        "waiting": float(chance @ np.maximum(present - PLACES, 0)),
        "deterred": DETERRED * full,  # arrivals see what time sees (PASTA)
    }


def by_run(made: Run) -> dict[str, float]:
    """The same, as it went after the first year."""
    visits, begin, end = made.visits, made.network.report_from, made.network.end
    came, deterred = visits.joined >= begin, visits.outcome == Outcome.DETERRED
    left = np.where(visits.ended == NEVER, end, visits.ended)
    helped = np.minimum(np.where(visits.started == NEVER, end, visits.started), left)
    time = shares_of_time(visits.joined[~deterred], left[~deterred], begin, end)

    def mean(since: np.ndarray, until: np.ndarray) -> float:
        """How many are between the two, in the mean."""
        spells = np.clip(until, begin, end) - np.clip(since, begin, end)
        return float(spells.sum() / (end - begin))

    return {
        **{f"{number} present": float(time[number]) for number in range(PLACES + 4)},
        "in care": mean(helped, left),
        "waiting": mean(visits.joined, helped),
        "deterred": float((came & deterred).sum() / came.sum()),
    }


def shares_of_time(joined: np.ndarray, left: np.ndarray, begin: int, end: int) -> np.ndarray:
    """The share of the time from begin to end with 0, 1, 2, ... present; nobody is there at 0."""
    ticks = np.concatenate([joined, left])
    order = np.argsort(ticks, kind="stable")
    present = np.cumsum(np.repeat([1, -1], [joined.size, left.size])[order])
    edges = np.clip(np.concatenate([[0], ticks[order], [end]]), begin, end)
    present = np.concatenate([[0], present])
    return np.bincount(present, weights=np.diff(edges), minlength=MOST) / (end - begin)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    path = tmp_path_factory.mktemp("balking") / "balking.yaml"
    path.write_text(FILE, encoding="utf-8")
    scenario = load(path)
    return [simulate(scenario, seed=5, replication=run, engine="simpy") for run in range(RUNS)]


def test_the_time_with_so_many_present_is_that_of_the_chain(runs: list[Run]) -> None:
    expected, found = by_chain(), [by_run(made) for made in runs]

    for name, value in expected.items():
        values = np.array([item[name] for item in found])
        # 99.9% each, so that all ten hold together in 99%.
        half = stats.t.ppf(0.9995, RUNS - 1) * values.std(ddof=1) / RUNS**0.5
        assert abs(values.mean() - value) < half, (name, value, values.mean())
        assert half < 0.25 * value, name
    # Without turning away the load would be 0.91 and 7.9 would wait.
    assert expected["waiting"] < 1


def test_the_compiled_engine_goes_the_same_way(runs: list[Run]) -> None:
    for made in runs:
        again = simulate(made.scenario, seed=5, replication=made.replication, engine="compiled")
        assert_same(again.visits, made.visits)
        assert_same(again.observed, made.observed)
