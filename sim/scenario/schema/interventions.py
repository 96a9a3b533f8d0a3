"""The seven kinds of interventions: what a policy may change, for whom and when."""

from __future__ import annotations

from math import fsum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from .base import ONWARD, Flag, Payer, refusal
from .conditions import Condition
from .domains import (
    Addition,
    AgeChanged,
    ClientsPerFteChanged,
    Factor,
    FteChanged,
    GrowthChanged,
    LimitChanged,
    PerWeekChanged,
    PlacesChanged,
    PriceChanged,
    PriorityChanged,
    Share,
    ShareChanged,
    SumChanged,
    TimesChanged,
    WeeksChanged,
)
from .numbers import Change, Number
from .reacting import RowShareThatMayReact, ShareThatMayReact
from .selected import Dated, Selected, Together, one_of
from .stations import Closing, Law, RelocationOrder


def _without_path(share: Number) -> Number:
    if share.path is not None:
        raise refusal("is one share for as long as it holds", "make two interventions of it")
    return share


TakenShare = Annotated[Share, AfterValidator(_without_path)]


class PlacesChange(Dated):
    """Places, staff or closing of a pool (or of a station with a pool of its own)."""

    effects = (
        "number",
        "fte",
        "clients_per_fte",
        "efficiency",
        "moves_to_pool",
        "closing",
        "relocate_to",
        "relocate_order",
        "staff_from",
    )

    kind: Literal["places"]
    pool: str | None = None
    station: str | None = None
    number: PlacesChanged | None = None
    fte: FteChanged | None = None
    clients_per_fte: ClientsPerFteChanged | None = None
    efficiency: TimesChanged | None = None
    moves_to_pool: str | None = None
    closing: Closing | None = None
    relocate_to: str | None = None
    relocate_order: RelocationOrder | None = None
    staff_from: dict[str, TakenShare] | None = None

    @model_validator(mode="after")
    def _concerns_one_pool(self) -> Self:
        if self.staff_from is not None:
            _check_staff_from(self.staff_from, self.fte)
        return one_of(self, "pool", "station")


def _check_staff_from(spec: dict[str, Number], fte: Change | None) -> None:
    if not spec:
        raise refusal("names no pool", "name one, or leave it out", key="staff_from")
    if fte is None:
        raise refusal(
            "takes a share of the FTE that is added, and none is",
            "add fte: {add: {<date>: <number>}}",
            key="staff_from",
        )
    total = fsum(share.first for share in spec.values())
    if total > 1 + 1e-9:
        rule = f"the shares of what is added come to {total:.10g}, more than 1"
        raise refusal(rule, "lower one", key="staff_from")


class Divert(Selected):
    """Who is about to join `from` joins `to` instead, or first goes by `via` (rule 15)."""

    kind: Literal["divert"]
    from_: str = Field(alias="from")
    to: str | None = None
    via: str | None = None
    share: ShareThatMayReact
    applies_to: tuple[Literal["new", "waiting", "running"], ...] = ("new",)
    when: Condition = "always"

    @property
    def stations(self) -> tuple[str, ...]:
        """The station that they join instead; none where the row of `from` says where."""
        joined = self.via or self.to or ""
        return () if joined == ONWARD else (joined,)

    @property
    def is_onward(self) -> bool:
        """Whether they go where the row of `from` would send them."""
        return self.to == ONWARD

    @model_validator(mode="after")
    def _goes_elsewhere(self) -> Self:
        one_of(self, "to", "via")
        if self.from_ in (self.to, self.via):
            key = "to" if self.via is None else "via"
            raise refusal("diverts to where it comes from", "name another station", key=key)
        if "running" in self.applies_to and self.stations != (self.to,):
            rule = "who is in care goes to other care, not by a gate or on from one"
            raise refusal(rule, "leave out running", key="applies_to")
        if "running" in self.applies_to and self.when != "always":
            raise refusal(
                "who is in care is moved on the dates that the share rises, whatever waits",
                "leave out `when`, or make it a divert of its own for who is new or waits",
                key="when",
            )
        return self


class Inflow(Dated):
    """More or fewer arrivals, another growth of demand, or another part who pay by budget."""

    effects = ("factor", "add", "growth_per_year", "pgb")

    kind: Literal["inflow"]
    arrivals: tuple[str, ...] | None = None
    factor: Factor | None = None
    add: Addition | None = None
    growth_per_year: GrowthChanged | None = None
    pgb: ShareChanged | None = None


class AtEighteenChange(Together):
    """Change of who goes on after 18, until what age, or the law that takes over."""

    continues: ShareChanged | None = None
    end_age: AgeChanged | None = None
    goes_to: Law | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if (self.continues, self.end_age, self.goes_to) == (None, None, None):
            rule = "changes at least one of continues, end_age, goes_to"
            raise refusal(rule, "say what changes")
        return self


class StayChange(Dated):
    """Shorter or longer stays of those who start from now on."""

    effects = ("factor", "at_18")

    kind: Literal["stay"]
    station: str
    factor: Factor | None = None
    at_18: AtEighteenChange | None = None


class ReturnsChange(Together):
    """Change of the share that returns."""

    share: ShareChanged


class TogetherChange(Together):
    """Change of the share that gets a second trajectory."""

    station: str
    share: ShareChanged


class NextChange(Dated):
    """Another route after a station, other returns or seconds, or holding the place."""

    effects = ("to", "returns", "together", "holds_place")

    kind: Literal["next"]
    station: str
    to: str | None = None
    share: RowShareThatMayReact | None = None
    taken_from: str = "proportional"
    returns: ReturnsChange | None = None
    together: TogetherChange | None = None
    holds_place: Flag | None = None

    @model_validator(mode="after")
    def _says_how_much(self) -> Self:
        if (self.to is None) != (self.share is None):
            raise refusal("`to` and `share` come together", "give both", key="to")
        is_part = isinstance(self.share, Change) and self.share.operation == "part"
        if is_part and self.taken_from == "proportional":
            rule = "is a part of what goes to another destination, and none is named"
            raise refusal(rule, "name the one that gives: taken_from: <station>", key="share")
        return self


PRICES = ("per_day", "per_start", "per_waiting_day", "per_place_day", "per_fte_year")
"""Prices of clients, of places and of staff."""


class Price(Dated):
    """Another price, or money without a client.

    Beside a lump sum `payer` says who pays that sum, and nothing of other prices.
    """

    effects = (*PRICES, "lump_sum_per_year", "payer")

    kind: Literal["price"]
    station: str | None = None
    pool: str | None = None
    per_day: PriceChanged | None = None
    per_start: PriceChanged | None = None
    per_waiting_day: PriceChanged | None = None
    per_place_day: PriceChanged | None = None
    per_fte_year: PriceChanged | None = None
    lump_sum_per_year: SumChanged | None = None
    payer: Payer | None = None

    @model_validator(mode="after")
    def _has_a_price(self) -> Self:
        if self.lump_sum_per_year is not None:
            self._check_lump_sum()
        return one_of(self, "pool", "station")

    def _check_lump_sum(self) -> None:
        for name in PRICES:
            if getattr(self, name) is not None:
                raise refusal(
                    "stands beside a lump sum, which is money without a client",
                    "make two interventions of it",
                    key=name,
                )
        for name in ("needs", "referrers", "product_groups"):
            if getattr(self, name) is not None:
                rule = "a lump sum has no clients and knows gemeenten only"
                raise refusal(rule, "leave it out", key=name)


class WaitingChange(Dated):
    """Other rates, limits, priority or norm on the list of a station."""

    effects = (
        "drops_out_per_week",
        "escalates_per_week",
        "longer_stay_per_week",
        "priority",
        "limit",
        "norm_weeks",
        "deterred",
        "when_full",
        "over_capacity",
    )

    kind: Literal["waiting"]
    station: str
    drops_out_per_week: PerWeekChanged | None = None
    escalates_per_week: PerWeekChanged | None = None
    longer_stay_per_week: PerWeekChanged | None = None
    priority: PriorityChanged | None = None
    limit: LimitChanged | None = None
    norm_weeks: WeeksChanged | None = None
    deterred: ShareChanged | None = None
    when_full: str | None = None
    over_capacity: Flag | None = None


Intervention = Annotated[
    PlacesChange | Divert | Inflow | StayChange | NextChange | Price | WaitingChange,
    Field(discriminator="kind"),
]
