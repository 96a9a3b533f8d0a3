"""Runs in this process, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager

from ..one_run import Outcome, outcomes_of
from ..tasks import Bundle


class Here(AbstractContextManager["Here"]):
    """An Executor without workers."""

    def __exit__(self, *_: object) -> None:
        return None

    def outcomes(self, bundles: Iterator[Bundle]) -> Iterator[Outcome]:
        """Each run when it is asked for."""
        for bundle in bundles:
            yield from outcomes_of(bundle)
