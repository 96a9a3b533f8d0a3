"""Runs that are kept: nothing runs twice, and what is written is the same to the byte."""

import errno
import io
import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sim.cli import app
from sim.errors import InputError, OutputError, PlaceRefused
from sim.measuring.tidy import joined
from sim.results.manifest_file import digest
from sim.results.run_store import INDEX, RunStore, store
from sim.results.run_store.chunks import Maker
from sim.running import plan_of, run_experiment, run_scenario
from sim.running.all_draws import drawn
from sim.running.batch import Batch, Watch, run_batch
from sim.running.bundles import Bundle
from sim.running.engines import EngineKind
from sim.running.executors import Lost
from sim.running.executors.crew import Crew
from sim.running.identity import Identities
from sim.running.one_run import Outcome
from sim.running.plan import Plan
from sim.running.shelf import shelf_of
from sim.running.tasks import Options, Task, tasks_of

from .test_experiment_draws import written

OPTIONS = Options(4, 0.1, EngineKind.compiled)
RUNS = 2 * 5 + 2 * 2
"""Two scenarios in five draws, two of which are run again."""
ME = Maker("0", "code", "2026-01-01")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="module")
def plan(file: Path) -> Plan:
    return plan_of(file)


@pytest.fixture(scope="module")
def as_without(plan: Plan) -> bytes:
    """The tables of runs without a store."""
    return tables_of(run_batch(plan, OPTIONS, Crew(1), Watch()))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Task]:
    """The runs that are made in this process."""
    result: list[Task] = []
    outcomes = Bundle.outcomes

    def noted(self: Bundle) -> Iterator[Outcome]:
        for outcome in outcomes(self):
            assert isinstance(outcome.task, Task)
            result.append(outcome.task)
            yield outcome

    monkeypatch.setattr(Bundle, "outcomes", noted)
    return result


def tables_of(batch: Batch) -> bytes:
    """All that was measured, in the order in which it is written."""
    assert batch.lost == ()
    stream = io.BytesIO()
    for name in ("indicators", "series", "fates"):
        joined([getattr(item, name) for item in batch.measured]).to_parquet(stream)
    return stream.getvalue()


def run_with_store(
    plan: Plan, tmp_path: Path, *, jobs: int = 1, says: Callable[[str], None] = print
) -> bytes:
    with shelf_of(plan, OPTIONS, tmp_path / "store", says) as shelf:
        return tables_of(run_batch(plan, OPTIONS, Crew(jobs), Watch(), shelf=shelf))


def files_in(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "store").glob("runs-*.parquet"))


# ------------------------------------------------------------------ nothing runs twice


def test_what_was_run_is_not_run_again(
    plan: Plan, as_without: bytes, made: list[Task], tmp_path: Path
):
    assert run_with_store(plan, tmp_path) == as_without
    assert len(made) == len(set(made)) == RUNS

    assert run_with_store(plan, tmp_path) == as_without
    assert len(made) == RUNS


def test_runs_of_two_processes_are_those_of_one(
    plan: Plan, as_without: bytes, made: list[Task], tmp_path: Path
):
    assert run_with_store(plan, tmp_path, jobs=2) == as_without
    assert run_with_store(plan, tmp_path) == as_without
    assert made == []


def test_more_draws_run_what_is_new(
    file: Path, plan: Plan, as_without: bytes, made: list[Task], tmp_path: Path
):
    run_with_store(plan_of(file, draws=2), tmp_path)
    before = set(made)
    assert {task.draw for task in before} == {1, 2}
    made.clear()
    assert run_with_store(plan, tmp_path) == as_without
    # Of five draws two are run twice, of two one was: the second run of draw 2 is new.
    assert {task.draw for task in made} == {2, 3, 4, 5}
    assert {task.draw for task in made if not task.is_second} == {3, 4, 5}
    assert len(made) + len(before) == RUNS


def test_an_experiment_writes_the_same_tables_from_its_store(
    file: Path, made: list[Task], tmp_path: Path
):
    folders = [tmp_path / name for name in ("without", "with", "again")]
    for folder, place in zip(folders, (None, tmp_path / "store", tmp_path / "store"), strict=True):
        run_experiment(file, out=folder, jobs=1, scale=0.1, draws=2, store=place)
    assert len(made) == 2 * len(set(made))
    without, *others = [tables_in(folder) for folder in folders]
    assert len(without) > 8
    assert others == [without, without]


def tables_in(folder: Path) -> dict[str, str]:
    return {path.name: digest(path) for path in folder.iterdir() if path.name != "manifest.json"}


def test_a_run_that_was_lost_is_tried_again(
    plan: Plan, as_without: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with (
        monkeypatch.context() as patch,
        shelf_of(plan, OPTIONS, tmp_path / "store", print) as shelf,
    ):
        patch.setattr(Bundle, "outcomes", lambda self: map(_lost, self.tasks))
        assert len(run_batch(plan, OPTIONS, Crew(1), Watch(), shelf=shelf).lost) == RUNS
    assert run_with_store(plan, tmp_path) == as_without


def _lost(task: Task) -> Lost:
    return Lost(task, "of no reason", may_succeed=False)


def test_runs_with_visits_are_not_kept(file: Path, tmp_path: Path):
    region = file.parent / "region.yaml"
    run_scenario(region, out=tmp_path / "out", visits=True, scale=0.1, store=tmp_path / "store")
    assert files_in(tmp_path) == []


def test_runs_that_begin_with_a_state_file_are_not_kept(file: Path, tmp_path: Path):
    state = tmp_path / "state.csv"
    state.write_text("on;state;station;gemeente\n2023-03-01;in_care;help;Town\n", encoding="utf-8")
    region = file.parent / "region.yaml"
    run_scenario(region, state=state, scale=0.1, store=tmp_path / "store")
    assert files_in(tmp_path) == []


# ------------------------------------------------------------------ what a run is known by


def key_of(file: Path, scale: float = 0.1) -> str:
    plan = plan_of(file)
    known = Identities(plan, replace(OPTIONS, seed=plan.seed, scale=scale))
    return known.of(Task("changed", 2, 2), drawn(plan, 2))


def changed(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """The experiment with one text of a file replaced."""
    tmp_path.mkdir()
    file = written(tmp_path)
    path = tmp_path / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return file


def test_every_run_of_a_plan_has_a_key_of_its_own(plan: Plan):
    known = Identities(plan, OPTIONS)
    tasks = tasks_of(plan, range(5))
    assert len({known.of(task, drawn(plan, task.draw)) for task in tasks}) == RUNS


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("region.yaml", "Small region", "Another title"),
        ("region.yaml", "title:", "# a comment\ntitle:"),
        ("trial.yaml", "Do more places help?", "Another question?"),
        ("trial.yaml", "count: 5", "count: 4"),
    ],
)
def test_words_do_not_change_a_run(file: Path, tmp_path: Path, name: str, old: str, new: str):
    assert key_of(changed(tmp_path / "other", name, old, new)) == key_of(file)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("region.yaml", "mean_days: 28", "mean_days: 29"),
        ("region.yaml", "high: 23", "high: 24"),
        ("changed.yaml", "add: 30", "add: 31"),
        ("trial.yaml", "seed: 4", "seed: 5"),
    ],
)
def test_what_counts_changes_a_run(file: Path, tmp_path: Path, name: str, old: str, new: str):
    assert key_of(changed(tmp_path / "other", name, old, new)) != key_of(file)


def test_scale_changes_a_run(file: Path):
    assert key_of(file, scale=0.11) != key_of(file)


# ------------------------------------------------------------------ damage


def test_a_damaged_file_is_said_and_its_runs_are_made_again(
    plan: Plan, as_without: bytes, made: list[Task], tmp_path: Path
):
    run_with_store(plan, tmp_path)
    first, *_ = files_in(tmp_path)
    content = bytearray(first.read_bytes())
    content[len(content) // 2] ^= 1
    first.write_bytes(content)
    made.clear()

    told: list[str] = []
    assert run_with_store(plan, tmp_path, says=told.append) == as_without
    assert 0 < len(made) < RUNS
    assert [line for line in told if line.endswith("its runs are made again")]
    assert first.with_suffix(".damaged").exists()

    made.clear()
    assert run_with_store(plan, tmp_path) == as_without
    assert made == []


@pytest.mark.parametrize("lost", ["a file", "the index", "a row of the index"])
def test_what_is_lost_is_made_anew(
    plan: Plan, as_without: bytes, made: list[Task], tmp_path: Path, lost: str
):
    run_with_store(plan, tmp_path)
    first, *_ = files_in(tmp_path)
    made.clear()
    if lost == "a file":
        first.unlink()
    elif lost == "the index":
        (tmp_path / "store" / INDEX).unlink()
    else:
        with sqlite3.connect(tmp_path / "store" / INDEX) as base:
            base.execute("DELETE FROM runs WHERE chunk = ?", (first.name,))
            base.execute("DELETE FROM chunks WHERE name = ?", (first.name,))
        base.close()

    assert run_with_store(plan, tmp_path) == as_without
    assert bool(made) == (lost == "a file")


def test_a_full_disk_is_said_and_nothing_is_lost(
    plan: Plan, as_without: bytes, made: list[Task], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    with monkeypatch.context() as patch:
        patch.setattr(store.os, "fsync", _full_at(2))
        with pytest.raises(OutputError, match=r"No space left.*--store") as error:
            run_with_store(plan, tmp_path)
    assert error.value.exit_code == 1
    assert {path.suffix for path in (tmp_path / "store").iterdir()} == {".sqlite", ".parquet"}

    kept = len(files_in(tmp_path))
    assert kept == 1
    made.clear()
    assert run_with_store(plan, tmp_path) == as_without
    assert len(made) == RUNS - 8


def _full_at(last: int):
    """A disk that is full at the second file."""
    files = iter(range(1, last))

    def fsync(_: int) -> None:
        if next(files, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return fsync


# ------------------------------------------------------------------ folders that are no store


def test_a_newer_store_is_refused(tmp_path: Path):
    with RunStore.opened(tmp_path, ME):
        pass
    with sqlite3.connect(tmp_path / INDEX) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(InputError, match=r"is a store of version 99, .* use the Doorstroom"):
        RunStore.opened(tmp_path, ME).__enter__()


def test_a_base_of_another_program_is_refused(tmp_path: Path):
    with sqlite3.connect(tmp_path / INDEX) as base:
        base.execute("CREATE TABLE mine (number)")
    base.close()
    with pytest.raises(InputError, match="is no store of Doorstroom"):
        RunStore.opened(tmp_path, ME).__enter__()


def test_an_index_that_is_none_is_refused_with_the_way_out(tmp_path: Path):
    (tmp_path / INDEX).write_bytes(b"no base at all, but long enough to be looked at" * 99)
    with pytest.raises(InputError, match="remove this file: it is made anew"):
        RunStore.opened(tmp_path, ME).__enter__()


def test_a_folder_with_other_things_is_refused(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PlaceRefused, match=r"holds other things than runs; .* with --store"):
        RunStore.opened(tmp_path, ME).__enter__()
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


# ------------------------------------------------------------------ on the command line


def asked(*words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--scale", "0.05", "--jobs", "1"])


def test_where_runs_are_kept(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOORSTROOM_STORE")
    region = str(file.parent / "region.yaml")

    assert asked("run", region).exit_code == 0
    assert [*tmp_path.iterdir()] == []
    assert asked("run", region, "--out", "mine", "--no-store").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert asked("run", region, "--out", "mine").exit_code == 0
    again = asked("run", region, "--store", "results/store")
    assert "1 of 1 runs were made before" in again.output
    monkeypatch.setenv("DOORSTROOM_STORE", "elsewhere")
    assert asked("run", region, "--out", "mine").exit_code == 0
    places = [tmp_path / "results" / "store", tmp_path / "elsewhere"]
    assert [len([*place.glob("runs-*.parquet")]) for place in places] == [1, 1]


def test_a_store_and_none_are_refused(file: Path):
    done = asked("run", str(file.parent / "region.yaml"), "--store", "here", "--no-store")
    assert (done.exit_code, done.output) == (
        2, "--store and --no-store ask for opposite things; leave one out\n"
    )  # fmt: skip
