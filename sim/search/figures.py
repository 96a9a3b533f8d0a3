"""The known figures of a scenario one by one, and what a run says of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..indicators.definition import ITSELF
from ..indicators.targets import days_of, indicators_of, is_reported, known
from ..inference import Aims
from ..measuring.tidy import Tidy
from ..scenario.schema import Scenario, Target
from ..uncertainty.scales import Z_95

Floats = NDArray[np.float64]

ALL = "all"


@dataclass(frozen=True)
class Figure:
    """One known figure: what is counted, and the bounds within which a model is close enough.

    `until` is the last day that it is about. A figure that grows with the region is of the whole
    region: what a smaller one gives is divided by its scale.
    """

    target: str
    part: str
    indicator: str
    station: str
    gemeenten: tuple[str, ...]
    need: str
    period: str
    unit: str
    grows: bool
    counts: bool
    known: float
    low: float
    high: float
    until: dt.date

    @property
    def name(self) -> str:
        """The name of the target, with the part where it has several figures."""
        return f"{self.target}:{self.part}" if self.part else self.target

    def value_in(self, rows: Tidy, scale: float) -> float:
        """What a run says of it; NaN where nothing happened that it counts."""
        total = 0.0
        for gemeente in self.gemeenten:
            values = rows.values(
                indicator=self.indicator,
                period=self.period,
                station=self.station,
                gemeente=gemeente,
                need=self.need,
            )
            if len(values) != 1:
                return float("nan")
            total += float(values[0])
        return total / (scale if self.grows else 1.0)


def figures_of(scenario: Scenario) -> tuple[Figure, ...]:
    """Every figure that a run of this period can measure, in order of the file."""
    return tuple(
        figure
        for name, target in scenario.targets.items()
        if is_reported(scenario, target)
        for figure in _figures(scenario, name, target)
    )


def not_reported(scenario: Scenario) -> list[str]:
    """Targets whose date or period lies outside the reported period, wholly or in part."""
    return [name for name, item in scenario.targets.items() if not is_reported(scenario, item)]


def _figures(scenario: Scenario, name: str, target: Target) -> Iterator[Figure]:
    begin, end = days_of(target)
    parts = zip(target.indicators.items(), indicators_of(scenario, target), strict=True)
    for (part, indicator), definition in parts:
        figure = known(target, definition, part)
        yield Figure(
            target=name,
            part=part,
            indicator=indicator,
            station=target.station or target.pool or ALL,
            gemeenten=target.gemeenten or (ALL,),
            need=target.need or ALL,
            period=str(target.at or target.period),
            unit=definition.unit,
            grows=definition.adds_up,
            counts=definition.behind == ITSELF,
            known=figure.value,
            low=figure.low,
            high=figure.high,
            until=begin if begin == end else end - dt.timedelta(days=1),
        )


def aims_of(figures: Sequence[Figure], chance: Floats) -> Aims:
    """The figures with standard deviations of tolerance and chance together.

    A tolerance is read as a range of 90%.
    """
    targets = list(dict.fromkeys(figure.target for figure in figures))
    known, low, high = (
        np.array([getattr(figure, name) for figure in figures]) for name in ("known", "low", "high")
    )
    return Aims(
        known=known,
        below=np.hypot((known - low) / Z_95, chance),
        above=np.hypot((high - known) / Z_95, chance),
        of=np.array([targets.index(figure.target) for figure in figures], np.int64),
    )
