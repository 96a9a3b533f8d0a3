"""The ways of youths: away from home, moves, returns, help without a decision, length of care."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..draws import NEVER, TICKS_PER_DAY
from ..indicators.definitions import CLASSES
from .flows import Flows, write_margins
from .lens import CLOSED_FORM, DECISION_FORM, Lens
from .periods import ALL, Span
from .table import Table
from .tallies import happened
from .youths import distinct

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CLASS_DAYS = (0.0, 91.3125, 182.625, 365.25, 730.5, 1095.75, 1461.0)
_AT_HOME, _AWAY, _CLOSED = 1, 2, 3


def away_rows(lens: Lens, table: Table) -> None:
    """Placements and days away from home, and closed days by authorisation and by place."""
    flows, visits, long = Flows(lens), lens.visits, lens.periods.long
    away_from = lens.away_station
    placements = flows.happened(lens.away & lens.care_began, visits.started)
    days = flows.days(lens.in_care_away)
    for name, result in (
        ("placements_away", placements),
        ("days_away", days),
    ):
        write_margins(lens, table, name, result, long, totals=away_from, stations=away_from)
    for name, there in (("authorisation", lens.in_care_authorised), ("place", lens.in_care_closed)):
        result = flows.days(there).sum(axis=0)
        table.add(f"closed_days:{name}", result.sum(axis=0), long)
        table.add(f"closed_days:{name}", result, long, gemeenten=lens.gemeente_names)


def way_rows(lens: Lens, table: Table) -> None:
    """Moves, returns at a heavier form, repeat use and help without a written decision."""
    long = lens.periods.long
    moves = _counted(lens, *_moves(lens)).sum(axis=0)
    youths = distinct(lens, [lens.counts & lens.helps], long)[0].sum(axis=0)
    table.add("moves_per_youth", _divided(moves, youths), long)
    journeys = lens.journeys
    heavier = journeys.rows[_heavier(lens)]
    again = _counted(lens, heavier, lens.visits.joined[heavier]).sum(axis=0)
    table.add("returns_heavier", again, long)
    repeated, starts = _repeated(lens)
    share = _divided(
        _counted(lens, repeated, lens.visits.started[repeated]).sum(axis=0),
        _counted(lens, starts, lens.visits.started[starts]).sum(axis=0),
    )
    table.add("repeat_share", share, long)
    _write_decisions(lens, table)


def _counted(lens: Lens, rows: Ints, ticks: Ints) -> Ints:
    """How often in each year and span, per gemeente."""
    result = happened(lens.edges, ticks, lens.gemeente[rows], len(lens.inside))
    return lens.by_period(result)


def _moves(lens: Lens) -> tuple[Ints, Ints]:
    """Starts of care at another station than that of the care before it, in one referral."""
    journeys, visits = lens.journeys, lens.visits
    helped = np.flatnonzero(lens.helped)
    rows, referral = journeys.rows[helped], journeys.referral[helped]
    on = (np.diff(referral) == 0) & (np.diff(visits.station[rows]) != 0)
    moved = rows[1:][on]
    return moved, visits.started[moved]


def _heavier(lens: Lens) -> Flags:
    """Returns, among the journeys, whose heaviest help outweighs that of the referral before."""
    journeys = lens.journeys
    closed = lens.stations_that(form=CLOSED_FORM)
    weight = np.where(closed, _CLOSED, np.where(lens.away_station, _AWAY, _AT_HOME))
    helped = np.flatnonzero(lens.helped)
    heaviest = np.zeros(journeys.referrals, dtype=np.int64)
    np.maximum.at(heaviest, journeys.referral[helped], weight[lens.station[journeys.rows[helped]]])
    more = np.diff(heaviest, prepend=0) > 0
    known = np.concatenate(([0], heaviest[:-1])) > 0
    return journeys.is_return & (more & known)[journeys.referral]


def _repeated(lens: Lens) -> tuple[Ints, Ints]:
    """Starts of care in the first line: those in a referral that is a return, and all."""
    journeys = lens.journeys
    again = journeys.is_return[journeys.first][journeys.referral]
    starts = lens.helped & lens.care_began[journeys.rows]
    return journeys.rows[starts & again], journeys.rows[starts]


def _write_decisions(lens: Lens, table: Table) -> None:
    """First starts of help in referrals that passed no gate with a written decision before it."""
    decides = lens.stations_that(form=DECISION_FORM)
    if not decides.any():
        return
    journeys, visits, long = lens.journeys, lens.visits, lens.periods.long
    decided = decides[lens.station] & (visits.ended != NEVER)
    passed = journeys.first_where(decided[journeys.rows])
    first = journeys.first_where(lens.helped)
    entered = journeys.is_entry[journeys.first] & (first >= 0)
    first, passed = first[entered], passed[entered]
    rows = journeys.rows[first]
    without = rows[(passed < 0) | (passed > first)]
    some = _counted(lens, without, visits.started[without])
    every = _counted(lens, rows, visits.started[rows])
    names = lens.gemeente_names
    total, each = _divided(some.sum(axis=0), every.sum(axis=0)), _divided(some, every)
    table.add("without_decision", some.sum(axis=0), long)
    table.add("without_decision", some, long, gemeenten=names)
    table.add("without_decision_share", total, long)
    table.add("without_decision_share", each, long, gemeenten=names)


def _divided(some: Ints, of: Ints) -> Floats:
    """A share or mean; NaN of nothing."""
    return np.where(of > 0, some / np.maximum(of, 1), np.nan)


def stay_class_rows(lens: Lens, table: Table) -> None:
    """The length of the care that ended, in classes, by referrer."""
    visits, network = lens.visits, lens.network
    rows = np.flatnonzero(lens.counts & lens.care & lens.care_ended)
    days = (visits.ended[rows] - lens.care_since[rows]) / TICKS_PER_DAY
    length = np.searchsorted(CLASS_DAYS, days, side="right") - 1
    cell = lens.referrer[rows] * len(CLASSES) + length
    cells = len(network.referrers) * len(CLASSES)
    result = happened(lens.edges, visits.ended[rows], cell, cells)
    by_period = lens.by_period(result).reshape(len(network.referrers), len(CLASSES), -1)
    years = len(lens.periods.years)
    some = sorted({0, years, *lens.periods.in_detail})
    for code, referrer in enumerate(network.referrers):
        count = by_period[code].sum(axis=0)
        table.add(f"ends:{referrer}", count, lens.periods.long)
    _write_classes(table, ALL, by_period.sum(axis=0), lens.periods.long)
    for code, referrer in enumerate(network.referrers):
        periods = [lens.periods.long[item] for item in some]
        _write_classes(table, referrer, by_period[code][:, some], periods)


def _write_classes(table: Table, referrer: str, result: Ints, periods: Sequence[Span]) -> None:
    shares = _divided(result, result.sum(axis=0))
    for code, name in enumerate(CLASSES):
        table.add(f"stay_share:{referrer}:{name}", shares[code], periods)
