"""Money: by payer and station, against budgets, per inhabitant."""

from __future__ import annotations

from .definition import Better, Indicator, Margin
from .waits import guards

_GUARDS = ("first_help:dropped_out", *guards("cost"))
"""Of every cost; cost itself guards the others, as one amount said in another way."""

MONEY = (
    Indicator(pattern="cost", unit="eur", year=". S G", detail="SG", adds_up=True, in_time=True,
              behind="cared_for",
              better=Better.LESS, headline=True, counters=_GUARDS,
              companions=("cost_cumulative", "cost_unfilled"),
              margin=Margin(0.01, relative=True)),
    Indicator(pattern="cost:{payer}", unit="eur", year=". G", adds_up=True, in_time=True,
              behind="cared_for",
              part_of="cost"),
    Indicator(pattern="cost_of_form:{form}", unit="eur", year=".", adds_up=True, in_time=True,
              behind="cared_for_of_form:{form}",
              part_of="cost"),
    Indicator(pattern="cost_unfilled_of_form:{form}", unit="eur", year=".", adds_up=True,
              in_time=True, behind="cared_for_of_form:{form}", part_of="cost_unfilled"),
    Indicator(pattern="cost_nominal", unit="eur", year=". S G", adds_up=True, in_time=True,
              behind="cared_for",
              better=Better.LESS, counters=_GUARDS),
    Indicator(pattern="cost_unfilled", unit="eur", year=". S G", adds_up=True, in_time=True,
              behind="cared_for",
              better=Better.LESS, counters=_GUARDS),
    Indicator(pattern="cost_lump", unit="eur", year=". S G", adds_up=True, in_time=True),
    Indicator(pattern="cost_pgb", unit="eur", year=". G", adds_up=True, in_time=True,
              behind="cared_for:pgb"),
    Indicator(pattern="cost_places", unit="eur", year="P PG", adds_up=True, in_time=True),
    Indicator(pattern="cost_cumulative", unit="eur", year=".", span="", adds_up=True,
              better=Better.LESS, counters=_GUARDS),
    Indicator(pattern="budget", unit="eur", year=". G", span="", adds_up=True, in_time=True),
    Indicator(pattern="deficit", unit="eur", year=". G", span="", adds_up=True, in_time=True,
              behind="cared_for",
              better=Better.LESS, counters=_GUARDS, may_be_negative=True),
    Indicator(pattern="ceiling_spent:{ceiling}", unit="eur", year=". G", span="", adds_up=True,
              in_time=True, behind="cared_for"),
    Indicator(pattern="overrun:{ceiling}", unit="eur", year=". G", span="", adds_up=True,
              in_time=True, behind="cared_for", better=Better.LESS, counters=_GUARDS),
    Indicator(pattern="stopped_months:{ceiling}", unit="number", year=". G", in_time=True),
    Indicator(pattern="cost_per_youth", unit="eur", year=". G", behind="cared_for",
              better=Better.LESS, counters=_GUARDS),
    Indicator(pattern="gap_cost_per_youth", unit="eur", year=".", better=Better.LESS,
              counters=("without_help",)),
)  # fmt: skip
