"""A csv file of gemeenten with their youths: read whole, with all that is wrong told at once."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError, Place, Problem, ScenarioError
from ..scenario.cleaning import cleaned
from ..scenario.paths import shown_path
from ..scenario.schema import RESERVED

MOST_YOUTH = 100_000_000
MOST_BYTES = 10_000_000
GEMEENTE = ("gemeente", "gemeenten", "gemeentenaam", "municipality")
YOUTH = ("youth", "youths", "jeugd", "jeugdigen", "0-17", "jeugd 0-17", "jeugdigen 0-17")
UTF_8, WINDOWS = "utf-8", "cp1252"
_SEPARATORS = (",", ";", "\t")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?P<sign>[. ',])[0-9]{3}((?P=sign)[0-9]{3})*")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Row = tuple[int, list[str]]
"""The line of a row in its file, and its cells."""


@dataclass(frozen=True)
class GemeenteYouth:
    """A gemeente and how many live there who are aged 0-17."""

    name: str
    youth: int


@dataclass(frozen=True)
class YouthTable:
    """What a file says; `unread` are the headings of its other columns."""

    gemeenten: tuple[GemeenteYouth, ...]
    unread: tuple[str, ...]
    encoding: str


@dataclass(frozen=True)
class _Header:
    """Which column is which, of how many."""

    gemeente: int
    youth: int
    names: tuple[str, ...]

    @property
    def unread(self) -> tuple[str, ...]:
        ours = (self.gemeente, self.youth)
        return tuple(name for at, name in enumerate(self.names) if at not in ours and name)


def read_youth(path: Path) -> YouthTable:
    """The gemeenten of a file; raises InputError with every row that is wrong."""
    shown = shown_path(path)
    text, encoding = _decoded(path, shown)
    rows = _rows(text, shown)
    first = next(rows, None)
    if first is None:
        raise _refused(Place(shown), "is empty", "give a header, and a row for each gemeente")
    header = _header(*first, shown)
    read = [(line, _gemeente(cells, header, Place(shown, line))) for line, cells in rows]
    gemeenten = [(line, item) for line, item in read if isinstance(item, GemeenteYouth)]
    problems = [(line, item) for line, item in read if isinstance(item, Problem)]
    problems += _twice(gemeenten, shown)
    if problems:
        raise ScenarioError(item for _, item in sorted(problems, key=lambda pair: pair[0]))
    if not gemeenten:
        raise _refused(Place(shown), "has no row below its header", "give one for each gemeente")
    return YouthTable(tuple(item for _, item in gemeenten), header.unread, encoding)


def _decoded(path: Path, shown: str) -> tuple[str, str]:
    """The text of a file: by its mark, else in UTF-8, else as older programs of Windows write."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refused(Place(shown), "is larger than 10 MB", "give gemeente and youth alone")
        content = path.read_bytes()
    except OSError as error:
        told = f"cannot be read ({error.strerror})"
        raise _refused(Place(shown), told, "check its name and folder") from None
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    for name in (encoding, WINDOWS):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, UTF_8 if name == "utf-8-sig" else name
    raise _refused(Place(shown), "is no text", "save it as csv, in UTF-8")


def _rows(text: str, shown: str) -> Iterator[Row]:
    """Rows that hold anything, by the separator that the header has most of."""
    lines = text.splitlines()
    header = next((line for line in lines if line.strip()), "")
    separator = max(_SEPARATORS, key=header.count)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cleaned(cell).strip() for cell in cells]
    except csv.Error as error:
        place = Place(shown, reader.line_num)
        raise _refused(place, f"is no row of a csv file ({error})", "save it anew") from None


def _header(line: int, cells: Sequence[str], shown: str) -> _Header:
    found = {}
    for kind, names in (("gemeente", GEMEENTE), ("youth", YOUTH)):
        places = [at for at, cell in enumerate(cells) if cell.casefold() in names]
        if len(places) != 1:
            what = f"has {'no' if not places else 'more than one'} column {kind}"
            way_out = f"name one column of its header {' or '.join(names)}"
            raise _refused(Place(shown, line), what, way_out)
        found[kind] = places[0]
    return _Header(found["gemeente"], found["youth"], tuple(cells))


def _gemeente(cells: Sequence[str], header: _Header, place: Place) -> GemeenteYouth | Problem:
    """What a row says, or what is wrong with it."""
    if any(cells[len(header.names) :]):
        rule = f"has {len(cells)} cells where the header has {len(header.names)}"
        return Problem(rule, "numbers of youths are whole, without a comma or point", place=place)
    padded = [*cells, *[""] * (len(header.names) - len(cells))]
    name, youth = padded[header.gemeente], padded[header.youth]
    if not name:
        return Problem("has no gemeente", "name it, or leave the row out", place=place)
    if name in RESERVED:
        return Problem("is a word with a meaning of its own", keys=(name,), place=place)
    if not youth:
        way_out = "say how many live there who are aged 0-17"
        return Problem("has no youth", way_out, keys=(name,), place=place)
    return _counted(name, youth, place)


def _counted(name: str, youth: str, place: Place) -> GemeenteYouth | Problem:
    if youth.isascii() and youth.isdigit() and 1 <= int(youth[:12]) <= MOST_YOUTH:
        return GemeenteYouth(name, int(youth))
    way_out = "say how many live there who are aged 0-17, as 14800"
    if _GROUPED.fullmatch(youth):
        whole = re.sub("[. ',]", "", youth)
        way_out = f"write {whole}, without a sign for thousands"
    rule = f"must be a whole number from 1 to {MOST_YOUTH:,}"
    return Problem(rule, way_out, keys=(name, "youth"), value=youth, place=place)


def _twice(
    gemeenten: Sequence[tuple[int, GemeenteYouth]], shown: str
) -> Iterator[tuple[int, Problem]]:
    first: dict[str, int] = {}
    for line, item in gemeenten:
        before = first.setdefault(item.name.casefold(), line)
        if before != line:
            rule, way_out = f"stands in line {before} too", "leave one of them out"
            yield line, Problem(rule, way_out, keys=(item.name,), place=Place(shown, line))


def _refused(place: Place, rule: str, way_out: str) -> InputError:
    return ScenarioError(Problem(rule, way_out, place=place))
