"""The network as an engine reads it: frozen, plain arrays, no care and no Groningen.

Shapes: S sources, N stations, P pools, G gemeenten, L levels, T seconds, D diverts. A *level* may
be changed by the calendar; tables (N, S) hold its index, or that of a row. Times are ticks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from .seen import Deterrence, Followers, Reactions, SeenWaits, Steers
from .spending import Accounts
from .versions import Routes

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

UNLIMITED = 2**40
EIGHTEEN_TICKS = round(18 * 365.25 * TICKS_PER_DAY)
"""From a birth to the 18th birthday."""
NOWHERE = -1


class Exit(IntEnum):
    """How a client leaves, as the `next` of a visit; stations are 0 and up."""

    OUT = -1
    EARLY = -2
    MOVED = -3
    WMO = -4
    WLZ = -5
    ZVW = -6
    NONE = -7
    BACK = -8
    NOT_YET = -9
    ONWARD = -10


class LegalFrame(IntEnum):
    """By whom the help is asked or ordered."""

    VOLUNTARY = 0
    ORDERED = 1
    CLOSED = 2


class LevelKind(IntEnum):
    """What must be looked at when a level changes."""

    PLAIN = 0
    CAPACITY = 1
    MEMBERSHIP = 2
    DIVERT = 3
    OVER_CAPACITY = 4


class Condition(IntEnum):
    """When a divert holds (rule 15)."""

    ALWAYS = 0
    FULL = 1
    WAIT_OVER = 2


class RelocationOrder(IntEnum):
    """Who of those above capacity asks for another place first (rule 20)."""

    PLANNED_END_FIRST = 0
    PLANNED_END_LAST = 1
    LATEST_START_FIRST = 2


@dataclass(frozen=True)
class Steps:
    """A step function: `values[i]` from `ticks[i]` on; the first tick is 0 or earlier."""

    ticks: Ints
    values: Floats

    def at(self, tick: int) -> float:
        """The value in force at `tick`."""
        row = int(np.searchsorted(self.ticks, tick, side="right")) - 1
        return float(self.values[max(row, 0)])


@dataclass(frozen=True)
class Sources:
    """Where clients come from: one row per (arrival, gemeente), in order of identity (rule 4).

    `reference_per_day` is the rate of one strip; `rate` that in force a day, without growth, which
    multiplies it by exp(`log_growth_per_day` x (day - `growth_is_1_on_day`)); what changes of
    growth made of demand is in `rate`. `pgb` is the share of those who arrive.
    """

    arrival: Ints
    gemeente: Ints
    need: Ints
    referrer: Ints
    entrance: Ints
    priority: Ints
    legal_frame: Ints
    pgb: tuple[Steps, ...]
    key: Ints
    reference_per_day: Floats
    log_growth_per_day: Floats
    growth_is_1_on_day: float
    start_per_day: Floats
    rate: tuple[Steps, ...]


@dataclass(frozen=True)
class Ages:
    """Age at arrival by need: cumulative shares, bounds in days; empty arrays: no birthday."""

    shares: tuple[Floats, ...]
    from_days: tuple[Floats, ...]
    to_days: tuple[Floats, ...]


@dataclass(frozen=True)
class Distributions:
    """Rows of times; `kind`, `a`, `b` as in draws.time_ticks, tables where kind is TABLE."""

    kind: Ints
    a: Floats
    b: Floats
    table_shares: tuple[Floats, ...]
    table_days: tuple[Floats, ...]
    tail_days: Floats
    mean_days: Floats


@dataclass(frozen=True)
class Hazards:
    """Rows of hazards by calendar: `per_day[row][i]` from `ticks[row][i]` on; empty: never."""

    ticks: tuple[Ints, ...]
    per_day: tuple[Floats, ...]


@dataclass(frozen=True)
class Levels:
    """Numbers that the calendar may change, and the calendar itself, sorted by (tick, level)."""

    at_start: Floats
    kind: Ints
    target: Ints
    change_tick: Ints
    change_level: Ints
    change_value: Floats


@dataclass(frozen=True)
class StationTables:
    """What holds for a source at a station; shapes (N, S) unless said; L: level, R: row.

    Names of levels: stay_factor, route (version), returns_share, longer_stay (per week), priority
    (-1: the client's own), limit (-1: none), when_full (station, -1: none), over_capacity,
    holds_place, pool (shape (N, G)). Rows: stay (-1: no time), return_delay, drop_out, escalation,
    continues (beside the share the age until which they go on, `end_age_rows`, in ticks). `law` is
    a level with a code of Exit; `escalates_to` has shape (N,).
    """

    key: Ints
    stay: Ints
    stay_factor: Ints
    route: Ints
    returns_share: Ints
    return_delay: Ints
    continues: Ints
    law: Ints
    drop_out: Ints
    escalation: Ints
    escalates_to: Ints
    longer_stay: Ints
    priority: Ints
    limit: Ints
    when_full: Ints
    over_capacity: Ints
    holds_place: Ints
    pool: Ints
    continues_rows: tuple[Steps, ...]
    end_age_rows: tuple[Ints, ...]


@dataclass(frozen=True)
class Seconds:
    """Second trajectories (rule 17): first and second station, key, and level of the share."""

    first: Ints
    second: Ints
    key: Ints
    share: Ints


@dataclass(frozen=True)
class Diverts:
    """Diverts in order of file and block (rule 15); `share` has shape (D, S), levels.

    `via`: by a gate; `onward`: the row of the station says where they go, not `to_station`.
    """

    from_station: Ints
    to_station: Ints
    key: Ints
    new: NDArray[np.bool_]
    waiting: NDArray[np.bool_]
    running: NDArray[np.bool_]
    via: NDArray[np.bool_]
    onward: NDArray[np.bool_]
    condition: Ints
    over_ticks: Ints
    share: Ints


@dataclass(frozen=True)
class Pools:
    """Places: levels of capacity, closing (0 on vacancy, 1 relocate), relocation and its order.

    `paid` are the places paid for: staff that is not yet productive counts (rule 21).
    """

    base: tuple[str, ...]
    gemeente: Ints
    capacity: Ints
    closing: Ints
    relocate_to: Ints
    relocate_order: Ints
    in_force: tuple[Steps, ...]
    paid: tuple[Steps, ...]


@dataclass(frozen=True)
class Lists:
    """Which pools are lists of one of the file (rule 8), shape (P,); see capacity.PoolsBuilder."""

    first: Ints
    count: Ints
    whole: Ints
    key: Ints
    switch: Ints
    choice: Ints
    cumulative: tuple[Floats, ...]
    names: tuple[str, ...]
    in_force: tuple[Steps, ...]
    paid: tuple[Steps, ...]


@dataclass(frozen=True)
class Network:
    """All that engines, start and measurements need to know of a scenario."""

    name: str
    scale: float
    start: np.datetime64
    report_from: int
    end: int
    cut_ticks: Ints
    stations: tuple[str, ...]
    gemeenten: tuple[str, ...]
    needs: tuple[str, ...]
    referrers: tuple[str, ...]
    arrivals: tuple[str, ...]
    pools: tuple[str, ...]
    outside: NDArray[np.bool_]
    station_group: tuple[str, ...]
    sources: Sources
    ages: Ages
    distributions: Distributions
    hazards: Hazards
    routes: Routes
    levels: Levels
    tables: StationTables
    seconds: Seconds
    diverts: Diverts
    places: Pools
    seen: SeenWaits
    reactions: Reactions
    steers: Steers
    deterrence: Deterrence
    followers: Followers
    lists: Lists
    accounts: Accounts

    @property
    def source_gemeente(self) -> Ints:
        """Gemeente of each source, shape (S,)."""
        return self.sources.gemeente

    @property
    def source_need(self) -> Ints:
        """Need of each source, shape (S,)."""
        return self.sources.need

    @property
    def source_referrer(self) -> Ints:
        """Referrer of each source, shape (S,)."""
        return self.sources.referrer

    @property
    def source_arrival(self) -> Ints:
        """Arrival name of each source, shape (S,)."""
        return self.sources.arrival

    @property
    def pool_gemeente(self) -> Ints:
        """Gemeente of each pool, -1 for a pool of the region; shape (P,)."""
        return self.places.gemeente

    @property
    def station_pool(self) -> Ints:
        """Pool of each station and gemeente at the start, shape (N, G)."""
        return self.levels.at_start[self.tables.pool].astype(np.int64)

    def capacity(self, pool: int) -> tuple[Ints, Ints]:
        """Places given out: from which ticks, how many (-1: unlimited)."""
        return _places(self.places.in_force[pool])

    def paid_places(self, pool: int) -> tuple[Ints, Ints]:
        """Places paid for, staff in training included: from which ticks, how many."""
        return _places(self.places.paid[pool])


def _places(steps: Steps) -> tuple[Ints, Ints]:
    values = steps.values.astype(np.int64)
    return steps.ticks, np.where(values >= UNLIMITED, -1, values)
