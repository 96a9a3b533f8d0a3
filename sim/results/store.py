"""Results on disk: a folder that appears whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import OutputError

if TYPE_CHECKING:
    import pandas as pd

MANIFEST = "manifest.json"
_DIGITS = 5
_TAIL_DIGITS = 3
"""Of what a tail of a distribution gives, which libraries compute to fewer digits alike."""
_TAILS = ("p_value", "holm_p")


def check_writable(folder: Path) -> None:
    """Raise OutputError when results could not be put there, before any work is done."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: is a file; choose a folder with --out")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise OutputError(
            f"{folder}: holds files that are no results of Doorstroom; nothing was written; "
            "choose another folder with --out"
        )
    there = next(item for item in (folder, *folder.absolute().parents) if item.exists())
    with _beside(there / folder.name if there != folder else folder):
        pass


@contextmanager
def new_results(folder: Path) -> Iterator[Path]:
    """A folder to write in, which takes the place of `folder` when all went well."""
    folder = folder.resolve()
    with _beside(folder) as inside:
        fresh = inside / "new"
        fresh.mkdir()
        yield fresh
        with _told(folder):
            if folder.exists():
                folder.rename(inside / "old")
            fresh.rename(folder)


def write_table(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """A table as parquet."""
    import pyarrow as pa
    import pyarrow.parquet

    table = pa.Table.from_pandas(frame, preserve_index=False)
    with _told(folder):
        pyarrow.parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")


def write_csv(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """A table as csv with every digit."""
    import pyarrow as pa
    import pyarrow.csv

    table = pa.Table.from_pandas(frame, preserve_index=False)
    options = pyarrow.csv.WriteOptions(quoting_style="needed")
    with _told(folder):
        pyarrow.csv.write_csv(table, folder / f"{name}.csv", options)


def write_short_csv(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """A table as csv with five significant digits, the same bytes on every machine."""
    shown = frame.copy()
    for column in [name for name in frame if frame[name].dtype.kind == "f"]:
        digits = _TAIL_DIGITS if column in _TAILS else _DIGITS
        shown[column] = [_significant(value, digits) for value in frame[column]]
    with _told(folder):
        shown.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def _significant(value: float, digits: int) -> str:
    """A number with so many digits, written out unless it is very small; nothing for NaN."""
    if value != value:
        return ""
    short = f"{value:.{digits}g}"
    if "e" not in short:
        return short
    return f"{float(short):.0f}" if abs(value) >= 1 else short


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """The manifest, with the digest of every table that was written before it."""
    outputs = {path.name: digest(path) for path in sorted(folder.iterdir()) if path.is_file()}
    text = json.dumps({**manifest, "outputs": outputs}, indent=2, ensure_ascii=False)
    with _told(folder):
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def digest(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A temporary folder on the same disk as `folder`; gone afterwards, whatever happens."""
    with _told(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        inside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield inside
    finally:
        shutil.rmtree(inside, ignore_errors=True)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{folder}: cannot be written ({reason}); choose another folder with --out"
        ) from None
