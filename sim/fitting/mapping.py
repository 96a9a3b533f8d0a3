"""The mapping file: what local names of a registration mean in the model."""

from __future__ import annotations

from collections.abc import Mapping as AMapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from ..errors import Place, Problem, ScenarioError
from ..scenario.reading import read_file
from ..scenario.schema.base import Date, Spec, Whole, refusal
from ..scenario.wording import problems_of
from .columns import ALIASES, is_identifying


class Meaning(Spec):
    """What a product or form is in the model: a station, and the need of those who get it."""

    station: str
    need: str | None = None
    away_from_home: bool | None = None

    @model_validator(mode="before")
    @classmethod
    def _station_alone(cls, spec: Any) -> Any:
        return {"station": spec} if isinstance(spec, str) else spec


def _text_keys(spec: Any) -> Any:
    return {str(key): value for key, value in spec.items()} if isinstance(spec, AMapping) else spec


def _texts(spec: Any) -> Any:
    return [str(item) for item in spec] if isinstance(spec, list) else spec


Named = Annotated[dict[str, str], BeforeValidator(_text_keys)]
Days = Annotated[int, Field(strict=True, ge=0, le=3660)]


class Window(Spec):
    """The days that a registration tells of: from its first day until the day after its last."""

    start: Annotated[Date | None, Field(alias="from")] = None
    until: Date | None = None


class Mapping(Spec):
    """What a region says of its own registration.

    `products` are product codes, product categories and forms; `columns` the names that it gives
    to columns we know by another; `layout` the first and last sign of each column in a file of
    fixed width, counted from 1. `route_within_days` is how soon after an end other help counts as
    the next step; `renewed_within_days` how soon the same help counts as going on.
    """

    mapping: Literal[1]
    columns: dict[str, str] = Field(default_factory=dict)
    layout: dict[str, tuple[Whole, Whole]] = Field(default_factory=dict)
    products: Annotated[dict[str, Meaning], BeforeValidator(_text_keys)] = Field(
        default_factory=dict
    )
    left_out: Annotated[tuple[str, ...], BeforeValidator(_texts)] = ()
    needs: Named = Field(default_factory=dict)
    gemeenten: Named = Field(default_factory=dict)
    referrers: Named = Field(default_factory=dict)
    period: Window = Window()
    route_within_days: Days = 31
    renewed_within_days: Days = 31

    @model_validator(mode="after")
    def _columns_are_known(self) -> Mapping:
        for ours, theirs in self.columns.items():
            if ours not in ALIASES:
                way_out = f"known are {', '.join(ALIASES)}"
                raise refusal("is no column that is read", way_out, value=ours, key="columns")
            if is_identifying(theirs):
                rule = "may tell who a child is, and is never read"
                way_out = "put a pseudonym in a column of its own"
                raise refusal(rule, way_out, value=theirs, key="columns")
        return self


def read_mapping(path: Path) -> Mapping:
    """The mapping of a file; raises ScenarioError for what is wrong in it."""
    document = read_file(path)
    if "mapping" not in document.data:
        place = Place(document.shown, 1)
        raise ScenarioError(Problem("is no mapping; one begins with `mapping: 1`", place=place))
    try:
        return Mapping.model_validate(document.data)
    except ValidationError as error:
        raise ScenarioError(problems_of(error, document)) from None
