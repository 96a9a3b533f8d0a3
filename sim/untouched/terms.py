"""What holds for clients of a source at a station, as contents that two networks name alike."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import numpy as np
from numpy.typing import NDArray

from .contents import Contents, bytes_of, of_steps

Ints = NDArray[np.int64]


def contents_of_stays(contents: Contents) -> Ints:
    """Of who joins, waits and is helped, by kind, station and source; shape (K, N, S)."""
    network, tables = contents.network, contents.network.tables
    shape = tables.stay.shape
    at_gemeente = tables.pool[:, network.sources.gemeente]
    columns = [
        contents.times(tables.stay),
        contents.hazards(tables.drop_out),
        contents.hazards(tables.escalation),
        contents.continues(tables.continues),
        contents.levels(at_gemeente, contents.pool),
        contents.levels(tables.when_full, contents.station),
        *_of_levels(contents),
        *_of_stations(contents),
        _of_diverts(contents),
    ]
    return np.stack([np.broadcast_to(column, shape) for column in columns])


def _of_levels(contents: Contents) -> Iterator[Ints]:
    """Plain numbers and words."""
    tables, deterrence = contents.network.tables, contents.network.deterrence
    yield contents.levels(deterrence.share)
    yield deterrence.at_start.astype(np.int64)
    for table in (
        tables.stay_factor, tables.longer_stay, tables.priority, tables.limit,
        tables.over_capacity, tables.holds_place,
    ):  # fmt: skip
        yield contents.levels(table)


def _of_stations(contents: Contents) -> Iterator[Ints]:
    """What is alike for all sources, as columns of shape (N, 1)."""
    network, labels = contents.network, contents.labels
    numbers = np.arange(len(network.stations))
    urgent = network.tables.escalates_to

    def of_station(at: int) -> Hashable:
        return (network.station_group[at], contents.station(urgent[at]))

    yield labels.each(numbers, of_station)[:, None]
    yield contents.times(network.deterrence.again_delay)[:, None]
    again = (network.deterrence.again_share, network.deterrence.dearer)
    yield labels.each(numbers, lambda at: tuple(float(item[at]) for item in again))[:, None]


def _of_diverts(contents: Contents) -> Ints:
    """Who is about to join a station and is sent elsewhere, in order (rule 15); shape (N, S)."""
    network, diverts = contents.network, contents.network.diverts
    rows: list[list[list[Hashable]]] = [[[] for _ in network.sources.key] for _ in network.stations]
    ever = contents.is_ever(diverts.share)
    for row in range(diverts.key.size):
        flags = (diverts.new, diverts.waiting, diverts.running, diverts.via, diverts.onward)
        spec = (
            int(diverts.key[row]), contents.station(diverts.to_station[row]),
            int(diverts.condition[row]), int(diverts.over_ticks[row]),
            *(bool(flag[row]) for flag in flags),
        )  # fmt: skip
        shares = contents.levels(diverts.share[row]).tolist()
        for source in np.flatnonzero(ever[row]).tolist():
            rows[int(diverts.from_station[row])][source].append((spec, shares[source]))
    labels = [[contents.labels.of(("diverts", *cell)) for cell in line] for line in rows]
    return np.array(labels, np.int64).reshape(network.tables.stay.shape)


def contents_of_sources(contents: Contents) -> dict[tuple[str, str], int]:
    """Who may come, by stream and gemeente."""
    network, sources, ages = contents.network, contents.network.sources, contents.network.ages
    result = {}
    for at in range(sources.key.size):
        need = int(sources.need[at])
        numbers = (
            int(sources.key[at]), int(sources.priority[at]), int(sources.legal_frame[at]),
            float(sources.reference_per_day[at]), float(sources.log_growth_per_day[at]),
            float(sources.growth_is_1_on_day), float(sources.start_per_day[at]),
        )  # fmt: skip
        names = (network.needs[need], contents.station(sources.entrance[at]))
        born = bytes_of((ages.shares[need], ages.from_days[need], ages.to_days[need]))
        content = ("source", *numbers, *names, born, of_steps(sources.rate[at]))
        result[source_name(contents, at)] = contents.labels.of(content)
    return result


def source_name(contents: Contents, at: int) -> tuple[str, str]:
    """A source by its stream and gemeente."""
    network = contents.network
    arrival, gemeente = network.sources.arrival[at], network.sources.gemeente[at]
    return (network.arrivals[arrival], network.gemeenten[gemeente])
