"""Who is there at the start: filled by walking clients in before it, or empty (rule 23).

Clients arrive over 25 years before the start at the rates of the start. Each walks the whole
journey with the model's own draws, routes, returns, seconds and 18th birthday, but without waiting
and limits. Who is in care at the start is the stock; who is between an end and a return is pending.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from .cohort import EIGHTEEN_TICKS, Clients, gap_ticks, make_clients, strip_key
from .draws import (
    FAR,
    NEVER,
    TICKS_PER_DAY,
    Kind,
    Purpose,
    subkey,
    time_ticks,
    time_ticks_from_table,
    uniform,
)
from .network import Network
from .network.model import Condition, Exit

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

YEARS_BEFORE = 25
STATE_STRIP = -1
_MOST_VISITS = 1000
_GAP = int(Purpose.ARRIVAL_GAP)
_STAY, _RETURN = int(Purpose.STAY), int(Purpose.RETURN)
_RETURN_DELAY, _CONTINUES = int(Purpose.RETURN_DELAY), int(Purpose.CONTINUES)
_ROUTE, _KEPT, _SHIFTED = int(Purpose.ROUTE), int(Purpose.ROUTE_KEPT), int(Purpose.ROUTE_SHIFTED)
_TABLE, _MOVED, _FAR, _NEVER = int(Kind.TABLE), int(Exit.MOVED), FAR, NEVER
_EIGHTEEN = EIGHTEEN_TICKS


@dataclass(frozen=True)
class State:
    """Clients who are there at the start (tick 0) and what runs of them.

    Stock, one row a visit in care: `client` (row in `clients`), `station`, `nth`, `second` (row of
    the network's seconds, -1: first line), `started`, `stay_end` (ticks). Pending, one row a
    return: client and tick. Counts, one row a client and station: visits there so far. `last`,
    one row a client whose first line has ended while a second runs: station and number of its
    last visit.
    """

    clients: Clients
    stock: Ints
    pending: Ints
    counts: Ints
    last: Ints

    @staticmethod
    def empty(network: Network) -> State:
        """Nobody is there."""
        none = np.zeros(0, dtype=np.int64)
        clients = make_clients(network, none, none, none, none, none)
        return State(
            clients,
            none.reshape(0, 6),
            none.reshape(0, 2),
            none.reshape(0, 3),
            none.reshape(0, 3),
        )


class _Rows(NamedTuple):
    """The network at the start as flat arrays for compiled code; N stations, S sources."""

    key: Ints
    stay: Ints
    stay_factor: Floats
    route: Ints
    returns_share: Floats
    return_delay: Ints
    continues: Floats
    end_age: Ints
    kind: Ints
    a: Floats
    b: Floats
    table_begin: Ints
    table_shares: Floats
    table_days: Floats
    tail: Floats
    route_to: Ints
    route_root: Floats
    route_kept: Floats
    route_gains: Floats
    second_first: Ints
    second_station: Ints
    second_key: Ints
    second_share: Floats
    divert_from: Ints
    divert_to: Ints
    divert_key: Ints
    divert_share: Floats


def build_state(network: Network, begin: str, *, seed: int, replication: int) -> State:
    """The state that a scenario begins with."""
    if begin == "empty":
        return State.empty(network)
    rows = _rows_at_start(network)
    found = []
    for source in range(len(network.sources.key)):
        key = strip_key(int(network.sources.key[source]), seed, replication, STATE_STRIP)
        found.append(_come_before(network, source, key))
    source_of, index, keys, ticks = (np.concatenate(part) for part in zip(*found, strict=True))
    clients = make_clients(network, source_of, np.full(len(index), STATE_STRIP), index, keys, ticks)
    stock, pending, counts, last = _walk(
        rows,
        clients.source,
        clients.key,
        clients.arrival,
        clients.eighteenth,
        network.sources.entrance,
    )
    return _only_present(clients, stock, pending, counts, last)


def _come_before(network: Network, source: int, key: int) -> tuple[Ints, Ints, Ints, Ints]:
    begin = -round(YEARS_BEFORE * 365.25) * TICKS_PER_DAY
    keys, ticks = _arrivals_before(key, network.sources.start_per_day[source], begin)
    index = np.arange(len(keys), dtype=np.int64)
    return np.full(len(keys), source, dtype=np.int64), index, keys, ticks


def _only_present(clients: Clients, stock: Ints, pending: Ints, counts: Ints, last: Ints) -> State:
    """Those who are still there, renumbered."""
    present = np.zeros(len(clients), dtype=np.bool_)
    present[stock[:, 0]] = True
    present[pending[:, 0]] = True
    number = np.cumsum(present) - 1

    def renumbered(rows: Ints) -> Ints:
        kept = rows[present[rows[:, 0]]]
        kept[:, 0] = number[kept[:, 0]]
        return kept

    return State(
        clients.rows(np.flatnonzero(present)),
        renumbered(stock),
        renumbered(pending),
        renumbered(counts),
        renumbered(last),
    )


def _rows_at_start(network: Network) -> _Rows:
    tables, times, now = network.tables, network.distributions, network.levels.at_start
    versions = [row.without_back or row for row in network.routes]
    width = max((len(row.destinations) for row in versions), default=1)
    continues = np.array([one.values[0] for one in tables.continues_rows])
    tables_begin = np.cumsum([0, *(len(one) for one in times.table_shares)]).astype(np.int64)
    diverts = network.diverts
    always = np.flatnonzero(diverts.new & (diverts.condition == Condition.ALWAYS))

    def padded(name: str, filler: float) -> Floats:
        rows = [
            [*getattr(row, name), *[filler] * (width - len(row.destinations))] for row in versions
        ]
        return np.array(rows, dtype=np.float64).reshape(len(versions), width)

    return _Rows(
        key=tables.key,
        stay=tables.stay,
        stay_factor=now[tables.stay_factor],
        route=now[tables.route].astype(np.int64),
        returns_share=now[tables.returns_share],
        return_delay=tables.return_delay,
        continues=continues[tables.continues],
        end_age=tables.end_age_ticks,
        kind=times.kind,
        a=times.a,
        b=times.b,
        table_begin=tables_begin,
        table_shares=np.concatenate([np.zeros(0), *times.table_shares]),
        table_days=np.concatenate([np.zeros(0), *times.table_days]),
        tail=times.tail_days,
        route_to=padded("destinations", float(Exit.OUT)).astype(np.int64),
        route_root=padded("root_cumulative", 1.0),
        route_kept=padded("kept", 1.0),
        route_gains=padded("gains_cumulative", 1.0),
        second_first=network.seconds.first,
        second_station=network.seconds.second,
        second_key=network.seconds.key,
        second_share=now[network.seconds.share],
        divert_from=diverts.from_station[always],
        divert_to=diverts.to_station[always],
        divert_key=diverts.key[always],
        divert_share=now[diverts.share[always]],
    )


@njit(cache=True)
def _arrivals_before(key, per_day, begin):  # type: ignore[no-untyped-def]
    """Keys and ticks of clients from `begin` until 0."""
    keys, ticks = [np.int64(0) for _ in range(0)], [np.int64(0) for _ in range(0)]
    tick, number = begin, 0
    while per_day > 0.0:
        client = subkey(key, number)
        tick += gap_ticks(uniform(client, 0, 0, _GAP), per_day)
        if tick >= 0:
            break
        keys.append(client)
        ticks.append(tick)
        number += 1
    return np.array(keys, dtype=np.int64), np.array(ticks, dtype=np.int64)


@njit(cache=True)
def _ticks_of(rows, row, u, factor):  # type: ignore[no-untyped-def]
    if rows.kind[row] == _TABLE:
        low, high = rows.table_begin[row], rows.table_begin[row + 1]
        return time_ticks_from_table(
            u, rows.table_shares[low:high], rows.table_days[low:high], rows.tail[row], factor
        )
    return time_ticks(u, rows.kind[row], rows.a[row], rows.b[row], factor)


@njit(cache=True)
def _too_old_at(rows, station, source, key, nth, eighteenth, joined):  # type: ignore[no-untyped-def]
    """As engine/terms.py: leaves_at, with the share of the start."""
    share = rows.continues[station, source]
    if eighteenth == _FAR or share <= 0.0:
        return eighteenth
    if joined >= eighteenth:
        share = 1.0
    if uniform(key, rows.key[station], nth, _CONTINUES) >= share:
        return eighteenth
    return eighteenth + rows.end_age[station] - _EIGHTEEN


@njit(cache=True)
def _destination(rows, station, source, key, nth):  # type: ignore[no-untyped-def]
    row = rows.route[station, source]
    u = uniform(key, rows.key[station], nth, _ROUTE)
    choice = _first_above(rows.route_root[row], u)
    kept = rows.route_kept[row, choice]
    if kept < 1.0 and uniform(key, rows.key[station], nth, _KEPT) >= kept:
        choice = _first_above(rows.route_gains[row], uniform(key, rows.key[station], nth, _SHIFTED))
    return rows.route_to[row, choice]


@njit(cache=True)
def _first_above(cumulative, u):  # type: ignore[no-untyped-def]
    for row in range(cumulative.size):
        if u < cumulative[row]:
            return row
    return cumulative.size - 1


@njit(cache=True)
def _diverted(rows, station, source, key, nth):  # type: ignore[no-untyped-def]
    for row in range(rows.divert_from.size):
        if rows.divert_from[row] == station:
            share = rows.divert_share[row, source]
            if share > 0.0 and uniform(key, rows.key[station], nth, rows.divert_key[row]) < share:
                return rows.divert_to[row]
    return station


@njit(cache=True)
def _walk(rows, sources, keys, arrivals, eighteenths, entrances):  # type: ignore[no-untyped-def]
    """All clients, one after the other; see State for the rows of the four tables."""
    stock = [np.int64(0) for _ in range(0)]
    pending = [np.int64(0) for _ in range(0)]
    counts = [np.int64(0) for _ in range(0)]
    last = [np.int64(0) for _ in range(0)]
    stations = rows.key.size
    count = np.zeros(stations, np.int64)
    second_end = np.zeros(stations, np.int64)
    for client in range(keys.size):
        count[:] = 0
        second_end[:] = _NEVER
        _walk_one(
            rows,
            client,
            sources[client],
            keys[client],
            arrivals[client],
            eighteenths[client],
            entrances[sources[client]],
            count,
            second_end,
            stock,
            pending,
            last,
        )
        for station in range(stations):
            if count[station]:
                counts.extend((np.int64(client), np.int64(station), count[station]))
    return (
        np.array(stock, dtype=np.int64).reshape(-1, 6),
        np.array(pending, dtype=np.int64).reshape(-1, 2),
        np.array(counts, dtype=np.int64).reshape(-1, 3),
        np.array(last, dtype=np.int64).reshape(-1, 3),
    )


@njit(cache=True)
def _returns_at(rows, station, source, key, nth, ended):  # type: ignore[no-untyped-def]
    """As engine/routing.py: comes_back_at, with the share of the start; FAR: never."""
    place, share = rows.key[station], rows.returns_share[station, source]
    if share <= 0.0 or uniform(key, place, nth, _RETURN) >= share:
        return np.int64(_FAR)
    u = uniform(key, place, nth, _RETURN_DELAY)
    return ended + _ticks_of(rows, rows.return_delay[station, source], u, 1.0)


@njit(cache=True)
def _walk_one(  # type: ignore[no-untyped-def]
    rows, client, source, key, tick, eighteenth, entrance, count, second_end, stock, pending, last
):
    station = entrance
    for _ in range(_MOST_VISITS):
        count[station] += 1
        other = _diverted(rows, station, source, key, count[station])
        if other != station:
            station = other
            count[station] += 1
        nth = count[station]
        too_old = _too_old_at(rows, station, source, key, nth, eighteenth, tick)
        if too_old <= tick:
            return
        end = tick
        if rows.stay[station, source] >= 0:
            u = uniform(key, rows.key[station], nth, _STAY)
            factor = rows.stay_factor[station, source]
            end += _ticks_of(rows, rows.stay[station, source], u, factor)
        _start_seconds(
            rows, client, source, key, tick, eighteenth, station, nth, count, second_end, stock
        )
        if min(end, too_old) > 0:
            stock.extend((client, station, nth, -1, tick, end))
            return
        if too_old < end:
            return
        tick = end
        station_before = station
        station = _destination(rows, station, source, key, nth)
        if station >= 0:
            continue
        if station == _MOVED:
            return
        running = second_end.max()
        if running > 0:
            last.extend((np.int64(client), station_before, nth))
            return
        tick = _returns_at(rows, station_before, source, key, nth, max(tick, running))
        if tick >= min(eighteenth, _FAR):
            return
        if tick >= 0:
            pending.extend((client, tick))
            return
        station = entrance


@njit(cache=True)
def _start_seconds(  # type: ignore[no-untyped-def]
    rows, client, source, key, tick, eighteenth, first, nth, count, second_end, stock
):
    for row in range(rows.second_first.size):
        station = rows.second_station[row]
        if rows.second_first[row] != first or second_end[station] > tick:
            continue
        share = rows.second_share[row, source]
        if share <= 0.0 or uniform(key, rows.key[first], nth, rows.second_key[row]) >= share:
            continue
        count[station] += 1
        number = count[station]
        too_old = _too_old_at(rows, station, source, key, number, eighteenth, tick)
        if too_old <= tick or rows.stay[station, source] < 0:
            continue
        u = uniform(key, rows.key[station], number, _STAY)
        end = tick + _ticks_of(
            rows, rows.stay[station, source], u, rows.stay_factor[station, source]
        )
        second_end[station] = min(end, too_old)
        if second_end[station] > 0:
            stock.extend((client, station, number, row, tick, end))
