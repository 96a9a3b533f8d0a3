"""Figures that became known: a YAML or csv file, with the line of each."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from ..errors import InputError, Place, Problem
from ..scenario.meant import how_to_write_a_date, how_to_write_a_number, thousands_meant
from ..scenario.paths import shown_path
from ..scenario.reading import read_file
from ..scenario.wording import suggestion
from .model import ALL

LARGEST_BYTES = 5_000_000
NEEDED = ("indicator", "period", "value", "known", "source")
ALSO = ("station", "gemeente", "need")


@dataclass(frozen=True)
class Known:
    """A figure: what is counted, of when, its value, the day on which it was told, and by whom."""

    cell: tuple[str, ...]
    value: float
    known: dt.date
    source: str
    place: Place

    def problem(self, rule: str, way_out: str, value: object = None) -> Problem:
        """What is wrong with it, at its line."""
        named = "@".join([self.cell[0], *(part for part in self.cell[1:4] if part != ALL)])
        keys = (named, self.cell[4])
        if value is None:
            return Problem(rule, way_out, place=self.place, keys=keys)
        return Problem(rule, way_out, place=self.place, keys=keys, value=value)


def read_known(path: Path) -> list[Known]:
    """All figures of a file; raises InputError, with file and line, for what is no figure."""
    rows = _of_csv(path) if path.suffix.lower() == ".csv" else _of_yaml(path)
    return [_known(row, place) for row, place in rows]


def _of_yaml(path: Path) -> Iterator[tuple[Mapping[str, Any], Place]]:
    document = read_file(path)
    listed = document.data.get("figures")
    if not isinstance(listed, list) or set(document.data) != {"figures"}:
        rule = "must have figures, a list, and nothing else"
        way_out = "write figures: and under it - {indicator: ..., period: ..., value: ...}"
        raise InputError(str(Problem(rule, way_out, place=document.place())))
    for at, row in enumerate(listed):
        place = document.place(("figures", str(at)))
        if not isinstance(row, dict):
            raise _wrong(place, "is no figure", "write {indicator: ..., period: ..., value: ...}")
        yield {str(name): value for name, value in row.items()}, place


def _of_csv(path: Path) -> Iterator[tuple[Mapping[str, Any], Place]]:
    """Rows separated by commas, or by semicolons as Dutch Excel has them."""
    shown = shown_path(path)
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _wrong(Place(shown), "is larger than any file of figures", "name another file")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        rule = f"cannot be read ({error.strerror or error})"
        raise _wrong(Place(shown), rule, "check its name and place") from None
    except UnicodeDecodeError:
        raise _wrong(Place(shown), "is not UTF-8 text", "save it as UTF-8") from None
    head = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=";" if ";" in head else ",")
    try:
        names = [name.strip() for name in next(reader, [])]
        for row in reader:
            if any(cell.strip() for cell in row):
                cells = [cell.strip() for cell in row]
                place = Place(shown, reader.line_num)
                if len(cells) != len(names):
                    rule = f"has {len(cells)} cells; the first line names {len(names)}"
                    raise _wrong(place, rule, "give each name a cell")
                yield {n: c for n, c in zip(names, cells, strict=True) if c}, place
    except csv.Error as error:
        raise _wrong(Place(shown, reader.line_num), f"is not csv ({error})", "save anew") from None


def _known(row: Mapping[str, Any], place: Place) -> Known:
    for name in row:
        if name not in (*NEEDED, *ALSO):
            rule = f"{name} is nothing that a figure has"
            raise _wrong(place, rule, suggestion(name, (*NEEDED, *ALSO)))
    for name in NEEDED:
        if row.get(name) in (None, ""):
            raise _wrong(place, f"must have {name}", f"a figure has {', '.join(NEEDED)}")
    station, gemeente, need = (str(row.get(name, ALL)) for name in ALSO)
    cell = (str(row["indicator"]), station, gemeente, need, str(row["period"]))
    return Known(cell, _number(row["value"], place), _day(row["known"], place),
                 str(row["source"]), place)  # fmt: skip


def _number(value: object, place: Place) -> float:
    if isinstance(value, str) and (meant := thousands_meant(value)) is not None:
        rule, way_out = "may be thousands", f"write {meant[0]} if it is, else {meant[1]}"
        problem = Problem(rule, way_out, place=place, keys=("value",), value=value)
        raise InputError(str(problem))
    try:
        result = float("nan") if isinstance(value, bool) else float(str(value))
    except ValueError:
        result = float("nan")
    if not isfinite(result):
        way_out = how_to_write_a_number(value)
        problem = Problem("must be a number", way_out, place=place, keys=("value",), value=value)
        raise InputError(str(problem))
    return result


def _day(value: object, place: Place) -> dt.date:
    try:
        return value if type(value) is dt.date else dt.date.fromisoformat(str(value))
    except ValueError:
        way_out = how_to_write_a_date(value)
        problem = Problem("must be a date", way_out, place=place, keys=("known",), value=value)
        raise InputError(str(problem)) from None


def _wrong(place: Place, rule: str, way_out: str) -> InputError:
    return InputError(str(Problem(rule, way_out, place=place)))
