"""Points at which the model is run, as pieces of work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..measuring.tidy import Tidy
from ..running.executors import Lost, attempted
from ..running.one_run import measured_rows
from ..running.tasks import Options
from ..uncertainty import Joint

_ALL = {"station": "all", "gemeente": "all", "need": "all"}


@dataclass(frozen=True)
class Point:
    """What each group has at a point; `number` is that of its draw and of its run."""

    at: int
    number: int
    groups: Mapping[str, float]

    def __hash__(self) -> int:
        return hash((self.at, self.number))


@dataclass(frozen=True)
class Screened:
    """The headlines of each scenario at a point, NaN where it has none."""

    task: Point
    values: tuple[tuple[float, ...], ...]
    repaired: bool


@dataclass(frozen=True)
class Points:
    """Points that one worker makes one after the other."""

    joint: Joint
    scenarios: tuple[str, ...]
    indicators: tuple[str, ...]
    period: str
    options: Options
    headline: str | None = None
    tasks: tuple[Point, ...] = ()

    def only(self, points: tuple[Point, ...]) -> Points:
        """The same with these points."""
        return replace(self, tasks=points)

    def outcomes(self) -> Iterator[Screened | Lost]:
        """Each point; one that cannot be made is lost."""
        return attempted(self.tasks, self._made)

    def _made(self, point: Point) -> Screened:
        drawn = self.joint.given(point.number, point.groups)
        rows = (
            measured_rows(drawn.scenarios[name], self.options, point.number, self.headline)
            for name in self.scenarios
        )
        values = tuple(tuple(self._value(run, name) for name in self.indicators) for run in rows)
        return Screened(point, values, bool(drawn.repaired_for))

    def _value(self, rows: Tidy, indicator: str) -> float:
        values = rows.values(indicator=indicator, period=self.period, **_ALL)
        return float(values[0]) if len(values) == 1 else float("nan")
