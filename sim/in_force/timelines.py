"""What a changeable number is on each day of the period, layer upon layer (rule 22)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import ScenarioError
from ..scenario.schema import Change, Number, Period
from .by_path import NEVER_SET, knots_of, own_set_on, said_on, set_on

Days = NDArray[np.int64]
Values = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Timeline:
    """A number that changes at 00:00 of whole days since the start of the period.

    The first day is 0 and days increase; two neighbouring values differ. The last value holds on.
    It is worked with as two arrays, and shown as `days` and `values`, one number after the other.
    """

    def __init__(self, days: Sequence[int] | Days, values: Sequence[float] | Values) -> None:
        self.day_array = np.asarray(days, np.int64)
        self.value_array = np.asarray(values, np.float64)
        at = self.day_array
        if not at.size or at[0] != 0 or at.size != self.value_array.size:
            raise ValueError("a timeline needs as many values as days, the first on day 0")
        if at.size > 1 and not (at[1:] > at[:-1]).all():
            raise ValueError("the days of a timeline must increase")

    @classmethod
    def constant(cls, value: float) -> Timeline:
        """The same value on every day."""
        return cls((0,), (value,))

    @classmethod
    def of_steps(cls, days: Sequence[int] | Days, values: Sequence[float] | Values) -> Timeline:
        """Steps on increasing days (the first is 0), neighbours with equal values joined."""
        at, result = np.asarray(days, np.int64), np.asarray(values, np.float64)
        if at.size == 1:
            return cls(at, result)
        changes = result[1:] != result[:-1]
        if changes.all():
            return cls(at, result)
        kept = np.concatenate(([True], changes))
        return cls(at[kept], result[kept])

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The days on which it changes, from day 0 on."""
        return tuple(self.day_array.tolist())

    @cached_property
    def values(self) -> tuple[float, ...]:
        """The value from each of these days on."""
        return tuple(self.value_array.tolist())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Timeline):
            return NotImplemented
        return np.array_equal(self.day_array, other.day_array) and np.array_equal(
            self.value_array, other.value_array
        )

    @cached_property
    def _hash(self) -> int:
        # 0.0 and -0.0 are equal, and a sum with 0.0 makes them one.
        return hash((self.day_array.tobytes(), (self.value_array + 0.0).tobytes()))

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Timeline(days={self.days}, values={self.values})"

    @property
    def first(self) -> float:
        """The value on day 0."""
        return float(self.value_array[0])

    @property
    def last(self) -> float:
        """The value that holds on at the end."""
        return float(self.value_array[-1])

    def at(self, day: float) -> float:
        """The value in force on a day; before day 0 that of day 0."""
        return self.values[max(bisect_right(self.days, day) - 1, 0)]

    def mean(self, first_day: float, end_day: float) -> float:
        """The mean over the days from `first_day` up to but not including `end_day`."""
        if end_day <= first_day:
            return self.at(first_day)
        edges = np.clip(self.day_array[1:].astype(np.float64), first_day, end_day)
        bounds = np.concatenate(([first_day], edges, [end_day]))
        return float(np.dot(np.diff(bounds), self.value_array) / (end_day - first_day))

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
        if self.day_array.size == other.day_array.size == 1:
            return Timeline(self.day_array, function(self.value_array, other.value_array))
        if self.day_array.size == 1 or other.day_array.size == 1:
            days = self.day_array if other.day_array.size == 1 else other.day_array
        else:
            days = each_once(np.concatenate((self.day_array, other.day_array)))
        return Timeline.of_steps(days, function(self.on(days), other.on(days)))

    def on(self, days: Days) -> Values:
        """The values in force on several days."""
        if self.day_array.size == 1:
            return np.full(days.size, self.value_array[0])
        at = np.searchsorted(self.day_array, days, side="right") - 1
        return self.value_array[np.maximum(at, 0)]

    def __mul__(self, other: Timeline | float) -> Timeline:
        return self.combined(_as_timeline(other), np.multiply)

    def __add__(self, other: Timeline | float) -> Timeline:
        return self.combined(_as_timeline(other), np.add)


def days_of_all(lines: Iterable[Timeline]) -> Days:
    """The days on which any of some lines changes, day 0 among them."""
    return each_once(np.concatenate([[0], *(line.day_array for line in lines)]))


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
    running.since = own_set_on(number, days, period.start)
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
    days = days_of(period, below.day_array, *(dated.knots(period) for dated in changes))
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
        self.since = np.full(self.days.size, NEVER_SET, np.int64)
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
        since = np.maximum(set_on(number, self.days, self.start), first)
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
