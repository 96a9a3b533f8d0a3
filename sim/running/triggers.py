"""Runs in which blocks start by what is seen (rule 30): run again with each that starts.

A run up to the start of a block is the same with and without it. So the run in which nothing starts
tells what starts first; the run with that tells what starts next, and the last one is the run.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from ..clients.today.past_rows import blocks_before
from ..in_force import InForce, Log
from ..scenario.begin import is_file
from ..scenario.schema import Scenario, StartsWhen
from ..scenario.triggers import begun, reviews_of, triggered

LogOf = Callable[[Scenario], Log]


def as_it_went(scenario: Scenario, run: LogOf) -> Scenario:
    """The scenario with each of its blocks beginning when a run starts it; others never.

    `run` makes a run of a scenario and gives its log. Those that had started before the state that
    it begins with have begun.
    """
    before = blocks_before(scenario.begin, scenario.period.start)
    days = {use.name: before.started.get(use.name) for use in triggered(scenario)}
    while None in days.values():
        here = begun(scenario, days)
        starts = _starts_of(here, run(here), before.over)
        new = {name: day for name, day in starts.items() if days[name] is None}
        if not new:
            return here
        first = min(new.values())
        days |= {name: day for name, day in new.items() if day == first}
    return begun(scenario, days)


def _starts_of(scenario: Scenario, log: Log, over: Mapping[str, int]) -> dict[str, dt.date]:
    """When each block starts by what was seen, if it does."""
    in_force = InForce(scenario, log)
    result = {}
    for use in triggered(scenario):
        assert use.block.starts_when is not None
        day = start_of(in_force, use.block.starts_when, over.get(use.name, 0))
        if day is not None:
            result[use.name] = day
    return result


def start_of(in_force: InForce, spec: StartsWhen, running: int = 0) -> dt.date | None:
    """The day after the first review by which the wait has been over the bound so often running.

    It had been so for `running` reviews when the run began.
    """
    period = in_force.scenario.period
    for review, is_over in _reviewed(in_force, spec):
        running = running + 1 if is_over else 0
        late_enough = spec.not_before is None or review >= spec.not_before
        if running >= spec.reviews and late_enough:
            day = review + dt.timedelta(1)
            return day if day < period.end else None
    return None


def running_on(in_force: InForce, spec: StartsWhen, on: dt.date) -> int:
    """For how many reviews running the wait has been over the bound, before those of a day."""
    running = 0
    for review, is_over in _reviewed(in_force, spec):
        if review >= on:
            break
        running = running + 1 if is_over else 0
    return running


def _reviewed(in_force: InForce, spec: StartsWhen) -> Iterator[tuple[dt.date, bool]]:
    """Each review, and whether the wait that is seen then is over the bound."""
    scenario, seen = in_force.scenario, in_force.reactions.seen_in_region(spec.station)
    for review in reviews_of(scenario.period, goes_on=is_file(scenario.begin)):
        weeks = seen.at((review - scenario.period.start).days)
        yield review, weeks > spec.seen_wait_over_weeks
