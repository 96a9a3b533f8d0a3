"""A file of a registration as rows of text: csv, fixed width, xls or xlsx; never changed."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError, Place, Problem
from ..scenario.paths import shown_path
from .faults import Fault, Faults
from .mapping import Mapping

SEPARATORS = (";", ",", "\t", "|")
SHEETS = {".xlsx": "openpyxl", ".xlsm": "openpyxl", ".xls": "xlrd"}
"""What reads each kind of spreadsheet."""
FIXED = (".txt", ".asc", ".dat", ".fwf")
_LONGEST_FIELD = 100_000
_BLOCK_BYTES = 1 << 20

Row = tuple[int, Sequence[str]]
"""The number of a row in its file, from 1, and its cells."""


@dataclass(frozen=True)
class Version:
    """What a file was when reading began: its digest, its size and when it was written."""

    digest: str
    size: int
    written: int


def problem(path: Path, rule: str, way_out: str = "", line: int | None = None) -> InputError:
    """An error about a file, by place; never with what stands in it."""
    return InputError(str(Problem(rule, way_out, place=Place(shown_path(path), line))))


def version_of(path: Path) -> Version:
    """The file as it is now; raises InputError where it cannot be read."""
    try:
        before = path.stat()
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                digest.update(block)
    except OSError as error:
        raise problem(path, f"cannot be read ({error.strerror})", "give another file") from None
    if not before.st_size:
        raise problem(path, "is empty", "give the file that was meant")
    return Version(digest.hexdigest(), before.st_size, before.st_mtime_ns)


def refuse_changed(path: Path, before: Version) -> None:
    """Raise InputError where a file is no longer what it was before it was read."""
    now = path.stat()
    if (now.st_size, now.st_mtime_ns) != (before.size, before.written):
        raise problem(path, "changed while it was read", "read it once nobody writes it any more")


def rows_of(path: Path, mapping: Mapping, faults: Faults) -> Iterator[Row]:
    """Every row of a file, the header among them, empty rows left out."""
    suffix = path.suffix.lower()
    if suffix in SHEETS:
        return _rows_of_sheet(path, SHEETS[suffix])
    lines = _lines(path, faults)
    if mapping.layout and suffix in FIXED:
        return _fixed(lines, mapping)
    return _separated(path, lines)


def _lines(path: Path, faults: Faults) -> Iterator[str]:
    """The lines of a text file; each may have signs of its own: utf-8, else those of Windows."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if b"\0" in line:
                rule, way_out = "holds bytes that no text has", "save it as csv or as a spreadsheet"
                raise problem(path, rule, way_out, number)
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                faults.note(shown_path(path), Fault.OTHER_SIGNS, [number])
                yield line.decode("cp1252", errors="replace")


def _fixed(lines: Iterator[str], mapping: Mapping) -> Iterator[Row]:
    """Rows of fixed width under a header of the names in the layout, which the file has not."""
    yield 0, list(mapping.layout)
    places = list(mapping.layout.values())
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, [line[first - 1 : last].strip() for first, last in places]


def _separated(path: Path, lines: Iterator[str]) -> Iterator[Row]:
    first = next(lines, "")
    separator = max(SEPARATORS, key=first.count)
    csv.field_size_limit(_LONGEST_FIELD)

    def all_lines() -> Iterator[str]:
        yield first
        yield from lines

    reader = csv.reader(all_lines(), delimiter=separator)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error:
        rule = "has a quotation mark that is never closed, or a field without end"
        raise problem(path, rule, "mend that row", reader.line_num) from None


def _rows_of_sheet(path: Path, library: str) -> Iterator[Row]:
    """The rows of the first sheet that is not empty."""
    if importlib.util.find_spec(library) is None:
        way_out = "pip install 'doorstroom[data]', or save it as csv"
        raise problem(path, f"is a spreadsheet, and {library} is not installed", way_out)
    read: Callable[[Path], Iterator[Row]] = _xls if library == "xlrd" else _xlsx
    try:
        yield from read(path)
    except (OSError, ValueError, KeyError, _sheet_error(library)):
        rule = f"is no spreadsheet that {library} can read"
        raise problem(path, rule, "save it anew, or as csv") from None


def _sheet_error(library: str) -> type[Exception]:
    """What a library of spreadsheets raises at a broken file."""
    if library == "xlrd":
        from xlrd import XLRDError

        return XLRDError  # type: ignore[no-any-return]
    from zipfile import BadZipFile

    return BadZipFile


def _xlsx(path: Path) -> Iterator[Row]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        number = width = 0
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if any(cell not in (None, "") for cell in cells):
                width = max(width, len(cells))
                yield number, [_text(cell) for cell in cells] + [""] * (width - len(cells))
        if number:
            break
    book.close()


def _xls(path: Path) -> Iterator[Row]:
    import xlrd

    book = xlrd.open_workbook(path)
    sheet = next((sheet for sheet in book.sheets() if sheet.nrows), book.sheet_by_index(0))
    for at in range(sheet.nrows):
        cells = [_xls_text(cell, book.datemode) for cell in sheet.row(at)]
        if any(cells):
            yield at + 1, cells


def _xls_text(cell: Any, datemode: int) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        return str(xlrd.xldate_as_datetime(cell.value, datemode).date())
    return _text(cell.value)


def _text(cell: object) -> str:
    """A cell as text; whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
