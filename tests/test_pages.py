"""The files shown on the pages are files that Doorstroom accepts, and each of them runs."""

import datetime as dt
import re
import shlex
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from sim.checks import load, load_experiment
from sim.cli import app
from sim.measuring.conservation import check
from sim.running import plan_of
from sim.running.simulation import simulate
from sim.scenario.export import json_schema
from sim.scenario.reading import read_file
from sim.search import Demands

from .test_scenario_schema import fits, plain

PIECE = re.compile(r"```yaml\n# (\S+\.yaml)\n(.*?)```", re.DOTALL)
SMALL = 0.1
"""Of the youths and places of an example."""
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
FEWER = {
    "check": ["--draws", "20"],
    "targets": ["--replications", "2"],
    "calibrate": ["--wave", "24", "--most", "96"],
    "experiment": ["--draws", "16"],
    "sensitivity policies.yaml": ["--trajectories", "2", "--jobs", "1"],
}
"""Options by which a command of the page for researchers is tried: of two the last counts."""
RUN_MUCH = ("run", "targets", "calibrate", "experiment")
FOR_A_TRIAL = partial(Demands, least=48, effective=8, effective_before=4, members=24, again=4)
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


def commands_of(page: Path) -> list[tuple[list[str], int]]:
    """The words of each command on a page, as it is tried, and the exit code that it tells of."""
    result = []
    for line in "".join(CONSOLE.findall(page.read_text(encoding="utf-8"))).splitlines():
        words, comment = shlex.split(line, comments=True)[1:], line.partition("#")[2]
        code = re.search(r"exit code (\d)", comment)
        names = (words[0], " ".join(words[:2]))
        fewer = [option for name in names for option in FEWER.get(name, ())]
        if words[0] in RUN_MUCH and "--dask-local" not in words:
            fewer += ["--jobs", "1"]
        result.append((words + fewer, int(code[1]) if code else 0))
    return result


def test_the_way_for_researchers_can_be_gone(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = house / "docs/researchers.md"
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOORSTROOM_STORE")
    monkeypatch.setattr("sim.search.Demands", FOR_A_TRIAL)
    monkeypatch.setattr("sim.sensitivity.reading.LEAST_DRAWS", 16)
    monkeypatch.setattr("sim.forecasts.registering._FEWEST", 16)
    monkeypatch.setattr("sim.cli.runs._write_page", lambda results: None)
    now = SimpleNamespace(now=lambda _: dt.datetime(2026, 11, 29))
    monkeypatch.setattr("sim.cli.forecasts.dt", SimpleNamespace(UTC=dt.UTC, datetime=now))
    written_out(page, tmp_path)

    said = {}
    for words, code in commands_of(page):
        done = CliRunner().invoke(app, words)
        assert done.exit_code == code, (words, done.output)
        said[" ".join(words[:4])] = done.output

    # 16 draws, of which four are run again, of two scenarios.
    asked = "experiment policies.yaml"
    assert "of 40 runs are not in the store" in said[f"{asked} --only-stored --draws"]
    assert "40 of 40 runs were made before" in said[f"{asked} --only-stored --out"]
    assert "on a list" in said["experiment from-today.yaml --from-state today.csv"]
    assert (tmp_path / "results/from-today/manifest.json").is_file()
