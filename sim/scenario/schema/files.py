"""Whole files: root and extending scenarios, blocks and experiments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import MAXYEAR
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    Tag,
)

from .base import About, Date, Doubts, Flag, Spec, Text, Whole, refusal
from .domains import Count, Year
from .interventions import Intervention
from .levers import Levers
from .reacting import LabourMarket
from .region import Arrival, Gemeente, Money, Need, Period, PeriodChange, Source, Target
from .stations import Pool, Station
from .triggers import StartsWhen
from .uses import Use

MOST_DRAWS = 100_000
"""Draws that an experiment may have."""


class Origin(Spec):
    """In which document a policy stands."""

    source: str
    section: str | None = None


Way = Literal["more", "less"]
"""Which way a number goes by a policy."""


class Block(Spec):
    """A policy: interventions with their document and the nature of their effect.

    `leaves_open` is what the document does not say; `direction` which way an indicator (the outer
    key) goes at a station or pool, or in `all`, where that follows from the policy.
    """

    elsewhere: ClassVar[Mapping[str, str]] = {
        "money": "a ceiling or budget is of the region: what uses this block may set one, "
        "set: {money.ceilings.<name>: {...}}",
        "labour": "a labour market is of the region: what uses this block may set one, "
        "set: {labour.<profile>.most_per_year: ...}",
        "set": "what uses this block may `set`; here an intervention changes what stands",
        "targets": "known figures are of a root and its parts",
        "gemeenten": "name gemeenten in the interventions, or where the block is used",
        "arrivals": "an intervention of kind `inflow` changes those of the region",
        "needs": "needs are of the region",
        "uses": "a scenario uses blocks; a block uses none",
    }

    block: Literal[1]
    title: Text
    from_document: Origin | None = None
    effect: Literal["mechanical", "assumed"] = "assumed"
    expects: Text | None = None
    leaves_open: Text | None = None
    direction: dict[str, dict[str, Way]] = Field(default_factory=dict)
    levers: Levers = Field(default_factory=dict)
    starts_when: StartsWhen | None = None
    sources: dict[str, Source] = Field(default_factory=dict)
    doubts: Doubts = Field(default_factory=dict)
    pools: dict[str, Pool] = Field(default_factory=dict)
    stations: dict[str, Station] = Field(default_factory=dict)
    interventions: tuple[Intervention, ...] = ()
    about: About | None = None


FILLED, EMPTY = "filled", "empty"


def _a_start(spec: str) -> str:
    if spec not in (FILLED, EMPTY) and not spec.lower().endswith(".csv"):
        raise refusal('must be filled, empty or a state file that ends with ".csv"', value=spec)
    return spec


Begin = Annotated[str, AfterValidator(_a_start)]


class Root(Spec):
    """A scenario that stands on its own, put together with its parts."""

    doorstroom: Literal[1]
    title: Text
    parts: dict[str, Text] = Field(default_factory=dict)
    period: Period
    begin: Begin = "filled"
    money: Money | None = None
    sources: dict[str, Source] = Field(default_factory=dict)
    doubts: Doubts = Field(default_factory=dict)
    gemeenten: dict[str, Gemeente]
    needs: dict[str, Need]
    arrivals: dict[str, Arrival]
    pools: dict[str, Pool] = Field(default_factory=dict)
    labour: dict[str, LabourMarket] = Field(default_factory=dict)
    stations: dict[str, Station]
    targets: dict[str, Target] = Field(default_factory=dict)
    interventions: tuple[Intervention, ...] = ()


class Extension(Spec):
    """A scenario file that changes another one."""

    elsewhere = dict.fromkeys(
        (
            "gemeenten",
            "needs",
            "arrivals",
            "pools",
            "labour",
            "stations",
            "targets",
            "money",
            "begin",
        ),
        "a scenario that extends another changes it with set, uses, drops and interventions",
    ) | {
        "parts": "a scenario without `extends` has parts; use blocks",
        "values": "write set",
        "defaults": "a scenario without `extends` has these, and its parts",
    }

    doorstroom: Literal[1]
    title: Text
    extends: str
    sources: dict[str, Source] = Field(default_factory=dict)
    doubts: Doubts = Field(default_factory=dict)
    uses: tuple[Use, ...] = ()
    drops: tuple[str, ...] = ()
    set: dict[str, Any] = Field(default_factory=dict)
    period: PeriodChange = PeriodChange()
    interventions: tuple[Intervention, ...] = ()


class StopRule(Spec):
    """Replicate until the interval of an indicator is narrow enough."""

    min: Whole = Field(default=10, ge=2, le=100_000)
    max: Whole = Field(default=80, ge=2, le=100_000)
    until: dict[str, Any]


class LookBack(Spec):
    """Scenarios that are compared with the baseline over the past only."""

    baseline: str | None = None
    scenarios: tuple[str, ...]
    until: Date


def _number_or_rule(spec: Any) -> str:
    return "rule" if isinstance(spec, Mapping | StopRule) else "number"


class Draws(Spec):
    """Draws of what the scenarios do not know, with one run of each scenario in each.

    From an `ensemble`, which fits what is known of a region, or else from the ranges alone. The
    first `second_runs` draws are run twice, which tells what part of the spread is chance.
    `accept_differences`: also from an ensemble that was made of other files.
    """

    ensemble: str | None = None
    accept_differences: Flag = False
    count: Whole = Field(ge=2, le=MOST_DRAWS)
    second_runs: Whole = Field(default=0, ge=0, le=MOST_DRAWS)


def _increasing(years: tuple[int, ...]) -> tuple[int, ...]:
    if not years or any(later <= earlier for earlier, later in pairwise(years)):
        raise refusal("must be years in order", "write years: [2023, 2024]", value=list(years))
    return years


class BreakEven(Spec):
    """At how many clients per FTE a pool costs as much as what it takes the place of.

    It is worked out from the pair of a scenario and its baseline, of which one has more of the
    pool. `gemeenten` narrows a pool of each gemeente down; all of them unless said.
    """

    id: str
    title: Text
    look: Literal["ahead", "back"] = "ahead"
    scenario: str
    pool: str
    gemeenten: tuple[str, ...] = ()
    years: Annotated[tuple[Year, ...], AfterValidator(_increasing)]


_SEVERAL_YEARS = re.compile(r"(\d{4})-(\d{4})")


def _several_years(years: str) -> str:
    match = _SEVERAL_YEARS.fullmatch(years)
    if match is None or not 0 < int(match[1]) < int(match[2]) < MAXYEAR:
        rule = "must be several years, the first one first"
        raise refusal(rule, "write headline: 2026-2030", value=years)
    return years


class Experiment(Spec):
    """Scenarios, replications and what difference matters.

    `headline` are the years of which headlines and verdicts are; the end state unless said.
    """

    experiment: Literal[1]
    question: Text
    baseline: str
    scenarios: tuple[str, ...]
    look_back: LookBack | None = None
    headline: Annotated[str, AfterValidator(_several_years)] | None = None
    seed: Whole = Field(ge=0, lt=2**63)
    replications: Annotated[
        Annotated[Count, Tag("number")] | Annotated[StopRule, Tag("rule")],
        Discriminator(_number_or_rule),
    ] = 10
    draws: Draws | None = None
    matters: dict[str, Any] = Field(default_factory=dict)
    margins: dict[str, Any] = Field(default_factory=dict)
    breakeven: tuple[BreakEven, ...] = ()
    interaction: Flag = False
