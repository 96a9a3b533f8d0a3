"""Numbers that the calendar may change, collected into levels."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..draws import TICKS_PER_DAY
from ..in_force import PerGroup, Timeline
from .model import Ints, LevelKind, Levels, Steps


def steps_of(timeline: Timeline) -> Steps:
    """A timeline in days as a step function in ticks."""
    return Steps(timeline.day_array * TICKS_PER_DAY, timeline.value_array)


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
        lines = self.timelines
        level = np.repeat(np.arange(len(lines)), [line.day_array.size for line in lines])
        none = Timeline.constant(0.0).day_array[:0]
        tick = np.concatenate([none, *(line.day_array for line in lines)]) * TICKS_PER_DAY
        value = np.concatenate([none, *(line.value_array for line in lines)])
        changes = np.flatnonzero((tick > 0) & (tick < end))
        changes = changes[np.lexsort((level[changes], tick[changes]))]
        return Levels(
            at_start=np.array([line.first for line in lines]),
            kind=np.array(self.kinds, dtype=np.int64),
            target=np.array(self.targets, dtype=np.int64),
            change_tick=tick[changes],
            change_level=level[changes],
            change_value=value[changes],
        )
