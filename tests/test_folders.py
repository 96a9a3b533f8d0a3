"""A folder of results: whole or not at all, one writer at a time, and nothing of others deleted."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import OutputError
from sim.results.folders import check_writable, new_results, reserved
from sim.results.manifest_file import read_manifest, write_manifest

from .report_fixture import made_up_manifest


def put(folder: Path, text: str = "first") -> None:
    """Results of one table."""
    with new_results(folder) as fresh:
        (fresh / "comparison.csv").write_text(text, encoding="utf-8")
        write_manifest(fresh, made_up_manifest())


def put_by(folder: Path, write: Callable[[Path], None]) -> None:
    with new_results(folder) as fresh:
        write(fresh)


def told(folder: Path) -> str:
    return (folder / "comparison.csv").read_text(encoding="utf-8")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that does not exist yet, in an empty one."""
    return tmp_path / "work" / "out"


def beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir())


# ------------------------------------------------------------------ whole or not at all


def test_results_appear_and_nothing_else_stays(out: Path):
    put(out)
    assert told(out) == "first"
    assert beside(out) == ["out"]


def test_our_own_results_are_replaced_whole(out: Path):
    put(out)
    with new_results(out) as fresh:
        (fresh / "other.csv").write_text("second", encoding="utf-8")
        write_manifest(fresh, made_up_manifest())
    assert {path.name for path in out.iterdir()} == {"other.csv", "manifest.json"}


def test_an_error_leaves_what_stood_there(out: Path):
    put(out)

    def fails(fresh: Path) -> None:
        (fresh / "comparison.csv").write_text("second", encoding="utf-8")
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        put_by(out, fails)
    assert told(out) == "first"
    assert beside(out) == ["out"]


def test_asking_beforehand_changes_nothing(out: Path):
    check_writable(out)
    assert not out.parent.exists()


# ------------------------------------------------------------------ what is not ours


def foreign_manifest(out: Path) -> None:
    (out / "manifest.json").write_text('{"name": "my browser extension"}', encoding="utf-8")


def results_inside(out: Path) -> None:
    put(out)
    put(out / "inner")


def changed_table(out: Path) -> None:
    put(out)
    (out / "comparison.csv").write_text("with my remarks", encoding="utf-8")


def older_results(out: Path) -> None:
    (out / "manifest.json").write_text('{"doorstroom": "0.1.0"}', encoding="utf-8")


def notes_among_results(out: Path) -> None:
    put(out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")


def notes_among_figures(out: Path) -> None:
    put(out)
    (out / "figures").mkdir()
    (out / "figures" / "mine.png").write_text("mine", encoding="utf-8")


def link_to_elsewhere(out: Path) -> None:
    put(out)
    (out.parent / "elsewhere").mkdir()
    (out / "figures").symlink_to(out.parent / "elsewhere")


def linked_table(out: Path) -> None:
    put(out)
    (out / "comparison.csv").rename(out.parent / "comparison.csv")
    (out / "comparison.csv").symlink_to(out.parent / "comparison.csv")


def linked_manifest(out: Path) -> None:
    put(out)
    (out / "manifest.json").rename(out.parent / "manifest.json")
    (out / "manifest.json").symlink_to(out.parent / "manifest.json")


STRANGE = {
    foreign_manifest: "manifest of another program",
    results_inside: "inner is not of Doorstroom",
    changed_table: r"comparison\.csv has changed since Doorstroom wrote it",
    older_results: "was written by an older Doorstroom",
    notes_among_results: r"notes\.txt is not of Doorstroom",
    notes_among_figures: r"figures/mine\.png is not of Doorstroom",
    link_to_elsewhere: "figures is a link",
    linked_table: r"comparison\.csv is a link",
    linked_manifest: r"manifest\.json: is a link",
}


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("make", "why"), STRANGE.items(), ids=lambda item: getattr(item, "__name__", "")
)
def test_what_is_not_ours_is_refused_before_and_stays(
    out: Path, make: Callable[[Path], None], why: str
):
    if make in (foreign_manifest, older_results):
        out.mkdir(parents=True)
    make(out)
    before = contents(out.parent)
    with pytest.raises(OutputError, match=why):
        check_writable(out)
    with pytest.raises(OutputError, match="nothing was written"):
        put(out, "second")
    assert contents(out.parent) == before


def test_notes_made_during_the_run_stay_and_the_results_are_kept_beside(out: Path):
    put(out)

    def takes_notes(fresh: Path) -> None:
        (fresh / "comparison.csv").write_text("second", encoding="utf-8")
        write_manifest(fresh, made_up_manifest())
        (out / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(OutputError, match=r"they are kept in .*out-kept"):
        put_by(out, takes_notes)
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert told(out) == "first"
    assert told(out.parent / "out-kept") == "second"
    assert beside(out) == ["out", "out-kept"]


def test_a_last_step_that_fails_keeps_what_was_made(out: Path, monkeypatch: pytest.MonkeyPatch):
    put(out)
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == "new" and target.name == "out":
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OutputError, match=r"resource busy.*they are kept in .*out-kept"):
        put(out, "second")
    assert (told(out), told(out.parent / "out-kept")) == ("first", "second")


# ------------------------------------------------------------------ where nothing can be put


def test_a_folder_that_cannot_be_moved_is_found_out_before(
    out: Path, monkeypatch: pytest.MonkeyPatch
):
    put(out)
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path == out:
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OutputError, match="in use or a mount point"):
        check_writable(out)
    assert told(out) == "first"


def test_a_file_a_link_and_where_you_stand_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    monkeypatch.chdir(tmp_path / "folder")
    for place, why in {
        tmp_path / "file": "is a file",
        tmp_path / "file" / "below": "cannot be written",
        tmp_path / "link": "is a link",
        Path(): "is the folder in which you are",
        Path("x/.."): "is no folder of its own",
        Path("n" * 300): "cannot be written",
        tmp_path: "is the folder in which you are",
    }.items():
        with pytest.raises(OutputError, match=why):
            check_writable(place)


# ------------------------------------------------------------------ one writer at a time


def test_a_second_writer_is_refused_before_it_starts(out: Path):
    with reserved(out), pytest.raises(OutputError, match=r"another process \(process \d+\)"):
        check_writable(out)
    check_writable(out)


def test_another_folder_may_be_written_meanwhile(out: Path):
    with reserved(out):
        put(out.with_name("other"))


KILLED = """
import os, sys
from pathlib import Path
from sim.results.folders import new_results
with new_results(Path(sys.argv[1])) as fresh:
    (fresh / "half").write_text("half")
    os._exit(9)
"""


def test_what_a_killed_run_left_is_cleaned_and_its_lock_is_free(out: Path, house: Path):
    put(out)
    done = subprocess.run([sys.executable, "-c", KILLED, str(out)], cwd=house, check=False)
    assert done.returncode == 9
    assert [name for name in beside(out) if name != "out"] != []
    check_writable(out)
    assert beside(out) == ["out"]
    assert told(out) == "first"


def test_an_earlier_result_that_was_on_its_way_is_put_back(out: Path):
    put(out)
    stopped = out.with_name(".out.doorstroom-0123abcd")
    stopped.mkdir()
    out.rename(stopped / "old")
    check_writable(out)
    assert told(out) == "first"
    assert beside(out) == ["out"]


def test_hidden_folders_of_others_are_no_leftovers(out: Path):
    mine = out.parent / ".out-mine"
    mine.mkdir(parents=True)
    put(out)
    assert mine.is_dir()


def test_the_manifest_lists_what_was_written(out: Path):
    put(out)
    assert set(read_manifest(out).outputs) == {"comparison.csv"}
