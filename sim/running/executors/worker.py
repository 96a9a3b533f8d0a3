"""A process that works: it reads pieces of work from its standard input until that ends.

Standard output carries what each task gave. The parent holds the other ends, so input that ends
means that there is no more to do, or no parent any more; either way the process stops at once.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, BinaryIO

from ...errors import DoorstroomError
from .work import Work

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Failed:
    """An error that a task raised, with where it was raised."""

    error: Exception
    trace: str

    def to_raise(self) -> Exception:
        """The error; where it was raised is added to what is no message for a user."""
        if not isinstance(self.error, DoorstroomError):
            self.error.add_note(self.trace)
        return self.error


@dataclass(frozen=True)
class WorkDone:
    """All tasks of a piece of work have been told."""


def main(parent: int) -> None:
    """Serve until the input ends; `parent` is the process that started this one."""
    end_with(parent)
    # Scenarios and networks are many objects without rings: looking for these costs a twentieth.
    gc.set_threshold(50_000, 50, 100)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = _own_output()
    works: SimpleQueue[Work[Any]] = SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, works), daemon=True).start()
    while True:
        for message in messages_of(works.get()):
            pickle.dump(message, told, protocol=pickle.HIGHEST_PROTOCOL)
            told.flush()


def end_with(parent: int) -> None:
    """Have the system end this process when its parent ends, where it can do so (Linux).

    Elsewhere the thread that reads the input sees that it has ended.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(0)


def messages_of(work: Work[Any]) -> Iterator[Any]:
    """What is told of a piece of work; after an error nothing more."""
    try:
        yield from work.outcomes()
    except Exception as error:
        yield Failed(error, traceback.format_exc())
    yield WorkDone()


def _own_output() -> BinaryIO:
    """The way to the parent; what anybody prints goes to standard error from here on."""
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return told


def _read(stream: BinaryIO, works: SimpleQueue[Work[Any]]) -> None:
    """Take in work; the whole process ends with the input, or with one that makes no sense."""
    try:
        while True:
            works.put(pickle.load(stream))
    except EOFError:
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
