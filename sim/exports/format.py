"""What a format is, and the results that it writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from ..results.manifest import Manifest
from ..results.manifest_file import MANIFEST, changed_files, read_manifest
from ..texts import Language, Texts, texts_in

VISITS = "visits"
"""The table with one row a visit, of `run --visits`."""

Progress = Callable[[int, int], None]
"""Told how much is done, and how much there is to do."""


def nothing(done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Source:
    """A results folder whose manifest and digests were checked, and the language of the export."""

    folder: Path
    manifest: Manifest
    texts: Texts

    @staticmethod
    def read(folder: Path, lang: Language, *, needs_visits: bool) -> Source:
        """Check a folder; InputError says what is missing, changed, or not kept there."""
        if not folder.is_dir():
            raise InputError(
                f"{folder}: is not a folder; name the folder that a run or experiment made"
            )
        manifest = read_manifest(folder)
        if manifest.kind not in ("experiment", "run"):
            raise InputError(
                f"{folder / MANIFEST}: kind is {manifest.kind}, of which nothing is exported; "
                "name a folder that a run or experiment made"
            )
        if needs_visits and f"{VISITS}.parquet" not in manifest.outputs:
            raise InputError(_no_visits(folder, manifest))
        changed = [
            f"{folder / reason}; run it again" for reason in changed_files(folder, manifest.outputs)
        ]
        if changed:
            raise InputError("\n".join(changed))
        return Source(folder, manifest, texts_in(lang))


def _no_visits(folder: Path, manifest: Manifest) -> str:
    """What to do where no visits were kept; an experiment keeps none."""
    name = manifest.baseline
    return (
        f"{folder}: holds no visits, which this format is made of; make them with "
        f"`doorstroom run {name} --visits --seed {manifest.seed} --out ANOTHER_FOLDER` "
        "(the same seed gives the same children) and export that folder"
    )


@dataclass(frozen=True)
class Format:
    """A form in which results are written.

    `suffix` is that of the one file that it writes; where empty it writes files into a folder.
    `is_ready` raises InputError where a package is missing. `write` gets the path of that file or
    folder, which takes its place when all went well.
    """

    suffix: str
    needs_visits: bool
    write: Callable[[Source, Path, Progress], None]
    is_ready: Callable[[], None] | None = None
