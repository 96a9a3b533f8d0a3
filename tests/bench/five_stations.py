"""The network of the benchmark, told once for the three programs."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from math import log

from sim.theory.formulas import jackson_rates

YEARS = 8
PER_YEAR = 4200
PER_DAY = PER_YEAR / 365.25
NAMES = ("intake", "basis", "additional", "residential", "closed")
MEAN_DAYS = (28.0, 300.0, 270.0, 330.0, 180.0)
SIGMAS = (0.6, 0.9, 0.8, 0.9, 0.6)
ROUTES = (
    (0.0, 0.55, 0.25, 0.02, 0.0),
    (0.0, 0.0, 0.25, 0.01, 0.0),
    (0.0, 0.05, 0.0, 0.12, 0.0),
    (0.0, 0.0, 0.25, 0.0, 0.10),
    (0.0, 0.0, 0.20, 0.40, 0.0),
)
LOADS = {"at 98% load": 0.98, "two-year backlog": 0.98, "at 50% load": 0.5}
START_YEAR = 2020
HALF_YEARS = 4
"""In the backlog variant the intake has half its places in these first years: twice the load."""


@dataclass(frozen=True)
class Five:
    """One variant: how many places each station has, and at first at the intake."""

    variant: str
    places: tuple[int, ...]
    first_intake_places: int

    @property
    def log_medians(self) -> list[float]:
        """The first parameter of each lognormal, as libraries ask it."""
        return [log(mean) - sigma**2 / 2 for mean, sigma in zip(MEAN_DAYS, SIGMAS, strict=True)]

    def text(self, years: int = YEARS) -> str:
        """The scenario file for our engine."""
        start, end = f"{START_YEAR}-01-01", f"{START_YEAR + years}-01-01"
        said = {
            "doorstroom": 1,
            "title": {"en": f"Five stations, {self.variant}"},
            "period": {"start": start, "report_from": start, "end": end},
            "begin": "empty",
            "gemeenten": {"town": {"youth": 1000}},
            "needs": {"any": {}},
            "arrivals": {"clients": {"need": "any", "per_year": PER_YEAR, "enters": NAMES[0]}},
            "stations": {name: self._station(row) for row, name in enumerate(NAMES)},
        }
        return re.sub(r'"(\d{4}-\d\d-\d\d)"', r"\1", json.dumps(said, indent=1))

    def _station(self, row: int) -> dict[str, object]:
        onward = {name: share for name, share in zip(NAMES, ROUTES[row], strict=True) if share}
        later = f"{START_YEAR + HALF_YEARS}-01-01"
        return {
            "places": self.places[row]
            if row or self.first_intake_places == self.places[0]
            else {"path": {f"{START_YEAR}-01-01": self.first_intake_places, later: self.places[0]}},
            "stay": {
                "distribution": "lognormal",
                "mean_days": MEAN_DAYS[row],
                "sigma": SIGMAS[row],
            },
            "next": {**onward, "rest": "out"},
        }


def five(variant: str) -> Five:
    """A variant by name."""
    rates = jackson_rates([PER_DAY, 0, 0, 0, 0], ROUTES)
    offered = [rate * mean for rate, mean in zip(rates, MEAN_DAYS, strict=True)]
    places = tuple(round(need / LOADS[variant]) for need in offered)
    at_first = round(offered[0] / 2) if variant == "two-year backlog" else places[0]
    return Five(variant, places, at_first)
