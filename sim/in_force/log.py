"""What a run itself decided of what is in force: planned and log together tell what was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .changes import Thing
from .timelines import Days, Timeline, Values


@dataclass(frozen=True)
class Logged:
    """From 00:00 of a day since the start, this number of a station or pool was `value`.

    Days before the start are below 0. `thing.detail` is the gemeente, where its pool is one of a
    gemeente.
    """

    day: int
    thing: Thing
    value: float


@dataclass(frozen=True)
class Log:
    """What followed from what happened in a run, in order of days (rule 28)."""

    entries: tuple[Logged, ...] = ()

    @cached_property
    def _by_thing(self) -> dict[Thing, dict[int, float]]:
        """The value from each day on, by thing."""
        result: dict[Thing, dict[int, float]] = {}
        for item in self.entries:
            result.setdefault(item.thing, {})[item.day] = item.value
        return result

    def tells_of(self, thing: Thing) -> bool:
        """Whether there is an entry on a thing."""
        return thing in self._by_thing

    def details_of(self, thing: Thing) -> frozenset[str]:
        """The gemeenten for which there are entries of their own on a thing."""
        mine = (item for item in self._by_thing if item[:3] == thing[:3])
        return frozenset(item.detail for item in mine if item.detail)

    def applied(self, thing: Thing, planned: Timeline) -> Timeline:
        """What a number was: as planned until its first entry, then each entry until the next."""
        if thing not in self._by_thing:
            return planned
        days, told = self._steps(thing)
        begun = max(int(np.searchsorted(days, 0, side="right")) - 1, 0)
        days, told = np.maximum(days[begun:], 0), told[begun:]
        before = planned.day_array < days[0]
        days = np.concatenate((planned.day_array[before], days))
        return Timeline.of_steps(days, np.concatenate((planned.value_array[before], told)))

    def before(self, thing: Thing, days: int, first: float) -> Timeline:
        """What a number was on so many days before the start, counted from the first of them.

        Until its first entry it was `first`.
        """
        entries, told = self._steps(thing)
        since = entries + days
        begun = told[since <= 0]
        later = (since > 0) & (entries < 0)
        at_first = begun[-1] if begun.size else first
        return Timeline.of_steps(np.append(0, since[later]), np.append(at_first, told[later]))

    def _steps(self, thing: Thing) -> tuple[Days, Values]:
        """The days of the entries on a thing in order, and their values."""
        mine = self._by_thing.get(thing, {})
        days = np.array(sorted(mine), np.int64)
        return days, np.array([mine[day] for day in days.tolist()], np.float64)


NOTHING_HAPPENED = Log()
