"""`results` and `results prune`: what a store holds is told, and only what is ours is removed."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from sim.cli import app
from sim.measuring.tidy import Tidy
from sim.results.run_store import Held, Holdings, KeptRun, RunNote, RunStore
from sim.results.run_store.chunks import Maker
from sim.running.code import code_digest

OLD, NEW = "2026-01-10", "2026-11-20"


def run(key: str, plan: str, scenario: str) -> KeptRun:
    """A run with one row, which says its key in a column of texts."""
    labels = {"scenario": scenario, "draw": 0, "replication": 0}
    columns = {"station": np.zeros(1, np.int32), "value": np.array([1.5])}
    return KeptRun(
        RunNote(key, plan, scenario, 0, 0), {"indicators": Tidy(labels, (key,), columns)}
    )


def keep(folder: Path, code: str, day: str, runs: Iterable[KeptRun]) -> None:
    with RunStore.opened(folder, Maker("0.2", code, day)) as store:
        for item in runs:
            store.keep(item)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two old runs by other code, and three new ones by this."""
    folder = tmp_path / "store"
    keep(folder, "other", OLD, [run("a", "first", "x"), run("b", "first", "y")])
    here = code_digest()
    keep(
        folder,
        here,
        NEW,
        [run("c", "first", "x"), run("d", "second", "x"), run("e", "second", "y")],
    )
    return folder


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("runs-*.parquet"))


def asked(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["results", *words, "--store", str(folder)])


def test_a_run_comes_back_as_it_was_kept(folder: Path):
    with RunStore.opened(folder, Maker("0.2", "here", NEW)) as store:
        again, none = store.run("d"), store.run("f")
    assert none is None
    assert again is not None
    assert again.note == RunNote("d", "second", "x", 0, 0)
    as_kept = run("d", "second", "x").tables["indicators"]
    assert again.tables["indicators"].frame().equals(as_kept.frame())


def test_what_is_held_is_told_by_what_it_was_made_for(folder: Path):
    old, new = sorted(files_in(folder), key=lambda path: "other" in str(path.read_bytes()))[::-1]
    large = new.stat().st_size
    with Holdings(folder) as holdings:
        assert holdings.all() == [
            Held("first", "0.2", code_digest(), 1, 1, large // 3, NEW),
            Held("second", "0.2", code_digest(), 2, 2, large * 2 // 3, NEW),
            Held("first", "0.2", "other", 2, 2, old.stat().st_size, OLD),
        ]


def test_what_is_held_is_shown_in_both_languages(folder: Path):
    english, dutch = asked(folder), asked(folder, "--lang", "nl")
    assert english.exit_code == dutch.exit_code == 0
    assert "5 runs, 0.0 MB." in english.output
    assert "2 of them are of other code" in english.output
    assert "5 runs, 0,0 MB." in dutch.output
    assert "2 ervan zijn van andere code" in dutch.output


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["--other-code"], {"c", "d", "e"}),
        (["--older-than", str((dt.date.today() - dt.date(2026, 11, 1)).days)], {"c", "d", "e"}),
        (["--older-than", "36500"], {"a", "b", "c", "d", "e"}),
    ],
)
def test_old_runs_are_removed_when_that_is_asked_for(
    folder: Path, words: list[str], left: set[str]
):
    before = files_in(folder)
    said = asked(folder, "prune", *words)
    assert said.exit_code == 0
    assert files_in(folder) == before

    assert asked(folder, "prune", *words, "--yes").exit_code == 0
    with RunStore.opened(folder, Maker("0.2", "here", NEW)) as store:
        assert set(store.spots(list("abcde"))) == left
    assert len(files_in(folder)) == (2 if "a" in left else 1)


def test_what_doorstroom_did_not_write_stays(folder: Path):
    (folder / "runs-mine.parquet").mkdir()
    (folder / "letter.txt").write_text("mine", encoding="utf-8")
    for path in files_in(folder):
        if path.is_file():
            path.write_bytes(path.read_bytes() + b" mine too")
    before = sorted(folder.iterdir())

    said = asked(folder, "prune", "--other-code", "--yes")
    assert said.exit_code == 0
    assert "is not as Doorstroom wrote it, and stays" in said.output
    assert sorted(folder.iterdir()) == before


def test_a_folder_that_is_no_store_is_refused(tmp_path: Path):
    for words in ([], ["prune", "--other-code"]):
        said = asked(tmp_path, *words)
        assert said.exit_code == 2
        assert "is no store of runs; name one with --store" in said.output
    assert [*tmp_path.iterdir()] == []


def test_what_to_prune_must_be_said(folder: Path):
    said = asked(folder, "prune", "--yes")
    assert (said.exit_code, len(files_in(folder))) == (2, 2)
    assert "say which runs" in said.output
