"""Every error that a user can cause, in one tree; each carries the exit code of the command."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import replace

from .problems import (
    UNTOLD,
    Dutch,
    Keys,
    Place,
    Problem,
    brief,
    dotted,
    is_unseen,
    visible,
    written_out,
)

__all__ = [
    "UNTOLD",
    "DoorstroomError",
    "Dutch",
    "InputError",
    "Keys",
    "OutputError",
    "Place",
    "PlaceRefused",
    "Problem",
    "RunError",
    "ScenarioError",
    "brief",
    "cannot_write",
    "dotted",
    "is_unseen",
    "visible",
    "written_out",
]

MOST_SHOWN = 20
_FAILING_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE)


class DoorstroomError(Exception):
    """Base of all errors that Doorstroom raises on purpose; shown without a traceback."""

    exit_code = 1


class InputError(DoorstroomError):
    """What the user gave is wrong: a file, a key, a value, an option."""

    exit_code = 2


class ScenarioError(InputError):
    """A scenario, block or experiment file breaks a rule; a sentence alone is a rule alone."""

    def __init__(self, problems: Problem | str | Iterable[Problem | str]) -> None:
        each = [problems] if isinstance(problems, Problem | str) else list(problems)
        self.problems = tuple(item if isinstance(item, Problem) else Problem(item) for item in each)
        super().__init__(self.problems)

    def asked_in(self, file: str) -> ScenarioError:
        """The same, with the file that asked for the one that is wrong."""
        return ScenarioError([replace(problem, asked_in=file) for problem in self.problems])

    @property
    def lines(self) -> list[str]:
        """Every problem in words, one line each."""
        return [str(problem) for problem in self.problems]

    def __str__(self) -> str:
        more = len(self.problems) - MOST_SHOWN
        shown = [str(problem) for problem in self.problems[:MOST_SHOWN]]
        if more > 0:
            shown.append(f"and {more:,} more problem{'s' if more > 1 else ''}; mend these first")
        return "\n".join(shown)


class OutputError(DoorstroomError):
    """Results cannot be written, or not where they were asked for."""


class PlaceRefused(OutputError):
    """The user named a folder or file that cannot be written, or is not ours to replace."""

    exit_code = 2


def cannot_write(told: str, error: OSError) -> OutputError:
    """The error of the system in our tree: a full or broken disk is no mistake of the user."""
    kind = OutputError if error.errno in _FAILING_DISK else PlaceRefused
    return kind(told)


class RunError(DoorstroomError):
    """A run cannot go on or would not fit this machine."""
