"""Page one: its numbers are those of the tables, its words are those of the verdicts."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.figures.findings import difference_finding, hundred_finding
from sim.figures.labels import Labels
from sim.figures.references import policies, without_reactions
from sim.figures.results import Results, read_results
from sim.figures.trend import trend
from sim.report.amounts import Amounts
from sim.report.answers import Teller
from sim.report.group_waits import GroupWaits
from sim.report.lead import Lead
from sim.report.matrix import FLOWS, PUT_IN, UNTESTED, MatrixMaker
from sim.report.page import page
from sim.report.turning_short import in_short
from sim.results.hanging import Hanging, Lines, NumberNote, PartNote, VerdictNote
from sim.results.manifest import DrawsNote
from sim.texts import texts_in

from .report_fixture import write_results
from .report_numbers import AHEAD, BASELINE, END_STATE

WAIT, IN_TIME, COST = "wait_first_help", "first_help:within_norm", "cost"
UNITS = {WAIT: 1.0, IN_TIME: 100.0, COST: 1 / 5}
"""From the unit of a table to that of the page; five years together are told per year."""
NUMBER = re.compile(r"([−+]?)(\d+)(?:,(\d+))? ?(mln|duizend)?")
SIZES = {"mln": 1e6, "duizend": 1e3}
TOTAL = {"station": "all", "gemeente": "all", "need": "all"}


class Cells(HTMLParser):
    """The amounts in the rows of the first table, by row: its title and its cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in = False
        self.feed(html.split("</table>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
        self._in = (tag, dict(attrs).get("class")) in (("span", "amount"), ("th", None))

    def handle_endtag(self, tag: str) -> None:
        self._in = False

    def handle_data(self, data: str) -> None:
        if self._in:
            self.rows[-1][-1] += data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_results(tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="module")
def results(folder: Path) -> Results:
    return read_results(folder)


def parts(results: Results, lang: str = "nl") -> tuple[Any, ...]:
    labels = Labels.of(results.manifest, texts_in(lang))  # type: ignore[arg-type]
    amounts = Amounts(results.manifest, labels.texts)
    return results, labels, amounts, Teller(results, labels, amounts)


def numbers_in(text: str) -> list[tuple[float, float]]:
    """Each number, and half of its last digit; a unit that stands once is that of both."""
    plain = text.replace("\N{WORD JOINER}", "").replace("€\xa0", "").replace("\xa0", " ")
    units, found = NUMBER.findall(plain)[::-1], []
    size = 1.0
    for sign, whole, decimals, unit in units:
        size = SIZES.get(unit, size)
        value = float(f"{whole}.{decimals or 0}") * (-1 if sign == "−" else 1)
        found.append((value * size, 0.5 * size * 10.0 ** -len(decimals)))
    return found[::-1]


def assert_told(cell: str, expected: list[float]) -> None:
    """Each number as it is rounded; a range of the same number twice is told once."""
    told = numbers_in(cell)
    told = told * len(expected) if len(told) == 1 else told
    assert len(told) == len(expected), cell
    for (value, half), number in zip(told, expected, strict=True):
        assert abs(value - number) <= half * (1 + 1e-9), (cell, expected)


def with_rows(results: Results, indicator: str, **spec: Any) -> Results:
    rows = [
        replace(row, **spec) if row.indicator == indicator and row.headline else row
        for row in results.rows
    ]
    return replace(results, rows=tuple(rows))


def over_draws(results: Results, count: int) -> Results:
    spec = {"second_runs": 0, "repaired": 0, "numbers": 9, "groups": 3}
    note = DrawsNote(ensemble="groningen", count=count, **spec)
    return replace(results, manifest=results.manifest.model_copy(update={"draws": note}))


# ------------------------------------------------------------------ numbers


def test_the_numbers_of_page_one_are_those_of_the_tables(folder: Path, results: Results) -> None:
    table = pd.read_parquet(folder / "comparison.parquet")
    rows = Cells(page(results, texts_in("nl"), [])).rows[1:]
    compared = 0
    for name, (_, *cells) in zip(AHEAD[1:], rows[1:], strict=True):
        for indicator, cell in zip(UNITS, cells, strict=False):
            chosen = table[
                (table[list(TOTAL)] == "all").all(axis=1)
                & (table["indicator"] == indicator)
                & (table["scenario"] == name)
                & (table["period"] == END_STATE)
            ]
            ends = chosen[["low", "high"]].iloc[0] * UNITS[indicator]
            assert_told(cell, [float(end) for end in ends])
            compared += len(ends)
    assert compared >= 20


def test_levels_of_the_baseline_are_the_middle_of_its_runs(folder: Path, results: Results) -> None:
    table = pd.read_parquet(folder / "indicators.parquet")
    (_, *cells) = Cells(page(results, texts_in("nl"), [])).rows[1]
    for indicator, cell in zip(UNITS, cells, strict=False):
        runs = table[
            (table[list(TOTAL)] == "all").all(axis=1)
            & (table["indicator"] == indicator)
            & (table["scenario"] == BASELINE)
            & (table["period"] == END_STATE)
        ]["value"]
        spec = [runs.mean(), runs.quantile(0.05), runs.quantile(0.95)]
        assert_told(cell, [float(value) * UNITS[indicator] for value in spec])


def test_an_untested_wait_has_a_direction_and_no_weeks(results: Results) -> None:
    stations = {
        name: note.model_copy(update={"evidence": "untested"})
        for name, note in results.manifest.stations.items()
    }
    manifest = results.manifest.model_copy(update={"stations": stations})
    untested = replace(results, manifest=manifest)
    for line in MatrixMaker(*parts(untested)).matrix("ahead").lines:
        assert line.cells[0].mark == UNTESTED
        assert numbers_in(line.cells[0].amount) == []
    assert Lead(*parts(untested)).trend() == ""


# ------------------------------------------------------------------ words and marks


def test_each_cell_says_where_it_comes_from(results: Results) -> None:
    lines = MatrixMaker(*parts(results)).matrix("ahead").lines
    marks = {line.title: {cell.mark for cell in line.cells[:3]} for line in lines}
    assert marks["Ambulantisering"] == {PUT_IN}
    assert marks["Basisteam in alle gemeenten"] == {FLOWS}


@pytest.mark.parametrize(
    ("verdict", "word"),
    [
        ("better", "korter"),
        ("nearly_always", "bijna altijd korter"),
        ("mostly", "meestal korter"),
        ("uncertain", "staat niet vast"),
        ("no_difference_that_matters", "gelijk"),
        ("put_in", "korter, maar niet beter"),
    ],
)
def test_a_wait_has_the_word_of_its_verdict(results: Results, verdict: str, word: str) -> None:
    changed = with_rows(results, WAIT, verdict=verdict, difference=-3.0, low=-4.0, high=-2.0)
    line = MatrixMaker(*parts(changed)).matrix("ahead").lines[1]
    assert line.cells[0].word == word


def test_what_forbids_a_gain_stands_in_its_row(results: Results) -> None:
    spec = {"verdict": "mixed", "counter": "without_help", "counter_verdict": "shown"}
    changed = with_rows(results, WAIT, **spec, counter_part="light", difference=-3.0)
    line = MatrixMaker(*parts(changed)).matrix("ahead").lines[1]
    told = "Neemt te veel toe: het aantal jeugdigen zonder hulp na een jaar (lichte vragen)"
    assert line.cells[4].also[0] == told
    terms = Lead(*parts(changed)).terms()
    assert terms == "Te veel: boven de grens, hoogstens 5 per 1.000 verwijzingen."


def test_who_is_named_as_a_gemeente_is_not_taken_for_the_region(results: Results) -> None:
    worse = {"verdict": "worse", "p_value": 1e-9, "gemeente": "Groningen", "difference": 2.0}
    row = results.row("ahead", AHEAD[1], WAIT, period=END_STATE)
    assert row is not None
    more = replace(results, rows=(*results.rows, replace(row, headline=False, **worse)))
    line = MatrixMaker(*parts(more)).matrix("ahead").lines[1]
    assert "gemeente Groningen" in line.cells[4].amount
    base = MatrixMaker(*parts(results)).matrix("ahead").lines[0]
    assert base.about.startswith("4 gemeenten; niets verandert")


def test_a_gain_that_was_put_in_harms_nobody_and_says_so_beside_it(results: Results) -> None:
    before = MatrixMaker(*parts(results)).matrix("ahead").lines[1]
    changed = with_rows(results, WAIT, verdict="put_in", difference=-3.0)
    line = MatrixMaker(*parts(changed)).matrix("ahead").lines[1]
    assert line.cells[0].also == ("De winst is ingevoerd en niet gevonden",)
    assert line.cells[4].also == before.cells[4].also


def test_looking_back_nothing_is_followed_from_a_year(results: Results) -> None:
    (ahead, *_), (back, *_) = (
        MatrixMaker(*parts(results)).matrix(look).lines for look in ("ahead", "back")
    )
    assert ahead.about
    assert "was" in ahead.cells[0].word
    assert (back.about, back.cells[0].word) == ("", "")


def test_only_marks_that_stand_in_the_matrix_are_explained(results: Results) -> None:
    matrix = MatrixMaker(*parts(results)).matrix("ahead")
    assert matrix.marks == (FLOWS, PUT_IN, UNTESTED)
    assert replace(matrix, lines=matrix.lines[:1]).marks == (FLOWS,)


def test_what_else_goes_worse_stands_in_its_row(results: Results) -> None:
    before = MatrixMaker(*parts(results)).matrix("ahead").lines[1].cells[4]
    changed = with_rows(results, "first_help:escalated", verdict="worse", difference=0.02)
    cell = MatrixMaker(*parts(changed)).matrix("ahead").lines[1].cells[4]
    told = [line for line in cell.also if line not in before.also]
    assert len(told) == 1
    assert told[0].startswith("Meer jeugdigen")
    assert "crisis" in told[0]


def test_in_how_many_draws_it_is_less_and_more(results: Results) -> None:
    spec = {"look": "ahead", "scenario": AHEAD[1], "indicator": WAIT, "period": END_STATE}
    # 1 week matters: two draws are shorter, one is longer, one is neither
    by_draw = pd.DataFrame(
        [{**spec, "draw": n, "difference": d} for n, d in enumerate([-3.0, -1.2, 1.1, 0.9], 1)]
    )
    drawn = replace(over_draws(results, 4), by_draw=by_draw)
    matrix = MatrixMaker(*parts(drawn)).matrix("ahead")
    assert matrix.head[6] == "Hoe zeker: van 4 trekkingen"
    assert matrix.lines[1].cells[5].amount == "2 korter en 1 langer"


def test_the_line_on_top_names_what_gains_and_what_harms(results: Results) -> None:
    costs = {"better": "Goedkoper: ", "worse": "Duurder: ", "mixed": "maar niet zonder nadeel: "}
    for verdict, told in costs.items():
        changed = with_rows(results, COST, verdict=verdict)
        line = Lead(*parts(changed)).line()
        assert f"{told}“Basisteam in alle gemeenten”, “Ambulantisering” (als de aanname" in line
    none = with_rows(with_rows(results, COST, verdict="uncertain"), WAIT, verdict="uncertain")
    assert Lead(*parts(none)).line() == (
        "Van geen van de 4 soorten beleid staat vast dat het wachten er korter door wordt. Van geen"
        " staat vast dat het goedkoper is."
    )


@pytest.mark.parametrize(("steps", "way"), [(2.0, "up"), (-2.0, "down"), (0.5, "level")])
def test_where_the_wait_goes_by_itself(results: Results, steps: float, way: str) -> None:
    table = results.indicators
    total = (table[list(TOTAL)] == "all").all(axis=1) & (table["indicator"] == WAIT)
    last = total & (table["period"] == "2034") & (table["scenario"] == BASELINE)
    first = total & (table["period"] == "2024") & (table["scenario"] == BASELINE)
    values = table["value"].where(~last, 11.0 + steps).where(~first, 11.0)
    goes = trend(replace(results, indicators=table.assign(value=values)), WAIT, 1.0)
    assert goes is not None
    assert (goes.first_year, goes.last_year, goes.way) == ("2024", "2034", way)


def test_the_same_policy_without_reactions_stands_apart(results: Results) -> None:
    plain = AHEAD[3]  # uses no block, and nothing follows in it
    means = {
        (name, "places_followed", "foster", "all", "all", "2035"): 0.0 if name == plain else 5.0
        for name in AHEAD
    }
    other = replace(results)
    other.__dict__["means"] = {**results.means, **means}
    assert without_reactions(results) == ()
    assert without_reactions(other) == (plain,)
    assert plain not in policies(other)
    lines = MatrixMaker(*parts(other)).matrix("ahead").lines
    assert lines[1].title == "Gesloten plekken naar nul"
    assert lines[1].about == "niets verandert, zonder reacties"
    told = "Reacties: van aanbieders of gezinnen op het wachten."
    assert (Lead(*parts(other)).terms(), Lead(*parts(results)).terms()) == (told, "")


# ------------------------------------------------------------------ other results


def test_over_draws_it_says_so(results: Results) -> None:
    caveat = " ".join(Lead(*parts(over_draws(results, 64), "en")).caveat())
    assert "Each of the 64 draws fills in what we do not know, in line with what is known" in caveat


def test_one_run_gives_no_range(tmp_path: Path) -> None:
    one = read_results(write_results(tmp_path, replications=1, looks_back=False))
    line = MatrixMaker(*parts(one)).matrix("ahead").lines[1]
    assert {cell.word for cell in line.cells[:3]} == {"uit één run volgt geen marge"}
    assert line.cells[5].amount == "één run: geen marge"
    assert "een marge is er niet" in " ".join(Lead(*parts(one)).caveat())


def test_a_scenario_alone_has_levels_only(results: Results) -> None:
    manifest = results.manifest.model_copy(update={"scenarios": (BASELINE,), "look_back": None})
    matrix = MatrixMaker(*parts(replace(results, manifest=manifest, rows=()))).matrix("ahead")
    assert [len(matrix.head), len(matrix.lines), len(matrix.lines[0].cells)] == [5, 1, 4]
    assert matrix.caption == "2031 tot en met 2035."


# ------------------------------------------------------------------ findings and groups


def test_titles_of_figures_say_what_they_show(results: Results) -> None:
    _, labels, *_ = parts(results)
    decided = with_rows(with_rows(results, COST, verdict="worse"), WAIT, verdict="better")
    told = difference_finding(decided, labels)
    assert told.startswith("Duurder: “Basisteam in alle gemeenten”, “Ambulantisering” (als de aan")
    none = with_rows(results, COST, verdict="uncertain")
    assert difference_finding(none, labels) == (
        "Van geen scenario staat vast dat het duurder of goedkoper is"
    )
    assert hundred_finding([34.6, 35.4], labels) == (
        "Van 100 verwezen jeugdigen krijgen er in elk scenario gemiddeld 35 op tijd hulp"
    )
    assert hundred_finding([31.2, 35.4], labels) == (
        "Van 100 verwezen jeugdigen krijgen er gemiddeld 31 tot 35 op tijd hulp, naar gelang het"
        " scenario"
    )


def test_every_group_has_its_own_wait_and_no_gemeente_leads(results: Results) -> None:
    shown = GroupWaits(*parts(results)[:3]).table()
    assert shown is not None
    titles = [row[0] for row in shown.rows]
    # Veendam has 5 referrals, of which nothing is told.
    assert titles[-3:] == ["Eemsdelta", "Groningen", "Het Hogeland"]
    assert titles[:2] == ["Iedereen", "Opgelegd door rechter of GI"]
    row = next(
        row for row in results.rows
        if (row.scenario, row.indicator, row.need) == (AHEAD[1], WAIT, "complex")
    )  # fmt: skip
    cell = next(row for row in shown.rows if row[0] == "Meervoudig complex")[2]
    assert cell.startswith("▼ korter: ")
    assert shown.head[1] == "als niets verandert, 2024-2034"
    newcomers = next(row for row in shown.rows if row[0] == "Wie voor het eerst komt")
    assert newcomers[1].startswith("▲ langer: +2,")  # a fifth of a week a year, from 2024 to 2034
    assert_told(cell, [row.low or 0.0, row.high or 0.0])


def test_what_turns_a_verdict_over_is_told_in_a_sentence(results: Results) -> None:
    def verdict(scenario: str, indicator: str, **spec: Any) -> VerdictNote:
        words = {"look": "ahead", "verdict": "uncertain", "lines": Lines(nl=(), en=())}
        rest = {"settled": False, "named": (), "turns": 0}
        return VerdictNote(scenario=scenario, indicator=indicator, **{**words, **rest, **spec})

    part = PartNote(doubt="growth", nl="groei van de vraag", en="growth", part=0.4, half=0.1)
    number = NumberNote(look="ahead", scenario=AHEAD[1], indicator=COST, of="difference",
                        parts=(part,), rest=0.6)  # fmt: skip
    found = Hanging(
        doorstroom="0.1.0", of={}, draws=64, opening=Lines(nl=(), en=()),
        verdicts=(
            verdict(AHEAD[1], COST, named=("growth", "staff_to_find"), turns=2),
            verdict(AHEAD[1], WAIT), verdict(AHEAD[2], COST, settled=True),
            verdict(AHEAD[2], "repeat_share", named=("growth",), turns=1),
        ),
        worth=Lines(nl=(), en=()), numbers=(number,),
    )  # fmt: skip
    assert in_short(found, parts(results)[1]) == (
        "Kosten bij “Basisteam in alle gemeenten”: door groei van de vraag of staff to find.",
        "Van één ander oordeel over wachten of kosten is met 64 trekkingen niet te zeggen wat het"
        " doet omslaan.",
    )
