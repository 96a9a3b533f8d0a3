"""Providers who lose many of their youths in two years: how many of which pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..indicators.definitions import LOSSES
from ..measuring.periods import ALL

if TYPE_CHECKING:
    import pandas as pd

    from .manifest import Manifest

ALL_OF_THEM, LOSING = "providers", "providers_losing:"
TOLD = "20"
"""The loss, in percent, from which a provider is told of."""


@dataclass(frozen=True)
class Losing:
    """Of the providers of a pool how many lose so much, by percent; means over the runs."""

    scenario: str
    pool: str
    providers: float
    by_percent: dict[str, float]

    @property
    def is_told(self) -> bool:
        """Whether one provider or more loses more than is told of."""
        return round(self.by_percent[TOLD]) > 0


def losing(indicators: pd.DataFrame, manifest: Manifest) -> list[Losing]:
    """Every scenario and pool of several lists; in any two years of all that are reported.

    Of scenarios that only look back in any two of the years that are looked back on.
    """
    rows = indicators[indicators["indicator"].astype(str).str.startswith(ALL_OF_THEM)]
    keys = ["scenario", "station", "indicator", "period"]
    mean = rows.groupby(keys, sort=False, observed=True)["value"].mean()
    means: dict[tuple[str, str, str, str], float]
    means = dict(zip(mean.index.tolist(), mean.tolist(), strict=True))
    result = []
    for (scenario, pool, name, period), providers in means.items():
        back = manifest.back_of(scenario)
        if name == ALL_OF_THEM and period == (back.period if back else ALL):
            lost = {
                percent: means.get((scenario, pool, f"{LOSING}{percent}", period), 0.0)
                for percent in LOSSES
            }
            result.append(Losing(scenario, pool, providers, lost))
    return result
