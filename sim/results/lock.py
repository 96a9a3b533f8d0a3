"""One writer at a time: a lock of the operating system, which ends with the process that has it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import PlaceRefused

Refusal = Callable[..., PlaceRefused]
"""Makes an error of a rule and, where it is another, of what to do with the option."""

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """Beyond what is written, so that others can read who has the lock."""

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, *, refusal: Refusal) -> Iterator[None]:
    """Hold the lock file `path`.

    Raises the refusal when another process has it. A lock of a process that was killed is free: the
    system let it go, only the file stayed.
    """
    handle = _open(path, refusal)
    try:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, f"{os.getpid()}\n".encode("ascii"))
        yield
    finally:
        if sys.platform == "win32":
            os.close(handle)
            with suppress(OSError):
                path.unlink()
        else:
            with suppress(OSError):
                path.unlink()
            os.close(handle)


def _open(path: Path, refusal: Refusal) -> int:
    """The open lock file, taken; opened anew when its holder removed it in the meantime."""
    while True:
        handle = -1
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
            _take(handle)
        except OSError as error:
            if handle < 0:
                raise refusal(f"cannot be written ({error.strerror})") from None
            os.close(handle)
            rule = f"is being written by another process{_who(path)}; wait for it"
            raise refusal(rule, "or choose another folder") from None
        if _is_still(path, handle):
            return handle
        os.close(handle)


def _is_still(path: Path, handle: int) -> bool:
    """Whether the file that is locked is the one that others find there."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _who(path: Path) -> str:
    with suppress(OSError, ValueError):
        return f" (process {int(path.read_text(encoding='ascii'))})"
    return ""
