"""Growth that interventions change: above -1, and of demand that stays of one size."""

from __future__ import annotations

import math

import numpy as np

from ..in_force.changed import Changed
from ..in_force.growth import DAYS_PER_YEAR
from ..in_force.timelines import Timeline, in_force
from ..scenario.reading import Keys
from ..scenario.wording import counted
from .findings import Findings
from .numbers import MOST_GROWN

FIELD = "growth_per_year"


def check_growth(findings: Findings) -> None:
    """Refuse growth that no demand has, or that makes it of another size altogether."""
    period = findings.scenario.period
    for changed in findings.in_force.changed():
        if changed.keys[-1] == FIELD:
            _check(findings, changed, changed.line, changed.spec[-1])
    for name, arrival in findings.scenario.arrivals.items():
        if arrival.growth_per_year.path:
            line = in_force(arrival.growth_per_year, (), period)
            _check(findings, None, line, ("arrivals", name, FIELD))


def _check(
    findings: Findings, changed: Changed | None, line: Timeline, keys: tuple[str, ...]
) -> None:
    if changed is not None and min(line.values) <= -1:
        rule = f"is what {'.'.join(changed.keys)} becomes, and it must be above -1"
        value, about = round(min(line.values), 6), _about(changed)
        findings.error(keys, value, rule, "mend the change or its dates", about=about)
        return
    times = _most_grown(findings, line)
    if times > MOST_GROWN:
        rule = (
            f"makes demand {counted(times)} times that of the start on some day; at most "
            f"{MOST_GROWN:,.0f}"
        )
        value, about = round(max(line.values), 6), _about(changed)
        findings.error(keys, value, rule, "write 1.5% as 0.015", about=about)


def _about(changed: Changed | None) -> tuple[Keys, ...]:
    return () if changed is None else (changed.keys, *changed.spec)


def _most_grown(findings: Findings, line: Timeline) -> float:
    """The most times that demand is that of the first day."""
    period = findings.scenario.period
    days = np.arange((period.end - period.start).days, dtype=np.int64)
    grown = np.cumsum(np.log1p(line.on(days)) / DAYS_PER_YEAR)
    return math.exp(min(float(grown.max(initial=0.0)), 600.0))
