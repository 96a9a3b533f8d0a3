"""Making tasks of a plan over the cores, but for those that stand on the shelf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from ..errors import Problem
from .cores import room_for_visits
from .executors import Executor, Lost, tried_twice
from .executors.crew import Crew
from .one_run import Outcome
from .plan import Plan
from .preparing import Preparing
from .shelf import Shelf
from .tasks import Options, Task, together


class Making(AbstractContextManager["Making"]):
    """Workers that make runs of a plan, each kept as soon as it is made; they end with it."""

    def __init__(
        self, plan: Plan, options: Options, crew: Crew, shelf: Shelf, *, most: int
    ) -> None:
        """`most` are the runs that may be asked for."""
        self._crew, self._shelf = crew, shelf
        room = min(options.most_visits, room_for_visits(crew))
        self._preparing = Preparing(plan, replace(options, most_visits=room), shelf)
        self._workers = _nowhere() if shelf.has_all else crew.executor(most)

    def __enter__(self) -> Making:
        self._executor = self._workers.__enter__()
        return self

    def __exit__(self, *why: object) -> None:
        self._workers.__exit__(*why)  # type: ignore[arg-type]

    @property
    def repaired(self) -> Mapping[int, tuple[Problem, ...]]:
        """What was wrong with draws that were not left as drawn."""
        return self._preparing.repaired

    def outcomes(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """What each task gave, in any order."""
        groups, works = self._groups(tasks), self._preparing.bundles
        for outcome in tried_twice(self._executor, works, groups, apart=self._crew.is_apart):
            if not isinstance(outcome, Lost):
                self._shelf.put(outcome)
            yield outcome
            yield from self._shelf.taken()
        yield from self._shelf.taken()

    def _groups(self, tasks: Sequence[Task]) -> list[tuple[Task, ...]]:
        if self._shelf.has_all:
            return [(task,) for task in tasks]
        return together(tasks, self._preparing.begins_like, jobs=self._crew.at_once)


def _nowhere() -> AbstractContextManager[Executor]:
    from .executors.nowhere import Nowhere

    return Nowhere()
