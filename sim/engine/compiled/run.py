"""The compiled engine from outside: a network, who comes and who is there; Visits are what is left.

Numba keeps compiled code on disk and looks whether the file of a function has changed, but not
whether the files of the functions that it calls have. Therefore only one function is kept, and a
digest of all the files on which it stands is part of its key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit
from numba.core import event
from numpy.typing import NDArray

from ...clients.cohort import Clients, Cohort
from ...clients.state import State
from ...draws import NEVER
from ...network import Network
from ...visits import MOST_VISITS, Observed, Visits, too_many_visits
from .compiling import tuple_type
from .layout import coming_of, tables_of
from .loop import LOGGED, LOGGED_TICKS, replay
from .tables import Coming, Tables


def run(
    network: Network, cohort: Cohort, state: State, *, most_visits: int = MOST_VISITS
) -> tuple[Visits, Observed, Clients]:
    """Replay the network once; the clients are those of the state and of the cohort together.

    Raises RunError when it makes more than `most_visits`.
    """
    prepare()
    clients, rows = Clients.in_order([state.clients, cohort.clients])
    tables, group_of = tables_of(network)
    coming = coming_of(clients, group_of, state, rows, most_visits=most_visits)
    small, ticks, readings, full_at = _replay(tables, coming)
    if full_at != NEVER:
        raise too_many_visits(network, most_visits, full_at)
    columns = dict(zip((*LOGGED, *LOGGED_TICKS), (*small, *ticks), strict=True))
    columns["visit"] = np.arange(small.shape[1], dtype=np.int32)
    return Visits.of(network, clients, columns), _observed(tables.desks, readings), clients


def _observed(desks: Any, readings: NDArray[np.int64]) -> Observed:
    is_open = desks["is_open"]
    seen = readings[:, is_open].transpose(2, 1, 0).copy()
    return Observed(
        desks["station"][is_open].astype(np.int64), desks["pool"][is_open].astype(np.int64), *seen
    )


# -------------------------------------------------------------------- compiling


def prepare(say: Callable[[], None] = lambda: None) -> None:
    """Take the compiled code from disk; when it must be compiled first, `say` is called before.

    Nothing is compiled after this: tables of another kind are an error, no silence of a minute.
    """
    if not _replay.signatures:
        with event.install_listener("numba:compile", _Says(say)):
            _replay.compile((tuple_type(Tables), tuple_type(Coming)))
        _replay.disable_compile()


class _Says(event.Listener):
    """Says once that something is being compiled."""

    def __init__(self, say: Callable[[], None]) -> None:
        self._say: Callable[[], None] | None = say

    def on_start(self, _: Any) -> None:
        """Numba begins to compile a function."""
        if self._say is not None:
            self._say()
            self._say = None

    def on_end(self, _: Any) -> None:
        """It has done so."""


def _stands_on() -> list[Path]:
    """All files that compiled code is made of."""
    here = Path(__file__).parent
    sim = here.parent.parent
    beside = ("draws.py", "visits.py", "clients/cohort.py", "network/model.py", "engine/phases.py")
    return [*sorted(here.glob("*.py")), *(sim / name for name in beside)]


def _digest() -> str:
    """A digest of those files."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in _stands_on())).hexdigest()


def _kept_on_disk(digest: str) -> Any:
    """The one function that is kept; `digest` is in its key because the function mentions it."""

    def replay_once(tables, coming):  # type: ignore[no-untyped-def]
        """See loop.replay."""
        digest  # noqa: B018
        return replay(tables, coming)

    return njit(cache=True)(replay_once)


_replay = _kept_on_disk(_digest())
