"""Which interventions concern which number, and the levels that they make of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..draws import TICKS_PER_DAY
from ..in_force.timelines import DatedChange, Timeline, in_force
from ..scenario.schema import Change, Dated, Number, Placed, Scenario, Selected
from .model import Floats, LevelKind, Levels, Steps

Concern = Callable[[Selected], bool]


def place_of(placed: Placed) -> str:
    """Where an intervention stands, for messages."""
    return f"{placed.block or 'interventions'}.{placed.intervention.id}"


def concerns(
    spec: Selected, *, gemeente: str, need: str | None, referrer: str | None, group: str | None
) -> bool:
    """Whether an intervention is about this gemeente, need, referrer and product group."""
    pairs = (
        (spec.gemeenten, gemeente),
        (spec.needs, need),
        (spec.referrers, referrer),
        (spec.product_groups, group),
    )
    return all(chosen is None or value in chosen for chosen, value in pairs)


@dataclass(frozen=True)
class Interventions:
    """The interventions of a scenario, to be asked for by kind."""

    scenario: Scenario
    _about: dict[tuple[type[Selected], str, str], list[Placed]] = field(default_factory=dict)

    def of_kind(self, kind: type[Selected], concern: Concern) -> list[Placed]:
        """Those of a kind that concern something, in order of file and block."""
        return [
            placed
            for placed in self.scenario.interventions
            if isinstance(placed.intervention, kind) and concern(placed.intervention)
        ]

    def about(self, kind: type[Selected], station: str, name: str) -> list[Placed]:
        """Those of a kind that say something about field `name` of a station; looked up once."""
        key = (kind, station, name)
        if key not in self._about:
            self._about[key] = self.of_kind(
                kind,
                lambda spec: (
                    getattr(spec, "station", None) == station and getattr(spec, name) is not None
                ),
            )
        return self._about[key]


def dated(placed: Placed, change: Change) -> DatedChange:
    """A change with the dates of its intervention."""
    spec = placed.intervention
    begin = spec.from_ if isinstance(spec, Dated) else None
    return DatedChange(change=change, begin=begin, until=spec.until, place=place_of(placed))


def changes_of(placed: Iterable[Placed], name: str) -> list[DatedChange]:
    """The changes of field `name` in these interventions."""
    result = []
    for item in placed:
        change = getattr(item.intervention, name)
        if change is not None:
            result.append(dated(item, change))
    return result


def steps_of(timeline: Timeline) -> Steps:
    """A timeline in days as a step function in ticks."""
    ticks = np.array(timeline.days, dtype=np.int64) * TICKS_PER_DAY
    return Steps(ticks, np.array(timeline.values, dtype=np.float64))


def day_of(scenario: Scenario, date: dt.date) -> int:
    """Days from the start of the period."""
    return (date - scenario.period.start).days


def switched(
    scenario: Scenario,
    base: float,
    switches: Sequence[tuple[dt.date | None, dt.date | None, float]],
) -> Timeline:
    """A value that interventions replace from one date until another; the latest begun holds."""
    days = {0}
    begun = []
    for begin, until, value in switches:
        first = day_of(scenario, begin) if begin else 0
        last = day_of(scenario, until) if until else None
        begun.append((first, last, value))
        days |= {max(0, first)} | ({max(0, last)} if last is not None else set())
    values = []
    for day in sorted(days):
        in_it = [item for item in begun if item[0] <= day and (item[1] is None or day < item[1])]
        values.append(max(in_it, key=lambda item: item[0])[2] if in_it else base)
    return merged(sorted(days), values)


def merged(days: Sequence[int], values: Sequence[float]) -> Timeline:
    """A timeline without equal neighbours."""
    kept = [row for row in range(len(days)) if row == 0 or values[row] != values[row - 1]]
    return Timeline(tuple(days[row] for row in kept), tuple(values[row] for row in kept))


def constant(value: float) -> Timeline:
    """A timeline that never changes."""
    return Timeline((0,), (float(value),))


def combined(function: Callable[..., Floats], *timelines: Timeline) -> Timeline:
    """`function` of several timelines, on every day that one of them changes.

    It gets their values on those days as arrays, and gives one back.
    """
    days = np.array(sorted(set().union(*(timeline.days for timeline in timelines))), dtype=np.int64)
    return Timeline.of_steps(days, function(*(timeline.on(days) for timeline in timelines)))


def number_in_force(
    scenario: Scenario, number: Number, placed: Iterable[Placed], name: str
) -> Timeline:
    """A number with the changes of field `name` applied (rule 22)."""
    return in_force(number, changes_of(placed, name), scenario.period)


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
