"""A store of runs: a folder with files of some runs each, and an index of them."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ...errors import Place, PlaceRefused, Problem
from ...scenario.paths import shown_path
from ..folders import writable
from .chunks import Chunk, Damaged, KeptRun, Maker, read, read_file, written
from .index import INDEX, Index, Indexed, Spot

OPTION = "--store"
_NAME = "runs-*.parquet"
_AT_ONCE = 8
"""Runs of one file: some seconds of work, which is what a process that is killed loses."""
_LONGEST_SECONDS = 20.0
"""Runs that took longer are written before there are so many."""
_IN_MEMORY = 4
"""Files that are held open: runs are asked for about in the order in which they were made."""


class RunStore:
    """Runs by key. Several processes may use one folder: each writes files of its own."""

    def __init__(self, folder: Path, maker: Maker, says: Callable[[str], None]) -> None:
        self._folder, self._maker, self._says = folder, maker, says
        self._index = Index(folder)
        self._open: dict[str, Chunk] = {}
        self._new: list[KeptRun] = []
        self._written_at = time.monotonic()

    @classmethod
    @contextmanager
    def opened(
        cls, folder: Path, maker: Maker, says: Callable[[str], None] = lambda _: None
    ) -> Iterator[RunStore]:
        """The store of a folder, which is made where it is not there; `says` tells of damage.

        Runs that wait to be written are written at the end, also after an error. Raises OutputError
        where it cannot be written, PlaceRefused where it holds other things, InputError for one of
        a newer Doorstroom.
        """
        with writable(folder, OPTION):
            folder.mkdir(parents=True, exist_ok=True)
            _refuse_things_of_others(folder)
        store = cls(folder, maker, says)
        try:
            store._take_in_unknown()
            yield store
        finally:
            try:
                store.write()
            finally:
                store._index.close()

    @property
    def free_bytes(self) -> int:
        """What is free on its disk."""
        return shutil.disk_usage(self._folder).free

    def spots(self, keys: Sequence[str]) -> dict[str, Spot]:
        """Where each of these runs stands that was made before."""
        return self._index.spots(keys)

    def run(self, key: str) -> KeptRun | None:
        """A run by its key; None where it was not made, or its file is damaged."""
        spot = self._index.spots([key]).get(key)
        chunk = None if spot is None else self._chunk(spot.chunk)
        return None if chunk is None or spot is None else chunk.run(spot.place)

    def keep(self, run: KeptRun) -> None:
        """Take in a run, which is written with some others."""
        self._new.append(run)
        is_long_ago = time.monotonic() - self._written_at > _LONGEST_SECONDS
        if len(self._new) >= _AT_ONCE or is_long_ago:
            self.write()

    def write(self) -> None:
        """Write the runs that wait for it; those that another process wrote meanwhile are not."""
        known = self._index.spots([run.note.key for run in self._new])
        runs = [run for run in self._new if run.note.key not in known]
        self._new, self._written_at = [], time.monotonic()
        if not runs:
            return
        content = written(runs, self._maker)
        name = _NAME.replace("*", secrets.token_hex(8))
        with writable(self._folder, OPTION):
            _write_whole(self._folder / name, content)
        chunk = Indexed(name, _sha256(content), len(content), self._maker)
        self._index.add(chunk, [run.note for run in runs])

    def _chunk(self, name: str) -> Chunk | None:
        if name not in self._open:
            try:
                chunk = self._read(name)
            except Damaged as error:
                self._set_aside(name, str(error))
                return None
            while len(self._open) >= _IN_MEMORY:
                self._open.pop(next(iter(self._open)))
            self._open[name] = chunk
        return self._open[name]

    def _read(self, name: str) -> Chunk:
        content, known = read_file(self._folder / name), self._index.chunk(name)
        if known is None or _sha256(content) != known.sha256:
            raise Damaged("is not as it was written")
        return read(content)

    def _set_aside(self, name: str, reason: str) -> None:
        """Forget a damaged file, under whose name nothing is looked for any more."""
        path = self._folder / name
        self._says(f"{shown_path(path)}: {reason}; its runs are made again")
        self._index.forget(name)
        with suppress(OSError):
            path.rename(path.with_suffix(".damaged"))

    def _take_in_unknown(self) -> None:
        """Take in files of which the index does not know.

        Their process was killed between the file and the index, they were copied from another
        store, or the index was lost.
        """
        known = {chunk.name for chunk in self._index.chunks()}
        for path in sorted(self._folder.glob(_NAME)):
            if path.name in known:
                continue
            try:
                content = read_file(path)
                chunk = read(content)
            except Damaged as error:
                self._says(f"{shown_path(path)}: {error}; it is left as it is")
                continue
            indexed = Indexed(path.name, _sha256(content), len(content), chunk.maker)
            self._index.add(indexed, chunk.runs)


def _refuse_things_of_others(folder: Path) -> None:
    """Raise PlaceRefused for a folder that is no store, and holds something."""
    names = {path.name for path in folder.iterdir()}
    if names and INDEX not in names and not any(folder.glob(_NAME)):
        place, rule = Place(shown_path(folder)), "holds other things than runs"
        way_out = "choose another folder with --store"
        raise PlaceRefused(str(Problem(rule, way_out, place=place)))


def _write_whole(path: Path, content: bytes) -> None:
    """A file that appears with all its content, or not."""
    aside = path.with_suffix(".tmp")
    try:
        with aside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.rename(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
