"""Compiled code on disk: anew when what it stands on changed, or when it is damaged."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sim.compiling.folders import first_writable
from sim.compiling.keeping import digest_below
from sim.draws import subkey

HOUSE = Path(__file__).parents[1]
USE = "from sim.draws import subkey; print(subkey(3, 5))"


def used_with(folder: Path) -> subprocess.Popen[str]:
    """A process that keeps its code in this folder and calls a compiled function."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", USE],
        env={**os.environ, "NUMBA_CACHE_DIR": str(folder)},
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answer(process: subprocess.Popen[str]) -> int:
    out, error = process.communicate()
    assert (process.returncode, error) == (0, "")
    return int(out)


def code_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with code that a process has kept."""
    folder = tmp_path_factory.mktemp("kept")
    assert answer(used_with(folder)) == subkey(3, 5)
    assert len(code_in(folder)) > 5
    return folder


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def one_bit_other(content: bytes) -> bytes:
    place = len(content) * 3 // 4
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def emptied(_: bytes) -> bytes:
    return b""


def another(own: bytes, whole: dict[str, bytes]) -> bytes:
    """Sound code of another function."""
    return next(content for content in whole.values() if content != own)


def test_damaged_code_is_compiled_anew(kept: Path, tmp_path: Path):
    whole = code_in(kept)
    kinds = [truncated, one_bit_other, emptied, lambda own: another(own, whole)]
    damaged = {
        name: kinds[place % len(kinds)](content)
        for place, (name, content) in enumerate(sorted(whole.items(), reverse=True))
    }
    for name, content in damaged.items():
        (tmp_path / name).write_bytes(content)

    assert answer(used_with(tmp_path)) == subkey(3, 5)
    mended = code_in(tmp_path)
    assert {*mended} == {*whole}
    assert all(mended[name] != content for name, content in damaged.items())


def test_two_processes_at_once_leave_whole_code(tmp_path: Path):
    both = [used_with(tmp_path), used_with(tmp_path)]

    assert [answer(process) for process in both] == [subkey(3, 5)] * 2
    assert {path.suffix for path in tmp_path.iterdir()} == {".code"}
    before = code_in(tmp_path)
    assert answer(used_with(tmp_path)) == subkey(3, 5)
    assert code_in(tmp_path) == before


@pytest.mark.parametrize("changed", ["draws.py", "rules/routing.py", "compiling/rows.py"])
@pytest.mark.parametrize("place", ["clients/state.py", "engine/compiled/run.py"])
def test_code_stands_on_all_that_it_may_call(tmp_path: Path, place: str, changed: str):
    copy = tmp_path / "sim"
    shutil.copytree(HOUSE / "sim", copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = digest_below(place, copy)
    with (copy / changed).open("a") as file:
        file.write("# another\n")
    digest_below.cache_clear()

    assert digest_below(place, copy) != before


def test_code_of_a_file_that_is_not_named_is_refused():
    with pytest.raises(RuntimeError, match=r"sim/report/page\.py has compiled code; name it"):
        digest_below("report/page.py")


def test_the_first_folder_in_which_one_can_write_is_taken(tmp_path: Path):
    (tmp_path / "file").write_text("no folder can be here")
    for_all = tmp_path / "for-all"
    for_all.mkdir()
    for_all.chmod(0o777)  # anybody could put code there that we would run
    ours = tmp_path / "deep" / "ours"

    assert first_writable([tmp_path / "file" / "in-it", for_all, ours]) == ours
    assert first_writable([tmp_path / "file" / "in-it"]) is None
