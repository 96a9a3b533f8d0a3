"""What becomes of the children of the baseline, summed so that runs can be set side by side.

Each time that a client asks for help is followed until care starts, whatever comes in between:
another list, an escalation, a divert. So a child that is sent from list to list is without help,
and what guards a gain (indicators/guards.py) cannot be met by calling it something else. Everybody
counts who comes in the baseline too (rule 4), those from outside the region included, since they
may lose the places that others gain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..draws import NEVER, TICKS_PER_DAY
from ..network.model import Exit
from ..visits import Outcome
from .lens import FRAMES, Lens
from .periods import ALL, Span

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]
Rows = NDArray[np.int64] | NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

YEAR = 364 * TICKS_PER_DAY
"""52 weeks."""
_WEEK = 7 * TICKS_PER_DAY
REFERRED, ARRIVED, RETURNED, CARE_DAYS = "referred", "arrived", "returned", "care_days"


@dataclass(frozen=True)
class Asks:
    """Each time that somebody asks for help; arrays of shape (A,).

    `helped` is the tick at which care started, or NEVER. `arrives` and `returns` mark referrals;
    what is neither is further help, or help beside it (rule 17). Who is helped at a gate asks no
    more and is left out.
    """

    client: Rows
    source: Rows
    begin: Ints
    helped: Ints
    arrives: Flags
    returns: Flags

    def where(self, chosen: Flags) -> Asks:
        """Some of them."""
        return Asks(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))

    @property
    def is_referral(self) -> Flags:
        """Whether it is an arrival or a return."""
        return np.asarray(self.arrives | self.returns)


def asks_of(lens: Lens) -> Asks:
    """All asks of a run, in no order."""
    parts = (_in_line(lens), _beside(lens))
    return Asks(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in Asks.__dataclass_fields__
        )
    )


def _in_line(lens: Lens) -> Asks:
    """Stretches of the first line: from a referral, or from the end of help, up to a start."""
    visits, journeys = lens.visits, lens.journeys
    rows, helped = journeys.rows, lens.helped
    begins = np.diff(journeys.referral, prepend=-1) != 0
    begins[1:] |= helped[:-1]
    first = np.flatnonzero(begins)
    last = np.append(first[1:], rows.size) - 1
    end, entry = rows[last], journeys.is_entry[first]
    at_gate = entry & _helped_at_gate(lens, end)
    result = Asks(
        visits.client[rows[first]],
        visits.source[rows[first]],
        visits.joined[rows[first]],
        np.where(helped[last], visits.started[end], NEVER),
        entry & ~journeys.is_return[first],
        entry & journeys.is_return[first],
    )
    return result.where(~at_gate)


def _helped_at_gate(lens: Lens, rows: Ints) -> Flags:
    """Whether visits ended as help at a gate that helps."""
    visits = lens.visits
    helps = lens.stations_that(group="gate", helps=True)[lens.station[rows]]
    out = (visits.outcome[rows] == Outcome.COMPLETED) & (visits.next[rows] == Exit.OUT)
    return np.asarray(helps & out)


def _beside(lens: Lens) -> Asks:
    """Second trajectories, each by itself; one that went on to another list counts there."""
    visits = lens.visits
    rows = np.flatnonzero(visits.with_visit != -1)
    went_on = (visits.started[rows] == NEVER) & (visits.next[rows] >= 0)
    rows = rows[~went_on]
    none = np.zeros(rows.size, dtype=np.bool_)
    return Asks(
        visits.client[rows],
        visits.source[rows],
        visits.joined[rows],
        visits.started[rows],
        none,
        none,
    )


# ------------------------------------------------------------------ sums


@dataclass(frozen=True)
class _Grouped:
    """Clients by one way of grouping: the group of each source, and the names."""

    kind: str
    of_source: Ints
    names: tuple[str, ...]

    def sums(self, source: Rows, weights: Floats | None = None) -> Floats:
        """Sums by group."""
        counted = np.bincount(self.of_source[source], weights, minlength=len(self.names))
        return np.asarray(counted, dtype=np.float64)


@dataclass(frozen=True)
class _Seen:
    """A run with the clients who come in the baseline too: their asks, and rows of visits."""

    lens: Lens
    asks: Asks
    escalated: Rows
    moved: Rows
    cared: Rows

    @staticmethod
    def of(lens: Lens, known: Flags | None) -> _Seen:
        """Of everybody where nothing is said of who is known."""
        visits, asks = lens.visits, asks_of(lens)
        counts = np.ones(len(visits), dtype=np.bool_)
        if known is not None:
            asks, counts = asks.where(known[asks.client]), known[visits.client]
        return _Seen(
            lens,
            asks,
            np.flatnonzero(counts & (visits.outcome == Outcome.ESCALATED)),
            np.flatnonzero(counts & (visits.next == Exit.MOVED)),
            np.flatnonzero(counts & lens.helps),
        )


def fates(lens: Lens, known: Flags | None = None, **labels: str | int) -> pd.DataFrame:
    """Sums by measure, group and span; `known` says which clients come in the baseline too.

    Measures are names of guards, and `referred`, `arrived`, `returned` and `care_days`.
    """
    import pandas as pd

    seen = _Seen.of(lens, known)
    rows = [
        (measure, group.kind, name, span.name, float(value))
        for span in lens.periods.spans
        for group in _groups(lens)
        for measure, values in _sums(seen, span, group)
        for name, value in zip(group.names, values, strict=True)
    ]
    result = pd.DataFrame(rows, columns=["measure", "group", "part", "period", "value"])
    for place, (name, value) in enumerate({"scenario": lens.scenario.name, **labels}.items()):
        result.insert(place, name, value)
    return result


def _groups(lens: Lens) -> tuple[_Grouped, ...]:
    network = lens.network
    sources = network.sources
    nobody = np.zeros(len(sources.key), dtype=np.int64)
    return (
        _Grouped(ALL, nobody, (ALL,)),
        _Grouped("gemeente", sources.gemeente, tuple(network.gemeenten)),
        _Grouped("need", sources.need, tuple(network.needs)),
        _Grouped("legal_frame", sources.legal_frame, FRAMES),
    )


def _sums(seen: _Seen, span: Span, group: _Grouped) -> list[tuple[str, Floats]]:
    """The measures of one span and way of grouping."""
    lens, asks = seen.lens, seen.asks
    # Who waits already when reporting begins belongs to the reported period: a policy that begins
    # on its first day may send them away.
    is_first = span.begin == lens.periods.spans[0].begin
    begin = span.begin - YEAR if is_first else span.begin
    # A year after the span for all, since scenarios that look back end earlier than their baseline.
    end = min(span.end + YEAR, lens.network.end)
    here = asks.where((asks.begin >= begin) & (asks.begin < span.end))
    referred, further = here.where(here.is_referral), here.where(~here.is_referral)
    arrived = here.where(here.arrives)
    return [
        (REFERRED, group.sums(referred.source)),
        (ARRIVED, group.sums(arrived.source)),
        (RETURNED, group.sums(here.where(here.returns).source)),
        ("without_help", group.sums(referred.source[_waits_on(referred, YEAR)])),
        ("never_helped", group.sums(referred.source[_not_by(referred, end)])),
        ("without_further_help", group.sums(further.source[_waits_on(further, YEAR)])),
        ("never_helped_further", group.sums(further.source[_not_by(further, end)])),
        ("weeks_to_help", group.sums(arrived.source, _weeks(arrived, end))),
        ("weeks_to_further_help", group.sums(further.source, _weeks(further, end))),
        ("escalated", group.sums(_ended_in(lens, seen.escalated, span))),
        ("moved_away", group.sums(_ended_in(lens, seen.moved, span))),
        (CARE_DAYS, group.sums(lens.visits.source[seen.cared], _days(lens, seen.cared, span))),
    ]


def _ended_in(lens: Lens, rows: Rows, span: Span) -> Rows:
    """Sources of the visits among some that ended in a span."""
    ended = lens.ended[rows]
    return lens.visits.source[rows[(ended >= span.begin) & (ended < span.end)]]


def _days(lens: Lens, rows: Rows, span: Span) -> Floats:
    """Days of care of visits within a span."""
    begin = np.maximum(lens.visits.started[rows], span.begin)
    ticks = np.minimum(lens.ended[rows], span.end) - begin
    return np.asarray(np.maximum(ticks, 0) / TICKS_PER_DAY, dtype=np.float64)


def _waits_on(asks: Asks, ticks: int) -> Flags:
    """Whether no help has started so long after asking."""
    return np.asarray((asks.helped == NEVER) | (asks.helped - asks.begin > ticks))


def _not_by(asks: Asks, tick: int) -> Flags:
    """Whether no help has started by a moment."""
    return np.asarray((asks.helped == NEVER) | (asks.helped > tick))


def _weeks(asks: Asks, end: int) -> Floats:
    """Weeks to help within 52, or up to a moment for who is not helped by then."""
    until = np.where(asks.helped == NEVER, end, asks.helped)
    return np.minimum(until - asks.begin, YEAR) / _WEEK
