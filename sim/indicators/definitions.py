"""Every indicator, in the order of docs/results.md, and finding one by its name.

They stand here, below the rooms that measure, compare and tell, since files name them too.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import product
from typing import get_args

from ..scenario.schema import LegalFrame, Payer, Scenario, Station
from ..scenario.triggers import triggered
from .care import AWAY, FLOWS, NUMBERS, PLACES, STARTS, WAYS, YOUTHS
from .definition import Better, Indicator, Kind
from .money import MONEY
from .waits import COMERS, COMING, PER_STATION, REFERRED

__all__ = [
    "CLASSES",
    "COUNTERS",
    "FOLLOWED",
    "HEADLINES",
    "INDICATORS",
    "LOSSES",
    "NAMES",
    "NO_PROFILE",
    "Better",
    "Indicator",
    "Kind",
    "base_name",
    "definition_of",
    "form_of",
    "forms_of",
    "full_names",
    "indicator_of",
    "known_words",
    "pools_of",
    "words_for",
]

FOLLOWED = dt.timedelta(days=731)
"""Two years: who joins on the last day looked at can be followed for 52 weeks and more."""

NO_PROFILE = "other"
CLASSES = ("0-3m", "3-6m", "6-12m", "1-2y", "2-3y", "3-4y", "4y+")
LOSSES = ("10", "20", "30")
"""Parts of their youths, in percent, that providers may lose in two years."""
_WEEKS = ("4", "14", "26", "52")
_WORDS: dict[str, tuple[str, ...]] = {
    "frame": get_args(LegalFrame),
    "comer": COMERS,
    "weeks": _WEEKS,
    "fate": (
        "within_norm", "later", "dropped_out", "escalated", "refused", "turned_18", "sent_away",
        "deterred", "waiting",
    ),
    "first": (
        "started", "dropped_out", "escalated", "refused", "turned_18", "sent_away", "deterred",
        "waiting",
    ),
    "event": (
        "started", "dropped_out", "escalated", "refused", "diverted", "turned_18", "deterred",
        "waiting",
    ),
    "help": ("jeugdhulp", "jeugdzorg", "away", "pgb", "in_kind"),
    "closed": ("authorisation", "place"),
    "cared": ("authorisation", "place", "pgb"),
    "class": CLASSES,
    "payer": get_args(Payer),
    "percent": LOSSES,
}  # fmt: skip


INDICATORS: tuple[Indicator, ...] = (
    *COMING,
    *REFERRED,
    *PER_STATION,
    *YOUTHS,
    *NUMBERS,
    *FLOWS,
    *AWAY,
    *WAYS,
    *PLACES,
    *MONEY,
    *STARTS,
)
HEADLINES = tuple(item.pattern for item in INDICATORS if item.headline)
"""The few that carry the answer; none of their names has words that differ by scenario."""
COUNTERS = tuple(dict.fromkeys(name for item in INDICATORS for name in item.counters))
NAMES = tuple(dict.fromkeys(item.base for item in INDICATORS))


def base_name(indicator: str) -> str:
    """The name without what narrows it down: `cost:zvw` is a `cost`."""
    return indicator.partition(":")[0]


def words_for(part: str, scenario: Scenario) -> tuple[str, ...]:
    """The words that may stand for one part of a pattern."""
    name = part.removeprefix("{").removesuffix("}")
    if name == part:
        return (part,)
    match name:
        case "referrer":
            return tuple(dict.fromkeys(arrival.referrer for arrival in scenario.arrivals.values()))
        case "profile":
            profiles = [pool.profile or NO_PROFILE for pool in scenario.pools.values()]
            return tuple(dict.fromkeys((*profiles, NO_PROFILE)))
        case "form":
            return forms_of(scenario)
        case "ceiling":
            return tuple(scenario.money.ceilings) if scenario.money else ()
        case "block":
            return tuple(use.name for use in triggered(scenario))
    return _WORDS[name]


def indicator_of(indicator: str, scenario: Scenario) -> Indicator | None:
    """The indicator of a full name, or None where this scenario has none such."""
    base, *spec = indicator.split(":")
    for item in INDICATORS:
        if item.base == base and len(item.parts) == len(spec):
            pairs = zip(spec, item.parts, strict=True)
            if all(word in words_for(part, scenario) for word, part in pairs):
                return item
    return None


def known_words(part: str) -> tuple[str, ...]:
    """The words for one part of a pattern that are the same in every file; none for others."""
    name = part.removeprefix("{").removesuffix("}")
    return (part,) if name == part else _WORDS.get(name, ())


@cache
def definition_of(indicator: str) -> Indicator | None:
    """The indicator of a full name, whatever the scenario calls its referrers and the like.

    The words of a file (`{referrer}`, `{profile}`) may be anything here; None: there is none such.
    """
    base, *spec = indicator.split(":")
    for item in INDICATORS:
        if item.base == base and len(item.parts) == len(spec):
            known = (_WORDS.get(part[1:-1]) if part[0] == "{" else (part,) for part in item.parts)
            if all(some is None or word in some for word, some in zip(spec, known, strict=True)):
                return item
    return None


def full_names(base: str, scenario: Scenario) -> list[str]:
    """Every full name of an indicator."""
    every = []
    for item in INDICATORS:
        if item.base == base:
            words = [words_for(part, scenario) for part in item.parts]
            every += [":".join((base, *chosen)) for chosen in product(*words)]
    return every


def form_of(station: Station) -> str:
    """The form of a station, or its group where it has none."""
    return station.form or station.group


def forms_of(scenario: Scenario) -> tuple[str, ...]:
    """All forms, in the order of the stations."""
    return tuple(dict.fromkeys(form_of(station) for station in scenario.stations.values()))


def pools_of(scenario: Scenario) -> tuple[str, ...]:
    """Names of all pools; a station without one has places of its own, by its own name."""
    own = [name for name, station in scenario.stations.items() if station.pool is None]
    return (*scenario.pools, *own)
