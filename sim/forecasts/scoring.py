"""A forecast beside the figures that became known: scores, and which are still to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import Problem, ScenarioError
from ..inference import crps_of_quantiles, weighted_interval_score
from ..scenario.wording import suggestion
from .known import Known, read_known
from .model import INTERVALS, Forecast, Foretold, read_forecast


@dataclass(frozen=True)
class Scored:
    """A figure that was foretold and became known; both scores are in its unit, 0 is exact."""

    foretold: Foretold
    known: Known
    wis: float
    crps: float
    inside: dict[str, bool]


@dataclass(frozen=True)
class Scores:
    """All of a forecast that is known, and what is waited for."""

    forecast: Forecast
    scored: tuple[Scored, ...]
    waiting: tuple[Foretold, ...]

    def held(self, interval: str) -> int:
        """How many of the ranges held what came."""
        return sum(item.inside[interval] for item in self.scored)


def score(path: Path, figures: Path | None) -> Scores:
    """Score a registered forecast; without figures all of it is waited for.

    Raises InputError for a file that is no forecast or was changed, and for figures that were not
    foretold, stand twice, or were known when it was registered.
    """
    forecast = read_forecast(path)
    every = read_known(figures) if figures else []
    problems = list(_problems(forecast, every))
    if problems:
        raise ScenarioError(problems)
    came = {item.cell: item for item in every}
    scored = [_scored(forecast, item, came[item.cell]) for item in forecast.figures
              if item.cell in came]  # fmt: skip
    waiting = [item for item in forecast.figures if item.cell not in came]
    return Scores(forecast, tuple(scored), tuple(waiting))


def _problems(forecast: Forecast, every: Sequence[Known]) -> Iterator[Problem]:
    foretold = [item.cell for item in forecast.figures]
    seen: set[tuple[str, ...]] = set()
    for item in every:
        if item.cell in seen:
            yield item.problem("stands here twice", "leave one out")
        seen.add(item.cell)
        if item.cell not in foretold:
            yield _not_foretold(item, foretold)
        elif item.known <= forecast.registered:
            rule = f"was known on {item.known}, when the forecast of {forecast.registered} was made"
            yield item.problem(rule, "leave it out: it was no forecast")


def _not_foretold(item: Known, foretold: Sequence[tuple[str, ...]]) -> Problem:
    """Which part of it was not foretold: the first in the order of its cell."""
    kinds = ("indicator", "station", "gemeente", "need", "period")
    for at, kind in enumerate(kinds):
        alike = [cell for cell in foretold if cell[:at] == item.cell[:at]]
        known = dict.fromkeys(cell[at] for cell in alike)
        if item.cell[at] not in known:
            rule = f"was not foretold: {kind} {item.cell[at]} is not in the forecast"
            return item.problem(rule, suggestion(item.cell[at], known, what="foretold were"))
    raise AssertionError("a cell of known parts is foretold")


def _scored(forecast: Forecast, foretold: Foretold, known: Known) -> Scored:
    levels, quantiles = np.array(forecast.levels), np.array(foretold.quantiles)
    at = dict(zip(forecast.levels, foretold.quantiles, strict=True))
    return Scored(
        foretold,
        known,
        weighted_interval_score(levels, quantiles, known.value),
        crps_of_quantiles(levels, quantiles, known.value),
        {name: at[low] <= known.value <= at[high] for name, (low, high) in INTERVALS.items()},
    )
