"""What becomes of the children of the baseline, summed so that runs can be set side by side.

Each time that a client asks for help is followed until care starts, whatever comes in between:
another list, an escalation, a divert. So a child that is sent from list to list is without help,
and what guards a gain (indicators/guards.py) cannot be met by calling it something else. Everybody
counts who comes in the baseline too (rule 4), those from outside the region included, since they
may lose the places that others gain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import kept
from ..draws import NEVER, TICKS_PER_DAY
from ..network.model import Exit
from ..visits import Outcome
from .lens import FRAMES, Lens
from .periods import ALL, Span
from .tidy import VALUE, Names, Tidy

Ints = NDArray[np.int64]
Rows = NDArray[np.int64] | NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_Columns = tuple[NDArray[Any], ...]
"""Columns of rows in the order of the table of fates."""

YEAR = 364 * TICKS_PER_DAY
"""52 weeks."""
_WEEK = 7 * TICKS_PER_DAY
REFERRED, ARRIVED, RETURNED, CARE_DAYS = "referred", "arrived", "returned", "care_days"
_OF_ASKS = (
    REFERRED, ARRIVED, RETURNED, "without_help", "never_helped", "without_further_help",
    "never_helped_further", "weeks_to_help", "weeks_to_further_help",
)  # fmt: skip
_OF_VISITS = ("escalated", "moved_away", CARE_DAYS)
AT_START, JOINED = "at_start", "joined"
STATION = "station"
"""The kind of group by which JOINED is counted: the station that is joined."""
BEFORE = "before"
"""The span from the start of the run to the first reported day.

A policy may begin then, and send away those who would wait on that day."""
_ESCALATED, _MOVED = int(Outcome.ESCALATED), int(Exit.MOVED)


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
    last = np.append(first, rows.size)[1:] - 1
    end, entry = rows[last], journeys.is_entry[first]
    asks = ~(entry & _helped_at_gate(lens, end))
    first, last, end, entry = first[asks], last[asks], end[asks], entry[asks]
    begin, returns = rows[first], journeys.is_return[first]
    return Asks(
        visits.client[begin],
        visits.source[begin],
        visits.joined[begin],
        np.where(helped[last], visits.started[end], NEVER),
        entry & ~returns,
        entry & returns,
    )


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
class _Groups:
    """Every part that sums are made for: all, gemeenten, needs and legal frames, one after another.

    `of_source` has shape (kinds, sources): the place of the part of each source among `names`.
    """

    kinds: tuple[str, ...]
    names: tuple[str, ...]
    of_source: Ints

    @staticmethod
    def of(lens: Lens) -> _Groups:
        """The groups of a network."""
        network, sources = lens.network, lens.network.sources
        nobody = np.zeros(len(sources.key), dtype=np.int64)
        parted = (
            (ALL, nobody, (ALL,)),
            ("gemeente", sources.gemeente, tuple(network.gemeenten)),
            ("need", sources.need, tuple(network.needs)),
            ("legal_frame", sources.legal_frame, FRAMES),
        )
        before = np.cumsum([0, *(len(names) for _, _, names in parted)])
        return _Groups(
            tuple(kind for kind, _, names in parted for _ in names),
            tuple(name for _, _, names in parted for name in names),
            np.stack([item + begin for (_, item, _), begin in zip(parted, before, strict=False)]),
        )


def fates(lens: Lens, known: Flags | None = None, **labels: str | int) -> Tidy:
    """Sums by measure, group and span; `known` says which clients come in the baseline too.

    Measures are names of guards, and what they are counted by: `referred`, `arrived`, `returned`,
    `care_days`, `at_start`, and by station `joined`.
    """
    groups = _Groups.of(lens)
    if known is None:
        known = np.ones(lens.visits.client.max(initial=-1) + 1, dtype=np.bool_)
    sums = (
        _sums_of_asks(lens, known, groups),
        _sums_of_visits(lens, known, groups),
        _sums_at_start(lens, known, groups),
    )
    names = Names()
    rows = (
        _rows_of_groups(names, lens, groups, np.concatenate(sums, axis=2)),
        _rows_of_joined(names, lens, known),
    )
    columns = {
        name: np.concatenate([item[place] for item in rows])
        for place, name in enumerate(("measure", "group", "part", "period", VALUE))
    }
    return Tidy({"scenario": lens.scenario.name, **labels}, names.told, columns)


def _rows_of_groups(names: Names, lens: Lens, groups: _Groups, sums: Floats) -> _Columns:
    """Rows of sums of shape (spans, groups, measures): by span, kind of group, measure, group."""
    kinds, measures = names.numbers(groups.kinds), (*_OF_ASKS, *_OF_VISITS, AT_START)
    pairs = [
        np.meshgrid(np.arange(len(measures)), np.flatnonzero(kinds == kind), indexing="ij")
        for kind in dict.fromkeys(kinds.tolist())
    ]
    measure, group = (np.concatenate([pair[axis].ravel() for pair in pairs]) for axis in (0, 1))
    spans = names.numbers(span.name for span in _spans(lens))
    texts = (names.numbers(measures)[measure], kinds[group], names.numbers(groups.names)[group])
    of_pair = (np.tile(column, spans.size) for column in texts)
    return (*of_pair, np.repeat(spans, measure.size), sums[:, group, measure].ravel())


def _spans(lens: Lens) -> tuple[Span, ...]:
    """Spans, the years that can be followed for 52 weeks, and what comes before them all."""
    periods, last = lens.periods, lens.network.end - YEAR
    before = Span(BEFORE, 0, periods.spans[0].begin)
    years = [year for year in periods.years if year.end <= last]
    return (*periods.spans, *years, *((before,) if before.end else ()))


def _sums_of_asks(lens: Lens, known: Flags, groups: _Groups) -> Floats:
    """The measures of asks; shape (spans, groups, measures)."""
    asks = asks_of(lens)
    asks = asks.where(known[asks.client])
    begins, ends = _begins_and_ends(lens)
    # Who waits already when reporting begins belongs to the reported period: a policy that begins
    # on its first day may send them away.
    spans = np.arange(begins.size) < len(lens.periods.spans)
    begins = np.where(spans & (begins == begins[0]), begins - YEAR, begins)
    # A year after the span for all, since scenarios that look back end earlier than their baseline.
    until = np.minimum(ends + YEAR, lens.network.end)
    result: Floats = _asked(
        asks.source, asks.begin, asks.helped, asks.arrives, asks.returns,
        np.stack([begins, ends, until]), groups.of_source, len(groups.names),
    )  # fmt: skip
    return result


def _sums_of_visits(lens: Lens, known: Flags, groups: _Groups) -> Floats:
    """The measures of visits; shape (spans, groups, measures)."""
    visits = lens.visits
    result: Floats = _visited(
        visits.source, known, visits.client, _cared(lens), visits.outcome, visits.next,
        visits.started, lens.ended, np.stack(_begins_and_ends(lens)), groups.of_source,
        len(groups.names),
    )  # fmt: skip
    return result


def _cared(lens: Lens) -> Flags:
    """Whether care or protection was given: a stay anywhere but at a gate."""
    return np.asarray(lens.begun & ~lens.stations_that(group="gate")[lens.station])


def _sums_at_start(lens: Lens, known: Flags, groups: _Groups) -> Floats:
    """Clients there before the run who were cared for, in every span; shape as of the others."""
    visits = lens.visits
    rows = np.flatnonzero(_cared(lens) & (visits.arrival < 0) & known[visits.client])
    first = rows[np.unique(visits.client[rows], return_index=True)[1]]
    counted = sum(
        np.bincount(of_source[visits.source[first]], minlength=len(groups.names))
        for of_source in groups.of_source
    )
    shape = (len(_spans(lens)), len(groups.names), 1)
    return np.broadcast_to(np.asarray(counted, dtype=np.float64)[None, :, None], shape)


def _rows_of_joined(names: Names, lens: Lens, known: Flags) -> _Columns:
    """How often each station for help or protection is joined in each span, where it is."""
    visits = lens.visits
    at_gate = lens.stations_that(group="gate")[lens.station]
    rows = np.flatnonzero(known[visits.client] & ~at_gate)
    joined, station, spans = visits.joined[rows], lens.station[rows], _spans(lens)
    counted = np.array(
        [
            np.bincount(
                station[(joined >= span.begin) & (joined < span.end)],
                minlength=len(lens.network.stations),
            )
            for span in spans
        ]
    )
    span, at = np.nonzero(counted)
    texts = (
        np.repeat(names.numbers([JOINED]), at.size),
        np.repeat(names.numbers([STATION]), at.size),
        names.numbers(lens.network.stations)[at],
        names.numbers(item.name for item in spans)[span],
    )
    return (*texts, counted[span, at].astype(np.float64))


def _begins_and_ends(lens: Lens) -> tuple[Ints, Ints]:
    begins, ends = np.array([(span.begin, span.end) for span in _spans(lens)], dtype=np.int64).T
    return begins, ends


# ------------------------------------------------------------------ compiled: sums in order of rows


@kept()
def _asked(source, begin, helped, arrives, returns, spans, group_of, groups):  # type: ignore[no-untyped-def]
    """Sums in order of _OF_ASKS; `spans` are begin, end and until when help counts as given."""
    result = np.zeros((spans.shape[1], groups, 9))
    values = np.zeros(9)
    for row in range(begin.size):
        referred, waits = arrives[row] or returns[row], helped[row] == NEVER
        waits_on = waits or helped[row] - begin[row] > YEAR
        for span in range(spans.shape[1]):
            first, last, until = spans[0, span], spans[1, span], spans[2, span]
            if begin[row] < first or begin[row] >= last:
                continue
            never = waits or helped[row] > until
            weeks = min((until if waits else helped[row]) - begin[row], YEAR) / _WEEK
            values[0], values[1], values[2] = referred, arrives[row], returns[row]
            values[3], values[4] = referred and waits_on, referred and never
            values[5], values[6] = not referred and waits_on, not referred and never
            values[7], values[8] = weeks * arrives[row], weeks * (not arrives[row])
            for kind in range(group_of.shape[0]):
                sums = result[span, group_of[kind, source[row]]]
                for measure in range(values.size):
                    sums[measure] += values[measure]
    return result


@kept()
def _visited(  # type: ignore[no-untyped-def]
    source, known, client, cared, outcome, after, started, ended, spans, group_of, groups
):
    """Sums in order of _OF_VISITS, over visits of known clients."""
    result = np.zeros((spans.shape[1], groups, 3))
    for row in range(source.size):
        escalated, moved = outcome[row] == _ESCALATED, after[row] == _MOVED
        if not known[client[row]] or not (escalated or moved or cared[row]):
            continue
        for span in range(spans.shape[1]):
            first, last = spans[0, span], spans[1, span]
            ends = first <= ended[row] < last
            ticks = min(ended[row], last) - max(started[row], first) if cared[row] else 0
            if not ends and ticks <= 0:
                continue
            days = max(ticks, 0) / TICKS_PER_DAY
            for kind in range(group_of.shape[0]):
                sums = result[span, group_of[kind, source[row]]]
                sums[0] += escalated and ends
                sums[1] += moved and ends
                sums[2] += days
    return result
