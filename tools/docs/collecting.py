"""Keep what results found: which way policies went, and what moves present policy.

`python -m tools.docs.collecting results/NAME ...` takes rows from the comparison of each experiment
into docs/policies-found.csv, in place of what stood there of the same experiment; and a screening
(Morris) into docs/morris-found.csv, in place of what stood there.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

import numpy as np
import pandas as pd

from sim.results.manifest import Manifest
from sim.results.manifest_file import read_manifest

from . import screening
from .found import ALL, EVERYWHERE, FOUND
from .parts import ROOT
from .policies import directions

KEYS = ["experiment", "scenario", "indicator", "station"]
SIZES = ["difference", "low", "high"]
COLUMNS = [*KEYS, "baseline", "period", "unit", *SIZES, "of", "scale"]


def rows_of(folder: Path, wanted: Collection[tuple[str, str, str]]) -> pd.DataFrame:
    """What a comparison found: totals of every scenario, and what is `wanted`.

    It is of the end state, and looking back of all its years. Wanted is by scenario, indicator and
    station. Of a wait that no figure tests only the sign is kept.
    """
    manifest = read_manifest(folder)
    table = pd.read_parquet(folder / "comparison.parquet")
    totals = table["indicator"].isin(EVERYWHERE) & (table["station"] == ALL)
    cells = pd.MultiIndex.from_frame(table[["scenario", "indicator", "station"]])
    whole = (table["gemeente"] == ALL) & (table["need"] == ALL)
    periods = manifest.periods
    at = {"ahead": periods.end_state, "back": periods.headline_back}
    ends = table["period"] == table["look"].astype(str).map(at)
    table = table[(totals | cells.isin([*wanted])) & whole & ends].copy()
    untested = [name for name, note in manifest.stations.items() if note.evidence == "untested"]
    rows = (table["unit"] == "weeks") & table["station"].isin(untested)
    table.loc[rows, SIZES] = np.sign(table.loc[rows, SIZES])
    table.loc[rows, "unit"] = "sign"
    table["experiment"] = manifest.experiment
    table["scale"], table["of"] = manifest.scale, _runs(manifest)
    return table[COLUMNS]


def _runs(manifest: Manifest) -> int:
    return manifest.draws.count if manifest.draws else manifest.replications


def merged(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Both, of one experiment only what is after; in a fixed order."""
    rest = before[~before["experiment"].isin(after["experiment"].unique())]
    parts = [part for part in (rest, after) if not part.empty]
    return pd.concat(parts).sort_values(KEYS).reset_index(drop=True)[COLUMNS]


def main(folders: list[str]) -> None:
    """Take the rows of results into the tables."""
    path = ROOT / FOUND
    table = pd.read_csv(path) if path.is_file() else pd.DataFrame(columns=COLUMNS)
    wanted = directions()
    for folder in map(Path, folders):
        manifest = read_manifest(folder)
        if manifest.kind == "sensitivity":
            _write(screening.rows_of(folder, manifest), ROOT / screening.FOUND)
        else:
            table = merged(table, rows_of(folder, wanted))
    _write(table, path)


def _write(table: pd.DataFrame, path: Path) -> None:
    table.to_csv(path, index=False, float_format="%.6g", lineterminator="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
