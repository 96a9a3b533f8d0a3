"""Where runs are made: in this process, or in processes beside it.

Another way of running (a cluster) is one more file here that is an Executor, and a line in
`executor_for`. An executor decides when and where, never what: results do not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from ..one_run import Outcome
from ..tasks import Bundle


class Executor(Protocol):
    """Makes the runs of bundles, and yields what each gave as soon as it is known.

    A run of a worker that dies is yielded as Lost, and all others go on. An error that a run
    raises is raised here.
    """

    def outcomes(self, bundles: Iterator[Bundle]) -> Iterator[Outcome]:
        """One outcome a task, in any order; bundles are taken as workers come free."""
        ...


def executor_for(jobs: int, *, apart: bool = False) -> AbstractContextManager[Executor]:
    """The executor for so many runs at one time; its workers end with the context.

    A single run at a time is made in this process, unless it must stand `apart` from it.
    """
    if jobs == 1 and not apart:
        from .here import Here

        return Here()
    from .processes import Processes

    return Processes(jobs)
