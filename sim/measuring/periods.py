"""The periods that indicators are given for, and what they are called."""

from __future__ import annotations

import datetime as dt
from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from ..indicators.definitions import Kind
from ..indicators.targets import days_of, detailed_years, is_reported, kind_of_period
from ..scenario.schema import Scenario
from .tallies import Edges

Ints = NDArray[np.int64]

ALL = "all"
END_STATE_YEARS = 5
_LEAST_YEARS = 8


@dataclass(frozen=True)
class Span:
    """A period from one day up to but not including another, with its name."""

    name: str
    begin: int
    end: int

    @property
    def days(self) -> float:
        """Its length."""
        return (self.end - self.begin) / TICKS_PER_DAY


@dataclass(frozen=True)
class Periods:
    """All periods of a run; `spans` are those longer than a year, `all` first.

    `headline` is the one that carries the answer: the end state unless an experiment names other
    years. `detailed` are the years for which targets ask for rows that otherwise only spans have.
    """

    start: dt.date
    years: tuple[Span, ...]
    spans: tuple[Span, ...]
    halves: tuple[Span, ...]
    dates: tuple[Span, ...]
    target_dates: tuple[Span, ...]
    months: tuple[Span, ...]
    end_state: str
    headline: str
    detailed: frozenset[str] = frozenset()

    def years_in(self, span: Span) -> float:
        """How many calendar years it lasts; a part of a year counts by the days of that year."""
        return self._year_at(span.end) - self._year_at(span.begin)

    def _year_at(self, tick: int) -> float:
        days, rest = divmod(tick, TICKS_PER_DAY)
        day = self.start + dt.timedelta(days=days)
        new_year = dt.date(day.year, 1, 1)
        length = 366 if isleap(day.year) else 365
        return day.year + ((day - new_year).days + rest / TICKS_PER_DAY) / length

    @property
    def long(self) -> tuple[Span, ...]:
        """Years and spans."""
        return (*self.years, *self.spans)

    @property
    def in_detail(self) -> list[int]:
        """Places in `long` of the periods with rows per station and gemeente at once."""
        years = [at for at, year in enumerate(self.years) if year.name in self.detailed]
        return [*years, *range(len(self.years), len(self.long))]

    @property
    def fine(self) -> tuple[Span, ...]:
        """The periods with rows per station and gemeente at once."""
        return tuple(self.long[at] for at in self.in_detail)

    @property
    def edges(self) -> Edges:
        """Moments at which a year or span begins or ends."""
        ticks = {tick for span in self.long for tick in (span.begin, span.end)}
        return Edges(np.array(sorted(ticks), dtype=np.int64))


def span_name(first: dt.date, end: dt.date) -> str:
    """`2021-2025` for whole years, else both days; `end` is not included."""
    last = end - dt.timedelta(days=1)
    if (first.month, first.day, end.month, end.day) == (1, 1, 1, 1):
        return f"{first.year}" if first.year == last.year else f"{first.year}-{last.year}"
    return f"{first}/{last}"


def periods_of(
    scenario: Scenario, looking_back_until: dt.date | None = None, headline: str | None = None
) -> Periods:
    """The periods of a scenario; with a date also the reported years before it.

    `headline` are years, as `2026-2030`, of which an experiment gives the headlines.
    """
    start, first, end = scenario.period.start, scenario.period.report_from, scenario.period.end
    years = _spans(start, [(str(item.year), item, until) for item, until in _cut(first, end, 12)])
    spans = _long_spans(scenario, looking_back_until, headline)
    halves = [
        (f"{item.year}-H{1 if item.month <= 6 else 2}", item, until)
        for item, until in _cut(first, end, 6)
    ]
    spec = sorted({target.at for target in scenario.targets.values() if target.at})
    targets = [item for item in spec if first <= item < end]
    dates = sorted({*_new_years(first, end), *targets})
    end_state = _end_state(first, end)
    last = span_name(*end_state) if end_state else ALL
    return Periods(
        start=start,
        years=years,
        spans=tuple(span for span in spans if span.name not in {year.name for year in years}),
        halves=_spans(start, halves),
        dates=_spans(start, [(str(date), date, date) for date in dates]),
        target_dates=_spans(start, [(str(target), target, target) for target in targets]),
        months=_spans(start, [(str(item), item, until) for item, until in _cut(first, end, 1)]),
        end_state=last,
        headline=headline or last,
        detailed=frozenset(detailed_years(scenario)),
    )


def _long_spans(
    scenario: Scenario, looking_back_until: dt.date | None, headline: str | None
) -> tuple[Span, ...]:
    """The whole reported period, the end state, years that are asked for, those of targets."""
    first, end = scenario.period.report_from, scenario.period.end
    spec = [(ALL, first, end)]
    end_state = _end_state(first, end)
    if end_state:
        spec.append((span_name(*end_state), *end_state))
    if headline:
        spec.append((headline, *days_of_years(headline)))
    if looking_back_until and first < looking_back_until < end:
        spec.append((span_name(first, looking_back_until), first, looking_back_until))
    for target in scenario.targets.values():
        if kind_of_period(target) is Kind.SPAN and is_reported(scenario, target):
            spec.append((target.period or "", *days_of(target)))
    return _spans(scenario.period.start, list(dict.fromkeys(spec)))


def days_of_years(years: str) -> tuple[dt.date, dt.date]:
    """The first day of years such as `2026-2030`, and the day after the last."""
    first, _, last = years.partition("-")
    return dt.date(int(first), 1, 1), dt.date(int(last) + 1, 1, 1)


def _spans(start: dt.date, spec: list[tuple[str, dt.date, dt.date]]) -> tuple[Span, ...]:
    """Named dates as spans in ticks since the start."""
    return tuple(
        Span(name, (item - start).days * TICKS_PER_DAY, (until - start).days * TICKS_PER_DAY)
        for name, item, until in spec
    )


def moments(spans: Sequence[Span]) -> Ints:
    """The first tick of each, for reference dates."""
    return np.array([span.begin for span in spans], dtype=np.int64)


def _end_state(first: dt.date, end: dt.date) -> tuple[dt.date, dt.date] | None:
    """The last five whole years, when enough years are reported."""
    last = dt.date(end.year, 1, 1)
    begin = dt.date(last.year - END_STATE_YEARS, 1, 1)
    return (begin, last) if last.year - first.year >= _LEAST_YEARS else None


def _new_years(first: dt.date, end: dt.date) -> list[dt.date]:
    result = [dt.date(year, 1, 1) for year in range(first.year, end.year + 1)]
    return [item for item in result if first <= item < end]


def _cut(first: dt.date, end: dt.date, months: int) -> list[tuple[dt.date, dt.date]]:
    """The period in pieces of 12, 6 or 1 calendar months; the first and last may be shorter."""
    edges = [first]
    month = dt.date(first.year, 1, 1)
    while month < end:
        if month > first:
            edges.append(month)
        later = month.month - 1 + months
        month = dt.date(month.year + later // 12, later % 12 + 1, 1)
    return list(zip(edges, [*edges[1:], end], strict=True))
