"""Results for a spreadsheet: the numbers, words and rules of the page, in cells that stay texts."""

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.errors import InputError, OutputError
from sim.exports import FORMATS, export
from sim.exports.formats import csv_nl, xlsx
from sim.exports.sheets import Number

from .report_fixture import change_manifest, made_up_manifest, seal
from .report_numbers import AHEAD, BACK, END_STATE

HOW = "make install brings what the extra [export] needs"
pytest.importorskip("xlsxwriter", reason=HOW)
openpyxl = pytest.importorskip("openpyxl", reason=HOW)

OTHER, BASELINE = "ambulantisation", "groningen"
PLAIN = {
    "look": "ahead", "scenario": OTHER, "baseline": BASELINE, "station": "all", "gemeente": "all",
    "need": "all", "period": END_STATE, "headline": True, "baseline_mean": 100.0,
    "scenario_mean": 100.0, "low": None, "high": None, "p_value": 0.001, "verdict": "better",
    "counter": "", "counter_part": "", "counter_verdict": "", "evidence": "runs",
    "matters": 1.0,
}  # fmt: skip
CELL = ["scenario", "indicator", "station", "gemeente", "need", "period"]


def row(indicator: str, before: float, after: float, **spec: Any) -> dict[str, Any]:
    """A row of the comparison, with an interval of one tenth of the difference on either side."""
    apart = after - before
    width = abs(apart) / 10
    values = {"baseline_mean": before, "scenario_mean": after, "difference": apart}
    return {**PLAIN, "indicator": indicator, **values, "low": apart - width, "high": apart + width,
            **spec}  # fmt: skip


def results(folder: Path, *rows: dict[str, Any], kept: tuple[str, ...] = (), **spec: Any) -> Path:
    """A results folder whose comparison is of these rows; `kept` are indicators kept back."""
    folder.mkdir(parents=True)
    nothing = {**dict.fromkeys(CELL, ""), "draw": 0, "replication": 0, "value": 0.0}
    months = {**nothing, "month": pd.Timestamp(2021, 1, 1)}
    cells = [(OTHER, name, "all", "all", "all", END_STATE) for name in kept]
    tables = {
        "indicators": pd.DataFrame([nothing]).iloc[:0],
        "series": pd.DataFrame([months]).iloc[:0],
        "kept_back": pd.DataFrame(cells, columns=CELL).astype(str),
        "comparison": pd.DataFrame(rows),
    }
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet")
    manifest = made_up_manifest(2).model_dump(mode="json")
    seal(folder, {**manifest, "look_back": None, **spec})
    return folder


def csv_of(folder: Path, name: str, lang: Any = "nl") -> list[dict[str, str]]:
    place = export(folder, "csv-nl", lang=lang)
    with (place / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def workbook(folder: Path, lang: Any = "nl") -> Any:
    return openpyxl.load_workbook(export(folder, "xlsx", lang=lang))


def titled(title: str) -> dict[str, Any]:
    """The scenarios of the manifest, one of them called so."""
    spec = {"nl": title, "en": title}
    blank = {"extends": None, "blocks": [], "numbers": {"official": 2, "assumption": 3},
             "warnings": [], "explained": {"nl": [], "en": []}}  # fmt: skip
    return {name: {**blank, "title": spec if name == OTHER else None} for name in (*AHEAD, *BACK)}


# ------------------------------------------------------------------ csv for Dutch Excel


def test_totals_are_per_year_and_numbers_are_rounded_as_people_say_them(tmp_path: Path) -> None:
    folder = results(
        tmp_path / "r",
        row("cost", 100e6, 110.5e6),  # over five years, 2.1 million a year
        row("wait_first_help", 12.04, 8.9),
        row("over_norm_first_help", 0.5, 0.3766),
        row("escalated", 100, 161),  # 61 in five years: 12 a year
        row("days_away", 0, -4321.0),
    )
    rows = {item["Naam in de tabellen"]: item for item in csv_of(folder, "samenvatting")}
    told = {name: (item["Verschil"], item["Eenheid"]) for name, item in rows.items()}
    assert told == {
        "cost": ("2100000", "euro per jaar"),
        "wait_first_help": ("-3,1", "weken"),
        "over_norm_first_help": ("-0,123", "aandeel"),
        "escalated": ("12", "jeugdigen per jaar"),
        "days_away": ("-864", "dagen"),
    }
    cost = rows["cost"]
    assert (cost["Uitgangspunt, stand"], cost["Scenario, stand"]) == ("20000000", "22100000")
    assert (cost["Laagst (95%)"], cost["Hoogst (95%)"]) == ("1890000", "2310000")
    assert (cost["Periode"], cost["Scenario"]) == ("2031 tot en met 2035", "Ambulantisering")
    assert (cost["Plek in de keten"], cost["Oordeel"]) == (
        "alle",
        "Als de aanname klopt: goedkoper",
    )


def test_dutch_excel_finds_its_marks(tmp_path: Path) -> None:
    place = export(results(tmp_path / "r", row("cost", 10e6, 20e6)), "csv-nl")
    assert sorted(path.name for path in place.iterdir()) == [
        "aannames.csv", "lees-dit-eerst.csv", "samenvatting.csv", "vergelijking.csv",
    ]  # fmt: skip
    content = (place / "samenvatting.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfScenario;Vergeleken met;")
    assert content.count(b"\n") == content.count(b"\r\n") == 2


def test_the_words_are_english_where_asked(tmp_path: Path) -> None:
    folder = results(tmp_path / "r", row("cost", 10e6, 20e6, verdict="worse"))
    (item,) = csv_of(folder, "summary", "en")
    assert (item["Outcome"], item["Unit"], item["Difference"]) == (
        "Cost per year", "euros per year", "2000000",
    )  # fmt: skip
    assert item["Verdict"] == "If the assumption holds: dearer"


@pytest.mark.parametrize("number", [-0.04, 0.04])
def test_nothing_is_never_minus_nothing(number: float) -> None:
    assert csv_nl._written(Number(number, "weeks")) == "0,0"


# ------------------------------------------------------------------ what is told to nobody


def test_a_small_cell_keeps_its_verdict_and_no_amount(tmp_path: Path) -> None:
    """The main outcome stays, a wait of few children and rows that are none go."""
    folder = results(
        tmp_path / "r",
        row("escalated", 500, 400),
        row("wait_first_help:closed", 9, 3),
        row("returns", 500, 400, headline=False),
        kept=("escalated", "wait_first_help:closed", "returns"),
    )
    (item,) = csv_of(folder, "vergelijking")
    assert item["Naam in de tabellen"] == "escalated"
    assert item["Oordeel"] == "Als de aanname klopt: beter"
    assert {item[name] for name in ("Uitgangspunt, stand", "Scenario, stand", "Verschil",
            "Laagst (95%)", "Hoogst (95%)")} == {""}  # fmt: skip
    assert item["Opmerking"].startswith("Niet getoond: in de simulatie staan er minder dan 10")


def test_weeks_of_an_untested_wait_are_left_out(tmp_path: Path) -> None:
    weeks = [
        row("weeks_waited", 9, 3, station=name, headline=False) for name in ("hsj", "youth_ggz")
    ]
    untested, tested = csv_of(results(tmp_path / "r", *weeks), "vergelijking")
    assert (untested["Plek in de keten"], untested["Verschil"], untested["Opmerking"]) == (
        "hoogspecialistische jeugdhulp, ambulant", "", "alleen de richting: niet getoetst",
    )  # fmt: skip
    assert (tested["Plek in de keten"], tested["Verschil"]) == ("jeugd-ggz", "-6,0")


def test_rows_in_which_nothing_differs_and_short_periods_are_left_out(tmp_path: Path) -> None:
    folder = results(
        tmp_path / "r",
        row("cost", 10e6, 20e6),
        row("returns", 100, 100, headline=False, p_value=1.0),
        row("waiting", 100, 300, headline=False, period="2031-10-01"),
        row("youths:jeugdhulp", 100, 300, headline=False, period="2031-H1"),
        row("returns", 100, 300, headline=False, period="2031"),
    )
    told = [item["Naam in de tabellen"] for item in csv_of(folder, "vergelijking")]
    assert told == ["cost", "returns"]
    assert len(csv_of_again(folder, "samenvatting")) == 1


def csv_of_again(folder: Path, name: str) -> list[dict[str, str]]:
    """Of an export that was made already."""
    path = folder.with_name(f"{folder.name}-csv-nl") / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


# ------------------------------------------------------------------ texts stay texts

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\x07=1+1", "=cmd|'/c calc'!A1"]


@pytest.mark.parametrize("title", FORMULAS)
def test_no_text_becomes_a_formula_in_csv(tmp_path: Path, title: str) -> None:
    folder = results(tmp_path / "r", row("cost", 10e6, 20e6), scenario=titled(title))
    (item,) = csv_of(folder, "samenvatting")
    assert item["Scenario"][0] in "'\\"
    assert item["Scenario"].isprintable()


@pytest.mark.parametrize("title", [*FORMULAS, "0031", "https://example.org", "<b>&amp;</b>", "a;b"])
def test_no_text_becomes_a_formula_number_or_link_in_a_workbook(tmp_path: Path, title: str) -> None:
    folder = results(tmp_path / "r", row("cost", 10e6, 20e6), scenario=titled(title))
    cell = workbook(folder)["Samenvatting"]["A2"]
    shown = title.strip("\t\x07")
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert str(cell.value).endswith(shown)
    assert str(cell.value).isprintable()


# ------------------------------------------------------------------ the workbook


def test_a_workbook_is_as_people_expect_it(tmp_path: Path) -> None:
    folder = results(
        tmp_path / "r",
        row("cost", 100e6, 110.5e6),
        row("wait_first_help", 12.04, 8.9),
        row("over_norm_first_help", 0.5, 0.3766),
    )
    book = workbook(folder)
    assert book.sheetnames == ["Lees dit eerst", "Samenvatting", "Vergelijking", "Aannames"]
    page = book["Samenvatting"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:P4")
    assert page.column_dimensions["C"].width >= 50
    assert page["A1"].font.bold
    cells = [page.cell(line, 11) for line in (2, 3, 4)]
    assert [cell.value for cell in cells] == [2_100_000, -3.1, -0.123]
    assert [cell.number_format for cell in cells] == ['"€" #,##0', "#,##0.0", "0.0%"]
    assert page.print_title_rows == "$1:$1"
    assert page.oddFooter.left.text == "Doorstroom: een simulatie"


def test_the_first_sheet_says_that_it_is_a_simulation_and_how_it_was_made(tmp_path: Path) -> None:
    page = workbook(results(tmp_path / "r", row("cost", 1e6, 2e6)))["Lees dit eerst"]
    told = [(left.value, right.value) for left, right in page.iter_rows(max_col=2)]
    assert told[1] == ("Waar dit over gaat", "Wat doet beleid met wachten en geld?")
    assert told[2][0] == "PROEFRUN"
    assert any(str(text).startswith("Dit is een simulatie") for _, text in told)
    assert ("Startgetal", "2026") in told


def test_the_assumptions_stand_in_a_workbook(tmp_path: Path) -> None:
    folder = results(tmp_path / "r", row("cost", 1e6, 2e6))
    page = workbook(folder, "en")["Assumptions"]
    told = [[cell.value for cell in line] for line in page.iter_rows(min_row=2)]
    assert ["Ambulantisation", "Numbers in the file", "assumed", 210, None] in told
    block = [line for line in told if line[1] == "Policy" and line[0] == "Ambulantisation"]
    assert block == [["Ambulantisation", "Policy", "Block “At home”: effect assumed (put in by us)."
                      " Fewer beds.", None, "Voortgangsnotitie, section 6"]]  # fmt: skip
    assert ["all scenarios", "Wait", "youth mental health care: tested", None, None] in told
    assert ["all scenarios", "Document", "Voortgangsnotitie (2024)", None, None] in told


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    folder = results(tmp_path / "r", row("cost", 1e6, 2e6))
    first, second = (export(folder, "xlsx", out=tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert first.read_bytes() == second.read_bytes()


def test_more_rows_than_a_sheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "SHEET_ROWS", 100)
    folder = results(tmp_path / "r", *[row("cost", 1e6, 2e6)] * 100)
    told = asked(folder, "xlsx", code=2)
    assert told == ("--format xlsx: Samenvatting has 100 rows, more than a sheet can hold; choose "
                    "csv-nl")  # fmt: skip
    assert not folder.with_name("r.xlsx").exists()


def test_a_workbook_without_its_package_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "find_spec", lambda name: None)
    folder = results(tmp_path / "r", row("cost", 1e6, 2e6))
    told = asked(folder, "xlsx", code=2)
    assert told == ("--format xlsx: needs the package xlsxwriter; install it with "
                    "`pip install 'doorstroom[export]'`, or choose csv-nl")  # fmt: skip
    assert not folder.with_name("r.xlsx").exists()


# ------------------------------------------------------------------ a scenario alone


def test_of_a_scenario_alone_its_levels_are_told(tmp_path: Path) -> None:
    """Two runs: means of 30 and 8 weeks; of the second indicator few children stand behind one."""
    folder = results(tmp_path / "r", kind="run", experiment=None, question=None,
                     scenarios=[BASELINE])  # fmt: skip
    (folder / "comparison.parquet").unlink()
    cells = [("escalated", END_STATE, (100.0, 200.0)), ("wait_first_help", END_STATE, (6.0, 10.0)),
             ("returns", END_STATE, (5.0, 205.0)), ("returns", "2031-H1", (500.0, 500.0)),
             ("incidence_first_help:started:4", "all", (0.5, 0.5))]  # fmt: skip
    table = [
        (BASELINE, 0, run, name, "all", "all", "all", period, value)
        for name, period, values in cells
        for run, value in enumerate(values)
    ]
    names = ["scenario", "draw", "replication", "indicator", "station", "gemeente", "need",
             "period", "value"]  # fmt: skip
    pd.DataFrame(table, columns=names).to_parquet(folder / "indicators.parquet")
    change_manifest(folder)
    rows = csv_of(folder, "uitkomsten")
    told = [
        (item["Naam in de tabellen"], item["Gemiddeld"], item["Laagst (midden 90%)"],
         item["Hoogst (midden 90%)"])
        for item in rows
    ]  # fmt: skip
    # per year of five; 90% between two runs a and b lies 5% of b - a inside either of them
    assert told == [
        ("escalated", "30", "21", "39"),
        ("wait_first_help", "8,0", "6,2", "9,8"),
        ("returns", "21", "3", "39"),
    ]
    assert csv_of_again(folder, "samenvatting") == rows


# ------------------------------------------------------------------ where it goes, what goes wrong


def asked(folder: Path, name: str, *more: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["export", str(folder), "--format", name, *more])
    assert result.exit_code == code, result.output
    return (result.stderr if code else result.stdout).strip()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return results(tmp_path_factory.mktemp("made") / "r", row("cost", 1e6, 2e6))


def test_the_command_says_where_it_wrote(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "mine.xlsx"
    assert asked(made, "xlsx", "--out", str(out)) == f"exported: {out}"
    assert out.stat().st_size > 5000
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize("name", ["mine.xlsx", "mine"])
def test_nothing_is_replaced(made: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    out.write_text("my own", encoding="utf-8")
    told = asked(made, "xlsx" if out.suffix else "csv-nl", "--out", str(out), code=2)
    assert told == (f"{out}: is there already, and nothing is replaced; remove it, or name another "
                    "place with --out")  # fmt: skip
    assert out.read_text(encoding="utf-8") == "my own"


def test_a_folder_of_results_holds_nothing_else(made: Path) -> None:
    before = sorted(made.iterdir())
    told = asked(made, "csv-nl", "--out", str(made / "sheets"), code=2)
    assert "lies in the folder of results" in told
    assert sorted(made.iterdir()) == before


def test_a_name_with_another_ending_is_refused(made: Path, tmp_path: Path) -> None:
    told = asked(made, "xlsx", "--out", str(tmp_path / "mine.xls"), code=2)
    assert told.endswith("mine.xls: must end in .xlsx")


def test_a_format_that_there_is_not(made: Path) -> None:
    told = asked(made, "xls", code=2)
    assert told == f"--format is xls; must be {', '.join(FORMATS[:-1])} or {FORMATS[-1]}"


@pytest.mark.parametrize("kind", ["targets", "incomplete"])
def test_of_other_results_nothing_is_exported(tmp_path: Path, kind: str) -> None:
    folder = results(tmp_path / "r", row("cost", 1e6, 2e6), kind=kind)
    assert f"kind is {kind}, of which nothing is exported" in asked(folder, "csv-nl", code=2)


def test_a_table_that_was_changed_is_refused(tmp_path: Path) -> None:
    folder = results(tmp_path / "r", row("cost", 1e6, 2e6))
    (folder / "comparison.parquet").write_bytes(b"mine")
    assert "is not as Doorstroom wrote it; run it again" in asked(folder, "csv-nl", code=2)


def test_no_folder(tmp_path: Path) -> None:
    assert "is not a folder; name the folder that" in asked(tmp_path / "no", "csv-nl", code=2)


@pytest.mark.parametrize("name", ["csv-nl", "xlsx"])
def test_what_fails_leaves_nothing_behind(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def fails(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    module = {"csv-nl": csv_nl, "xlsx": xlsx}[name]
    path = tmp_path / "new" / f"out{module.FORMAT.suffix}"
    broken = type(module.FORMAT)(**{**vars(module.FORMAT), "write": fails})
    monkeypatch.setattr(module, "FORMAT", broken)
    with pytest.raises((OSError, OutputError), match="No space left"):
        export(made, name, out=path)
    assert list(tmp_path.iterdir()) == []


def test_a_manifest_that_is_none_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps({"made": str(dt.date(2026, 1, 1))}))
    with pytest.raises(InputError, match="another program"):
        export(folder, "csv-nl")
