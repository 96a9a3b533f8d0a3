"""What becomes of who is referred: from an arrival or return to first help, or to another end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..indicators.waits import COMERS
from ..network.model import Exit
from ..visits import Outcome
from .incidence import DECIMALS, NOTHING_YET, WEEK, Cut, Incidence, Waits, incidence
from .lens import FRAMES, Lens
from .periods import Span
from .table import Table
from .tallies import happened
from .waits import (
    NO_NORM_WEEKS,
    STARTED,
    norm_shares,
    norm_weeks,
    write_events,
    write_norms,
)

Ints = NDArray[np.int64]
Cells = NDArray[np.int32]
Codes = NDArray[np.int8]
Columns = NDArray[np.int16]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

EVENTS = ("started", "dropped_out", "escalated", "refused", "turned_18", "sent_away", "deterred")
_LATE = len(EVENTS) + 1
_DROPPED_OUT, _ESCALATED, _REFUSED, _TURNED_18, _SENT_AWAY, _DETERRED = range(2, 8)
_HELPED_AT_GATE = _LATE + 1
_OF_OUTCOME = {
    Outcome.COMPLETED: _SENT_AWAY,
    Outcome.DROPPED_OUT: _DROPPED_OUT,
    Outcome.ESCALATED: _ESCALATED,
    Outcome.REFUSED: _REFUSED,
    Outcome.TURNED_18: _TURNED_18,
    Outcome.DETERRED: _DETERRED,
}
_NORMS = ("over_norm_first_help", "left_before_norm_first_help")
_FATES = ("within_norm", *EVENTS[1:], "later")


@dataclass(frozen=True)
class Referrals:
    """Those referred in the reported period, with the moment and event that ended the waiting.

    `visit` is the row of the first visit, `comer` a code of COMERS, `norm` in ticks, `event` a code
    of EVENTS from 1, or 0.
    """

    visit: Ints
    comer: Cells
    begin: Ints
    until: Ints
    event: Codes
    norm: Ints


@dataclass(frozen=True)
class Entries:
    """Who entered in the reported period; along with the referrals of the run where not said.

    `event` is a code of EVENTS, 0, or _HELPED_AT_GATE, `told` the place in the journeys of the
    visit that ended the waiting (-1: none), `chosen` whether the entry counts.
    """

    event: Codes
    told: Ints
    chosen: Flags


def referral_rows(lens: Lens, table: Table) -> None:
    """All indicators of who comes, and of what becomes of who is referred."""
    entries = entries_of(lens)
    _write_comers(lens, table, entries)
    _FirstHelp(lens, referrals_of(lens, entries)).write(table)


# ------------------------------------------------------------------ who comes


def entries_of(lens: Lens) -> Entries:
    """Everyone who entered in the reported period, with what ended the waiting."""
    journeys = lens.journeys
    event_of = _events(lens)[journeys.rows]
    told = journeys.first_where(event_of > 0)
    event = np.where(told >= 0, event_of[told], np.int8(0))
    first = journeys.first
    rows = journeys.rows[first]
    chosen = journeys.is_entry[first] & lens.counts[rows]
    chosen &= lens.visits.joined[rows] >= lens.periods.spans[0].begin
    return Entries(event, told, chosen)


def _events(lens: Lens) -> Codes:
    """What each visit means for a referral without help so far; 0: it goes on."""
    code = np.zeros(len(Outcome), dtype=np.int8)
    for outcome, item in _OF_OUTCOME.items():
        code[outcome] = item
    event = code[lens.outcome]
    ends_if_gone = (event == _SENT_AWAY) | (event == _REFUSED)
    event[ends_if_gone & (lens.visits.next >= 0)] = NOTHING_YET
    helps = lens.stations_that(helps=True)[lens.station]
    event[helps & (event == _SENT_AWAY) & (lens.visits.next == Exit.OUT)] = _HELPED_AT_GATE
    event[lens.helps] = STARTED
    return event


def _write_comers(lens: Lens, table: Table, entries: Entries) -> None:
    """Newcomers, those who come back, and those for whom a gate that helps was enough."""
    journeys = lens.journeys
    again = journeys.is_return[journeys.first]
    for name, flags in (
        ("newcomers", ~again),
        ("returns", again),
        ("helped_at_gate", entries.event == _HELPED_AT_GATE),
    ):
        flags = flags & entries.chosen
        rows = journeys.rows[journeys.first[flags]]
        write_counts(lens, table, name, rows, lens.visits.joined[rows])
        if name == "helped_at_gate":
            _write_by_word(lens, table, name, rows, (FRAMES, lens.frame[rows]))
            _write_by_word(lens, table, name, rows, (COMERS, again[flags].astype(np.int32)))


def write_counts(lens: Lens, table: Table, name: str, rows: Ints, ticks: Ints) -> None:
    """How often in each year and span: in total, per gemeente and per need."""
    long, needs = lens.periods.long, list(lens.network.needs)
    cell = lens.gemeente[rows] * np.int32(len(needs)) + lens.need[rows]
    cell[lens.gemeente[rows] < 0] = -1
    cells = len(lens.inside) * len(needs)
    result = lens.by_period(happened(lens.edges, ticks, cell, cells))
    result = result.reshape(len(lens.inside), len(needs), len(long))
    table.add(name, result.sum(axis=(0, 1)), long)
    table.add(name, result.sum(axis=1), long, gemeenten=lens.gemeente_names)
    table.add(name, result.sum(axis=0), long, needs=needs)


def _write_by_word(
    lens: Lens, table: Table, name: str, rows: Ints, parted: tuple[Sequence[str], Cells]
) -> None:
    """How often for each word, which ends the name; the code of its word stands beside each row."""
    words, codes = parted
    ticks = lens.visits.joined[rows]
    result = lens.by_period(happened(lens.edges, ticks, codes, len(words)))
    for code, word in enumerate(words):
        table.add(f"{name}:{word}", result[code], lens.periods.long)


# ------------------------------------------------------------------ who is referred


def referrals_of(lens: Lens, entries: Entries) -> Referrals:
    """Everyone who entered in the reported period and was not helped at a gate."""
    journeys, visits = lens.journeys, lens.visits
    chosen = entries.chosen & (entries.event != _HELPED_AT_GATE)
    event = entries.event[chosen]
    first = journeys.first[chosen]
    visit, comer = journeys.rows[first], journeys.is_return[first].astype(np.int32)
    last = journeys.rows[entries.told[chosen]]
    until = np.where(event == STARTED, visits.started[last], lens.ended[last])
    until[event == NOTHING_YET] = lens.network.end
    return Referrals(visit, comer, visits.joined[visit], until, event, _norms(lens, chosen))


def _norms(lens: Lens, chosen: Flags) -> Ints:
    """The norm of the first station for help that chosen referrals joined, in ticks."""
    journeys = lens.journeys
    first = journeys.first_where(lens.care[journeys.rows])[chosen]
    norm = np.full(first.size, NO_NORM_WEEKS)
    norm[first >= 0] = norm_weeks(lens, journeys.rows[first[first >= 0]])
    ticks: Ints = np.rint(norm * WEEK).astype(np.int64)
    return ticks


@dataclass(frozen=True)
class _Part:
    """One way of parting those referred: the part of each, and how rows of parts are labelled.

    `words`: the parts are these, within each label where there are labels.
    """

    part: Cells
    labels: dict[str, list[str]]
    words: tuple[str, ...] = ()

    @property
    def parts(self) -> int:
        """How many parts there are."""
        count = 1
        for names in self.labels.values():
            count *= len(names)
        return count * (len(self.words) or 1)

    def write(
        self, table: Table, name: str, values: Floats | Ints, periods: tuple[Span, ...]
    ) -> None:
        """Rows of values of shape (parts, periods); a word ends the name."""
        if not self.words:
            table.add(name, values, periods, **self.labels)
            return
        by_word = values.reshape(-1, len(self.words), len(periods))
        for code, word in enumerate(self.words):
            table.add(f"{name}:{word}", by_word[:, code], periods, **self.labels)


class _FirstHelp:
    """Referrals with their waits, ready to be counted by any part; all in order of the waits.

    An event of help counts as late when it came after the norm, so that one estimate gives both
    the wait and what becomes of them.
    """

    def __init__(self, lens: Lens, referrals: Referrals) -> None:
        self.lens, begin = lens, referrals.begin
        late = (referrals.event == STARTED) & (referrals.until - begin > referrals.norm)
        event = np.where(late, np.int8(_LATE), referrals.event)
        self.waits = Waits.of(referrals.until - begin, event, np.asarray(lens.network.end - begin))
        row = self.waits.row
        visit, self.norm = referrals.visit[row], referrals.norm[row]
        self.gemeente, self.need = lens.gemeente[visit], lens.need[visit]
        self.frame, self.comer = lens.frame[visit], referrals.comer[row]
        self.column = lens.edges.column_of(begin)[row]

    def write(self, table: Table) -> None:
        """All rows."""
        lens, needs = self.lens, list(self.lens.network.needs)
        total = _Part(np.zeros_like(self.gemeente), {})
        by_gemeente = _Part(self.gemeente, {"gemeenten": lens.gemeente_names})
        by_need = _Part(self.need, {"needs": needs})
        by_frame = _Part(self.frame, {}, FRAMES)
        for part in (total, by_gemeente, by_need, by_frame):
            self._write_part(table, part)
        both = _Part(self.need * np.int32(len(FRAMES)) + self.frame, {"needs": needs}, FRAMES)
        self._write_waits(table, both, lens.periods.fine)
        self._write_waits(table, _Part(self.comer, {}, COMERS), lens.periods.long)
        self._write_norms(table, total, by_gemeente)

    def _write_waits(self, table: Table, part: _Part, periods: tuple[Span, ...]) -> None:
        """How many there are of each part, and how long they wait."""
        result = self._incidence(periods, part)
        part.write(table, "referrals", result.count, periods)
        part.write(table, "wait_first_help", result.weeks, periods)

    def _write_part(self, table: Table, part: _Part) -> None:
        """What becomes of each part over the years, and then over the spans."""
        years, spans, long = (
            self.lens.periods.years,
            self.lens.periods.spans,
            self.lens.periods.long,
        )
        result = self._incidence(long, part)
        self._write_fates(table, part, result.over(len(long), slice(len(years))), years)
        by_span = result.over(len(long), slice(len(years), None))
        self._write_fates(table, part, by_span, spans)
        if part.parts == 1:
            events = self.lens.told(EVENTS)
            write_events(table, "incidence_first_help", events, _helped_at_all(by_span), spans)

    def _write_fates(
        self, table: Table, part: _Part, result: Incidence, some: tuple[Span, ...]
    ) -> None:
        part.write(table, "referrals", result.count, some)
        part.write(table, "wait_first_help", result.weeks, some)
        at_limit = result.by_event[:, :, -1]
        helped = at_limit[:, 0] + at_limit[:, _LATE - 1]
        left = np.round(1 - helped, DECIMALS) + 0.0
        without = np.where(result.count > 0, result.count * left, 0.0)
        part.write(table, "without_help", without, some)
        told = self.lens.told(_FATES)
        for code in (0, _LATE - 1, *range(1, len(EVENTS))):
            if _FATES[code] not in told:
                continue
            part.write(table, f"first_help:{_FATES[code]}", at_limit[:, code], some)
        part.write(table, "first_help:waiting", result.still[:, -1], some)

    def _write_norms(self, table: Table, *parts: _Part) -> None:
        for item in parts:
            shares = norm_shares(
                self.lens, self.waits, self.norm, self.column, item.part, item.parts
            )
            write_norms(self.lens, table, _NORMS, shares, **item.labels)

    def _incidence(self, periods: Sequence[Span], part: _Part) -> Incidence:
        """Estimates with groups (part, period); periods may overlap."""
        cut = Cut.of(self.lens.edges, self.column, periods)
        return incidence(self.waits, cut, part.part, part.parts, _LATE)


def _helped_at_all(result: Incidence) -> Incidence:
    """The same estimates with help within and after the norm as one event."""
    by_event = result.by_event[:, : len(EVENTS)].copy()
    by_event[:, 0] += result.by_event[:, _LATE - 1]
    return Incidence(result.count, by_event, result.weeks)
