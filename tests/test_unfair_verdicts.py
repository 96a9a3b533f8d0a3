"""Winning a verdict by what a file says: what is counted against it, by hand."""

from pathlib import Path

import pytest

from sim import load
from sim.errors import ScenarioError
from sim.results.comparison import Rules
from sim.results.margins import Margins
from sim.results.matters import Matters
from sim.running.planning import plan_of
from sim.running.put_in import without_put_in
from sim.running.sent_to import Ways

from .test_comparison import fates, runs, wait_of

CASES = Path(__file__).parent / "cases" / "verdicts"
UNFAIR = CASES / "unfair"


def ways(name: str) -> Ways:
    return Ways(load(UNFAIR / f"{name}.yaml"), load(UNFAIR / "base.yaml"))


def joined(scenario: str, station: str, *values: float):
    rows = fates(scenario, "joined", *values, part=station)
    return rows.assign(group="station")


# ------------------------------------------------------------------ other help


@pytest.mark.parametrize(
    ("name", "stations"),
    [
        ("base", {"chat"}),  # when_full: more may meet it, and whether they do is counted
        ("free-help", {"chat"}),
        ("full", {"chat"}),
        ("carousel", {"chat", "carousel"}),
        ("watch", {"chat", "watch"}),
        ("long-norm", {"chat", "before", "help"}),
        ("over-capacity", {"chat"}),
    ],
)
def test_where_a_scenario_sends_more_than_its_baseline(name: str, stations: set[str]):
    assert ways(name).sent_to == stations


def test_children_who_go_to_other_help_make_it_better_only_if_that_is_as_good():
    # 10 of 1,000 more join where more are sent: twice the margin.
    more = [joined("now", "chat", *[20.0] * 4), joined("new", "chat", 30, 31, 29, 30)]
    row = wait_of(more, rules=Rules(sent_to={"new": frozenset({"chat"})}))
    assert (row["verdict"], row["counter"]) == ("better_if", "other_help")
    assert row["counter_size"] == pytest.approx(10)


def test_more_who_join_where_nobody_is_sent_are_no_condition():
    more = [joined("now", "chat", *[20.0] * 4), joined("new", "chat", 30, 31, 29, 30)]
    assert wait_of(more)["verdict"] == "better"


def test_a_station_that_only_the_scenario_has_counts_from_nothing():
    more = [joined("new", "chat", 10, 11, 9, 10)]
    row = wait_of(more, rules=Rules(sent_to={"new": frozenset({"chat"})}))
    assert (row["verdict"], row["counter_size"]) == ("better_if", pytest.approx(10))


# ------------------------------------------------------------------ harms together, and in time


def test_harms_that_each_stay_within_their_margin_are_counted_together():
    # 2.5 of 1,000 and 2.5, each at most 2.5 + 2.353 sqrt(2.5 / 4) = 4.4; together 5, and perhaps
    # more, where 5 is the margin.
    first = fates("new", "without_help", 1002, 1003, 1003, 1002)
    moved = fates("new", "moved_away", 1003, 1002, 1002, 1003)
    row = wait_of([first, moved])
    assert (row["verdict"], row["counter"]) == ("mixed", "lost")
    assert (row["counter_size"], row["counter_verdict"]) == (pytest.approx(5), "not_excluded")


@pytest.mark.parametrize("period", ["before", "2024"])
def test_a_list_that_is_emptied_once_is_seen_in_its_year_and_before_reporting(period: str):
    # 40 of the 400 of that time; nothing in the years together.
    there = [
        fates(name, measure, *[400.0] * 4, period=period)
        for name in ("now", "new")
        for measure in ("referred", "escalated", "without_further_help", "moved_away")
    ]
    purged = [
        fates("now", "without_help", *[20.0] * 4, period=period),
        fates("new", "without_help", 60, 61, 59, 60, period=period),
    ]
    row = wait_of([*there, *purged])
    assert (row["verdict"], row["counter"]) == ("mixed", "without_help")
    assert row["counter_size"] == pytest.approx(100)


def test_a_year_by_itself_refuses_only_by_a_harm_that_is_shown():
    there = [
        fates(name, measure, *[400.0] * 4, period="2024")
        for name in ("now", "new")
        for measure in ("referred", "escalated", "without_further_help", "moved_away")
    ]
    unsure = [
        fates("now", "without_help", *[20.0] * 4, period="2024"),
        fates("new", "without_help", 26, 15, 25, 18, period="2024"),
    ]
    assert wait_of([*there, *unsure])["verdict"] == "better"


def test_what_is_called_a_gain_is_a_harm_too():
    # Cost rises by 0.5%: within 1%, and not where 0.1% of it is a gain.
    dearer = runs("new", "cost", *[1.005e6] * 4, period="all")
    assert wait_of([], dearer)["verdict"] == "better"
    little = Matters({"cost": "0.1%"})
    row = wait_of([], dearer, rules=Rules(matters=little, margins=Margins({}, little)))
    assert (row["verdict"], row["counter"]) == ("mixed", "cost")


def test_the_smallest_gain_of_any_indicator_of_the_unit_is_the_margin():
    matters = Matters({"weeks_waited": 2, "wait_first_help:closed": 0.25, "share": "0.2%"})
    assert matters.least_of_all("weeks", 10.0) == 0.25
    assert matters.least_of_all("share", 1.0) == pytest.approx(0.002)


# ------------------------------------------------------------------ put in


@pytest.mark.parametrize("name", ["budget", "empty-start", "index", "over-capacity", "payer"])
def test_what_is_no_policy_is_left_out(name: str):
    rest, base = without_put_in(ways(name)), load(UNFAIR / "base.yaml")
    assert rest is not None
    assert (rest.money, rest.begin, rest.stations) == (base.money, base.begin, base.stations)
    kept = [item.intervention.effects for item in rest.interventions]
    assert len(kept) == (1 if name == "over-capacity" else 0)  # its priority stays


def test_a_stream_that_only_the_scenario_has_is_left_out(tmp_path: Path):
    base = (UNFAIR / "base.yaml").read_text(encoding="utf-8")
    more = "pools:\n"
    text = base.replace(
        more, "  import: {need: heavy, gemeenten: [Far], per_1000_youth: 1, enters: home}\n" + more
    )
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    (tmp_path / "more.yaml").write_text(text, encoding="utf-8")
    rest = without_put_in(Ways(load(tmp_path / "more.yaml"), load(tmp_path / "base.yaml")))
    assert rest is not None
    assert list(rest.arrivals) == ["light", "heavy", "ordered"]


def test_a_gain_of_which_less_than_half_is_found_is_put_in():
    # Of 5 weeks 2 are left without what is put in, which is more than matters; then 3.
    rules = Rules(without_put_in={"new": "without:new"})
    little = runs("without:new", "wait_first_help", 98.0, 98.1, 97.9, 98.0)
    most = runs("without:new", "wait_first_help", 97.0, 97.1, 96.9, 97.0)
    assert wait_of([], little, rules=rules)["verdict"] == "put_in"
    assert wait_of([], most, rules=rules)["verdict"] == "better"


# ------------------------------------------------------------------ the same children


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  light: {need", "  lighter: {need"),
        ("per_1000_youth: 40", "per_1000_youth: 400"),
        ("[P, Q, Far], per_1000_youth: 40", "[P, Q], per_1000_youth: 40"),
        ("P: {youth: 4000}", "P: {youth: 40000}"),
    ],
)
def test_children_of_another_stream_are_refused(tmp_path: Path, old: str, new: str):
    base = (CASES / "fewer" / "base.yaml").read_text(encoding="utf-8")
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(base.replace(old, new), encoding="utf-8")
    (tmp_path / "trial.yaml").write_text(
        "experiment: 1\nquestion: {en: q, nl: v}\nbaseline: base\n"
        "scenarios: [base, other]\nseed: 1\nreplications: 2\n"
    )
    with pytest.raises(ScenarioError, match=r"trial.yaml:4: .*children are followed by their str"):
        plan_of(tmp_path / "trial.yaml")
