"""Work on a cluster of Dask: one that has a scheduler already, or processes of our own.

Which runs go to which worker is Dask's affair. Ours is how much goes at a time (some half a minute
of work, so that little is lost with a worker and little time goes into sending), that no more is
made ready than is soon worked on, and that nobody works who would give other numbers.
"""

# Parts of Dask on which this file stands have no types:
# mypy: disallow-untyped-calls=False

from __future__ import annotations

import logging
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import dask
from distributed import Client, LocalCluster
from distributed.scheduler import KilledWorker

from ...errors import InputError, RunError
from .on_node import Chunk, ChunkDone, Node, carried_out, packed, this_node, unpacked
from .work import Lost, OutcomeT, Work
from .worker import Failed

CHUNK_SECONDS = 30.0
"""What a chunk takes, by the tasks that were done: 20 to 60 seconds where one task is shorter."""
AHEAD = 2
"""Chunks that are under way for each worker: the one that it does, and the next."""
CONNECT_SECONDS = 5.0
_USUAL_PORT = 8786
_LOOK_UP_SECONDS = 1.0
"""How often the wait for a chunk is broken off, so that Ctrl-C is heard on every system."""
_SETTINGS = {
    # A run that ends its worker would end the next one too; it is tried again by itself.
    "distributed.scheduler.allowed-failures": 0,
    # What is sent is told to nobody: networks of many runs are large, and wanted.
    "distributed.admin.large-graph-warning-threshold": "1 GB",
}


class Dask:
    """A Cluster: the workers of a scheduler, of which each makes one run at a time."""

    def __init__(self, client: Client, get_ready: Callable[[], None]) -> None:
        """`get_ready` is called once in each worker, before its first work.

        Raises InputError where workers would make other runs than this process.
        """
        self._client, self._get_ready = client, get_ready
        self._us = this_node()
        self._nodes = tuple(self._checked_nodes())
        self._seconds, self._tasks = 0.0, 0

    @property
    def at_once(self) -> int:
        """Workers there are now, at least one: more may come."""
        return max(1, len(self._client.nthreads()))

    @property
    def address(self) -> str:
        """Where its scheduler is."""
        return str(self._client.scheduler_info()["address"])

    @property
    def memory_bytes(self) -> float | None:
        """What a worker has for itself where there is least; None where there was none yet."""
        beside = Counter(node.host for node in self._nodes)
        return min((node.free_bytes / beside[node.host] for node in self._nodes), default=None)

    def outcomes(self, works: Iterator[Work[OutcomeT]]) -> Iterator[OutcomeT | Lost]:
        """The outcomes as chunks of them come back, in any order."""
        self.forget()
        under_way: dict[Any, list[Work[OutcomeT]]] = {}
        done: SimpleQueue[Any] = SimpleQueue()
        try:
            while True:
                while len(under_way) < AHEAD * self.at_once and (chunk := self.next_chunk(works)):
                    future = self._sent(chunk)
                    under_way[future] = chunk
                    future.add_done_callback(done.put)
                if not under_way:
                    return
                future = self._next_of(done)
                yield from self._told_by(future, under_way.pop(future))
        finally:
            if self._client.status == "running":  # else there is nobody to be asked
                self._client.cancel([*under_way])

    def next_chunk(self, works: Iterator[Work[OutcomeT]]) -> list[Work[OutcomeT]]:
        """Work of about CHUNK_SECONDS; one piece as long as nothing is known of how long it is."""
        chunk, tasks = list[Work[OutcomeT]](), 0
        for work in works:
            chunk.append(work)
            tasks += len(work.tasks)
            if not self._tasks or tasks * self._seconds / self._tasks >= CHUNK_SECONDS:
                break
        return chunk

    def learn(self, *, tasks: int, seconds: float) -> None:
        """Take in how long so many tasks took."""
        self._tasks, self._seconds = self._tasks + tasks, self._seconds + seconds

    def forget(self) -> None:
        """Know nothing more of how long tasks take: those to come are others."""
        self._tasks, self._seconds = 0, 0.0

    def _sent(self, chunk: list[Work[OutcomeT]]) -> Any:
        content = Chunk(packed(tuple(chunk)), self._us, self._get_ready)
        return self._client.submit(carried_out, content, pure=False)

    def _next_of(self, done: SimpleQueue[Any]) -> Any:
        while True:
            try:
                return done.get(timeout=_LOOK_UP_SECONDS)
            except Empty:
                continue

    def _told_by(self, future: Any, chunk: list[Work[OutcomeT]]) -> Iterator[OutcomeT | Lost]:
        """What a worker told of a chunk; all of it is lost where the worker ended meanwhile."""
        # "lost": a worker had ended its chunk, and was gone before anybody asked what came of it.
        lost = future.status == "lost"
        if lost or (future.status == "error" and isinstance(future.exception(), KilledWorker)):
            future.cancel()
            for work in chunk:
                yield from (Lost(task, "its worker on the cluster ended") for task in work.tasks)
            return
        if future.status not in ("finished", "error"):
            raise RunError(
                "the scheduler of Dask is gone; what came back and is in a store is kept: give the "
                "command again when there is one"
            )
        result = future.result()
        future.release()
        if isinstance(result, Node):
            raise _refusal("a worker", result.differences(self._us.made_by))
        self.learn(tasks=sum(len(work.tasks) for work in chunk), seconds=result.seconds)
        yield from _outcomes_in(result)

    def _checked_nodes(self) -> Iterator[Node]:
        """What workers say of themselves; the scheduler, which reads what is sent, is asked too."""
        told: dict[str, Any] = {"the scheduler": _asked(self._client.run_on_scheduler)}
        told |= self._client.run(this_node, on_error="return")
        for name, node in told.items():
            if not isinstance(node, Node):
                raise _refusal(name, [f"Doorstroom cannot be asked there ({node})"])
            differences = node.differences(self._us.made_by)
            if differences:
                raise _refusal(name, differences)
            if name != "the scheduler":
                yield node


def _asked(run: Callable[..., Any]) -> Any:
    try:
        return run(this_node)
    except Exception as error:  # whatever there is in place of Doorstroom
        return error


def _outcomes_in(done: ChunkDone) -> Iterator[Any]:
    for message in unpacked(done.packed):
        if isinstance(message, Failed):
            raise message.to_raise()
        yield message


def _refusal(who: str, differences: Iterable[str]) -> InputError:
    return InputError(
        f"{who} of the cluster is not as this installation: {'; '.join(differences)}; install the "
        "same versions there, and start its workers again"
    )


@contextmanager
def workers_of(address: str, get_ready: Callable[[], None]) -> Iterator[Dask]:
    """The workers that a scheduler has; raises InputError where nobody answers as one does."""
    with _quiet(), _client(address) as client:
        yield Dask(client, get_ready)


@contextmanager
def workers_here(number: int, get_ready: Callable[[], None]) -> Iterator[Dask]:
    """A scheduler and so many workers of our own on this machine, which end with the context."""
    with _quiet(), TemporaryDirectory(prefix="doorstroom-dask-") as folder, LocalCluster(
        n_workers=number, threads_per_worker=1, processes=True, memory_limit=None,
        dashboard_address="127.0.0.1:0", local_directory=folder, silence_logs=logging.CRITICAL,
    ) as cluster, _client(cluster.scheduler_address) as client:  # fmt: skip
        yield Dask(client, get_ready)


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask as we have it, and its own messages not among ours: what matters is told by us."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        with dask.config.set(_SETTINGS):
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        _knock(address)
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except Exception as error:  # a wrong address, nobody there, or somebody else
        raise InputError(
            f"--scheduler {address}: no scheduler of Dask answers there ({error}); start one with "
            "`dask scheduler`, which says its address (tcp://HOST:8786)"
        ) from None
    with client:
        yield client


def _knock(address: str) -> None:
    """Raise an error where nobody is: a Client that cannot connect tells so again at the end."""
    place = urlsplit(address)
    if not place.hostname:
        raise ValueError("an address is tcp://HOST:PORT")
    socket.create_connection((place.hostname, place.port or _USUAL_PORT), CONNECT_SECONDS).close()
