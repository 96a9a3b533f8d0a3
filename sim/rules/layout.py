"""Laying out a network as the ground that clients walk on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling.tables import Ints, dtype_of
from ..draws import Kind
from ..network import Network
from ..network.model import Steps
from ..network.versions import Routes
from .tables import Divert, GroundTables, Route, Second, Source, Span, Steer, Terms, Times

Table = NDArray[np.void]


_OF_A_DIVERT = ("new", "waiting", "running", "via", "onward")


def ground_of(network: Network) -> tuple[GroundTables, Ints]:
    """Lay out a network as tables; and the group of each source."""
    terms, group_of = _by_group(_terms(network))
    laid_out = {
        "terms": terms,
        "sources": columns_of(network.sources, Source, len(network.sources.key)),
        "levels": network.levels.at_start.copy(),
        **_beside(network),
        **_times(network),
        **_routes(network.routes),
        "steers": columns_of(network.steers, Steer, len(network.steers.key)),
    }
    return GroundTables(**{name: plain(array) for name, array in laid_out.items()}), group_of


def _terms(network: Network) -> Table:
    """The terms of each station (rows) for each source (columns)."""
    spec, stations = network.tables, len(network.stations)
    of_cell = (
        "stay stay_factor route returns_share return_delay continues drop_out escalation "
        "longer_stay priority limit when_full over_capacity holds_place law"
    ).split()
    terms = np.zeros(spec.stay.shape, dtype=dtype_of(Terms))
    for name in of_cell:
        terms[name] = getattr(spec, name)
    for name, values in (
        ("key", spec.key),
        ("escalates_to", spec.escalates_to),
    ):
        terms[name] = values[:, None]
    terms["steer"], terms["steer_share"] = network.steers.row, network.steers.share
    terms["seen"] = network.seen.at[:, network.sources.gemeente]
    for name in ("again_share", "again_delay", "dearer", "helps"):
        terms[name] = getattr(network.deterrence, name)[:, None]
    holds_back = [group != "protection" for group in network.station_group]
    terms["holds_back"] = np.array(holds_back, np.bool_)[:, None]
    terms["deterred"] = network.deterrence.share
    terms["deters_at_start"] = network.deterrence.at_start
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


def _beside(network: Network) -> dict[str, NDArray[Any]]:
    """Diverts and second trajectories by station, and the levels of their shares by source."""
    diverts, seconds, sources = network.diverts, network.seconds, len(network.sources.key)
    from_first = np.argsort(diverts.from_station, kind="stable")
    first = np.argsort(seconds.first, kind="stable")
    divert_rows = table(
        Divert,
        len(from_first),
        index=range(len(from_first)),
        station=diverts.from_station,
        to=diverts.to_station,
        **{
            name: getattr(diverts, name)
            for name in (
                "condition",
                "key",
                "over_ticks",
                "new",
                "waiting",
                "running",
                "via",
                "onward",
            )
        },
    )
    second_rows = table(
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
    """Distributions, and a last one for a time that is not said; who continues at 18."""
    rows = network.distributions
    continues = network.tables.continues_rows
    of_tables = spans(rows.table_shares)
    times = table(Times, len(rows.kind) + 1, kind=int(Kind.FIXED))
    for name, values in (
        ("kind", rows.kind),
        ("a", rows.a),
        ("b", rows.b),
        ("tail", rows.tail_days),
        ("begin", of_tables["begin"]),
        ("end", of_tables["end"]),
    ):
        times[name][: len(rows.kind)] = values
    return {
        "times": times,
        "time_shares": joined(rows.table_shares, np.float64),
        "time_days": joined(rows.table_days, np.float64),
        "continues": spans([item.ticks for item in continues]),
        "continues_ticks": joined([item.ticks for item in continues], np.int64),
        "continues_shares": joined([item.values for item in continues], np.float64),
        "continues_ages": joined(network.tables.end_age_rows, np.int64),
    }


def _routes(rows: Routes) -> dict[str, NDArray[Any]]:
    """Versions of rows of routes, those without `back` and of stations among them."""
    return {
        "routes": columns_of(rows, Route, len(rows)),
        "route_to": rows.to,
        "route_root": rows.root_cumulative,
        "route_kept": rows.kept,
        "route_gains": rows.gains_cumulative,
        "route_share": rows.share,
    }


# ------------------------------------------------------------------ building tables


def table(row: type, length: int, **columns: Any) -> Table:
    """A table of rows of a class, with these columns; all others 0."""
    result = np.zeros(length, dtype=dtype_of(row))
    for name, values in columns.items():
        result[name] = values
    return result


def columns_of(spec: object, row: type, length: int) -> Table:
    """A table whose columns are attributes of the same name."""
    names = dtype_of(row).names or ()
    return table(row, length, **{name: getattr(spec, name) for name in names})


def spans(rows: Sequence[Any]) -> Table:
    """Where each of the rows begins and ends when they stand one after the other."""
    ends = np.cumsum([0, *(len(row) for row in rows)])
    return table(Span, len(rows), begin=ends[:-1], end=ends[1:])


def joined(rows: Sequence[Any], kind: type) -> NDArray[Any]:
    """The rows, one after the other."""
    return np.concatenate([np.zeros(0, kind), *(np.asarray(row, kind) for row in rows)])


def plain(array: NDArray[Any]) -> Any:
    """The array as compiled code takes it; a worker may have got a read-only one from a file."""
    return np.require(array, requirements=("C", "W", "E"))
