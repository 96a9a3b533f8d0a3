"""What a person meant who wrote a number, date or month in another way than files do."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping
from typing import Any

_MONTHS = (
    ("januari", "january"),
    ("februari", "february"),
    ("maart", "march", "mrt"),
    ("april", "april"),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augustus", "august"),
    ("september", "september"),
    ("oktober", "october"),
    ("november", "november"),
    ("december", "december"),
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_IN_WORDS = re.compile(r"(\d{1,2}) ([a-z]+)\.? (\d{4})")
_PERCENT = re.compile(r"([+-]?\d{1,9}(?:[.,]\d{1,9})?) ?%")
_COMMA = re.compile(r"([+-]?\d{1,15}),(\d{1,15})")
_ENGLISH = re.compile(r"([+-]?\d{1,3}(?:,\d{3}){1,4})(\.\d{1,9})?")
_GROUPS = re.compile(r"([+-]?\d{1,3}(?:[. ']\d{3}){1,4})(?:,(\d{1,9}))?")
_MONEY = re.compile(r"(?:€|eur|euro)? ?([+-]?\d[\d.,]{0,15}) ?(?:€|eur|euro)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d\d0")


def month_meant(text: str) -> int | None:
    """The number of a month by its Dutch or English name, or the first letters of that."""
    word = text.strip().lower().rstrip(".")
    for number, names in enumerate(_MONTHS, start=1):
        if len(word) >= 3 and any(name.startswith(word) for name in names):
            return number
    return int(word) if word.isdecimal() and len(word) < 3 and 1 <= int(word) <= 12 else None


def date_meant(text: object) -> dt.date | None:
    """The date of a text such as 1-7-2022, 2022/7/1, 1 juli 2022 or one between quotes."""
    word = text.strip().lower() if isinstance(text, str) else ""
    if match := _YEAR_FIRST.fullmatch(word):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(word):
        day, month, year = map(int, match.groups())
    elif match := _IN_WORDS.fullmatch(word):
        day, year = int(match[1]), int(match[3])
        month = month_meant(match[2]) or 0
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def why_no_date(text: str) -> str:
    """What the calendar lacks for a date such as 2026-02-30; nothing for what is not written so."""
    match = _YEAR_FIRST.fullmatch(text.strip())
    if match is None:
        return ""
    year, month, day = map(int, match.groups())
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if year < 1:
        return "there is no year 0"
    days = monthrange(year, month)[1]
    name = _MONTHS[month - 1][1].capitalize()
    return "" if 1 <= day <= days else f"{name} {year} has {days} days"


def has_dates(spec: Mapping[Any, Any]) -> bool:
    """Whether the keys are dates, or were meant to be: dates, years, or text such as 1-7-2022."""
    keys = list(spec)
    are_text = all(isinstance(key, str) for key in keys)
    return not are_text or any(date_meant(key) is not None for key in keys)


def how_to_write_a_number(text: object) -> str:
    """The way out for a text that was meant as a number; nothing when none was meant."""
    word = text.strip() if isinstance(text, str) else ""
    if (date := date_meant(word)) is not None:
        return f"this is a date; a path is written {{{date}: <number>}}"
    if match := _PERCENT.fullmatch(word):
        return f"write {float(match[1].replace(',', '.')) / 100:.10g}, a part of 1"
    if match := _GROUPS.fullmatch(word):
        whole = re.sub(r"[. ']", "", match[1])
        return f"write {whole}{'.' + match[2] if match[2] else ''}, without a sign for thousands"
    if match := _COMMA.fullmatch(word):
        return _comma(*match.groups())
    if match := _ENGLISH.fullmatch(word):
        return f"write {match[1].replace(',', '')}{match[2] or ''}, without a sign for thousands"
    if "$" in word and re.search(r"\$[^\W\d]\w*", word):
        return "a lever has a name of its own and stands in a block, under `levers`"
    if is_number(word):
        return _how_to_write_decimals(word) or f"write {word} without quotes"
    if (match := _MONEY.fullmatch(word)) and match[1] != word:
        return _how_to_write_money(match[1])
    return ""


def _how_to_write_decimals(word: str) -> str:
    meant = thousands_meant(word)
    return f"write {meant[0]} or {meant[1]}" if meant else ""


def _how_to_write_money(amount: str) -> str:
    """Without its unit, in a way that is not refused in turn."""
    if is_number(amount) and thousands_meant(amount) is None:
        return f"write {amount}, without a unit"
    return how_to_write_a_number(amount)


def how_to_write_a_date(text: object) -> str:
    """The way out for a text or number that was meant as a date."""
    date = date_meant(text)
    if date is not None and str(date) == str(text).strip():
        return f"write {date} without quotes"
    return f"write {date}" if date is not None else "write it as 2026-01-31"


def thousands_meant(text: str) -> tuple[str, str] | None:
    """For 6.000, which reads as 6: what was meant by it, and how to write what it reads as.

    The last decimal is a 0: nobody writes 1.250 for one and a quarter.
    """
    if not _THOUSANDS.fullmatch(text):
        return None
    return text.replace(".", ""), text.rstrip("0").rstrip(".")


def is_number(text: str) -> bool:
    """Whether a text is a finite number as files write it."""
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False


def _comma(whole: str, part: str) -> str:
    if len(part) == 3 and whole.lstrip("+-") != "0":
        decimals = f"{whole}.{part}".rstrip("0").rstrip(".")
        return f"write {whole}{part} if it is thousands, else {decimals}"
    return f"write {whole}.{part}, with a point"
