"""Work in this process, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager

from .work import Lost, OutcomeT, Work


class Here(AbstractContextManager["Here"]):
    """An Executor without workers."""

    def __exit__(self, *_: object) -> None:
        return None

    def outcomes(self, works: Iterator[Work[OutcomeT]]) -> Iterator[OutcomeT | Lost]:
        """Each outcome when it is asked for."""
        for work in works:
            yield from work.outcomes()
