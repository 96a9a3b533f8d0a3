"""What an executor makes: pieces of work, of which each task gives one outcome."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

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


class Work(Protocol[OutcomeT_co]):
    """Tasks that one worker makes one after the other; sent to it by pickle."""

    @property
    def tasks(self) -> tuple[Hashable, ...]:
        """What it is made of."""
        ...

    def outcomes(self) -> Iterator[OutcomeT_co | Lost]:
        """What each task gave, with `task` on it."""
        ...
