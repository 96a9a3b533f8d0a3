"""What the targets of a scenario ask for: which rows, over which days, how close."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..scenario.schema import Scenario, Target, fraction
from .definitions import FOLLOWED, Indicator, Kind, indicator_of


@dataclass(frozen=True)
class Known:
    """A known figure and the bounds within which a model is close enough."""

    value: float
    low: float
    high: float


def kind_of_period(target: Target) -> Kind:
    """The kind of period that a target names."""
    if target.at is not None:
        return Kind.DATE
    if "-H" in (target.period or ""):
        return Kind.HALF
    return Kind.SPAN if "-" in (target.period or "") else Kind.YEAR


def days_of(target: Target) -> tuple[dt.date, dt.date]:
    """The first day of its period and the day after the last; for a date both are that date."""
    if target.at is not None:
        return target.at, target.at
    first, _, last = (target.period or "").partition("-")
    year = int(first)
    match last:
        case "H1":
            return dt.date(year, 1, 1), dt.date(year, 7, 1)
        case "H2":
            return dt.date(year, 7, 1), dt.date(year + 1, 1, 1)
    return dt.date(year, 1, 1), dt.date(int(last or year) + 1, 1, 1)


def is_reported(scenario: Scenario, target: Target) -> bool:
    """Whether the whole of its period, or its date, lies in the reported period."""
    begin, end = days_of(target)
    first, until = scenario.period.report_from, scenario.period.end
    return first <= begin and (end <= until if begin < end else begin < until)


def rows_of(target: Target) -> str:
    """Which rows it needs, in the letters of an Indicator."""
    spec = (("S", target.station), ("P", target.pool), ("G", target.gemeenten), ("N", target.need))
    return "".join(letter for letter, name in spec if name) or "."


def indicators_of(scenario: Scenario, target: Target) -> list[Indicator]:
    """Its indicators, of those that exist."""
    result = [indicator_of(name, scenario) for name in target.indicators.values()]
    return [item for item in result if item is not None]


def known(target: Target, definition: Indicator, part: str) -> Known:
    """The figure of one of its parts; a tolerance of shares is in percentage points."""
    value = (target.values or {}).get(part, target.value or 0.0)
    if target.tolerance is None:
        return Known(value, target.low or 0.0, target.high or 0.0)
    wide = fraction(target.tolerance)
    if definition.unit != "share":
        wide *= abs(value)
    return Known(value, value - wide, value + wide)


# ------------------------------------------------------------------ what a run must do for them


def detailed_years(scenario: Scenario) -> set[str]:
    """Years for which targets ask for rows that otherwise only several years have."""
    return {
        target.period
        for target in scenario.targets.values()
        if target.period is not None
        and kind_of_period(target) is Kind.YEAR
        and any(rows_of(target) in item.detail.split() for item in indicators_of(scenario, target))
    }


def needed_until(scenario: Scenario) -> dt.date:
    """The end of a run that measures every target that this period allows."""
    first, end = scenario.period.report_from, scenario.period.end
    day = dt.timedelta(days=1)
    needed = [first + day]
    for target in scenario.targets.values():
        if is_reported(scenario, target):
            begin, until = days_of(target)
            after = (
                FOLLOWED if any(item.follows for item in indicators_of(scenario, target)) else None
            )
            needed.append(max(until, begin + day) + (after or dt.timedelta(0)))
    return min(end, max(needed))


def shortened(scenario: Scenario) -> Scenario:
    """The scenario, run no further than its targets need."""
    period = scenario.period.model_copy(update={"end": needed_until(scenario)})
    return scenario.model_copy(update={"period": period})
