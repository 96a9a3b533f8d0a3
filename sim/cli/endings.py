"""How a command may end before it is done: by Ctrl-C, or by a signal that asks it to end.

All are heard as one exception, so that workers are ended and folders that are half written go, and
the exit code is 128 and the number of the signal, as shells have it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

CTRL_C = 128 + 2


class AskedToEnd(KeyboardInterrupt):
    """A signal asked this process to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def hear_signals() -> None:
    """Have SIGTERM (as `kill` and a machine that shuts down send) and a closed terminal heard.

    What is ignored stays ignored, as nohup asks.
    """
    for number in _that_ask():
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


@contextmanager
def ending_at_once() -> Iterator[None]:
    """Let a signal end the process itself, for a time in which it has nothing half written.

    The compiler calls back into Python, and what is raised there is lost: an AskedToEnd too.
    """
    heard = {number: signal.getsignal(number) for number in (signal.SIGINT, *_that_ask())}
    heard = {number: handler for number, handler in heard.items() if handler != signal.SIG_IGN}
    for number in heard:
        signal.signal(number, _end_at_once)
    try:
        yield
    finally:
        for number, handler in heard.items():
            signal.signal(number, handler)


def exit_code(interrupt: KeyboardInterrupt) -> int:
    """The exit code of a command that was interrupted so."""
    return 128 + interrupt.number if isinstance(interrupt, AskedToEnd) else CTRL_C


def told(interrupt: KeyboardInterrupt) -> str:
    """What ended a command, in words."""
    if isinstance(interrupt, AskedToEnd):
        return f"stopped by {signal.Signals(interrupt.number).name}"
    return "stopped by Ctrl-C"


def _that_ask() -> list[signal.Signals]:
    names = ("SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def _end_at_once(number: int, _: FrameType | None) -> None:
    interrupt = KeyboardInterrupt() if number == signal.SIGINT else AskedToEnd(number)
    os.write(2, f"{told(interrupt)}\n".encode())
    os._exit(exit_code(interrupt))


def _end(number: int, _: FrameType | None) -> None:
    # Asked again while it is ending: it is doing so.
    signal.signal(number, signal.SIG_IGN)
    raise AskedToEnd(number)
