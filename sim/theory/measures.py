"""Estimates from the visits of one replication, in plain NumPy, apart from sim.measuring.

Two engines of measurement that agree prove each other; so nothing here is shared with reports.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ..running.simulation import Run

Days = NDArray[np.float64]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Record:
    """Visits in days since the start (infinite: not yet), and the window they are judged in.

    Shares and means count who joined from day `first` until day `joined_until`; numbers present are
    means over `first` to `last`.
    """

    stations: tuple[str, ...]
    station: NDArray[np.int64]
    priority: NDArray[np.int64]
    outcome: NDArray[np.int64]
    joined: Days
    started: Days
    ended: Days
    blocked: Days
    first: float
    joined_until: float
    last: float

    def at(self, station: str, priority: int | None = None) -> Record:
        """The visits to one station, and of one priority when said."""
        chosen = self.station == self.stations.index(station)
        if priority is not None:
            chosen &= self.priority == priority
        return self._only(chosen)

    def joined_in_window(self) -> Record:
        """The visits that began in the window."""
        return self._only((self.joined >= self.first) & (self.joined < self.joined_until))

    def _only(self, chosen: Chosen) -> Record:
        return replace(
            self,
            station=self.station[chosen],
            priority=self.priority[chosen],
            outcome=self.outcome[chosen],
            joined=self.joined[chosen],
            started=self.started[chosen],
            ended=self.ended[chosen],
            blocked=self.blocked[chosen],
        )


def record(run: Run, *, margin: float = 0.02) -> Record:
    """The visits of a run; the last `margin` of the period is kept to see waits end."""
    from ..draws import NEVER, TICKS_PER_DAY

    def days(ticks: NDArray[np.int64]) -> Days:
        return np.where(ticks == NEVER, np.inf, ticks / TICKS_PER_DAY)

    visits, network = run.visits, run.network
    first, last = network.report_from / TICKS_PER_DAY, network.end / TICKS_PER_DAY
    return Record(
        stations=network.stations,
        station=visits.station.astype(np.int64),
        priority=visits.priority.astype(np.int64),
        outcome=visits.outcome.astype(np.int64),
        joined=days(visits.joined),
        started=days(visits.started),
        ended=days(visits.ended),
        blocked=visits.blocked / TICKS_PER_DAY,
        first=first,
        joined_until=last - margin * (last - first),
        last=last,
    )


Measure = Callable[[Record], float]


@dataclass(frozen=True)
class MeanWait:
    """Mean days on the list of all who joined, also of those who left it without a start."""

    station: str
    priority: int | None = None

    def __call__(self, seen: Record) -> float:
        """The estimate."""
        return float(_waits(seen, self.station, self.priority).mean())


@dataclass(frozen=True)
class WaitsLonger:
    """Share of those who joined that was on the list for more than `days`."""

    station: str
    days: float

    def __call__(self, seen: Record) -> float:
        """The estimate."""
        return float((_waits(seen, self.station, None) > self.days).mean())


@dataclass(frozen=True)
class LeftUnserved:
    """Share of those who joined that never started: dropped out, refused or sent on."""

    station: str

    def __call__(self, seen: Record) -> float:
        """The estimate."""
        here = seen.at(self.station).joined_in_window()
        return float((~np.isfinite(here.started)).mean())


@dataclass(frozen=True)
class RefusedOfAll:
    """Share of those who joined `entered` that was never served at any of `stations`."""

    entered: str
    stations: tuple[str, ...]

    def __call__(self, seen: Record) -> float:
        """The estimate."""
        entered = seen.at(self.entered).joined_in_window()
        served = sum(
            int(np.isfinite(seen.at(station).joined_in_window().started).sum())
            for station in self.stations
        )
        return 1 - served / entered.joined.size


@dataclass(frozen=True)
class MeanNumber:
    """Mean number present in the window: waiting, in care (blocked too), blocked, or all."""

    station: str
    of: str = "present"

    def __call__(self, seen: Record) -> float:
        """The estimate."""
        begin, end = _spell(seen.at(self.station), self.of)
        spent = np.minimum(end, seen.last) - np.maximum(begin, seen.first)
        return float(np.maximum(spent, 0).sum() / (seen.last - seen.first))


@dataclass(frozen=True)
class NumberAbove:
    """Share of the window in which more than `level` were in care."""

    station: str
    level: int

    def __call__(self, seen: Record) -> float:
        """The estimate."""
        begin, end = _spell(seen.at(self.station), "in_care")
        inside = (begin < seen.last) & (end > seen.first) & (end > begin)
        moments = np.concatenate([np.maximum(begin[inside], seen.first), end[inside]])
        steps = np.concatenate([np.ones(inside.sum()), -np.ones(inside.sum())])
        order = np.argsort(moments, kind="stable")
        moments = np.append(np.minimum(moments[order], seen.last), seen.last)
        above = np.cumsum(steps[order]) > self.level
        return float((np.diff(moments) * above).sum() / (seen.last - seen.first))


@dataclass(frozen=True)
class StartsPerDay:
    """Starts of care a day in the window."""

    station: str

    def __call__(self, seen: Record) -> float:
        """The estimate."""
        started = seen.at(self.station).started
        inside = (started >= seen.first) & (started < seen.last)
        return float(inside.sum() / (seen.last - seen.first))


def _waits(seen: Record, station: str, priority: int | None) -> Days:
    here = seen.at(station, priority).joined_in_window()
    waits: Days = np.minimum(here.started, here.ended) - here.joined
    if not np.isfinite(waits).all():
        raise ValueError(f"{station}: some who joined in the window still wait at the end")
    return waits


def _spell(here: Record, of: str) -> tuple[Days, Days]:
    """From when until when each visit counts; nothing (end before begin) where it never does."""
    left_list = np.minimum(here.started, here.ended)
    if of == "present":
        return here.joined, here.ended
    if of == "waiting":
        return here.joined, left_list
    never = ~np.isfinite(here.started)
    end = np.where(never, -np.inf, here.ended)
    if of == "in_care":
        return here.started, end
    return np.where(here.blocked > 0, end - here.blocked, np.inf), end
