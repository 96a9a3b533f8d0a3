"""Work in processes beside this one, each of which may die without the others.

A pool of the usual kind stops as a whole when one of its workers is killed; here each worker has a
pipe and a thread of its own, so a worker that dies costs the work that it had and no other.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any

from .work import Lost, OutcomeT, Work
from .worker import Failed, WorkDone

_AHEAD = 2
"""Pieces of work that are ready for each worker, so that none has to wait for the next network."""
_LOOK_UP_SECONDS = 1.0
"""How often the wait for an outcome is broken off, so that Ctrl-C is heard on every system."""
_DYING_SECONDS = 5.0
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[2]); "
    "from {module} import main; main(int(sys.argv[1]))"
)


class Processes(AbstractContextManager["Processes"]):
    """An Executor with a number of workers, which start when there is something to do."""

    def __init__(self, jobs: int) -> None:
        self._works: SimpleQueue[Work[Any] | None] = SimpleQueue()
        self._messages: SimpleQueue[Any] = SimpleQueue()
        self._servers = [_Server(self._works, self._messages) for _ in range(jobs)]

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.stop()
            self._works.put(None)
        for server in self._servers:
            if server.is_alive():
                server.join()

    def outcomes(self, works: Iterator[Work[OutcomeT]]) -> Iterator[OutcomeT | Lost]:
        """The outcomes as they come, in any order."""
        under_way = sum(self._give(item) for item in islice(works, _AHEAD * len(self._servers)))
        while under_way:
            message = self._next_message()
            if isinstance(message, WorkDone):
                under_way += sum(self._give(item) for item in islice(works, 1)) - 1
            elif isinstance(message, Failed):
                raise message.to_raise()
            elif isinstance(message, BaseException):
                raise message
            else:
                yield message

    def _give(self, work: Work[Any]) -> int:
        """Put work before the workers, with one more at work where one is not; 1, to count."""
        self._works.put(work)
        resting = next((server for server in self._servers if server.ident is None), None)
        if resting is not None:
            resting.start()
        return 1

    def _next_message(self) -> Any:
        while True:
            try:
                return self._messages.get(timeout=_LOOK_UP_SECONDS)
            except Empty:
                continue


class _Server(Thread):
    """Gives work to a worker and passes on what it tells; a worker that died is replaced.

    It outlives its workers: Linux ends a process with the thread that started it.
    """

    def __init__(self, works: SimpleQueue[Work[Any] | None], messages: SimpleQueue[Any]) -> None:
        super().__init__(daemon=True)
        self._works, self._messages = works, messages
        self._worker: subprocess.Popen[bytes] | None = None
        self._is_stopping = False

    def run(self) -> None:
        try:
            while (work := self._works.get()) is not None and not self._is_stopping:
                self._serve(work)
        except BaseException as error:
            self._messages.put(error)
        finally:
            self.stop()
            self._bury_worker()

    def stop(self) -> None:
        """End the worker, whatever it is doing."""
        self._is_stopping = True
        worker = self._worker
        if worker is not None:
            worker.kill()

    def _serve(self, work: Work[Any]) -> None:
        """Have a worker do some work; the tasks that it does not tell of are lost."""
        left = list(work.tasks)
        for message in self._told_of(work):
            if not isinstance(message, Failed | WorkDone):
                left.remove(message.task)
            self._messages.put(message)
            if isinstance(message, WorkDone):
                return
        reason = self._bury_worker()
        for task in left:
            self._messages.put(Lost(task, reason))
        self._messages.put(WorkDone())

    def _told_of(self, work: Work[Any]) -> Iterator[Any]:
        """What a worker tells, until it has told all or has died."""
        worker = self._worker = self._worker or _started()
        if self._is_stopping:  # said while the worker was starting
            return
        to_worker, from_worker = _ends(worker)
        try:
            pickle.dump(work, to_worker, protocol=pickle.HIGHEST_PROTOCOL)
            to_worker.flush()
            while True:
                yield pickle.load(from_worker)
        except (EOFError, BrokenPipeError, ConnectionError, pickle.UnpicklingError):
            return

    def _bury_worker(self) -> str:
        """How a worker ended that told no more, in words."""
        worker, self._worker = self._worker, None
        if worker is None:
            return ""
        # It is dying or dead: a moment to see of what, before it is ended for certain.
        with suppress(subprocess.TimeoutExpired):
            worker.wait(_DYING_SECONDS)
        worker.kill()
        for stream in _ends(worker):
            # What was not yet written to a worker that died is of no use to anybody.
            with suppress(OSError):
                stream.close()
        return _how_ended(worker.wait())


def _started() -> subprocess.Popen[bytes]:
    """A new worker, in a session of its own: Ctrl-C reaches this process only, which ends it."""
    module = f"{__name__.rpartition('.')[0]}.worker"
    program = _PROGRAM.format(module=module)
    arguments = [sys.executable, "-c", program, str(os.getpid()), json.dumps(sys.path)]
    return subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )


def _ends(worker: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert worker.stdin is not None
    assert worker.stdout is not None
    return worker.stdin, worker.stdout


def _how_ended(code: int) -> str:
    return f"its process was ended by signal {-code}" if code < 0 else f"its process ended ({code})"
