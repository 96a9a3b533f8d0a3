"""What a plan takes from a store of runs, and what it puts there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from ..results.run_store import KeptRun, RunNote, RunStore
from ..results.run_store.chunks import Maker
from ..scenario.begin import is_file
from .code import code_digest
from .identity import Identities
from .one_run import Measured
from .plan import Plan
from .tasks import Options, Task

if TYPE_CHECKING:
    from ..measuring.tidy import Tidy
    from .all_draws import Drawn


_TABLES = ("indicators", "series", "fates")


class Shelf:
    """The runs of a plan that were made before; with nothing in it where there is no store."""

    def __init__(
        self, plan: Plan, options: Options, store: RunStore | None = None, *, has_all: bool = False
    ) -> None:
        """`has_all`: nothing is to be run that is not there."""
        self._plan, self.has_all = plan, has_all
        # What began with a state file is of real children, and is never written out again. Visits
        # are large, and asked for to be looked at once.
        is_kept = store is not None and not options.keeps_visits and not _begins_with_file(plan)
        if has_all and not is_kept:
            raise InputError(
                "only runs of a store are asked for, and these are not kept: there is no store, or "
                "they begin with a state file"
            )
        self._store = store if is_kept else None
        self._identities = Identities(plan, options) if is_kept else None
        self._kept = options.kept
        self._keys: dict[Task, str] = {}
        self._found: list[Measured] = []
        self.count = 0
        """Runs that were there so far."""

    @property
    def is_kept(self) -> bool:
        """Whether runs of this plan are kept at all."""
        return self._store is not None

    @property
    def free_bytes(self) -> int | None:
        """What is free on the disk of the store; None where runs are not kept."""
        return None if self._store is None else self._store.free_bytes

    def left_of(self, tasks: tuple[Task, ...], drawn: Drawn) -> tuple[Task, ...]:
        """The tasks of a draw that must be run; the others are there to be taken."""
        return tuple(task for task in tasks if not self._is_there(task, drawn))

    def taken(self) -> list[Measured]:
        """Runs that were there, each once."""
        taken, self._found = self._found, []
        return taken

    def put(self, measured: Measured) -> None:
        """Keep a run that was made."""
        if self._store is not None:
            self._store.keep(KeptRun(self._note(measured.task), _tables_of(measured)))

    def _is_there(self, task: Task, drawn: Drawn) -> bool:
        if self._store is None or self._identities is None:
            return False
        whole = self._identities.of(task, drawn)
        key = self._keys[task] = self._identities.of_part(whole)
        run = self._store.run(whole) or (self._store.run(key) if key != whole else None)
        if run is not None:
            self._found.append(_measured(task, run).only(self._kept))
            self.count += 1
        return run is not None

    def _note(self, task: Task) -> RunNote:
        key = self._keys[task]
        return RunNote(key, self._plan.name, task.scenario, task.draw, task.replication)


@contextmanager
def shelf_of(
    plan: Plan,
    options: Options,
    folder: Path | None,
    says: Callable[[str], None],
    *,
    has_all: bool = False,
) -> Iterator[Shelf]:
    """The runs of a plan in the store of a folder, if any; `says` tells of files that are damaged.

    Raises OutputError and InputError as RunStore.opened does.
    """
    if folder is None:
        yield Shelf(plan, options, has_all=has_all)
        return
    today = dt.datetime.now(dt.UTC).date()
    maker = Maker(version("doorstroom"), code_digest(), today.isoformat())
    with RunStore.opened(folder, maker, says) as store:
        yield Shelf(plan, options, store, has_all=has_all)


def _begins_with_file(plan: Plan) -> bool:
    return any(is_file(scenario.begin) for scenario in plan.runs.values())


def _tables_of(measured: Measured) -> dict[str, Tidy]:
    return {name: getattr(measured, name) for name in _TABLES}


def _measured(task: Task, run: KeptRun) -> Measured:
    indicators, series, fates = (run.tables[name] for name in _TABLES)
    return Measured(task, indicators, series, fates)
