"""Known figures in the terminal, in results and on the page."""

import csv
import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.errors import InputError
from sim.figures.results import read_results
from sim.report.page import page
from sim.running import run_scenario
from sim.texts import texts_in

from .full_house import LATE, TARGETS, written
from .report_fixture import change_manifest, write_results

runner = CliRunner()


def test_the_command_shows_every_target_and_ends_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    path = written(tmp_path, TARGETS + LATE)
    result = runner.invoke(
        app,
        ["targets", str(path), "--replications", "2", "--jobs", "1", "--out", str(tmp_path / "o")],
    )
    assert result.exit_code == 0
    spec = " ".join(result.stdout.split())
    for words in (
        "open at the desk",
        "[1] A count",
        "town cost",
        "missed",
        "not measured",
        "Of 11",
    ):
        assert words in spec
    with (tmp_path / "o" / "targets.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["target"] for row in rows if row["verdict"] == "missed"] == ["busy", "lengths"]
    manifest = json.loads((tmp_path / "o" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["kind"], set(manifest["outputs"])) == (
        "targets",
        {"targets.csv", "targets.parquet"},
    )
    assert manifest["targets"]["open"]["title"] == {
        "nl": "open bij de balie",
        "en": "open at the desk",
    }


def test_the_command_in_dutch_and_in_markdown(tmp_path: Path) -> None:
    path = written(tmp_path)
    asked = ["targets", str(path), "--replications", "1", "--lang", "nl", "--markdown"]
    result = runner.invoke(app, asked)
    lines = result.stdout.splitlines()
    assert lines[0] == "| Bekend cijfer | Bekend | Model (één run) | Oordeel | Bron |"
    assert lines[1] == "| --- | --- | --- | --- | --- |"
    assert lines[2] == (
        "| **open bij de balie** (trajectories; 1 april 2022) | 20 ± 5% | 20 | niet zeker "
        "| A count |"
    )
    assert sum(line.startswith("| **") for line in lines) == 10


@pytest.mark.parametrize("asked", [["nowhere"], ["two-counters"], ["two-counters", "--lang", "de"]])
def test_wrong_input_ends_with_2(asked: list[str]) -> None:
    assert runner.invoke(app, ["targets", *asked]).exit_code == 2


def test_a_run_writes_its_targets(tmp_path: Path) -> None:
    results = run_scenario(written(tmp_path), replications=2, jobs=1, out=tmp_path / "out")
    told = pd.read_csv(tmp_path / "out" / "targets.csv").set_index("target")
    assert told.loc["open", "mean"] == 20
    assert told["verdict"].tolist() == results.targets["verdict"].tolist()
    for lang, heading in (("nl", "Wat het model nabootst en wat niet"), ("en", "and what not")):
        shown = page(read_results(tmp_path / "out"), texts_in(lang), [])
        assert heading in shown


def test_a_run_that_measures_none_writes_none(tmp_path: Path) -> None:
    run_scenario(written(tmp_path, LATE), scale=0.5, out=tmp_path / "out")
    assert not (tmp_path / "out" / "targets.csv").exists()


def test_a_page_without_targets_does_not_name_them(tmp_path: Path) -> None:
    shown = page(read_results(write_results(tmp_path)), texts_in("en"), [])
    assert 'id="targets"' not in shown


def test_a_table_without_a_column_is_told(tmp_path: Path) -> None:
    folder = write_results(tmp_path)
    pd.DataFrame({"scenario": ["groningen"]}).to_parquet(folder / "targets.parquet")
    change_manifest(folder)
    with pytest.raises(InputError, match=r"targets\.parquet: target is no column of it"):
        read_results(folder)
