"""Laying out a network, a cohort and a state as the tables of the compiled engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...clients.cohort import Clients
from ...clients.state import State
from ...draws import TICKS_PER_DAY, Kind
from ...network import Network
from ...network.model import NOWHERE, RouteVersion, Steps
from .compiling import Ints, dtype_of
from .records import NOBODY, Desk, Pool, Youth
from .tables import (
    Coming,
    Divert,
    Place,
    Route,
    Second,
    Source,
    Span,
    Tables,
    Terms,
    Times,
)

Table = NDArray[np.void]


def coming_of(
    clients: Clients,
    group_of: Ints,
    state: State,
    rows: Sequence[Ints],
    *,
    most_visits: int,
) -> Coming:
    """Lay out who comes to a run, and who is there.

    `rows` are those present and those coming among all clients, `group_of` the group of each
    source.
    """
    present, coming = rows

    def of_present(rows: Ints) -> Ints:
        return np.column_stack([present[rows[:, 0]], rows[:, 1:]])

    order = np.lexsort((coming, clients.arrival[coming]))
    stock = of_present(state.stock)
    return Coming(
        most_visits=most_visits,
        youths=_plain(_youths(clients, group_of)),
        arrivals=_plain(coming[order]),
        arrival_tick=_plain(clients.arrival[coming[order]]),
        stock=_plain(stock[np.lexsort((stock[:, 3], stock[:, 0], stock[:, 4]))]),
        pending=_plain(of_present(state.pending)),
        counts=_plain(of_present(state.counts)),
        last=_plain(of_present(state.last)),
    )


def _youths(clients: Clients, group_of: Ints) -> Table:
    """The clients, of whom nothing runs or waits yet."""
    known = {"key": clients.key, "eighteenth": clients.eighteenth, "source": clients.source}
    youths = _table(Youth, len(clients), group=group_of[clients.source], **known)
    for nothing in ("counts", "escalations", "last_station", "last_nth"):
        youths[nothing] = NOBODY
    return youths


def tables_of(network: Network) -> tuple[Tables, Ints]:
    """Lay out a network as tables; and the group of each source."""
    levels = network.levels
    terms, group_of = _by_group(_terms(network))
    desks, desk_at = _desks(network)
    laid_out = {
        "cut_ticks": network.cut_ticks,
        "boxes": np.full(network.end // TICKS_PER_DAY + 1, NOBODY, dtype=np.int64),
        "levels": levels.at_start.copy(),
        "level_kind": levels.kind,
        "level_target": levels.target,
        "change_tick": levels.change_tick,
        "change_level": levels.change_level,
        "change_value": levels.change_value,
        "terms": terms,
        "sources": _columns_of(network.sources, Source, len(network.sources.key)),
        "places": _columns_of(network.places, Place, len(network.pools)),
        "pools": _pools(network),
        "desks": desks,
        "desk_at": desk_at,
        **_beside(network),
        **_times(network),
        **_routes(network.routes),
    }
    plain = {name: _plain(array) for name, array in laid_out.items()}
    return Tables(end=int(network.end), gemeenten=len(network.gemeenten), **plain), group_of


def _plain(array: NDArray[Any]) -> Any:
    """The array as compiled code takes it; a worker may have got a read-only one from a file."""
    return np.require(array, requirements=("C", "W", "E"))


def _columns_of(spec: object, row: type, length: int) -> Table:
    """A table whose columns are attributes of the same name."""
    names = dtype_of(row).names or ()
    return _table(row, length, **{name: getattr(spec, name) for name in names})


def _terms(network: Network) -> Table:
    """The terms of each station (rows) for each source (columns)."""
    spec, stations = network.tables, len(network.stations)
    of_cell = (
        "stay stay_factor route returns_share return_delay continues drop_out escalation "
        "longer_stay priority limit when_full over_capacity holds_place"
    ).split()
    terms = np.zeros(spec.stay.shape, dtype=dtype_of(Terms))
    for name in of_cell:
        terms[name] = getattr(spec, name)
    for name, values in (
        ("key", spec.key),
        ("law", spec.law),
        ("escalates_to", spec.escalates_to),
        ("end_age", spec.end_age_ticks),
    ):
        terms[name] = values[:, None]
    terms["gemeente"] = network.sources.gemeente
    terms["pool"] = spec.pool[:, network.sources.gemeente]
    highest = np.array([_highest(row) for row in spec.continues_rows])
    terms["anyone_continues"] = highest[spec.continues] > 0.0
    timed = np.bincount(
        network.diverts.from_station, weights=network.diverts.over_ticks != 0, minlength=stations
    )
    terms["is_timed"] = (spec.drop_out >= 0) | (spec.escalation >= 0) | (timed > 0)[:, None]
    for name, of_station in (
        ("diverts", network.diverts.from_station),
        ("seconds", network.seconds.first),
    ):
        count = np.cumsum(np.bincount(of_station, minlength=stations))
        terms[f"{name}_end"] = count[:, None]
        terms[name] = np.concatenate([[0], count[:-1]])[:, None]
    return terms


def _by_group(terms: Table) -> tuple[Table, Ints]:
    """Sources with the same terms everywhere are one group: its terms, and each source's group.

    There are many more sources than groups, and what is looked up at every step of a client stays
    near the processor when it is small.
    """
    columns = np.ascontiguousarray(terms.T)
    as_one = columns.view(np.dtype((np.void, columns[0].nbytes)))[:, 0]
    _, firsts, group_of = np.unique(as_one, return_index=True, return_inverse=True)
    return terms[:, firsts], group_of


def _highest(steps: Steps) -> float:
    return float(steps.values.max())


def _pools(network: Network) -> Table:
    """The pools at the start of a run, with no one in them."""
    capacity = network.levels.at_start[network.places.capacity].astype(np.int64)
    pools = _table(Pool, len(network.pools), index=range(len(network.pools)), capacity=capacity)
    for nobody in ("waiting", "urgent", "in_care", "edges"):
        pools[nobody] = NOBODY
    return pools


def _desks(network: Network) -> tuple[Table, Ints]:
    """Every station at every pool that it may ever draw from, and the row of that by both."""
    tables, levels = network.tables, network.levels
    pairs = set()
    by_level: dict[int, set[int]] = {}
    for row in np.flatnonzero(np.isin(levels.change_level, tables.pool)):
        pool = int(levels.change_value[row])
        by_level.setdefault(int(levels.change_level[row]), set()).add(pool)
    for station, row in enumerate(tables.pool.tolist()):
        for level in row:
            pools = {int(levels.at_start[level])} | by_level.get(level, set())
            pairs |= {(station, pool) for pool in pools}
    ordered = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    desk_at = np.full((len(network.stations), len(network.pools)), -1, dtype=np.int64)
    desk_at[ordered[:, 0], ordered[:, 1]] = np.arange(len(ordered))
    return _table(Desk, len(ordered), station=ordered[:, 0], pool=ordered[:, 1]), desk_at


def _beside(network: Network) -> dict[str, NDArray[Any]]:
    """Diverts and second trajectories by station, and the levels of their shares by source."""
    diverts, seconds, sources = network.diverts, network.seconds, len(network.sources.key)
    from_first = np.argsort(diverts.from_station, kind="stable")
    first = np.argsort(seconds.first, kind="stable")
    divert_rows = _table(
        Divert,
        len(from_first),
        index=range(len(from_first)),
        station=diverts.from_station,
        to=diverts.to_station,
        **{
            name: getattr(diverts, name)
            for name in ("condition", "key", "over_ticks", "new", "waiting", "running")
        },
    )
    second_rows = _table(
        Second,
        len(first),
        station=seconds.second,
        trajectory=range(1, len(first) + 1),
        key=seconds.key,
    )
    return {
        "diverts": divert_rows[from_first],
        "divert_shares": diverts.share.reshape(-1, sources)[from_first],
        "seconds": second_rows[first],
        "second_shares": seconds.share.reshape(-1, sources)[first],
    }


def _times(network: Network) -> dict[str, NDArray[Any]]:
    """Distributions, and a last one for a time that is not said; hazards; who continues at 18."""
    rows, hazards = network.distributions, network.hazards
    continues = network.tables.continues_rows
    spans = _spans(rows.table_shares)
    times = _table(Times, len(rows.kind) + 1, kind=int(Kind.FIXED))
    for name, values in (
        ("kind", rows.kind),
        ("a", rows.a),
        ("b", rows.b),
        ("tail", rows.tail_days),
        ("begin", spans["begin"]),
        ("end", spans["end"]),
    ):
        times[name][: len(rows.kind)] = values
    return {
        "times": times,
        "time_shares": _joined(rows.table_shares, np.float64),
        "time_days": _joined(rows.table_days, np.float64),
        "hazards": _spans(hazards.ticks),
        "hazard_ticks": _joined(hazards.ticks, np.int64),
        "hazard_per_day": _joined(hazards.per_day, np.float64),
        "continues": _spans([item.ticks for item in continues]),
        "continues_ticks": _joined([item.ticks for item in continues], np.int64),
        "continues_shares": _joined([item.values for item in continues], np.float64),
    }


def _routes(versions: Sequence[RouteVersion]) -> dict[str, NDArray[Any]]:
    """Versions of rows of routes, and behind them their rows without `back`."""
    rows = [*versions]
    without_back = [NOWHERE] * len(versions)
    for index, version in enumerate(versions):
        if version.without_back is not None:
            without_back[index] = len(rows)
            rows.append(version.without_back)
            without_back.append(NOWHERE)
    spans = _spans([row.destinations for row in rows])
    both = {"begin": spans["begin"], "end": spans["end"]}
    return {
        "routes": _table(Route, len(rows), without_back=without_back, **both),
        "route_to": _joined([row.destinations for row in rows], np.int64),
        "route_root": _joined([row.root_cumulative for row in rows], np.float64),
        "route_kept": _joined([row.kept for row in rows], np.float64),
        "route_gains": _joined([row.gains_cumulative for row in rows], np.float64),
    }


def _spans(rows: Sequence[Any]) -> Table:
    ends = np.cumsum([0, *(len(row) for row in rows)])
    return _table(Span, len(rows), begin=ends[:-1], end=ends[1:])


def _joined(rows: Sequence[Any], kind: type) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, kind), *(np.asarray(row, kind) for row in rows)])


def _table(row: type, length: int, **columns: Any) -> Table:
    table = np.zeros(length, dtype=dtype_of(row))
    for name, values in columns.items():
        table[name] = values
    return table
