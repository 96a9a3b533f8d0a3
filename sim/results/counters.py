"""Counter-indicators: what a scenario does to the children that the baseline refers.

A counter passes only when its one-sided 95% upper bound of the harm is within a fixed margin, so
that it cannot pass by being uncertain; it is never corrected for many scenarios, and what is
missing does not pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..indicators.guards import (
    COST,
    GUARDS,
    LEAST_REFERRALS,
    OTHER_HELP,
    PUT_IN,
    WEEKS_TO_HELP,
    Guard,
)
from ..measuring.fates import (
    ARRIVED,
    AT_START,
    BEFORE,
    CARE_DAYS,
    JOINED,
    REFERRED,
    RETURNED,
    STATION,
)
from .evidence import Sample, lower_bound, upper_bound
from .margins import Margins
from .totals import ALL, Cell, Totals
from .verdicts import Harm

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
COUNTER_COLUMNS = [
    "look", "scenario", "baseline", "counter", "group", "part", "period", "unit", "replications",
    "referrals", "baseline_mean", "scenario_mean", "harm", "low", "high", "margin", "verdict",
]  # fmt: skip
WITHIN, FAILS, SHOWN, SMALL, MISSING = "within", "not_excluded", "shown", "few", "missing"
"""Verdicts on a counter: within its margin; more is not excluded; more is shown; too few children
to exclude it, and not shown; not there."""
PASSING = (WITHIN, SMALL)
_ALL_GUARDS = (*GUARDS, *PUT_IN)
_AS_COUNTED = {
    "not_coming": ARRIVED,
    "not_returning": RETURNED,
    "not_at_start": AT_START,
    "less_care": CARE_DAYS,
}
"""The measure behind a guard, where it has another name; fewer of it is the harm."""


@dataclass(frozen=True)
class Counter:
    """One counter of one scenario in one group and period, with the harm in each run.

    `harm` is None where it is missing; `least_variance` as in Sample. `of_year`: of a year by
    itself, in which it refuses only by a harm that is shown.
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
    of_year: bool = False

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """One-sided 95% bounds of the harm; NaN where it is missing."""
        if self.harm is None:
            return np.nan, np.nan
        sample = Sample(self.harm[None, :], np.array([self.least_variance]))
        return float(lower_bound(sample)[0]), float(upper_bound(sample)[0])

    @property
    def shown_bounds(self) -> tuple[float, float]:
        """The bounds, cut where the scenario would come to fewer than none."""
        low, high = self.bounds
        whole = 1.0 if self.guard.unit == "part" else self.baseline_mean
        if self.guard.name in _AS_COUNTED:  # the harm is that there is less
            return low, min(high, max(whole, self.size or 0.0))
        return max(low, min(-whole, self.size or 0.0)), high

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
            return SMALL if self.of_year else MISSING
        if high <= self.margin:
            return WITHIN
        if low > self.margin:
            return SHOWN
        return SMALL if self.is_little else FAILS

    @property
    def is_little(self) -> bool:
        """Whether it is of a group or year by itself in which a few children make a difference."""
        return self.of_year or (self.group != ALL and self.referrals < LEAST_REFERRALS)

    @property
    def as_harm(self) -> Harm:
        """For a verdict."""
        result = self.verdict
        passes, shown = result in PASSING, result == SHOWN
        return Harm(self.guard.name, self.size, self.margin, passes, shown, self.part)


@dataclass(frozen=True)
class Asked:
    """What counters are made of: over which periods, and what the experiment and files say.

    `sent_to` are the stations to which the scenario sends more (running/sent_to.py); `until_year`
    as in Pairing.
    """

    periods: Sequence[str]
    margins: Margins = field(default_factory=Margins)
    sent_to: frozenset[str] = frozenset()
    until_year: int | None = None


def counters_between(base: Totals, other: Totals, asked: Asked) -> list[Counter]:
    """Every counter of a scenario: of each guard, in each of its groups, over each period.

    Some also before the reported period and in each year by itself.
    """
    between = _Between(base, other, asked)
    every = [item for guard in _ALL_GUARDS for item in between.counters(guard)]
    return every + [item for guard in GUARDS if guard.each_year for item in between.yearly(guard)]


@dataclass(frozen=True)
class _Between:
    """Sums of a baseline and of a scenario."""

    base: Totals
    other: Totals
    asked: Asked

    def counters(self, guard: Guard) -> Iterator[Counter]:
        """A guard in each of its groups over the periods asked for."""
        for cell in _cells(self.base, guard, self.asked.periods):
            yield self._counter(guard, cell)

    def yearly(self, guard: Guard) -> Iterator[Counter]:
        """A guard in each year, and before them all, of all and of groups that are large enough."""
        last = self.asked.until_year
        years = [
            name for name in self.base.periods
            if name == BEFORE or (name.isdecimal() and (last is None or int(name) < last))
        ]  # fmt: skip
        for cell in _cells(self.base, guard, years):
            counter = replace(self._counter(guard, cell), of_year=True)
            if counter.group == ALL or counter.referrals >= LEAST_REFERRALS:
                yield counter

    def _counter(self, guard: Guard, cell: Cell) -> Counter:
        if guard is OTHER_HELP:
            counter = self._other_help(cell)
        elif guard.sums:
            counter = self._summed(guard, cell)
        else:
            counter = self._counted(guard, cell)
        cost = self.base.values(COST.name, (ALL, ALL, cell[-1]))
        spent = 0.0 if cost is None else float(cost.mean())
        margin = self.asked.margins.least_of(guard, weeks=counter.baseline_mean, cost=spent)
        return replace(counter, margin=margin)

    def _missing(self, guard: Guard, cell: Cell) -> Counter:
        referred = self.base.values(REFERRED, cell)
        return Counter(guard, *cell, guard.margin, 0.0 if referred is None else referred.mean())

    def _counted(self, guard: Guard, cell: Cell) -> Counter:
        missing = self._missing(guard, cell)
        measure = _AS_COUNTED.get(guard.name, guard.name)
        before, after = self.base.values(measure, cell), self.other.values(measure, cell)
        if before is None or after is None or (guard is not COST and not missing.referrals):
            return missing
        if guard.unit == "part":
            return _relative(missing, before, after)
        if guard.unit == "per_1000":
            return _per_1000(missing, before, after)
        if guard is WEEKS_TO_HELP:
            return self._weeks_to_help(missing, cell)
        referrals = missing.referrals
        return _of_weeks(missing, before / referrals, after / referrals, referrals)

    def _weeks_to_help(self, missing: Counter, cell: Cell) -> Counter:
        """Means over who came; a group of which nobody comes, by another name, is missing."""
        before, after = (item.values(WEEKS_TO_HELP.name, cell) for item in (self.base, self.other))
        came, come = (item.values(ARRIVED, cell) for item in (self.base, self.other))
        if before is None or after is None or came is None or come is None:
            return missing
        if not came.any() or not come.any():
            return missing
        return _of_weeks(missing, _mean(before, came), _mean(after, come), float(came.mean()))

    def _other_help(self, cell: Cell) -> Counter:
        """How many more join the stations to which more are sent, of those that are joined more."""
        missing = self._missing(OTHER_HELP, cell)
        referred = self.base.values(REFERRED, cell)
        if referred is None or not missing.referrals:
            return missing
        before, after = np.zeros_like(referred), np.zeros_like(referred)
        for name in sorted(self.asked.sent_to):
            place = (STATION, name, cell[-1])
            theirs, ours = (item.count(JOINED, place, referred) for item in (self.base, self.other))
            if ours.mean() > theirs.mean():
                before, after = before + theirs, after + ours
        return _per_1000(missing, before, after)

    def _summed(self, guard: Guard, cell: Cell) -> Counter:
        """The harms of several guards together, of those that are one."""
        parts = [self._counted(item, cell) for item in _ALL_GUARDS if item.name in guard.sums]
        missing = self._missing(guard, cell)
        harms = [part.harm for part in parts if part.harm is not None]
        if len(harms) < len(parts):
            return missing
        none = np.zeros_like(harms[0])
        worse = [part for part in parts if part.harm is not None and part.harm.mean() > 0]
        return replace(
            missing,
            baseline_mean=sum(part.baseline_mean for part in worse),
            scenario_mean=sum(part.scenario_mean for part in worse),
            harm=sum((harm for harm in harms if harm.mean() > 0), none),
            least_variance=sum(part.least_variance for part in worse),
        )


def _cells(base: Totals, guard: Guard, periods: Sequence[str]) -> Iterator[Cell]:
    """Groups with referrals in the baseline; the total is there in any case."""
    for period in periods:
        for group in guard.groups:
            for part in base.parts(group, period) if group != ALL else (ALL,):
                referred = base.values(REFERRED, (group, part, period))
                if group == ALL or (referred is not None and referred.any()):
                    yield group, part, period


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
    return before - after if missing.guard.name in _AS_COUNTED else after - before


def counter_table(look: str, scenario: str, baseline: str, counters: list[Counter]) -> pd.DataFrame:
    """A row a counter."""
    import pandas as pd

    rows = [
        (
            look, scenario, baseline, item.guard.name, item.group, item.part, item.period,
            item.guard.unit, item.runs, item.referrals,
            item.baseline_mean, item.scenario_mean, item.size, *item.shown_bounds, item.margin,
            item.verdict,
        )
        for item in counters
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COUNTER_COLUMNS)
