"""csv as Dutch Excel opens it: semicolons, decimal commas, and a mark that says UTF-8."""

from __future__ import annotations

import csv
from pathlib import Path

from ...results.store import plain_cell
from ..format import Format, Progress, Source
from ..sheets import DECIMALS, Cell, Number, Sheet, plain
from ..tables import sheets_of


def write(source: Source, folder: Path, progress: Progress) -> None:
    """A file for each sheet, named after it."""
    sheets = sheets_of(source)
    for done, sheet in enumerate(sheets):
        progress(done, len(sheets))
        _write_sheet(folder / f"{sheet.name.lower().replace(' ', '-')}.csv", sheet)


def _write_sheet(path: Path, sheet: Sheet) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        rows.writerow([plain_cell(column.heading) for column in sheet.columns])
        rows.writerows([_written(cell) for cell in row] for row in sheet.rows)


def _written(cell: Cell) -> str:
    """A cell as Dutch Excel reads it; a text can begin no formula."""
    if cell is None:
        return ""
    if isinstance(cell, Number):
        return f"{cell.rounded:.{DECIMALS[cell.kind]}f}".replace(".", ",")
    return plain_cell(plain(cell)) if isinstance(cell, str) else str(cell)


FORMAT = Format(suffix="", needs_visits=False, write=write)
