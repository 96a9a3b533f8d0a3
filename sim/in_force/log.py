"""What a run itself decided of what is in force: planned and log together tell what was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .changes import Thing
from .timelines import Timeline


@dataclass(frozen=True)
class Logged:
    """From 00:00 of a day since the start, this number of a station or pool was `value`.

    `thing.detail` is the gemeente, where its pool is one of a gemeente.
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
        mine = self._by_thing.get(thing)
        if not mine:
            return planned
        first = min(mine)
        before = planned.day_array < first
        days = np.concatenate((planned.day_array[before], sorted(mine)))
        told = np.array([mine[day] for day in sorted(mine)], np.float64)
        return Timeline.of_steps(days, np.concatenate((planned.value_array[before], told)))


NOTHING_HAPPENED = Log()
