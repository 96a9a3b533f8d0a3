"""The rows of a state file: read, and held against what a row may say by itself.

Nothing of a child is kept but a number that holds their rows together; a message names row and
column, and shows only what is a name or a word of ours.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from ...draws import TICKS_PER_DAY
from ...errors import UNTOLD, InputError, Place, Problem, ScenarioError
from ...scenario.paths import shown_path
from ...scenario.wording import suggestion

COLUMNS = (
    "on", "child", "state", "station", "list", "since", "asked", "queued", "until", "next",
    "beside", "back_to", "back_since", "gemeente", "need", "referrer", "arrival", "born",
    "priority",
)  # fmt: skip
_REQUIRED = ("state", "station")
_SEPARATORS = (";", ",", "\t")
_MICROSECONDS_A_DAY = 86_400_000_000
_YES = {"yes": True, "ja": True, "1": True, "": False, "no": False, "nee": False, "0": False}
_MOST_PRIORITY = 9


class Being(StrEnum):
    """What of a child is there on the day."""

    IN_CARE = "in_care"
    WAITING = "waiting"
    KEEPS_PLACE = "keeps_place"
    ENDED = "ended"
    RETURNS = "returns"


_WORDS = {item.value: item for item in Being} | {
    "in_zorg": Being.IN_CARE,
    "wacht": Being.WAITING,
    "houdt_plek": Being.KEEPS_PLACE,
    "beeindigd": Being.ENDED,
    "beëindigd": Being.ENDED,
    "komt_terug": Being.RETURNS,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row; times in ticks since the day of the state, None where nothing is said.

    `born` are the first and the last tick that the birth may be. `child` numbers the children in
    the order of their first rows.
    """

    line: int
    child: int
    being: Being
    station: str
    since: int | None
    asked: int | None
    queued: int | None
    until: int | None
    next: str
    beside: bool
    back_to: str
    back_since: int | None
    gemeente: str
    need: str
    referrer: str
    arrival: str
    born: tuple[int, int] | None
    priority: int | None
    list: int | None


@dataclass(frozen=True)
class StateFile:
    """All rows of a file, of which day they are (None: not said), and its digest."""

    path: Path
    rows: tuple[Row, ...]
    columns: frozenset[str]
    on: dt.date | None
    digest: str


def digest_of(path: Path) -> str:
    """The sha256 of a file; raises InputError where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        rule = f"cannot be read ({error.strerror})"
        problem = Problem(rule, "give a state file", place=Place(shown_path(path)))
        raise InputError(str(problem)) from None


def day_of(path: Path) -> dt.date | None:
    """The day that a state file says it is of, in its column `on`."""
    return read(path, None).on


def read(path: Path, start: dt.date | None) -> StateFile:
    """The rows of a file that a run begins with on `start` (None: on the day that it says).

    Raises ScenarioError with a line for each thing that is wrong.
    """
    return _read(path, start, digest_of(path))


@lru_cache(maxsize=4)
def _read(path: Path, start: dt.date | None, digest: str) -> StateFile:
    reading = _Reading(path)
    header, cells = reading.table()
    on = reading.day(cells, start)
    first = start or on
    rows = [] if first is None else [reading.row(line, item, first) for line, item in cells]
    if reading.problems:
        raise ScenarioError(reading.problems)
    kept = tuple(row for row in rows if row is not None)
    return StateFile(path, kept, frozenset(header), on, digest)


class _Reading:
    """One file while it is read, and what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self._path, self._shown = path, shown_path(path)
        self._children: dict[str, int] = {}
        self.problems: list[Problem] = []

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
            raise self._refusal("holds no rows", f"a state file has columns {_listed()}")
        header = [name.strip().lower() for name in table[0][1]]
        self._check_header(header, table[0][0])
        return header, [(line, self._by_column(line, header, row)) for line, row in table[1:]]

    def _refusal(self, rule: str, way_out: str, line: int | None = None) -> ScenarioError:
        return ScenarioError(Problem(rule, way_out, place=Place(self._shown, line)))

    def _check_header(self, header: list[str], line: int) -> None:
        """Columns that are unknown are refused, so that nothing is read that nobody asked for."""
        wrong = [
            Problem("is no column of a state file", suggestion(name, COLUMNS),
                    place=Place(self._shown, line), keys=(_shown(at, name),))
            for at, name in enumerate(header, start=1) if name not in COLUMNS
        ]  # fmt: skip
        wrong += [
            Problem("is a column twice", "leave one out", place=Place(self._shown, line),
                    keys=(name,))
            for name in sorted({name for name in header if header.count(name) > 1})
        ]  # fmt: skip
        wrong += [
            Problem("is missing", f"columns are {_listed()}", place=Place(self._shown, line),
                    keys=(name,))
            for name in _REQUIRED if name not in header
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

    def day(self, cells: list[tuple[int, dict[str, str]]], start: dt.date | None) -> dt.date | None:
        """The day in the column `on`, which is one for all rows and that of the start."""
        first: dt.date | None = None
        for line, row in cells:
            text = row.get("on", "")
            if not text:
                continue
            moment = _moment(text)
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

    def row(self, line: int, cells: dict[str, str], start: dt.date) -> Row | None:
        """A row, or None where too much of it is wrong."""
        word = cells.get("state", "").lower().replace(" ", "_")
        being = _WORDS.get(word)
        if being is None:
            known = [item.value for item in Being]
            self.note(line, "state", "is no state", suggestion(word, known))
            return None
        name = cells.get("child", "")
        child = self._children.setdefault(name or f"\0{line}", len(self._children))
        times = {column: self._tick(line, cells, column, start)
                 for column in ("since", "asked", "queued", "until", "back_since")}  # fmt: skip
        self._check_times(line, being, times)
        beside = cells.get("beside", "").lower()
        if beside not in _YES:
            self.note(line, "beside", "must be yes, no or empty", value=beside)
        if not cells.get("station") and being is not Being.RETURNS:
            self.note(line, "station", "is empty", "say where they are, wait or were")
        return Row(
            line=line,
            child=child,
            being=being,
            station=cells.get("station", ""),
            since=times["since"],
            asked=times["asked"],
            queued=times["queued"],
            until=times["until"],
            next=cells.get("next", ""),
            back_to=cells.get("back_to", ""),
            back_since=times["back_since"],
            gemeente=cells.get("gemeente", ""),
            need=cells.get("need", ""),
            referrer=cells.get("referrer", ""),
            arrival=cells.get("arrival", ""),
            beside=_YES.get(beside, False),
            born=self._born(line, cells.get("born", ""), start),
            priority=self._whole(line, cells, "priority", 0, _MOST_PRIORITY),
            list=self._whole(line, cells, "list", 1, 1000),
        )

    def _tick(self, line: int, cells: dict[str, str], column: str, start: dt.date) -> int | None:
        text = cells.get(column, "")
        if not text:
            return None
        moment = _moment(text)
        if moment is None:
            self.note(line, column, "is no date", "write 2024-10-01, or 01-10-2024")
            return None
        since = (moment - dt.datetime.combine(start, dt.time())) // dt.timedelta(microseconds=1)
        return round(since * TICKS_PER_DAY / _MICROSECONDS_A_DAY)

    def _check_times(self, line: int, being: Being, times: dict[str, int | None]) -> None:
        """What was is not after the day of the state, and what will be not before it."""
        for column in ("since", "asked", "queued", "back_since"):
            tick = times[column]
            if tick is not None and tick > 0:
                self.note(line, column, "is after the day of the state", "leave the row out")
        since, asked, until = times["since"], times["asked"], times["until"]
        if asked is not None and since is not None and asked > since:
            self.note(line, "asked", "is after `since`", "a place is asked before it is there")
        if until is not None and until < 0:
            self.note(line, "until", "is before the day of the state", "leave the row out")
        if being is Being.RETURNS and until is None:
            self.note(line, "until", "is empty", "say when they come back, or state: ended")
        if being is Being.ENDED and since is None:
            self.note(line, "since", "is empty", "say when their help ended")

    def _born(self, line: int, text: str, start: dt.date) -> tuple[int, int] | None:
        """The first and last tick of a year, a month or a day of birth."""
        if not text:
            return None
        span = _span_of(text)
        if span is None:
            self.note(line, "born", "is no year, month or date", "write 2010, 2010-05 or a date")
            return None
        if span[0] >= start:
            self.note(line, "born", "is after the day of the state", "mend it, or leave it empty")
        ticks = [(day - start).days * TICKS_PER_DAY for day in span]
        return ticks[0], max(ticks[0], ticks[1] - 1)

    def _whole(
        self, line: int, cells: dict[str, str], column: str, low: int, high: int
    ) -> int | None:
        text = cells.get(column, "")
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            self.note(line, column, f"must be a whole number from {low} to {high}", value=text[:20])
            return None
        return int(text)


def _moment(text: str) -> dt.datetime | None:
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


def _span_of(text: str) -> tuple[dt.date, dt.date] | None:
    """The first day that a text may mean, and the day after the last."""
    parts = text.split("-")
    try:
        if len(parts) == 1 and len(text) == 4:
            return dt.date(int(text), 1, 1), dt.date(int(text) + 1, 1, 1)
        if len(parts) == 2:
            year, month = map(int, parts)
            after = dt.date(year + month // 12, month % 12 + 1, 1)
            return dt.date(year, month, 1), after
    except ValueError:
        return None
    moment = _moment(text)
    if moment is None:
        return None
    return moment.date(), moment.date() + dt.timedelta(1)


def _listed() -> str:
    return ", ".join(COLUMNS)


def _shown(at: int, name: str) -> str:
    """A name of a column; only its number where it is no word, so no cell of a row is shown."""
    return name if name.replace("_", "").isalpha() else f"column {at}"
