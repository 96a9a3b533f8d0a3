"""Whether there is staff for what a scenario asks for, by profile and year (docs/results.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from ..measuring.periods import ALL

if TYPE_CHECKING:
    import pandas as pd

    from .manifest import Manifest

ASKED, TO_BE_HAD = "fte:", "fte_to_be_had:"
MUCH_MORE = 0.1
"""Who asks for this part more than there is to be had cannot be staffed: assumed, 0.05 to 0.2."""


@dataclass(frozen=True)
class Staffing:
    """FTE of a profile in a year, means over the runs: of places, and to be had (None: unknown)."""

    scenario: str
    profile: str
    year: str
    asked: float
    to_be_had: float | None

    @property
    def is_short(self) -> bool:
        """Whether much more is asked for than there is; not where that is not known."""
        return self.to_be_had is not None and self.asked > self.to_be_had * (1 + MUCH_MORE)

    @property
    def times(self) -> float:
        """How many times what there is, is asked for; 0 where that is not known."""
        if self.to_be_had is None or not self.asked:
            return 0.0
        return self.asked / self.to_be_had if self.to_be_had else inf


def staffing(indicators: pd.DataFrame, manifest: Manifest) -> list[Staffing]:
    """Every scenario, profile and year; of scenarios that only look back the years before."""
    rows = indicators[
        (indicators[["station", "gemeente", "need"]] == ALL).all(axis=1)
        & indicators["period"].isin(manifest.periods.years)
        & indicators["indicator"].astype(str).str.startswith((ASKED, TO_BE_HAD))
    ]
    keys = ["scenario", "indicator", "period"]
    mean = rows.groupby(keys, sort=False, observed=True)["value"].mean()
    means: dict[tuple[str, str, str], float]
    means = dict(zip(mean.index.tolist(), mean.tolist(), strict=True))
    result = []
    for (scenario, name, year), asked in means.items():
        if name.startswith(ASKED) and int(year) < _end_of(scenario, manifest):
            profile = name.removeprefix(ASKED)
            there = means.get((scenario, f"{TO_BE_HAD}{profile}", year))
            result.append(Staffing(scenario, profile, year, asked, there))
    return result


def cannot_be_staffed(rows: Sequence[Staffing]) -> dict[str, Staffing]:
    """Scenarios that ask for much more than there is, with the profile and year where most so."""
    short = [row for row in rows if row.is_short]
    return {
        name: max((row for row in short if row.scenario == name), key=lambda row: row.times)
        for name in dict.fromkeys(row.scenario for row in short)
    }


def _end_of(scenario: str, manifest: Manifest) -> int:
    """The first year that is not told of a scenario."""
    back = manifest.back_of(scenario)
    return back.until.year if back else manifest.periods.end.year + 1
