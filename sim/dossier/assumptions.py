"""The register of assumptions: every number that was assumed, in words and as a table."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from ..errors import visible
from ..report.table import Table
from ..results.store import plain_cell
from ..scenario.schema import Number
from ..telling.speech import Speaker
from ..texts import LANGUAGES, Texts
from .numbers import ASSUMED, Told

COLUMNS = (
    "number", "value", "low", "high", "spread", "status", "group", "group_title_nl",
    "group_title_en", "source", "note", "places", "scenarios", "written_at",
)  # fmt: skip


def assumed_of(numbers: Sequence[Told]) -> tuple[Told, ...]:
    """Those that rest on no source."""
    return tuple(item for item in numbers if item.status in ASSUMED)


def register_table(assumed: Sequence[Told], texts: Texts) -> Table:
    """The register for a page."""
    names = ("number", "value", "range", "group", "source", "written_at")
    return Table(
        caption=texts("dossier.register.caption"),
        head=tuple(texts(f"dossier.register.{name}") for name in names),
        rows=tuple(_row(item, texts) for item in assumed),
        kind="lists files",
    )


def _row(item: Told, texts: Texts) -> tuple[str, ...]:
    origin = [texts(f"export.status.{item.status}"), item.source, item.number.note or ""]
    cells = (
        item.name, _value(item, texts), _range(item, texts), _group(item, texts.lang),
        "; ".join(part for part in origin if part), item.place,
    )  # fmt: skip
    return tuple(map(visible, cells))


def _value(item: Told, texts: Texts) -> str:
    speaker = Speaker(item.first, texts.lang)
    if item.is_same_everywhere:
        return speaker.said_number(item.number)
    ends = [number.first for number in item.all]
    between = texts.formats.range(speaker.number(min(ends)), speaker.number(max(ends)))
    return texts("dossier.register.at_places", values=between, n=len(item.all))


def _range(item: Told, texts: Texts) -> str:
    """The 90% range; in parts of the value where this differs by place."""
    number = item.number
    if number.spread is not None:
        return f"± {number.spread}"
    if number.low is None or number.high is None:
        return texts("dossier.register.no_range")
    speaker = Speaker(item.first, texts.lang)
    if item.is_same_everywhere:
        return texts.formats.range(speaker.number(number.low), speaker.number(number.high))
    percent = texts.formats.percent
    low, high = (percent(end / number.first) if number.first else percent(1) for end in
                 (number.low, number.high))  # fmt: skip
    return texts("dossier.register.of_value", ends=texts.formats.range(low, high))


def _group(item: Told, lang: str) -> str:
    """The title of the group that it moves with; its own doubt where it has none."""
    title = item.first.doubts.get(item.group) if item.group else None
    return (title.in_language(lang) if title else "") or item.group or ""


# ------------------------------------------------------------------ for programs


def write_register(assumed: Sequence[Told], path: Path) -> None:
    """The register as csv, numbers as the files have them; no text begins a formula."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows([_cell(cell) for cell in _cells(item)] for item in assumed)


def _cells(item: Told) -> tuple[str | float | None, ...]:
    number = item.number
    values = dict.fromkeys(map(_written, item.all))
    value = next(iter(values)) if len(values) == 1 else " | ".join(map(_cell, values))
    ends = (number.low, number.high) if item.is_same_everywhere else (None, None)
    return (
        item.name, value, *ends, number.spread,
        item.status, item.group, *(_group(item, lang) for lang in LANGUAGES),
        item.source, number.note, len(item.all), " ".join(item.scenarios), item.place,
    )  # fmt: skip


def _written(number: Number) -> str | float:
    """A value, or a path as dates with their values."""
    if number.path is None:
        return number.first
    return "; ".join(f"{date}: {_cell(value)}" for date, value in number.path.items())


def _cell(cell: str | float | None) -> str:
    if cell is None:
        return ""
    return plain_cell(cell) if isinstance(cell, str) else f"{cell:.12g}"
