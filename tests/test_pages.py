"""The files shown on the pages are files that Doorstroom accepts, and each of them runs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sim.checks import load, load_experiment
from sim.measuring.conservation import check
from sim.running import plan_of
from sim.running.simulation import simulate
from sim.scenario.export import json_schema
from sim.scenario.reading import read_file

from .test_scenario_schema import fits, plain

PIECE = re.compile(r"```yaml\n# (\S+\.yaml)\n(.*?)```", re.DOTALL)
SMALL = 0.1
"""Of the youths and places of an example."""
PROGRAM = "from sim.cli import main; main()"


def written_out(page: Path, folder: Path) -> list[str]:
    """Write the files of a page to a folder; pieces with the same name follow each other."""
    texts: dict[str, str] = {}
    for name, piece in PIECE.findall(page.read_text(encoding="utf-8")):
        texts[name] = texts.get(name, "") + piece
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return list(texts)


def doorstroom(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("page", ["README.md", "docs/scenario-files.md"])
def test_every_file_on_a_page_is_accepted(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    names = written_out(house / page, tmp_path)
    monkeypatch.chdir(tmp_path)
    inner = ("block:", "part:")
    asked = {name for name in names if Path(name).read_text(encoding="utf-8").startswith(inner)}
    used: set[str] = set()
    for name in set(names):
        text = Path(name).read_text(encoding="utf-8")
        if text.startswith("experiment:"):
            load_experiment(name)
        elif text.startswith("doorstroom:"):
            scenario = load(name)
            assert scenario.warnings == ()
            used |= scenario.files.keys()
    assert asked <= used  # a block or part is read with the scenario that uses it


@pytest.mark.parametrize("page", ["README.md", "docs/scenario-files.md"])
def test_every_file_on_a_page_runs(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    names = written_out(house / page, tmp_path)
    monkeypatch.chdir(tmp_path)
    ran: set[str] = set()
    for name in dict.fromkeys(names):
        kind = Path(name).read_text(encoding="utf-8").partition(":")[0]
        if kind == "experiment":
            ran |= {
                name,
                *(file for item in plan_of(name).scenarios.values() for file in item.files),
            }
        elif kind == "doorstroom":
            run = simulate(load(name), seed=1, scale=SMALL)
            assert len(run.visits) > 0
            assert check(run.network, run.visits, run.observed) == []
            ran |= {name, *run.scenario.files}
    assert ran >= set(names)  # blocks and parts by what uses them


@pytest.mark.parametrize("page", ["README.md", "docs/scenario-files.md"])
def test_the_schema_accepts_every_file_on_a_page(house: Path, tmp_path: Path, page: str) -> None:
    schema = json_schema()

    for name in written_out(house / page, tmp_path):
        assert fits(schema, plain(read_file(tmp_path / name).data), schema), name


def test_the_readme_explains_what_differs(house: Path, tmp_path: Path) -> None:
    written_out(house / "README.md", tmp_path)
    done = doorstroom(tmp_path, "explain", "three-counters.yaml")
    assert done.returncode == 0, done.stderr
    assert "third-counter" in done.stdout


def test_the_smallest_file_runs_as_it_stands(house: Path, tmp_path: Path) -> None:
    written_out(house / "README.md", tmp_path)
    done = doorstroom(
        tmp_path, "run", "two-counters.yaml", "--out", "result", "--replications", "1"
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "result/manifest.json").is_file()


def test_the_python_of_the_readme_works(house: Path, tmp_path: Path) -> None:
    written_out(house / "README.md", tmp_path)
    text = (house / "README.md").read_text(encoding="utf-8")
    program = re.search(r"```python\n(.*?)\nsim\.run_experiment", text, re.DOTALL)
    assert program
    done = subprocess.run(
        [sys.executable, "-c", program[1]],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
