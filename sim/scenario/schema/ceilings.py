"""Ceilings on the money that is spent on care in a year (rule 32)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator

from .base import Payer, Spec, Text, refusal
from .domains import Sum, Year

WhenReached = Literal["go_on", "stop_intake"]


def _by_year(spec: Any) -> Any:
    """Refuse an amount that says no year."""
    if not isinstance(spec, Mapping) or not spec or any(not isinstance(key, int) for key in spec):
        amount = f"{spec:g}" if isinstance(spec, int | float) else "<amount>"
        rule = "says from which year on there is a ceiling of how many euros"
        raise refusal(rule, f"write {{2027: {amount}}}")
    return spec


def _amounts(spec: dict[int, Sum]) -> dict[int, Sum]:
    for year, amount in spec.items():
        if amount.path is not None:
            rule = "the ceiling of a year is one number"
            raise refusal(rule, "write the years themselves, {2027: 4.0e6, 2028: 4.2e6}", key=year)
        if amount.first <= 0:
            raise refusal("must be above 0", "leave the ceiling out", value=amount.first, key=year)
    return dict(sorted(spec.items()))


def _names_some(spec: tuple[str, ...]) -> tuple[str, ...]:
    if not spec:
        raise refusal("names nobody", "leave it out: then it is about all", value=[])
    return tuple(dict.fromkeys(spec))


Amounts = Annotated[dict[Year, Sum], BeforeValidator(_by_year), AfterValidator(_amounts)]
Names = Annotated[tuple[str, ...], AfterValidator(_names_some)]


class Ceiling(Spec):
    """What one payer may spend a year on care, and what happens when it is reached (rule 32).

    `per_year` are euros of the year, each from its year on, of all `gemeenten` together (of the
    region unless said); each has its part by youth. It is of care in some `pools`, or in all.
    """

    title: Text | None = None
    payer: Payer = "gemeente"
    per_year: Amounts
    when_reached: WhenReached
    gemeenten: Names | None = None
    pools: Names | None = None
