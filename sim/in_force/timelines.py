"""What a changeable number is on each day of the period, layer upon layer (rule 22)."""

from __future__ import annotations

import datetime as dt
import operator
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import ScenarioError
from ..scenario.schema import Change, Number, Period

Days = NDArray[np.int64]
Values = NDArray[np.float64]
Flags = NDArray[np.bool_]

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
        if not all(map(operator.lt, self.days, self.days[1:])):
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
        at = np.searchsorted(self._days, days, side="right") - 1
        return self._values[np.maximum(at, 0)]

    @cached_property
    def _days(self) -> Days:
        return np.array(self.days, np.int64)

    @cached_property
    def _values(self) -> Values:
        return np.array(self.values, np.float64)

    def __mul__(self, other: Timeline | float) -> Timeline:
        return self.combined(_as_timeline(other), np.multiply)

    def __add__(self, other: Timeline | float) -> Timeline:
        return self.combined(_as_timeline(other), np.add)


def _as_timeline(spec: Timeline | float) -> Timeline:
    return spec if isinstance(spec, Timeline) else Timeline.constant(spec)


@dataclass(frozen=True)
class DatedChange:
    """A change of one number, the days on which it counts, its layer, and where it stands.

    `begin` is the intervention's `from`; with a path it counts from the later of the two.
    """

    change: Change
    begin: dt.date | None
    until: dt.date | None
    place: str
    layer: int = 0

    @cached_property
    def first_date(self) -> dt.date:
        """The first day on which this change does something."""
        dates = [*self.change.number.dates[:1], *([] if self.begin is None else [self.begin])]
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
        dates = {first, *(date for date in self.change.number.dates if date > first)}
        return tuple(sorted(date for date in dates if self.until is None or date < self.until))

    def counts_on(self, days: Days, start: dt.date) -> Flags:
        """On which of the days it does something."""
        begun = days >= (self.first_date - start).days
        return begun if self.until is None else begun & (days < (self.until - start).days)

    def knots(self, period: Period) -> Days:
        """The days on which what it says changes, its begin and its end among them."""
        ends = [self.first_date, *([] if self.until is None else [self.until])]
        own = np.array([(date - period.start).days for date in ends], np.int64)
        return np.concatenate((own, knots_of(self.change.number, period)))


def in_force(
    number: Number, changes: Sequence[DatedChange], period: Period, *, own_layer: int = 0
) -> Timeline:
    """What `number` is on each day of the period under `changes`, layer upon layer (rule 22).

    In a layer it is the last value set there (by date, then order), else what is in force in the
    layer below, times the factors of the layer, plus its additions. The number's own path stands
    in `own_layer`, before the changes of that layer. Raises ScenarioError when one layer sets a
    number twice on one date.
    """
    if not changes and not number.path:
        return Timeline.constant(number.first)
    refuse_two_sets_on_a_date(number, changes, own_layer=own_layer)
    days = days_of(period, knots_of(number, period), *(dated.knots(period) for dated in changes))
    running = Running(days, period.start, said_on(number, days, period.start))
    running.since = _own_set_on(number, days, period.start)
    for layer, here in by_layer(changes):
        if layer != own_layer:
            running.begin_layer()
        for dated in here:
            running.apply(dated)
    return Timeline.of_steps(days, running.value)


def on_top_of(below: Timeline, changes: Sequence[DatedChange], period: Period) -> Timeline:
    """What is in force when changes of one layer work on what stands below them."""
    if not changes:
        return below
    refuse_two_sets_on_a_date(Number(value=0.0), changes)
    days = days_of(period, below.days, *(dated.knots(period) for dated in changes))
    running = Running(days, period.start, below.on(days))
    for dated in changes:
        running.apply(dated)
    return Timeline.of_steps(days, running.value)


def by_layer(changes: Sequence[DatedChange]) -> Iterator[tuple[int, list[DatedChange]]]:
    """The changes of each layer, lowest first, in their order."""
    ordered = sorted(changes, key=lambda dated: dated.layer)
    for layer, here in groupby(ordered, key=lambda dated: dated.layer):
        yield layer, list(here)


class Running:
    """A number on some days while the changes of layer after layer are applied."""

    def __init__(self, days: Days, start: dt.date, below: Values) -> None:
        self.days, self.start = days, start
        self._began_with(below)

    def _began_with(self, below: Values) -> None:
        """Set, factor and addition of a new layer; `since` is when its value was last set."""
        self._below = self._set = below
        self.since = np.full(self.days.size, _NEVER_SET, np.int64)
        self._factor, self._addition = np.ones(self.days.size), np.zeros(self.days.size)

    @property
    def value(self) -> Values:
        """What is in force with all that was applied."""
        return self._set * self._factor + self._addition

    def begin_layer(self) -> None:
        """What is in force becomes what the next layer works on."""
        self._began_with(self.value)

    def apply(self, dated: DatedChange) -> None:
        """One more change of this layer."""
        counts = dated.counts_on(self.days, self.start)
        number = self._with_what_stands(dated.change.number)
        said = said_on(number, self.days, self.start)
        match dated.change.operation:
            case "factor":
                self._factor[counts] *= said[counts]
            case "add":
                self._addition[counts] += said[counts]
            case "set":
                if dated.change.scale != 1:
                    said = self._below + dated.change.scale * (said - self._below)
                self._apply_set(dated, number, counts, said)
            case "part" | "add_per_1000_youth":
                raise ValueError(f"{dated.change.operation} is worked out by who knows its row")

    def _with_what_stands(self, number: Number) -> Number:
        """The number with `present` as what is in force on that date in the layer below."""
        if not number.present:
            return number
        dates = [(date - self.start).days for date in number.present]
        at = np.maximum(np.searchsorted(self.days, dates, side="right") - 1, 0)
        stands = dict(zip(number.present, self._below[at].tolist(), strict=True))
        path = {**(number.path or {}), **stands}
        return Number.model_construct(path=path, shape=number.shape)

    def _apply_set(self, dated: DatedChange, number: Number, counts: Flags, said: Values) -> None:
        first = (dated.first_date - self.start).days
        since = np.maximum(_set_on(number, self.days, self.start), first)
        wins = counts & (since >= self.since)
        self._set = np.where(wins, said, self._set)
        self.since = np.where(wins, since, self.since)


def refuse_two_sets_on_a_date(
    number: Number, changes: Sequence[DatedChange], *, own_layer: int = 0
) -> None:
    """Raise ScenarioError when two changes of a layer, or one and the path itself, set one date.

    The first date of its own path sets nothing: that value holds before it too.
    """
    own = list(number.path or ())[1:]
    taken = {(own_layer, date): "its own path" for date in own}
    for dated in changes:
        if dated.change.operation != "set":
            continue
        for date in dated.set_dates:
            if (dated.layer, date) in taken:
                raise ScenarioError(
                    f"{dated.place} sets a number on {date} that {taken[dated.layer, date]} sets "
                    "on that date too; a number is set once a date; drop one, shift a date or use "
                    "a factor"
                )
            taken[dated.layer, date] = dated.place


def days_of(period: Period, *knots: Days | Sequence[int]) -> Days:
    """Day 0 and every knot within the period, in order."""
    end = max((period.end - period.start).days, 1)
    days = each_once(np.concatenate([[0], *knots]))
    return days[(days >= 0) & (days < end)]


def each_once(days: ArrayLike) -> Days:
    """Days in order, none of them twice; quick where they come in a few runs that are in order."""
    ordered = np.sort(np.asarray(days, np.int64), kind="stable")
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


def knots_of(number: Number, period: Period) -> Days:
    """The days on which a path changes; on a ramp every day between its dates."""
    dates = np.array([(date - period.start).days for date in number.dates], np.int64)
    if number.shape == "step" or not dates.size:
        return dates
    return np.arange(max(dates[0], 0), min(dates[-1] + 1, (period.end - period.start).days))


def said_on(number: Number, days: Days, start: dt.date) -> Values:
    """The number's own value on each day; its first before its first date, its last after."""
    if not number.path:
        return np.full(days.size, number.first)
    at, values = _path(number, start)
    if number.shape == "ramp":
        return np.asarray(np.interp(days, at, values), np.float64)
    return values[np.maximum(np.searchsorted(at, days, side="right") - 1, 0)]


def _path(number: Number, start: dt.date) -> tuple[Days, Values]:
    path = sorted((number.path or {}).items())
    at = np.array([(date - start).days for date, _ in path], np.int64)
    return at, np.array([value for _, value in path], np.float64)


def _own_set_on(number: Number, days: Days, start: dt.date) -> Days:
    """As `_set_on`, for the number's own path: its first value holds before its first date."""
    since = _set_on(number, days, start)
    first = (min(number.path) - start).days if number.path else 0
    return np.where(since <= first, _NEVER_SET, since)


def _set_on(number: Number, days: Days, start: dt.date) -> Days:
    """The day on which the value of each day was set; on a ramp every day sets one."""
    if not number.path:
        return np.full(days.size, _NEVER_SET, np.int64)
    at, _ = _path(number, start)
    if number.shape == "ramp":
        return np.where(days < at[0], _NEVER_SET, np.minimum(days, at[-1]))
    last = np.searchsorted(at, days, side="right") - 1
    return np.where(last < 0, _NEVER_SET, at[np.maximum(last, 0)])
