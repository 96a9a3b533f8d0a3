"""Rows of a comparison in words: answers, counters, and who is worse off."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sim.figures.labels import Labels
from sim.figures.results import Results, Row, read_results
from sim.report.amounts import Amounts
from sim.report.answers import Teller
from sim.report.fit_tables import FitTables
from sim.report.worse_off import Groups, WorseOff, beyond_chance
from sim.results.manifest import GemeenteNote
from sim.texts import texts_in

from .report_fixture import write_results
from .report_numbers import END_STATE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_results(tmp_path_factory.mktemp("results"))


def a_row(**spec: Any) -> Row:
    """A row of a comparison: days away, five years, 10 pairs."""
    words = dict.fromkeys(("station", "gemeente", "need"), "all")
    numbers = {"baseline_mean": 5000.0, "scenario_mean": 4000.0, "p_value": 0.001}
    row = {
        "scenario": "ambulantisation", "baseline": "groningen", "look": "ahead",
        "indicator": "days_away", "period": END_STATE, "headline": True, "difference": -1000.0,
        "low": -1500.0, "high": -500.0, "verdict": "better", "counter": "", "counter_part": "",
        "counter_verdict": "",
        "evidence": "runs",
    }  # fmt: skip
    return Row(**{**row, **words, **numbers, **spec})


def teller_of(results: Results) -> Teller:
    labels = Labels(results.manifest, texts_in("en"))
    return Teller(results, labels, Amounts(results.manifest, labels.texts))


@pytest.fixture(scope="module")
def teller(folder: Path) -> Teller:
    return teller_of(read_results(folder))


def test_fewer_days_on_closed_places_are_told_with_what_stands_beside_them(folder: Path) -> None:
    results = read_results(folder)
    look, scenario, period = "ahead", results.ahead[1], results.period("ahead")
    closed = results.row(look, scenario, "closed_days:place", period=period)
    assert closed is not None
    better = replace(closed, verdict="better", difference=-900.0, low=-1000.0, high=-800.0)
    heavier = replace(better, indicator="returns_heavier", headline=False, verdict="uncertain",
                      difference=60.0, low=50.0, high=70.0)  # fmt: skip
    others = tuple(row for row in results.rows if row not in (closed,))
    teller = teller_of(replace(results, rows=(*others, better, heavier)))
    (listed,) = [
        listed
        for listed in teller.answer(look, scenario).further
        if listed.heading.startswith("Fewer days")
    ]
    (item,) = [item for item in listed.items if "closed place" in item]
    assert "back in heavier help (+10 to +14 per year)" in item
    assert not any("closed place" in item for other in teller.answer(look, scenario).further
                   if other.heading == "Also better" for item in other.items)  # fmt: skip


@pytest.mark.parametrize(
    ("part", "whom"),
    [
        ("all", ""),
        ("light", " (light questions)"),
        ("Veendam", " (gemeente Veendam)"),
        ("Eemsdelta", " (youths from outside the region)"),
        ("ordered", " (ordered by a court or GI)"),
        ("voluntary", " (voluntary)"),
    ],
)
def test_a_counter_says_of_whom_it_is(teller: Teller, part: str, whom: str):
    elsewhere = GemeenteNote(outside=True, youth=9000)
    manifest = teller.results.manifest
    manifest = manifest.model_copy(
        update={"gemeenten": {**manifest.gemeenten, "Eemsdelta": elsewhere}}
    )
    teller = replace(teller, results=replace(teller.results, manifest=manifest))
    spec = {"verdict": "mixed", "counter": "without_help", "counter_verdict": "shown"}

    about = teller.counter(a_row(**spec, counter_part=part))
    assert about == (
        f"the number of youths without help after a year{whom} rises more than is allowed "
        "(5 per 1,000 referrals at most)"
    )


def test_a_group_for_which_a_counter_is_shown_is_worse_off(teller: Teller):
    results, spec = teller.results, {"verdict": "mixed", "counter": "without_help"}
    shown = a_row(**spec, counter_verdict="shown", counter_part="Veendam")
    teller = replace(teller, results=replace(results, rows=(shown,)))
    groups = Groups(teller.results, teller.labels, teller)

    (worse,) = [item for item in groups.worse_off("ahead") if item.title == "Ambulantisation"]

    assert worse.lines == (
        "The number of youths without help after a year (gemeente Veendam) rises more than is "
        "allowed (5 per 1,000 referrals at most).",
    )


def test_the_limit_that_is_told_is_that_of_the_experiment(teller: Teller, tmp_path: Path) -> None:
    (tmp_path / "counters.csv").write_text(
        "counter,margin\nwithout_help,1.5\nwithout_help,2\ncost,0.001\n", encoding="utf-8"
    )
    results = teller.results
    manifest = results.manifest.model_copy(update={"outputs": {"counters.csv": "0" * 64}})
    smaller = replace(teller, results=replace(results, folder=tmp_path, manifest=manifest))

    def told(teller: Teller, counter: str) -> str:
        row = a_row(verdict="mixed", counter=counter, counter_verdict="shown", counter_part="all")
        return teller.counter(row)

    assert told(teller, "without_help").endswith("(5 per 1,000 referrals at most)")
    assert told(smaller, "without_help").endswith("(2 per 1,000 referrals at most)")
    assert told(smaller, "cost").endswith("(0.1% at most)")


def test_scenarios_of_which_the_same_is_told_stand_together(teller: Teller) -> None:
    results, spec = teller.results, {"verdict": "mixed", "counter": "without_help"}
    spec |= {"counter_verdict": "shown", "counter_part": "Veendam"}
    first, *others = results.ahead[1:]
    rows = tuple(a_row(**spec, scenario=name) for name in (first, *others))

    def told(rows: tuple[Row, ...]) -> list[WorseOff]:
        at = replace(teller, results=replace(results, rows=rows))
        return Groups(at.results, teller.labels, at).worse_off("ahead")

    (alike,) = told(rows)
    apart, rest = told(rows[-1:])
    listed, title = teller.labels.texts.formats.listed, teller.labels.scenario
    assert alike.title == listed([title(name) for name in (first, *others)])
    assert (apart.title, apart.lines) == (title(others[-1]), alike.lines)
    assert rest.title == listed([title(name) for name in (first, *others[:-1])])


def test_money_that_follows_from_the_file_is_told_so(teller: Teller):
    sentence = teller.sentence(a_row(indicator="cost", evidence="file"))
    assert sentence.endswith("That follows from the file and is no finding of the simulation.")
    assert "follows from the file" not in teller.sentence(a_row(indicator="cost"))


def test_a_wait_of_few_children_is_not_told(folder: Path):
    results = read_results(folder)
    teller = teller_of(results)
    name = results.ahead[1]

    def told() -> set[str]:
        rows = teller.headlines("ahead", name)
        return {row.indicator for row in rows if row.indicator.startswith("wait_first_help")}

    assert {"wait_first_help", "wait_first_help:ordered", "wait_first_help:closed"} <= told()
    rows = tuple(
        replace(row, kept_back=row.indicator == "wait_first_help:closed") for row in results.rows
    )
    teller = teller_of(replace(results, rows=rows))
    assert {"wait_first_help", "wait_first_help:ordered"} <= told()
    assert "wait_first_help:closed" not in told()


@pytest.mark.parametrize(
    ("spec", "range_", "signed"),
    [
        # 1,500 and 500 days in five years
        ({}, "100 to 300 days per year fewer", "−300 to −100 days per year"),
        (
            {"indicator": "escalated", "low": -20.0, "high": 45.0},  # -4 and 9 a year
            "a difference of fewer than 10 per year",
            "a difference of fewer than 10 per year",
        ),
        (
            {"indicator": "escalated", "low": -200.0, "high": -20.0},  # -40 and -4 a year
            "at most 40 per year fewer",
            "at most 40 per year fewer",
        ),
        (
            {"indicator": "wait_first_help", "low": -0.26, "high": 1.5},
            "between 0.3 weeks shorter and 1.5 weeks longer",
            "−0.3 to +1.5 weeks",
        ),
        (
            {"indicator": "wait_first_help", "low": -0.1, "high": 0.01},
            "at most 0.1 weeks shorter",
            "−0.1 to 0.0 weeks",
        ),
        (
            {"indicator": "first_help:escalated", "low": 0.012, "high": 0.012},
            "1.2 percentage points higher",
            "+1.2 percentage points",
        ),
        (
            {"indicator": "cost", "low": -2.5e6, "high": 1e7},
            "between €500 thousand per year less and €2.0 million per year more",
            "−€500 thousand to +€2.0 million per year",
        ),
    ],
)
def test_differences_in_words_and_with_signs(
    teller: Teller, spec: dict[str, Any], range_: str, signed: str
) -> None:
    row = a_row(**spec)
    assert teller.amounts.range(row).replace("\xa0", " ") == range_
    plain = teller.amounts.signed_range(row).replace("\xa0", " ").replace("\N{WORD JOINER}", "")
    assert plain == signed


def test_the_only_other_outcome_is_told_as_one(folder: Path) -> None:
    results = read_results(folder)
    kept = ("wait_first_help", "cost", "repeat_share")
    rows = tuple(replace(row, verdict="uncertain") for row in results.rows if row.indicator in kept)
    answer = teller_of(replace(results, rows=rows)).answer("ahead", results.ahead[1])
    assert answer.closing[0] == "The only other main outcome does not become demonstrably worse."


def test_a_range_on_one_side_without_a_verdict_is_called_possible(teller: Teller) -> None:
    spec = teller.sentence(a_row(verdict="uncertain"))
    assert spec == (
        "Days placed away from home: possibly 100 to 300 days per year fewer, but with so many"
        " outcomes that may be chance."
    )


@pytest.mark.parametrize(("difference", "says"), [(0.0, "changes nothing"), (1.0, "that matters")])
def test_where_no_run_differs_it_changes_nothing(
    teller: Teller, difference: float, says: str
) -> None:
    # a range of -1 to 1 days away is a difference that does not matter; 0 in every run is none
    row = a_row(
        verdict="no_difference_that_matters", difference=0.0, low=-difference, high=difference
    )

    assert says in teller.sentence(row)
    assert says in teller.verdict(row)


def test_of_many_groups_only_those_beyond_chance_are_worse_off() -> None:
    # Holm: 0.01 x 3 < 0.05; then 0.03 x 2 > 0.05 and all after it fall too.
    rows = [a_row(verdict="worse", need=str(p), p_value=p) for p in (0.04, 0.01, 0.03)]
    assert [row.need for row in beyond_chance(rows)] == ["0.01"]
    assert beyond_chance([a_row(verdict="worse", p_value=None)]) == []


# ------------------------------------------------------------------ the page of a fit


def test_words_of_a_fit_stand_left_and_its_numbers_right() -> None:
    fit: Any = SimpleNamespace(files=(SimpleNamespace(name="a.csv", kind="jw305", rows=1200),))

    table = FitTables(fit, texts_in("nl")).files()

    assert table.head == ("bestand", "soort", "rijen")
    assert table.rows == (("a.csv", "JW305, start", "1.200"),)
    assert table.kind == "numbers named"  # report.css: to the right, but the second column
