"""Numbers with what is known about them, dated paths, and changes of numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue

from .base import OPERATIONS, Date, Percent, Real, Shape, Spec, Status, refusal
from .shorthand import DATED, AlsoWritten, full_form, widen


class Number(Spec):
    """A number, or a dated path of numbers, with what is known about it.

    Exactly one of `value` and `path`. `low` to `high` is a 90% range of a value, `spread` that of
    a value or a whole path, as a part of it.
    """

    value: Real | None = None
    path: dict[Date, Real] | None = None
    shape: Shape = "step"
    low: Real | None = None
    high: Real | None = None
    spread: Percent | None = None
    source: str | None = None
    status: Status | None = None
    note: str | None = None

    @property
    def first(self) -> float:
        """The value before the first date."""
        if self.value is not None:
            return self.value
        return next(iter(self.path.values())) if self.path else 0.0

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said about it but the number itself."""
        return self.source is None and self.status is None and not self.has_range

    @property
    def has_range(self) -> bool:
        """Whether it says how far off it may be."""
        return self.low is not None or self.spread is not None

    @property
    def values(self) -> tuple[float, ...]:
        """Every value it can have: its own or those of its path."""
        return tuple(self.path.values()) if self.path else (self.first,)

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, spec: Any) -> Any:
        return as_number(spec)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: Any, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = full_form(core_schema, handler)
        widen(schema, {"type": "number"}, DATED)
        return schema

    @model_validator(mode="after")
    def _makes_sense(self) -> Number:
        if (self.value is None) == (not self.path):
            raise refusal("a number has either a value or a path", "write {value: 1} or a path")
        for earlier, later in pairwise(self.path or ()):
            if later <= earlier:
                raise refusal(
                    f"the dates of a path run from early to late; here {later} follows {earlier}",
                    "put the dates in order",
                )
        self._check_range()
        return self

    def _check_range(self) -> None:
        if (self.low is None) != (self.high is None):
            raise refusal("low and high come together, a 90% range", "give both or neither")
        if self.low is not None and self.spread is not None:
            raise refusal("low and high are a range, and so is spread", "leave one out")
        if self.low is None or self.high is None:
            return
        if self.value is None:
            raise refusal("low and high belong to one value, not to a path", "write spread: 15%")
        if not self.low <= self.value <= self.high:
            raise refusal(
                f"low to high ({self.low:g} to {self.high:g}) must hold the value {self.value:g}",
                "mend the range",
            )


def as_number(spec: Any) -> Any:
    """A plain number or dated path written out in full."""
    if isinstance(spec, bool):
        raise refusal("must be a number", value=spec)
    if isinstance(spec, int | float):
        return {"value": spec}
    if not isinstance(spec, Mapping):
        if isinstance(spec, Number):
            return spec
        raise refusal("must be a number, {value: ...} or a path {date: number}", value=spec)
    dates = [key for key in spec if isinstance(key, dt.date)]
    if spec and len(dates) == len(spec):
        return {"path": spec}
    if dates:
        raise refusal(
            "dates stand beside other keys",
            "write {path: {date: number}, shape: ramp}",
            value=dates[0],
        )
    years = [key for key in spec if isinstance(key, int)]
    if years:
        raise refusal(
            "a path runs over dates, not years", f"write {years[0]}-01-01", value=years[0]
        )
    return spec


_BESIDE_AN_OPERATION: dict[str, Any] = {
    "shape": {"enum": ["step", "ramp"]},
    "low": {"type": "number"},
    "high": {"type": "number"},
    "spread": {"type": "string"},
    "source": {"type": "string"},
    "status": {"enum": list(get_args(Status))},
    "note": {"type": "string"},
}


class Change(Spec):
    """How an intervention changes a number: `set` to it, by a `factor`, or `add` to it."""

    operation: Literal["set", "factor", "add"]
    number: Number

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, spec: Any) -> Any:
        return as_change(spec)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: Any, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = full_form(core_schema, handler)
        number = schema["properties"]["number"]
        named = {
            "type": "object",
            "properties": {**dict.fromkeys(OPERATIONS, number), **_BESIDE_AN_OPERATION},
            "additionalProperties": False,
            "minProperties": 1,
        }
        schema.clear()
        schema.update({"title": "Change", "anyOf": [number, named]})
        return schema


def as_change(spec: Any, default: str = "set") -> Any:
    """A change written out in full; a bare number or path is the `default` operation."""
    if not isinstance(spec, Mapping):
        return spec if isinstance(spec, Change) else {"operation": default, "number": spec}
    if "operation" in spec:
        return spec
    named = [operation for operation in OPERATIONS if operation in spec]
    if len(named) > 1:
        raise refusal("is one of set, factor and add", "make two interventions of it")
    if not named:
        return {"operation": default, "number": spec}
    rest = {key: value for key, value in spec.items() if key != named[0]}
    number = as_number(spec[named[0]])
    return {"operation": named[0], "number": {**number, **rest} if rest else number}


def _only(operation: str) -> Callable[[Any], Any]:
    def as_operation(spec: Any) -> Any:
        change = as_change(spec, operation)
        result = change.operation if isinstance(change, Change) else change["operation"]
        if result != operation:
            raise refusal(f"is a {operation} by its name", f"leave out `{result}`")
        return change

    return as_operation


# ---------------------------------------------------------------------------- domains


def _values(number: Number) -> Iterator[tuple[str, float]]:
    if number.value is not None:
        yield "", number.value
    for date, value in (number.path or {}).items():
        yield str(date), value
    for key, bound in (("low", number.low), ("high", number.high)):
        if bound is not None:
            yield key, bound


def _refuse_outside(number: Number, low: float, high: float, rule: str) -> None:
    for key, value in _values(number):
        if not low <= value <= high:
            raise refusal(rule, value=value, key=key)


def _number_within(low: float, high: float, rule: str) -> Callable[[Number], Number]:
    def check(number: Number) -> Number:
        _refuse_outside(number, low, high, rule)
        return number

    return check


def _change_within(low: float, high: float, rule: str) -> Callable[[Change], Change]:
    def check(change: Change) -> Change:
        if change.operation == "set":
            _refuse_outside(change.number, low, high, rule)
        elif change.operation == "factor":
            _refuse_outside(change.number, 0, _ANY, "a factor must be 0 or more")
        else:
            _refuse_outside(change.number, -high, high, f"an addition of more than {high:g}")
        return change

    return check


class Domain:
    """Marks the domain of a number for those who scale or draw it: `share`, `amount`, ..."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high


_ANY = float("inf")
_TINY = 1e-12
_SHARE_RULE = "must be a share from 0 to 1"
_AMOUNT_RULE = "must be 0 or more"
_POSITIVE_RULE = "must be above 0"

Num = Number
Share = Annotated[Number, AfterValidator(_number_within(0, 1, _SHARE_RULE)), Domain(0, 1)]
Amount = Annotated[Number, AfterValidator(_number_within(0, _ANY, _AMOUNT_RULE)), Domain(0, _ANY)]
Positive = Annotated[
    Number, AfterValidator(_number_within(_TINY, _ANY, _POSITIVE_RULE)), Domain(_TINY, _ANY)
]

Changed = Annotated[Change, AfterValidator(_change_within(0, _ANY, _AMOUNT_RULE))]
ShareChanged = Annotated[Change, AfterValidator(_change_within(0, 1, _SHARE_RULE))]
Factor = Annotated[
    Change,
    BeforeValidator(_only("factor")),
    AfterValidator(_change_within(0, _ANY, _AMOUNT_RULE)),
]
Addition = Annotated[Change, BeforeValidator(_only("add"))]


def _as_places(spec: Any) -> Any:
    if spec is None or spec == "unlimited":
        return None
    if isinstance(spec, str):
        raise refusal('must be 0 or more, or "unlimited"', value=spec)
    return spec


_PLACES_RULE = 'must be 0 or more, or "unlimited"'
Places = Annotated[
    Annotated[Number, AfterValidator(_number_within(0, _ANY, _PLACES_RULE)), Domain(0, _ANY)]
    | None,
    BeforeValidator(_as_places),
    AlsoWritten("unlimited"),
]
