"""The visits of a results folder, run by run, and how they hang together.

All of them are of simulated children, as the manifest says of its results (`simulation`). A run
that begins with a state file writes no visits of those who are in it (docs/privacy.md); where there
are any all the same, `runs_of` refuses them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..clients.cohort import FILE_STRIP
from ..errors import InputError
from ..results.manifest import Manifest
from ..results.tables import Column, Tables
from .format import VISITS, Source

Ints = NDArray[np.int64]

_PLAIN = ("visit", "client", "child", "gemeente", "outside", "need", "referrer", "legal_frame",
          "pgb", "station", "pool", "priority", "outcome", "next")  # fmt: skip
_TIMES = ("arrival", "born", "rank_time", "joined", "started", "ended")
COLUMNS = {
    **dict.fromkeys(("replication", "visit", "client", "priority", "blocked_days"), Column.NUMBER),
    **dict.fromkeys(("child", "gemeente", "need", "referrer", "legal_frame"), Column.TEXT),
    **dict.fromkeys(("station", "pool", "outcome", "next"), Column.TEXT),
    **dict.fromkeys(("outside", "pgb"), Column.FLAG),
    **dict.fromkeys(_TIMES, Column.DAY),
}
_NEVER = np.iinfo(np.int64).min
"""A time that has not come: pandas keeps NaT so."""
_SAME_MOMENT = 1000
"""Microseconds within which two times are one: those of a blocked stay come from parts of days."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit; times in microseconds since 1970, None for not yet.

    `stay_over` is when the help was over, before the client may have waited in the place for the
    next one. `trajectory` numbers the way from an arrival, a return or the start of a second
    trajectory to its end, over all children of the run.
    """

    visit: int
    trajectory: int
    client: int
    child: str
    arrival: int
    gemeente: str
    outside: bool
    need: str
    referrer: str
    legal_frame: str
    pgb: bool
    born: int | None
    station: str
    pool: str
    priority: int
    rank_time: int
    joined: int
    started: int | None
    ended: int | None
    stay_over: int | None
    outcome: str
    next: str


@dataclass(frozen=True)
class RunOfVisits:
    """All visits of one run, by child and in order of joining."""

    number: int
    table: pd.DataFrame
    manifest: Manifest

    def __len__(self) -> int:
        return len(self.table)

    def __iter__(self) -> Iterator[Visit]:
        times = {name: self._times(name).tolist() for name in _TIMES}
        times["stay_over"] = self._stay_over.tolist()
        plain = {name: self.table[name].tolist() for name in _PLAIN}
        trajectories = self._trajectories.tolist()
        for row, trajectory in enumerate(trajectories):
            moments = {name: _moment(values[row]) for name, values in times.items()}
            spec: dict[str, Any] = {name: values[row] for name, values in plain.items()}
            yield Visit(trajectory=trajectory, **moments, **spec)

    @property
    def children(self) -> int:
        """How many children have a visit."""
        return int(self.table["client"].nunique())

    @property
    def end(self) -> int:
        """When the run ends, in microseconds."""
        return microseconds(self.manifest.periods.end)

    def _times(self, name: str) -> Ints:
        times: Ints = self.table[name].to_numpy(dtype="datetime64[us]").astype(np.int64)
        return times

    @cached_property
    def _stay_over(self) -> Ints:
        """When each stay was over: its end, or before it where they were blocked."""
        ended = self._times("ended")
        blocked = np.rint(self.table["blocked_days"].to_numpy(dtype=np.float64) * 86_400e6)
        until = np.where(ended == _NEVER, self.end, ended) - blocked.astype(np.int64)
        not_yet = (ended == _NEVER) & (blocked == 0)
        result: Ints = np.where(not_yet, _NEVER, until)
        return result

    @cached_property
    def _trajectories(self) -> Ints:
        """The number of the trajectory of each visit.

        A visit goes on with one of the same child that leads to a station and whose stay is over at
        the moment of joining; any other begins a trajectory. Stations are not compared, since who
        is diverted comes elsewhere.
        """
        stations = set(self.manifest.stations)
        leads_on = [name in stations for name in self.table["next"]]
        clients, joined = self.table["client"].tolist(), self._times("joined").tolist()
        over = self._stay_over.tolist()
        result = np.zeros(len(self.table), dtype=np.int64)
        began = count = 0
        waiting: list[int] = []  # earlier visits of this child that lead on, none there yet
        for row, client in enumerate(clients):
            if client != clients[began]:
                began, waiting = row, []
            before = next((r for r in waiting if abs(over[r] - joined[row]) < _SAME_MOMENT), None)
            if before is None:
                result[row], count = count, count + 1
            else:
                result[row] = result[before]
                waiting.remove(before)
            if leads_on[row]:
                waiting.append(row)
        return result


def runs_of(source: Source) -> Iterator[RunOfVisits]:
    """Every run with its visits, one at a time, so that only one is in memory."""
    tables = Tables(source.folder, source.manifest)
    for number in range(source.manifest.replications):
        table = tables.read(VISITS, COLUMNS, [("replication", "==", number)])
        _refuse_children_of_a_file(table)
        order = ["client", "joined", "visit"]
        yield RunOfVisits(number, table.sort_values(order, ignore_index=True), source.manifest)


def _refuse_children_of_a_file(table: pd.DataFrame) -> None:
    """Raise InputError where a child is from a state file: a real one, it may be."""
    if table["child"].str.split("/").str[-2].eq(str(FILE_STRIP)).any():
        raise InputError("these visits tell of children from a state file; they are not exported")


def microseconds(day: dt.date) -> int:
    """The beginning of a day, in microseconds since 1970."""
    return (day - dt.date(1970, 1, 1)).days * 86_400_000_000


def _moment(value: int) -> Any:
    """A time; None for not yet."""
    return None if value == _NEVER else value
