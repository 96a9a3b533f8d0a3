"""Names and titles that try to break a terminal, a spreadsheet, a drawing or a page."""

import csv
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.results.store import write_short_csv

EVIL = Path(__file__).parent / "hostile" / "evil.yaml"
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]")
"""Control signs and marks of direction; a line ends in files by \\n."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a run of the file with its pages, and what the screen showed."""
    here = tmp_path_factory.mktemp("hostile")
    shutil.copyfile(EVIL, here / "evil.yaml")
    shown = ""
    run = ["run", str(here / "evil.yaml"), "--jobs", "1", "--out", str(here / "out")]
    for command in (run, ["report", str(here / "out")]):
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, done.output
        shown += done.output
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        done = CliRunner().invoke(app, ["dossier", "out"])
        assert done.exit_code == 0, done.output
    return here / "out", shown + done.output


def test_no_control_sign_reaches_the_screen(made: tuple[Path, str]):
    assert UNSEEN.search(made[1]) is None


@pytest.mark.parametrize("name", ["indicators.csv", "targets.csv"])
def test_no_cell_begins_a_formula_and_none_has_two_lines(made: tuple[Path, str], name: str):
    with (made[0] / name).open(encoding="utf-8", newline="") as lines:
        cells = {cell for row in csv.reader(lines) for cell in row}
    words = {cell for cell in cells if not re.fullmatch(r"-?\d[\d.e+-]*", cell)}
    assert [cell for cell in words if cell[:1] in ("=", "+", "-", "@")] == []
    assert [cell for cell in words if UNSEEN.search(cell) or "\n" in cell] == []
    assert name != "indicators.csv" or "'=1+1" in words


def test_drawings_and_pages_hold_neither_control_signs_nor_scripts(made: tuple[Path, str]):
    drawings = list((made[0] / "figures").glob("*.svg"))
    assert drawings != []
    for path in (*drawings, *made[0].glob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert UNSEEN.search(text) is None
        assert "<script" not in text


def test_a_dossier_holds_them_as_text(made: tuple[Path, str]):
    dossier = made[0].with_name("out-dossier")
    pages = list(dossier.glob("*.html"))
    assert {path.name for path in pages} == {"dossier.html", "dossier.en.html"}
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert UNSEEN.search(text) is None
        assert not re.search(r"<(?:script|img|svg|b |i>|u>)|href=.javascript", text)
        assert "&lt;script&gt;" in text
    with (dossier / "assumptions.csv").open(encoding="utf-8", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert any("'=1+1" in cell or "=1+1" in cell for cell in cells)
    assert [cell for cell in cells if cell[:1] in ("=", "+", "@") or UNSEEN.search(cell)] == []
    for name in ("algoritmeregister.json", "ro-crate-metadata.json"):
        text = (dossier / name).read_text(encoding="utf-8")
        assert UNSEEN.search(text) is None
        assert "javascript:" not in text
    assert (dossier / "results" / "report.html").is_file()


def test_no_path_of_the_machine_stands_in_manifest_and_page(made: tuple[Path, str]):
    folder = made[0].parent.name
    for name in ("manifest.json", "report.html", "report.en.html"):
        assert folder not in (made[0] / name).read_text(encoding="utf-8")


def test_a_text_is_plain_in_a_csv(tmp_path: Path):
    texts = ["=1+1", "+1", "-2", "@SUM(A1)", "plain", "two\nlines", "\ttab"]
    write_short_csv(tmp_path, "t", pd.DataFrame({"text": texts, "number": -1.5}))
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    shown = ["'=1+1", "'+1", "'-2", "'@SUM(A1)", "plain", "two\\nlines", "\\ttab"]
    assert rows == [["text", "number"], *([text, "-1.5"] for text in shown)]
