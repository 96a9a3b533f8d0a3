"""Blocks that start by what a run sees: their dates count from the day on which they start (30).

A block says `0 days`, `365 days`. While it is read these are dates from ANCHOR on; in a scenario
they are dates from its first possible day on, and in a run from the day on which it started.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from ..errors import Keys, ScenarioError
from .reading import Document
from .schema import BlockUse, Period, Placed, Scenario, StartsWhen
from .wording import problem

ANCHOR = dt.date(2000, 1, 1)
KEY = "starts_when"
_AFTER = re.compile(r"(\d{1,5}) +(day|days|week|weeks)")
_INTERVENTIONS = "interventions"


def anchored(document: Document) -> Document:
    """A block as read, what counts from its start as dates from ANCHOR on; others as they are.

    Raises ScenarioError for dates of the calendar in a block that starts by what a run sees.
    """
    spec = document.data.get(_INTERVENTIONS)
    if KEY not in document.data or not isinstance(spec, list):
        return document
    wrong = list(_dates_in(spec, (_INTERVENTIONS,)))
    if wrong:
        rule = f"stands in a block that starts by what a run sees ({KEY})"
        way_out = "count from that day: write 0 days, 365 days"
        raise ScenarioError(
            [
                problem(document.place(keys), document.named(keys), date, rule, way_out)
                for keys, date in wrong
            ]
        )
    return replace(document, data={**document.data, _INTERVENTIONS: _from_anchor(spec)})


def _dates_in(spec: Any, keys: Keys) -> Iterator[tuple[Keys, dt.date]]:
    match spec:
        case dict():
            for key, part in spec.items():
                if isinstance(key, dt.date):
                    yield (*keys, str(key)), key
                yield from _dates_in(part, (*keys, str(key)))
        case list():
            for at, part in enumerate(spec):
                yield from _dates_in(part, (*keys, str(at)))
        case dt.date():
            yield keys, spec


def _from_anchor(spec: Any, key: str = "") -> Any:
    """Days as keys of a path, or as `from` and `until`, are dates; a `lag` stays what it is."""
    match spec:
        case dict():
            return {_day(name): _from_anchor(part, str(name)) for name, part in spec.items()}
        case list():
            return [_from_anchor(part) for part in spec]
        case str() if key in ("from", "until"):
            return _day(spec)
        case _:
            return spec


def _day(spec: Any) -> Any:
    match = _AFTER.fullmatch(spec) if isinstance(spec, str) else None
    if match is None:
        return spec
    days = int(match[1]) * (7 if match[2].startswith("week") else 1)
    return ANCHOR + dt.timedelta(days)


# ------------------------------------------------------------------ when they start


def triggered(scenario: Scenario) -> tuple[BlockUse, ...]:
    """The blocks of a scenario that start by what a run sees."""
    return tuple(use for use in scenario.blocks if use.block.starts_when is not None)


def first_day(spec: StartsWhen, period: Period) -> dt.date | None:
    """The first day on which a block can start; None: not in this period."""
    for at, review in enumerate(reviews_of(period), start=1):
        late_enough = spec.not_before is None or review >= spec.not_before
        if at >= spec.reviews and late_enough and review + dt.timedelta(1) < period.end:
            return review + dt.timedelta(1)
    return None


def reviews_of(period: Period, *, goes_on: bool = False) -> Iterator[dt.date]:
    """The first day of every month after the start; that of the start too where a run goes on."""
    date = period.start
    if goes_on and date.day == 1:
        yield date
    while True:
        date = (date.replace(day=1) + dt.timedelta(32)).replace(day=1)
        if date >= period.end:
            return
        yield date


def at_the_earliest(scenario: Scenario) -> Scenario:
    """The scenario in which each of these blocks starts on its first possible day."""
    starts = {use.name: use.block.starts_when for use in triggered(scenario)}
    days = {name: first_day(spec, scenario.period) for name, spec in starts.items() if spec}
    return begun(scenario, days)


def begun(scenario: Scenario, days: Mapping[str, dt.date | None]) -> Scenario:
    """The scenario in which these blocks start on these days, and those without one never.

    `scenario` is one that has all of their interventions.
    """
    since = {use.name: use.begins or ANCHOR for use in triggered(scenario)}
    placed = [
        item if item.block not in since else _shifted(item, since[item.block], days[item.block])
        for item in scenario.interventions
        if item.block not in since or days.get(item.block) is not None
    ]
    blocks = [
        use.model_copy(update={"begins": days.get(use.name)}) if use.name in since else use
        for use in scenario.blocks
    ]
    return scenario.model_copy(update={"interventions": tuple(placed), "blocks": tuple(blocks)})


def _shifted(placed: Placed, since: dt.date, begins: dt.date | None) -> Placed:
    assert begins is not None
    intervention = _moved(placed.intervention, (begins - since).days)
    return placed.model_copy(update={"intervention": intervention})


def _moved(spec: Any, days: int) -> Any:
    """The same with all dates so many days later."""
    if isinstance(spec, dt.date):
        return spec + dt.timedelta(days)
    if isinstance(spec, BaseModel):
        moved = {name: _moved(value, days) for name, value in spec}
        return spec.model_copy(update=moved) if days else spec
    if isinstance(spec, dict):
        return {_moved(key, days): _moved(value, days) for key, value in spec.items()}
    if isinstance(spec, tuple):
        return tuple(_moved(value, days) for value in spec)
    return spec
