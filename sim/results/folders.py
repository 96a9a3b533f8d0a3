"""Folders of results: reserved before a run, they appear whole or not at all afterwards.

Nothing that Doorstroom did not write is ever deleted. What may be replaced is a folder whose
manifest is ours and in which every file is one that this manifest lists, as it was written. All
that can be wrong is found out before the run, and again when the results take their place, since
hours may lie between.
"""

from __future__ import annotations

import itertools
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError, OutputError, Place, PlaceRefused, Problem, cannot_write
from .lock import locked
from .manifest_file import MANIFEST, digest, read_manifest

_FIGURES = "figures"


@dataclass(frozen=True)
class Shown:
    """A folder as the user wrote it, and the option with which another is named."""

    folder: Path
    option: str

    def refusal(self, rule: str, way_out: str = "choose another folder") -> PlaceRefused:
        """Why nothing can be written there."""
        return PlaceRefused(self._told(rule, way_out))

    def failure(self, error: OSError) -> OutputError:
        """What the system says when we write there."""
        rule = f"cannot be written ({error.strerror or error})"
        return cannot_write(self._told(rule, "choose another folder"), error)

    def _told(self, rule: str, way_out: str) -> str:
        return str(Problem(rule, f"{way_out} with {self.option}", place=Place(str(self.folder))))


@dataclass(frozen=True)
class Reserved:
    """A folder that nobody else of ours writes while it is reserved."""

    folder: Path
    shown: Shown

    @contextmanager
    def new_results(self) -> Iterator[Path]:
        """A folder to write in, which takes the place of the reserved one when all went well.

        An error inside leaves everything as it was. Where the place can no longer be taken the
        results are kept beside it, and the OutputError says where.
        """
        with writable(self.folder):
            working = _working(self.folder)
            fresh = working / "new"
            fresh.mkdir()
        try:
            yield fresh
        except BaseException:
            shutil.rmtree(working, ignore_errors=True)
            raise
        try:
            _take_place(self.folder, working)
        except OSError as error:
            raise _kept(self, working, error.strerror or str(error)) from None
        except InputError as error:
            raise _kept(self, working, str(error)) from None
        shutil.rmtree(working, ignore_errors=True)


@contextmanager
def reserved(folder: Path, *, option: str = "--out") -> Iterator[Reserved]:
    """Reserve a folder for results, which need not exist; it is let go at the end.

    Raises OutputError, before any work is done, when results could not take their place there.
    """
    shown = Shown(folder, option)
    with writable(folder, option):
        place = _named(shown)
        made = [parent for parent in place.parents if not parent.exists()]
        place.parent.mkdir(parents=True, exist_ok=True)
        place = place.parent.resolve() / place.name
    try:
        with locked(place.parent / f".{place.name}.lock", refusal=shown.refusal):
            with writable(folder, option):
                _clean_leftovers(place)
                _try_out(place, shown)
            yield Reserved(place, shown)
    finally:
        _remove_empty(made)


@contextmanager
def reserved_if(folder: Path | None) -> Iterator[Reserved | None]:
    """The same where results are written at all."""
    if folder is None:
        yield None
        return
    with reserved(folder) as place:
        yield place


def check_writable(folder: Path, *, option: str = "--out") -> None:
    """Raise OutputError when results could not be put there."""
    with reserved(folder, option=option):
        pass


@contextmanager
def new_results(folder: Path, *, option: str = "--out") -> Iterator[Path]:
    """A folder to write in, which takes the place of `folder` when all went well."""
    with reserved(folder, option=option) as place, place.new_results() as fresh:
        yield fresh


@contextmanager
def writable(folder: Path, option: str = "--out") -> Iterator[None]:
    """Errors of the disk as an OutputError that names the folder."""
    try:
        yield
    except OSError as error:
        raise Shown(folder, option).failure(error) from None


# ------------------------------------------------------------------ whose it is


def strangers(folder: Path) -> Iterator[str]:
    """What there is in a folder that Doorstroom did not write so; nothing in an empty one.

    Raises InputError where the manifest is none of ours.
    """
    names = sorted(os.scandir(folder), key=lambda entry: entry.name)
    if not names:
        return
    known = read_manifest(folder).written
    for entry in names:
        if entry.name == _FIGURES and entry.is_dir(follow_symlinks=False):
            for drawing in sorted(os.scandir(entry), key=lambda item: item.name):
                yield from _strange(f"{_FIGURES}/{drawing.name}", drawing, known)
        elif entry.name != MANIFEST:
            yield from _strange(entry.name, entry, known)


def _strange(name: str, entry: os.DirEntry[str], known: dict[str, str]) -> Iterator[str]:
    if entry.is_symlink():
        yield f"{name} is a link"
    elif not entry.is_file(follow_symlinks=False) or name not in known:
        yield f"{name} is not of Doorstroom"
    elif digest(Path(entry.path)) != known[name]:
        yield f"{name} has changed since Doorstroom wrote it"


def _is_strange(folder: Path) -> bool:
    try:
        return any(strangers(folder))
    except InputError:
        return True


def _refuse_strangers(folder: Path) -> None:
    """Raise InputError where a folder may not be replaced."""
    strange = list(itertools.islice(strangers(folder), 3))
    if strange:
        raise InputError(f"{'; '.join(strange)}; nothing of others is deleted")


# ------------------------------------------------------------------ found out before


def _named(shown: Shown) -> Path:
    """The folder by its absolute path, its last name as said; OutputError for what has no name."""
    place = shown.folder.absolute()
    if place.name in ("", ".."):
        raise shown.refusal("is no folder of its own")
    if place.is_symlink():
        raise shown.refusal("is a link", "name the folder itself")
    if place.exists() and not place.is_dir():
        raise shown.refusal("is a file", "choose a folder")
    if place == Path.cwd() or place in Path.cwd().parents:
        raise shown.refusal("is the folder in which you are", "name a folder in it")
    return place


def _try_out(place: Path, shown: Shown) -> None:
    """Do what will be done at the end: write beside the folder, move it away, move it back."""
    working = _working(place)
    try:
        if place.exists():
            _refuse_strangers(place)
            _move_there_and_back(place, working / "old", shown)
    except InputError as error:
        rule = f"holds files that are no results of Doorstroom ({error}); nothing was written"
        raise shown.refusal(rule) from None
    finally:
        _remove_empty([working])


def _move_there_and_back(place: Path, old: Path, shown: Shown) -> None:
    """A mount point, an open file (Windows) or a folder of somebody else cannot be moved."""
    try:
        place.rename(old)
    except OSError as error:
        rule = f"cannot be replaced: it is in use or a mount point ({error.strerror})"
        raise shown.refusal(rule, "name a folder in it, or another one,") from None
    finally:
        if old.exists():
            old.rename(place)


# ------------------------------------------------------------------ beside the folder


def _working(place: Path) -> Path:
    """A new folder on the same disk, by whose name a later run knows it as ours."""
    working = place.parent / f".{place.name}.doorstroom-{secrets.token_hex(4)}"
    working.mkdir()
    return working


def _clean_leftovers(place: Path) -> None:
    """Remove what killed runs left: who holds the lock knows that nobody works there any more.

    An earlier result that was on its way is put back; a finished one that got no place stays.
    """
    pattern = re.compile(re.escape(f".{place.name}.doorstroom-") + "[0-9a-f]{8}")
    for path in list(place.parent.iterdir()):
        if not pattern.fullmatch(path.name) or path.is_symlink() or not path.is_dir():
            continue
        if (path / "old").exists() and not place.exists():
            (path / "old").rename(place)
        is_finished = (path / "new" / MANIFEST).exists()
        if not is_finished and not ((path / "old").exists() and _is_strange(path / "old")):
            shutil.rmtree(path, ignore_errors=True)


def _remove_empty(folders: Iterable[Path]) -> None:
    """Remove folders in which nothing is, the deepest first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _take_place(place: Path, working: Path) -> None:
    """Put the new folder where the old one stands; raises OSError or InputError, and undoes it."""
    old, was_there = working / "old", place.exists()
    if was_there:
        place.rename(old)
    try:
        if was_there:
            _refuse_strangers(old)
        (working / "new").rename(place)
    except BaseException:
        if was_there:
            old.rename(place)
        raise


def _kept(place: Reserved, working: Path, reason: str) -> OutputError:
    """Keep finished results under a name of their own, and say so."""
    kept, name = working / "new", place.folder.name
    names = (f"{name}-kept{'' if number == 1 else f'-{number}'}" for number in itertools.count(1))
    other = next(path for path in map(place.folder.with_name, names) if not path.exists())
    with suppress(OSError):
        kept.rename(other)
        kept = other
    _remove_empty([working])
    rule = f"the results could not take their place there ({reason})"
    spec = Problem(rule, f"they are kept in {kept}", place=Place(str(place.shown.folder)))
    return OutputError(str(spec))
