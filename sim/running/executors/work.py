"""What an executor makes: pieces of work, of which each task gives one outcome."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from ...errors import RunError, ScenarioError

TaskT = TypeVar("TaskT", bound=Hashable)
OutcomeT = TypeVar("OutcomeT")
OutcomeT_co = TypeVar("OutcomeT_co", covariant=True)


@dataclass(frozen=True)
class Lost:
    """A task that gave nothing, and why: its worker ended, or its run could not be made.

    `may_succeed`: it was no fault of its own, and may be tried again.
    """

    task: Hashable
    reason: str
    may_succeed: bool = True


def attempted(
    tasks: Iterable[TaskT], made: Callable[[TaskT], OutcomeT]
) -> Iterator[OutcomeT | Lost]:
    """What each task gave; one that cannot be made is lost, and the next is tried."""
    for task in tasks:
        try:
            yield made(task)
        except MemoryError:
            yield Lost(task, "found no more memory")
        except (RunError, ScenarioError) as error:
            # The same would happen again: chance is the same, and so is the room there is for it.
            yield Lost(task, str(error), may_succeed=False)


class Work(Protocol[OutcomeT_co]):
    """Tasks that one worker makes one after the other; sent to it by pickle."""

    @property
    def tasks(self) -> tuple[Hashable, ...]:
        """What it is made of."""
        ...

    def outcomes(self) -> Iterator[OutcomeT_co | Lost]:
        """What each task gave, with `task` on it."""
        ...
