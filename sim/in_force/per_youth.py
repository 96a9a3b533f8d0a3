"""Additions to places or staff that follow the youths whom a pool is for."""

from __future__ import annotations

import math
from dataclasses import replace

from ..scenario.schema import Number, Scenario
from .changes import Effect
from .timelines import DatedChange


def as_pool_meets(effect: Effect, scenario: Scenario, gemeente: str | None) -> DatedChange:
    """A change as the pool of a gemeente (None: of the region) meets it.

    What is added per 1,000 youth becomes an addition: times those of the gemeente, for a pool of
    the region those of all gemeenten that are not outside.
    """
    dated = effect.dated
    if dated.change.operation != "add_per_1000_youth":
        return dated
    thousands = _youth(scenario, gemeente) / 1000
    number = _times(dated.change.number, thousands)
    change = dated.change.model_copy(update={"operation": "add", "number": number})
    return replace(dated, change=change)


def _youth(scenario: Scenario, gemeente: str | None) -> float:
    if gemeente is not None:
        return scenario.gemeenten[gemeente].youth.first
    inside = [item for item in scenario.gemeenten.values() if not item.outside]
    return math.fsum(item.youth.first for item in inside)


def _times(number: Number, times: float) -> Number:
    if number.path is None:
        return Number.model_construct(value=number.first * times)
    path = {date: value * times for date, value in number.path.items()}
    return Number.model_construct(path=path, shape=number.shape)
