"""From indicators to one row per target: the known figure, the model, and whether it lies inside.

A target is counted as its source counts: the rows of the indicator, station or pool, gemeenten,
need and period that it names, added up over its gemeenten. With `scale` the model is of a smaller
region; what grows with the region is divided by it, to stand beside the known figure. Over draws
each draw has one run, and how many of them lie inside decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ...indicators.definition import ITSELF, Indicator
from ...indicators.definitions import INDICATORS, base_name, definition_of, indicator_of
from ...indicators.targets import Known, is_reported, known
from ...scenario.schema import Scenario, Target
from ..intervals import half_width, middle
from ..kept_back import KeptBack, kept_back
from ..small_cells import is_few
from ..tables import columns_of

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

ALL = "all"
OFTEN = 0.9
"""A target is reproduced by draws when so many of them lie inside."""


class Verdict(StrEnum):
    """What may be said of a target."""

    INSIDE = "inside"
    UNSURE = "inside_not_sure"
    """The mean lies inside, but its interval reaches outside, or one run gives none; of draws fewer
    than nine in ten lie inside."""
    MISSED = "missed"
    NOT_MEASURED = "not_measured"


NOT_MEASURED = Verdict.NOT_MEASURED


class Reason(StrEnum):
    """Why a target was not measured."""

    NONE = ""
    NOT_REPORTED = "not_reported"
    """Its date or period lies outside the reported period, wholly or in part."""
    NO_VALUE = "no_value"
    """Nothing happened that it counts, or too few could be followed, in one run at least."""


@dataclass(frozen=True)
class Model:
    """What the model says of a figure: its mean and range; None where there is none.

    Over runs the range is the 95% interval of the mean. Over draws it is that of nine draws in ten,
    and `inside` the share of the draws that lie within the bounds.
    """

    mean: float | None = None
    low: float | None = None
    high: float | None = None
    inside: float | None = None


@dataclass(frozen=True)
class Row:
    """One figure of a target; `part` is its class where a target has several figures.

    `low` and `high` bound what is close enough; `mean`, `mean_low`, `mean_high` and `inside` are
    those of `Model`.
    """

    scenario: str
    target: str
    part: str
    indicator: str
    station: str
    gemeenten: str
    need: str
    period: str
    unit: str
    known: float
    low: float
    high: float
    tolerance: str
    replications: int
    mean: float | None
    mean_low: float | None
    mean_high: float | None
    inside: float | None
    verdict: Verdict
    reason: Reason


TARGET_COLUMNS = columns_of(Row)
COLUMNS = tuple(TARGET_COLUMNS)


def target_table(
    scenario: Scenario, indicators: pd.DataFrame, *, scale: float = 1.0
) -> pd.DataFrame:
    """Every figure of every target in order of the file, with the columns of `Row`.

    `indicators` are the tidy rows of runs of this scenario, other scenarios in it are left out.
    """
    import pandas as pd

    rows = indicators[indicators["scenario"] == scenario.name]
    wanted = {name for item in scenario.targets.values() for name in item.indicators.values()}
    kept = kept_back(_told_of(rows, wanted), scale)
    runs = _Runs(
        scenario=scenario,
        rows=rows[rows["indicator"].isin(list(wanted))],
        numbers=tuple(sorted(rows["replication"].unique())),
        scale=scale,
        over_draws=bool((rows["draw"] > 0).any()),
    )
    result = [
        asdict(_without_few(_row(runs, name, part), kept))
        for name, target in scenario.targets.items()
        for part in target.indicators
    ]
    return pd.DataFrame(result, columns=list(COLUMNS))


@dataclass(frozen=True)
class _Runs:
    """The runs of a scenario that are set beside its known figures."""

    scenario: Scenario
    rows: pd.DataFrame
    numbers: tuple[int, ...]
    scale: float
    over_draws: bool

    def beside(
        self, target: Target, part: str, definition: Indicator, figure: Known
    ) -> tuple[Model, int, Reason]:
        """What the model says of a figure, by how many runs, and why it says nothing."""
        rows = self.rows[self.rows["indicator"] == target.indicators[part]]
        values, reason = _values(self.scenario, target, rows, self.numbers)
        values = values / (self.scale if definition.adds_up else 1.0)
        if self.over_draws:
            return _of_draws(values, figure), len(values), reason
        possible = definition.possible_beside(values.max(initial=0.0))
        return _interval(values, possible), len(values), reason


def _row(runs: _Runs, name: str, part: str) -> Row:
    target = runs.scenario.targets[name]
    definition = indicator_of(target.indicators[part], runs.scenario)
    assert definition is not None  # checked when the file was read
    figure = known(target, definition, part)
    model, count, reason = runs.beside(target, part, definition, figure)
    return Row(
        scenario=runs.scenario.name,
        target=name,
        part=part,
        indicator=target.indicators[part],
        station=target.station or target.pool or ALL,
        gemeenten="; ".join(target.gemeenten or (ALL,)),
        need=target.need or ALL,
        period=str(target.at or target.period),
        unit=definition.unit,
        known=figure.value,
        low=figure.low,
        high=figure.high,
        tolerance=target.tolerance or "",
        replications=count,
        mean=model.mean,
        mean_low=model.low,
        mean_high=model.high,
        inside=model.inside,
        verdict=_verdict(figure, model),
        reason=reason,
    )


def _told_of(rows: pd.DataFrame, wanted: set[str]) -> pd.DataFrame:
    """The rows that decide whether these are told: what they add up to, and who stands behind."""
    bases = {base_name(name) for name in wanted}
    for item in INDICATORS:
        if item.base in bases:
            bases |= {base_name(name) for name in (item.behind, item.part_of) if name}
    return rows[rows["indicator"].map(lambda name: base_name(str(name)) in bases).astype(bool)]


def _without_few(row: Row, kept: KeptBack) -> Row:
    """The row without what the model says, where that is of fewer than ten children."""
    cells = [
        (row.scenario, row.indicator, row.station, gemeente, row.need, row.period)
        for gemeente in row.gemeenten.split("; ")
    ]
    definition = definition_of(row.indicator)
    counts = definition is not None and definition.behind == ITSELF
    if not any(cell in kept for cell in cells) and not (counts and is_few(row.mean)):
        return row
    return replace(row, mean=None, mean_low=None, mean_high=None, inside=None)


def _values(
    scenario: Scenario, target: Target, rows: pd.DataFrame, runs: Sequence[int]
) -> tuple[Floats, Reason]:
    """The value in each run, added up over the gemeenten; empty where one run has none."""
    if not is_reported(scenario, target):
        return np.zeros(0), Reason.NOT_REPORTED
    gemeenten = list(target.gemeenten or (ALL,))
    chosen = (
        (rows["period"] == str(target.at or target.period))
        & (rows["station"] == (target.station or target.pool or ALL))
        & (rows["need"] == (target.need or ALL))
        & rows["gemeente"].isin(gemeenten)
    )
    by_run = rows[chosen].groupby("replication")["value"]
    total, count = by_run.sum(), by_run.count()
    if not runs or any(count.get(run, 0) != len(gemeenten) for run in runs):
        return np.zeros(0), Reason.NO_VALUE
    return np.array([total[run] for run in runs], dtype=np.float64), Reason.NONE


def _of_draws(values: Floats, figure: Known) -> Model:
    """The mean of the draws, the range of nine in ten, and how many lie inside."""
    if not values.size:
        return Model()
    low, high = middle(values)
    inside = float(((figure.low <= values) & (values <= figure.high)).mean())
    return Model(float(values.mean()), low, high, inside)


def _interval(values: Floats, possible: tuple[float, float]) -> Model:
    """The mean of the runs and its 95% t-interval, as far as it is possible."""
    if not values.size:
        return Model()
    mean = float(values.mean())
    if values.size < 2:
        return Model(mean)
    half = float(half_width(values.std(ddof=1), values.size))
    least, most = possible
    return Model(mean, max(mean - half, least), min(mean + half, most))


def _verdict(figure: Known, model: Model) -> Verdict:
    if model.mean is None:
        return Verdict.NOT_MEASURED
    if not figure.low <= model.mean <= figure.high:
        return Verdict.MISSED
    if model.inside is not None:
        return Verdict.INSIDE if model.inside >= OFTEN else Verdict.UNSURE
    if model.low is None or model.high is None:
        return Verdict.UNSURE
    is_within = figure.low <= model.low and model.high <= figure.high
    return Verdict.INSIDE if is_within else Verdict.UNSURE
