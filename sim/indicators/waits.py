"""Waiting per station: everyone who joined, by date of joining, counted from the rank time (24)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..network.changes import changes_of
from ..scenario.paths import in_force
from ..scenario.schema import Number, WaitingChange
from ..tallies.integral import Integral
from ..tallies.said import by_sources, chosen
from ..visits import Outcome
from .incidence import HORIZON_WEEKS, WEEK, Incidence, Waits, incidence
from .lens import FRAMES, Lens
from .periods import Span
from .table import Table

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NO_NORM_WEEKS = 14.0
STARTED = 1
EVENTS = ("started", "dropped_out", "escalated", "refused", "diverted", "turned_18")
_OF_OUTCOME = {
    Outcome.DROPPED_OUT: 2,
    Outcome.ESCALATED: 3,
    Outcome.REFUSED: 4,
    Outcome.DIVERTED: 5,
    Outcome.TURNED_18: 6,
}


def waiting_rows(lens: Lens, table: Table) -> None:
    """All indicators of waiting per station."""
    joiners = np.flatnonzero(lens.counts & (lens.visits.joined >= lens.periods.spans[0].begin))
    _StationWaits(lens, joiners).write(table)


class _StationWaits:
    """Visits that joined in the reported period, and what became of their waiting."""

    def __init__(self, lens: Lens, joiners: Ints) -> None:
        visits, self.lens = lens.visits, lens
        self.joined = visits.joined[joiners]
        self.station = visits.station[joiners]
        self.gemeente = lens.gemeente[joiners]
        self.need = lens.need[joiners]
        self.frame = visits.legal_frame[joiners]
        rank = visits.rank_time[joiners]
        self.waits = Waits.of(
            lens.left[joiners] - rank,
            list_events(lens)[joiners],
            np.asarray(lens.network.end - rank),
        )
        self._periods: dict[tuple[Span, ...], Ints] = {}
        self.norm = np.rint(norm_weeks(lens, joiners) * WEEK).astype(np.int64)

    def write(self, table: Table) -> None:
        """All rows."""
        names = list(self.lens.network.stations)
        years, spans = self.lens.periods.years, self.lens.periods.spans
        by_year = self._incidence(years, None, 1)
        by_span = self._incidence(spans, None, 1)
        for periods, found in ((years, by_year), (spans, by_span)):
            table.add("joined", "number", found.count, periods, stations=names)
            table.add("weeks_waited", "weeks", found.weeks, periods, stations=names)
        for axis, part, labels in (
            ("gemeenten", self.gemeente, self.lens.gemeente_names),
            ("needs", self.need, list(self.lens.network.needs)),
        ):
            found = self._incidence(spans, part, len(labels))
            both = {"stations": names, axis: labels}
            table.add("joined", "number", found.count, spans, **both)
            table.add("weeks_waited", "weeks", found.weeks, spans, **both)
        self._write_frames(table, names)
        self._write_norms(table, names)
        write_events(table, "incidence", EVENTS, by_span, spans, stations=names)

    def _write_frames(self, table: Table, names: list[str]) -> None:
        spans = self.lens.periods.spans
        found = self._incidence(spans, self.frame, len(FRAMES))
        weeks = found.weeks.reshape(len(names), len(FRAMES), len(spans))
        for code, frame in enumerate(FRAMES):
            table.add(f"weeks_waited:{frame}", "weeks", weeks[:, code], spans, stations=names)

    def _write_norms(self, table: Table, names: list[str]) -> None:
        periods = self.lens.periods
        for some in (periods.years, *((span,) for span in periods.spans)):
            cell = self._cell(some, None, 1)
            over, left = norm_shares(self.waits, self.norm, cell, len(names) * len(some))
            table.add("over_norm", "share", over, some, stations=names)
            table.add("left_before_norm", "share", left, some, stations=names)

    def _cell(self, periods: tuple[Span, ...], part: Ints | None, parts: int) -> Ints:
        period = self._period(periods)
        within = self.station if part is None else self.station * parts + part
        return np.where(period < 0, -1, within * len(periods) + period)

    def _period(self, periods: tuple[Span, ...]) -> Ints:
        if periods not in self._periods:
            self._periods[periods] = period_of(self.joined, periods)
        return self._periods[periods]

    def _incidence(self, periods: tuple[Span, ...], part: Ints | None, parts: int) -> Incidence:
        """Estimates with groups (station, part, period); periods may overlap."""
        stations = len(self.lens.network.stations)
        found = [
            incidence(self.waits, self._cell(some, part, parts), stations * parts * len(some), 6)
            for some in apart(periods)
        ]
        return joined_estimates(found, stations * parts)


def list_events(lens: Lens) -> Ints:
    """How each visit left the list: a code of EVENTS from 1, 0 for who still waits."""
    event = np.zeros(len(lens.visits), dtype=np.int64)
    for outcome, code in _OF_OUTCOME.items():
        event[lens.visits.outcome == outcome] = code
    event[lens.begun] = STARTED
    return event


def norm_weeks(lens: Lens, rows: Ints) -> Floats:
    """The norm of the station when each visit joined, or the yardstick where it has none."""
    found = np.full(rows.size, NO_NORM_WEEKS)
    station, source = lens.visits.station[rows], lens.visits.source[rows]
    for index, name in enumerate(lens.network.stations):
        base = lens.scenario.stations[name].waiting.norm_weeks
        placed = chosen(lens.scenario, WaitingChange, "norm_weeks", station=name)
        if base is None and not placed:
            continue
        here = station == index
        for sources, some in by_sources(lens.scenario, lens.network, placed):
            number = base or Number(value=NO_NORM_WEEKS)
            line = in_force(number, changes_of(some, "norm_weeks"), lens.scenario.period)
            concerned = here & sources[source]
            found[concerned] = Integral.of(line).at(lens.visits.joined[rows[concerned]])
    return found


def norm_shares(waits: Waits, norm: Ints, cell: Ints, cells: int) -> tuple[Floats, Floats]:
    """Shares still waiting at, and gone without help before, the norm, per cell (-1: in none).

    Of those who could be followed that long.
    """
    norm, cell = norm[waits.row], cell[waits.row]
    counted = (cell >= 0) & (waits.follow >= norm)
    before = waits.time <= norm
    over = counted & (~before | (waits.event == 0))
    gone = counted & before & (waits.event > STARTED)
    of = np.bincount(cell[counted], minlength=cells)
    with np.errstate(invalid="ignore"):
        still_waiting = np.bincount(cell[over], minlength=cells) / of
        left = np.bincount(cell[gone], minlength=cells) / of
    return still_waiting, left


def period_of(ticks: Ints, periods: tuple[Span, ...]) -> Ints:
    """Which of some periods that do not overlap holds each tick, -1 for none."""
    found = np.full(ticks.size, -1, dtype=np.int64)
    begins = np.array([one.begin for one in periods], dtype=np.int64)
    ends = np.array([one.end for one in periods], dtype=np.int64)
    row = np.searchsorted(begins, ticks, side="right") - 1
    inside = (row >= 0) & (ticks < ends[np.maximum(row, 0)])
    found[inside] = row[inside]
    return found


def apart(periods: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """Periods in groups that do not overlap: all of them, or one by one."""
    follows = all(one.end <= two.begin for one, two in pairwise(periods))
    return [periods] if follows else [(one,) for one in periods]


def joined_estimates(found: list[Incidence], cells: int) -> Incidence:
    """Estimates for groups of periods side by side: groups (cell, period)."""
    if len(found) == 1:
        return found[0]
    shape = found[0].by_event.shape[1:]
    return Incidence(
        np.stack([one.count.reshape(cells, -1) for one in found], axis=1).reshape(-1),
        np.stack([one.by_event.reshape(cells, *shape) for one in found], axis=1).reshape(
            -1, *shape
        ),
        np.stack([one.weeks.reshape(cells, -1) for one in found], axis=1).reshape(-1),
    )


def write_events(
    table: Table,
    name: str,
    events: tuple[str, ...],
    found: Incidence,
    periods: tuple[Span, ...],
    **axes: list[str],
) -> None:
    """Cumulative incidence of each event at each horizon, and of nothing yet."""
    for code, event in enumerate((*events, "waiting")):
        shares = found.still if code == len(events) else found.by_event[:, code]
        for column, weeks in enumerate(HORIZON_WEEKS):
            table.add(f"{name}:{event}:{weeks}", "share", shares[:, column], periods, **axes)
