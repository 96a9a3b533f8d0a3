"""Numbers with what is known about them, dated paths, and changes of numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Literal, get_args

from pydantic import GetJsonSchemaHandler, ValidationError, model_validator
from pydantic.json_schema import JsonSchemaValue, SkipJsonSchema

from ..meant import date_meant, how_to_write_a_date, how_to_write_a_number
from .base import OPERATIONS, PRESENT, Date, Doubt, Percent, Real, Shape, Spec, Status, refusal
from .shorthand import DATED, DATED_OR_PRESENT, full_form, widen

PER_YOUTH = "per_1000_youth"


class Number(Spec):
    """A number, or a dated path of numbers, with what is known about it.

    Exactly one of `value` and `path`. `low` to `high` is a 90% range of a value, `spread` that of
    a value or a whole path, as a part of it. Numbers of one `doubt` are drawn together. `present`
    are the dates of a path on which it is what stands that day; they are not in `path`.
    """

    value: Real | None = None
    path: dict[Date, Real] | None = None
    present: SkipJsonSchema[tuple[Date, ...]] = ()
    shape: Shape = "step"
    low: Real | None = None
    high: Real | None = None
    spread: Percent | None = None
    source: str | None = None
    status: Status | None = None
    note: str | None = None
    doubt: Doubt | None = None

    @property
    def first(self) -> float:
        """The value before the first date."""
        if self.value is not None:
            return self.value
        return next(iter(self.path.values())) if self.path else 0.0

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """The dates of its path, in order; none for a plain number."""
        return tuple(sorted((*(self.path or ()), *self.present)))

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
        return (self.first,) if self.value is not None else tuple((self.path or {}).values())

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
        if (self.value is None) == (not self.path and not self.present):
            raise refusal("a number has either a value or a path", "write {value: 1} or a path")
        _refuse_disorder(self.path or {})
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
        rule = "must be a number, {value: ...} or a path {date: number}"
        raise refusal(rule, how_to_write_a_number(spec), value=spec)
    if PER_YOUTH in spec:
        rule = "places and fte of a file may be per 1,000 youth, and nothing else is"
        raise refusal(rule, "write a number (a policy: add_per_1000_youth)", key=PER_YOUTH)
    dates = [key for key in spec if isinstance(key, dt.date)]
    if spec and len(dates) == len(spec):
        return _with_present({"path": spec})
    if dates:
        raise refusal(
            "dates stand beside other keys",
            "write {path: {date: number}, shape: ramp}",
            value=dates[0],
        )
    _refuse_other_keys(spec)
    return _with_present(spec)


def _with_present(spec: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """The dates on which a path is what stands apart from those that have a number."""
    path = spec.get("path")
    if not isinstance(path, Mapping) or PRESENT not in path.values():
        return spec
    present = tuple(date for date, value in path.items() if value == PRESENT)
    numbers = {date: value for date, value in path.items() if value != PRESENT}
    _refuse_disorder(path)
    return {**spec, "path": numbers or None, "present": present}


def _refuse_disorder(path: Mapping[Any, Any]) -> None:
    dates = [date for date in path if isinstance(date, dt.date)]
    for earlier, later in pairwise(dates):
        if later <= earlier:
            raise refusal(
                f"the dates of a path run from early to late; here {later} follows {earlier}",
                "put the dates in order",
            )


class PerYouth(Number):
    """A number per 1,000 youth, until the youth of the scenario is known."""


def as_per_youth(spec: Any) -> Any:
    """`{per_1000_youth: 5.5}` as what it means, with what is said of it beside; all else as it is.

    A model checks for one of its own before its shorthands, so this stands before the model.
    """
    if not isinstance(spec, Mapping) or PER_YOUTH not in spec:
        return spec
    rest = {key: value for key, value in spec.items() if key != PER_YOUTH}
    try:
        number = as_number(spec[PER_YOUTH])
        return PerYouth.model_validate({**number, **rest} if rest else number)
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        details = wrong.get("ctx", {})
        rule = str(details.get("rule", wrong["msg"].lower()))
        way_out = str(details.get("way", ""))
        raise refusal(rule, way_out, value=wrong["input"], key=PER_YOUTH) from None


def _refuse_other_keys(spec: Mapping[Any, Any]) -> None:
    """Refuse a path whose dates are years, or are written in another way."""
    for key in spec:
        if isinstance(key, int):
            rule, way_out = "a path runs over dates, not years", f"write {key}-01-01"
            raise refusal(rule, way_out, value=key, key=str(key))
        if date_meant(key) is not None:
            rule = "a path runs over dates, written as 2026-01-31"
            raise refusal(rule, how_to_write_a_date(key), value=key, key=str(key))


_BESIDE_AN_OPERATION: dict[str, Any] = {
    "shape": {"enum": ["step", "ramp"]},
    "low": {"type": "number"},
    "high": {"type": "number"},
    "spread": {"type": "string"},
    "source": {"type": "string"},
    "status": {"enum": list(get_args(Status))},
    "note": {"type": "string"},
    "doubt": {"type": "string"},
}


class Change(Spec):
    """How an intervention changes a number: `set` to it, by a `factor`, or `add` to it.

    `part` is of a share of a row: that part of what goes to another destination.
    `add_per_1000_youth` is an addition by the youths that a pool is for. `scale` is how much of the
    way is gone from what stands to a value that is set.
    """

    operation: Literal["set", "factor", "add", "part", "add_per_1000_youth"]
    number: Number
    scale: SkipJsonSchema[Real] = 1.0

    @property
    def works_on_what_stands(self) -> bool:
        """Whether it needs a number that stands there before it."""
        return self.operation != "set" or self.scale != 1 or bool(self.number.present)

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
        value = {"anyOf": [number, DATED_OR_PRESENT]}
        named = named_operations({"set": value, "factor": number, "add": number})
        path = {
            "type": "object",
            "properties": {"path": DATED_OR_PRESENT, **_BESIDE_AN_OPERATION},
            "additionalProperties": False,
            "required": ["path"],
        }
        schema.clear()
        schema.update({"title": "Change", "anyOf": [number, DATED_OR_PRESENT, path, named]})
        return schema


def named_operations(operations: JsonSchemaValue) -> JsonSchemaValue:
    """The schema of a change that says by name what it does."""
    return {
        "type": "object",
        "properties": {**operations, **_BESIDE_AN_OPERATION},
        "additionalProperties": False,
        "minProperties": 1,
    }


def as_change(spec: Any, default: str = "set") -> Any:
    """A change written out in full; a bare number or path is the `default` operation."""
    if not isinstance(spec, Mapping):
        return spec if isinstance(spec, Change) else {"operation": default, "number": spec}
    if "operation" in spec:
        return spec
    named = [operation for operation in OPERATIONS if operation in spec]
    if len(named) > 1:
        raise refusal(f"is one of {', '.join(OPERATIONS)}", "make two interventions of it")
    if not named:
        return {"operation": default, "number": spec}
    rest = {key: value for key, value in spec.items() if key != named[0]}
    number = as_number(spec[named[0]])
    return {"operation": named[0], "number": {**number, **rest} if rest else number}
