"""The rows of a state file: read, and held against what a row may say by itself.

Nothing of a child is kept but a number that holds their rows together; a message names row and
column, and shows only what is a name or a word of ours.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from ...draws import TICKS_PER_DAY
from ...errors import InputError, Place, Problem
from ...scenario.paths import shown_path
from .cells import Cells, moment_of, with_dutch

COLUMNS = (
    "on", "child", "state", "station", "list", "since", "asked", "queued", "until", "next",
    "beside", "back_to", "back_since", "gemeente", "need", "referrer", "arrival", "born",
    "priority", "relocates_to", "relocates_since", "relocates_list", "heavier", "helped",
)  # fmt: skip
_REQUIRED = ("state", "station")
_MOST_PRIORITY, _MOST_LISTS, _MOST_HEAVIER = 9, 1000, 1000
_PAST = ("since", "asked", "queued", "back_since", "relocates_since")


class Being(StrEnum):
    """What of a child is there on the day."""

    IN_CARE = "in_care"
    WAITING = "waiting"
    KEEPS_PLACE = "keeps_place"
    ENDED = "ended"
    RETURNS = "returns"


_DUTCH = {
    "in_zorg": Being.IN_CARE,
    "wacht": Being.WAITING,
    "houdt_plek": Being.KEEPS_PLACE,
    "beeindigd": Being.ENDED,
    "beëindigd": Being.ENDED,
    "komt_terug": Being.RETURNS,
}
_WORDS = with_dutch(Being, _DUTCH)


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
    relocates_to: str
    relocates_since: int | None
    relocates_list: int | None
    heavier: float | None
    helped: bool


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
    reading.refuse()
    kept = tuple(row for row in rows if row is not None)
    return StateFile(path, kept, frozenset(header), on, digest)


class _Reading(Cells):
    """One file while it is read, and what is wrong with it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, COLUMNS, _REQUIRED)
        self._children: dict[str, int] = {}

    def row(self, line: int, cells: dict[str, str], start: dt.date) -> Row | None:
        """A row, or None where too much of it is wrong."""
        being = self.word(line, "state", cells.get("state", ""), _WORDS, "is no state", shows=False)
        if being is None:
            return None
        name = cells.get("child", "")
        child = self._children.setdefault(name or f"\0{line}", len(self._children))
        times = {column: self.tick(line, cells, column, start)
                 for column in (*_PAST, "until")}  # fmt: skip
        self._check_times(line, being, times)
        self._check_relocation(line, being, cells)
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
            beside=self.yes(line, cells, "beside"),
            born=self._born(line, cells.get("born", ""), start),
            priority=self.whole(line, cells, "priority", 0, _MOST_PRIORITY),
            list=self.whole(line, cells, "list", 1, _MOST_LISTS),
            relocates_to=cells.get("relocates_to", ""),
            relocates_since=times["relocates_since"],
            relocates_list=self.whole(line, cells, "relocates_list", 1, _MOST_LISTS),
            heavier=self._heavier(line, cells),
            helped=self.yes(line, cells, "helped"),
        )

    def _check_times(self, line: int, being: Being, times: dict[str, int | None]) -> None:
        """What was is not after the day of the state, and what will be not before it."""
        for column in _PAST:
            tick = times[column]
            if tick is not None and tick > 0:
                self.note(line, column, "is after the day of the state", "leave the row out")
        since, asked, until = times["since"], times["asked"], times["until"]
        if asked is not None and since is not None and asked > since:
            self.note(line, "asked", "is after `since`", "a place is asked before it is there")
        relocates = times["relocates_since"]
        if relocates is not None and since is not None and relocates < since:
            rule = "is before `since`"
            self.note(line, "relocates_since", rule, "who is not there yet has no place to leave")
        if until is not None and until < 0:
            self.note(line, "until", "is before the day of the state", "leave the row out")
        if being is Being.RETURNS and until is None:
            self.note(line, "until", "is empty", "say when they come back, or state: ended")
        if being is Being.ENDED and since is None:
            self.note(line, "since", "is empty", "say when their help ended")

    def _check_relocation(self, line: int, being: Being, cells: dict[str, str]) -> None:
        """Another place is asked for by who has one."""
        if not cells.get("relocates_to"):
            for column in ("relocates_since", "relocates_list"):
                if cells.get(column):
                    rule = "is said without `relocates_to`"
                    self.note(line, column, rule, "say at which station a place is asked for")
        elif being not in (Being.IN_CARE, Being.KEEPS_PLACE):
            way_out = "leave it empty; on a list, `station` says where"
            self.note(line, "relocates_to", "is said of who has no place", way_out)

    def _heavier(self, line: int, cells: dict[str, str]) -> float | None:
        """How many times as long they are helped."""
        if not cells.get("heavier"):
            return None
        way_out = "write 1.2, or leave it empty"
        return self.number(line, cells, "heavier", _MOST_HEAVIER, way_out, shows=False)

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
    moment = moment_of(text)
    if moment is None:
        return None
    return moment.date(), moment.date() + dt.timedelta(1)
