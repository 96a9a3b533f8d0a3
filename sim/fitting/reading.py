"""One file of a registration as columns: checked row by row, in pieces, without who a child is."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import InputError
from ..results.small_cells import FEW
from ..scenario.paths import shown_path
from . import cells as read
from .columns import Header, Kind, header_of, known_columns, nearest_form
from .faults import Fault, Faults
from .mapping import Mapping
from .opening import Row, problem, refuse_changed, rows_of, version_of

Column = NDArray[Any]
ROWS_AT_ONCE = 100_000
_ABOVE_HEADER = 20
"""In so many rows a header is sought: spreadsheets have a title above it."""
_READERS: dict[str, Callable[[list[str]], Column]] = {
    **dict.fromkeys(("begin", "end", "allocated", "valid_from"), read.days),
    **dict.fromkeys(("allocation", "client", "reference"), read.keys),
    "birth": read.months,
    **dict.fromkeys(("count", "volume", "wait_weeks", "waiting"), read.numbers),
    "quarter": read.quarters,
}
_DIGITS = {"referrer": 2, "reason": 2, "change": 2, "gemeente": 4, "status": 1, "unit": 2}


@dataclass(frozen=True)
class Extract:
    """What was read of one file; `rows` has our columns, and `row`, the number in the file."""

    file: str
    kind: Kind
    digest: str
    rows: pd.DataFrame = field(repr=False)
    identifying: tuple[str, ...]
    unread: tuple[str, ...]


def read_extract(path: Path, mapping: Mapping, faults: Faults) -> Extract:
    """Read one file in pieces; raises InputError where it cannot be read at all."""
    before = version_of(path)
    rows = rows_of(path, mapping, faults)
    header = _header(path, rows, mapping)
    pieces = [_piece(path, chosen, header) for chosen in _batches(path, rows, header, faults)]
    refuse_changed(path, before)
    if not pieces:
        raise problem(path, "has a header and no rows", "give the file that was meant")
    whole = pd.concat(pieces, ignore_index=True) if len(pieces) > 1 else pieces[0]
    return Extract(
        shown_path(path), header.kind, before.digest, whole, header.identifying, header.unread
    )


def _header(path: Path, rows: Iterator[Row], mapping: Mapping) -> Header:
    """The header of a file, which may have a title above it."""
    own = {name: name for name in mapping.layout} | mapping.columns
    best: set[str] = set()
    for _, cells in itertools.islice(rows, _ABOVE_HEADER):
        header = header_of(cells, own)
        if header is not None:
            return header
        best = max(best, known_columns(cells), key=len)
    raise _no_header(path, best)


def _no_header(path: Path, columns: set[str]) -> InputError:
    if not columns:
        rule = "has no header with columns that are known"
        return problem(path, rule, "see docs/data.md for the columns, or name them in --mapping")
    form = nearest_form(columns)
    missing = ", ".join(sorted(form.needs - columns)) or "another column"
    rule = f"looks like {form.kind.value}, and a column is missing: {missing}"
    return problem(path, rule, "add it, or say under `columns` of --mapping how it is called")


def _batches(
    path: Path, rows: Iterator[Row], header: Header, faults: Faults
) -> Iterator[tuple[list[int], dict[str, list[str]]]]:
    """Numbers of rows and the columns that are read of them, so many rows at once.

    Cells of other columns are dropped as each row comes by.
    """
    shown = shown_path(path)
    while some := list(itertools.islice(rows, ROWS_AT_ONCE)):
        numbers: list[int] = []
        columns: dict[str, list[str]] = {name: [] for name in header.places}
        for number, cells in some:
            if not _fits(cells, header.width):
                faults.note(shown, Fault.WRONG_WIDTH, [number])
                continue
            numbers.append(number)
            for name, at in header.places.items():
                columns[name].append(cells[at])
        if numbers:
            yield numbers, columns


def _fits(cells: Sequence[str], width: int) -> bool:
    """Whether a row has the cells of its header; empty ones may follow."""
    return len(cells) == width or (len(cells) > width and not any(cells[width:]))


def _piece(
    path: Path, batch: tuple[list[int], dict[str, list[str]]], header: Header
) -> pd.DataFrame:
    numbers, columns = batch
    for name in ("client", "allocation", "reference"):
        if name in columns and read.looks_like_bsn(columns[name]):
            place = header.places[name] + 1
            rule = f"holds citizen service numbers in column {place}, and those are never read"
            raise problem(path, rule, "put a pseudonym there, as docs/privacy.md tells")
    result: dict[str, object] = {"row": np.array(numbers, dtype=np.int64)}
    for name, cells in columns.items():
        reader = _READERS.get(name)
        digits = _DIGITS.get(name, 0)
        result[name] = reader(cells) if reader else read.codes(cells, digits=digits)
        if name in ("end", "begin"):
            result[f"{name}_said"] = np.array([bool(cell.strip()) for cell in cells])
    return pd.DataFrame(result)


def common_codes(codes: Counter[str]) -> tuple[list[str], int]:
    """Codes of which ten rows or more are there and that look like codes, and how many are not.

    A code that few have may be a name in the wrong column, so it is not shown.
    """
    shown = sorted(code for code, count in codes.items() if count >= FEW and _is_code(code))
    return shown, len(codes) - len(shown)


def _is_code(text: str) -> bool:
    bare = text.replace("-", "").replace("_", "").replace(".", "")
    digits = sum(sign.isdigit() for sign in bare)
    return 0 < len(text) <= 24 and bare.isalnum() and digits < 8
