"""Options of where runs are made: on a cluster of Dask in place of processes of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from .numbers import whole

if TYPE_CHECKING:
    from ..running.executors.crew import Cluster

Scheduler = Annotated[
    str | None,
    typer.Option(
        help="Make the runs on the cluster of this Dask scheduler, in place of --jobs here.",
        metavar="ADDRESS",
    ),
]
DaskLocal = Annotated[
    int | None,
    typer.Option(
        parser=whole("--dask-local", 1, 1000),
        help="Make the runs by Dask with so many workers on this machine.",
        metavar="N",
    ),
]


@contextmanager
def cluster_asked(
    scheduler: str | None, dask_local: int | None, jobs: int | None, engine: str
) -> Iterator[Cluster | None]:
    """The cluster that is asked for, if any.

    Raises InputError for options that do not go together, and as cluster_of does.
    """
    asked = {"--scheduler": scheduler, "--dask-local": dask_local, "--jobs": jobs}
    names = [name for name, value in asked.items() if value is not None]
    if len(names) > 1:
        raise InputError(f"{' and '.join(names)} each say who makes the runs; leave one out")
    from ..running.engines import engine_named, make_ready
    from ..running.executors.crew import cluster_of

    get_ready = partial(make_ready, engine_named(engine))
    with cluster_of(scheduler, dask_local, get_ready) as cluster:
        if cluster is not None and cluster.memory_bytes is None:
            typer.echo("no worker is there yet: runs begin when there is one", err=True)
        yield cluster
