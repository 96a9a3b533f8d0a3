"""Keep which way policies went: rows of results of experiments, for docs/policies.md.

`python -m tools.docs.collecting results/NAME ...` takes them from the comparison of each experiment
into docs/policies-found.csv, in place of what stood there of the same experiment.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from sim.results.manifest import Manifest
from sim.results.manifest_file import read_manifest

from .found import ALL, EVERYWHERE, FOUND
from .parts import ROOT
from .policies import directions

KEYS = ["experiment", "scenario", "indicator", "station"]
COLUMNS = [*KEYS, "baseline", "period", "unit", "difference", "low", "high", "of", "scale"]


def rows_of(folder: Path, wanted: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """What a comparison found in the end state, of these pairs of indicator and station."""
    manifest = read_manifest(folder)
    table = pd.read_csv(folder / "comparison.csv", dtype={"period": str})
    kept = pd.MultiIndex.from_frame(table[["indicator", "station"]]).isin([*wanted])
    whole = (table["gemeente"] == ALL) & (table["need"] == ALL) & (table["look"] == "ahead")
    table = table[kept & whole & (table["period"] == manifest.periods.end_state)].copy()
    table["experiment"], table["baseline"] = manifest.experiment, manifest.baseline
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
    """Take the rows of results into the table."""
    path = ROOT / FOUND
    table = pd.read_csv(path) if path.is_file() else pd.DataFrame(columns=COLUMNS)
    wanted = {*directions(), *((name, ALL) for name in EVERYWHERE)}
    for folder in folders:
        table = merged(table, rows_of(Path(folder), wanted))
    table.to_csv(path, index=False, float_format="%.6g", lineterminator="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
