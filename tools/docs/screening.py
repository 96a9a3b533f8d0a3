"""What a screening of present policy found (Morris), for docs/validation.md.

collecting.py takes it from a folder of `doorstroom sensitivity present-policy`.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.indicators.naming import name_in
from sim.report.amounts import Amounts
from sim.results.manifest import Manifest
from sim.results.manifest_file import read_manifest
from sim.sensitivity.reading import LEVEL
from sim.texts import texts_in

from .parts import PUBLISHED, ROOT, region

FOUND = Path("docs", "morris-found.csv")
COLUMNS = ["indicator", "doubt", "size", "size_half", "mean", "spread", "runs", "period"]
_TOLD = ["doubt", "size", "size_half", "period"]
_MOST = 4
MISSING = (
    "Not made: `doorstroom sensitivity present-policy`, then `python -m tools.docs.collecting "
    "results/sensitivity-present-policy-morris`, keep it here."
)


def rows_of(folder: Path, manifest: Manifest) -> pd.DataFrame:
    """What moves the headlines of the baseline, what moves most first."""
    table = pd.read_csv(folder / "morris.csv")
    table = table[(table["scenario"] == manifest.baseline) & (table["of"] == LEVEL)].copy()
    table["runs"], table["period"] = manifest.replications, manifest.periods.headline
    return table[COLUMNS]


def screening() -> str:
    """A row for each headline: what moves it most, each with half its interval of 90%."""
    path = ROOT / FOUND
    if not path.is_file():
        return MISSING
    table, texts = pd.read_csv(path), texts_in("en")
    amounts = Amounts(read_manifest(ROOT / PUBLISHED), texts)
    lines = [f"{texts.formats.number(int(table['runs'].iloc[0]))} runs.", ""]
    lines += ["| number | moved most by |", "| --- | --- |"]
    for indicator, rows in table.groupby("indicator", sort=False):
        told = [
            f"{region().doubts[doubt].in_language('en')} "
            f"{amounts.level(str(indicator), size, period)} "
            f"(±{amounts.level(str(indicator), half, period)})"
            for doubt, size, half, period in rows[_TOLD].head(_MOST).itertuples(index=False)
        ]
        lines.append(f"| {name_in(texts, str(indicator))} | {', '.join(told)} |")
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")
