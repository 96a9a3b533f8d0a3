"""What stands the day before an intervention begins, and what stands once it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import ScenarioError
from ..in_force import DatedChange, InForce, PerGroup, PoolInForce, Timeline
from ..in_force.changes import dated, place_of
from ..in_force.lump_sums import FIELD as LUMP_SUM
from ..in_force.staffing import is_about
from ..scenario.schema import (
    Change,
    Divert,
    Inflow,
    NextChange,
    Placed,
    PlacesChange,
    Price,
    Selected,
    StayChange,
    WaitingChange,
)

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """The lowest and the highest of what stands; one number where all have the same."""

    low: float
    high: float


@dataclass(frozen=True)
class Standing:
    """What stands under all that is in force; `before` is None where it begins with the period.

    `done` is the day on which the last of a path counts, or the last day before it ends.
    """

    before: Span | None
    after: Span
    begins: dt.date
    done: dt.date


def standing(in_force: InForce, placed: Placed, field: str, change: Change) -> Standing | None:
    """What a change makes of its number; None outside the period, and for a divert.

    A divert has nothing that stood before it: its own share says all.
    """
    counts, period = dated(placed, change), in_force.scenario.period
    begins = max(counts.first_date, period.start)
    is_over = counts.until is not None and counts.until <= begins
    lines = _that_are_something(_lines(in_force, placed, field))
    if is_over or begins >= period.end or not lines:
        return None
    done = min(max(_done(counts), begins), period.end - _DAY)
    is_from_the_start = counts.first_date <= period.start
    day, last = (begins - period.start).days, (done - period.start).days
    before = None if is_from_the_start else _span(lines, day - 1)
    return Standing(before, _span(lines, last), begins, done)


def _done(counts: DatedChange) -> dt.date:
    done = max((counts.first_date, *counts.change.number.dates))
    return done if counts.until is None else min(done, counts.until - _DAY)


def _span(lines: Sequence[Timeline], day: int) -> Span:
    values = [line.at(day) for line in lines]
    return Span(min(values), max(values))


def _that_are_something(lines: Sequence[Timeline]) -> list[Timeline]:
    """Without those that are 0 throughout: a row that has no such destination is no low end."""
    return [line for line in lines if line != Timeline.constant(0.0)] or list(lines)


def _lines(in_force: InForce, placed: Placed, field: str) -> list[Timeline]:
    """The numbers that a change is about, day by day, each different one once."""
    match spec := placed.intervention:
        case Divert():
            return []
        case Inflow() if field in ("factor", "add"):
            return [_arrivals(in_force, placed)]
        case Price() if field == LUMP_SUM:
            return [_lump_sum(in_force, spec)]
        case PlacesChange() | Price() if field not in ("per_day", "per_start", "per_waiting_day"):
            return _of_pools(in_force, placed, place_of(spec), field)
        case _:
            return _of_groups(in_force, placed, _by_group(in_force, spec, field))


def _arrivals(in_force: InForce, placed: Placed) -> Timeline:
    """All that it is about together, a year, without season and growth."""
    reached = in_force.reach(placed)
    lines = [in_force.rate(in_force.groups[at]).per_year for at in np.flatnonzero(reached).tolist()]
    return sum(lines, start=Timeline.constant(0.0))


def _lump_sum(in_force: InForce, spec: Price) -> Timeline:
    """All gemeenten that it is about together, a year."""
    period, keys = in_force.scenario.period, ("interventions", spec.id, LUMP_SUM)
    lines = [item.per_year(period) for item in in_force.lump_sums if keys in item.spec]
    return sum(lines, start=Timeline.constant(0.0))


def _of_pools(
    in_force: InForce, placed: Placed, keys: tuple[str, str], field: str
) -> list[Timeline]:
    """Of each gemeente that somebody comes from, where these have pools of their own.

    Raises ScenarioError where there are no such places at all: checks refuse that, and what is
    extended may not have been checked.
    """
    pools = [pool for pool in in_force.pools if pool.keys == keys]
    if not pools:
        place = f"{placed.place}: interventions.{placed.intervention.id}"
        raise ScenarioError(f"{place} is about places that {'.'.join(keys)} has not; name its pool")
    come_from = {None, *(group.gemeente for group in in_force.groups)}
    lines = [
        _of_pool(in_force.pool(pool.base, pool.gemeente), field)
        for pool in pools
        if pool.gemeente in come_from and is_about(placed, pool.gemeente)
    ]
    return [line for line in lines if line is not None]


def _of_pool(pool: PoolInForce, field: str) -> Timeline | None:
    line: Timeline | None = getattr(pool, "given" if field == "number" else field)
    return line


def _of_groups(
    in_force: InForce, placed: Placed, lines: Iterable[PerGroup[Timeline]]
) -> list[Timeline]:
    reached = in_force.reach(placed)
    return [
        line_of.choices[at]
        for line_of in lines
        for at in np.unique(line_of.choice[reached]).tolist()
    ]


def _by_group(in_force: InForce, spec: Selected, field: str) -> list[PerGroup[Timeline]]:
    """By group of clients; more than one where a station has several seconds of one kind."""
    match spec, field:
        case NextChange(), "share":
            to = spec.to or ""
            return [in_force.row(spec.station).mapped(lambda row: row.line(to))]
        case NextChange(), "returns.share":
            return [in_force.returns_share(spec.station)]
        case NextChange(), _:
            return _seconds(in_force, spec)
        case StayChange(), "factor":
            return [in_force.stay_factor(spec.station)]
        case StayChange(), "at_18.end_age":
            return [in_force.end_age(spec.station)]
        case StayChange(), _:
            return [in_force.continues(spec.station)]
        case WaitingChange(), "deterred":
            return [in_force.deterred(spec.station)]
        case WaitingChange(), _:
            return [in_force.waiting(spec.station, field)]
        case Inflow(), "growth_per_year":
            return [in_force.growth()]
        case Inflow(), _:
            return [in_force.pgb()]
        case Price(), _:
            return [in_force.price(spec.station or "", field)]
        case _:
            return []


def _seconds(in_force: InForce, spec: NextChange) -> list[PerGroup[Timeline]]:
    second = spec.together.station if spec.together is not None else None
    seconds = enumerate(in_force.scenario.stations[spec.station].together)
    places = [at for at, item in seconds if item.station == second]
    return [in_force.together(spec.station, at) for at in places]


__all__ = ["Span", "Standing", "standing"]
