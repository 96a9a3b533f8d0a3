"""What a plan gave, once it was carried out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..results.manifest import Manifest

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Results:
    """Everything that an experiment found; `folder` is None when nothing was written.

    `targets` sets the baseline beside its known figures; no rows where it has none. `breakeven` has
    a row for each question of that kind in the experiment, `payback` one for each scenario that is
    compared. `counters` says of each scenario what it does to the children of the baseline.
    `interaction` has rows where the experiment asks what policies do together.
    Over draws `indicators` has the first run of each; `second` the second runs, `chance` what part
    of the spread is chance by them, `regret` how often each policy is the best; `draws` and
    `doubts` what each group of doubt has in each draw, `headlines` the headlines draw by draw; else
    no rows.
    """

    folder: Path | None
    manifest: Manifest
    indicators: pd.DataFrame
    comparison: pd.DataFrame
    counters: pd.DataFrame
    targets: pd.DataFrame
    breakeven: pd.DataFrame
    payback: pd.DataFrame
    second: pd.DataFrame
    chance: pd.DataFrame
    regret: pd.DataFrame
    interaction: pd.DataFrame
    draws: pd.DataFrame
    doubts: pd.DataFrame
    headlines: pd.DataFrame
