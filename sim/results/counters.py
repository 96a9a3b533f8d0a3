"""Counter-indicators: what a scenario does to the children that the baseline refers.

A counter passes only when its one-sided 95% upper bound of the harm is within a fixed margin, so
that it cannot pass by being uncertain; it is never corrected for many scenarios, and what is
missing does not pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import ScenarioError
from ..indicators.guards import COST, GUARDS, LEAST_REFERRALS, PUT_IN, WEEKS_TO_HELP, Guard
from ..measuring.fates import ARRIVED, CARE_DAYS, REFERRED, RETURNED
from .evidence import Sample, lower_bound, upper_bound
from .verdicts import Harm

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Cell = tuple[str, str, str]
"""Kind of group, part and period."""

ALL = "all"
COUNTER_COLUMNS = [
    "look", "scenario", "baseline", "counter", "group", "part", "period", "unit", "replications",
    "referrals", "baseline_mean", "scenario_mean", "harm", "low", "high", "margin", "verdict",
]  # fmt: skip
WITHIN, FAILS, SHOWN, SMALL, MISSING = "within", "not_excluded", "shown", "few", "missing"
"""Verdicts on a counter: within its margin; more is not excluded; more is shown; too few children
to exclude it, and not shown; not there."""
PASSING = (WITHIN, SMALL)
_AS_COUNTED = {
    "not_coming": ARRIVED,
    "not_returning": RETURNED,
    "less_care": CARE_DAYS,
}
"""The measure behind a guard, where it has another name; fewer of it is the harm."""


@dataclass(frozen=True)
class Margins:
    """The margins of an experiment, by name of a guard; it may only make them smaller."""

    spec: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        fixed = {guard.name: guard for guard in (*GUARDS, *PUT_IN)}
        for name, value in self.spec.items():
            if name not in fixed:
                raise ScenarioError(
                    f"margins.{name} is {value}; there is no counter-indicator of this name; name "
                    f"one of {', '.join(fixed)}"
                )
            most = fixed[name].margin
            amount = _number(value)
            if amount is None or not 0 <= amount <= most:
                raise ScenarioError(
                    f"margins.{name} is {value}; must be a number from 0 to {most:g}; an "
                    "experiment may make a margin smaller, never wider"
                )

    def of(self, guard: Guard) -> float:
        """The margin of a guard."""
        return _number(self.spec.get(guard.name, guard.margin)) or 0.0


def _number(spec: Any) -> float | None:
    """A number, or a percentage as a part; None for what is neither."""
    text = str(spec).strip()
    try:
        amount = float(text.removesuffix("%"))
    except ValueError:
        return None
    if isinstance(spec, bool):
        return None
    return amount / 100 if text.endswith("%") else amount


class FateKey(NamedTuple):
    """Which sums of a scenario: a measure of measuring/fates.py, or cost."""

    measure: str
    group: str
    part: str
    period: str


@dataclass(frozen=True)
class Totals:
    """What the runs of one scenario came to: sums of fates, and cost, an array over the runs."""

    by_key: Mapping[FateKey, Floats]

    @staticmethod
    def of(fates: pd.DataFrame, indicators: pd.DataFrame, runs: Sequence[int]) -> Totals:
        """From the tidy tables of one scenario; NaN in runs that lack a sum."""
        import pandas as pd

        cost = indicators[(indicators["indicator"] == COST.name) & _in_total(indicators)]
        money = cost[["period", "replication", "value"]].assign(
            measure=COST.name, group=ALL, part=ALL
        )
        columns = [*FateKey._fields, "replication", "value"]
        wide = pd.concat([fates[columns], money], ignore_index=True).pivot_table(
            index=[*FateKey._fields], columns="replication", values="value", sort=False,
            observed=True,
        ).reindex(columns=list(runs))  # fmt: skip
        rows = wide.to_numpy(dtype=np.float64)
        keys = [FateKey(*key) for key in wide.index.tolist()]
        return Totals(dict(zip(keys, rows, strict=True)))

    def values(self, measure: str, cell: Cell) -> Floats | None:
        """By run; None where it is missing in one run at least."""
        row = self.by_key.get(FateKey(measure, *cell))
        return None if row is None or np.isnan(row).any() else row

    def parts(self, group: str, period: str) -> list[str]:
        """The parts of a kind of group that there are."""
        keys = [key for key in self.by_key if key.group == group and key.period == period]
        return list(dict.fromkeys(key.part for key in keys))


def _in_total(rows: pd.DataFrame) -> pd.Series[bool]:
    return (rows[["station", "gemeente", "need"]] == ALL).all(axis=1)


@dataclass(frozen=True)
class Counter:
    """One counter of one scenario in one group and period, with the harm in each run.

    `harm` is None where it is missing; `least_variance` as in Sample.
    """

    guard: Guard
    group: str
    part: str
    period: str
    margin: float
    referrals: float
    baseline_mean: float = np.nan
    scenario_mean: float = np.nan
    harm: Floats | None = None
    least_variance: float = 0.0

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """One-sided 95% bounds of the harm; NaN where it is missing."""
        if self.harm is None:
            return np.nan, np.nan
        sample = Sample(self.harm[None, :], np.array([self.least_variance]))
        return float(lower_bound(sample)[0]), float(upper_bound(sample)[0])

    @property
    def runs(self) -> int:
        """How many pairs there are; 0 where it is missing."""
        return 0 if self.harm is None else self.harm.size

    @property
    def size(self) -> float | None:
        """The mean harm; None where it is missing."""
        return None if self.harm is None else float(self.harm.mean())

    @cached_property
    def verdict(self) -> str:
        """WITHIN and the others."""
        low, high = self.bounds
        if self.harm is None:
            return MISSING
        if high <= self.margin:
            return WITHIN
        if low > self.margin:
            return SHOWN
        is_small = self.group != ALL and self.referrals < LEAST_REFERRALS
        return SMALL if is_small else FAILS

    @property
    def as_harm(self) -> Harm:
        """For a verdict."""
        result = self.verdict
        passes, shown = result in PASSING, result == SHOWN
        return Harm(self.guard.name, self.size, self.margin, passes, shown, self.part)


def counters_between(
    base: Totals, other: Totals, periods: Sequence[str], margins: Margins
) -> list[Counter]:
    """Every counter of a scenario: of each guard, in each of its groups, over each period."""
    return [
        _counter(base, other, guard, cell, margins.of(guard))
        for guard in (*GUARDS, *PUT_IN)
        for cell in _cells(base, guard, periods)
    ]


def _cells(base: Totals, guard: Guard, periods: Sequence[str]) -> Iterator[Cell]:
    """Groups with referrals in the baseline; the total is there in any case."""
    for period in periods:
        for group in guard.groups:
            for part in base.parts(group, period) if group != ALL else (ALL,):
                referred = base.values(REFERRED, (group, part, period))
                if group == ALL or (referred is not None and referred.any()):
                    yield group, part, period


def _counter(base: Totals, other: Totals, guard: Guard, cell: Cell, margin: float) -> Counter:
    referred = base.values(REFERRED, cell)
    referrals = 0.0 if referred is None else float(referred.mean())
    missing = Counter(guard, *cell, margin, referrals)
    measure = _AS_COUNTED.get(guard.name, guard.name)
    before, after = base.values(measure, cell), other.values(measure, cell)
    if before is None or after is None or (guard is not COST and not referrals):
        return missing
    if guard.unit == "part":
        return _relative(missing, before, after)
    if guard.unit == "per_1000":
        return _per_1000(missing, before, after)
    if guard is not WEEKS_TO_HELP:
        return _of_weeks(missing, before / referrals, after / referrals, referrals)
    came, come = base.values(ARRIVED, cell), other.values(ARRIVED, cell)
    # A group that is called otherwise in the scenario, so that nobody of it comes, is missing.
    if came is None or come is None or not came.any() or not come.any():
        return missing
    return _of_weeks(missing, _mean(before, came), _mean(after, come), float(came.mean()))


def _per_1000(missing: Counter, before: Floats, after: Floats) -> Counter:
    """Children are whole, so their difference varies as a Poisson number at the least."""
    per = 1000 / missing.referrals
    counted = _harm(missing, before, after)
    return replace(
        missing,
        baseline_mean=float(before.mean()) * per,
        scenario_mean=float(after.mean()) * per,
        harm=counted * per,
        least_variance=float(np.abs(counted).mean()) * per**2,
    )


def _of_weeks(missing: Counter, before: Floats, after: Floats, arrived: float) -> Counter:
    """Mean weeks of those who came, which differ by steps of a week of one child at the least."""
    harm = after - before
    return replace(
        missing,
        baseline_mean=float(before.mean()),
        scenario_mean=float(after.mean()),
        harm=harm,
        least_variance=float(np.abs(harm).mean()) / arrived,
    )


def _mean(total: Floats, count: Floats) -> Floats:
    return np.divide(total, count, out=np.zeros_like(total), where=count > 0)


def _relative(missing: Counter, before: Floats, after: Floats) -> Counter:
    """As a part of the baseline's mean; what costs nothing may cost nothing more."""
    mean = float(np.abs(before).mean())
    return replace(
        missing,
        baseline_mean=float(before.mean()),
        scenario_mean=float(after.mean()),
        harm=_harm(missing, before, after) / (mean or 1.0),
    )


def _harm(missing: Counter, before: Floats, after: Floats) -> Floats:
    """What is put in is that there is less of it."""
    return before - after if missing.guard in PUT_IN else after - before


def counter_table(look: str, scenario: str, baseline: str, counters: list[Counter]) -> pd.DataFrame:
    """A row a counter."""
    import pandas as pd

    rows = [
        (
            look, scenario, baseline, item.guard.name, item.group, item.part, item.period,
            item.guard.unit, item.runs, item.referrals,
            item.baseline_mean, item.scenario_mean, item.size, *item.bounds, item.margin,
            item.verdict,
        )
        for item in counters
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COUNTER_COLUMNS)
