"""The region: period, money, sources, gemeenten, needs, arrivals and targets."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from ..meant import month_meant
from .base import (
    About,
    Date,
    Flag,
    LegalFrame,
    Percent,
    RowAbout,
    Spec,
    Text,
    Whole,
    refusal,
)
from .ceilings import Ceiling
from .domains import (
    Figure,
    Growth,
    Index,
    Per1000Youth,
    PerYear,
    Season,
    Share,
    Sum,
    Times,
    Year,
    Youth,
)
from .numbers import Number
from .rows import check_toward


class Period(Spec):
    """Start, first reported day and end (exclusive)."""

    start: Date
    report_from: Date
    end: Date

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end <= self.start:
            raise refusal(
                f"ends on {self.end} and starts on {self.start}, so it is empty",
                "let end come after start",
            )
        if not self.start <= self.report_from < self.end:
            raise refusal(
                f"reports from {self.report_from}, which is not within {self.start} to {self.end}",
                "let report_from lie from start to before end",
            )
        return self


class PeriodChange(Spec):
    """Other dates for the period of the scenario that is extended."""

    start: Date | None = None
    report_from: Date | None = None
    end: Date | None = None


class Money(Spec):
    """Price level, index by year (1.0 in the year of the price level), budgets and ceilings."""

    price_level: Year
    index: dict[Year, Index] = Field(default_factory=dict)
    budgets: dict[str, dict[Year, Sum]] = Field(default_factory=dict)
    ceilings: dict[str, Ceiling] = Field(default_factory=dict)
    about: About | None = None


class Source(Spec):
    """A document or table that numbers come from."""

    title: str
    year: Year | None = None
    address: str | None = None
    note: str | None = None


class Gemeente(Spec):
    """Youth aged 0-17, and `use`: demand per youth relative to the rates of the file."""

    youth: Youth
    use: Times = Number(value=1.0)
    outside: Flag = False
    about: About | None = None


def _text_keys(spec: Any) -> Any:
    """Ages as text; 17 alone is 17-17."""
    if not isinstance(spec, dict):
        return spec
    return {f"{key}-{key}" if str(key).isdecimal() else str(key): spec[key] for key in spec}


class Need(Spec):
    """A need (hulpvraag), the product group of its ambulant help and the ages at arrival."""

    title: Text | None = None
    product_group: str | None = None
    age: Annotated[dict[str, Share], BeforeValidator(_text_keys)] | None = None
    about: RowAbout | None = None

    @model_validator(mode="after")
    def _moves_an_age(self) -> Need:
        if self.about is not None:
            check_toward(self.about, list(self.age or ()))
        return self


def _by_month(spec: Any) -> Any:
    """Refuse months by name."""
    for key in spec if isinstance(spec, Mapping) else ():
        if isinstance(key, str):
            month = month_meant(key)
            way_out = f"write {month}" if month else "write 7 for July"
            raise refusal("months run from 1 to 12", way_out, value=key, key=key)
    return spec


def _in_a_year(spec: dict[int, Number]) -> dict[int, Number]:
    for month in spec:
        if not 1 <= month <= 12:
            raise refusal("months run from 1 to 12", value=month)
    return spec


def _above_none(spec: Number) -> Number:
    for value in spec.values:
        if value <= -1:
            raise refusal("must be above -1", value=value)
    return spec


Seasons = Annotated[dict[Whole, Season], BeforeValidator(_by_month), AfterValidator(_in_a_year)]
Grows = Annotated[Growth, AfterValidator(_above_none)]


class Arrival(Spec):
    """A stream of clients: who, how many, where they enter."""

    need: str
    referrer: str = "none"
    gemeenten: tuple[str, ...] | None = None
    per_1000_youth: Per1000Youth | None = None
    per_year: PerYear | None = None
    enters: str
    priority: Whole = Field(default=2, ge=0, le=1000)
    legal_frame: LegalFrame = "voluntary"
    season: Seasons = Field(default_factory=dict)
    growth_per_year: Grows = Number(value=0.0)
    pgb: Share = Number(value=0.0)
    about: About | None = None

    @model_validator(mode="after")
    def _has_one_rate(self) -> Arrival:
        if (self.per_year is None) == (self.per_1000_youth is None):
            raise refusal("an arrival has per_1000_youth or per_year", "give one of the two")
        return self


def _as_text(spec: Any) -> Any:
    """A plain text is the same in both languages."""
    return {"nl": spec, "en": spec} if isinstance(spec, str) else spec


def _year_as_text(spec: Any) -> Any:
    return str(spec) if isinstance(spec, int) and not isinstance(spec, bool) else spec


_PERIOD = re.compile(r"\d{4}(-H[12]|-\d{4})?")


YearOrPart = Annotated[
    str,
    BeforeValidator(_year_as_text),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
]
"""A year, a half-year or several years, as text."""


class Target(Spec):
    """A known figure that the scenario must reproduce, and how it is counted.

    `values` gives a figure for each of several words that narrow the indicator down. One that does
    not weigh is shown and judged, but moves no draw of a calibration: its source counts what the
    model has not.
    """

    title: Text | None = None
    indicator: str
    station: str | None = None
    pool: str | None = None
    gemeenten: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    need: str | None = None
    at: Date | None = None
    period: YearOrPart | None = None
    counts: Annotated[Text, BeforeValidator(_as_text)] | None = None
    value: Figure | None = None
    values: dict[str, Figure] | None = None
    low: Figure | None = None
    high: Figure | None = None
    tolerance: Percent | None = None
    weighs: bool = True
    source: str | None = None
    note: str | None = None

    elsewhere: ClassVar[Mapping[str, str]] = {
        "referrer": "name it in the indicator, as stay_share:huisarts",
    }

    @property
    def indicators(self) -> dict[str, str]:
        """The full name of its indicator by part; a target with one value has the part ""."""
        if self.values is None:
            return {"": self.indicator}
        return {part: f"{self.indicator}:{part}" for part in self.values}

    @model_validator(mode="after")
    def _has_a_figure_and_bounds(self) -> Target:
        if (self.value is None) == (self.values is None):
            raise refusal("a target has value or values", "give one of the two")
        if self.values is not None and not self.values:
            raise refusal("must not be empty", value={}, key="values")
        bounds = [item is not None for item in (self.low, self.high)]
        if any(bounds) == (self.tolerance is not None) or any(bounds) != all(bounds):
            raise refusal(
                "a target says how close is close enough", "give tolerance: 5%, or low and high"
            )
        if self.low is None or self.high is None:
            return self
        if self.value is None:
            raise refusal("low and high belong to one value", "give values a tolerance", key="low")
        if not self.low <= self.value <= self.high:
            raise refusal(
                f"must lie from low ({self.low:g}) to high ({self.high:g})",
                value=self.value,
                key="value",
            )
        return self

    @model_validator(mode="after")
    def _says_why_it_does_not_weigh(self) -> Target:
        if not self.weighs and self.note is None:
            raise refusal(
                "a target that does not weigh says why", "give a note", value=False, key="weighs"
            )
        return self

    @model_validator(mode="after")
    def _has_a_date_or_a_period(self) -> Target:
        if (self.at is None) == (self.period is None):
            raise refusal(
                "a target has a date or a period", "give at: 2024-10-01 or period: 2021-H1"
            )
        if self.station is not None and self.pool is not None:
            raise refusal("names a station and a pool", "leave one out")
        if self.period is None:
            return self
        first, _, last = self.period.partition("-")
        is_known = _PERIOD.fullmatch(self.period) is not None and int(first) >= dt.MINYEAR
        if not is_known or (last.isdecimal() and not int(first) < int(last) < dt.MAXYEAR):
            raise refusal(
                "is no period of a target",
                "write a year (2021), a half-year (2021-H1) or several years (2021-2024)",
                value=self.period,
                key="period",
            )
        return self
