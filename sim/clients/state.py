"""Who is there at the start: filled by walking clients in before it, or empty (rule 23).

Clients arrive over 25 years before the start, at the rates of the start with growth taken back to
their day. Each walks the whole journey with the model's own draws, routes, returns, seconds and
18th birthday, but without waiting and limits. Who is in care at the start is the stock; who is
between an end and a return is pending.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ..draws import (
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
from ..network import Network
from ..network.model import Condition, Exit
from .cohort import EIGHTEEN_TICKS, Clients, gap_ticks, make_clients, strip_key

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

YEARS_BEFORE = 25
STATE_STRIP = -1
_MOST_VISITS = 1000
_GAP, _HEIGHT = int(Purpose.ARRIVAL_GAP), int(Purpose.ARRIVAL_HEIGHT)
_STAY, _RETURN = int(Purpose.STAY), int(Purpose.RETURN)
_RETURN_DELAY, _CONTINUES = int(Purpose.RETURN_DELAY), int(Purpose.CONTINUES)
_ROUTE, _KEPT, _SHIFTED = int(Purpose.ROUTE), int(Purpose.ROUTE_KEPT), int(Purpose.ROUTE_SHIFTED)
_ROOT, _KEEPS, _GAINS = range(3)
_TABLE, _MOVED, _FAR, _NEVER = int(Kind.TABLE), int(Exit.MOVED), FAR, NEVER


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


_TERMS = np.dtype(
    [
        ("key", np.int64),
        ("stay", np.int64),
        ("stay_factor", np.float64),
        ("route", np.int64),
        ("returns_share", np.float64),
        ("return_delay", np.int64),
        ("continues", np.float64),
        ("longer", np.int64),
    ]
)
"""What holds at the start for one source at one station; `longer`: ticks from the 18th birthday to
the last one on which who continues may be there."""
_TIMES = np.dtype(
    [
        ("kind", np.int64),
        ("a", np.float64),
        ("b", np.float64),
        ("begin", np.int64),
        ("end", np.int64),
        ("tail", np.float64),
    ]
)
"""A distribution as in network.model; a table stands from `begin` to `end` among all tables."""


_BRANCHES = np.dtype(
    [("station", np.int64), ("to", np.int64), ("key", np.int64), ("share", np.float64)]
)
"""A divert or second trajectory for one source: from where, to where, with what chance."""


class _Rows(NamedTuple):
    """The network at the start for compiled code.

    `terms` has shape (stations, sources), `seconds` and `diverts` (rows, sources), `route_to`
    (routes, destinations) and `route_shares` a table like that for each of _ROOT, _KEEPS and
    _GAINS; `table_steps` has the shares and the days of all times in tables. Numba counts who
    refers to an array at nearly every use, which can take longer than the walk: what is called at
    each visit is handed rows, which it does not count, and few arrays.
    """

    terms: NDArray[np.void]
    times: NDArray[np.void]
    table_steps: Floats
    route_to: Ints
    route_shares: Floats
    seconds: NDArray[np.void]
    diverts: NDArray[np.void]


def build_state(network: Network, begin: str, *, seed: int, replication: int) -> State:
    """The state that a scenario begins with."""
    if begin == "empty":
        return State.empty(network)
    rows = _rows_at_start(network)
    result = []
    for source in range(len(network.sources.key)):
        key = strip_key(int(network.sources.key[source]), seed, replication, STATE_STRIP)
        result.append(_come_before(network, source, key))
    source_of, index, keys, ticks = (np.concatenate(part) for part in zip(*result, strict=True))
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
    sources = network.sources
    keys, ticks = _arrivals_before(
        key, sources.start_per_day[source], sources.log_growth_per_day[source], begin
    )
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
    versions = [row.without_back or row for row in network.routes]
    width = max((len(row.destinations) for row in versions), default=1)
    seconds, diverts = network.seconds, network.diverts
    always = np.flatnonzero(diverts.new & (diverts.condition == Condition.ALWAYS))

    def padded(name: str, filler: float) -> Floats:
        rows = [
            [*getattr(row, name), *[filler] * (width - len(row.destinations))] for row in versions
        ]
        return np.array(rows, dtype=np.float64).reshape(len(versions), width)

    def branches(station: Ints, to: Ints, key: Ints, share: Ints) -> NDArray[np.void]:
        result = np.zeros(share.shape, dtype=_BRANCHES)
        for name, item in (("station", station), ("to", to), ("key", key)):
            result[name] = item[:, None]
        result["share"] = network.levels.at_start[share]
        return result

    return _Rows(
        terms=_terms_at_start(network),
        times=_times(network),
        table_steps=_table_steps(network),
        route_to=padded("destinations", float(Exit.OUT)).astype(np.int64),
        route_shares=np.stack(
            [padded(name, 1.0) for name in ("root_cumulative", "kept", "gains_cumulative")]
        ),
        seconds=branches(seconds.first, seconds.second, seconds.key, seconds.share),
        diverts=branches(
            diverts.from_station[always],
            diverts.to_station[always],
            diverts.key[always],
            diverts.share[always],
        ),
    )


def _terms_at_start(network: Network) -> NDArray[np.void]:
    tables, now = network.tables, network.levels.at_start
    continues = np.array([row.values[0] for row in tables.continues_rows])
    terms = np.zeros(tables.stay.shape, dtype=_TERMS)
    terms["key"] = tables.key[:, None]
    terms["stay"], terms["stay_factor"] = tables.stay, now[tables.stay_factor]
    terms["route"] = now[tables.route]
    terms["returns_share"] = now[tables.returns_share]
    terms["return_delay"] = tables.return_delay
    terms["continues"] = continues[tables.continues]
    terms["longer"] = tables.end_age_ticks[:, None] - EIGHTEEN_TICKS
    return terms


def _times(network: Network) -> NDArray[np.void]:
    spec = network.distributions
    ends = np.cumsum([0, *(len(table_share) for table_share in spec.table_shares)])
    times = np.zeros(len(spec.kind), dtype=_TIMES)
    times["kind"], times["a"], times["b"], times["tail"] = spec.kind, spec.a, spec.b, spec.tail_days
    times["begin"], times["end"] = ends[:-1], ends[1:]
    return times


def _table_steps(network: Network) -> Floats:
    spec, none = network.distributions, np.zeros(0)
    return np.stack(
        [np.concatenate([none, *spec.table_shares]), np.concatenate([none, *spec.table_days])]
    )


@njit(cache=True)
def _arrivals_before(key, per_day, slope, begin):  # type: ignore[no-untyped-def]
    """Keys and ticks of clients from `begin` until 0, at the rate of the start without its growth.

    Points at the highest rate of those years, of which those below the rate of their day exist.
    """
    keys, ticks = [np.int64(0) for _ in range(0)], [np.int64(0) for _ in range(0)]
    highest = per_day * max(1.0, exp(slope * begin / TICKS_PER_DAY))
    tick, number = begin, 0
    while per_day > 0.0:
        client = subkey(key, number)
        tick += gap_ticks(uniform(client, 0, 0, _GAP), highest)
        if tick >= 0:
            break
        if uniform(client, 0, 0, _HEIGHT) * highest <= per_day * exp(slope * tick / TICKS_PER_DAY):
            keys.append(client)
            ticks.append(tick)
        number += 1
    return np.array(keys, dtype=np.int64), np.array(ticks, dtype=np.int64)


@njit(cache=True)
def _walk(rows, sources, keys, arrivals, eighteenths, entrances):  # type: ignore[no-untyped-def]
    """All clients, one after the other; see State for the rows of the four tables."""
    stock = [np.int64(0) for _ in range(0)]
    pending = [np.int64(0) for _ in range(0)]
    counts = [np.int64(0) for _ in range(0)]
    last = [np.int64(0) for _ in range(0)]
    stations = rows.terms.shape[0]
    count = np.zeros(stations, np.int64)
    second_end = np.zeros(stations, np.int64)
    longest = max(0, rows.terms["longer"].max())
    for client in range(keys.size):
        if eighteenths[client] + longest <= 0:
            continue  # too old at the start for any station
        count[:] = 0
        second_end[:] = _NEVER
        result = len(stock) + len(pending)
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
        if len(stock) + len(pending) > result:
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
def _walk_one(  # type: ignore[no-untyped-def]
    rows, client, source, key, tick, eighteenth, entrance, count, second_end, stock, pending, last
):
    station = entrance
    for _ in range(_MOST_VISITS):
        count[station] += 1
        for row in range(rows.diverts.shape[0]):
            divert = rows.diverts[row, source]
            if _branches_off(divert, rows.terms[station, source], station, key, count[station]):
                station = divert.to
                count[station] += 1
                break
        nth, terms = count[station], rows.terms[station, source]
        too_old = _too_old_at(terms, key, nth, eighteenth, tick)
        if too_old <= tick:
            return
        end = tick
        if terms.stay >= 0:
            end += _stay(rows.table_steps, rows.times[terms.stay], terms, key, nth)
        for row in range(rows.seconds.shape[0]):
            second = rows.seconds[row, source]
            is_free = second_end[second.to] <= tick
            if is_free and _branches_off(second, terms, station, key, nth):
                _start_second(
                    rows, row, client, source, key, tick, eighteenth, count, second_end, stock
                )
        if min(end, too_old) > 0:
            stock.extend((client, station, nth, -1, tick, end))
            return
        if too_old < end:
            return
        tick = end
        station_before = station
        station = rows.route_to[terms.route, _choice(rows.route_shares, terms, key, nth)]
        if station >= 0:
            continue
        if station == _MOVED:
            return
        running = second_end.max()
        if running > 0:
            last.extend((np.int64(client), station_before, nth))
            return
        delay = rows.times[terms.return_delay]
        tick = _returns_at(rows.table_steps, delay, terms, key, nth, max(tick, running))
        if tick >= min(eighteenth, _FAR):
            return
        if tick >= 0:
            pending.extend((client, tick))
            return
        station = entrance


@njit(cache=True)
def _start_second(  # type: ignore[no-untyped-def]
    rows, row, client, source, key, tick, eighteenth, count, second_end, stock
):
    station = rows.seconds[row, source].to
    count[station] += 1
    nth, terms = count[station], rows.terms[station, source]
    too_old = _too_old_at(terms, key, nth, eighteenth, tick)
    if too_old <= tick or terms.stay < 0:
        return
    end = tick + _stay(rows.table_steps, rows.times[terms.stay], terms, key, nth)
    second_end[station] = min(end, too_old)
    if second_end[station] > 0:
        stock.extend((client, station, nth, row, tick, end))


# ------------------------------------------------------------------ compiled: what is drawn


@njit(cache=True)
def _branches_off(branch, terms, station, key, nth):  # type: ignore[no-untyped-def]
    """Whether a divert or second trajectory begins at a visit to a station, by its terms."""
    if branch.station != station or branch.share <= 0.0:
        return False
    return uniform(key, terms.key, nth, branch.key) < branch.share


@njit(cache=True)
def _too_old_at(terms, key, nth, eighteenth, joined):  # type: ignore[no-untyped-def]
    """As engine/terms.py: leaves_at, with the share of the start."""
    share = terms.continues
    if eighteenth == _FAR or share <= 0.0:
        return eighteenth
    if joined >= eighteenth:
        share = 1.0
    if uniform(key, terms.key, nth, _CONTINUES) >= share:
        return eighteenth
    return eighteenth + terms.longer


@njit(cache=True)
def _stay(table_steps, time, terms, key, nth):  # type: ignore[no-untyped-def]
    return _ticks_of(table_steps, time, uniform(key, terms.key, nth, _STAY), terms.stay_factor)


@njit(cache=True)
def _returns_at(table_steps, time, terms, key, nth, ended):  # type: ignore[no-untyped-def]
    """As engine/routing.py: comes_back_at, with the share of the start; FAR: never."""
    share = terms.returns_share
    if share <= 0.0 or uniform(key, terms.key, nth, _RETURN) >= share:
        return np.int64(_FAR)
    return ended + _ticks_of(table_steps, time, uniform(key, terms.key, nth, _RETURN_DELAY), 1.0)


@njit(cache=True)
def _ticks_of(table_steps, time, u, factor):  # type: ignore[no-untyped-def]
    if time.kind == _TABLE:
        shares, days = table_steps[0, time.begin : time.end], table_steps[1, time.begin : time.end]
        return time_ticks_from_table(u, shares, days, time.tail, factor)
    return time_ticks(u, time.kind, time.a, time.b, factor)


@njit(cache=True)
def _choice(route_shares, terms, key, nth):  # type: ignore[no-untyped-def]
    """Which of the destinations of the route is chosen."""
    row = terms.route
    choice = _first_above(route_shares, _ROOT, row, uniform(key, terms.key, nth, _ROUTE))
    keeps = route_shares[_KEEPS, row, choice]
    if keeps < 1.0 and uniform(key, terms.key, nth, _KEPT) >= keeps:
        choice = _first_above(route_shares, _GAINS, row, uniform(key, terms.key, nth, _SHIFTED))
    return choice


@njit(cache=True)
def _first_above(route_shares, kind, row, u):  # type: ignore[no-untyped-def]
    last = route_shares.shape[2] - 1
    for choice in range(last):
        if u < route_shares[kind, row, choice]:
            return choice
    return last
