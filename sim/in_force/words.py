"""What is said in a word, such as `when_full` or closing, on each day (rule 22)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..scenario.schema import Period
from .changes import Effect
from .timelines import Timeline, days_of

Word = TypeVar("Word")
Other = TypeVar("Other")


@dataclass(frozen=True)
class Words(Generic[Word]):
    """A word that changes at 00:00 of whole days since the start; `days` begins with 0."""

    days: tuple[int, ...]
    values: tuple[Word, ...]

    @classmethod
    def always(cls, value: Word) -> Words[Word]:
        """The same word on every day."""
        return cls((0,), (value,))

    @property
    def last(self) -> Word:
        """The word that holds on at the end."""
        return self.values[-1]

    def at(self, day: float) -> Word:
        """The word in force on a day; before day 0 that of day 0."""
        return self.values[max(bisect_right(self.days, day) - 1, 0)]

    def mapped(self, function: Callable[[Word], Other]) -> Words[Other]:
        """Each word put through `function`."""
        return Words(self.days, tuple(function(value) for value in self.values))

    def numbered(self, function: Callable[[Word], float]) -> Timeline:
        """A number for each word."""
        if len(self.days) == 1:
            return Timeline.constant(function(self.values[0]))
        return Timeline.of_steps(self.days, [float(function(value)) for value in self.values])


def words_in_force(base: Word, effects: Sequence[Effect], period: Period) -> Words[Word]:
    """The latest begun, of the highest layer in which one holds; `base` where none does."""
    if not effects:
        return Words.always(base)
    spans = []
    for effect in effects:
        spec, start = effect.placed.intervention, period.start
        begin = (spec.begin - start).days if spec.begin else 0
        until = None if spec.until is None else (spec.until - start).days
        spans.append((effect.placed.layer, begin, until, effect.word))
    knots = [day for _, begin, until, _ in spans for day in (begin, until) if day is not None]
    days, values = [], list[Word]()
    for day in days_of(period, knots).tolist():
        holding = [span for span in spans if span[1] <= day and (span[2] is None or day < span[2])]
        latest = max(holding, key=lambda span: span[:2], default=None)
        value: Word = base if latest is None else latest[3]  # type: ignore[assignment]
        if not values or value != values[-1]:
            days.append(day)
            values.append(value)
    return Words(tuple(days), tuple(values))
