"""All that a dossier is made of: the manifest, the known figures, and the scenarios as they ran."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..checks.loading import Resolved, resolve
from ..errors import DoorstroomError, InputError
from ..results.manifest import Manifest
from ..results.manifest_file import MANIFEST, read_manifest
from ..results.tables import Column, Tables
from ..results.targets import TARGET_COLUMNS
from .checked import Checked, Log, State, beside_manifest, input_files

if TYPE_CHECKING:
    import pandas as pd

_TARGETS = "targets"
_KINDS = ("experiment", "run")
_SCENARIO_FILES = (".yaml", ".yml")


@dataclass(frozen=True)
class Material:
    """Results and what they stand on.

    `scenarios` lacks those of the manifest whose files are not there as they were.
    """

    folder: Path
    manifest: Manifest
    log: Log
    targets: pd.DataFrame
    scenarios: dict[str, Resolved]

    @property
    def lost_scenarios(self) -> tuple[str, ...]:
        """Those whose numbers cannot be told."""
        return tuple(name for name in self.manifest.scenario if name not in self.scenarios)


def read_material(folder: Path) -> Material:
    """Read a folder of results, of which a copy for readers may lack tables.

    Raises InputError where it holds none, or a table is not as it was written.
    """
    if not folder.is_dir():
        raise InputError(
            f"{folder}: is not a folder; name the folder that a run or experiment made"
        )
    manifest = read_manifest(folder)
    if manifest.kind not in _KINDS:
        raise InputError(
            f"{folder / MANIFEST}: kind is {manifest.kind}, of which there is no dossier; "
            "name a folder that a run or experiment made"
        )
    log = Log(
        tables=beside_manifest(folder, manifest.outputs),
        pages=beside_manifest(folder, manifest.pages),
        inputs=input_files(manifest.files),
    )
    _refuse_changed(folder, log)
    return Material(
        folder, manifest, log, _targets(folder, manifest, log), _scenarios(manifest, log)
    )


def _refuse_changed(folder: Path, log: Log) -> None:
    changed = [
        f"{folder / item.name} is not as Doorstroom wrote it; run it again"
        for item in log.tables
        if item.state is State.CHANGED
    ]
    if changed:
        raise InputError("\n".join(changed))


def _targets(folder: Path, manifest: Manifest, log: Log) -> pd.DataFrame:
    """The known figures beside the model; of a copy for readers from its csv."""
    import pandas as pd

    there = {item.name for item in log.tables if item.state is State.SAME}
    if f"{_TARGETS}.parquet" in there:
        return Tables(folder, manifest).read(_TARGETS, TARGET_COLUMNS)
    if f"{_TARGETS}.csv" not in there:
        return pd.DataFrame(columns=list(TARGET_COLUMNS))
    numbers = [name for name, kind in TARGET_COLUMNS.items() if kind is Column.NUMBER]
    texts = [name for name in TARGET_COLUMNS if name not in numbers]
    table = pd.read_csv(
        folder / f"{_TARGETS}.csv",
        dtype=dict.fromkeys(texts, str),
        keep_default_na=False,
        na_values={name: [""] for name in numbers},
    )
    return table[list(TARGET_COLUMNS)]


# ------------------------------------------------------------------ the scenarios as they ran


def _scenarios(manifest: Manifest, log: Log) -> dict[str, Resolved]:
    known = set(manifest.files.values())
    loaded = ((name, _as_it_ran(name, log, known)) for name in manifest.scenario)
    return {name: item for name, item in loaded if item is not None}


def _as_it_ran(name: str, log: Log, known: set[str]) -> Resolved | None:
    """A scenario, if every file that it is put together from is one of the results."""
    for place in _files_named(name, log):
        try:
            resolved = resolve(place)
        except DoorstroomError:
            continue  # a block of that name, or a scenario whose other files have changed
        if set(resolved.scenario.files.values()) <= known:
            return resolved
    return None


def _files_named(name: str, log: Log) -> Iterator[Path]:
    for item in log.inputs:
        if _is_scenario_file(item) and item.path is not None and item.path.stem == name:
            yield item.path


def _is_scenario_file(item: Checked) -> bool:
    return (
        item.state is State.SAME and item.path is not None and item.path.suffix in _SCENARIO_FILES
    )
