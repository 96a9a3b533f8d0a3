"""What a run itself decided of what is in force: planned and log together tell what was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .changes import Thing
from .timelines import Timeline


@dataclass(frozen=True)
class Logged:
    """From 00:00 of a day since the start, this number of a station or pool was `value`.

    `thing.detail` is the gemeente of a pool of one gemeente.
    """

    day: int
    thing: Thing
    value: float


@dataclass(frozen=True)
class Log:
    """What followed from what happened in a run, in order of days; no rule makes entries yet."""

    entries: tuple[Logged, ...] = ()

    def applied(self, thing: Thing, planned: Timeline) -> Timeline:
        """What a number was: as planned until its first entry, then each entry until the next."""
        mine = {item.day: item.value for item in self.entries if item.thing == thing}
        if not mine:
            return planned
        first = min(mine)
        before = [day for day in planned.days if day < first]
        days = np.array([*before, *sorted(mine)], dtype=np.int64)
        values = [*planned.values[: len(before)], *(mine[day] for day in sorted(mine))]
        return Timeline.of_steps(days, values)


NOTHING_HAPPENED = Log()
