"""The record of what happened, one row a visit in order of joining; all is measured from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .clients.cohort import Clients
from .draws import NEVER, TICKS_PER_DAY
from .errors import RunError
from .in_force import Log, Logged
from .network import Network
from .network.model import Exit, LegalFrame

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]
Rows = NDArray[np.int32]
Codes = NDArray[np.int8]
Whole = NDArray[np.signedinteger]
Moments = NDArray[np.datetime64]


MOST_VISITS = 2**31 - 2**24
"""Visits of one run for which there are numbers of 32 bits, and rows beyond them for one step."""


class Outcome(IntEnum):
    """How a visit ended, or stands at the end of the run."""

    COMPLETED = 0
    DROPPED_OUT = 1
    ESCALATED = 2
    REFUSED = 3
    DIVERTED = 4
    TURNED_18 = 5
    RELOCATED = 6
    IN_CARE = 7
    WAITING = 8
    DETERRED = 9
    SWITCHED = 10


@dataclass(frozen=True)
class Visits:
    """Visits in order of joining; arrays of shape (V,), times in ticks since the start.

    `rank_time`, `joined`, `started`, `ended` and `arrival` are ticks (negative: before the start;
    draws.NEVER: not yet), `eighteenth` the tick of the 18th birthday (draws.FAR: none). `blocked`
    is the last part of the time in care, in ticks. `next` is a station or an Exit code,
    `with_visit` the visit that a second trajectory stands beside (-1: none, -2: one from before
    the start), `client` the row in the run's clients in order of identity. `source`, `strip` and
    `index` are that identity (rule 4): the same child in every scenario, where `client` is not.
    """

    visit: Rows
    client: Rows
    source: Rows
    strip: Rows
    index: Rows
    station: Rows
    pool: Rows
    nth: Rows
    priority: Rows
    arrival: Ints
    eighteenth: Ints
    rank_time: Ints
    joined: Ints
    started: Ints
    ended: Ints
    blocked: Ints
    outcome: Codes
    next: Rows
    with_visit: Rows
    legal_frame: Codes
    pgb: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.visit)

    @staticmethod
    def of(network: Network, clients: Clients, columns: Mapping[str, Whole]) -> Visits:
        """The columns that an engine kept, with what is known of the clients."""
        client = columns["client"]
        source = clients.source[client]
        return Visits.of_columns(
            {
                **columns,
                "source": source,
                "strip": clients.strip[client],
                "index": clients.index[client],
                "arrival": clients.arrival[client],
                "eighteenth": clients.eighteenth[client],
                "legal_frame": network.sources.legal_frame[source],
            },
            pgb=clients.pgb[client],
        )

    @staticmethod
    def of_columns(columns: Mapping[str, Whole], pgb: NDArray[np.bool_]) -> Visits:
        """All columns by name, each in the width that it is kept in; the one place of that."""
        narrow = {
            name: _of_width(values, _WIDTHS.get(name, np.dtype(np.int32)))
            for name, values in columns.items()
        }
        return Visits(pgb=pgb, **narrow)

    def children(self, network: Network) -> NDArray[np.object_]:
        """The name of each child: arrival/gemeente/strip/index, the same in every scenario."""
        sources = network.sources
        names = np.array(
            [
                f"{network.arrivals[arrival]}/{network.gemeenten[gemeente]}"
                for arrival, gemeente in zip(sources.arrival, sources.gemeente, strict=True)
            ],
            dtype=np.object_,
        )
        who = zip(
            names[self.source].tolist(), self.strip.tolist(), self.index.tolist(), strict=True
        )
        return np.array([f"{name}/{strip}/{index}" for name, strip, index in who], np.object_)

    @property
    def born(self) -> Ints:
        """Tick of birth; draws.NEVER where the need has no ages."""
        birth = self.eighteenth - round(18 * 365.25 * TICKS_PER_DAY)
        return np.where(self.eighteenth > 2**61, NEVER, birth)

    def frame(self, network: Network) -> pd.DataFrame:
        """The visits as a table with names and timestamps, empty where not yet."""
        import pandas as pd

        sources = network.sources
        gemeente = sources.gemeente[self.source]
        return pd.DataFrame(
            {
                "visit": self.visit,
                "client": self.client,
                "child": self.children(network),
                "arrival": _moments(network, self.arrival),
                "gemeente": _named(network.gemeenten, gemeente),
                "outside": network.outside[gemeente],
                "need": _named(network.needs, sources.need[self.source]),
                "referrer": _named(network.referrers, sources.referrer[self.source]),
                "legal_frame": _named([item.name.lower() for item in LegalFrame], self.legal_frame),
                "pgb": self.pgb,
                "born": _moments(network, self.born),
                "station": _named(network.stations, self.station),
                "pool": _named(network.pools, self.pool),
                "priority": self.priority,
                "rank_time": _moments(network, self.rank_time),
                "joined": _moments(network, self.joined),
                "started": _moments(network, self.started),
                "ended": _moments(network, self.ended),
                "blocked_days": self.blocked / TICKS_PER_DAY,
                "outcome": _named([item.name.lower() for item in Outcome], self.outcome),
                "next": self._next_names(network),
                "with_visit": pd.array(
                    [None if item < 0 else int(item) for item in self.with_visit], dtype="Int64"
                ),
            }
        )

    def _next_names(self, network: Network) -> NDArray[np.object_]:
        codes = {int(item): item.name.lower() for item in Exit}
        codes[int(Exit.NOT_YET)] = ""
        stations = np.array([*network.stations], dtype=object)
        result = stations[np.maximum(self.next, 0)]
        for code, name in codes.items():
            result[self.next == code] = name
        return result


@dataclass(frozen=True)
class Observed:
    """What the engine's own observer saw, per cell (station, pool), apart from the visits.

    `waiting`, `in_care` and `blocked` count clients at each of the network's `cut_ticks`, before
    what happens at that instant; the `area_` arrays are the client-ticks up to that cut. Shapes
    (cells,) and (cells, cuts). `log_day`, `log_thing` and `log_value` tell what followed from what
    happened, in order (rule 28): from a day on, a number (of network.seen.things) was so much.
    """

    station: Ints
    pool: Ints
    waiting: Ints
    in_care: Ints
    blocked: Ints
    area_waiting: Ints
    area_in_care: Ints
    area_blocked: Ints
    log_day: Ints
    log_thing: Ints
    log_value: NDArray[np.float64]

    def log(self, network: Network) -> Log:
        """The same by name, for whoever asks what was in force."""
        columns = (self.log_day, self.log_thing, self.log_value)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        things = network.seen.things
        return Log(tuple(Logged(day, things[thing], value) for day, thing, value in rows))


_TICKS = ("arrival", "eighteenth", "rank_time", "joined", "started", "ended", "blocked")
_WIDTHS: dict[str, np.dtype[Any]] = {
    **dict.fromkeys(_TICKS, np.dtype(np.int64)),
    **dict.fromkeys(("outcome", "legal_frame"), np.dtype(np.int8)),
}


def _of_width(values: Whole, width: np.dtype[Any]) -> NDArray[Any]:
    """The values in whole numbers of this width; OverflowError where one is too large for it."""
    if values.size and width.itemsize < values.dtype.itemsize:
        low, high = values.min(), values.max()
        if low < np.iinfo(width).min or high > np.iinfo(width).max:
            raise OverflowError(f"{low} to {high} do not fit in {width}")
    return values.astype(width, copy=False)


def _named(names: Sequence[str], codes: Whole) -> NDArray[np.object_]:
    named: NDArray[np.object_] = np.array([*names], dtype=np.object_)[codes]
    return named


def _moments(network: Network, ticks: Ints) -> Moments:
    known = np.where(ticks == NEVER, 0, ticks)
    microseconds = np.rint(known * (86_400e6 / TICKS_PER_DAY)).astype(np.int64)
    start = network.start.astype("datetime64[us]")
    moments: Moments = start + microseconds.astype("timedelta64[us]")
    moments[ticks == NEVER] = np.datetime64("NaT")
    return moments


def too_many_visits(network: Network, most: int, tick: int) -> RunError:
    """What ends a run that makes more visits than there is room for; `tick` is when it does."""
    date, end = (
        network.start + np.timedelta64(moment // TICKS_PER_DAY, "D")
        for moment in (tick, network.end)
    )
    return RunError(
        f"{network.name}: the run has made more than {most:,} visits by {date}, which is all that "
        f"there is memory for, and its period lasts until {end}; shorten the period, "
        "use --scale or fewer --jobs, or look for clients who go round in short stays"
    )
