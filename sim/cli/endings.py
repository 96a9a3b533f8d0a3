"""How a command may end before it is done: by Ctrl-C, or by a signal that asks it to end.

All are heard as one exception, so that workers are ended and folders that are half written go, and
the exit code is 128 and the number of the signal, as shells have it.
"""

from __future__ import annotations

import signal
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
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def exit_code(interrupt: KeyboardInterrupt) -> int:
    """The exit code of a command that was interrupted so."""
    return 128 + interrupt.number if isinstance(interrupt, AskedToEnd) else CTRL_C


def told(interrupt: KeyboardInterrupt) -> str:
    """What ended a command, in words."""
    if isinstance(interrupt, AskedToEnd):
        return f"stopped by {signal.Signals(interrupt.number).name}"
    return "stopped by Ctrl-C"


def _end(number: int, _: FrameType | None) -> None:
    # Asked again while it is ending: it is doing so.
    signal.signal(number, signal.SIG_IGN)
    raise AskedToEnd(number)
