"""Comparisons over draws: ranges, words, the part of chance and regret, from numbers by hand."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from sim.indicators.guards import COST, ESCALATED, LOST, WITHOUT_HELP, Guard
from sim.results.chance import chance_table
from sim.results.compared import Compared
from sim.results.counters import Counter
from sim.results.matters import Matters
from sim.results.over_draws import counted_over_draws, headlines_by_draw, judge_over_draws
from sim.results.pairs import Pairing, Pairs
from sim.results.regret import regret_table

N = 20
WAIT = "wait_first_help"
CELL = {"station": "all", "gemeente": "all", "need": "all", "period": "all"}


def pairs(apart: Sequence[float], *, indicator: str = WAIT, side: str = "less") -> Pairs:
    """One row, of which 1 matters."""
    row = {"look": "ahead", "scenario": "changed", "indicator": indicator, **CELL,
           "unit": "weeks", "better_when": side, "matters": 1.0,
           "headline": True, "evidence": "runs", "baseline_mean": 10.0}  # fmt: skip
    rows = pd.DataFrame([row])
    rows["difference"] = np.mean(apart)
    return Pairs(rows, np.array([apart], dtype=np.float64), np.zeros(1), tuple(range(len(apart))))


def counter(guard: Guard, harmed: int, **spec: object) -> Counter:
    """A counter that is twice beyond its margin in the first draws."""
    harm = np.where(np.arange(N) < harmed, 2 * guard.margin, 0.0)
    values = {"group": "all", "part": "all", "period": "all", "margin": guard.margin,
              "referrals": 1000.0, "baseline_mean": 50.0, "harm": harm, **spec}  # fmt: skip
    return Counter(guard, **values)


def judged(
    apart: Sequence[float], counters: Sequence[Counter] = (), rest: Compared | None = None
) -> pd.Series:
    item = Compared(pairs(apart), list(counters), rest)
    judge_over_draws(item)
    return item.pairs.rows.iloc[0]


def test_a_range_is_that_of_nine_draws_in_ten():
    row = judged([-float(draw) for draw in range(1, 21)])
    # Between the second and third of 20 values: at 0.05 * 19 = 0.95 of the way along.
    assert (row["low"], row["high"]) == pytest.approx((-19.05, -1.95))
    assert (row["verdict"], row["holds_in"], row["of"]) == ("nearly_always", 19, 20)
    assert np.isnan(row["p_value"])
    assert row["evidence"] == "draws"


def test_a_counter_that_fails_is_named_with_its_draws_and_size():
    row = judged([-2.0] * N, [counter(ESCALATED, 5), counter(WITHOUT_HELP, 2)])
    assert row["verdict"] == "mixed"
    assert (row["holds_in"], row["counter"], row["counter_in"]) == (15, "escalated", 5)
    assert row["counter_size"] == 4.0  # twice its margin of 2, in the draws in which it fails


def test_a_headline_is_better_in_draws_in_which_gain_and_counters_hold():
    # In draws 0 to 3 the counter fails, in the last two there is no gain.
    item = Compared(pairs([-2.0] * 18 + [-0.5] * 2), [counter(ESCALATED, 4)])
    judge_over_draws(item)
    rows = headlines_by_draw(item)
    assert rows["draw"].tolist() == list(range(N))
    assert rows["difference"].tolist() == [-2.0] * 18 + [-0.5] * 2
    assert rows["better"].tolist() == [False] * 4 + [True] * 14 + [False] * 2


def test_few_children_and_single_years_count_only_where_a_harm_is_shown():
    few = counter(WITHOUT_HELP, 6, group="gemeente", part="Village", referrals=399.0)
    year = counter(WITHOUT_HELP, 6, of_year=True)
    assert judged([-2.0] * N, [few, year])["verdict"] == "nearly_always"
    # A mean of 6 is not shown to be above 5; 16 of 20 draws are most of them.
    for harmed, word in ((12, "nearly_always"), (16, "mixed"), (20, "mixed")):
        assert judged([-2.0] * N, [counter(WITHOUT_HELP, harmed, of_year=True)])["verdict"] == word


def test_a_gain_must_be_there_without_what_is_put_in_for_the_most_part():
    rest = Compared(pairs([-1.5] * 16 + [-0.5] * 4), [])
    assert judged([-2.0] * N, rest=rest)["verdict"] == "mostly"
    assert judged([-4.0] * N, rest=rest)["verdict"] == "put_in"  # 1.5 is less than half of 4
    guarded = Compared(pairs([-1.5] * N), [counter(COST, 5)])
    assert judged([-2.0] * N, rest=guarded)["verdict"] == "put_in"


@pytest.mark.parametrize(
    ("apart", "word", "holds_in"),
    [
        ([2.0] * 16 + [0.0] * 4, "more", 16),
        ([-2.0] * 16 + [2.0] * 4, "less", 16),
        ([2.0] * 15 + [0.0] * 5, "uncertain", 5),
        ([2.0] * 2 + [1.0] * 18, "no_difference_that_matters", 18),
    ],
)
def test_a_number_without_a_good_side_is_more_or_less(apart, word, holds_in):
    item = Compared(pairs(apart, indicator="repeat_share", side=""), [])
    judge_over_draws(item)
    row = item.pairs.rows.iloc[0]
    assert (row["verdict"], row["holds_in"]) == (word, holds_in)


def test_counters_tell_in_how_many_draws_they_hold():
    counters = [counter(LOST, 1), counter(COST, 4), counter(ESCALATED, 16),
                counter(WITHOUT_HELP, 0, harm=None)]  # fmt: skip
    table = counted_over_draws(pd.DataFrame({"counter": list("abcd")}), counters)
    assert list(table["verdict"]) == ["within", "not_excluded", "shown", "missing"]
    assert table["holds_in"].tolist()[:3] == [19, 16, 4]


# ------------------------------------------------------------------ chance and regret


def runs(values: dict[str, list[float]], *, replications: Sequence[int]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"scenario": name, "draw": draw, "replication": replication, "indicator": WAIT,
             **CELL, "value": value, "unit": "weeks"}
            for name, of in values.items()
            for draw, (replication, value) in enumerate(zip(replications, of, strict=True), 1)
        ]
    )  # fmt: skip


PAIRING = Pairing("ahead", "base", ("base", "more", "most"), ("all",), "all")


def test_chance_is_what_two_runs_of_a_draw_differ_by():
    first = runs(
        {"base": [10, 10, 10, 10], "more": [10, 12, 14, 16], "most": [5, 5, 5, 5]},
        replications=[1, 2, 3, 4],
    )
    second = runs(
        {"base": [20, 20], "more": [21, 21], "most": [17, 15]}, replications=[100001, 100002]
    )
    table = chance_table(first, second, [PAIRING], Matters()).set_index("scenario")
    # Differences of 0, 2, 4, 6 vary by 20/3; the second runs give 1 and 1: squares of 1, halved.
    assert table.loc["more", "variance"] == pytest.approx(20 / 3)
    assert table.loc["more", "by_chance"] == 0.5
    assert table.loc["more", "part"] == pytest.approx(0.5 / (20 / 3))
    assert table.loc["more", ["draws", "second_runs"]].tolist() == [4, 2]
    # -5 in each draw, then -3 and -5: all that varies is chance, and there is no spread to share.
    assert table.loc["most", ["variance", "by_chance", "part"]].tolist() == [0.0, 1.0, 0.0]


def test_regret_is_what_a_policy_is_worse_than_the_best_of_a_draw():
    table = regret_table(
        runs(
            {"base": [5, 8, 9, 9], "more": [6, 8, 5, 5], "most": [7, 9, 4, 9]},
            replications=[1, 2, 3, 4],
        ),
        [PAIRING],
    ).set_index("scenario")
    # The least weeks are 5, 8, 4 and 5; in the second draw two are as good.
    assert table["best_in"].to_dict() == {"base": 2, "more": 2, "most": 1}
    assert table["regret"].to_dict() == {"base": 9 / 4, "more": 2 / 4, "most": 7 / 4}
