"""Who does the work: so many at a time on this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Protocol

from ...errors import InputError
from . import Executor, executor_for


class Cluster(Executor, Protocol):
    """An Executor whose workers are elsewhere, and may come and go."""

    @property
    def at_once(self) -> int:
        """Workers there are now, at least one: each makes one run at a time."""
        ...

    @property
    def memory_bytes(self) -> float | None:
        """What the poorest worker has free; None where none was there yet."""
        ...


@dataclass(frozen=True)
class Crew:
    """So many pieces of work at a time; in this process and beside it, or on a cluster."""

    at_once: int
    cluster: Cluster | None = None

    @property
    def is_apart(self) -> bool:
        """Whether work is done in other processes than this."""
        return self.at_once > 1 or self.cluster is not None

    def executor(self, most: int) -> AbstractContextManager[Executor]:
        """Who does at most so many pieces of work; workers of this machine end with the context."""
        if self.cluster is not None:
            return nullcontext(self.cluster)
        return executor_for(max(1, min(self.at_once, most)))


@contextmanager
def cluster_of(
    scheduler: str | None, workers: int | None, get_ready: Callable[[], None]
) -> Iterator[Cluster | None]:
    """The cluster behind a scheduler of Dask, or of so many workers here; None where none is asked.

    `get_ready` is called once in each worker. Raises InputError where Dask is not installed, nobody
    answers, or workers would make other runs than this process.
    """
    if scheduler is None and workers is None:
        yield None
        return
    if find_spec("distributed") is None:
        raise InputError(
            "--scheduler and --dask-local need the package distributed (Dask); install it with "
            "`pip install 'doorstroom[cluster]'`, or use --jobs"
        )
    from .on_dask import workers_here, workers_of

    opened = workers_here(workers, get_ready) if workers else workers_of(str(scheduler), get_ready)
    with opened as cluster:
        yield cluster
