"""The networks of the benchmark, told once for all programs."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from math import log
from typing import TypeAlias

from sim.theory.formulas import ManyPlaces, jackson_rates

DAYS_PER_YEAR = 365.25
START_YEAR = 2020
HALF_YEARS = 4
"""In the backlog variant the first station has half its places in these first years."""

Row: TypeAlias = tuple[float, ...]


@dataclass(frozen=True)
class Yardstick:
    """A network of stations; clients enter at the first. Stays are lognormal where sigma is said,
    else exponential. `first_places` is what the first station has in the first HALF_YEARS.
    """

    name: str
    years: int
    per_year: float
    stations: tuple[str, ...]
    mean_days: Row
    sigmas: tuple[float | None, ...]
    routes: tuple[Row, ...]
    places: tuple[int, ...]
    first_places: int

    @property
    def per_day(self) -> float:
        """Arrivals a day."""
        return self.per_year / DAYS_PER_YEAR

    @property
    def days(self) -> float:
        """Length of a run."""
        return self.years * DAYS_PER_YEAR

    @property
    def opens_later(self) -> bool:
        """Whether the first station gets places later."""
        return self.first_places != self.places[0]

    @property
    def opening_day(self) -> float:
        """The day on which the first station has all its places."""
        return HALF_YEARS * DAYS_PER_YEAR

    @property
    def log_medians(self) -> tuple[float | None, ...]:
        """The first parameter of each lognormal, as libraries ask it."""
        return tuple(
            None if sigma is None else log(mean) - sigma**2 / 2
            for mean, sigma in zip(self.mean_days, self.sigmas, strict=True)
        )

    def text(self) -> str:
        """The scenario file for Doorstroom."""
        start, end = f"{START_YEAR}-01-01", f"{START_YEAR + self.years}-01-01"
        spec = {
            "doorstroom": 1,
            "title": {"en": self.name},
            "period": {"start": start, "report_from": start, "end": end},
            "begin": "empty",
            "gemeenten": {"town": {"youth": 1000}},
            "needs": {"any": {}},
            "arrivals": {
                "clients": {"need": "any", "per_year": self.per_year, "enters": self.stations[0]}
            },
            "stations": {name: self._station(row) for row, name in enumerate(self.stations)},
        }
        return re.sub(r'"(\d{4}-\d\d-\d\d)"', r"\1", json.dumps(spec, indent=1))

    def _station(self, row: int) -> dict[str, object]:
        onward = zip(self.stations, self.routes[row], strict=True)
        stay: dict[str, object] = {"distribution": "exponential", "mean_days": self.mean_days[row]}
        if self.sigmas[row] is not None:
            stay |= {"distribution": "lognormal", "sigma": self.sigmas[row]}
        return {
            "places": self._places(row),
            "stay": stay,
            "next": {**{name: share for name, share in onward if share}, "rest": "out"},
        }

    def _places(self, row: int) -> object:
        if row or not self.opens_later:
            return self.places[row]
        start, later = f"{START_YEAR}-01-01", f"{START_YEAR + HALF_YEARS}-01-01"
        return {"path": {start: self.first_places, later: self.places[0]}}


# ------------------------------------------------------------------ five stations

FULL, BACKLOG, QUIET, ONE = "at 98% load", "two-year backlog", "at 50% load", "M/M/20"
LOADS = {FULL: 0.98, BACKLOG: 0.98, QUIET: 0.5}
YEARS = 8
PER_YEAR = 4200
FIVE = ("intake", "basis", "additional", "residential", "closed")
MEAN_DAYS = (28.0, 300.0, 270.0, 330.0, 180.0)
SIGMAS = (0.6, 0.9, 0.8, 0.9, 0.6)
ROUTES = (
    (0.0, 0.55, 0.25, 0.02, 0.0),
    (0.0, 0.0, 0.25, 0.01, 0.0),
    (0.0, 0.05, 0.0, 0.12, 0.0),
    (0.0, 0.0, 0.25, 0.0, 0.10),
    (0.0, 0.0, 0.20, 0.40, 0.0),
)


def five(name: str, size: float = 1.0, years: int = YEARS) -> Yardstick:
    """Five stations, `size` times the clients and the places."""
    per_year = PER_YEAR * size
    rates = jackson_rates([per_year / DAYS_PER_YEAR, 0, 0, 0, 0], ROUTES)
    offered = [rate * mean for rate, mean in zip(rates, MEAN_DAYS, strict=True)]
    places = tuple(round(need / LOADS[name]) for need in offered)
    first = round(offered[0] / 2) if name == BACKLOG else places[0]
    return Yardstick(name, years, per_year, FIVE, MEAN_DAYS, SIGMAS, ROUTES, places, first)


# ------------------------------------------------------------------ one station

DESK_PLACES, DESK_LOAD, DESK_YEARS = 20, 0.9, 4


def desk(places: int = DESK_PLACES, load: float = DESK_LOAD, years: int = DESK_YEARS) -> Yardstick:
    """M/M/c: exponential stays of a day on average."""
    per_year = places * load * DAYS_PER_YEAR
    name = f"M/M/{places}"
    return Yardstick(
        name, years, per_year, ("desk",), (1.0,), (None,), ((0.0,),), (places,), places
    )


def theory_of(desk: Yardstick) -> ManyPlaces:
    """What queueing theory says of a network of one station."""
    return ManyPlaces(desk.places[0], desk.per_day, desk.mean_days[0])


def yardstick(name: str, size: float = 1.0, years: int | None = None) -> Yardstick:
    """A network by its name."""
    if name == ONE:
        return desk(years=years or DESK_YEARS)
    return five(name, size, years or YEARS)
