"""What a store holds, and leaving out what is old or of other code."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ...errors import InputError, Place, Problem
from ...scenario.paths import shown_path
from .index import INDEX, Index, Indexed


@dataclass(frozen=True)
class Held:
    """The runs that were made for one experiment or scenario by one code; `last` is a day."""

    plan: str
    doorstroom: str
    code: str
    scenarios: int
    runs: int
    size: int
    last: str


@dataclass(frozen=True)
class Pruned:
    """Files that may go with their runs, and those that are not as they were written."""

    chunks: tuple[Indexed, ...]
    runs: int
    strange: tuple[str, ...]

    @property
    def size(self) -> int:
        """Bytes that come free."""
        return sum(chunk.size for chunk in self.chunks)


class Holdings:
    """A store that is there, to look at and to prune."""

    def __init__(self, folder: Path) -> None:
        """Raises InputError where there is no store."""
        if not (folder / INDEX).is_file():
            rule, way_out = "is no store of runs", "name one with --store"
            raise InputError(str(Problem(rule, way_out, place=Place(shown_path(folder)))))
        self._folder = folder
        self._index = Index(folder)

    def __enter__(self) -> Holdings:
        return self

    def __exit__(self, *_: object) -> None:
        self._index.close()

    def all(self) -> list[Held]:
        """All that it holds, the last made first."""
        return [Held(*row) for row in self._index.summary()]

    def damaged(self) -> list[str]:
        """Files that were found damaged and put aside."""
        return sorted(path.name for path in self._folder.glob("runs-*.damaged"))

    def to_prune(self, *, before: dt.date | None, other_than: str | None) -> Pruned:
        """What was made before a day, or by other code than this; None asks for neither."""
        chosen = [
            chunk
            for chunk in self._index.chunks()
            if (before is not None and chunk.maker.day < before.isoformat())
            or (other_than is not None and chunk.maker.code != other_than)
        ]
        strange = [chunk for chunk in chosen if not self._is_as_written(chunk)]
        ours = tuple(chunk for chunk in chosen if chunk not in strange)
        runs = sum(self._index.runs_in(chunk.name) for chunk in ours)
        return Pruned(ours, runs, tuple(chunk.name for chunk in strange))

    def prune(self, chunks: Iterable[Indexed]) -> None:
        """Remove files with their runs; first from the index, so that nobody looks for them."""
        for chunk in chunks:
            self._index.forget(chunk.name)
            with suppress(FileNotFoundError):
                (self._folder / chunk.name).unlink()

    def _is_as_written(self, chunk: Indexed) -> bool:
        path = self._folder / chunk.name
        if not path.exists():
            return True
        if path.is_symlink() or not path.is_file():
            return False
        return hashlib.sha256(path.read_bytes()).hexdigest() == chunk.sha256
