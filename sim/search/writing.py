"""What a calibration leaves behind: tables in its folder, and the ensemble beside the region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from ..errors import InputError, Place, Problem
from ..results.folders import writable
from ..results.small_cells import is_few
from ..results.store import write_short_csv
from ..scenario.paths import shown_path
from ..uncertainty.ensemble import SUFFIX, is_ensemble, written
from .calibration import Calibration
from .findings import OfFigure, OfGroup, Pull, of_figures, of_groups, pulls
from .region import Region

_OF_MODEL = [
    item.name
    for item in fields(OfFigure)
    if item.name.startswith(("prior_", "before_", "after_", "crps_"))
]
"""Columns that say what the model gives."""
_ENDS = tuple(f"_{end}" for end in ("low", "median", "high"))
"""What a column that is itself a number of children ends in; a score is none."""


def place_of_ensemble(region: Region, asked: Path | None, scenario_file: Path) -> Path:
    """Where the ensemble goes: as asked, else beside the file of the region.

    Raises InputError where something else stands there.
    """
    path = asked if asked is not None else scenario_file.with_name(region.scenario.name + SUFFIX)
    if not path.name.endswith(SUFFIX):
        raise InputError(f"--ensemble is {path}; must end in {SUFFIX}: write {path.stem}{SUFFIX}")
    if path.exists() and not is_ensemble(path):
        rule, way_out = "is no ensemble, and is not written over", "name another with --ensemble"
        raise InputError(str(Problem(rule, way_out, place=Place(shown_path(path)))))
    return path


def write_tables(found: Calibration, folder: Path) -> None:
    """groups.csv, targets.csv and pulls.csv; a number of children under ten is left out."""
    import pandas as pd

    for name, kind, rows in (
        ("groups", OfGroup, of_groups(found)),
        ("targets", OfFigure, of_figures(found)),
        ("pulls", Pull, pulls(found)),
    ):
        table = _rows(found, rows)
        columns = [item.name for item in fields(kind)]
        write_short_csv(folder, name, pd.DataFrame(table, columns=columns))


def _rows(found: Calibration, rows: Iterable[OfGroup | OfFigure | Pull]) -> list[dict[str, Any]]:
    counts = {(item.target, item.part): item.counts for item in found.region.figures}
    result = []
    for row in rows:
        spec = asdict(row)
        if isinstance(row, OfFigure) and counts[row.target, row.part]:
            few = [name for name in _OF_MODEL if name.endswith(_ENDS) and is_few(spec[name])]
            spec |= dict.fromkeys(_OF_MODEL if few else [], None)
        result.append(spec)
    return result


def write_ensemble(found: Calibration, path: Path) -> None:
    """The ensemble, whole or not at all."""
    assert found.ensemble is not None
    aside = path.with_name(f".{path.name}.tmp")
    with writable(path.parent, "--ensemble"):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(written(found.ensemble), encoding="utf-8")
        aside.replace(path)
