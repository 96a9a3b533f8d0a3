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
        level = np.repeat(
            np.arange(len(self.timelines)), [len(line.days) for line in self.timelines]
        )
        tick = np.array([day for line in self.timelines for day in line.days], np.int64)
        tick *= TICKS_PER_DAY
        value = np.array([item for line in self.timelines for item in line.values], np.float64)
        changes = np.flatnonzero((tick > 0) & (tick < end))
        changes = changes[np.lexsort((level[changes], tick[changes]))]
        return Levels(
            at_start=np.array([timeline.values[0] for timeline in self.timelines]),
            kind=np.array(self.kinds, dtype=np.int64),
            target=np.array(self.targets, dtype=np.int64),
            change_tick=tick[changes],
            change_level=level[changes],
            change_value=value[changes],
        )
