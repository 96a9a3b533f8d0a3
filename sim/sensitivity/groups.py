"""Groups of doubt as people can read them: by a number of the file where that says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from ..scenario.schema import Domain
from ..uncertainty.chance import SHARED
from ..uncertainty.scales import Spread, Values

_RATES = ("growth_per_year", "most_per_year", "per_week", "per_change", "share")


@dataclass(frozen=True)
class Group:
    """A group: its titles, and one of its numbers with its range.

    `number` is the path of that number in the files; of a group of one number z is its own.
    """

    name: str
    titles: Mapping[str, str]
    numbers: int
    number: str
    is_reversed: bool
    spread: Spread

    def title(self, lang: str) -> str:
        """What it is called in a language, else in the other, else its name."""
        return self.titles.get(lang) or next(iter(self.titles.values()), self.name)

    @property
    def short_number(self) -> str:
        """The end of the path of its number, with what it is of where that is one name."""
        parts = self.number.split(".")
        is_one_name = len(parts) > 2 and " " not in parts[-3]
        return ".".join(parts[-3 if is_one_name else -2 :])

    @property
    def is_percentage(self) -> bool:
        """Whether its number is told as a percentage."""
        return self.spread.scale == "logit" or self.number.endswith(_RATES)

    def value_at(self, z: float) -> float:
        """Its number where the group has z; of several numbers the middle of that one there."""
        mine = z if self.numbers == 1 else sqrt(SHARED) * (-z if self.is_reversed else z)
        return float(Values([self.spread], [0]).at(np.array([mine]))[0])


def group_of(row: Mapping[str, Any]) -> Group:
    """The group of a row of the table of doubts."""
    domain = Domain(float(row["least"]), float(row["most"]))
    spread = Spread(float(row["value"]), float(row["low"]), float(row["high"]), domain)
    titles = {lang: row[f"title_{lang}"] for lang in ("nl", "en")}
    return Group(
        name=str(row["doubt"]),
        titles={lang: str(title) for lang, title in titles.items() if isinstance(title, str)},
        numbers=int(row["numbers"]),
        number=str(row["number"]),
        is_reversed=bool(row["is_reversed"]),
        spread=spread,
    )
