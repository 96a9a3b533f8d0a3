"""Parts of an experiment that are made apart, and experiments that are killed and gone on with."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sim.cli import app
from sim.results.manifest_file import digest
from sim.running import plan_of, run_experiment
from sim.running.shards import Shard
from sim.running.tasks import Task, tasks_of

from .test_experiment_draws import written

SCALE = ("--scale", "0.05", "--draws", "4")
RUNS = 2 * 4 + 2 * 2
"""Two scenarios in four draws, two of which are run again."""
BY_SIGNAL = pytest.mark.skipif(os.name != "posix", reason="by signals of POSIX: Linux, macOS")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("shards"))


@pytest.fixture(scope="module")
def as_whole(file: Path) -> dict[str, str]:
    """The tables of the experiment when it is made at once, without a store."""
    run_experiment(file, out=file.parent / "whole", jobs=1, scale=0.05, draws=4)
    return tables_in(file.parent / "whole")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def tables_in(folder: Path) -> dict[str, str]:
    return {
        path.name: digest(path) for path in folder.iterdir() if path.suffix in (".parquet", ".csv")
    }


def asked(file: Path, *words: str) -> Result:
    command = ["experiment", str(file), "--jobs", "1", "--store", "store", "--out", "out"]
    return CliRunner().invoke(app, [*command, *SCALE, *words])


# ------------------------------------------------------------------ which runs


@pytest.mark.parametrize("of", [1, 2, 3, 6, 7, 14, 30])
def test_each_run_is_in_one_part(file: Path, of: int):
    tasks = tasks_of(plan_of(file), range(5))
    parts = [Shard(number, of).part_of(tasks) for number in range(1, of + 1)]
    assert sorted(str(task) for part in parts for task in part) == sorted(map(str, tasks))
    sizes = sorted(map(len, parts))
    assert sizes[-1] - sizes[0] <= 2


def test_runs_that_share_their_children_stay_together():
    tasks = [Task(name, number) for number in range(4) for name in ("a", "b", "c")]
    part = Shard(2, 3).part_of(tasks)
    assert part == [Task("a", 1), Task("b", 1), Task("c", 1)]


# ------------------------------------------------------------------ merged


def test_shards_are_merged_into_what_one_command_makes(file: Path, as_whole: dict[str, str]):
    first, again, third = (asked(file, "--shard", part) for part in ("1/3", "1/3", "3/3"))
    assert [done.exit_code for done in (first, again, third)] == [0, 0, 0]
    assert "shard 1/3: 4 runs in store, 0 of them made before" in first.output
    assert "shard 1/3: 4 runs in store, 4 of them made before" in again.output
    assert not Path("out").exists()

    lacking = asked(file, "--only-stored")
    assert lacking.exit_code == 1
    assert "4 of 12 runs are not in the store; make them by their shards" in lacking.output
    # Of the chances 1, 1 again, 2, 2 again, 3 and 4 the second and the fifth.
    lines = [line.strip() for line in lacking.output.splitlines() if line.startswith("  ")]
    assert lines == [
        "region, draw 1, the second run",
        "changed, draw 1, the second run",
        "region, draw 3",
        "changed, draw 3",
    ]
    assert not [*Path().glob("out*")]

    assert asked(file, "--shard", "2/3").exit_code == 0
    merged = asked(file, "--only-stored")
    assert merged.exit_code == 0
    assert "12 of 12 runs were made before" in merged.output
    assert tables_in(Path("out")) == as_whole


@pytest.mark.parametrize("part", ["0/3", "4/3", "3", "a/b", "-1/3", "1/0"])
def test_a_part_that_is_none_is_refused(file: Path, part: str):
    done = asked(file, "--shard", part)
    assert done.exit_code == 2
    assert f"--shard is {part}; must be I/N with I from 1 to N, as 3/8" in done.output
    assert [*Path().iterdir()] == []


def test_a_part_of_a_number_that_is_not_known_is_refused(file: Path):
    rule = "replications: {until: {indicator: wait_first_help, half_width: 1}, max: 20}"
    text = file.read_text(encoding="utf-8").replace("draws: {count: 5, second_runs: 2}", rule)
    other = file.parent / "until.yaml"
    other.write_text(text, encoding="utf-8")
    command = ["experiment", str(other), "--shard", "1/2", "--store", "store"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 2, done.output
    assert "a shard needs to know how many runs there are" in done.output


@pytest.mark.parametrize("option", [["--shard", "1/2"], ["--only-stored"]])
def test_without_a_store_there_is_nothing_to_take_from(file: Path, option: list[str]):
    done = CliRunner().invoke(app, ["experiment", str(file), "--no-store", *option])
    assert done.exit_code == 2, done.output
    assert "store" in done.output


# ------------------------------------------------------------------ killed


def started(file: Path, store: Path, out: str) -> subprocess.Popen[bytes]:
    """The experiment in a process of its own, which keeps each run as soon as it is made."""
    program = (
        "from sim.results.run_store import store; store._AT_ONCE = 1; "
        "from sim.cli import main; main()"
    )
    command = ["experiment", str(file), "--jobs", "1", "--store", str(store), "--out", out]
    return subprocess.Popen(
        [sys.executable, "-c", program, *command, *SCALE],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def files_in(store: Path) -> int:
    return len([*store.glob("runs-*.parquet")])


@pytest.mark.full
@BY_SIGNAL
@pytest.mark.parametrize(
    "stores", [1, pytest.param(10, marks=pytest.mark.full)], ids=["twice", "20 times"]
)
def test_an_experiment_that_is_killed_goes_on(
    file: Path, as_whole: dict[str, str], tmp_path: Path, stores: int
):
    chance = random.Random(stores)
    for number in range(stores):
        store = tmp_path / f"store-{number}"
        for moment in sorted(chance.sample(range(1, RUNS), 2)):
            process = started(file, store, "out")
            while files_in(store) < moment and process.poll() is None:
                time.sleep(chance.random() / 100)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            assert files_in(store) >= moment
        process = started(file, store, "out")
        output, _ = process.communicate()
        assert process.returncode == 0, output.decode()
        assert b"of 12 runs were made before" in output
        assert files_in(store) == RUNS
        assert tables_in(tmp_path / "out") == as_whole


@pytest.mark.full
def test_two_commands_at_once_use_one_store(file: Path, as_whole: dict[str, str], tmp_path: Path):
    store = tmp_path / "store"
    processes = [started(file, store, name) for name in ("one", "two")]
    for process in processes:
        output, _ = process.communicate()
        assert process.returncode == 0, output.decode()
    assert tables_in(tmp_path / "one") == tables_in(tmp_path / "two") == as_whole
    assert asked(file, "--only-stored").exit_code == 0
    assert tables_in(tmp_path / "out") == as_whole
