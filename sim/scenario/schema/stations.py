"""Pools of places and the stations that draw from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from ..meant import has_dates
from .base import About, Flag, Payer, Real, Spec, Text, Whole, refusal
from .domains import (
    ClientsPerFte,
    DaysSaid,
    Deviation,
    Fte,
    FtePerPlace,
    Limit,
    PerWeek,
    Places,
    Price,
    Priority,
    SeenWeeks,
    Share,
    Sum,
    Times,
    Weeks,
)
from .numbers import PER_YOUTH, Number
from .reacting import Deterred, Follows
from .rows import ReturnRows, Routes, Stays
from .shorthand import OneAlone

Closing = Literal["on_vacancy", "relocate"]
RelocationOrder = Literal["planned_end_first", "planned_end_last", "latest_start_first"]


class Staff(Spec):
    """Places as FTE times the clients one FTE helps at one time."""

    fte: Fte
    clients_per_fte: ClientsPerFte


_IN_STAFF = "write staff: {fte: ..., clients_per_fte: ...}"


def _within(part: str, model: type[Spec]) -> dict[str, str]:
    """For keys of a part, that they stand in that part."""
    return {name: f"write {part}: {{{name}: ...}}" for name in model.model_fields}


def _one_or_by_gemeente(spec: Any) -> str:
    """Whether places or staff are said once, or by gemeente."""
    if not isinstance(spec, Mapping) or not spec:
        return "one"
    numbers = {*Number.model_fields, *Staff.model_fields, PER_YOUTH}
    return "one" if numbers & set(spec) or has_dates(spec) else "by_gemeente"


AnyPlaces = Annotated[
    Annotated[dict[str, Places], Tag("by_gemeente")] | Annotated[Places, Tag("one")],
    Discriminator(_one_or_by_gemeente),
]
AnyStaff = Annotated[
    Annotated[dict[str, Staff], Tag("by_gemeente")] | Annotated[Staff, Tag("one")],
    Discriminator(_one_or_by_gemeente),
]


def _in_numbers(spec: Any) -> Any:
    """Numbers of lists as whole numbers, however YAML gives them."""
    if not isinstance(spec, Mapping):
        return spec
    return {int(key) if str(key).isdecimal() else key: spec[key] for key in spec}


Parts = Annotated[dict[Whole, Share], BeforeValidator(_in_numbers)]
"""A part of those who come, by number of the list."""


class Lists(Spec):
    """A pool that is really several, each with its places and a list of its own (rule 8).

    `spread` and `choice_spread` are standard deviations of the logarithm of their sizes, and of how
    often each is chosen for its size. `near` gives lists a part of those of a gemeente.
    """

    number: Whole = Field(ge=2, le=1000)
    spread: Deviation = Number(value=0.0)
    choice_spread: Deviation = Number(value=0.0)
    near: dict[str, Parts] = Field(default_factory=dict)
    switch_per_week: PerWeek = Number(value=0.0)
    about: About | None = None

    @model_validator(mode="after")
    def _is_the_same_throughout(self) -> Lists:
        for key in ("spread", "choice_spread"):
            if getattr(self, key).path is not None:
                raise refusal("is one number for the whole period", "give one number", key=key)
        return self


class Pool(Spec):
    """Places that one or more stations draw from.

    `staff` and `places` are one value for scope all; for scope gemeente a mapping by gemeente,
    where `default` stands for the others (without it the others have none). `fte_per_place` counts
    the staff of a pool in places; `per_fte_year` pays for staff, in training too; `follows` lets
    its places follow demand and the wait for them (rule 31).
    """

    elsewhere: ClassVar[Mapping[str, str]] = dict.fromkeys(Staff.model_fields, _IN_STAFF)

    title: Text | None = None
    scope: Literal["all", "gemeente"] = "all"
    staff: AnyStaff | None = None
    places: AnyPlaces = None
    fte_per_place: FtePerPlace | None = None
    profile: str | None = None
    productive_after_days: DaysSaid = 0
    efficiency: Times = Number(value=1.0)
    closing: Closing = "on_vacancy"
    relocate_to: str | None = None
    relocate_order: RelocationOrder = "planned_end_first"
    lists: Lists | None = None
    per_place_day: Price = Number(value=0.0)
    per_fte_year: Price = Number(value=0.0)
    payer: Payer = "gemeente"
    follows: Follows | None = None
    about: About | None = None

    @model_validator(mode="after")
    def _fits_its_scope(self) -> Pool:
        _check_scope(self)
        return self

    @model_validator(mode="after")
    def _counts_its_staff(self) -> Pool:
        if self.fte_per_place is not None:
            _check_fte_per_place(self)
        if any(self.per_fte_year.values) and self.staff is None and self.fte_per_place is None:
            raise refusal(
                "is a price of staff, and this pool counts none",
                "give it staff instead of places, or say fte_per_place",
                key="per_fte_year",
            )
        return self


def _check_fte_per_place(spec: Pool) -> None:
    if spec.staff is not None:
        rule = "is for a pool in places, and this one counts FTE"
        raise refusal(rule, "leave it out", key="fte_per_place")
    number = spec.fte_per_place
    if number is not None and number.path is not None:
        rule = "is one number for the whole period"
        raise refusal(rule, "give one number", key="fte_per_place")
    places = spec.places.values() if isinstance(spec.places, dict) else (spec.places,)
    if None in places:
        rule = "says what staff a place takes, and places here are unlimited"
        raise refusal(rule, "give a number of places, or leave it out", key="fte_per_place")


class Together(Spec):
    """A second trajectory at `station` that starts beside this one for a share of the clients."""

    station: str
    share: Share
    needs: tuple[str, ...] | None = None


class Waiting(Spec):
    """What happens on the list: rates a week, limits, priority, norm, and how well it is known.

    `reference_weeks` is the wait that is seen until a run has seen one of its own (rule 28).
    """

    drops_out_per_week: PerWeek = Number(value=0.0)
    escalates_per_week: PerWeek = Number(value=0.0)
    escalates_to: str | None = None
    longer_stay_per_week: PerWeek = Number(value=0.0)
    priority: Priority | None = None
    limit: Limit | None = None
    when_full: str | None = None
    over_capacity: Flag = False
    norm_weeks: Weeks | None = None
    reference_weeks: SeenWeeks | None = None
    deterred: Deterred | None = None
    evidence: Literal["calibrated", "derived", "untested"] = "untested"
    about: About | None = None


Law = Literal["wmo", "wlz", "zvw", "none"]


class AtEighteen(Spec):
    """Who goes on after the 18th birthday, until what age, and the law that takes over."""

    continues: Share = Number(value=0.0)
    end_age: Real = Field(default=21, ge=18, le=30)
    goes_to: Law = "none"


class Cost(Spec):
    """Prices of a station in euros of the price level; `payer` pays them.

    `lump_sum_per_year` is money without a client, paid by the gemeenten of the region by youth.
    """

    per_day: Price = Number(value=0.0)
    per_start: Price = Number(value=0.0)
    per_waiting_day: Price = Number(value=0.0)
    lump_sum_per_year: Sum = Number(value=0.0)
    payer: Payer = "gemeente"
    about: About | None = None


def as_tuple(spec: Any) -> Any:
    """One thing alone as a list of one."""
    return (spec,) if isinstance(spec, Mapping) else spec


class Station(Spec):
    """A gate or a form of help; `description` tells in a few sentences what it is, for readers.

    `helps` is of a gate: who leaves it by `out` was helped there. A station that `sleeps` counts
    only once something reaches it.
    """

    elsewhere: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(Pool.model_fields, "is of a pool: give it one, pool: <name>"),
        **_within("waiting", Waiting),
        **_within("cost", Cost),
        **_within("at_18", AtEighteen),
        **dict.fromkeys(Staff.model_fields, _IN_STAFF),
    }

    title: Text | None = None
    description: Text | None = None
    group: Literal["gate", "care", "protection"] = "care"
    form: str | None = None
    helps: Flag = False
    sleeps: Flag = False
    away_from_home: Flag = False
    pool: str | None = None
    scope: Literal["all", "gemeente"] = "all"
    places: AnyPlaces = None
    staff: AnyStaff | None = None
    closing: Closing = "on_vacancy"
    relocate_to: str | None = None
    relocate_order: RelocationOrder = "planned_end_first"
    stay: Stays | None = None
    next: Routes | None = None
    returns: ReturnRows | None = None
    waiting: Waiting = Waiting()
    together: Annotated[tuple[Together, ...], BeforeValidator(as_tuple), OneAlone()] = ()
    holds_place: Flag = False
    at_18: AtEighteen = AtEighteen()
    cost: Cost = Cost()
    about: About | None = None

    @model_validator(mode="after")
    def _has_places_once(self) -> Station:
        if self.pool is not None and (self.places is not None or self.staff is not None):
            raise refusal(
                f"names the pool {self.pool} and has places or staff of its own",
                "leave out one of the two",
            )
        _check_scope(self)
        return self

    @model_validator(mode="after")
    def _helps_as_a_gate(self) -> Station:
        if self.helps and self.group != "gate":
            raise refusal(
                f"says that a station of group {self.group} helps, which only a gate need say",
                "leave it out; care always helps",
                key="helps",
            )
        return self


def _check_scope(spec: Pool | Station) -> None:
    if spec.places is not None and spec.staff is not None:
        raise refusal("has places and staff", "a pool counts one of the two; leave one out")
    for key, value in (("places", spec.places), ("staff", spec.staff)):
        if isinstance(value, dict) and spec.scope == "all":
            raise refusal(
                "is given by gemeente, but the pool is one of the region (scope: all)",
                "write scope: gemeente, or one value",
                key=key,
            )
