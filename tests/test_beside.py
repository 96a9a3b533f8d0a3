"""Two experiments on one page: what each says, what they do not share, and where it is written."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.errors import InputError
from sim.figures.results import Results, read_results
from sim.report import pages_beside
from sim.report.beside import page_beside
from sim.report.footing import footings, unlike
from sim.results.manifest import Manifest
from sim.texts import texts_in

from .report_fixture import without_months, write_results
from .report_numbers import BASELINE, END_STATE
from .test_report import Outline

ENSEMBLE = {"ensemble": "here", "count": 16, "second_runs": 0, "repaired": 0, "numbers": 300,
            "groups": 9}  # fmt: skip
AB, CD = "ab" * 32, "cd" * 32


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("two") / "one"
    return without_months(write_results(place, looks_back=False, replications=2))


@pytest.fixture(scope="module")
def one(folder: Path) -> Results:
    return read_results(folder)


def changed(results: Results, **spec: Any) -> Results:
    """The same results in another folder, of another manifest."""
    manifest = {**results.manifest.model_dump(mode="json"), **spec}
    return replace(
        results,
        folder=results.folder.with_name("other"),
        manifest=Manifest.model_validate_json(json.dumps(manifest)),
    )


def page(first: Results, second: Results, lang: str = "nl") -> Outline:
    return Outline(page_beside(first, second, texts_in(lang), None))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def same(one: Results) -> Outline:
    return page(one, changed(one))


def warned(first: Results, second: Results) -> list[str]:
    texts = texts_in("nl")
    return unlike(first, second, footings(first, second, texts), texts)


def test_two_of_the_same_stand_on_the_same(one: Results, same: Outline) -> None:
    assert warned(one, changed(one)) == []
    assert "Deze twee staan op hetzelfde" in same.words
    assert "daarover staat hier geen oordeel" in same.words
    each = same.words.split("Wat in elk van beide gold")[1]
    assert each.count(" gelijk") == 11
    assert "anders" not in each


PERIODS = {"start": "2019-01-01", "report_from": "2021-01-01", "end": "2036-01-01",
           "years": [str(year) for year in range(2021, 2036)], "spans": ["all", END_STATE],
           "end_state": END_STATE, "headline": "2035", "headline_back": None}  # fmt: skip


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ({"gemeenten": {"Twente": {"outside": False, "youth": 9000}}}, "andere regio"),
        ({"periods": PERIODS}, "Zij gaan over andere jaren"),
        ({"replications": 12}, "een ander aantal runs"),
        ({"draws": ENSEMBLE}, "Zij rekenen met andere trekkingen"),
        ({"seed": 7}, "startgetal is anders: er komen andere jeugdigen"),
        ({"scale": 0.5}, "op een andere schaal"),
        ({"money": {"price_level": 2025, "index": {}}}, "in prijzen van een ander jaar"),
    ],
)
def test_what_cannot_be_compared_is_said(one: Results, spec: dict[str, Any], told: str) -> None:
    (line,) = warned(one, changed(one, **spec))
    assert told in line


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ({"matters": {"weeks_waited": 2, "cost": "1%"}}, "Welk verschil ertoe doet"),
        ({"files": {"scenarios/groningen.yaml": CD}}, "niet gelijk: scenarios/groningen.yaml."),
        (
            {"files": {"scenarios/twente.yaml": CD}},
            "niet gelijk: geen enkel bestand staat in beide",
        ),
        ({"doorstroom": "0.2.0"}, "een andere versie van Doorstroom"),
    ],
)
def test_what_may_explain_a_difference_is_said(
    one: Results, spec: dict[str, Any], told: str
) -> None:
    (line,) = warned(one, changed(one, **spec))
    assert told in line


def test_what_matters_is_told_in_words(one: Results) -> None:
    told = {item.key: item.told for item in footings(one, changed(one), texts_in("nl"))}
    assert told["matters"] == ("Gewachte weken op een lijst 1; Kosten per jaar 1%",) * 2


def test_small_numbers_are_not_rounded_away(one: Results) -> None:
    second = changed(one, scale=0.004, matters={"weeks_waited": 0.125})
    told = {item.key: item.told for item in footings(one, second, texts_in("nl"))}
    assert told["scale"] == ("1", "0,004")
    assert told["matters"][1] == "Gewachte weken op een lijst 0,125"


def test_another_ensemble_is_known_by_its_digest(one: Results) -> None:
    first, second = (
        changed(one, draws=ENSEMBLE, files={f"{place}/here.ensemble.json": digest, "root": AB})
        for place, digest in (("x", AB), ("y", CD))
    )
    assert warned(first, second) == ["Hun trekkingen komen niet uit hetzelfde ensemble."]
    told = {item.key: item.told for item in footings(first, second, texts_in("nl"))}
    assert told["draws"] == ("16 uit het ensemble here",) * 2
    assert told["ensemble"] == ("ababababab", "cdcdcdcdcd")
    unknown = replace(changed(one, draws=ENSEMBLE), folder=Path("unknown"))
    assert warned(changed(one, draws=ENSEMBLE), unknown) == warned(first, second)


def weeks(results: Results) -> str:
    """The wait of the baseline in the end state as a page writes it: mean, 5% and 95% of runs."""
    table = results.indicators
    total = (table[["station", "gemeente", "need"]] == "all").all(axis=1)
    runs = table[total & (table["scenario"] == BASELINE) & (table["period"] == END_STATE)
                 & (table["indicator"] == "wait_first_help")]["value"]  # fmt: skip
    ends = [f"{number:.1f}" for number in (runs.mean(), *runs.quantile([0.05, 0.95]))]
    return "{} ({} to {})".format(*ends)


def test_each_measure_of_both_stands_beside_the_other(one: Results) -> None:
    asked = {"nl": '<script>alert("x")</script>', "en": '<script>alert("x")</script>'}
    second = changed(one, question=asked, scenarios=[BASELINE, "ambulantisation"], seed=7)
    table = one.indicators
    longer = table["value"] + 3 * (table["indicator"] == "wait_first_help")
    second = replace(second, indicators=table.assign(value=longer))
    outline = page(one, second, "en")
    assert "Mind: do not compare the numbers of these two" in outline.words
    both = outline.words.split("What stands in both")[1].split("What they stand on")[0]
    assert re.search(
        rf"Weeks to first help {re.escape(weeks(one))}; was 11\.\d in 2021 "
        rf"{re.escape(weeks(second))}; was 14\.\d in 2021 ",
        both,
    )
    assert "Ambulantisation Measure one other" in both
    assert "Closed places to zero" not in both  # of the first only
    own = outline.words.split("What stands in both")[0].rsplit(" other: ", 1)[1]
    assert "Closed places to zero" not in own
    # What a file says is text.
    assert own.startswith('<script>alert("x")</script>')
    assert not outline.all("script")


def test_what_older_or_smaller_results_lack_is_said(one: Results) -> None:
    alone = replace(changed(one, kind="run", scenarios=[BASELINE]), rows=())
    outline = page(one, alone)
    own = outline.words.split("Wat in beide staat")[0].rsplit(" other: ", 1)[1]
    assert "Een vergelijking: er is één scenario." in own
    assert "Bekende cijfers om het model naast te leggen." in own
    both = outline.words.split("Wat in beide staat")[1].split("Waar zij op staan")[0]
    assert "Basisteam in alle gemeenten" not in both


def test_results_of_which_a_part_was_kept_say_so(one: Results) -> None:
    part = changed(one, kept=["in_care_mean"], kept_in_total=["wait_first_help"])
    outline = page(one, part)
    assert outline.words.count("van elke run is een deel bewaard (--keep)") == 1
    # Nobody looked at waits by need, gemeente and list.
    assert "niemand aantoonbaar" not in outline.words.rsplit(" other: ", 1)[1].split("Wat in")[0]


def test_a_folder_may_have_any_name(one: Results) -> None:
    named = replace(one, folder=one.folder.with_name('<b>\u202e\udc80"'))
    # Escaped, and signs that cannot be seen by their number.
    assert 'one | <b>\\u202e\\udc80"' in page(one, named).words


def test_results_of_before_are_refused_by_name(folder: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    older.mkdir()
    (older / "manifest.json").write_text('{"doorstroom": "0.0.1"}', encoding="utf-8")
    with pytest.raises(InputError, match=r"older/manifest.json: was written by an older Doorstro"):
        pages_beside(older, folder)


def test_it_can_be_heard_and_becomes_cards(same: Outline) -> None:
    assert not same.open
    ids = [attributes["id"] for _, attributes in same.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["aria-labelledby"] for attributes in same.all("section")} <= set(ids)
    kinds = [str(table["class"]) for table in same.all("table")]
    # Two matrices, a table for the baseline and each of four policies, and what they stand on.
    assert kinds == ["matrix"] * 2 + ["pair cards"] * 6
    assert all(cell["data-label"] for cell in same.all("td"))


# ------------------------------------------------------------------ the command


def told(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["report", *map(str, arguments)])
    return done.exit_code, done.output.strip()


def test_the_command_writes_a_folder_of_its_own_and_replaces_nothing(
    folder: Path, tmp_path: Path
) -> None:
    first, other = (Path(shutil.copytree(folder, tmp_path / name)) for name in ("first", "other"))
    before = {path: path.read_bytes() for path in (*first.iterdir(), *other.iterdir())}
    place = tmp_path / "first-beside-other"
    assert told(first, other) == (0, f"{place / 'report.html'}\n{place / 'report.en.html'}")
    assert {path.name for path in place.iterdir()} == {"report.html", "report.en.html"}
    assert 'href="report.en.html"' in (place / "report.html").read_text(encoding="utf-8")
    assert {path: path.read_bytes() for path in (*first.iterdir(), *other.iterdir())} == before
    code, refused = told(first, other)
    assert code != 0
    assert "is there already, and nothing is replaced" in refused
    alone = tmp_path / "elsewhere"
    assert told(first, other, "--out", alone, "--lang", "en") == (0, str(alone / "report.en.html"))
    assert not re.search("href=.report", (alone / "report.en.html").read_text(encoding="utf-8"))


def test_the_command_refuses_what_makes_no_sense(folder: Path, tmp_path: Path) -> None:
    same = told(folder, folder)
    assert (same[0], "is the same folder as the first" in same[1]) == (2, True)
    alone = told(folder, "--out", tmp_path / "x")
    assert (alone[0], "--out is for two folders" in alone[1]) == (2, True)
    inside = told(folder, tmp_path, "--out", folder / "page")
    assert inside[0] != 0
    assert "lies in the folder of results" in inside[1]
    assert not (folder / "page").exists()
