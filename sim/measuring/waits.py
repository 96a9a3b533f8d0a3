"""Waiting per station: everyone who joined, by date of joining, counted from the rank time (24)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..compiling import kept
from ..in_force import UNSAID
from ..visits import Outcome
from .incidence import HORIZON_WEEKS, NOTHING_YET, WEEK, Cut, Incidence, Waits, incidence
from .lens import FRAMES, Lens
from .periods import Span
from .table import Table
from .tallies.integral import Integral

Ints = NDArray[np.int64]
Cells = NDArray[np.int32]
Codes = NDArray[np.int8]
Columns = NDArray[np.int16]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NO_NORM_WEEKS = 14.0
STARTED = 1
EVENTS = ("started", "dropped_out", "escalated", "refused", "diverted", "turned_18", "deterred")
_OF_OUTCOME = {
    Outcome.DROPPED_OUT: 2,
    Outcome.ESCALATED: 3,
    Outcome.REFUSED: 4,
    Outcome.DIVERTED: 5,
    Outcome.TURNED_18: 6,
    Outcome.DETERRED: 7,
}


def waiting_rows(lens: Lens, table: Table) -> None:
    """All indicators of waiting per station."""
    joiners = np.flatnonzero(lens.counts & (lens.visits.joined >= lens.periods.spans[0].begin))
    _StationWaits(lens, joiners).write(table)


class _StationWaits:
    """Visits that joined in the reported period, and what became of their waiting."""

    def __init__(self, lens: Lens, joiners: Ints) -> None:
        """Everything is put in order of the time waited, since all that follows reads it so."""
        visits, self.lens = lens.visits, lens
        began = visits.rank_time[joiners]
        time, follow = lens.left[joiners] - began, np.asarray(lens.network.end - began)
        self.waits = Waits.of(time, list_events(lens)[joiners], follow)
        rows = joiners[self.waits.row]
        self.column = lens.edges.column_of(visits.joined[joiners])[self.waits.row]
        self.station = lens.station[rows]
        self.gemeente = lens.gemeente[rows]
        self.need = lens.need[rows]
        self.frame = lens.frame[rows]
        self.norm = np.rint(norm_weeks(lens, rows) * WEEK).astype(np.int64)

    def write(self, table: Table) -> None:
        """All rows."""
        names = list(self.lens.network.stations)
        years, spans = self.lens.periods.years, self.lens.periods.spans
        long = self.lens.periods.long
        whole = self._incidence(long, None, 1)
        by_year = whole.over(len(long), slice(len(years)))
        by_span = whole.over(len(long), slice(len(years), None))
        for periods, result in ((years, by_year), (spans, by_span)):
            table.add("joined", result.count, periods, stations=names)
            table.add("weeks_waited", result.weeks, periods, stations=names)
        for axis, part, labels in (
            ("gemeenten", self.gemeente, self.lens.gemeente_names),
            ("needs", self.need, list(self.lens.network.needs)),
        ):
            fine = self.lens.periods.fine
            result = self._incidence(fine, part, len(labels))
            both = {"stations": names, axis: labels}
            table.add("joined", result.count, fine, **both)
            table.add("weeks_waited", result.weeks, fine, **both)
        self._write_frames(table, names)
        self._write_norms(table, names)
        events = self.lens.told(EVENTS)
        write_events(table, "incidence", events, by_span, spans, stations=names)

    def _write_frames(self, table: Table, names: list[str]) -> None:
        spans = self.lens.periods.spans
        result = self._incidence(spans, self.frame, len(FRAMES))
        weeks = result.weeks.reshape(len(names), len(FRAMES), len(spans))
        count = result.count.reshape(len(names), len(FRAMES), len(spans))
        for code, frame in enumerate(FRAMES):
            table.add(f"joined:{frame}", count[:, code], spans, stations=names)
            table.add(f"weeks_waited:{frame}", weeks[:, code], spans, stations=names)

    def _write_norms(self, table: Table, names: list[str]) -> None:
        lens = self.lens
        result = norm_shares(lens, self.waits, self.norm, self.column, self.station, len(names))
        write_norms(lens, table, ("over_norm", "left_before_norm"), result, stations=names)

    def _incidence(self, periods: Sequence[Span], part: Cells | None, parts: int) -> Incidence:
        """Estimates with groups (station, part, period); periods may overlap."""
        place = self.station if part is None else self.station * np.int32(parts) + part
        cut = Cut.of(self.lens.edges, self.column, periods)
        places = len(self.lens.network.stations) * parts
        return incidence(self.waits, cut, place, places, len(EVENTS))


def list_events(lens: Lens) -> Codes:
    """How each visit left the list: a code of EVENTS from 1, 0 for who still waits."""
    code = np.zeros(len(Outcome), dtype=np.int8)
    for outcome, item in _OF_OUTCOME.items():
        code[outcome] = item
    event = code[lens.outcome]
    event[lens.begun] = STARTED
    return event


def norm_weeks(lens: Lens, rows: Ints) -> Floats:
    """The norm of the station when each visit joined, or the yardstick where it has none."""
    station = lens.station[rows]
    norms = [lens.in_force.waiting(name, "norm_weeks") for name in lens.network.stations]
    at_start = np.array([_norm(item.choices[0].values[0]) for item in norms])
    result = np.asarray(at_start[station], dtype=np.float64)
    for place, item in enumerate(norms):
        if len(item.choices) == len(item.choices[0].values) == 1:
            continue
        here = np.flatnonzero(station == place)
        of_visit = item.choice[lens.visits.source[rows[here]]]
        for choice, norm in enumerate(item.choices):
            concerned = here[of_visit == choice]
            line = Integral.of(norm.mapped(_norm))
            result[concerned] = line.at(lens.visits.joined[rows[concerned]])
    return result


def _norm(weeks: float) -> float:
    return NO_NORM_WEEKS if weeks == UNSAID else weeks


def norm_shares(
    lens: Lens, waits: Waits, norm: Ints, column: Columns, part: Cells, parts: int
) -> tuple[Floats, Floats]:
    """Shares still waiting at, and gone without help before, the norm; shape (parts, long).

    Of those who could be followed that long. `norm`, `column` (Edges.column_of) and `part` run
    along with the waits.
    """
    counts = _at_norm(
        waits.time, waits.event, waits.follow, norm, column, part, parts, len(lens.edges.ticks) + 1
    )
    of, over, gone = (lens.by_period(result[:, 1:-1]) for result in counts)
    with np.errstate(invalid="ignore"):
        return over / of, gone / of


@kept()
def _at_norm(time, event, follow, norm, column, part, parts, columns):  # type: ignore[no-untyped-def]
    """How many could be followed up to the norm, waited then, and were gone without help."""
    followed = np.zeros((parts, columns), dtype=np.int64)
    over, gone = np.zeros_like(followed), np.zeros_like(followed)
    for row in range(time.size):
        if follow[row] < norm[row]:
            continue
        followed[part[row], column[row]] += 1
        if time[row] > norm[row] or event[row] == NOTHING_YET:
            over[part[row], column[row]] += 1
        elif event[row] > STARTED:
            gone[part[row], column[row]] += 1
    return followed, over, gone


def write_norms(
    lens: Lens,
    table: Table,
    names: tuple[str, str],
    shares: tuple[Floats, Floats],
    **axes: list[str],
) -> None:
    """Both shares of `norm_shares`, the years together and then each span."""
    years, spans = lens.periods.years, lens.periods.spans
    ends = range(len(years), len(years) + len(spans) + 1)
    for some, end in zip((years, *((span,) for span in spans)), ends, strict=True):
        for name, share in zip(names, shares, strict=True):
            table.add(name, share[:, end - len(some) : end], some, **axes)


def write_events(
    table: Table,
    name: str,
    events: Sequence[str],
    result: Incidence,
    periods: tuple[Span, ...],
    **axes: list[str],
) -> None:
    """Cumulative incidence of each event at each horizon, and of nothing yet.

    Events are the first of those that the result has.
    """
    for code, event in enumerate((*events, "waiting")):
        shares = result.still if code == len(events) else result.by_event[:, code]
        for column, weeks in enumerate(HORIZON_WEEKS):
            table.add(f"{name}:{event}:{weeks}", shares[:, column], periods, **axes)
