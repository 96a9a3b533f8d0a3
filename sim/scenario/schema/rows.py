"""Rows by default, need and gemeente: stays, routes and returns."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Generic, Literal, TypeVar

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue

from ..meant import has_dates
from .base import ROW_WORDS, About, RowAbout, Spec, refusal
from .domains import Days, FormOfStay, Share
from .numbers import Number
from .shorthand import full_form

_KEYS_OF = {
    "exponential": (("mean_days",),),
    "lognormal": (("mean_days", "sigma"), ("median_days", "sigma")),
    "fixed": (("days",),),
    "uniform": (("low_days", "high_days"),),
    "gamma": (("mean_days", "shape_k"),),
    "classes": (("classes",), ("classes", "tail_mean_days")),
}


class Stay(Spec):
    """A distribution of stays in days; which keys count depends on `distribution`.

    exponential: mean_days · lognormal: mean_days or median_days, and sigma · fixed: days ·
    uniform: low_days, high_days · gamma: mean_days and shape_k · classes: `classes` maps the
    upper bound of each class in days (the last one open: `tail_mean_days` beyond it) to its share.
    """

    distribution: Literal["exponential", "lognormal", "fixed", "uniform", "gamma", "classes"]
    mean_days: Days | None = None
    median_days: Days | None = None
    sigma: FormOfStay | None = None
    days: Days | None = None
    low_days: Days | None = None
    high_days: Days | None = None
    shape_k: FormOfStay | None = None
    classes: dict[float, Share] | None = None
    tail_mean_days: Days | None = None
    about: About | None = None

    @classmethod
    def is_row(cls, spec: Mapping[str, Any]) -> bool:
        """Whether this is one stay and not stays by need."""
        return "distribution" in spec or _is_flat(spec)

    @model_validator(mode="after")
    def _has_its_keys(self) -> Stay:
        keys = [key for keys in _KEYS_OF.values() for key in keys[-1] + keys[0]]
        given = {key for key in keys if getattr(self, key) is not None}
        choices = _KEYS_OF[self.distribution]
        if given not in [set(choice) for choice in choices]:
            wanted = " or ".join(" and ".join(choice) for choice in choices)
            result = " and ".join(sorted(given)) or "nothing"
            raise refusal(
                f"a stay that is {self.distribution} has {wanted}, and here is {result}",
                f"give {' and '.join(choices[0])}",
                value=self.distribution,
            )
        return self

    @property
    def mean(self) -> float:
        """The mean stay in days; infinite where it has none."""
        spec = {key: number.first for key, number in self if isinstance(number, Number)}
        match self.distribution:
            case "lognormal" if "median_days" in spec:
                power = spec["sigma"] ** 2 / 2
                return spec["median_days"] * math.exp(power) if power < 700 else math.inf
            case "fixed":
                return spec["days"]
            case "uniform":
                return (spec["low_days"] + spec["high_days"]) / 2
            case "classes":
                return self._mean_of_classes()
            case _:
                return spec["mean_days"]

    def _mean_of_classes(self) -> float:
        """The mean of shares spread evenly over their classes, and of the tail beyond the last."""
        total = left = last = 0.0
        for bound, share in (self.classes or {}).items():
            total += share.first * (last + bound) / 2
            left += share.first
            last = bound
        beyond = max(0.0, 1 - left)
        if beyond <= 1e-9:
            return total
        return (
            total + beyond * (last + self.tail_mean_days.first) if self.tail_mean_days else math.inf
        )


class Route(Spec):
    """A row of shares by destination; `rest` names who gets what is left of 1."""

    shares: dict[str, Share]
    rest: str | None = None

    @classmethod
    def is_row(cls, spec: Mapping[str, Any]) -> bool:
        """Whether this is one row of shares and not rows by need."""
        if "shares" in spec or "rest" in spec:
            return True
        if ROW_WORDS & set(spec):
            return False
        return all(_is_share(share) for share in spec.values())

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, spec: Any) -> Any:
        if not isinstance(spec, Mapping) or "shares" in spec:
            return spec
        shares = {key: share for key, share in spec.items() if key != "rest"}
        return {"shares": shares, "rest": spec.get("rest")}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: Any, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = full_form(core_schema, handler)
        share = schema["properties"]["shares"]["additionalProperties"]
        about_rows = handler(RowAbout.__pydantic_core_schema__)
        about = schema.get("description")
        schema.clear()
        schema.update(
            type="object",
            description=about,
            properties={"rest": {"type": "string"}, "about": about_rows},
            additionalProperties=share,
        )
        return schema


def _is_flat(spec: Mapping[str, Any]) -> bool:
    """Whether something is said at once, not row by row."""
    if ROW_WORDS & set(spec):
        return False
    return not all(isinstance(row, Mapping | Spec) for row in spec.values())


def _is_share(spec: Any) -> bool:
    if not isinstance(spec, Mapping):
        return True
    return bool({"value", "path"} & set(spec)) or has_dates(spec)


class Returns(Spec):
    """Share of ended clients who come back, and after how long (exponential unless said)."""

    share: Share
    mean_days: Days | None = None
    after: Stay | None = None
    about: About | None = None

    @classmethod
    def is_row(cls, spec: Mapping[str, Any]) -> bool:
        """Whether this is one row and not rows by need."""
        return "share" in spec or _is_flat(spec)

    @model_validator(mode="after")
    def _has_a_delay(self) -> Returns:
        if (self.mean_days is None) == (self.after is None):
            raise refusal(
                "a return comes after mean_days, or after a distribution", "give one of the two"
            )
        return self


Row = TypeVar("Row", Stay, Route, Returns)


class Rows(Spec, Generic[Row]):
    """A row by default, by need, and by gemeente (with a default and needs of its own)."""

    default: Row | None = None
    needs: dict[str, Row] = Field(default_factory=dict)
    gemeenten: dict[str, Rows[Row]] = Field(default_factory=dict)
    about: RowAbout | None = None

    def find(self, gemeente: str, need: str) -> Row | None:
        """The most specific row: gemeente and need, gemeente default, need, default."""
        local = self.gemeenten.get(gemeente)
        if local is not None:
            if need in local.needs:
                return local.needs[need]
            if local.default is not None:
                return local.default
        return self.needs.get(need, self.default)

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, spec: Any) -> Any:
        if not isinstance(spec, Mapping) or not spec or isinstance(spec.get("needs"), Mapping):
            return spec
        about = {"about": spec["about"]} if "about" in spec else {}
        rows = {key: row for key, row in spec.items() if key != "about"}
        if cls._row_type().is_row(rows):
            return {"default": rows, **about}
        words = {"default", "gemeenten", "needs"}
        by_need = {key: row for key, row in rows.items() if key not in words}
        return {**{key: rows[key] for key in words & set(rows)}, "needs": by_need, **about}

    @model_validator(mode="after")
    def _moves_a_destination(self) -> Rows[Row]:
        if self.about is not None:
            is_route = self._row_type() is Route
            check_toward(self.about, list(_destinations(self)) if is_route else None)
        return self

    @classmethod
    def _row_type(cls) -> Any:
        return cls.__pydantic_generic_metadata__["args"][0]

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: Any, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = full_form(core_schema, handler)
        row = schema["properties"]["needs"]["additionalProperties"]
        one_of_many = (
            {"allOf": [row], "not": {"type": "object", "required": ["about"]}}
            if cls._row_type() is Route
            else row
        )
        named = {key: schema["properties"][key] for key in ("gemeenten", "about")}
        by_need = {
            "type": "object",
            "properties": {"default": one_of_many, **named},
            "additionalProperties": one_of_many,
        }
        about = schema.get("description")
        schema.clear()
        schema.update({"description": about, "anyOf": [row, by_need]})
        return schema


def _destinations(rows: Rows[Any]) -> Iterator[str]:
    """Every destination of the rows that what is said about them reaches."""
    for row in (rows.default, *rows.needs.values()):
        if isinstance(row, Route):
            yield from (*row.shares, *([] if row.rest is None else [row.rest]))
    for local in rows.gemeenten.values():
        if local.about is None:
            yield from _destinations(local)


def check_toward(about: RowAbout, destinations: Collection[str] | None) -> None:
    """Refuse a group of rows that moves nothing in them; None: these are no rows of shares."""
    if destinations is None:
        if about.toward is not None:
            rule = f"toward {about.toward} is one share of a row, and these are no rows of shares"
            raise refusal(rule, "leave toward out", key="about")
        return
    if (about.doubt is None) != (about.toward is None):
        rule = "in a row of shares a group moves one share against the others"
        way_out = "write doubt: <group> and toward: <share>, or neither"
        raise refusal(rule, way_out, key="about")
    if about.toward is not None and about.toward not in destinations:
        known = ", ".join(dict.fromkeys(destinations)) or "none"
        rule = f"toward {about.toward} is a share of none of these rows"
        raise refusal(rule, f"their shares are {known}", key="about")


Stays = Rows[Stay]
Routes = Rows[Route]
ReturnRows = Rows[Returns]
