"""The index of a store: which run stands in which file, in SQLite.

It holds nothing that the files do not say themselves. Its journal is the usual one, not a
write-ahead log, which works on one machine only: the shards of a job array share a disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from ...errors import InputError, OutputError, Place, Problem
from ...scenario.paths import shown_path
from .chunks import Maker, RunNote

INDEX = "index.sqlite"
VERSION = 1
_OURS = 0x446F6F72
"""What SQLite calls the program that a file belongs to: "Door"."""
_WAITS_SECONDS = 60.0
"""How long a process waits for another that writes."""
_AT_ONCE = 500
_SUMMARY = """
SELECT plan, doorstroom, code, COUNT(DISTINCT scenario), COUNT(*), CAST(SUM(part) AS INTEGER),
  MAX(day)
FROM runs JOIN (
  SELECT name, doorstroom, code, day, 1.0 * bytes / COUNT(*) AS part
  FROM chunks JOIN runs ON runs.chunk = name GROUP BY name
) ON chunk = name
GROUP BY plan, doorstroom, code ORDER BY MAX(day) DESC, plan
"""
_TABLES = """
CREATE TABLE chunks (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
  doorstroom TEXT NOT NULL, code TEXT NOT NULL, day TEXT NOT NULL);
CREATE TABLE runs (key TEXT PRIMARY KEY, chunk TEXT NOT NULL REFERENCES chunks (name)
  ON DELETE CASCADE, place INTEGER NOT NULL, plan TEXT NOT NULL, scenario TEXT NOT NULL,
  draw INTEGER NOT NULL, replication INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX runs_by_chunk ON runs (chunk);
"""


@dataclass(frozen=True)
class Indexed:
    """A file as the index knows it."""

    name: str
    sha256: str
    size: int
    maker: Maker


@dataclass(frozen=True)
class Spot:
    """Where a run stands: in which file, as which of its runs."""

    chunk: str
    place: int


class Index:
    """Runs by key; every change is made whole or not at all."""

    def __init__(self, folder: Path) -> None:
        """Raises InputError for an index of another program, or of a newer Doorstroom."""
        self._path = folder / INDEX
        with self._failures():
            self._base = sqlite3.connect(self._path, timeout=_WAITS_SECONDS, isolation_level=None)
        try:
            with self._failures():
                self._base.execute("PRAGMA foreign_keys = ON")
                self._make_ready()
        except BaseException:
            self._base.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def spots(self, keys: Sequence[str]) -> dict[str, Spot]:
        """Where each of these runs stands that is there."""
        result: dict[str, Spot] = {}
        for first in range(0, len(keys), _AT_ONCE):
            some = keys[first : first + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows = self._rows(f"SELECT key, chunk, place FROM runs WHERE key IN ({marks})", some)
            result |= {str(key): Spot(str(chunk), int(place)) for key, chunk, place in rows}
        return result

    def chunk(self, name: str) -> Indexed | None:
        """A file by its name."""
        return next(self._chunks("WHERE name = ?", (name,)), None)

    def chunks(self) -> list[Indexed]:
        """All files, by name."""
        return [*self._chunks("ORDER BY name")]

    def runs_in(self, name: str) -> int:
        """How many runs are looked for in a file."""
        (count,) = next(self._rows("SELECT COUNT(*) FROM runs WHERE chunk = ?", (name,)))
        return int(count)

    def summary(self) -> list[tuple[Any, ...]]:
        """By plan, version and code: scenarios, runs, bytes and the last day."""
        return [*self._rows(_SUMMARY)]

    def add(self, chunk: Indexed, runs: Iterable[RunNote]) -> None:
        """Take in a file; runs that are known already stay where they are."""
        with self._whole():
            self._base.execute(
                "INSERT OR IGNORE INTO chunks VALUES (?, ?, ?, ?, ?, ?)",
                (chunk.name, chunk.sha256, chunk.size, *astuple(chunk.maker)),
            )
            self._base.executemany(
                "INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (note.key, chunk.name, place, note.plan, *note.labels.values())
                    for place, note in enumerate(runs)
                ],
            )

    def forget(self, name: str) -> None:
        """Leave out a file with its runs."""
        with self._whole():
            self._base.execute("DELETE FROM chunks WHERE name = ?", (name,))

    # ------------------------------------------------------------------ SQLite

    def _make_ready(self) -> None:
        """An empty index where the file is new; an older or other one is refused."""
        if self._is_new():
            with self._whole():
                if self._is_new():  # another process may have been before us
                    self._make_tables()
        (ours,) = next(self._rows("PRAGMA application_id"))
        (version,) = next(self._rows("PRAGMA user_version"))
        if ours != _OURS:
            raise self._refused("is no store of Doorstroom", "choose another folder with --store")
        if version != VERSION:
            rule = f"is a store of version {version}, this Doorstroom has version {VERSION}"
            raise self._refused(rule, "use the Doorstroom that made it, or another --store")

    def _is_new(self) -> bool:
        return next(self._rows("SELECT count(*) FROM sqlite_master")) == (0,)

    def _make_tables(self) -> None:
        for statement in _TABLES.split(";"):
            self._base.execute(statement)
        self._base.execute(f"PRAGMA application_id = {_OURS}")
        self._base.execute(f"PRAGMA user_version = {VERSION}")

    def _chunks(self, where: str, values: Sequence[str] = ()) -> Iterator[Indexed]:
        columns = "name, sha256, bytes, doorstroom, code, day"
        for name, sha256, size, *maker in self._rows(
            f"SELECT {columns} FROM chunks {where}", values
        ):
            yield Indexed(str(name), str(sha256), int(size), Maker(*map(str, maker)))

    def _rows(self, question: str, values: Sequence[str] = ()) -> Iterator[tuple[str | int, ...]]:
        with self._failures(), closing(self._base.execute(question, values)) as cursor:
            rows = cursor.fetchall()
        yield from rows

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """What is done inside is done whole, with no other writer between."""
        with self._failures():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            way_out = "nothing that stands in it is lost; free the disk, or choose another --store"
            place = Place(shown_path(self._path))
            raise OutputError(str(Problem(f"failed ({error})", way_out, place=place))) from None
        except sqlite3.DatabaseError as error:
            way_out = "remove this file: it is made anew from the files beside it"
            raise self._refused(f"cannot be read ({error})", way_out) from None

    def _refused(self, rule: str, way_out: str) -> InputError:
        return InputError(str(Problem(rule, way_out, place=Place(shown_path(self._path)))))
