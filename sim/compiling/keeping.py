"""Compiled code on disk: made anew when anything it stands on has changed, or when it is damaged.

Numba's own cache looks whether the file of a function has changed, but not whether the files of the
functions that it calls have; a damaged file in it ends the program. Here a piece of code has a file
of its own, named after all that decides what is in it, and the file begins with a digest of its
content. It is written aside and renamed, so that processes do not meet half a file.
"""

# Numba's inner side, on which this file stands, has no types:
# mypy: disallow-untyped-calls=False, disallow-untyped-decorators=False

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import numba
from numba import njit
from numba.core import config
from numba.core.caching import NullCache
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps

from .folders import folder_of_code

_SIM = Path(__file__).parents[1]
STANDS_ON = (
    "compiling",
    "draws.py",
    "by_weeks.py",
    "in_force/deterring.py",
    "following.py",
    "remainders.py",
    "spending.py",
    "network/model.py",
    "network/seen.py",
    "network/spending.py",
    "rules",
    "visits.py",
    "engine/phases.py",
    "engine/compiled",
    "clients",
    "measuring",
)
"""What compiled code is made of, in sim/: code stands on its own entry and on all before it. Of a
folder those files count that use this room. What takes a minute to compile comes first."""
_DIGEST_BYTES = 32


def kept(signature: str | None = None, **options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Compile a function, at once if its signature is given, and keep the code on disk."""

    def decorate(function: Callable[..., Any]) -> Any:
        compiled: Any = njit(**options)(function)
        compiled._cache = _Kept(function)
        if signature is not None:
            compiled.compile(signature)
            compiled.disable_compile()
        return compiled

    return decorate


class _Kept(NullCache):
    """What Numba asks for the code of one function, by signature."""

    def __init__(self, function: Callable[..., Any]) -> None:
        place = Path(function.__code__.co_filename)
        self._digest = digest_below(place.relative_to(_SIM).as_posix())
        version = f"py{sys.version_info[0]}{sys.version_info[1]}"
        self._name = f"{place.stem}.{function.__name__}.{version}"

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """The code of a signature; None where there is none that can be used."""
        target_context.refresh()
        path = self._path(sig, target_context.codegen())
        content = None if path is None else _undamaged(path)
        if content is None:
            return None
        try:
            return CompileResult._rebuild(target_context, *pickle.loads(content))
        except Exception:  # whatever is wrong with it: it is compiled anew
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep the code of a signature, in place of that of other sources."""
        path = self._path(sig, data.codegen)
        if path is None or data.library.has_dynamic_globals:
            return
        content = dumps(data._reduce())
        aside = path.with_suffix(f".{os.getpid()}.tmp")
        with suppress(OSError):  # a full disk or another process: then it is not kept
            aside.write_bytes(_digest_of(path, content) + content)
            aside.replace(path)
            for old in path.parent.glob(f"{self._name}.*"):
                if not old.name.startswith(f"{self._name}.{self._digest}."):
                    old.unlink()

    def _path(self, sig: Any, codegen: Any) -> Path | None:
        """The file of a signature: every name in it decides what the code is."""
        folder = folder_of_code().path
        if folder is None:
            return None
        checks_rows = vars(config)["BOUNDSCHECK"]
        what = repr((numba.__version__, str(sig), codegen.magic_tuple(), checks_rows))
        of_machine = hashlib.sha256(what.encode()).hexdigest()[:16]
        return folder / f"{self._name}.{self._digest}.{of_machine}.code"


def _undamaged(path: Path) -> bytes | None:
    """What was written to a file; None where it is not there, or not as it was written."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    content = whole[_DIGEST_BYTES:]
    return content if _digest_of(path, content) == whole[:_DIGEST_BYTES] else None


def _digest_of(path: Path, content: bytes) -> bytes:
    """Of content and name, so that a file under the name of another is damaged too."""
    return hashlib.sha256(path.name.encode() + content).digest()


@cache
def digest_below(place: str, sim: Path = _SIM) -> str:
    """A digest of all files that code of the file at a place in sim/ stands on."""
    entries = [entry for entry in STANDS_ON if place == entry or place.startswith(f"{entry}/")]
    if not entries:
        raise RuntimeError(f"sim/{place} has compiled code; name it in STANDS_ON in {__file__}")
    below = STANDS_ON[: STANDS_ON.index(entries[0]) + 1]
    whole = hashlib.sha256()
    for path in (path for entry in below for path in files_of(entry, sim)):
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def files_of(entry: str, sim: Path = _SIM) -> Iterator[Path]:
    """The files of an entry of STANDS_ON."""
    place = sim / entry
    if place.is_file():
        yield place
        return
    for path in sorted(place.rglob("*.py")):
        if entry == STANDS_ON[0] or b"compiling" in path.read_bytes():
            yield path
