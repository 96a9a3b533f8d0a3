"""Which files of a folder of results, and of those that it was made of, are as they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from ..results.manifest_file import digest
from ..scenario.paths import shipped

_ELSEWHERE = "elsewhere"
"""Where a manifest says that a file stood which was outside the folder of the run."""


class State(StrEnum):
    """How a file is now, beside what the manifest says of it."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True)
class Checked:
    """A file of a manifest with the digest that it had; `path` is None where it is not there."""

    name: str
    known: str
    state: State
    path: Path | None


@dataclass(frozen=True)
class Log:
    """All files that a manifest names, each compared with what stands there."""

    tables: tuple[Checked, ...]
    pages: tuple[Checked, ...]
    inputs: tuple[Checked, ...]

    @property
    def every(self) -> tuple[Checked, ...]:
        """All of them, in this order."""
        return (*self.inputs, *self.tables, *self.pages)


def beside_manifest(folder: Path, known: Mapping[str, str]) -> tuple[Checked, ...]:
    """Files in a folder of results; a link is not what was written there."""
    return tuple(
        _compared(name, of, folder / name if (folder / name).exists() else None)
        for name, of in known.items()
    )


def input_files(known: Mapping[str, str]) -> tuple[Checked, ...]:
    """Files that results were made of, looked for from where we are, then among the shipped."""
    return tuple(_compared(name, of, next(_places_of(name), None)) for name, of in known.items())


def _places_of(name: str) -> Iterator[Path]:
    """Where an input may stand; what lies outside these folders is not read."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        return
    is_elsewhere = path.parts[0] == _ELSEWHERE and len(path.parts) > 1
    for folder in (Path.cwd(), shipped()):
        for place in (folder / path, *((folder / path.name,) if is_elsewhere else ())):
            if place.is_file() and place.resolve().is_relative_to(folder.resolve()):
                yield place


def _compared(name: str, known: str, path: Path | None) -> Checked:
    if path is None:
        return Checked(name, known, State.MISSING, None)
    is_link = path.is_symlink() or path.parent.is_symlink()
    is_same = not is_link and path.is_file() and digest(path) == known
    return Checked(name, known, State.SAME if is_same else State.CHANGED, path)
