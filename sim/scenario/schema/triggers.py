"""When a block starts that starts by what a run sees (rule 30)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Date, Real, Spec, Whole


class StartsWhen(Spec):
    """The wait that is seen for `station` is over so many weeks in so many reviews running.

    The block starts the day after the last of these, of which none is before `not_before`.
    """

    station: str
    seen_wait_over_weeks: Annotated[Real, Field(ge=0, lt=52)]
    reviews: Annotated[Whole, Field(ge=1, le=600)] = 1
    not_before: Date | None = None
