"""What becomes of who is referred: from an arrival or return to first help, or to another end."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..visits import Outcome
from .incidence import NOTHING_YET, WEEK, Incidence, Waits, incidence
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
    write_norms,
)

Ints = NDArray[np.int64]
Cells = NDArray[np.int32]
Codes = NDArray[np.int8]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

EVENTS = ("started", "dropped_out", "escalated", "refused", "turned_18")
_LATE = len(EVENTS) + 1
_DROPPED_OUT, _ESCALATED, _REFUSED, _TURNED_18, _AT_GATE = 2, 3, 4, 5, 6
_NORMS = ("over_norm_first_help", "left_before_norm_first_help")
_FATES = ("within_norm", *EVENTS[1:], "later")


@dataclass(frozen=True)
class Referrals:
    """Those referred in the reported period, with the moment and event that ended the waiting.

    `visit` is the row of the first visit, `norm` in ticks, `event` a code of EVENTS from 1, or 0.
    """

    visit: Ints
    begin: Ints
    until: Ints
    event: Codes
    norm: Ints


def referrals_of(lens: Lens) -> Referrals:
    """Everyone who entered in the reported period and was not done at a gate."""
    journeys, visits = lens.journeys, lens.visits
    event_of = _events(lens)[journeys.rows]
    told = journeys.first_where(event_of > 0)
    event = np.where(told >= 0, event_of[told], 0)
    first = journeys.first
    chosen = journeys.is_entry[first] & (event != _AT_GATE)
    chosen &= lens.counts[journeys.rows[first]]
    chosen &= visits.joined[journeys.rows[first]] >= lens.periods.spans[0].begin
    visit, event, last = journeys.rows[first[chosen]], event[chosen], journeys.rows[told[chosen]]
    until = np.where(event == STARTED, visits.started[last], lens.ended[last])
    until[event == NOTHING_YET] = lens.network.end
    norm = _norms(lens, chosen)
    return Referrals(visit, visits.joined[visit], until, event, norm)


def _events(lens: Lens) -> Codes:
    """What each visit means for a referral without help so far; 0: it goes on."""
    outcome = lens.outcome
    event = np.zeros(len(outcome), dtype=np.int8)
    gone = lens.visits.next < 0
    event[(outcome == Outcome.COMPLETED) & gone] = _AT_GATE
    event[outcome == Outcome.DROPPED_OUT] = _DROPPED_OUT
    event[outcome == Outcome.ESCALATED] = _ESCALATED
    event[(outcome == Outcome.REFUSED) & gone] = _REFUSED
    event[outcome == Outcome.TURNED_18] = _TURNED_18
    event[lens.helps] = STARTED
    return event


def _norms(lens: Lens, chosen: Flags) -> Ints:
    """The norm of the first station for help that chosen referrals joined, in ticks."""
    journeys = lens.journeys
    first = journeys.first_where(lens.care[journeys.rows])[chosen]
    norm = np.full(first.size, NO_NORM_WEEKS)
    norm[first >= 0] = norm_weeks(lens, journeys.rows[first[first >= 0]])
    ticks: Ints = np.rint(norm * WEEK).astype(np.int64)
    return ticks


def referral_rows(lens: Lens, table: Table) -> None:
    """All indicators of what becomes of who is referred."""
    _FirstHelp(lens, referrals_of(lens)).write(table)


class _FirstHelp:
    """Referrals with their waits, ready to be counted by any part; all in order of the waits."""

    def __init__(self, lens: Lens, referrals: Referrals) -> None:
        self.lens, begin = lens, referrals.begin
        follow = np.asarray(lens.network.end - begin)
        self.waits = Waits.of(referrals.until - begin, referrals.event, follow)
        row, event = self.waits.row, self.waits.event
        visit, self.norm = referrals.visit[row], referrals.norm[row]
        self.gemeente, self.need = lens.gemeente[visit], lens.need[visit]
        self.frame = lens.frame[visit]
        self.column = lens.edges.column_of(begin)[row]
        late = (event == STARTED) & (self.waits.time > self.norm)
        self.fates = replace(self.waits, event=np.where(late, np.int8(_LATE), event))

    def write(self, table: Table) -> None:
        """All rows."""
        names, needs = self.lens.gemeente_names, list(self.lens.network.needs)
        periods = self.lens.periods
        nobody = np.zeros_like(self.gemeente)
        axes: tuple[tuple[Cells, int, dict[str, list[str]]], ...] = (
            (nobody, 1, {}),
            (self.gemeente, len(names), {"gemeenten": names}),
            (self.need, len(needs), {"needs": needs}),
        )
        for part, parts, labels in axes:
            for some in (periods.years, periods.spans):
                result = self._incidence(self.waits, some, part, parts, len(EVENTS))
                table.add("referrals", "number", result.count, some, **labels)
                table.add("wait_first_help", "weeks", result.weeks, some, **labels)
                if parts == 1 and some is periods.spans:
                    write_events(table, "incidence_first_help", EVENTS, result, some)
        self._write_frames(table)
        for part, parts, labels in axes[:2]:
            self._write_fates(table, part, parts, labels)
            shares = norm_shares(self.lens, self.waits, self.norm, self.column, part, parts)
            write_norms(self.lens, table, _NORMS, shares, **labels)

    def _write_frames(self, table: Table) -> None:
        for some in (self.lens.periods.years, self.lens.periods.spans):
            result = self._incidence(self.waits, some, self.frame, len(FRAMES), len(EVENTS))
            weeks = result.weeks.reshape(len(FRAMES), len(some))
            count = result.count.reshape(len(FRAMES), len(some))
            for code, frame in enumerate(FRAMES):
                table.add(f"referrals:{frame}", "number", count[code], some)
                table.add(f"wait_first_help:{frame}", "weeks", weeks[code], some)

    def _write_fates(
        self, table: Table, part: Cells, parts: int, labels: dict[str, list[str]]
    ) -> None:
        for some in (self.lens.periods.years, self.lens.periods.spans):
            result = self._incidence(self.fates, some, part, parts, _LATE)
            last = result.by_event[:, :, -1]
            order = (0, _LATE - 1, *range(1, len(EVENTS)))
            for code in order:
                table.add(f"first_help:{_FATES[code]}", "share", last[:, code], some, **labels)
            table.add("first_help:waiting", "share", result.still[:, -1], some, **labels)

    def _incidence(
        self, waits: Waits, periods: tuple[Span, ...], part: Cells, parts: int, events: int
    ) -> Incidence:
        result = [
            incidence(
                waits,
                cells_of(self.lens.edges, self.column, some, part),
                parts * len(some),
                events,
            )
            for some in apart(periods)
        ]
        return joined_estimates(result, parts)
