"""Dated paths: what a changeable number is on each day of the period (rule 22)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..errors import ScenarioError
from ..scenario.schema import Change, Number, Period

Days = NDArray[np.int64]
Values = NDArray[np.float64]

_NEVER_SET = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Timeline:
    """A number that changes at 00:00 of whole days since the start of the period.

    `days` begins with 0 and increases; two neighbouring values differ. The last value holds on.
    """

    days: tuple[int, ...]
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.days or self.days[0] != 0 or len(self.days) != len(self.values):
            raise ValueError("a timeline needs as many values as days, the first on day 0")
        if any(later <= earlier for earlier, later in pairwise(self.days)):
            raise ValueError("the days of a timeline must increase")

    @classmethod
    def constant(cls, value: float) -> Timeline:
        """The same value on every day."""
        return cls((0,), (float(value),))

    @classmethod
    def of_steps(cls, days: Sequence[int] | Days, values: Sequence[float] | Values) -> Timeline:
        """Steps on increasing days (the first is 0), neighbours with equal values joined."""
        at, result = np.asarray(days, np.int64), np.asarray(values, np.float64)
        kept = np.concatenate(([True], result[1:] != result[:-1]))
        return cls(tuple(at[kept].tolist()), tuple(result[kept].tolist()))

    @property
    def first(self) -> float:
        """The value on day 0."""
        return self.values[0]

    @property
    def last(self) -> float:
        """The value that holds on at the end."""
        return self.values[-1]

    def at(self, day: float) -> float:
        """The value in force on a day; before day 0 that of day 0."""
        return self.values[max(bisect_right(self.days, day) - 1, 0)]

    def mean(self, first_day: float, end_day: float) -> float:
        """The mean over the days from `first_day` up to but not including `end_day`."""
        if end_day <= first_day:
            return self.at(first_day)
        edges = np.clip(np.array([*self.days[1:]], np.float64), first_day, end_day)
        bounds = np.concatenate(([first_day], edges, [end_day]))
        return float(np.dot(np.diff(bounds), self.values) / (end_day - first_day))

    def shifted(self, days: int) -> Timeline:
        """The same changes `days` later (negative: earlier); what was before day 0 is lost."""
        start = self.at(-days)
        later = [(day + days, value) for day, value in zip(self.days, self.values, strict=True)]
        steps = [(0, start), *((day, value) for day, value in later if day > 0)]
        return Timeline.of_steps(*zip(*steps, strict=True))

    def mapped(self, function: Callable[[float], float]) -> Timeline:
        """Each value put through `function`."""
        return Timeline.of_steps(self.days, [float(function(value)) for value in self.values])

    def combined(self, other: Timeline, function: Callable[[Values, Values], Values]) -> Timeline:
        """Both put through `function`, which works on arrays, on every day that either changes."""
        days = np.union1d(self.days, other.days)
        return Timeline.of_steps(days, function(self.on(days), other.on(days)))

    def on(self, days: Days) -> Values:
        """The values in force on several days."""
        at = np.searchsorted(self.days, days, side="right") - 1
        return np.asarray(self.values, np.float64)[np.maximum(at, 0)]

    def __mul__(self, other: Timeline | float) -> Timeline:
        return self.combined(_as_timeline(other), np.multiply)

    def __add__(self, other: Timeline | float) -> Timeline:
        return self.combined(_as_timeline(other), np.add)


def _as_timeline(spec: Timeline | float) -> Timeline:
    return spec if isinstance(spec, Timeline) else Timeline.constant(spec)


@dataclass(frozen=True)
class DatedChange:
    """A change of one number, the days on which it counts, and where it stands for messages.

    `begin` is the intervention's `from`; with a path it counts from the later of the two.
    """

    change: Change
    begin: dt.date | None
    until: dt.date | None
    place: str

    @property
    def first_date(self) -> dt.date:
        """The first day on which this change does something."""
        path = self.change.number.path
        dates = [date for date in (self.begin, min(path) if path else None) if date is not None]
        if not dates:
            raise ScenarioError(
                f"{self.place} is a plain number and says no date; every change of an "
                "intervention has one; add `from: <date>` or write a path {<date>: <number>}"
            )
        return max(dates)

    @property
    def set_dates(self) -> tuple[dt.date, ...]:
        """The dates on which a value is set in so many words."""
        first = self.first_date
        spec = {first, *(date for date in self.change.number.path or () if date > first)}
        return tuple(sorted(date for date in spec if self.until is None or date < self.until))


def in_force(number: Number, changes: Sequence[DatedChange], period: Period) -> Timeline:
    """What `number` is on each day of the period under `changes`, in order of blocks (rule 22).

    Per day: the last value set (by date, then order; the number's own path comes first in order),
    times the product of all factors, plus the sum of all additions. Raises ScenarioError when one
    number is set twice on one date.
    """
    if not changes and not number.path:
        return Timeline.constant(number.first)
    refuse_two_sets_on_a_date(number, changes)
    days = np.arange(max((period.end - period.start).days, 1), dtype=np.int64)
    value, set_on = _said_on(number, days, period.start), _own_set_on(number, days, period.start)
    factor, addition = np.ones(days.size), np.zeros(days.size)
    for dated in changes:
        counts = _counts(dated, days, period.start)
        spec = _said_on(dated.change.number, days, period.start)
        if dated.change.operation == "factor":
            factor[counts] *= spec[counts]
        elif dated.change.operation == "add":
            addition[counts] += spec[counts]
        else:
            since = np.maximum(
                _set_on(dated.change.number, days, period.start),
                (dated.first_date - period.start).days,
            )
            wins = counts & (since >= set_on)
            value[wins], set_on[wins] = spec[wins], since[wins]
    return Timeline.of_steps(days, value * factor + addition)


def refuse_two_sets_on_a_date(number: Number, changes: Sequence[DatedChange]) -> None:
    """Raise ScenarioError when two changes, or a change and the path itself, set one date.

    The first date of its own path sets nothing: that value holds before it too.
    """
    taken = dict.fromkeys(list(number.path or ())[1:], "its own path")
    for dated in changes:
        if dated.change.operation != "set":
            continue
        for date in dated.set_dates:
            if date in taken:
                raise ScenarioError(
                    f"{dated.place} sets a number on {date} that {taken[date]} sets on that date "
                    "too; a number is set once a date; drop one, shift a date or use a factor"
                )
            taken[date] = dated.place


def _counts(dated: DatedChange, days: Days, start: dt.date) -> NDArray[np.bool_]:
    begun = days >= (dated.first_date - start).days
    if dated.until is None:
        return begun
    return begun & (days < (dated.until - start).days)


def _knots(number: Number, start: dt.date) -> tuple[Days, Values]:
    path = sorted((number.path or {}).items())
    at = np.array([(date - start).days for date, _ in path], np.int64)
    return at, np.array([value for _, value in path], np.float64)


def _said_on(number: Number, days: Days, start: dt.date) -> Values:
    """The number's own value on each day; its first before its first date, its last after."""
    if not number.path:
        return np.full(days.size, number.first)
    at, values = _knots(number, start)
    if number.shape == "ramp":
        return np.asarray(np.interp(days, at, values), np.float64)
    return values[np.maximum(np.searchsorted(at, days, side="right") - 1, 0)]


def _own_set_on(number: Number, days: Days, start: dt.date) -> Days:
    """The same for the number's own path, whose first value holds before its first date."""
    since = _set_on(number, days, start)
    first = (min(number.path) - start).days if number.path else 0
    return np.where(since <= first, _NEVER_SET, since)


def _set_on(number: Number, days: Days, start: dt.date) -> Days:
    """The day on which the value of each day was set; on a ramp every day sets one."""
    if not number.path:
        return np.full(days.size, _NEVER_SET, np.int64)
    at, _ = _knots(number, start)
    if number.shape == "ramp":
        return np.where(days < at[0], _NEVER_SET, np.minimum(days, at[-1]))
    last = np.searchsorted(at, days, side="right") - 1
    return np.where(last < 0, _NEVER_SET, at[np.maximum(last, 0)])
