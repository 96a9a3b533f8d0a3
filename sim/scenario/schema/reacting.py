"""What follows from what happens in a run: shares (rule 28) and places (rule 31)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    model_validator,
)

from .base import About, Date, Spec, Whole, refusal
from .domains import Days, RowShareChanged, SeenWeeks, Share, ShareChanged, Times, Yearly
from .numbers import Number

MOST_WEEKS = 52
"""The longest wait that is seen."""
_LONGEST_LAG_DAYS = 3653


def _as_lag(spec: Any, info: ValidationInfo) -> Any:
    """`61 days` or `8 weeks` as whole days; the context names fields that were read before."""
    if isinstance(info.context, frozenset) and info.field_name in info.context:
        return spec
    match = re.fullmatch(r"(\d{1,5}) +(day|days|week|weeks)", str(spec).strip())
    if match is None:
        rule = "must be a number of days or weeks"
        raise refusal(rule, "write 61 days", value=spec)
    days = int(match[1]) * (7 if match[2].startswith("week") else 1)
    if days > _LONGEST_LAG_DAYS:
        raise refusal(f"must be at most {_LONGEST_LAG_DAYS:,} days", value=spec)
    return days


Lag = Annotated[Whole, BeforeValidator(_as_lag, json_schema_input_type=str)]


class ByWeeks(Spec):
    """A share by weeks of seen wait: linear between its points, level outside them (rule 28).

    `of` is the station whose wait is seen: where a divert comes from or a route leads, unless said.
    What is seen counts `lag` days later.
    """

    by_weeks: dict[float, Share]
    of: str | None = None
    lag: Lag = 0
    from_: Date | None = Field(default=None, alias="from")

    @model_validator(mode="after")
    def _has_points_in_order(self) -> ByWeeks:
        points = list(self.by_weeks)
        if len(points) < 2:
            rule = "has a share at two waits or more, and follows a line between them"
            raise refusal(rule, "write {0: 0, 26: 0.2}", key="by_weeks")
        for weeks in points:
            if not 0 <= weeks <= MOST_WEEKS:
                rule = f"is a wait of 0 to {MOST_WEEKS} weeks, which is the longest that is seen"
                raise refusal(rule, value=weeks, key="by_weeks")
        for earlier, later in pairwise(points):
            if later <= earlier:
                rule = f"the weeks run from short to long; here {later:g} follows {earlier:g}"
                raise refusal(rule, "put the weeks in order", key="by_weeks")
        for share in self.by_weeks.values():
            if share.path is not None:
                rule = "a share at a wait is one number for as long as it holds"
                raise refusal(rule, "make two interventions of it", key="by_weeks")
        return self


def _reacts_or_is_said(spec: Any) -> str:
    """Whether a share follows a wait, or is said by date."""
    is_by_weeks = isinstance(spec, ByWeeks) or (isinstance(spec, Mapping) and "by_weeks" in spec)
    return "reacts" if is_by_weeks else "said"


ShareThatMayReact = Annotated[
    Annotated[ByWeeks, Tag("reacts")] | Annotated[ShareChanged, Tag("said")],
    Discriminator(_reacts_or_is_said),
]
RowShareThatMayReact = Annotated[
    Annotated[ByWeeks, Tag("reacts")] | Annotated[RowShareChanged, Tag("said")],
    Discriminator(_reacts_or_is_said),
]

OwnShare = Annotated[
    Annotated[ByWeeks, Tag("reacts")] | Annotated[Share, Tag("said")],
    Discriminator(_reacts_or_is_said),
]


class Again(Spec):
    """Who was deterred and asks again after all: what share, how much later in the mean.

    `dearer` is how many times as long they are helped then.
    """

    share: Share
    mean_days: Days
    dearer: Times = Number(value=1.0)


class Deterred(Spec):
    """Who would go on a list and turns away for the wait that they see (rule 29)."""

    share: OwnShare
    again: Again | None = None

    @property
    def ends(self) -> tuple[Number, ...]:
        """The share itself; where it follows a wait the least and the most of it."""
        if not isinstance(self.share, ByWeeks):
            return (self.share,)
        shares = [share.first for share in self.share.by_weeks.values()]
        return Number(value=min(shares)), Number(value=max(shares))


class Follows(Spec):
    """How the places of a pool follow demand and the wait that is seen for it (rule 31).

    Each 1 January from `from` on, what is bought `lag` days later grows as demand did, by
    `per_week` for each week that the wait is above `weeks`, and by `per_change` for each week that
    it is longer than a year before; at most by `most`, and at most `less` goes.
    """

    from_: Date = Field(alias="from")
    weeks: SeenWeeks = Number(value=14.0)
    per_week: Yearly = Number(value=0.002)
    per_change: Yearly = Number(value=0.01)
    most: Yearly = Number(value=0.05)
    less: Yearly = Number(value=0.03)
    lag: Lag = 365

    @model_validator(mode="after")
    def _is_said_once(self) -> Follows:
        for name, number in self:
            if isinstance(number, Number) and number.path is not None:
                raise refusal("is one number for the whole period", "give one number", key=name)
        return self

    @property
    def numbers(self) -> tuple[float, ...]:
        """`weeks`, `per_week`, `per_change`, `most` and `less`."""
        spec = (self.weeks, self.per_week, self.per_change, self.most, self.less)
        return tuple(number.first for number in spec)


class LabourMarket(Spec):
    """By how much the staff of one profile may grow a year where places follow (rule 31)."""

    most_per_year: Yearly
    about: About | None = None

    @model_validator(mode="after")
    def _is_said_once(self) -> LabourMarket:
        if self.most_per_year.path is not None:
            rule = "is one number for the whole period"
            raise refusal(rule, "give one number", key="most_per_year")
        return self
