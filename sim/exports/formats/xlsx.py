"""A workbook: what to read first, the summary, all rows, and the assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import InputError
from ...results.shortening import SHEET_ROWS
from ..format import Format, Progress, Source
from ..sheets import Cell, Number, Sheet, plain
from ..tables import sheets_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST_TEXT = 32_767
"""Signs that a cell can hold."""
_FORMATS = {
    "weeks": "#,##0.0", "share": "0.0%", "days": "#,##0", "youths": "#,##0", "count": "#,##0",
    "eur": '"€" #,##0', "eur_total": '"€" #,##0', "number": "#,##0.00",
}  # fmt: skip
"""How numbers of each kind are shown; Excel writes the marks of the reader's own language."""
_PLAIN = {
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


def is_ready() -> None:
    """Raise InputError where the package that writes workbooks is not installed."""
    if find_spec("xlsxwriter") is None:
        raise InputError(
            "--format xlsx: needs the package xlsxwriter; install it with "
            "`pip install 'doorstroom[export]'`, or choose csv-nl"
        )


def write(source: Source, path: Path, progress: Progress) -> None:
    """A workbook of all sheets, the same bytes for the same results."""
    import xlsxwriter

    sheets = sheets_of(source)
    _refuse_too_long(sheets)
    book = xlsxwriter.Workbook(str(path), _PLAIN)
    manifest, texts = source.manifest, source.texts
    made = manifest.created.replace(tzinfo=None)
    title = plain(manifest.title.in_language(texts.lang))
    book.set_properties({"title": title, "author": f"Doorstroom {manifest.doorstroom}",
                         "comments": texts("first.simulation"), "created": made})  # fmt: skip
    writer = _Writer(book, texts("export.footer"))
    total = sum(len(sheet.rows) for sheet in sheets)
    done = 0
    for sheet in sheets:
        writer.add(sheet)
        done += len(sheet.rows)
        progress(done, total)
    book.close()


def _refuse_too_long(sheets: Sequence[Sheet]) -> None:
    for sheet in sheets:
        if len(sheet.rows) >= SHEET_ROWS:
            raise InputError(
                f"--format xlsx: {sheet.name} has {len(sheet.rows):,} rows, more than a sheet can "
                "hold; choose csv-nl"
            )


@dataclass
class _Writer:
    """Puts sheets into a workbook."""

    book: Workbook
    footer: str
    formats: dict[str, Any] = field(default_factory=dict)

    def add(self, sheet: Sheet) -> None:
        """A sheet with its heading frozen, a filter on it, and columns of a fit width."""
        page = self.book.add_worksheet(sheet.name)
        heading = self._format("heading", bold=True, bg_color="#E7E6E6", text_wrap=True,
                               valign="top")  # fmt: skip
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width)
            page.write_string(0, number, column.heading, heading)
        for number, row in enumerate(sheet.rows, start=1):
            for place, cell in enumerate(row):
                self._write(page, number, place, cell, wraps=sheet.is_text)
        page.freeze_panes(1, 0)
        last = max(len(sheet.rows), 1), len(sheet.columns) - 1
        if not sheet.is_text:
            page.autofilter(0, 0, *last)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{last[0] + 1}"})
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_footer(f"&L{self.footer}&R&P / &N")

    def _write(self, page: Worksheet, row: int, place: int, cell: Cell, *, wraps: bool) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, Number):
            shown = self._format(cell.kind, num_format=_FORMATS[cell.kind])
            page.write_number(row, place, cell.rounded, shown)
        elif isinstance(cell, int):
            page.write_number(row, place, cell, self._format("count", num_format="#,##0"))
        else:
            text = plain(cell)[:_LONGEST_TEXT]
            shown = self._format("wrapped", text_wrap=True, valign="top") if wraps else None
            page.write_string(row, place, text, shown)

    def _format(self, name: str, **spec: Any) -> Any:
        if name not in self.formats:
            self.formats[name] = self.book.add_format(spec)
        return self.formats[name]


FORMAT = Format(suffix=".xlsx", needs_visits=False, write=write, is_ready=is_ready)
