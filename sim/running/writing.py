"""The results of a plan on disk: all of them, or those of the runs that were made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..measuring.tidy import joined
from ..results.folders import Reserved, new_results
from ..results.kept_back import KEPT_BACK, kept_back
from ..results.manifest import LostNote, Manifest
from ..results.manifest_file import write_manifest
from ..results.shortening import counters_for_readers, for_a_sheet, for_readers
from ..results.store import write_csv, write_short_csv, write_table
from ..results.targets import NOT_MEASURED
from .executors import Lost
from .one_run import Measured
from .outcome import Results


def write_results(place: Reserved, measured: Sequence[Measured], results: Results) -> None:
    """Every table of docs/results.md, and the manifest last."""
    comparison, targets = results.comparison, results.targets
    kept = kept_back(results.indicators)
    with place.new_results() as fresh:
        write_table(fresh, "indicators", results.indicators)
        write_table(fresh, KEPT_BACK, kept.table)
        sheet = for_a_sheet(results.indicators, kept)
        if sheet is not None:
            write_csv(fresh, "indicators", sheet)
        _write_runs(fresh, measured)
        if len(comparison):
            write_table(fresh, "comparison", comparison)
            stations = results.manifest.stations
            untested = [name for name, note in stations.items() if not note.tested]
            write_short_csv(fresh, "comparison", for_readers(comparison, kept, untested))
            write_short_csv(fresh, "counters", counters_for_readers(results.counters))
        _write_draws(fresh, results)
        if len(results.payback):
            write_table(fresh, "payback", results.payback)
            write_short_csv(fresh, "payback", results.payback)
        if len(results.interaction):
            write_table(fresh, "interaction", results.interaction)
            write_short_csv(fresh, "interaction", results.interaction)
        if (targets["verdict"] != NOT_MEASURED).any():
            write_table(fresh, "targets", targets)
            write_short_csv(fresh, "targets", targets)
        if len(results.breakeven):
            write_table(fresh, "breakeven", results.breakeven)
            write_short_csv(fresh, "breakeven", results.breakeven)
        write_manifest(fresh, results.manifest)


def _write_draws(folder: Path, results: Results) -> None:
    """The tables that there are over draws only."""
    if len(results.second):
        write_table(folder, "second_runs", results.second)
    for name, table in (
        ("draws", results.draws), ("doubts", results.doubts), ("headlines", results.headlines),
    ):  # fmt: skip
        if len(table):
            write_table(folder, name, table)
    for name, table in (("chance", results.chance), ("regret", results.regret)):
        if len(table):
            write_table(folder, name, table)
            write_short_csv(folder, name, table)


def incomplete(folder: Path) -> Path:
    """Where the runs that were made are kept when others were lost: beside the results."""
    return folder.absolute().with_name(f"{folder.absolute().name}-incomplete")


def write_incomplete(
    folder: Path, measured: Sequence[Measured], lost: Sequence[Lost], manifest: Manifest
) -> Path:
    """The tables of the runs that were made, in a folder that says which are missing."""
    place = incomplete(folder)
    with new_results(place) as fresh:
        write_table(fresh, "indicators", joined([item.indicators for item in measured]))
        _write_runs(fresh, measured)
        missing = tuple(LostNote(run=str(item.task), reason=item.reason) for item in lost)
        write_manifest(fresh, manifest.model_copy(update={"kind": "incomplete", "lost": missing}))
    return place


def _write_runs(folder: Path, measured: Sequence[Measured]) -> None:
    """The tables that hold run after run."""
    import pandas as pd

    first = [item.series for item in measured if not item.task.is_second]
    write_table(folder, "series", joined(first))
    visits = [item.visits for item in measured if item.visits is not None]
    if visits:
        write_table(folder, "visits", pd.concat(visits, ignore_index=True))
