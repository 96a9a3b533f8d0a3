"""How a scenario uses a block: under which name, when, where, at what size, with which choices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue

from .base import Real, Spec, refusal
from .domains import Figure
from .shorthand import full_form

LONGEST_DELAY_DAYS = 36525
OPTIONS_OF_USE = ("as", "delay", "scale", "gemeenten", "levers", "drops")
LARGEST_SCALE = 100.0
_NAME = re.compile(r"[\w-]+")
_LONG = re.compile(
    r"(?P<sign>[+-]?)(?P<count>\d{1,3}(?:[.,]\d+)?|half|an?|one|two)(?: an?)? +"
    r"(?P<unit>month|quarter|year)s?"
)
_COUNTS = {"half": 0.5, "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0}
_DAYS = {"month": 365.25 / 12, "quarter": 365.25 / 4, "year": 365.25}


def _as_days(spec: Any) -> Any:
    """`365 days` or `-52 weeks` as whole days."""
    match = re.fullmatch(r"([+-]?\d{1,9}) +(day|days|week|weeks)", str(spec).strip())
    if match is None:
        rule = "must be a number of days or weeks"
        raise refusal(rule, f"write {_in_days(str(spec))}", value=spec, key="delay")
    days = int(match[1]) * (7 if match[2].startswith("week") else 1)
    if abs(days) > LONGEST_DELAY_DAYS:
        rule = f"must be at most {LONGEST_DELAY_DAYS:,} days"
        raise refusal(rule, value=spec, key="delay")
    return days


def _in_days(text: str) -> str:
    """What was asked in months, quarters or years, in days; a year where that is not known."""
    match = _LONG.fullmatch(text.strip().lower())
    if match is None:
        return "365 days"
    count = match["count"]
    number = _COUNTS[count] if count in _COUNTS else float(count.replace(",", "."))
    return f"{match['sign']}{round(number * _DAYS[match['unit']])} days"


def _as_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        rule = "is put before ids: letters, digits, - and _"
        raise refusal(rule, "take another name", value=name)
    return name


def _not_empty(names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        raise refusal("names nobody", "name a gemeente, or leave gemeenten out", value=[])
    return names


def _known_options(spec: Mapping[Any, Any]) -> Mapping[Any, Any]:
    unknown = [str(key) for key in spec if key not in OPTIONS_OF_USE]
    if unknown:
        ways = dict.fromkeys(unknown, "")
        raise refusal("is no known key", unknown=ways, known=list(OPTIONS_OF_USE))
    return spec


class Use(Spec):
    """A block that a scenario uses.

    `as` is what this use is called (the block's own name unless said), and is put before the ids of
    its interventions. `delay` shifts all dates, `scale` is how much of each change is made,
    `gemeenten` aims interventions that name none, `levers` are choices, and `drops` leaves out
    interventions by the id that they have in the block.
    """

    name: str
    as_: Annotated[str, AfterValidator(_as_name)] | None = Field(default=None, alias="as")
    delay: Annotated[int, BeforeValidator(_as_days)] = 0
    scale: Annotated[Real, Field(ge=0, le=LARGEST_SCALE)] = 1.0
    gemeenten: Annotated[tuple[str, ...], AfterValidator(_not_empty)] | None = None
    levers: dict[str, Figure] = Field(default_factory=dict)
    drops: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of the block's file, however it was asked for."""
        return PurePath(self.name).name.removesuffix(".yaml")

    @property
    def called(self) -> str:
        """What this use is known by."""
        return self.as_ or self.name

    @property
    def is_plain(self) -> bool:
        """Whether the block is used as it is written."""
        return self == Use(name=self.name)

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, spec: Any) -> Any:
        if isinstance(spec, str):
            return {"name": spec}
        if isinstance(spec, Mapping) and isinstance(spec.get("name"), str):
            return spec
        if isinstance(spec, Mapping) and len(spec) == 1:
            name, options = next(iter(spec.items()))
            if isinstance(options, Mapping) and isinstance(name, str):
                return {"name": name, **_known_options(options)}
        raise refusal("must be the name of a block, or {name: {delay: 365 days}}", value=spec)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: Any, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = full_form(core_schema, handler)
        known = {name: schema["properties"][name] for name in OPTIONS_OF_USE}
        known["delay"] = {"type": "string", "pattern": r"^[+-]?\d+ +(day|week)s?$"}
        options = {"type": "object", "properties": known, "additionalProperties": False}
        schema.clear()
        schema["anyOf"] = [
            {"type": "string"},
            {"type": "object", "additionalProperties": options, "maxProperties": 1},
        ]
        return schema
