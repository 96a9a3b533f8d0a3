"""What each kind of number may be: bounds beyond which a file means something else.

Within them no sum or product of a run leaves what a computer counts exactly, so overflow never
gives an answer. docs/scenario-files.md shows the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from ..meant import how_to_write_a_number
from .base import PRESENT, Real, Whole, refusal
from .numbers import (
    PER_YOUTH,
    Change,
    Number,
    PerYouth,
    as_change,
    as_per_youth,
    named_operations,
)
from .shorthand import DATED, AlsoWritten

_NONE_BELOW = "must be 0 or more"
_ABOVE_NONE = "must be above 0"
_NO_PLACES = 'must be 0 or more, or "unlimited"'
MOST_TIMES = 1e6
"""The largest factor."""


@dataclass(frozen=True)
class Domain:
    """The bounds of a kind of number, checked where it stands, and kept when it is drawn."""

    low: float
    high: float
    rule: str = _NONE_BELOW
    is_whole: bool = False
    may_be_per_youth: bool = False
    is_above: bool = False

    @property
    def least(self) -> float:
        """The lowest that is drawn: where `low` itself is too low, just above it."""
        return self.low + TINIEST if self.is_above else self.low

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.checked, handler(source))

    def __get_pydantic_json_schema__(
        self, source: Any, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(source)
        if not self.may_be_per_youth:
            return schema
        number = {"anyOf": [{"type": "number"}, DATED, {"type": "object"}]}
        return {"anyOf": [schema, named_operations({PER_YOUTH: number})]}

    def checked(self, number: Number) -> Number:
        """The number, within the bounds."""
        if number.present:
            rule = "is what stands there that day, and nothing stands below this number itself"
            raise refusal(rule, "write a number", value=PRESENT, key=str(number.present[0]))
        return self.refuse_values_outside(number)

    def refuse_values_outside(self, number: Number) -> Number:
        """The number; refused where a value of it lies outside."""
        for key, value in _values(number):
            self.refuse_outside(key, value)
            counts = self.is_whole and not isinstance(number, PerYouth)
            if counts and key not in ("low", "high") and not value.is_integer():
                raise refusal("must be a whole number", _halves(value), value=value, key=key)
        return number

    def refuse_outside(self, key: str, value: float) -> None:
        """Refuse a value of the number, or under `key`, that is too small or too large."""
        if value < self.low:
            raise refusal(self.rule, value=value, key=key)
        if value > self.high:
            rule = self.rule if self.high == 1 else f"must be at most {self.high:,.10g}"
            raise refusal(rule, value=value, key=key)


@dataclass(frozen=True)
class Changing:
    """The bounds of a change of a kind of number: what it is set to, its factor or addition.

    `also` is an operation of OPERATIONS that only this kind of number knows.
    """

    domain: Domain
    also: str = ""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.checked, handler(source))

    def __get_pydantic_json_schema__(
        self, source: Any, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(source)
        if not self.also:
            return schema
        number = {"anyOf": [{"type": "number"}, DATED]}
        return {"anyOf": [schema, named_operations({self.also: number})]}

    def checked(self, change: Change) -> Change:
        """The change, within the bounds."""
        self._refuse_other_operations(change)
        if change.operation == "set":
            self.domain.refuse_values_outside(change.number)
            return change
        if change.number.present:
            rule = f"a {change.operation} has numbers only: `present` is a value that is set"
            raise refusal(rule, "write {set: ...}, or a number there")
        domain = self.bounds_of(change.operation)
        for key, value in _values(change.number):
            domain.refuse_outside(key, value)
        return change

    def _refuse_other_operations(self, change: Change) -> None:
        if change.operation in ("part", "add_per_1000_youth") and change.operation != self.also:
            what = {
                "part": "the share of a row, in an intervention of kind next",
                "add_per_1000_youth": "the number or fte of places",
            }[change.operation]
            raise refusal(
                f"is of {what}", "write set, factor or add", key=change.operation, value={}
            )

    def bounds_of(self, operation: str) -> Domain:
        """The bounds of what is set, or of a factor, part or addition."""
        if operation == "set":
            return self.domain
        if operation == "factor":
            return Domain(0, MOST_TIMES, "a factor must be 0 or more")
        if operation == "part":
            return Domain(0, 1, "must be a part from 0 to 1")
        high = self.domain.high
        return Domain(-high, high, f"an addition is at most {high:,.10g} up or down")


def _values(number: Number) -> Iterator[tuple[str, float]]:
    """Every value of a number, with the key it stands under."""
    if number.value is not None:
        yield "", number.value
    for date, value in (number.path or {}).items():
        yield str(date), value
    for key, bound in (("low", number.low), ("high", number.high)):
        if bound is not None:
            yield key, bound


def _halves(value: float) -> str:
    """How to write what is no whole number; with three decimals thousands may be meant."""
    whole = f"write {value // 1:.0f} or {value // 1 + 1:.0f}"
    thousands = value * 1000
    if 1 <= value < 1000 and thousands.is_integer() and thousands % 10:
        return f"{whole}, or {thousands:.0f} if thousands are meant"
    return whole


# ---------------------------------------------------------------------------- the kinds

TINIEST = 1e-6
SHARE = Domain(0, 1, "must be a share from 0 to 1")
YOUTH = Domain(0, 1e8, is_whole=True)
PLACES = Domain(0, 1e8, _NO_PLACES, is_whole=True, may_be_per_youth=True)
LIMIT = Domain(0, 1e8, is_whole=True)
PRIORITY = Domain(0, 1000)
PER_YEAR = Domain(0, 1e12)
PER_1000_YOUTH = Domain(0, 1e6)
GROWTH = Domain(-1, 10, "must be above -1", is_above=True)
SEASON = Domain(0, 1e4)
TIMES = Domain(0, 1000)
FTE = Domain(0, 1e7, may_be_per_youth=True)
AGE = Domain(18, 30, "must be an age from 18 to 30")
CLIENTS_PER_FTE = Domain(0, 1e4)
FTE_PER_PLACE = Domain(0.001, 1000, "must be at least 0.001")
PER_WEEK = Domain(0, 1e4)
DEVIATION = Domain(0, 2.5)
WEEKS = Domain(TINIEST, 5218, _ABOVE_NONE)
SEEN_WEEKS = Domain(0, 52, "must be from 0 to 52 weeks, the longest wait that is seen")
YEARLY = Domain(0, 0.5, "must be from 0 to 0.5 (50% a year)")
DAYS = Domain(TINIEST, 1e6, f"{_ABOVE_NONE}, at least a tenth of a second (0.000001 days)")
FORM = Domain(TINIEST, 1e4, _ABOVE_NONE)
PRICE = Domain(0, 1e9)
SUM = Domain(0, 1e12)
INDEX = Domain(0.001, 1000, _ABOVE_NONE)

Share = Annotated[Number, SHARE]
Youth = Annotated[Number, YOUTH]
Limit = Annotated[Number, LIMIT]
Priority = Annotated[Number, PRIORITY]
PerYear = Annotated[Number, PER_YEAR]
Per1000Youth = Annotated[Number, PER_1000_YOUTH]
Growth = Annotated[Number, GROWTH]
Season = Annotated[Number, SEASON]
Times = Annotated[Number, TIMES]
Fte = Annotated[Number, FTE, BeforeValidator(as_per_youth)]
ClientsPerFte = Annotated[Number, CLIENTS_PER_FTE]
FtePerPlace = Annotated[Number, FTE_PER_PLACE]
PerWeek = Annotated[Number, PER_WEEK]
Deviation = Annotated[Number, DEVIATION]
Weeks = Annotated[Number, WEEKS]
SeenWeeks = Annotated[Number, SEEN_WEEKS]
Yearly = Annotated[Number, YEARLY]
Days = Annotated[Number, DAYS]
FormOfStay = Annotated[Number, FORM]
Price = Annotated[Number, PRICE]
Sum = Annotated[Number, SUM]
Index = Annotated[Number, INDEX]

ShareChanged = Annotated[Change, Changing(SHARE)]
RowShareChanged = Annotated[Change, Changing(SHARE, also="part")]
GrowthChanged = Annotated[Change, Changing(GROWTH)]
PlacesChanged = Annotated[Change, Changing(PLACES, also="add_per_1000_youth")]
LimitChanged = Annotated[Change, Changing(LIMIT)]
PriorityChanged = Annotated[Change, Changing(PRIORITY)]
TimesChanged = Annotated[Change, Changing(TIMES)]
AgeChanged = Annotated[Change, Changing(AGE)]
FteChanged = Annotated[Change, Changing(FTE, also="add_per_1000_youth")]
ClientsPerFteChanged = Annotated[Change, Changing(CLIENTS_PER_FTE)]
PerWeekChanged = Annotated[Change, Changing(PER_WEEK)]
WeeksChanged = Annotated[Change, Changing(WEEKS)]
PriceChanged = Annotated[Change, Changing(PRICE)]
SumChanged = Annotated[Change, Changing(SUM)]

WeeksSaid = Annotated[Real, Field(gt=0, le=5218)]
DaysSaid = Annotated[Real, Field(ge=0, le=36525)]
Figure = Annotated[Real, Field(ge=-1e15, le=1e15)]
Year = Annotated[Whole, Field(ge=1900, le=2200)]
Count = Annotated[Whole, Field(ge=1, le=100_000)]


def _only(operation: str) -> Callable[[Any], Any]:
    def as_operation(spec: Any) -> Any:
        if operation == "factor" and how_to_write_a_number(spec).endswith("a part of 1"):
            rule = "must be a number: a factor of 1 changes nothing"
            raise refusal(rule, "write 0.95 for 5% less, 1.05 for 5% more", value=spec)
        change = as_change(spec, operation)
        result = change.operation if isinstance(change, Change) else change["operation"]
        if result != operation:
            raise refusal(f"is a {operation} by its name", f"leave out `{result}`")
        return change

    return as_operation


Factor = Annotated[Change, BeforeValidator(_only("factor")), Changing(TIMES)]
Addition = Annotated[Change, BeforeValidator(_only("add")), Changing(PER_YEAR)]


def _as_places(spec: Any) -> Any:
    if spec is None or spec == "unlimited":
        return None
    if isinstance(spec, str):
        meant = spec.strip().lower() in ("onbeperkt", "ongelimiteerd", "inf", "infinite")
        way_out = "write unlimited" if meant else how_to_write_a_number(spec)
        raise refusal(_NO_PLACES, way_out, value=spec)
    return as_per_youth(spec)


Places = Annotated[
    Annotated[Number, PLACES] | None, BeforeValidator(_as_places), AlsoWritten("unlimited")
]
