"""Where runs are made: in this process, in processes beside it, or on a cluster (crew.py).

Another way of running is one more file here that is an Executor. An executor decides when and
where, never what: results do not depend on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

from .work import Lost, OutcomeT, Work, attempted

__all__ = ["Executor", "Lost", "Work", "attempted", "executor_for", "tried_twice"]

TaskT = TypeVar("TaskT")


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


def tried_twice(
    executor: Executor,
    works: Callable[[Iterable[tuple[TaskT, ...]]], Iterator[Work[OutcomeT]]],
    groups: Sequence[tuple[TaskT, ...]],
    *,
    apart: bool,
) -> Iterator[OutcomeT | Lost]:
    """The outcomes of tasks; what a worker lost is tried once more, alone in a fresh one.

    Alone, since what most often ends a worker is that memory did not suffice for all at once.
    `apart`: the first time was not in this process, nor is the second.
    """
    lost: list[Any] = []
    for outcome in executor.outcomes(works(groups)):
        if isinstance(outcome, Lost) and outcome.may_succeed:
            lost.append(outcome.task)
        else:
            yield outcome
    again = [(task,) for group in groups for task in group if task in lost]
    if again:
        with executor_for(1, apart=apart) as fresh:
            yield from fresh.outcomes(works(again))
