"""Numbers and flows: who waits, is in care, starts and ends, per station and per gemeente."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from ..indicators.definitions import forms_of
from ..visits import Outcome
from .lens import FRAMES, Lens
from .periods import Span, moments
from .table import Table
from .tallies import Presence, happened, summed

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ENDS = ("dropped_out", "escalated", "refused", "diverted", "turned_18", "relocated", "deterred")


class Flows:
    """Counts by station and gemeente; arrays of shape (stations, gemeenten, ...)."""

    def __init__(self, lens: Lens) -> None:
        self.lens = lens
        self.shape = (len(lens.network.stations), len(lens.inside))
        self.everywhere = np.ones(self.shape[0], dtype=np.bool_)
        self.lengths = np.array([item.days for item in lens.periods.long])

    def there(self, state: str) -> tuple[Presence, Flags]:
        """Who is in a state, and the stations that a total sums."""
        lens = self.lens
        if state == "waiting":
            return lens.waiting, self.everywhere
        if state == "in_care":
            return lens.in_care, lens.care_station
        return lens.blocked, self.everywhere

    def present(self, there: Presence, ticks: Ints) -> Ints:
        """How many of those are there at each moment."""
        return there.at(ticks).reshape(*self.shape, len(ticks))

    def days(self, there: Presence) -> Floats:
        """Days that they spent in each year and span."""
        result = there.spent(self.lens.edges).reshape(*self.shape, -1)
        return self.lens.by_period(result / TICKS_PER_DAY)

    def happened(self, chosen: Flags, ticks: Ints) -> Ints:
        """How often in each year and span."""
        # Most kinds are few, so the others are not read at all.
        rows = np.flatnonzero(chosen & self.lens.counts)
        cells = self.shape[0] * self.shape[1]
        result = happened(self.lens.edges, ticks[rows], self.lens.cell[rows], cells)
        return self.lens.by_period(result.reshape(*self.shape, -1))


def write_margins(
    lens: Lens,
    table: Table,
    name: str,
    result: Ints | Floats,
    periods: Sequence[Span],
    *,
    totals: Flags,
    stations: Flags | None = None,
    gemeenten_at: Sequence[int] | None = None,
) -> None:
    """Rows for the total, per station and per gemeente (only the periods at `gemeenten_at`).

    The total and the rows per gemeente sum the stations in `totals`; rows per station are those in
    `stations`, or all.
    """
    within = result[totals]
    table.add(name, within.sum(axis=(0, 1)), periods)
    shown = np.flatnonzero(stations) if stations is not None else np.arange(len(result))
    names = [lens.network.stations[item] for item in shown]
    table.add(name, result.sum(axis=1)[shown], periods, stations=names)
    at = list(range(len(periods))) if gemeenten_at is None else list(gemeenten_at)
    some = within.sum(axis=0)[:, at]
    table.add(name, some, [periods[item] for item in at], gemeenten=lens.gemeente_names)


def write_forms(lens: Lens, table: Table, name: str, result: Ints | Floats) -> None:
    """In total for the stations of each form; shape (stations, gemeenten, periods)."""
    for form in forms_of(lens.scenario):
        total = result[lens.form == form].sum(axis=(0, 1))
        table.add(f"{name}:{form}", total, lens.periods.long)


def number_rows(lens: Lens, table: Table) -> None:
    """Who waits, is in care or is blocked: on dates, and on average."""
    flows, periods = Flows(lens), lens.periods
    both = {"stations": list(lens.network.stations), "gemeenten": lens.gemeente_names}
    for state in ("waiting", "in_care", "blocked"):
        there, totals = flows.there(state)
        dates = flows.present(there, moments(periods.dates))
        write_margins(lens, table, state, dates, periods.dates, totals=totals)
        if periods.target_dates:
            result = flows.present(there, moments(periods.target_dates))
            table.add(state, result, periods.target_dates, **both)
    for state in ("waiting", "in_care", "blocked"):
        there, totals = flows.there(state)
        mean = flows.days(there) / flows.lengths
        name = f"{state}_mean"
        write_margins(lens, table, name, mean, periods.long, totals=totals)
        if state == "in_care":
            table.add(name, mean[:, :, periods.in_detail], periods.fine, **both)


def flow_rows(lens: Lens, table: Table) -> None:
    """Starts, ends, length of stay and blocked days."""
    flows, periods, visits = Flows(lens), lens.periods, lens.visits
    names = list(lens.network.stations)
    starts = flows.happened(lens.care_began, visits.started)
    ends = flows.happened(lens.care_ended, visits.ended)
    for name, result in (("starts", starts), ("ends", ends)):
        write_margins(lens, table, name, result, periods.long, totals=lens.care_station)
    table.add(
        "starts",
        starts[:, :, periods.in_detail],
        periods.fine,
        stations=names,
        gemeenten=lens.gemeente_names,
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = stay_days(lens) / ends.sum(axis=1)
    table.add("stay_mean", mean, periods.long, stations=names)
    blocked = flows.days(lens.blocked)
    table.add("blocked_days", blocked.sum(axis=(0, 1)), periods.long)
    table.add("blocked_days", blocked.sum(axis=1), periods.long, stations=names)


def end_rows(lens: Lens, table: Table) -> None:
    """How many visits ended in each other way than by the end of a stay."""
    flows, visits, periods = Flows(lens), lens.visits, lens.periods
    for name in lens.told(ENDS):
        ended_so = lens.outcome == Outcome[name.upper()]
        write_margins(
            lens, table, name, flows.happened(ended_so, visits.ended), periods.long,
            totals=flows.everywhere,
            gemeenten_at=None if name == "escalated" else periods.in_detail,
        )  # fmt: skip
        if name == "escalated":
            rows = np.flatnonzero(ended_so & lens.counts)
            _write_by_client(lens, table, name, rows, visits.ended[rows])


def switched_rows(lens: Lens, table: Table) -> None:
    """How often somebody went to another list behind the same form; only where there are such."""
    if lens.by_list is None or (lens.by_list[0].lists.count == 1).all():
        return
    visits, flows = lens.by_list[1], Flows(lens)
    gemeente = np.full(len(lens.network.gemeenten), -1, dtype=np.int64)
    gemeente[lens.inside] = np.arange(len(lens.inside))
    of_client = gemeente[lens.network.source_gemeente][visits.source]
    rows = np.flatnonzero((visits.outcome == Outcome.SWITCHED) & (of_client >= 0))
    stations, gemeenten = flows.shape
    cell = visits.station[rows] * gemeenten + of_client[rows]
    counts = happened(lens.edges, visits.ended[rows], cell, stations * gemeenten)
    write_margins(
        lens, table, "switched", lens.by_period(counts.reshape(stations, gemeenten, -1)),
        lens.periods.long, totals=flows.everywhere, gemeenten_at=lens.periods.in_detail,
    )  # fmt: skip


def _write_by_client(lens: Lens, table: Table, name: str, rows: Ints, ticks: Ints) -> None:
    """How often in each year and span, by need and by legal frame."""
    needs = list(lens.network.needs)
    by_need = lens.by_period(happened(lens.edges, ticks, lens.need[rows], len(needs)))
    table.add(name, by_need, lens.periods.long, needs=needs)
    by_frame = lens.by_period(happened(lens.edges, ticks, lens.frame[rows], len(FRAMES)))
    for code, frame in enumerate(FRAMES):
        table.add(f"{name}:{frame}", by_frame[code], lens.periods.long)


def stay_days(lens: Lens) -> Floats:
    """Days of the care that ended in each year and span, per station where it ended."""
    visits = lens.visits
    counts = lens.counts & lens.care_ended
    days = np.where(counts, lens.ended - lens.care_since, 0) / TICKS_PER_DAY
    station = np.where(counts, lens.station, np.int32(-1))
    result = summed(lens.edges, visits.ended, days, station, len(lens.network.stations))
    return lens.by_period(result)
