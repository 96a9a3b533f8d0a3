"""What must be true for a policy to pay: sums that a reader can do again."""

import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from sim.figures.labels import Labels
from sim.figures.results import Results, Row, read_results
from sim.report.amounts import Amounts
from sim.report.answers import Teller
from sim.report.conditions import Conditions, conditions
from sim.texts import texts_in

from .report_fixture import change_manifest, write_results
from .report_numbers import BASELINE

END_STATE = "2031-2035"
YEARS = 5
MILLION = 1e6
HEAD = (
    "id,look,with,without,pool,gemeenten,years,replications,clients_per_fte,cost_difference,"
    "cost_difference_low,cost_difference_high,cost_of_places,lump_sums,factor,"
    "factor_low,factor_high,breakeven,breakeven_low,breakeven_high\n"
)


def cost(station: str, per_year: float, **spec: object) -> Row:
    """A row on cost in the end state; millions a year."""
    total = YEARS * MILLION * per_year
    row: dict[str, object] = {
        "scenario": "ambulantisation", "baseline": "groningen", "look": "ahead",
        "indicator": "cost", "station": station, "gemeente": "all", "need": "all",
        "period": END_STATE,
        "headline": station == "all", "baseline_mean": 200 * YEARS * MILLION,
        "scenario_mean": (200 + per_year) * YEARS * MILLION, "difference": total,
        "low": total - YEARS * 0.5 * MILLION, "high": total + YEARS * 0.5 * MILLION,
        "p_value": 0.001, "verdict": "better" if per_year < 0 else "worse", "counter": "",
        "counter_part": "", "counter_verdict": "",
        "evidence": "runs",
    }  # fmt: skip
    return Row(**{**row, **spec})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = write_results(tmp_path_factory.mktemp("results"), replications=2, looks_back=False)
    return read_results(folder)


def result(results: Results, *rows: Row, lang: str = "en") -> Conditions:
    changed = replace(results, rows=rows)
    labels = Labels(changed.manifest, texts_in(lang))  # type: ignore[arg-type]
    amounts = Amounts(changed.manifest, labels.texts)
    return conditions(changed, labels, amounts, Teller(changed, labels, amounts))


def test_how_much_of_an_assumed_fall_must_come_true(results: Results):
    # 16 million a year less at one list, 4 more at another: 12 less, give or take a half. So the
    # policy pays if 4/16 of the fall comes true: 1 - 12.5/16 = 22% to 1 - 11.5/16 = 28%.
    (item,) = result(
        results, cost("all", -12), cost("residential", -16), cost("foster", 4)
    ).scenarios
    (line,) = item.lines
    assert item.title == "Ambulantisation"
    assert line.startswith(
        "€16.0\xa0million a year goes, mostly on open residential care, and €4.0"
    )
    assert "if at least 22% to 28% of it comes true" in line


def test_a_fall_that_is_never_enough_asks_for_fewer_referrals_or_a_saving_elsewhere(
    results: Results,
):
    (item,) = result(results, cost("all", 3), cost("residential", -2), cost("foster", 5)).scenarios
    short, inflow = item.lines
    assert "Even if all of that fall comes true" in short
    # 2.5 to 3.5 million a year of the 203 million that the scenario costs.
    assert "at least 1.2% to 1.7% fewer youths are referred" in inflow
    assert "€2.5 to 3.5\xa0million a year is saved outside this model" in inflow


def test_what_the_lists_do_not_explain_is_not_worked_out(results: Results):
    (item,) = result(results, cost("all", -12), cost("residential", -6)).scenarios
    assert item.lines == (texts_in("en")("conditions.unknown"),)


def test_a_range_that_is_too_wide_is_not_told(results: Results):
    wide = {"low": -70 * MILLION, "high": -10 * MILLION}
    # A fall of 60 million, of which 0% to 83% must come true.
    (item,) = result(results, cost("all", -12, **wide), cost("residential", -12)).scenarios
    assert item.lines == (texts_in("en")("conditions.unknown"),)


def test_no_part_over_all_of_a_fall_is_told(results: Results):
    # Of a fall of 16 million 15.5 to 16.5 are needed: 97% to 103%.
    (item,) = result(
        results, cost("all", 0, verdict="uncertain"), cost("residential", -16), cost("foster", 16)
    ).scenarios
    (line,) = item.lines
    assert "at least 97% of it comes true, but perhaps not even if all of it does" in line


def test_a_mechanical_policy_that_is_dearer_says_what_inflow_pays_for_it(results: Results):
    dearer = cost("all", 3, scenario="basis-team-everywhere")
    (item,) = result(results, dearer).scenarios
    assert len(item.lines) == 1
    assert "fewer youths are referred" in item.lines[0]


def test_a_difference_that_is_not_decided_asks_for_nothing(results: Results):
    undecided = cost("all", 3, scenario="basis-team-everywhere", verdict="uncertain")
    assert result(results, undecided).scenarios == ()


# ------------------------------------------------------------------ caseloads


def with_caseload(tmp_path: Path, row: str) -> Results:
    folder = write_results(tmp_path, replications=2, looks_back=False)
    table = pd.read_csv(io.StringIO(HEAD + row), dtype={"id": str, "years": str})
    table.to_parquet(folder / "breakeven.parquet")
    asked = {
        "id": "team", "title": {"nl": "Het team", "en": "The team"}, "look": "back",
        "scenario": BASELINE, "pool": "closed_north", "gemeenten": [], "years": [2023, 2024],
    }  # fmt: skip
    change_manifest(folder, breakeven=[asked])
    return read_results(folder)


BEGIN = "team,back,groningen,without,wij,Groningen,2023; 2024,10,5.2"


def test_the_caseload_at_which_a_team_pays(tmp_path: Path):
    # Places of 32 million in two years, 26 million dearer: 3 million a year spent less elsewhere.
    row = f"{BEGIN},26e6,25e6,27e6,32e6,4e6,0.1875,0.156,0.219,27.7,23.7,33.3"
    section = result(with_caseload(tmp_path, row), lang="nl")
    (line,) = section.caseloads
    assert line == (
        "Het team (2023 tot en met 2024): dit kost €\xa016,0\xa0mln per jaar,"
        " waarvoor elders €\xa03,0\xa0mln per jaar minder wordt uitgegeven."
        " Quitte bij een caseload van 23,7 tot 33,3; in dit model is hij 5,2. Daar komt"
        " €\xa02,0\xa0mln per jaar bij voor werk zonder traject, dat geen caseload terugverdient:"
        " wat hier quitte heet, kost samen nog €\xa02,0\xa0mln per jaar meer."
    )
    assert section.note
    assert "zegt niet wat een goede caseload is" in section.note


@pytest.mark.parametrize(
    ("numbers", "spec"),
    [
        ("26e6,20e6,33e6,32e6,0,0.2,-0.1,0.4,26,13,", "only at a caseload of 13.0 or more"),
        ("33e6,20e6,46e6,32e6,0,-0.03,-0.4,0.3,,17.3,", "at a caseload of 17.3 or more,"),
        ("33e6,32e6,34e6,32e6,0,-0.03,-0.06,-0.01,,,", "No caseload makes it break even"),
        ("26e6,25e6,27e6,0,0,,,,,,", "cannot be worked out"),
        ("26e6,,,32e6,0,0.1875,,,27.7,,", "Breaks even at a caseload of 27.7;"),
    ],
)  # fmt: skip
def test_a_caseload_that_may_not_exist(tmp_path: Path, numbers: str, spec: str):
    (line,) = result(with_caseload(tmp_path, f"{BEGIN},{numbers}")).caseloads
    assert spec in line


@pytest.mark.parametrize(
    ("numbers", "answered", "told"),
    [
        ("26e6,25e6,27e6,32e6,0,0.19,0.16,0.22,27.7,23.7,33.3", 10,
         "23.7 to 33.3; in this model it is 5.2. Range over draws: nine in ten lie within, half of "
         "them below 27.7. Other numbers are the middle ones of the draws."),
        ("26e6,20e6,33e6,32e6,0,0.2,-0.1,0.4,26,13,", 8, "half of them below 26.0. Other numbers "
         "are the middle ones of the draws. In 2 of 10 draws it cannot be worked out."),
        ("33e6,20e6,46e6,32e6,0,-0.03,-0.4,0.3,,17.3,", 10, "in this model it is 5.2. Range over "
         "draws: nine in ten lie within. Other numbers"),
        ("26e6,25e6,27e6,0,0,,,,,,", 0, "cannot be worked out, as in no draw one scenario spends"),
    ],
)  # fmt: skip
def test_a_caseload_over_draws(tmp_path: Path, numbers: str, answered: int, told: str):
    read = with_caseload(tmp_path, f"{BEGIN},{numbers}")
    drawn = replace(read, breakeven=read.breakeven.assign(answered_in=answered))
    (line,) = result(drawn).caseloads
    assert told in line
