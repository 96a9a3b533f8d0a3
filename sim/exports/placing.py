"""Where an export is written: whole or not at all, and never in the place of something else."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Place, PlaceRefused, Problem
from ..results.folders import new_results, writable

if TYPE_CHECKING:
    from .format import Format

_OPTION = "--out"
_WAY_OUT = f"name another place with {_OPTION}"


def place_of(folder: Path, chosen: Format, out: Path | None) -> Path:
    """Where an export of this folder goes: as asked, else beside it under its name.

    Raises PlaceRefused where something stands there already, before any work is done.
    """
    place = out or beside(folder, _end_of(chosen))
    if chosen.suffix and place.suffix.lower() != chosen.suffix:
        raise _refused(place, f"must end in {chosen.suffix}", "")
    return free_place(place, folder)


def free_place(place: Path, folder: Path) -> Path:
    """The same place; PlaceRefused where something stands there, or it lies in the results."""
    if place.is_symlink() or place.exists():
        raise _refused(
            place, "is there already, and nothing is replaced", f"remove it, or {_WAY_OUT}"
        )
    if folder.resolve() in place.absolute().resolve().parents:
        rule = "lies in the folder of results, which holds nothing but these"
        raise _refused(place, rule, _WAY_OUT)
    return place


def beside(folder: Path, end: str) -> Path:
    """A place beside a folder, of its name with this end."""
    named = folder if folder.name not in ("", "..") else folder.resolve()
    return named.with_name(named.name + end)


def _end_of(chosen: Format) -> str:
    return chosen.suffix or f"-{chosen.write.__module__.rpartition('.')[2].replace('_', '-')}"


@contextmanager
def placed(place: Path, *, is_file: bool) -> Iterator[Path]:
    """A path to write to, which takes its place when all went well; else nothing stays behind."""
    if not is_file:
        with new_results(place, option=_OPTION) as fresh:
            yield fresh
        return
    with writable(place, _OPTION):
        made = [parent for parent in place.parents if not parent.exists()]
        place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with writable(place, _OPTION), _beside_first(place) as fresh:
            yield fresh
    except BaseException:
        for parent in made:
            with suppress(OSError):
                parent.rmdir()
        raise


@contextmanager
def _beside_first(place: Path) -> Iterator[Path]:
    """A file on the same disk, moved to its place unless something has come to stand there."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    os.close(handle)
    fresh = Path(name)
    try:
        yield fresh
        fresh.chmod(0o644)
        if place.exists():
            raise _refused(place, "has come to stand there meanwhile", _WAY_OUT)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)


def _refused(place: Path, rule: str, way_out: str) -> PlaceRefused:
    return PlaceRefused(str(Problem(rule, way_out, place=Place(str(place)))))
