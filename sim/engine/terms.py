"""What holds for the clients of one source at one station, taken from the network's tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from ..draws import (
    FAR,
    TICKS_PER_DAY,
    Kind,
    Purpose,
    drawn_ticks,
    leaving_tick,
    time_ticks_from_table,
    uniform,
)
from ..network import Network

_WEEK = 7 * TICKS_PER_DAY
_STAY, _RETURN_DELAY = int(Purpose.STAY), int(Purpose.RETURN_DELAY)
_DROP_OUT, _ESCALATION = int(Purpose.DROP_OUT), int(Purpose.ESCALATION)
_CONTINUES, _AGAIN_DELAY = int(Purpose.CONTINUES), int(Purpose.AGAIN_DELAY)
_TABLE = int(Kind.TABLE)
_drawn_ticks: Callable[..., int] = drawn_ticks
_ticks_from_table: Callable[..., int] = time_ticks_from_table
_leaving_tick: Callable[..., int] = leaving_tick


class Terms:
    """Rows and levels of one source at one station, as plain Python values."""

    __slots__ = (
        "_again_delay",
        "_anyone_continues",
        "_continues",
        "_continues_from",
        "_drop_out",
        "_end_ages",
        "_escalation",
        "_network",
        "_return_delay",
        "_stay",
        "again_share",
        "dearer",
        "deterred",
        "diverts",
        "escalates_to",
        "gemeente",
        "has_stay",
        "helps",
        "holds_back",
        "holds_place",
        "is_timed",
        "key",
        "law",
        "limit",
        "longer_stay",
        "over_capacity",
        "pool",
        "priority",
        "returns_share",
        "route",
        "seconds",
        "seen",
        "source",
        "station",
        "stay_factor",
        "steer",
        "steer_share",
        "when_full",
    )

    def __init__(self, network: Network, station: int, source: int) -> None:
        tables = network.tables
        cell = (station, source)
        self.station, self.source = station, source
        self.gemeente = int(network.sources.gemeente[source])
        self.key = int(tables.key[station])
        self._network = network
        self._stay = _Times(network, int(tables.stay[cell]))
        self.has_stay = tables.stay[cell] >= 0
        self._return_delay = _Times(network, int(tables.return_delay[cell]))
        self._drop_out = hazard_of(network, int(tables.drop_out[cell]))
        self._escalation = hazard_of(network, int(tables.escalation[cell]))
        continues = tables.continues_rows[tables.continues[cell]]
        self._continues_from = continues.ticks.tolist()
        self._continues: list[float] = continues.values.tolist()
        self._anyone_continues = max(self._continues) > 0.0
        self._end_ages: list[int] = tables.end_age_rows[tables.continues[cell]].tolist()
        self.law = int(tables.law[cell])
        self.escalates_to = int(tables.escalates_to[station])
        self.stay_factor = int(tables.stay_factor[cell])
        self.route = int(tables.route[cell])
        self.returns_share = int(tables.returns_share[cell])
        self.longer_stay = int(tables.longer_stay[cell])
        self.priority = int(tables.priority[cell])
        self.limit = int(tables.limit[cell])
        self.when_full = int(tables.when_full[cell])
        self.over_capacity = int(tables.over_capacity[cell])
        self.holds_place = int(tables.holds_place[cell])
        self.pool = int(tables.pool[station, self.gemeente])
        self._look_at_waits(network, station, source)
        self.seconds = _seconds(network, station, source)
        self.diverts = _diverts(network, station, source)
        self.is_timed = bool(
            self._drop_out is not None
            or self._escalation is not None
            or any(divert.over_ticks for divert in self.diverts)
        )

    def _look_at_waits(self, network: Network, station: int, source: int) -> None:
        """What follows a wait, whom the list deters, and who comes back (rules 18, 28 and 29)."""
        cell, deterrence = (station, source), network.deterrence
        self.holds_back = network.station_group[station] != "protection"
        self.seen = int(network.seen.at[station, self.gemeente])
        self.deterred = int(deterrence.share[cell])
        self.again_share = float(deterrence.again_share[station])
        self._again_delay = _Times(network, int(deterrence.again_delay[station]))
        self.dearer = float(deterrence.dearer[station])
        self.helps = bool(deterrence.helps[station])
        self.steer = int(network.steers.row[cell])
        self.steer_share = int(network.steers.share[cell])

    def stay_ticks(self, client_key: int, nth: int, factor: float) -> int:
        """The stay of the client's `nth` visit, times `factor`; 0 where help takes no time."""
        return self._stay.ticks(client_key, self.key, nth, _STAY, factor) if self.has_stay else 0

    def return_ticks(self, client_key: int, nth: int) -> int:
        """How long after the end of the `nth` visit they come back, if they do."""
        return self._return_delay.ticks(client_key, self.key, nth, _RETURN_DELAY, 1.0)

    def again_ticks(self, client_key: int, nth: int) -> int:
        """How long after being deterred on the `nth` visit they ask again, if they do."""
        return self._again_delay.ticks(client_key, self.key, nth, _AGAIN_DELAY, 1.0)

    def drop_out_tick(self, client_key: int, nth: int, joined: int) -> int:
        """When they leave the list without help; FAR: never."""
        if self._drop_out is None:
            return FAR
        u = uniform(client_key, self.key, nth, _DROP_OUT)
        return _leaving_tick(joined, u, *self._drop_out)

    def escalation_tick(self, client_key: int, nth: int, joined: int) -> int:
        """When they become urgent on the list; FAR: never."""
        if self._escalation is None:
            return FAR
        u = uniform(client_key, self.key, nth, _ESCALATION)
        return _leaving_tick(joined, u, *self._escalation)

    def leaves_at(self, client_key: int, nth: int, eighteenth: int, now: int) -> int:
        """When this visit ends for age: the 18th birthday, or the end age for who continues.

        The share that continues, and until what age, are those of the 18th birthday; who comes
        later than that birthday is a continuing client wherever there is such a share (rule 19).
        """
        if eighteenth == FAR or not self._anyone_continues:
            return eighteenth
        row = max(bisect_right(self._continues_from, max(now, eighteenth)) - 1, 0)
        share = self._continues[row]
        if now >= eighteenth:
            share = 1.0 if share > 0.0 else 0.0
        if share <= 0.0 or uniform(client_key, self.key, nth, _CONTINUES) >= share:
            return eighteenth
        return eighteenth + self._end_ages[row] - _EIGHTEEN_YEARS


_EIGHTEEN_YEARS = round(18 * 365.25 * TICKS_PER_DAY)


class _Times:
    """One row of the distributions."""

    __slots__ = ("_a", "_b", "_days", "_kind", "_shares", "_tail")

    def __init__(self, network: Network, row: int) -> None:
        rows = network.distributions
        if row < 0:
            self._kind, self._a, self._b, self._tail = int(Kind.FIXED), 0.0, 0.0, 0.0
            return
        self._kind = int(rows.kind[row])
        self._a, self._b = float(rows.a[row]), float(rows.b[row])
        self._shares, self._days = rows.table_shares[row], rows.table_days[row]
        self._tail = float(rows.tail_days[row])

    def ticks(self, client_key: int, key: int, nth: int, purpose: int, factor: float) -> int:
        """The time drawn by this client, at this place, on this visit, for this purpose."""
        if self._kind != _TABLE:
            return _drawn_ticks(client_key, key, nth, purpose, self._kind, self._a, self._b, factor)
        u = uniform(client_key, key, nth, purpose)
        return _ticks_from_table(u, self._shares, self._days, self._tail, factor)


class Second:
    """A second trajectory that may start beside a visit (rule 17)."""

    __slots__ = ("key", "share", "station", "trajectory")

    def __init__(self, station: int, key: int, share: int, trajectory: int) -> None:
        self.station, self.key, self.share, self.trajectory = station, key, share, trajectory


class Diverted:
    """A divert from a station, as it is for one source (rule 15)."""

    __slots__ = (
        "condition",
        "index",
        "key",
        "new",
        "onward",
        "over_ticks",
        "running",
        "share",
        "to",
        "via",
        "waiting",
    )

    def __init__(self, network: Network, index: int, source: int) -> None:
        diverts = network.diverts
        self.index = index
        self.to = int(diverts.to_station[index])
        self.key = int(diverts.key[index])
        self.new = bool(diverts.new[index])
        self.waiting = bool(diverts.waiting[index])
        self.running = bool(diverts.running[index])
        self.via = bool(diverts.via[index])
        self.onward = bool(diverts.onward[index])
        self.condition = int(diverts.condition[index])
        self.over_ticks = int(diverts.over_ticks[index])
        self.share = int(diverts.share[index, source])


def _seconds(network: Network, station: int, source: int) -> tuple[Second, ...]:
    seconds = network.seconds
    return tuple(
        Second(
            int(seconds.second[row]),
            int(seconds.key[row]),
            int(seconds.share[row, source]),
            row + 1,
        )
        for row in range(len(seconds.first))
        if seconds.first[row] == station
    )


def _diverts(network: Network, station: int, source: int) -> tuple[Diverted, ...]:
    rows = range(len(network.diverts.key))
    return tuple(
        Diverted(network, row, source)
        for row in rows
        if network.diverts.from_station[row] == station
    )


def hazard_of(network: Network, row: int) -> tuple[object, object] | None:
    """The ticks of a row of hazards and what it is a day from each; None: never."""
    if row < 0:
        return None
    return network.hazards.ticks[row], network.hazards.per_day[row]
