"""Levers: the numbers of a block that one may choose, with their ranges."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from .base import Spec, Text, refusal
from .domains import Figure

NAME = re.compile(r"[^\W\d]\w*")
"""A lever is named like a variable, so that `$team_size` ends where its name ends."""
_NUMBER = r"(?:\d+(?:\.\d+)?)"
PLACE = re.compile(rf"(-?)(?:({_NUMBER}) ?([*/]) ?)?\$({NAME.pattern})(?: ?([*/]) ?({_NUMBER}))?")
"""Where a lever stands: alone, below 0, or beside one number, as `1/$price` or `$share/0.85`."""


def number_at(place: re.Match[str], lever: float) -> float:
    """The number that a lever makes of the place where it stands."""
    sign, before, how_before, _, how_after, after = place.groups()
    result = lever
    if before:
        result = float(before) / lever if how_before == "/" else float(before) * lever
    if after:
        result = result / float(after) if how_after == "/" else result * float(after)
    return -result if sign else result


class Lever(Spec):
    """A choice of who uses a block: `value` unless they say another from `low` to `high`.

    It is written as `$name` where its number goes (see PLACE), and is never drawn: a choice is no
    doubt.
    """

    title: Text | None = None
    value: Figure
    low: Figure
    high: Figure
    unit: str | None = None

    @property
    def range(self) -> str:
        """The range with its unit, as a message shows it."""
        unit = f" {self.unit}" if self.unit else ""
        return f"from {self.low:.10g} to {self.high:.10g}{unit}"

    @model_validator(mode="after")
    def _value_in_range(self) -> Self:
        if not self.low <= self.value <= self.high:
            rule = f"lies outside the range of its lever, {self.range}"
            raise refusal(rule, "mend the range", value=self.value, key="value")
        return self


def _named(levers: dict[str, Lever]) -> dict[str, Lever]:
    for name in levers:
        if not NAME.fullmatch(name):
            rule = "a lever is named with letters, digits and _, and begins with a letter"
            raise refusal(rule, "take another name", value=name, key=name)
    return levers


Levers = Annotated[dict[str, Lever], AfterValidator(_named)]
