"""What all parts of a file share: frozen models, our own way to refuse, texts, strict scalars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    model_validator,
)
from pydantic_core import PydanticCustomError

ROW_WORDS = frozenset({"default", "gemeenten"})
EXITS = ("out", "early", "moved")
ONWARD = "onward"
"""Where a gate by `via` sends on: to where they were going (rule 15)."""
RESERVED = frozenset({"value", "default", "gemeenten", "rest", "back", ONWARD, *EXITS})
OPERATIONS = ("set", "factor", "add", "part", "add_per_1000_youth")
"""What an intervention may do to a number; the last two to some numbers only."""
PRESENT = "present"
"""In a dated path of an intervention: what stands there that day."""
SELECTORS = ("gemeenten", "needs", "referrers", "product_groups")

Status = Literal["official", "research", "press", "derived", "assumption", "calibrated"]
Shape = Literal["step", "ramp"]
LegalFrame = Literal["voluntary", "ordered", "closed"]
Payer = Literal["gemeente", "zvw", "wlz", "wmo", "education", "state"]

Real = Annotated[float, Strict()]
Whole = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]
FIRST_DATE, LAST_DATE = dt.date(1900, 1, 1), dt.date(2200, 1, 1)


def _in_calendar(date: dt.date) -> dt.date:
    if not FIRST_DATE <= date <= LAST_DATE:
        raise refusal(f"must be a date from {FIRST_DATE} to {LAST_DATE}", value=date)
    return date


def _not_for_ever(date: dt.date) -> dt.date:
    if date > LAST_DATE:
        rule = f"must be a date from {FIRST_DATE} to {LAST_DATE}"
        raise refusal(rule, "leave it out for what does not end", value=date)
    return _in_calendar(date)


Date = Annotated[dt.date, Strict(), AfterValidator(_in_calendar)]
LastDate = Annotated[dt.date, Strict(), AfterValidator(_not_for_ever)]


def refusal(rule: str, way_out: str = "", **details: Any) -> PydanticCustomError:
    """An error in our own words; `details` may hold `value` (what is wrong) and `key` (where)."""
    return PydanticCustomError("doorstroom", "{rule}", {"rule": rule, "way": way_out, **details})


class Spec(BaseModel):
    """Base of all that is read from a file: frozen, no unknown keys, no NaN."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False
    )

    elsewhere: ClassVar[Mapping[str, str]] = {}
    """What to do instead for keys that people look for here and that belong elsewhere."""

    @model_validator(mode="before")
    @classmethod
    def _known_keys_only(cls, spec: Any) -> Any:
        if not isinstance(spec, Mapping):
            return spec
        known = {field.alias or name for name, field in cls.model_fields.items()}
        unknown = [key for key in spec if key not in known and key not in cls.model_fields]
        if unknown:
            ways = {str(key): cls.elsewhere.get(str(key), "") for key in unknown}
            raise refusal("is no known key", unknown=ways, known=sorted(known))
        return spec


class Text(Spec):
    """A text for people, in Dutch and English; one of the two is enough."""

    nl: str | None = None
    en: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Text:
        if not (self.nl or self.en):
            raise refusal("a text is given in nl, en or both", "write {nl: ..., en: ...}")
        return self

    def in_language(self, lang: str) -> str:
        """The text in `lang`, else in the other language."""
        first, second = (self.nl, self.en) if lang == "nl" else (self.en, self.nl)
        return first or second or ""


def _percent(spec: Any) -> Any:
    text = spec.strip() if isinstance(spec, str) else ""
    try:
        number = float(text.removesuffix("%")) if text.endswith("%") else -1.0
    except ValueError:
        number = -1.0
    if not 0 < number < 100:
        raise refusal("must be a percentage above 0% and below 100%", "write it as 15%")
    return text


Percent = Annotated[
    str, BeforeValidator(_percent), Field(pattern=r"^\d+(\.\d+)?%$", examples=["15%"])
]


def fraction(percent: str) -> float:
    """`15%` as 0.15."""
    return float(percent.removesuffix("%")) / 100


def _named_or_reversed(spec: str) -> str:
    name = doubt_of(spec)
    if not name or name != name.strip() or name.startswith("-"):
        raise refusal("is the name of a group", "write doubt: growth, or -growth", value=spec)
    return spec


Doubt = Annotated[str, AfterValidator(_named_or_reversed)]
"""A group of numbers that are one doubt; with `-` before it, of one that moves the other way."""


def doubt_of(spec: str) -> str:
    """The name of a group, whichever way a number moves with it."""
    return spec.removeprefix("-")


def reversed_doubt(spec: str) -> str:
    """The same group, moving the other way."""
    return spec[1:] if spec.startswith("-") else f"-{spec}"


def _with_names(spec: dict[str, Text]) -> dict[str, Text]:
    for name in spec:
        if not name or name != name.strip() or name.startswith("-"):
            raise refusal("is no name of a group", "begin it with a letter", value=name, key=name)
    return spec


Doubts = Annotated[dict[str, Text], AfterValidator(_with_names)]
"""The groups that numbers may be of, each with its title."""


class About(Spec):
    """Source and spread that hold for every plain number beneath the section it stands in.

    `doubt` holds for every number with a range beneath it that names no group of its own; of a row
    of shares only where the section says `toward`.
    """

    elsewhere: ClassVar[Mapping[str, str]] = {
        "toward": "write it in the `about` of the rows themselves: of `next`, or of a need",
    }

    source: str | None = None
    status: Status | None = None
    spread: Percent | None = None
    note: str | None = None
    doubt: Doubt | None = None


class RowAbout(About):
    """What is said about rows of shares; their group moves the destination `toward`."""

    toward: str | None = None
