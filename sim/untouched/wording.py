"""What a change cannot reach, in sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..scenario.schema import Placed, Scenario
from ..scenario.walking import numbers_in
from ..telling.difference import difference
from ..telling.speech import Speaker
from .reaching import Reached, reached_by

Flags = NDArray[np.bool_]
_WORDS = frozenset({"title", "description", "source", "note", "about"})
"""Keys of what is told and not simulated."""


def untouched(scenario: Scenario, base: Scenario, *, lang: str) -> list[str]:
    """Sentences about what a scenario cannot change of the visits of another."""
    speaker = Speaker(scenario, lang)
    reached = reached_by(scenario, base)
    if not reached.touched.any():
        return [speaker.say("untouched.nowhere")]
    points = [*_until(speaker, base), *_who_come(speaker, reached), *_wholly(speaker, reached)]
    points += _in_part(speaker, reached)
    told = [speaker.say("untouched"), *(f"  - {point}" for point in points)]
    begins = _listed(speaker, reached.stations, np.asarray(reached.begins.any(axis=1)))
    if begins:
        told.append(speaker.say("untouched.begins", names=begins))
    if np.array_equal(reached.touched, reached.met):
        told.append(speaker.say("untouched.all"))
    return told


def first_day(scenario: Scenario, base: Scenario) -> dt.date:
    """The first day on which anything in force may differ, by what the files say."""
    result = difference(base, scenario)
    start = min(scenario.period.start, base.period.start)
    values = [item for item in result.values if not _WORDS & set(item.keys)]
    if values or result.period_differs or scenario.begin != base.begin:
        return start
    changed = {item.intervention.id for item in result.interventions}
    placed = [
        item
        for some in (scenario.interventions, base.interventions)
        for item in some
        if item.intervention.id in changed
    ]
    return max(start, min((_begins(item, start) for item in placed), default=start))


def _begins(placed: Placed, start: dt.date) -> dt.date:
    """The first date that an intervention names; every change has one, what says how has none."""
    spec = placed.intervention
    if spec.begin is not None:
        return spec.begin
    return min((day for _, number in numbers_in(spec) for day in number.dates), default=start)


def _until(speaker: Speaker, base: Scenario) -> Iterator[str]:
    day = first_day(speaker.scenario, base)
    if day > speaker.scenario.period.start:
        yield speaker.say("untouched.until", date=speaker.date(day), base=speaker.other(base))


def _who_come(speaker: Speaker, reached: Reached) -> Iterator[str]:
    """The streams that are as they were."""
    if not reached.comes.any():
        yield speaker.say("untouched.comes")
    elif not reached.comes.all():
        others = {
            name
            for (name, _), differs in zip(reached.sources, reached.comes, strict=True)
            if differs
        }
        kept = [name for name in speaker.scenario.arrivals if name in others]
        if len(kept) < len(speaker.scenario.arrivals):
            yield speaker.say("untouched.comes.but", streams=speaker.arrivals(kept))


# ------------------------------------------------------------------ stations, gemeenten, needs


def _wholly(speaker: Speaker, reached: Reached) -> Iterator[str]:
    """What is as it was for all, wherever anybody comes."""
    free: Flags = np.asarray(reached.met.any(axis=1) & ~reached.touched.any(axis=1))
    names = _listed(speaker, reached.stations, free)
    if names:
        yield speaker.say("untouched.stations", names=names)
    touched: Flags = np.asarray(reached.touched.any(axis=0))
    for key, names_of in _kinds(speaker, reached):
        kept = _never(names_of, np.ones_like(touched), touched)
        if kept:
            yield speaker.say(f"untouched.{key}", names=speaker.listed(kept))


def _in_part(speaker: Speaker, reached: Reached) -> Iterator[str]:
    """Where it reaches some only, and others never."""
    whole: Flags = np.asarray(reached.touched.any(axis=0))
    for at, name in enumerate(reached.stations):
        met, touched = reached.met[at], reached.touched[at]
        if not touched.any():
            continue
        for key, names_of in _kinds(speaker, reached):
            everywhere = _never(names_of, np.ones_like(whole), whole)
            kept = [item for item in _never(names_of, met, touched) if item not in everywhere]
            if kept:
                station, names = speaker.station(name), speaker.listed(kept)
                yield speaker.say(f"untouched.part.{key}", station=station, names=names)


def _kinds(speaker: Speaker, reached: Reached) -> Iterator[tuple[str, list[str]]]:
    """By what clients are told apart, and the word for each source."""
    arrivals = speaker.scenario.arrivals
    yield "gemeenten", [gemeente for _, gemeente in reached.sources]
    yield (
        "needs",
        [
            speaker.need(arrivals[name].need) if name in arrivals else ""
            for name, _ in reached.sources
        ],
    )


def _never(names: list[str], met: Flags, touched: Flags) -> list[str]:
    """Of the words of those who come, those of whom nobody is touched."""
    come = dict.fromkeys(name for name, here in zip(names, met, strict=True) if here and name)
    reached = {name for name, here in zip(names, touched, strict=True) if here}
    return [name for name in come if name not in reached]


def _listed(speaker: Speaker, names: tuple[str, ...], chosen: Flags) -> str:
    """Stations as people call them."""
    words = [speaker.station(name) for name, item in zip(names, chosen, strict=True) if item]
    return speaker.listed(words) if words else ""


__all__ = ["first_day", "untouched"]
