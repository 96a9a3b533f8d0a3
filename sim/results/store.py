"""Tables on disk: parquet for programs, csv for people."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import visible
from .folders import writable

if TYPE_CHECKING:
    import pandas as pd

_DIGITS = 5
_TAIL_DIGITS = 3
"""Of what a tail of a distribution gives, which libraries compute to fewer digits alike."""
_TAILS = ("p_value", "holm_p")
_FORMULA = ("=", "+", "-", "@")


_ROWS_AT_ONCE = 1 << 20


def write_table(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """A table as parquet; what are categories in memory are texts on disk."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    texts = [column for column in frame if frame[column].dtype == "category"]
    at_once = _ROWS_AT_ONCE if texts else max(len(frame), 1)
    parts = (
        pa.Table.from_pandas(frame[first : first + at_once].astype(dict.fromkeys(texts, "str")),
                             preserve_index=False)
        for first in range(0, max(len(frame), 1), at_once)
    )  # fmt: skip
    first = next(parts)
    file = folder / f"{name}.parquet"
    with writable(folder), parquet.ParquetWriter(file, first.schema, compression="zstd") as writer:
        for part in itertools.chain([first], parts):
            writer.write_table(part)


def write_csv(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """A table as csv with every digit."""
    import pyarrow as pa
    import pyarrow.csv

    table = pa.Table.from_pandas(for_a_sheet_to_open(frame), preserve_index=False)
    options = pyarrow.csv.WriteOptions(quoting_style="needed")
    with writable(folder):
        pyarrow.csv.write_csv(table, folder / f"{name}.csv", options)


def write_short_csv(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """A table as csv with five significant digits, the same bytes on every machine."""
    shown = for_a_sheet_to_open(frame)
    for column in [name for name in frame if frame[name].dtype.kind == "f"]:
        digits = _TAIL_DIGITS if column in _TAILS else _DIGITS
        shown[column] = [_significant(value, digits) for value in frame[column]]
    with writable(folder):
        shown.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def for_a_sheet_to_open(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy whose texts are plain lines that no spreadsheet takes for a formula."""
    shown = frame.copy()
    for column in shown:
        values = {value for value in shown[column].unique() if isinstance(value, str)}
        changed = {value: plain_cell(value) for value in values if plain_cell(value) != value}
        if changed:
            shown[column] = shown[column].astype(object).replace(changed)
    return shown


def plain_cell(text: str) -> str:
    """A text on one line; before what would begin a formula stands an apostrophe."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _significant(value: float, digits: int) -> str:
    """A number with so many digits, written out unless it is very small; nothing for NaN."""
    if value != value:
        return ""
    short = f"{value:.{digits}g}"
    if "e" not in short:
        return short
    return f"{float(short):.0f}" if abs(value) >= 1 else short
