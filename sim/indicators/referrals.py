"""What becomes of who is referred: from an arrival or return to first help, or to another end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..tallies.journeys import first_of_each
from ..visits import Outcome
from .incidence import WEEK, Incidence, Waits, incidence
from .lens import FRAMES, Lens
from .periods import Span, apart
from .table import Table
from .waits import (
    NO_NORM_WEEKS,
    STARTED,
    cells_of,
    joined_estimates,
    norm_shares,
    norm_weeks,
    write_events,
)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

EVENTS = ("started", "dropped_out", "escalated", "refused", "turned_18")
_LATE = len(EVENTS) + 1
_DROPPED_OUT, _ESCALATED, _REFUSED, _TURNED_18, _AT_GATE = 2, 3, 4, 5, 6
_FATES = ("within_norm", *EVENTS[1:], "later")


@dataclass(frozen=True)
class Referrals:
    """Those referred in the reported period, with the moment and event that ended the waiting.

    `visit` is the row of the first visit, `norm` in ticks, `event` a code of EVENTS from 1, or 0.
    """

    visit: Ints
    begin: Ints
    until: Ints
    event: Ints
    norm: Ints


def referrals_of(lens: Lens) -> Referrals:
    """Everyone who entered in the reported period and was not done at a gate."""
    journeys, visits = lens.journeys, lens.visits
    rows, first = journeys.rows, journeys.first
    event = _events(lens)[rows]
    moment = np.where(event == STARTED, visits.started[rows], lens.ended[rows])
    told = np.flatnonzero(event > 0)
    at = told[first_of_each(journeys.referral[told])]
    found = np.zeros(journeys.referrals, dtype=np.int64)
    until = np.full(journeys.referrals, lens.network.end)
    found[journeys.referral[at]] = event[at]
    until[journeys.referral[at]] = moment[at]
    begin = visits.joined[rows[first]]
    chosen = journeys.is_entry[first] & lens.counts[rows[first]] & (found != _AT_GATE)
    chosen &= begin >= lens.periods.spans[0].begin
    norm = _norms(lens)
    return Referrals(rows[first][chosen], begin[chosen], until[chosen], found[chosen], norm[chosen])


def _events(lens: Lens) -> Ints:
    """What each visit means for a referral without help so far; 0: it goes on."""
    visits, outcome = lens.visits, lens.visits.outcome
    event = np.zeros(len(visits), dtype=np.int64)
    gone = (visits.next < 0) & (outcome != Outcome.IN_CARE) & (outcome != Outcome.WAITING)
    event[(outcome == Outcome.COMPLETED) & gone] = _AT_GATE
    event[outcome == Outcome.DROPPED_OUT] = _DROPPED_OUT
    event[outcome == Outcome.ESCALATED] = _ESCALATED
    event[(outcome == Outcome.REFUSED) & gone] = _REFUSED
    event[outcome == Outcome.TURNED_18] = _TURNED_18
    event[lens.care & lens.begun] = STARTED
    return event


def _norms(lens: Lens) -> Ints:
    """The norm of the first station for help that each referral joined, in ticks."""
    journeys = lens.journeys
    norm = np.full(journeys.referrals, NO_NORM_WEEKS)
    helps = np.flatnonzero(lens.care[journeys.rows])
    at = helps[first_of_each(journeys.referral[helps])]
    norm[journeys.referral[at]] = norm_weeks(lens, journeys.rows[at])
    ticks: Ints = np.rint(norm * WEEK).astype(np.int64)
    return ticks


def referral_rows(lens: Lens, table: Table) -> None:
    """All indicators of what becomes of who is referred."""
    _FirstHelp(lens, referrals_of(lens)).write(table)


class _FirstHelp:
    """Referrals with their waits, ready to be counted by any part."""

    def __init__(self, lens: Lens, referrals: Referrals) -> None:
        visit = referrals.visit
        self.lens, self.referrals = lens, referrals
        self.gemeente, self.need = lens.gemeente[visit], lens.need[visit]
        self.frame = lens.visits.legal_frame[visit]
        self.column = lens.edges.column_of(referrals.begin)
        time = referrals.until - referrals.begin
        self.waits = Waits.of(time, referrals.event, np.asarray(lens.network.end - referrals.begin))
        late = (referrals.event == STARTED) & (time > referrals.norm)
        self.fates = Waits.of(time, np.where(late, _LATE, referrals.event), self._follow())

    def _follow(self) -> Ints:
        return np.asarray(self.lens.network.end - self.referrals.begin, dtype=np.int64)

    def write(self, table: Table) -> None:
        """All rows."""
        names, needs = self.lens.gemeente_names, list(self.lens.network.needs)
        periods = self.lens.periods
        nobody = np.zeros(self.gemeente.size, dtype=np.int64)
        axes: tuple[tuple[Ints, int, dict[str, list[str]]], ...] = (
            (nobody, 1, {}),
            (self.gemeente, len(names), {"gemeenten": names}),
            (self.need, len(needs), {"needs": needs}),
        )
        for part, parts, labels in axes:
            for some in (periods.years, periods.spans):
                found = self._incidence(self.waits, some, part, parts, len(EVENTS))
                table.add("referrals", "number", found.count, some, **labels)
                table.add("wait_first_help", "weeks", found.weeks, some, **labels)
                if parts == 1 and some is periods.spans:
                    write_events(table, "incidence_first_help", EVENTS, found, some)
        self._write_frames(table)
        for part, parts, labels in axes[:2]:
            self._write_fates(table, part, parts, labels)
            self._write_norms(table, part, parts, labels)

    def _write_frames(self, table: Table) -> None:
        for some in (self.lens.periods.years, self.lens.periods.spans):
            found = self._incidence(self.waits, some, self.frame, len(FRAMES), len(EVENTS))
            weeks = found.weeks.reshape(len(FRAMES), len(some))
            count = found.count.reshape(len(FRAMES), len(some))
            for code, frame in enumerate(FRAMES):
                table.add(f"referrals:{frame}", "number", count[code], some)
                table.add(f"wait_first_help:{frame}", "weeks", weeks[code], some)

    def _write_fates(
        self, table: Table, part: Ints, parts: int, labels: dict[str, list[str]]
    ) -> None:
        for some in (self.lens.periods.years, self.lens.periods.spans):
            found = self._incidence(self.fates, some, part, parts, _LATE)
            last = found.by_event[:, :, -1]
            order = (0, _LATE - 1, *range(1, len(EVENTS)))
            for code in order:
                table.add(f"first_help:{_FATES[code]}", "share", last[:, code], some, **labels)
            table.add("first_help:waiting", "share", found.still[:, -1], some, **labels)

    def _write_norms(
        self, table: Table, part: Ints, parts: int, labels: dict[str, list[str]]
    ) -> None:
        periods = self.lens.periods
        for some in (periods.years, *((span,) for span in periods.spans)):
            cell = cells_of(self.lens.edges, self.column, some, part)
            over, left = norm_shares(self.waits, self.referrals.norm, cell, parts * len(some))
            table.add("over_norm_first_help", "share", over, some, **labels)
            table.add("left_before_norm_first_help", "share", left, some, **labels)

    def _incidence(
        self, waits: Waits, periods: tuple[Span, ...], part: Ints, parts: int, events: int
    ) -> Incidence:
        found = [
            incidence(
                waits,
                cells_of(self.lens.edges, self.column, some, part),
                parts * len(some),
                events,
            )
            for some in apart(periods)
        ]
        return joined_estimates(found, parts)
