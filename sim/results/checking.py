"""What every part of a manifest shares: a frozen, strict model, and its problems in our words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from ..errors import Place, Problem

Count = Annotated[int, Field(ge=0, le=10**12)]
Name = Annotated[str, Field(min_length=1)]

_RULES = {"missing": "is missing", "extra_forbidden": "is no known key"}


class Checked(BaseModel):
    """Base of all that is read from a manifest: no key too many, no other types, no NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


def refused(rule: str) -> PydanticCustomError:
    """An error in our own words."""
    return PydanticCustomError("doorstroom", "{rule}", {"rule": rule})


def first_problem(path: Path, error: ValidationError, way_out: str) -> Problem:
    """The first thing that is wrong in a file that was read."""
    first = error.errors(include_url=False)[0]
    keys = tuple(str(part) for part in first["loc"])
    kind, rule = first["type"], str(first["msg"])
    place = Place(str(path))
    if kind in _RULES or not keys:
        return Problem(_RULES.get(kind, rule), way_out, place=place, keys=keys)
    rule = rule.replace("Input should", "must", 1)
    return Problem(rule, way_out, place=place, keys=keys, value=first["input"])
