"""Runs on a cluster of Dask: the same tables, and what is lost, refused or not there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.compiling.folders import Folder
from sim.errors import InputError
from sim.running import run_experiment
from sim.running.executors import Lost
from sim.running.executors.crew import Cluster, cluster_of
from sim.running.executors.on_dask import AHEAD, Dask, workers_of
from sim.running.executors.on_node import Chunk, Node, _get_ready, carried_out, packed, this_node
from sim.running.tasks import Task

from .test_experiment_draws import written
from .test_shards import tables_in
from .test_workers import BY_SIGNAL, HANGS_SECONDS, Deadly, give_to_the_worker_of

HOW = {"scale": 0.05, "draws": 4, "engine": "simpy"}


@dataclass(frozen=True)
class Done:
    """What a task of made-up work gave, and the process that worked on it."""

    task: int
    process: int


@dataclass(frozen=True)
class MadeUp:
    """Work that does nothing, but end its process at some task."""

    tasks: tuple[int, ...]
    ends_at: int = -1
    fails_at: int = -1

    def outcomes(self) -> Iterator[Done]:
        for task in self.tasks:
            if task == self.ends_at:
                os.kill(os.getpid(), signal.SIGKILL)
            if task == self.fails_at:
                raise ZeroDivisionError("nothing is shared by nobody")
            yield Done(task, os.getpid())


@pytest.fixture(scope="module")
def cluster() -> Iterator[Dask]:
    with cluster_of(None, 2, list) as opened:
        assert isinstance(opened, Dask)
        yield opened


# ------------------------------------------------------------------ what is done


def test_all_work_is_done_once_and_elsewhere(cluster: Cluster):
    works = [MadeUp((number, number + 50)) for number in range(30)]
    outcomes = [item for item in cluster.outcomes(iter(works)) if isinstance(item, Done)]
    assert sorted(item.task for item in outcomes) == sorted([*range(30), *range(50, 80)])
    assert os.getpid() not in {item.process for item in outcomes}


def test_no_more_is_made_ready_than_is_soon_worked_on(cluster: Dask):
    ready = 0

    def works() -> Iterator[MadeUp]:
        nonlocal ready
        for number in range(30):
            ready += 1
            yield MadeUp((number,))

    outcomes = cluster.outcomes(works())
    next(outcomes)
    assert ready == AHEAD * cluster.at_once
    outcomes.close()


def test_work_goes_in_chunks_of_half_a_minute(cluster: Dask):
    cluster.forget()
    works = iter([MadeUp((number,)) for number in range(50)])
    assert len(cluster.next_chunk(works)) == 1
    cluster.learn(tasks=4, seconds=8.0)
    assert len(cluster.next_chunk(works)) == 15  # of 2 seconds each
    cluster.learn(tasks=1, seconds=492.0)
    assert len(cluster.next_chunk(works)) == 1  # of 100 seconds
    cluster.forget()


@BY_SIGNAL
def test_a_worker_that_dies_costs_its_own_work(cluster: Dask):
    works = [MadeUp((number,), ends_at=2) for number in range(5)]
    outcomes = list(cluster.outcomes(iter(works)))
    lost = [item for item in outcomes if isinstance(item, Lost)]
    assert Lost(2, "its worker on the cluster ended") in lost
    assert len(outcomes) == len(works)
    # The other worker has gone on: it had at least what came after the first two pieces.
    assert len(lost) <= AHEAD


def test_what_is_lost_with_its_worker_is_work_to_be_tried_again(cluster: Dask):
    """A worker may end after its chunk, before anybody asked what came of it."""
    future = SimpleNamespace(status="lost", cancel=lambda: None)

    outcomes = list(cluster._told_by(future, [MadeUp((3, 4))]))

    assert outcomes == [Lost(task, "its worker on the cluster ended") for task in (3, 4)]


def test_an_error_there_is_the_error_here(cluster: Cluster):
    with pytest.raises(ZeroDivisionError) as raised:
        list(cluster.outcomes(iter([MadeUp((0, 1), fails_at=1)])))
    assert any("test_clusters.py" in note for note in raised.value.__notes__)


# ------------------------------------------------------------------ experiments


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("cluster"))


@pytest.fixture(scope="module")
def serial(file: Path) -> dict[str, str]:
    run_experiment(file, out=file.parent / "serial", jobs=1, **HOW)
    return tables_in(file.parent / "serial")


def test_tables_are_those_of_this_process_to_the_byte(
    file: Path, serial: dict[str, str], cluster: Cluster
):
    run_experiment(file, out=file.parent / "dask", cluster=cluster, **HOW)
    assert tables_in(file.parent / "dask") == serial


@BY_SIGNAL
def test_tables_are_the_same_when_a_worker_is_killed(
    file: Path,
    serial: dict[str, str],
    cluster: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    mark = tmp_path / "mark"
    task = Task("changed", 2, 2)
    give_to_the_worker_of(task, lambda item: Deadly(item, mark), monkeypatch)
    run_experiment(file, out=tmp_path / "out", cluster=cluster, **HOW)
    assert mark.exists()
    assert tables_in(tmp_path / "out") == serial


@pytest.mark.full
def test_every_command_that_runs_much_takes_a_cluster(file: Path, serial: dict[str, str]):
    folder = file.parent
    common = ["--scale", "0.05", "--engine", "simpy", "--dask-local", "2"]
    asked = {
        "experiment": [str(file), "--draws", "4", "--out", str(folder / "cli"), "--no-store"],
        "run": [str(folder / "region.yaml"), "--replications", "3", "--out", str(folder / "run")],
        "sensitivity": [str(file), "--trajectories", "2", "--out", str(folder / "morris")],
    }
    for name, words in asked.items():
        done = CliRunner().invoke(app, [name, *words, *common])
        assert done.exit_code == 0, done.output
    assert tables_in(folder / "cli") == serial


# ------------------------------------------------------------------ refused


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "no address"])
def test_where_no_scheduler_answers_it_is_said(address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sim.running.executors.on_dask.CONNECT_SECONDS", 0.2)
    done = CliRunner().invoke(app, ["run", "two-counters", "--scheduler", address])
    assert done.exit_code == 2
    assert f"--scheduler {address}: no scheduler of Dask answers there" in done.output
    assert "start one with `dask scheduler`" in done.output


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sim.running.executors.crew.find_spec", lambda _: None)
    done = CliRunner().invoke(app, ["run", "two-counters", "--dask-local", "2"])
    assert done.exit_code == 2
    assert "pip install 'doorstroom[cluster]'" in done.output


def test_who_makes_the_runs_is_said_once():
    words = ["run", "two-counters", "--dask-local", "2", "--jobs", "2"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert "--dask-local and --jobs each say who makes the runs; leave one out" in done.output


def test_workers_of_another_version_are_refused(cluster: Dask, monkeypatch: pytest.MonkeyPatch):
    here = this_node().made_by
    other = {**here, "numpy": "1.0", "its code": "other"}
    monkeypatch.setattr("sim.running.executors.on_node.made_by", lambda: other)
    with pytest.raises(InputError) as refused, workers_of(cluster.address, list):
        pass
    told = str(refused.value)
    assert f"its code is {here['its code']} there and other here" in told
    assert f"numpy is {here['numpy']} there and 1.0 here" in told
    assert "install the same versions there" in told


def test_a_worker_that_comes_later_is_looked_at_too():
    # What a worker gets is from somebody else's code: it tells what it is, and does nothing.
    here = this_node()
    sender = replace(here, made_by={**here.made_by, "numba": "0.1"})
    told = carried_out(Chunk(packed((MadeUp((0,), ends_at=0),)), sender, list))
    assert isinstance(told, Node)
    assert told.differences(sender.made_by) == [
        f"numba is {here.made_by['numba']} there and 0.1 here"
    ]


# ------------------------------------------------------------------ compiled per node


def test_code_is_compiled_once_in_a_place_of_the_node(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # An environment of its own: what is set in it is not there for the tests that follow.
    environment = {name: item for name, item in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    monkeypatch.setattr(os, "environ", environment)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    places, here = [], this_node()

    def folder_of_code() -> Folder:
        path = Path(os.environ["NUMBA_CACHE_DIR"])
        path.mkdir(exist_ok=True)
        return Folder(path, is_usual=True)

    def get_ready() -> None:
        place = folder_of_code().path
        assert place is not None
        assert [item.name for item in place.iterdir()] == ["compiling.lock"]
        places.append(place)

    monkeypatch.setattr("sim.compiling.folders.folder_of_code", folder_of_code)
    for host in ("node-1", "node-2"):
        _get_ready(Chunk(b"", here, get_ready), replace(here, host=host))
        del environment["NUMBA_CACHE_DIR"]
    assert [place.parent for place in places] == [tmp_path, tmp_path]
    assert len(set(places)) == 2


# ------------------------------------------------------------------ the end

PROGRAM = """
from tests.test_clusters import MadeUp
from sim.running.executors.crew import cluster_of
if __name__ == "__main__":
    import time
    with cluster_of(None, 2, list) as cluster:
        print(*{item.process for item in cluster.outcomes(MadeUp((n,)) for n in range(40))})
        print("ready", flush=True)
        time.sleep(900)
"""


@BY_SIGNAL
@pytest.mark.full
def test_workers_end_with_a_parent_that_is_killed(house: Path, tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(house)},
    ) as parent:  # fmt: skip
        assert parent.stdout is not None
        while "ready" not in parent.stdout.readline():
            time.sleep(0.05)
        workers = psutil.Process(parent.pid).children(recursive=True)
        parent.kill()
    assert len(workers) >= 2
    assert psutil.wait_procs(workers, timeout=HANGS_SECONDS)[1] == []
