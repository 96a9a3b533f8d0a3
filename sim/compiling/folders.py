"""Where compiled code is kept: the first folder in which one can write."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from numba.misc.appdirs import AppDirs

_SIM = Path(__file__).parents[1]


@dataclass(frozen=True)
class Folder:
    """A folder, None where there is none; `is_usual` when it is there for good."""

    path: Path | None
    is_usual: bool


@cache
def folder_of_code() -> Folder:
    """Where this process keeps and seeks its code."""
    usual = first_writable(_usual_places())
    if usual is not None:
        return Folder(usual, is_usual=True)
    return Folder(first_writable([_temporary_place()]), is_usual=False)


def _usual_places() -> Iterator[Path]:
    """Where NUMBA_CACHE_DIR says, beside the program, or where the user keeps such things."""
    wanted = os.environ.get("NUMBA_CACHE_DIR")
    if wanted:
        yield Path(wanted)
    yield _SIM / "__pycache__" / "compiled"
    which = hashlib.sha256(str(_SIM).encode()).hexdigest()[:16]
    dirs = AppDirs("doorstroom", appauthor=False)  # type: ignore[no-untyped-call]
    yield Path(dirs.user_cache_dir) / which


def _temporary_place() -> Path:
    """A folder for this user among those that do not stay."""
    which = hashlib.sha256(str(_SIM).encode()).hexdigest()[:16]
    user = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"doorstroom-{user}-{which}"


def first_writable(places: Iterable[Path]) -> Path | None:
    """The first of the places that is, or becomes, a folder of ours in which one can write."""
    return next((place for place in places if _is_writable(place)), None)


def _is_writable(place: Path) -> bool:
    """Code is read from there as it stands, so a folder that others may write in is not taken."""
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            pass
        status = place.stat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid in (os.getuid(), 0) and not status.st_mode & 0o002
