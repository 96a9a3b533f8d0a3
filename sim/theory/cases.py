"""What a case is: a scenario text of its own, and the quantities that theory knows of it."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .measures import Measure

START = dt.date(2000, 1, 1)
SHORTENED = 4
WARM_UP = 0.1


class Level(StrEnum):
    """How hard to look: half-widths of 10%, of 5%, or of 5% with loads up to 0.97."""

    QUICK = "quick"
    STANDARD = "standard"
    THOROUGH = "thorough"

    @property
    def half_width(self) -> float:
        """The widest 99% interval allowed, as a share of what is expected."""
        return 0.10 if self is Level.QUICK else 0.05


@dataclass(frozen=True)
class Quantity:
    """One number that theory knows: its name, its value and how to estimate it from visits."""

    name: str
    expected: float
    measure: Measure


@dataclass(frozen=True)
class Case:
    """A model with a known answer, on a published seed.

    `text` is a whole scenario file; `source` says where the answer comes from. One replication is
    the mean of `periods` independent runs: several shorter ones need less memory than a long one.
    """

    name: str
    source: str
    seed: int
    text: str
    quantities: tuple[Quantity, ...]
    periods: int = 1


Stations = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Stream:
    """Poisson arrivals of a case; each has a need of its own name, so that stays may differ."""

    name: str
    per_day: float
    enters: str
    priority: int = 2


def scenario_text(
    title: str,
    streams: tuple[Stream, ...],
    stations: Stations,
    *,
    days: float,
    begin: str = "empty",
) -> str:
    """A scenario file of `days` judged days after a warm-up.

    A filled start is judged from its first day: it must be in equilibrium at once.
    """
    warm_up = 0 if begin == "filled" else math.ceil(WARM_UP * days)
    report_from = START + dt.timedelta(days=warm_up)
    end = report_from + dt.timedelta(days=math.ceil(days))
    spec = {
        "doorstroom": 1,
        "title": {"en": title},
        "begin": begin,
        "gemeenten": {"town": {"youth": 1000}},
        "needs": {stream.name: {} for stream in streams},
        "arrivals": {stream.name: _arrival(stream) for stream in streams},
        "stations": stations,
    }
    period = f"period: {{start: {START}, report_from: {report_from}, end: {end}}}"
    return "\n".join([period, *(f"{key}: {json.dumps(part)}" for key, part in spec.items()), ""])


def _arrival(stream: Stream) -> dict[str, Any]:
    return {
        "need": stream.name,
        "per_year": stream.per_day * 365.25,
        "enters": stream.enters,
        "priority": stream.priority,
    }


def exponential(mean_days: float) -> dict[str, Any]:
    """An exponential stay, as a scenario file says it."""
    return {"distribution": "exponential", "mean_days": mean_days}


def lognormal(mean_days: float, sigma: float) -> dict[str, Any]:
    """A lognormal stay, as a scenario file says it."""
    return {"distribution": "lognormal", "mean_days": mean_days, "sigma": sigma}


def judged_days(clients: float, per_day: float, level: Level) -> float:
    """How long the period is for this many clients a replication; shorter when quick."""
    return clients / per_day / (SHORTENED if level is Level.QUICK else 1)
