"""The compiled engine from outside: a network, who comes and who is there; Visits are what is left.

Only one function of it is kept on disk, with all that it calls in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba.core import event
from numpy.typing import NDArray

from ...clients.cohort import Clients, Cohort
from ...clients.state import State
from ...compiling import kept
from ...compiling.tables import tuple_type
from ...draws import NEVER
from ...network import Network
from ...rules.layout import ground_of
from ...rules.log import log_of
from ...rules.past import Past, begun
from ...rules.tables import GroundTables
from ...visits import MOST_VISITS, Observed, Visits, too_many_visits
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
    past = state.before(network)
    start = begun(network, past)
    ground, group_of = ground_of(start)
    tables = tables_of(start, past)
    coming = coming_of(clients, group_of, state, rows, most_visits=most_visits)
    small, ticks, readings, full_at = _replay(ground, tables, coming)
    if full_at != NEVER:
        raise too_many_visits(network, most_visits, full_at)
    columns = dict(zip((*LOGGED, *LOGGED_TICKS), (*small, *ticks), strict=True))
    columns["visit"] = np.arange(small.shape[1], dtype=np.int32)
    return Visits.of(network, clients, columns), _observed(network, past, tables, readings), clients


def _observed(network: Network, past: Past, tables: Any, readings: NDArray[np.int64]) -> Observed:
    desks = tables.desks
    is_open = desks["is_open"]
    seen: list[Any] = [*readings[:, is_open].transpose(2, 1, 0).copy()]
    looks, decisions = tables.seen_tick.size, tables.follow_decided.size
    seen_known, known = tables.seen_known, tables.follow_known  # of before the run
    log: tuple[Any, ...] = log_of(
        network,
        past,
        tables.seen_tick[seen_known:],
        tables.seen_weeks.reshape(looks, tables.seen_waiting.size)[seen_known:],
        tables.follow_decided[known:],
        tables.follow_factors.reshape(len(tables.followers), decisions)[:, known:],
        tables.reached_log.reshape(looks - seen_known, len(network.accounts.thing)) > 0,
    )
    station, pool = desks["station"][is_open], desks["pool"][is_open]
    return Observed(station.astype(np.int64), pool.astype(np.int64), *seen, *log)


# -------------------------------------------------------------------- compiling


def prepare(say: Callable[[], None] = lambda: None) -> None:
    """Take the compiled code from disk; when it must be compiled first, `say` is called before.

    Nothing is compiled after this: tables of another kind are an error, no silence of a minute.
    """
    if not _replay.signatures:
        with event.install_listener("numba:compile", _Says(say)):
            _replay.compile(tuple(map(tuple_type, (GroundTables, Tables, Coming))))
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


@kept()
def _replay(ground, tables, coming):  # type: ignore[no-untyped-def]
    """See loop.replay."""
    return replay(ground, tables, coming)
