"""Where nothing is run: what would have to be is told as lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager

from .work import Lost, OutcomeT, Work


class Nowhere(AbstractContextManager["Nowhere"]):
    """An Executor that makes no run."""

    def __exit__(self, *_: object) -> None:
        return None

    def outcomes(self, works: Iterator[Work[OutcomeT]]) -> Iterator[OutcomeT | Lost]:
        """Each task, as one that is not there."""
        for work in works:
            yield from (Lost(task, "was not made", may_succeed=False) for task in work.tasks)
