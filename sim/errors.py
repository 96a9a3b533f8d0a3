"""Every error that a user can cause, in one tree; each carries the exit code of the command."""

from __future__ import annotations


class DoorstroomError(Exception):
    """Base of all errors that Doorstroom raises on purpose; shown without a traceback."""

    exit_code = 1


class InputError(DoorstroomError):
    """What the user gave is wrong: a file, a key, a value, an option."""

    exit_code = 2


class ScenarioError(InputError):
    """A scenario, block or experiment file breaks a rule.

    `problems` holds one finished line per problem: place, value, rule and way out.
    """

    def __init__(self, problems: str | list[str]) -> None:
        self.problems = [problems] if isinstance(problems, str) else list(problems)
        super().__init__("\n".join(self.problems))


class OutputError(DoorstroomError):
    """Results cannot be written where they were asked for."""


class RunError(DoorstroomError):
    """A run cannot go on or would not fit this machine."""
