"""A csv of which every column is known: its cells by row, and what is wrong with them.

No cell is shown in a message but one that is a name or a word of ours.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from ...draws import TICKS_PER_DAY
from ...errors import UNTOLD, Place, Problem, ScenarioError
from ...scenario.paths import shown_path
from ...scenario.wording import suggestion

_SEPARATORS = (";", ",", "\t")
_YES = {"yes": True, "ja": True, "1": True, "": False, "no": False, "nee": False, "0": False}
_MICROSECONDS_A_DAY = 86_400_000_000

Word = TypeVar("Word", bound=StrEnum)


class Cells:
    """One file while it is read."""

    def __init__(self, path: Path, columns: Sequence[str], required: Sequence[str]) -> None:
        self._path, self._shown = path, shown_path(path)
        self._columns, self._required = columns, required
        self.problems: list[Problem] = []

    @property
    def _listed(self) -> str:
        return ", ".join(self._columns)

    def refuse(self) -> None:
        """Raise ScenarioError where something was wrong."""
        if self.problems:
            raise ScenarioError(self.problems)

    def table(self) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
        """The columns, and each row that is not empty by column, with its line."""
        try:
            text = self._path.read_text("utf-8-sig")
        except UnicodeDecodeError:
            text = self._path.read_text("cp1252", errors="replace")
        lines = text.splitlines()
        separator = max(_SEPARATORS, key=(lines or [""])[0].count)
        reader = csv.reader(lines, delimiter=separator, strict=True)
        try:
            table = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
        except csv.Error:
            rule = "has a quotation mark that is never closed, or more after one"
            raise self._refusal(rule, "mend that row", reader.line_num) from None
        if len(table) < 2:
            raise self._refusal("holds no rows", f"a state file has columns {self._listed}")
        header = [name.strip().lower() for name in table[0][1]]
        self._check_header(header, table[0][0])
        return header, [(line, self._by_column(line, header, row)) for line, row in table[1:]]

    def _refusal(self, rule: str, way_out: str, line: int | None = None) -> ScenarioError:
        return ScenarioError(Problem(rule, way_out, place=Place(self._shown, line)))

    def _check_header(self, header: list[str], line: int) -> None:
        """Columns that are unknown are refused, so that nothing is read that nobody asked for."""
        wrong = [
            Problem("is no column of a state file", suggestion(name, self._columns),
                    place=Place(self._shown, line), keys=(_shown(at, name),))
            for at, name in enumerate(header, start=1) if name not in self._columns
        ]  # fmt: skip
        wrong += [
            Problem("is a column twice", "leave one out", place=Place(self._shown, line),
                    keys=(name,))
            for name in sorted({name for name in header if header.count(name) > 1})
        ]  # fmt: skip
        wrong += [
            Problem("is missing", f"columns are {self._listed}", place=Place(self._shown, line),
                    keys=(name,))
            for name in self._required if name not in header
        ]  # fmt: skip
        if wrong:
            raise ScenarioError(wrong)

    def _by_column(self, line: int, header: list[str], cells: list[str]) -> dict[str, str]:
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            rule = f"has {len(cells)} cells under {len(header)} columns"
            place = Place(self._shown, line)
            self.problems.append(Problem(rule, "mend that row", place=place))
        return {name: cell.strip() for name, cell in zip(header, cells, strict=False)}

    def note(
        self, line: int, column: str, rule: str, way_out: str = "", value: object = UNTOLD
    ) -> None:
        """Something is wrong with a cell; the value only where it is no fact of a child."""
        place = Place(self._shown, line)
        self.problems.append(Problem(rule, way_out, place=place, keys=(column,), value=value))

    def word(
        self, line: int, column: str, text: str, words: Mapping[str, Word], rule: str, *,
        shows: bool,
    ) -> Word | None:  # fmt: skip
        """Which word of ours a text is; where it is none, `rule` is noted, and it where it may."""
        plain = text.lower().replace(" ", "_")
        if plain not in words:
            way_out = suggestion(plain, {item.value for item in words.values()})
            self.note(line, column, rule, way_out, plain if shows else UNTOLD)
        return words.get(plain)

    def yes(self, line: int, cells: dict[str, str], column: str) -> bool:
        """Whether a cell says yes."""
        text = cells.get(column, "").lower()
        if text not in _YES:
            self.note(line, column, "must be yes, no or empty", value=text[:20])
        return _YES.get(text, False)

    def whole(
        self, line: int, cells: dict[str, str], column: str, low: int, high: int
    ) -> int | None:
        """A whole number; None where it is not said."""
        text = cells.get(column, "")
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            self.note(line, column, f"must be a whole number from {low} to {high}", value=text[:20])
            return None
        return int(text)

    def number(
        self, line: int, cells: dict[str, str], column: str, most: float, way_out: str = "", *,
        shows: bool,
    ) -> float:  # fmt: skip
        """A number from 0 to `most`, with a point or with a comma as in Dutch."""
        text = cells.get(column, "")
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = math.nan
        if not (0.0 <= value <= most) or math.isinf(value):
            rule = "must be a number of 0 or more" if math.isinf(most) else f"must be 0 to {most:g}"
            self.note(line, column, rule, way_out, text[:20] if shows else UNTOLD)
            return 0.0
        return value

    def day(self, cells: list[tuple[int, dict[str, str]]], start: dt.date | None) -> dt.date | None:
        """The day in the column `on`, which is one for all rows and that of the start."""
        first: dt.date | None = None
        for line, row in cells:
            text = row.get("on", "")
            if not text:
                continue
            moment = moment_of(text)
            if moment is None:
                self.note(line, "on", "is no date", "write 2024-10-01", text)
                continue
            first = first or moment.date()
            if moment.date() != first:
                self.note(line, "on", f"must be {first}, as in the rows before", value=text)
        if first is not None and start is not None and first != start:
            line, rule = cells[0][0], f"the run begins on {start}"
            self.note(line, "on", rule, "begin it that day, or with --from-state", str(first))
        return first

    def tick(self, line: int, cells: dict[str, str], column: str, start: dt.date) -> int | None:
        """A date, with or without a time, in ticks since the start; None where it is not said."""
        text = cells.get(column, "")
        if not text:
            return None
        moment = moment_of(text)
        if moment is None:
            self.note(line, column, "is no date", "write 2024-10-01, or 01-10-2024")
            return None
        since = (moment - dt.datetime.combine(start, dt.time())) // dt.timedelta(microseconds=1)
        return round(since * TICKS_PER_DAY / _MICROSECONDS_A_DAY)


def with_dutch(kind: type[Word], dutch: Mapping[str, Word]) -> dict[str, Word]:
    """The words of a column, in English and in Dutch."""
    return {item.value: item for item in kind} | dict(dutch)


def moment_of(text: str) -> dt.datetime | None:
    """A date, with or without a time, as people and programs write it."""
    for form in ("%d-%m-%Y", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, form)
        except ValueError:
            continue
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=None)


def _shown(at: int, name: str) -> str:
    """A name of a column; only its number where it is no word, so no cell of a row is shown."""
    return name if name.replace("_", "").isalpha() else f"column {at}"
