"""Several lists behind one form (rule 8): their sizes, who chooses them, and what comes of it."""

from __future__ import annotations

from dataclasses import fields
from math import exp, factorial
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from sim import load
from sim.draws import NEVER, TICKS_PER_DAY
from sim.in_force import Timeline
from sim.measuring import indicators
from sim.measuring.whole import measured
from sim.network import Network, build_network
from sim.network.lists import choices, number_of_lists, sizes, split
from sim.remainders import places_of_lists
from sim.running.simulation import Run, simulate
from sim.scenario.schema import Lists
from sim.telling.chain import chain_of
from sim.telling.explain import explain
from sim.traffic.size import estimate
from sim.visits import Outcome, Visits

WEEK = 7 * TICKS_PER_DAY


def said(**spec: object) -> Lists:
    return Lists.model_validate({"number": 3, **spec})


# ------------------------------------------------------------------ sizes and choices


def test_sizes_are_lognormal_quantiles_and_places_go_by_largest_remainder():
    # The middles of three equal parts lie at 1/6, 1/2 and 5/6: -0.9674, 0 and 0.9674 deviations.
    parts = np.array([exp(-0.4 * 0.96742), 1.0, exp(0.4 * 0.96742)])
    shares = sizes(said(spread=0.4), 3)

    assert shares == pytest.approx(parts / parts.sum(), rel=1e-5)
    # 60 places: 12.92, 19.04 and 28.04; one is left over and goes to the largest remainder.
    assert places_of_lists(60, shares).tolist() == [13, 19, 28]


def test_of_equal_remainders_the_lowest_number_and_no_list_without_a_place():
    assert places_of_lists(11, np.full(3, 1 / 3)).tolist() == [4, 4, 3]
    # 0.08, 0.4 and 7.52 of 8 would be 0, 0 and 8.
    assert places_of_lists(8, np.array([0.01, 0.05, 0.94])).tolist() == [1, 1, 6]
    assert places_of_lists(0, np.full(3, 1 / 3)).tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("places", "number"),
    [([24], 4), ([25], 5), ([9], 1), ([60], 12), ([60, 20], 12), ([20, 60], 4), ([0, 30], 6)],
)
def test_fewer_lists_where_one_would_have_under_five_places(places: list[int], number: int):
    line = Timeline.of_steps(list(range(len(places))), places)
    assert number_of_lists(said(number=12), line) == number


def test_places_of_every_day_add_up():
    line = Timeline.of_steps([0, 10, 20], [60, 47, 0])
    lists = split(line, sizes(said(spread=0.5), 3))

    assert [sum(item.at(day) for item in lists) for day in (0, 10, 20)] == [60, 47, 0]


def test_a_list_is_chosen_by_its_size_and_those_near_get_a_part():
    by_size, near = choices(
        said(spread=0.4, near={"town": {1: 0.5, 3: 0.2}}), 3, "team", ["city", "town"]
    )
    shares = sizes(said(spread=0.4), 3)

    assert by_size == pytest.approx(np.cumsum(shares))
    assert np.diff(near, prepend=0) == pytest.approx(0.3 * shares + [0.5, 0, 0.2])


def test_how_much_a_list_is_liked_is_dealt_out_once_for_a_pool():
    spec = said(number=5, choice_spread=0.3)
    chosen = [np.diff(choices(spec, 5, pool, ["town"])[0], prepend=0) for pool in ("a", "a", "b")]
    parts = np.exp(0.3 * stats.norm.ppf((np.arange(5) + 0.5) / 5))

    assert sorted(chosen[0]) == pytest.approx(parts / parts.sum())
    assert chosen[0].tolist() == chosen[1].tolist()
    assert chosen[0].tolist() != chosen[2].tolist()


# ------------------------------------------------------------------ n lists are n queues, or one

QUEUE = """\
doorstroom: 1
title: {en: Queue}
begin: BEGIN
period: {start: 2000-01-01, report_from: 2003-01-01, end: 2023-01-01}
gemeenten: {east: {youth: 1000}, west: {youth: 1000}}
needs: {any: {}}
arrivals: {all: {need: any, per_year: 310, enters: desk}}
pools: {team: POOL}
stations:
  desk: {pool: team, stay: {distribution: exponential, mean_days: 10}, next: {out: 1},
         waiting: {drops_out_per_week: DROP}}
"""
LOAD = 310 / 365.25 * 10
"""8.49 places in use, in the mean."""


def queue(folder: Path, pool: str, *, drop: float = 0, begin: str = "empty", run: int = 0) -> Run:
    path = folder / "queue.yaml"
    text = QUEUE.replace("POOL", pool).replace("DROP", str(drop)).replace("BEGIN", begin)
    path.write_text(text, encoding="utf-8")
    return simulate(load(path), seed=11, replication=run)


@pytest.mark.parametrize("begin", ["empty", "filled"])
def test_lists_without_switching_are_queues_of_their_own(tmp_path: Path, begin: str):
    near = "{number: 2, near: {east: {1: 1}, west: {2: 1}}}"
    lists = queue(tmp_path, f"{{places: 10, lists: {near}}}", drop=0.05, begin=begin)
    pools = queue(tmp_path, "{scope: gemeente, places: {default: 5}}", drop=0.05, begin=begin)

    assert lists.network.pools == ("team#1", "team#2")
    assert pools.network.pools == ("team@east", "team@west")
    for column in fields(Visits):
        ours, theirs = getattr(lists.visits, column.name), getattr(pools.visits, column.name)
        np.testing.assert_array_equal(ours, theirs, err_msg=column.name)


def erlang_wait(places: int, load: float, days: float) -> float:
    """The mean wait in days of a queue M/M/c (Erlang C)."""
    busy = load**places / factorial(places) * places / (places - load)
    waits = busy / (sum(load**k / factorial(k) for k in range(places)) + busy)
    return waits * days / (places - load)


def mean_waits(folder: Path, pool: str, runs: int) -> list[float]:
    """The mean wait in days of those who come in the reported years."""
    result = []
    for number in range(runs):
        made = queue(folder, pool, run=number)
        network, visits = measured(made.network, made.visits)
        rows = (visits.joined >= network.report_from) & (visits.started != NEVER)
        waits = visits.started[rows] - visits.rank_time[rows]
        result.append(float(waits.mean()) / TICKS_PER_DAY)
    return result


@pytest.mark.parametrize(
    ("pool", "by_formula"),
    [
        ("{places: 10, lists: {number: 2}}", erlang_wait(5, LOAD / 2, 10)),
        ("{places: 10, lists: {number: 2, switch_per_week: 150}}", erlang_wait(10, LOAD, 10)),
    ],
    ids=["without switching as two", "with fast switching as one"],
)
def test_the_mean_wait_is_that_of_the_formula(tmp_path: Path, pool: str, by_formula: float):
    waits = np.array(mean_waits(tmp_path, pool, 12))
    half = stats.t.ppf(0.995, waits.size - 1) * waits.std(ddof=1) / waits.size**0.5

    assert abs(waits.mean() - by_formula) < half
    assert half < 0.25 * by_formula


# ------------------------------------------------------------------ as it is measured


def test_a_change_of_list_is_no_end_where_a_run_is_measured(tmp_path: Path):
    made = queue(tmp_path, "{places: 10, lists: {number: 2, switch_per_week: 1}}", drop=0.05)
    network, visits = measured(made.network, made.visits)
    raw = made.visits
    changes = int((raw.outcome == Outcome.SWITCHED).sum())

    assert changes > 50
    assert network.pools == ("team",)
    assert len(visits) == len(raw) - changes
    assert not (visits.outcome == Outcome.SWITCHED).any()
    # Nobody is diverted or comes back here: every wait counts from the first joining.
    assert (visits.joined == visits.rank_time).all()
    assert (np.diff(np.maximum(visits.joined, 0)) >= 0).all()
    for outcome in (Outcome.COMPLETED, Outcome.DROPPED_OUT):
        assert (visits.outcome == outcome).sum() == (raw.outcome == outcome).sum()


def test_a_pool_with_lists_shows_as_one(tmp_path: Path):
    made = queue(tmp_path, "{places: 11, lists: {number: 2, switch_per_week: 1}}")
    rows = indicators(made)
    places = rows[(rows["indicator"] == "places") & (rows["period"] == "2010")]

    assert places[["station", "value"]].to_numpy().tolist() == [["team", 11.0]]
    assert not rows["station"].str.contains("#").any()
    switched = rows[(rows["indicator"] == "switched") & (rows["station"] == "desk")]
    raw = made.visits
    ended = (raw.outcome == Outcome.SWITCHED) & (raw.ended >= made.network.report_from)
    years = switched[(switched["period"].str.len() == 4) & (switched["gemeente"] == "all")]
    assert years["value"].sum() == ended.sum()


def test_the_spread_of_waits_is_told_without_names_of_lists(tmp_path: Path):
    made = queue(tmp_path, "{places: 10, lists: {number: 2, switch_per_week: 0.1}}")
    rows = indicators(made)
    rows = rows[rows["indicator"].str.startswith("weeks_to_start") & (rows["period"] == "2012")]
    spread = dict(zip(rows["indicator"], rows["value"], strict=True))

    visits, day = made.visits, np.datetime64("2012-01-01") - made.network.start
    begin = int(day.astype(int)) * TICKS_PER_DAY
    year = (visits.started >= begin) & (visits.started < begin + 366 * TICKS_PER_DAY)
    weeks = (visits.started - visits.rank_time) / WEEK
    by_list = sorted(weeks[year & (visits.pool == pool)].mean() for pool in (0, 1))
    assert set(rows["station"]) == {"desk"}
    assert spread == {
        "weeks_to_start:tenth": pytest.approx(np.percentile(weeks[year], 10)),
        "weeks_to_start:nine_tenths": pytest.approx(np.percentile(weeks[year], 90)),
        "weeks_to_start:tenth_by_list": pytest.approx(by_list[0]),
        "weeks_to_start:nine_tenths_by_list": pytest.approx(by_list[1]),
        "weeks_to_start:shortest_list": pytest.approx(by_list[0]),
        "weeks_to_start:longest_list": pytest.approx(by_list[1]),
    }
    assert by_list[0] < by_list[1]


def test_explain_and_the_map_tell_of_the_lists(tmp_path: Path):
    lists = "{number: 3, spread: 0.4, near: {east: {2: 0.3}}, switch_per_week: 0.03}"
    pool = f"{{title: {{nl: de teams, en: the teams}}, places: 30, lists: {lists}}}"
    scenario = queue(tmp_path, pool).scenario
    told, verteld = (" ".join(explain(scenario, lang=lang)) for lang in ("en", "nl"))

    # exp(0.4) = 1.49: one standard deviation up or down, which is two in three.
    assert (
        "Behind the teams stand 3 providers at most, each with places and a waiting list of its "
        "own; two in three are at most 1.49 times as large or as small as the middle one "
        "(spread 0.4); 30% of those of east choose list 2; each week 3% of those who wait "
        "look for a shorter list."
    ) in told
    assert "Achter de teams staan hoogstens 3 aanbieders" in verteld
    assert "per week zoekt 3% van wie wacht een kortere lijst" in verteld
    assert chain_of(scenario).stops[0].lists == 3


def test_a_run_never_makes_more_visits_than_its_size_says(tmp_path: Path):
    made = queue(tmp_path, "{places: 10, lists: {number: 2, switch_per_week: 3}}", begin="filled")
    assert len(made.visits) <= estimate(made.scenario).visits


def test_a_smaller_region_has_fewer_lists(tmp_path: Path):
    made = queue(tmp_path, "{places: 40, lists: {number: 8}}")
    built: Network = build_network(made.scenario, scale=0.5)
    assert built.lists.count.tolist() == [4, 4, 4, 4]
    assert [int(built.capacity(pool)[1][0]) for pool in range(4)] == [5, 5, 5, 5]


# ------------------------------------------------------------------ a toy region

TOY = """\
doorstroom: 1
title: {en: Youth mental health in twelve lists}
period: {start: 2015-01-01, report_from: 2020-01-01, end: 2030-01-01}
gemeenten: {town: {youth: 50000}}
needs: {mental: {}}
arrivals: {mental: {need: mental, per_year: RATE, enters: ggz_care}}
pools: {ggz: {places: 800, lists: {number: 12, spread: 0.4, choice_spread: 0.3,
                                    switch_per_week: 0.03}}}
stations:
  ggz_care: {pool: ggz, stay: {distribution: lognormal, mean_days: 270, sigma: 0.9}, next: {out: 1},
         waiting: {drops_out_per_week: 0.01, norm_weeks: 14}}
"""


def toy(folder: Path, rate: float) -> tuple[float, float, float, float]:
    """Mean, 10% and 90% of weeks waited by who started, and the share over 14 weeks; of 5 runs."""
    (folder / "toy.yaml").write_text(TOY.replace("RATE", str(rate)), encoding="utf-8")
    result = []
    for number in range(5):
        made = simulate(load(folder / "toy.yaml"), seed=1, replication=number)
        network, visits = measured(made.network, made.visits)
        is_started = visits.started != NEVER
        left = np.where(is_started, visits.started, visits.ended)
        left = np.where(left == NEVER, network.end, left)
        last = network.end - 52 * WEEK
        came = (visits.joined >= network.report_from) & (visits.joined < last)
        weeks = (left - visits.rank_time) / WEEK
        low, high = np.percentile(weeks[came & is_started], [10, 90])
        mean = weeks[came & is_started].mean()
        result.append((mean, low, high, (weeks[came] > 14).mean()))
    mean, low, high, over = np.mean(result, axis=0).tolist()
    return mean, low, high, over


def test_a_toy_region_waits_unequally_and_the_norm_is_no_switch(tmp_path: Path):
    mean, low, high, over = toy(tmp_path, 1263)
    assert low == pytest.approx(8, abs=0.5)
    assert high == pytest.approx(23, abs=0.5)

    longer, _, _, over_then = toy(tmp_path, 1280)
    assert longer - mean > 1
    assert 100 * (over_then - over) / (longer - mean) <= 8
