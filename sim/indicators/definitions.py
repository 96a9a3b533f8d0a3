"""Every indicator that a file may name, and for which parts and periods it has rows.

The same list as docs/results.md, in its order. It stands here since targets and experiments name
indicators; `sim/indicators` measures them, and a test holds the two together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import get_args

from ..scenario.schema import LegalFrame, Payer, Scenario

FOLLOWED = dt.timedelta(days=731)
"""Two years: who joins on the last day looked at can be followed for 52 weeks and more."""

NO_PROFILE = "other"
CLASSES = ("0-3m", "3-6m", "6-12m", "1-2y", "2-3y", "3-4y", "4y+")
_WEEKS = ("4", "14", "26", "52")
_WORDS: dict[str, tuple[str, ...]] = {
    "frame": get_args(LegalFrame),
    "weeks": _WEEKS,
    "fate": (
        "within_norm", "later", "dropped_out", "escalated", "refused", "turned_18", "waiting",
    ),
    "first": ("started", "dropped_out", "escalated", "refused", "turned_18", "waiting"),
    "event": (
        "started", "dropped_out", "escalated", "refused", "diverted", "turned_18", "waiting",
    ),
    "help": ("jeugdhulp", "jeugdzorg", "away", "pgb", "in_kind"),
    "closed": ("authorisation", "place"),
    "class": CLASSES,
    "payer": get_args(Payer),
}  # fmt: skip


class Kind(StrEnum):
    """Kinds of periods."""

    DATE = "date"
    HALF = "half-year"
    YEAR = "year"
    SPAN = "several years"


@dataclass(frozen=True)
class Entry:
    """An indicator, `{…}` being words that narrow it down, and the rows that it has.

    Rows are letters, for each kind of period: `.` in total, S per station, P per pool, G per
    gemeente, N per need, SG, SN, PG. Years have the rows of `detail` only where a target asks for
    them, spans always. `adds_up`: over gemeenten, and with the size of the region.
    """

    pattern: str
    unit: str
    adds_up: bool = False
    year: str = ""
    span: str | None = None
    detail: str = ""
    half: str = ""
    date: str = ""
    follows: bool = False
    """Whether it looks at what becomes of youths after the period."""

    @property
    def base(self) -> str:
        """The name without what narrows it down."""
        return self.pattern.partition(":")[0]

    def rows(self, kind: Kind) -> tuple[str, ...]:
        """The rows for a kind of period, those that a target must ask for included."""
        match kind:
            case Kind.DATE:
                spec = self.date
            case Kind.HALF:
                spec = self.half
            case Kind.YEAR:
                spec = f"{self.year} {self.detail}"
            case Kind.SPAN:
                spec = f"{self.year if self.span is None else self.span} {self.detail}"
        return tuple(spec.split())

    @property
    def parts(self) -> tuple[str, ...]:
        """What narrows it down: kinds of words, or one word."""
        return tuple(self.pattern.split(":")[1:])


def _entries() -> Iterator[Entry]:
    yield Entry("referrals", "number", True, ". G N")
    yield Entry("referrals:{frame}", "number", True, ".")
    yield Entry("wait_first_help", "weeks", False, ". G N", follows=True)
    yield Entry("wait_first_help:{frame}", "weeks", False, ".", follows=True)
    yield Entry("incidence_first_help:{first}:{weeks}", "share", span=".", follows=True)
    yield Entry("first_help:{fate}", "share", False, ". G", follows=True)
    for name in ("over_norm_first_help", "left_before_norm_first_help"):
        yield Entry(name, "share", False, ". G", follows=True)
    yield Entry("joined", "number", True, "S", detail="SG SN")
    yield Entry("joined:{frame}", "number", True, span="S")
    yield Entry("weeks_waited", "weeks", False, "S", detail="SG SN", follows=True)
    yield Entry("weeks_waited:{frame}", "weeks", span="S", follows=True)
    for name in ("over_norm", "left_before_norm"):
        yield Entry(name, "share", False, "S", follows=True)
    yield Entry("incidence:{event}:{weeks}", "share", span="S", follows=True)
    yield Entry("youths:{help}", "youths", True, half=". G", date=". G")
    yield Entry("youths_per_1000", "per_1000", half=". G")
    yield Entry("gap_youths_per_1000", "per_1000", half=".")
    for name in ("waiting", "in_care", "blocked"):
        yield Entry(name, "number", True, date=". S G SG")
    yield Entry("waiting_mean", "number", True, ". S G")
    yield Entry("in_care_mean", "number", True, ". S G", detail="SG")
    yield Entry("blocked_mean", "number", True, ". S G")
    yield Entry("starts", "number", True, ". S G", detail="SG")
    yield Entry("ends", "number", True, ". S G")
    for name in ("dropped_out", "escalated", "refused", "diverted", "turned_18", "relocated"):
        yield Entry(name, "number", True, ". S", detail="G")
    yield Entry("stay_mean", "days", False, "S")
    yield Entry("blocked_days", "days", True, ". S")
    yield Entry("placements_away", "number", True, ". S G")
    yield Entry("days_away", "days", True, ". S G")
    yield Entry("closed_days:{closed}", "days", True, ". G")
    yield Entry("moves_per_youth", "number", False, ".")
    yield Entry("returns", "number", True, ". G")
    yield Entry("returns_heavier", "number", True, ".", follows=True)
    yield Entry("repeat_share", "share", False, ".")
    yield Entry("without_decision", "youths", True, ". G")
    yield Entry("without_decision_share", "share", False, ". G")
    yield Entry("stay_share:all:{class}", "share", False, ".")
    yield Entry("stay_share:{referrer}:{class}", "share", detail=".")
    yield Entry("places", "number", True, "P", detail="PG")
    yield Entry("places_in_use", "number", True, "P", detail="PG")
    yield Entry("occupancy", "share", False, "P", detail="PG")
    for name in ("fte:{profile}", "fte_in_use:{profile}", "fte_needed:{profile}"):
        yield Entry(name, "fte", True, ". P")
    yield Entry("cost", "eur", True, ". S G", detail="SG")
    yield Entry("cost:{payer}", "eur", True, ". G")
    yield Entry("cost_nominal", "eur", True, ". S G")
    yield Entry("cost_unfilled", "eur", True, ". S G")
    yield Entry("cost_lump", "eur", True, ". S G")
    yield Entry("cost_pgb", "eur", True, ". G")
    yield Entry("cost_places", "eur", True, "P PG")
    yield Entry("cost_cumulative", "eur", True, ".", span="")
    for name in ("budget", "deficit"):
        yield Entry(name, "eur", True, ". G", span="")
    yield Entry("cost_per_youth", "eur", False, ". G")
    yield Entry("gap_cost_per_youth", "eur", False, ".")


ENTRIES = tuple(_entries())
NAMES = tuple(dict.fromkeys(item.base for item in ENTRIES))


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
    return _WORDS[name]


def entry_of(indicator: str, scenario: Scenario) -> Entry | None:
    """The entry of a full name, or None where there is no such indicator."""
    base, *spec = indicator.split(":")
    for item in ENTRIES:
        if item.base == base and len(item.parts) == len(spec):
            pairs = zip(spec, item.parts, strict=True)
            if all(word in words_for(part, scenario) for word, part in pairs):
                return item
    return None


def full_names(base: str, scenario: Scenario) -> list[str]:
    """Every full name of an indicator."""
    every = []
    for item in ENTRIES:
        if item.base == base:
            words = [words_for(part, scenario) for part in item.parts]
            every += [":".join((base, *chosen)) for chosen in product(*words)]
    return every


def pools_of(scenario: Scenario) -> tuple[str, ...]:
    """Names of all pools; a station without one has places of its own, by its own name."""
    own = [name for name, station in scenario.stations.items() if station.pool is None]
    return (*scenario.pools, *own)
