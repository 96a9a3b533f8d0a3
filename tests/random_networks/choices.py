"""Choices of one network, and what its parts have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeVar

from .files import Sections

Choice = TypeVar("Choice")


class Dice:
    """Choices of one network; what is drawn first or low is the plainer choice."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def chance(self, share: float) -> bool:
        """True in this share of the throws."""
        return self._random.random() >= 1 - share

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high."""
        return self._random.randint(low, high)

    def item(self, choices: Sequence[Choice]) -> Choice:
        """One of these."""
        return choices[self.whole(0, len(choices) - 1)]

    def some(self, choices: Sequence[Choice]) -> list[Choice]:
        """At least one of these, in their order."""
        kept = [choice for choice in choices if self.chance(0.4)]
        return kept or [self.item(choices)]


@dataclass
class Region:
    """Names and dates that the parts of one network have in common."""

    dice: Dice
    days: int
    stations: tuple[str, ...]
    pools: tuple[str, ...]
    gemeenten: tuple[str, ...]
    needs: tuple[str, ...]
    dates: tuple[dt.date, ...] = ()
    sections: Sections = field(default_factory=dict)

    def other(self, name: str) -> str:
        """Another station."""
        return self.dice.item([station for station in self.stations if station != name])

    def date(self) -> dt.date:
        """One of the few dates on which everything happens."""
        return self.dice.item(self.dates)

    def maybe(self, spec: Sections, share: float, key: str, make: Callable[[], Any]) -> None:
        """Say this under `key`, in this share of the cases."""
        if self.dice.chance(share):
            spec[key] = make()


def number(region: Region, values: Sequence[float]) -> Any:
    """A number, at times by date, in steps or as a ramp."""
    if not region.dice.chance(0.15):
        return region.dice.item(values)
    return {"path": path(region, values), "shape": region.dice.item(("step", "ramp"))}


def path(region: Region, values: Sequence[float]) -> dict[dt.date, float]:
    return {date: region.dice.item(values) for date in region.dice.some(region.dates)}
