"""Files that hold the tables of some runs, each with all that the index says of it.

An index that is lost can so be made anew, and a file that was copied from another store is known.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import InputError
from ...measuring.tidy import Names, Tidy

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = 1
_KEY = b"doorstroom-runs"
_TEXT = "text"


class Damaged(Exception):
    """A file of runs is not as it was written."""


@dataclass(frozen=True)
class RunNote:
    """A run, by the digest of all that determines it; `plan` is what it was made for."""

    key: str
    plan: str
    scenario: str
    draw: int
    replication: int

    @property
    def labels(self) -> dict[str, str | int]:
        """What stands before each row of its tables."""
        return {"scenario": self.scenario, "draw": self.draw, "replication": self.replication}


@dataclass(frozen=True)
class KeptRun:
    """The tables of a run, by name."""

    note: RunNote
    tables: Mapping[str, Tidy]


@dataclass(frozen=True)
class Maker:
    """By which Doorstroom, and by which code, runs were made, and on which day."""

    doorstroom: str
    code: str
    day: str


@dataclass(frozen=True)
class Chunk:
    """The runs of a file: table after table, in each run after run."""

    maker: Maker
    runs: tuple[RunNote, ...]
    columns: Mapping[str, Mapping[str, str]]
    rows: Mapping[str, Sequence[int]]
    table: pa.Table

    def run(self, place: int) -> KeptRun:
        """One of its runs."""
        note = self.runs[place]
        tables = {}
        for name, first in self._firsts.items():
            begin = first + sum(self.rows[name][:place])
            part = slice(begin, begin + self.rows[name][place])
            tables[name] = self._tidy(name, part, note)
        return KeptRun(note, tables)

    @cached_property
    def _firsts(self) -> dict[str, int]:
        """The first row of each table."""
        result, first = {}, 0
        for name, rows in self.rows.items():
            result[name] = first
            first += sum(rows)
        return result

    def _tidy(self, name: str, part: slice, note: RunNote) -> Tidy:
        names, columns = Names(), {}
        for column, kind in self.columns[name].items():
            numbers, texts = self._whole[column]
            if kind == _TEXT:
                columns[column] = names.numbers(texts)[numbers[part]]
            else:
                columns[column] = numbers[part].astype(kind)
        return Tidy(note.labels, names.told, columns)

    @cached_property
    def _whole(self) -> dict[str, tuple[np.ndarray[Any, Any], list[str]]]:
        """Each column as numbers, and the texts that they stand for, if any."""
        import pyarrow as pa

        result = {}
        for column in self.table.column_names:
            whole = self.table[column].combine_chunks()
            texts: list[str] = []
            if isinstance(whole, pa.DictionaryArray):
                texts, whole = whole.dictionary.to_pylist(), whole.indices.fill_null(0)
            result[column] = whole.to_numpy(zero_copy_only=False), texts
        return result


def written(runs: Sequence[KeptRun], maker: Maker) -> bytes:
    """The file of some runs."""
    import pyarrow.parquet as parquet

    kinds = {name: _kinds_of(tidy) for name, tidy in runs[0].tables.items()}
    spec = {
        "format": FORMAT,
        "maker": asdict(maker),
        "runs": [asdict(run.note) for run in runs],
        "columns": kinds,
        "rows": {name: [len(run.tables[name]) for run in runs] for name in kinds},
    }
    table = _union(runs, kinds).replace_schema_metadata({_KEY: json.dumps(spec)})
    stream = io.BytesIO()
    parquet.write_table(table, stream, compression="zstd")
    return stream.getvalue()


def read(content: bytes) -> Chunk:
    """The runs of a file.

    Raises Damaged for one that is none of ours or is damaged, InputError for a newer one.
    """
    import pyarrow as pa
    import pyarrow.parquet as parquet

    try:
        table = parquet.read_table(pa.BufferReader(content))
        spec = json.loads(table.schema.metadata[_KEY])
        if spec["format"] > FORMAT:
            rule = f"holds runs of format {spec['format']}, this Doorstroom reads {FORMAT}"
            raise InputError(f"{rule}; use the Doorstroom that made them, or another --store")
        notes = tuple(RunNote(**item) for item in spec["runs"])
        return Chunk(Maker(**spec["maker"]), notes, spec["columns"], spec["rows"], table)
    except (OSError, KeyError, TypeError, ValueError, pa.ArrowException) as error:
        raise Damaged(f"cannot be read ({str(error).splitlines()[0]})") from None


def read_file(path: Path) -> bytes:
    """What stands in a file; raises Damaged where it is not there."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Damaged(f"cannot be read ({error.strerror})") from None


def _kinds_of(tidy: Tidy) -> dict[str, str]:
    return {
        name: _TEXT if column.dtype == np.int32 else column.dtype.str
        for name, column in tidy.columns.items()
    }


def _union(runs: Sequence[KeptRun], kinds: Mapping[str, Mapping[str, str]]) -> pa.Table:
    """All rows of all tables in the columns that any of them has; nothing where it has none."""
    import pyarrow as pa

    names = Names()
    tidies = [run.tables[name] for name in kinds for run in runs]
    shared = [names.numbers(tidy.names) for tidy in tidies]
    arrays: dict[str, Any] = {}
    for column, kind in _columns_of(kinds):
        parts = [
            _part(tidy, column, kind, numbers) for tidy, numbers in zip(tidies, shared, strict=True)
        ]
        absent = np.repeat([column not in tidy.columns for tidy in tidies], [*map(len, tidies)])
        arrays[column] = pa.array(np.concatenate(parts), mask=absent)
    for column, kind in _columns_of(kinds):
        if kind == _TEXT:
            texts = pa.array(names.told, pa.string())
            arrays[column] = pa.DictionaryArray.from_arrays(arrays[column], texts)
    return pa.table(arrays)


def _columns_of(kinds: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Every column of any table once, with its kind."""
    result: dict[str, str] = {}
    for columns in kinds.values():
        for column, kind in columns.items():
            assert result.setdefault(column, kind) == kind, f"{column} is of two kinds"
    yield from result.items()


def _part(tidy: Tidy, column: str, kind: str, numbers: Any) -> Any:
    """A column of a table, its texts by the numbers that all share; zeros where it has none."""
    if column not in tidy.columns:
        return np.zeros(len(tidy), np.int32 if kind == _TEXT else kind)
    values = tidy.columns[column]
    return numbers[values] if kind == _TEXT else values
