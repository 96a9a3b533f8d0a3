"""Numbers that the calendar may change, collected into levels."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..draws import TICKS_PER_DAY
from ..in_force import PerGroup, Timeline
from .model import Ints, LevelKind, Levels, Steps


def steps_of(timeline: Timeline) -> Steps:
    """A timeline in days as a step function in ticks."""
    ticks = np.array(timeline.days, dtype=np.int64) * TICKS_PER_DAY
    return Steps(ticks, np.array(timeline.values, dtype=np.float64))


@dataclass
class LevelsBuilder:
    """Collects levels; plain ones with the same timeline are one level."""

    timelines: list[Timeline] = field(default_factory=list)
    kinds: list[LevelKind] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    known: dict[tuple[Timeline, LevelKind, int], int] = field(default_factory=dict)

    def add(self, timeline: Timeline, kind: LevelKind = LevelKind.PLAIN, target: int = -1) -> int:
        """The index of the level with this timeline."""
        key = (timeline, kind, target)
        if key not in self.known:
            self.known[key] = len(self.timelines)
            self.timelines.append(timeline)
            self.kinds.append(kind)
            self.targets.append(target)
        return self.known[key]

    def add_own(self, start: float, kind: LevelKind, target: int) -> int:
        """The index of a new level that no calendar changes: a run does (rule 28)."""
        self.timelines.append(Timeline.constant(start))
        self.kinds.append(kind)
        self.targets.append(target)
        return len(self.timelines) - 1

    def by_group(
        self, lines: PerGroup[Timeline], kind: LevelKind = LevelKind.PLAIN, target: int = -1
    ) -> Ints:
        """The level of each group's line."""
        return lines.each(self.add(line, kind, target) for line in lines.choices)

    def build(self, end: int) -> Levels:
        """The levels with their calendar, without changes at or after `end`."""
        changes = [
            (day * TICKS_PER_DAY, level, value)
            for level, timeline in enumerate(self.timelines)
            for day, value in zip(timeline.days[1:], timeline.values[1:], strict=True)
            if day * TICKS_PER_DAY < end
        ]
        changes.sort()
        return Levels(
            at_start=np.array([timeline.values[0] for timeline in self.timelines]),
            kind=np.array(self.kinds, dtype=np.int64),
            target=np.array(self.targets, dtype=np.int64),
            change_tick=np.array([change[0] for change in changes], dtype=np.int64),
            change_level=np.array([change[1] for change in changes], dtype=np.int64),
            change_value=np.array([change[2] for change in changes], dtype=np.float64),
        )
