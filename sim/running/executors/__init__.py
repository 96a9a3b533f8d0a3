"""Where runs are made: in this process, or in processes beside it.

Another way of running (a cluster) is one more file here that is an Executor, and a line in
`executor_for`. An executor decides when and where, never what: results do not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from .work import Lost, OutcomeT, Work

__all__ = ["Executor", "Lost", "Work", "executor_for"]


class Executor(Protocol):
    """Does pieces of work, and yields what each task gave as soon as it is known.

    A task of a worker that dies is yielded as Lost, and all others go on. An error that a task
    raises is raised here.
    """

    def outcomes(self, works: Iterator[Work[OutcomeT]]) -> Iterator[OutcomeT | Lost]:
        """One outcome a task, in any order; work is taken as workers come free."""
        ...


def executor_for(jobs: int, *, apart: bool = False) -> AbstractContextManager[Executor]:
    """The executor for so much work at one time; its workers end with the context.

    What is done one by one is done in this process, unless it must stand `apart` from it.
    """
    if jobs == 1 and not apart:
        from .here import Here

        return Here()
    from .processes import Processes

    return Processes(jobs)
