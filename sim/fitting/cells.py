"""Cells of text as days, months, codes and amounts; what cannot be read becomes nothing.

Days count from 1 January 1970 and may be NaN; months are year x 12 + month - 1, and -1 where none
is known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Words = NDArray[np.object_]

_EPOCH = dt.date(1970, 1, 1)
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$")
_DUTCH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ].*)?$")
_JOINED = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\.0)?$")
_MONTH = re.compile(r"(\d{4})-?(\d\d)(?:\.0)?$")
_NUMBER = re.compile(r"(\d{1,3}(?:[. \u00a0]\d{3})+|\d+)(?:[,.](\d{1,2}))?$")
"""A number with marks between thousands or without; of one point with three digits, thousands."""
_CODE = re.compile(r"(\d+)(?:\.0)?$")
_DIGITS = re.compile(r"\d+")
UNKNOWN_YEAR = 1900
"""The year of a birth that is not known, in the messages between gemeenten and providers."""
NO_MONTH = -1


def each(cells: Sequence[str], read: Callable[[str], float]) -> Floats:
    """What `read` makes of each cell; each text is read once, for dates and codes repeat."""
    codes, texts = pd.factorize(np.asarray(cells, dtype=object), use_na_sentinel=False)
    values = np.array([read(str(text).strip()) for text in texts], dtype=np.float64)
    return values[codes] if len(values) else np.zeros(0)


def days(cells: Sequence[str]) -> Floats:
    """Cells as days; NaN where a cell is empty or is no date."""
    return each(cells, day_of)


def day_of(text: str) -> float:
    """The day that a text is: 2024-01-31, 20240131 or 31-01-2024, with or without a time."""
    for pattern, order in ((_ISO, (0, 1, 2)), (_JOINED, (0, 1, 2)), (_DUTCH, (2, 1, 0))):
        match = pattern.fullmatch(text)
        if match:
            year, month, day = (int(match.groups()[at]) for at in order)
            try:
                return float((dt.date(year, month, day) - _EPOCH).days)
            except ValueError:
                return np.nan
    return np.nan


def date_of(day: float) -> dt.date:
    """A day as a date."""
    return _EPOCH + dt.timedelta(days=int(day))


def day_number(date: dt.date) -> float:
    """A date as a day."""
    return float((date - _EPOCH).days)


def months(cells: Sequence[str]) -> Ints:
    """Cells as months of birth: a day is left where it stands, in the file."""
    return each(cells, month_of).astype(np.int64)


def month_of(text: str) -> float:
    """The month that a text is in; -1 where that is not known."""
    match = _MONTH.fullmatch(text)
    year, month = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= month <= 12:
        day = day_of(text)
        if np.isnan(day):
            return NO_MONTH
        date = date_of(day)
        year, month = date.year, date.month
    return NO_MONTH if year <= UNKNOWN_YEAR else float(12 * year + month - 1)


def middle_of_month(month: Ints) -> Floats:
    """The day in the middle of each month."""
    first = ((month // 12 - 1970) * 12 + month % 12).astype("datetime64[M]")
    return first.astype("datetime64[D]").astype(np.float64) + 14.0


def month_of_day(day: Floats) -> Ints:
    """The month of each day; -1 where it is not known or never comes."""
    known = np.isfinite(day)
    months_since = np.where(known, day, 0).astype("datetime64[D]").astype("datetime64[M]")
    return np.where(known, months_since.astype(np.int64) + 1970 * 12, NO_MONTH)


def quarters(cells: Sequence[str]) -> Floats:
    """Cells as quarters, year x 4 + quarter - 1; NaN where a cell is none."""
    return each(cells, _quarter)


def _quarter(text: str) -> float:
    """2026-K1, 2026Q1, 1e kwartaal 2026, or a day in it."""
    day = day_of(text)
    if not np.isnan(day):
        date = date_of(day)
        return 4.0 * date.year + (date.month - 1) // 3
    found = sorted(_DIGITS.findall(text), key=len)
    if len(found) != 2 or found[0] not in ("1", "2", "3", "4") or len(found[1]) != 4:
        return np.nan
    return 4.0 * int(found[1]) + int(found[0]) - 1


def codes(cells: Sequence[str], *, digits: int) -> Words:
    """Cells as codes; numbers get back the zeros that a spreadsheet took."""
    numbers, texts = pd.factorize(np.asarray(cells, dtype=object), use_na_sentinel=False)
    written = np.array([_code(str(text).strip(), digits) for text in texts], dtype=object)
    return written[numbers] if len(written) else np.zeros(0, dtype=object)


def _code(text: str, digits: int) -> str:
    match = _CODE.fullmatch(text)
    return match[1].lstrip("0").zfill(digits) if match else text


def numbers(cells: Sequence[str]) -> Floats:
    """Cells as numbers, with a decimal comma or point; NaN where a cell is none."""
    return each(cells, _number)


def _number(text: str) -> float:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return np.nan
    whole = re.sub(r"[. \u00a0]", "", match[1])
    return float(f"{whole}.{match[2] or 0}")


def keys(cells: Sequence[str]) -> NDArray[np.uint64]:
    """A number for each cell, equal where the text is; 0 where the cell is empty.

    Whoever holds the numbers cannot read the text from them, and they are written nowhere.
    """
    texts = np.array([str(cell).strip() for cell in cells], dtype=object)
    numbers = np.asarray(pd.util.hash_array(texts, categorize=True), dtype=np.uint64)
    return np.where(texts == "", np.uint64(0), numbers)


def looks_like_bsn(cells: Sequence[str]) -> bool:
    """Whether these are citizen service numbers: nine digits of which the weighted sum is right.

    Of nine digits at random one in eleven passes, so more than a quarter must, and three.
    """
    some = [str(cell).strip() for cell in cells[:1000] if str(cell).strip()]
    passing = sum(_passes(cell.zfill(9)) for cell in some if cell.isdigit() and len(cell) in (8, 9))
    return passing >= 3 and passing > len(some) / 4


def _passes(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(sign) * weight for sign, weight in zip(digits, weights, strict=True)) % 11 == 0
