"""Runs in processes beside this one, each of which may die without the others.

A pool such as joblib's stops as a whole when one of its workers is killed; here each worker has a
pipe and a thread of its own, so a worker that dies costs the bundle that it had and no other.
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
from typing import IO

from ...errors import DoorstroomError
from ..one_run import Lost, Measured, Outcome
from ..tasks import Bundle
from .worker import BundleDone, Failed, Message

_AHEAD = 2
"""Bundles that are ready for each worker, so that none has to wait for the next network."""
_LOOK_UP_SECONDS = 1.0
"""How often the wait for a run is broken off, so that Ctrl-C is heard on every system."""
_DYING_SECONDS = 5.0
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[2]); "
    "from {module} import main; main(int(sys.argv[1]))"
)


class Processes(AbstractContextManager["Processes"]):
    """An Executor with a number of workers, which start when there is something to do."""

    def __init__(self, jobs: int) -> None:
        self._bundles: SimpleQueue[Bundle | None] = SimpleQueue()
        self._messages: SimpleQueue[Message | BaseException] = SimpleQueue()
        self._servers = [_Server(self._bundles, self._messages) for _ in range(jobs)]

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.stop()
            self._bundles.put(None)
        for server in self._servers:
            if server.is_alive():
                server.join()

    def outcomes(self, bundles: Iterator[Bundle]) -> Iterator[Outcome]:
        """The outcomes as runs end, in any order."""
        under_way = sum(self._give(item) for item in islice(bundles, _AHEAD * len(self._servers)))
        while under_way:
            message = self._next_message()
            if isinstance(message, BundleDone):
                under_way += sum(self._give(item) for item in islice(bundles, 1)) - 1
            elif isinstance(message, Measured | Lost):
                yield message
            else:
                raise _error_of(message)

    def _give(self, bundle: Bundle) -> int:
        """Put a bundle before the workers, with one more at work where one is not; 1, to count."""
        self._bundles.put(bundle)
        resting = next((server for server in self._servers if server.ident is None), None)
        if resting is not None:
            resting.start()
        return 1

    def _next_message(self) -> Message | BaseException:
        while True:
            try:
                return self._messages.get(timeout=_LOOK_UP_SECONDS)
            except Empty:
                continue


def _error_of(message: Failed | BaseException) -> BaseException:
    """The error to raise; where it was raised is added to what is no message for a user."""
    if not isinstance(message, Failed):
        return message
    if not isinstance(message.error, DoorstroomError):
        message.error.add_note(message.trace)
    return message.error


class _Server(Thread):
    """Gives bundles to a worker and passes on what it tells; a worker that died is replaced.

    It outlives its workers: Linux ends a process with the thread that started it.
    """

    def __init__(
        self,
        bundles: SimpleQueue[Bundle | None],
        messages: SimpleQueue[Message | BaseException],
    ) -> None:
        super().__init__(daemon=True)
        self._bundles, self._messages = bundles, messages
        self._worker: subprocess.Popen[bytes] | None = None
        self._is_stopping = False

    def run(self) -> None:
        try:
            while (bundle := self._bundles.get()) is not None and not self._is_stopping:
                self._serve(bundle)
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

    def _serve(self, bundle: Bundle) -> None:
        """Have a worker make the runs of a bundle; those that it does not tell of are lost."""
        left = list(bundle.tasks)
        for message in self._told_of(bundle):
            if isinstance(message, Measured | Lost):
                left.remove(message.task)
            self._messages.put(message)
            if isinstance(message, BundleDone):
                return
        reason = self._bury_worker()
        for task in left:
            self._messages.put(Lost(task, reason))
        self._messages.put(BundleDone())

    def _told_of(self, bundle: Bundle) -> Iterator[Message]:
        """What a worker tells, until it has told all or has died."""
        worker = self._worker = self._worker or _started()
        if self._is_stopping:  # said while the worker was starting
            return
        to_worker, from_worker = _ends(worker)
        try:
            pickle.dump(bundle, to_worker, protocol=pickle.HIGHEST_PROTOCOL)
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
