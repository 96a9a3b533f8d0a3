"""Bundles of runs that one worker takes at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..clients.starts import Starts
from .executors import Lost, attempted
from .one_run import Outcome, one_run
from .tasks import Options, Prepared, Task


@dataclass(frozen=True)
class Bundle:
    """Runs that one worker makes one after the other: one replication of scenarios alike."""

    runs: tuple[Prepared, ...]
    options: Options

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What it is made of."""
        return tuple(item.task for item in self.runs)

    def outcomes(self) -> Iterator[Outcome]:
        """Each run; one that cannot be made is lost, and the next is tried."""
        starts, of_task = Starts(), {item.task: item for item in self.runs}
        return attempted(self.tasks, lambda task: one_run(of_task[task], self.options, starts))


@dataclass(frozen=True)
class NoBundle:
    """Runs that cannot be made, since there is no such draw."""

    tasks: tuple[Task, ...]
    reason: str

    def outcomes(self) -> Iterator[Outcome]:
        """Each run is lost, and would be again."""
        yield from (Lost(task, self.reason, may_succeed=False) for task in self.tasks)
