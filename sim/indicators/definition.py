"""What one indicator is: its name, unit, rows and periods, what is better, what guards a gain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import Literal

Unit = Literal["weeks", "days", "share", "number", "youths", "eur", "fte", "per_1000"]
ITSELF = "itself"


class Kind(StrEnum):
    """Kinds of periods."""

    DATE = "date"
    HALF = "half-year"
    YEAR = "year"
    SPAN = "several years"


class Better(StrEnum):
    """When an indicator has become better; NEITHER: a number without a good side."""

    LESS = "less"
    MORE = "more"
    NEITHER = ""


@dataclass(frozen=True)
class Margin:
    """How much worse a counter-indicator may become before it forbids a gain.

    `amount` is in the unit of the indicator; with `relative` a part of its baseline, with
    `per_1000` for each 1,000 of that indicator in the baseline.
    """

    amount: float
    relative: bool = False
    per_1000: str = ""

    def least(self, mean: float, per: float = 0.0) -> float:
        """In the unit of the indicator.

        `mean` is that of the indicator in the baseline, `per` that of `per_1000` in the same cell.
        """
        if self.per_1000:
            return self.amount * per / 1000
        return self.amount * abs(mean) if self.relative else self.amount


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """An indicator, `{…}` in its pattern being words that narrow it down.

    Rows are letters, for each kind of period: `.` in total, S per station, P per pool, G per
    gemeente, N per need, and pairs: SG, SN, PG. Years have the rows of `detail` only where a target
    asks for them, spans (`None`: as years) always.
    """

    pattern: str
    unit: Unit
    year: str = ""
    span: str | None = None
    detail: str = ""
    half: str = ""
    date: str = ""
    adds_up: bool = False
    """Over gemeenten, and with the size of the region."""
    in_time: bool = False
    """Whether it adds up over time, so that people are told an amount per year."""
    follows: bool = False
    """Whether it looks at what becomes of youths after the period."""
    behind: str | None = None
    """What counts the children behind a cell: another indicator, ITSELF, or None of children."""
    part_of: str = ""
    """The indicator that it adds up to with others of its base; `1` for shares of a whole."""
    better: Better = Better.NEITHER
    headline: bool = False
    counters: tuple[str, ...] = ()
    """Indicators of the same cell that must not become worse by more than their margin."""
    companions: tuple[str, ...] = ()
    """What stands beside it, since a change of it may follow from the file: no gain by itself."""
    margin: Margin | None = None
    may_be_negative: bool = False
    may_exceed_one: bool = False

    @property
    def base(self) -> str:
        """The name without what narrows it down."""
        return self.pattern.partition(":")[0]

    @property
    def parts(self) -> tuple[str, ...]:
        """What narrows it down: kinds of words, or one word."""
        return tuple(self.pattern.split(":")[1:])

    @property
    def words(self) -> str:
        """The key of its words: `.name` follows, for some `.topic`, `.less` and `.more` too."""
        return f"indicator.{self.pattern}"

    @property
    def possible(self) -> tuple[float, float]:
        """The least and the most that it can be."""
        return (
            -inf if self.may_be_negative else 0.0,
            1.0 if self.unit == "share" and not self.may_exceed_one else inf,
        )

    def possible_beside(self, seen: float) -> tuple[float, float]:
        """The same, where no more than `seen` was ever seen: full places are not overfull ones."""
        least, most = self.possible
        return least, 1.0 if self.unit == "share" and seen <= 1.0 else most

    def rows(self, kind: Kind) -> tuple[str, ...]:
        """The rows for a kind of period, those that a target must ask for included."""
        match kind:
            case Kind.DATE:
                spec = self.date
            case Kind.HALF:
                spec = self.half
            case Kind.YEAR:
                spec = f"{self.year} {self.detail}"
            case Kind.SPAN:
                spec = f"{self.year if self.span is None else self.span} {self.detail}"
        return tuple(spec.split())

    def count_behind(self, name: str) -> str | None:
        """The full name of what counts the children behind a cell of `name`, a name of this.

        Words of the same kind are carried over: behind `weeks_waited:closed` is `joined:closed`.
        """
        if self.behind == ITSELF:
            return name
        return None if self.behind is None else self._carried(self.behind, name)

    def counters_of(self, name: str) -> tuple[str, ...]:
        """The full names of the counter-indicators of `name`, words carried over."""
        return tuple(self._carried(counter, name) for counter in self.counters)

    def margin_per(self, name: str) -> str:
        """The full name of the indicator that the margin of `name` is told per 1,000 of."""
        return self._carried(self.margin.per_1000, name) if self.margin else ""

    def _carried(self, pattern: str, name: str) -> str:
        words = dict(zip(self.parts, name.split(":")[1:], strict=True))
        return ":".join(words.get(part, part) for part in pattern.split(":"))
