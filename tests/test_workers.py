"""Workers that die, and commands that are asked to end: nothing is lost that need not be."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import psutil
import pytest

from sim.errors import RunError
from sim.results.manifest_file import digest
from sim.running import run_experiment, run_scenario
from sim.running.bundles import Bundle
from sim.running.executors import Lost, executor_for
from sim.running.one_run import Outcome
from sim.running.preparing import Preparing
from sim.running.tasks import Prepared, Task, together

from .small_region import write_changed

MORE_PLACES = """\
interventions:
  - {id: more, kind: places, station: home, number: 90, from: 2023-01-01}
"""
EXPERIMENT = """\
experiment: 1
question: {en: "Do more places help?"}
baseline: region
scenarios: [region, changed]
seed: 4
replications: 2
"""
HANGS_SECONDS = 900
"""Only what hangs takes as long, however busy the machine."""
BY_SIGNAL = pytest.mark.skipif(os.name != "posix", reason="by signals of POSIX: Linux, macOS")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a region, a change of it and an experiment, in which we are."""
    monkeypatch.chdir(tmp_path)
    write_changed(tmp_path, MORE_PLACES)
    (tmp_path / "trial.yaml").write_text(EXPERIMENT, encoding="utf-8")
    return tmp_path


class Deadly:
    """Kills the process that unpickles it; the first time only, where a path for a mark is given.

    Afterwards it is unpickled as the scenario that it stands for.
    """

    def __init__(self, scenario: object, mark: Path | None) -> None:
        self.scenario, self.mark = scenario, mark

    def __reduce__(self) -> tuple[Any, ...]:
        kill = "__import__('signal').raise_signal(9)"
        if self.mark is not None:
            kill = f"scenario if mark.exists() else (mark.touch(), {kill})"
        return eval, (kill, {"scenario": self.scenario, "mark": self.mark})


def give_to_the_worker_of(
    task: Task, changed: Callable[[Any], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Have the worker of a task unpickle something else for its scenario."""
    prepare = Preparing._prepared

    def prepared(self: Preparing, item: Task, networks: Any) -> Prepared:
        whole = prepare(self, item, networks)
        return replace(whole, scenario=changed(whole.scenario)) if item == task else whole

    monkeypatch.setattr(Preparing, "_prepared", prepared)


# ------------------------------------------------------------------ a worker dies


@BY_SIGNAL
def test_a_worker_that_is_killed_costs_nothing_when_its_runs_succeed_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    undisturbed = run_experiment("trial.yaml", out="undisturbed", jobs=1)
    mark = folder / "mark"
    give_to_the_worker_of(Task("changed", 0), lambda item: Deadly(item, mark), monkeypatch)

    results = run_experiment("trial.yaml", out="disturbed", jobs=2)

    assert mark.exists()
    assert results.indicators.equals(undisturbed.indicators)
    for name in ("indicators.parquet", "series.parquet", "comparison.csv"):
        assert digest(Path("disturbed", name)) == digest(Path("undisturbed", name))
    assert not Path("disturbed-incomplete").exists()


@pytest.mark.full
@BY_SIGNAL
def test_a_run_that_is_lost_twice_is_named_and_the_others_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    give_to_the_worker_of(Task("changed", 1), lambda item: Deadly(item, None), monkeypatch)

    with pytest.raises(RunError) as lost:
        run_experiment("trial.yaml", out="mine", jobs=2)

    kept = Path("mine-incomplete")
    assert str(lost.value).splitlines()[1:] == [
        "  changed, replication 1: its process was ended by signal 9"
    ]
    assert f"the 3 that were made are kept in {kept};" in str(lost.value)
    assert not Path("mine").exists()
    rows = pd.read_parquet(kept / "indicators.parquet")[["scenario", "replication"]]
    assert list(rows.drop_duplicates().itertuples(index=False, name=None)) == [
        ("region", 0), ("region", 1), ("changed", 0),
    ]  # fmt: skip
    manifest = json.loads((kept / "manifest.json").read_text("utf-8"))
    assert manifest["kind"] == "incomplete"
    assert [item["run"] for item in manifest["lost"]] == ["changed, replication 1"]


def test_a_run_that_finds_no_memory_is_tried_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.running import simulation

    whole, asked = simulation.simulate_network, []

    def short_of_memory(*args: Any, **options: Any) -> Any:
        asked.append(options["replication"])
        if asked.count(0) == 1 and options["replication"] == 0:
            raise MemoryError
        return whole(*args, **options)

    monkeypatch.setattr(simulation, "simulate_network", short_of_memory)
    results = run_scenario("region", replications=2, scale=0.1, jobs=1)

    assert asked == [0, 1, 0]
    assert set(results.indicators["replication"]) == {0, 1}


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_a_run_for_which_there_is_no_memory_ends_with_a_message(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.traffic.size.most_visits", lambda *, at_once: 400 // at_once)

    # More than 100 children come in a year, and the run lasts five.
    with pytest.raises(RunError) as failed:
        run_scenario("region", replications=2, jobs=2, engine=engine)

    first, *runs = str(failed.value).splitlines()
    assert first.startswith("2 runs could not be made; nothing was asked to be written")
    told = "the run has made more than 200 visits by 202"
    assert [line.split(": ", 2)[0] for line in runs] == [
        "  region, replication 0", "  region, replication 1",
    ]  # fmt: skip
    assert all(told in line for line in runs)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_fails_costs_that_run_only(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, asked = Task("changed", 0), []

    def failing(self: Bundle) -> Iterator[Outcome]:
        for outcome in whole(self):
            asked.append(outcome.task)
            is_broken = outcome.task == broken
            yield Lost(broken, "lost 3 clients", may_succeed=False) if is_broken else outcome

    whole = Bundle.outcomes
    monkeypatch.setattr(Bundle, "outcomes", failing)
    if jobs == 2:  # other processes know nothing of what is changed here
        give_to_the_worker_of(broken, lambda item: FailsInItsRun(item), monkeypatch)
        monkeypatch.setattr(Bundle, "outcomes", whole)
    with pytest.raises(RunError) as failed:
        run_experiment("trial.yaml", out="mine", jobs=jobs, scale=0.1)

    first, *runs = str(failed.value).splitlines()
    assert first == (
        "1 run could not be made; the 3 that were made are kept in mine-incomplete; "
        "mend what is said below"
    )
    assert runs == ["  changed, replication 0: lost 3 clients"]
    manifest = json.loads(Path("mine-incomplete/manifest.json").read_text("utf-8"))
    assert [item["run"] for item in manifest["lost"]] == ["changed, replication 0"]
    assert not Path("mine").exists()
    assert asked.count(broken) == (1 if jobs == 1 else 0)  # the same would happen again


class FailsInItsRun:
    """A scenario that is asked for nothing before its run fails."""

    def __init__(self, scenario: object) -> None:
        self.scenario = scenario

    @property
    def blocks(self) -> tuple[()]:
        raise RunError("lost 3 clients")


def test_an_error_in_a_worker_is_the_error_here(monkeypatch: pytest.MonkeyPatch) -> None:
    give_to_the_worker_of(Task("region", 1), lambda _: "no scenario", monkeypatch)

    with pytest.raises(AttributeError) as raised:
        run_scenario("region", replications=2, scale=0.1, jobs=2)
    # Where it was raised in the other process is told along.
    assert any("one_run.py" in note for note in raised.value.__notes__)


def test_no_worker_outlives_its_executor() -> None:
    before = set(psutil.Process().children())

    with executor_for(2) as executor:
        assert list(executor.outcomes(iter(()))) == []

    assert set(psutil.Process().children()) == before


# ------------------------------------------------------------------ bundles


def test_scenarios_that_begin_alike_run_together_by_replication() -> None:
    asked = [Task(name, run) for run in range(2) for name in ("a", "b", "c")]

    assert together(asked, {"a": 1, "b": 2, "c": 1}, jobs=4) == [
        (Task("a", 0), Task("c", 0)),
        (Task("b", 0),),
        (Task("a", 1), Task("c", 1)),
        (Task("b", 1),),
    ]


def test_each_runs_alone_where_workers_would_have_nothing_to_do() -> None:
    asked = [Task(name, 0) for name in ("a", "b", "c")]

    assert together(asked, {"a": 1, "b": 1, "c": 1}, jobs=2) == [(task,) for task in asked]


# ------------------------------------------------------------------ a command that must end


def hear_every_signal() -> None:
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_DFL)


@contextmanager
def experiment_under_way(folder: Path) -> Iterator[tuple[Any, list[psutil.Process]]]:
    """An experiment on the command line that would take for ever, and its two workers.

    It hears every signal, also where these tests run behind a shell that ignores some (nohup, &).
    """
    path = folder / "trial.yaml"
    path.write_text(EXPERIMENT.replace("replications: 2", "replications: 9000"), encoding="utf-8")
    command = [
        sys.executable, "-c", "from sim.cli import main; main()",
        "experiment", path.name, "--out", "mine", "--jobs", "2",
    ]  # fmt: skip
    with subprocess.Popen(
        command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True, preexec_fn=hear_every_signal,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    ) as process:  # fmt: skip
        workers: list[psutil.Process] = []
        try:
            while len(workers) < 2 and process.poll() is None:
                time.sleep(0.05)
                workers = psutil.Process(process.pid).children(recursive=True)
            yield process, workers
        finally:
            process.kill()


@BY_SIGNAL
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SIGINT", 130),
        # They go the same way as the first.
        pytest.param("SIGTERM", 143, marks=pytest.mark.full),
        pytest.param("SIGHUP", 129, marks=pytest.mark.full),
    ],
)
def test_a_command_that_is_asked_to_end_leaves_nothing_half(
    folder: Path, name: str, code: int
) -> None:
    with experiment_under_way(folder) as (process, workers):
        os.killpg(process.pid, getattr(signal, name))
        _, errors = process.communicate(timeout=HANGS_SECONDS)

    assert process.returncode == code
    assert f"stopped by {'Ctrl-C' if name == 'SIGINT' else name}" in errors
    assert "Traceback" not in errors
    assert psutil.wait_procs(workers, timeout=HANGS_SECONDS)[1] == []
    assert {path.name for path in folder.iterdir()} == {"region.yaml", "changed.yaml", "trial.yaml"}


@BY_SIGNAL
def test_workers_end_with_a_parent_that_is_killed(folder: Path) -> None:
    with experiment_under_way(folder) as (process, workers):
        process.kill()
        process.communicate(timeout=HANGS_SECONDS)

    assert len(workers) == 2
    assert psutil.wait_procs(workers, timeout=HANGS_SECONDS)[1] == []


# ------------------------------------------------------------------ where output goes


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_output_in_any_encoding_is_written(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from sim.cli import main; main()", "check", "region.yaml"],
        env={
            **os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        },
        capture_output=True,
        check=True,
    )  # fmt: skip

    mark = "✓" if encoding == "utf-8" else "v"
    assert done.stdout.decode(encoding).startswith(f"{mark} region: Small region")


def test_plain_signs() -> None:
    from sim.cli.plain_signs import plain

    assert plain("✓ 3–5 × €2: één café… → ☃") == "v 3-5 x EUR2: een cafe... -> ?"


LOST_IN_A_CALLBACK = """\
import ctypes, os, signal
from sim.cli.endings import ending_at_once, hear_signals
hear_signals()
ask = ctypes.CFUNCTYPE(None)(lambda: os.kill(os.getpid(), signal.{name}))
with ending_at_once():
    ask()
print("went on")
"""


@BY_SIGNAL
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SIGINT", 130),
        # They go the same way as the first.
        pytest.param("SIGTERM", 143, marks=pytest.mark.full),
        pytest.param("SIGHUP", 129, marks=pytest.mark.full),
    ],
)
def test_a_signal_while_the_engine_is_compiled_ends_the_command(name: str, code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOST_IN_A_CALLBACK.format(name=name)],
        capture_output=True,
        text=True,
        preexec_fn=hear_every_signal,
    )

    told = "Ctrl-C" if name == "SIGINT" else name
    assert (done.returncode, done.stdout, done.stderr) == (code, "", f"stopped by {told}\n")
