"""The file beside a state file: what was seen, how places followed, what was spent (rule 23).

It holds sums, and nothing of a child: a row is what a list, a pool, a ceiling or a block was on a
day before that of the state.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from ...draws import TICKS_PER_DAY
from ...scenario.begin import is_file, past_beside
from .cells import Cells, with_dutch
from .rows import digest_of

PAST_COLUMNS = ("on", "what", "of", "name", "gemeente", "day", "value")


class What(StrEnum):
    """What a row tells."""

    SEEN = "seen"
    COUNTED = "counted"
    LEFT = "left"
    ASKED = "asked"
    TIMES = "times"
    SPENT = "spent"
    REACHED = "reached"
    STARTED = "started"
    OVER = "over"


_DUTCH = {
    "gezien": What.SEEN,
    "geteld": What.COUNTED,
    "vertrokken": What.LEFT,
    "gevraagd": What.ASKED,
    "maal": What.TIMES,
    "besteed": What.SPENT,
    "bereikt": What.REACHED,
    "begonnen": What.STARTED,
    "erboven": What.OVER,
}
_WORDS = with_dutch(What, _DUTCH)
_LISTS = ("stations", "pools")
_OF: Mapping[What, tuple[str, ...]] = {
    What.SEEN: _LISTS,
    What.COUNTED: (),
    What.LEFT: _LISTS,
    What.ASKED: _LISTS,
    What.TIMES: _LISTS,
    What.SPENT: ("ceilings",),
    What.REACHED: ("ceilings",),
    What.STARTED: ("blocks",),
    What.OVER: ("blocks",),
}
"""Sections of a scenario that a row may be about."""
_NEEDS_DAY = {What.COUNTED, What.LEFT, What.ASKED, What.TIMES, What.STARTED}
_IS_OF_A_DAY = _NEEDS_DAY - {What.STARTED}
"""What happened on a day, which is over: a block may start on that of the state."""
_NEEDS_VALUE = set(What) - {What.COUNTED, What.REACHED, What.STARTED}
_MOST = {What.SEEN: 52.0}


@dataclass(frozen=True, slots=True)
class PastRow:
    """One row; `tick` is the day of it in ticks since that of the state, None where not said."""

    line: int
    what: What
    of: str
    name: str
    gemeente: str
    tick: int | None
    value: float


@dataclass(frozen=True)
class PastFile:
    """All rows of a file."""

    path: Path
    rows: tuple[PastRow, ...]


@dataclass(frozen=True)
class BlocksBefore:
    """Which blocks had started before a state, and when; reviews running of others (rule 30)."""

    started: Mapping[str, dt.date] = field(default_factory=dict)
    over: Mapping[str, int] = field(default_factory=dict)


NO_BLOCKS = BlocksBefore()


def blocks_before(begin: str, start: dt.date) -> BlocksBefore:
    """What the file beside the state file that a run begins with says of blocks."""
    file = read_past(Path(begin), start) if is_file(begin) else None
    rows = () if file is None else file.rows
    started = {
        row.name: start + dt.timedelta(days=(row.tick or 0) // TICKS_PER_DAY)
        for row in rows
        if row.what == What.STARTED
    }
    over = {row.name: int(row.value) for row in rows if row.what == What.OVER}
    return BlocksBefore(started, over)


def read_past(state: Path, start: dt.date) -> PastFile | None:
    """The file beside a state file of that day; None where there is none.

    Raises ScenarioError with a line for each thing that is wrong.
    """
    path = past_beside(state)
    return _read(path, start, digest_of(path)) if path.is_file() else None


@lru_cache(maxsize=4)
def _read(path: Path, start: dt.date, _digest: str) -> PastFile:
    reading = _Reading(path)
    _, cells = reading.table()
    reading.day(cells, start)
    rows = [reading.row(line, item, start) for line, item in cells]
    reading.refuse()
    return PastFile(path, tuple(row for row in rows if row is not None))


class _Reading(Cells):
    """One file while it is read, and what is wrong with it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, PAST_COLUMNS, ("what",))

    def row(self, line: int, cells: dict[str, str], start: dt.date) -> PastRow | None:
        """A row, or None where it cannot be told what it is."""
        rule = "is nothing that is told of before"
        what = self.word(line, "what", cells.get("what", ""), _WORDS, rule, shows=True)
        if what is None:
            return None
        of, name = cells.get("of", ""), cells.get("name", "")
        sections = _OF[what]
        if sections and of not in sections:
            self.note(line, "of", f"must be {' or '.join(sections)}", value=of)
        if sections and not name:
            self.note(line, "name", "is empty", "say of what it is")
        tick = self.tick(line, cells, "day", start)
        if tick is None and what in _NEEDS_DAY:
            self.note(line, "day", "is empty", "say the day")
        if tick is not None and (tick > 0 or (tick == 0 and what in _IS_OF_A_DAY)):
            self.note(line, "day", "is not before the day of the state", "leave the row out")
        value = self._value(line, cells, what)
        return PastRow(line, what, of, name, cells.get("gemeente", ""), tick, value)

    def _value(self, line: int, cells: dict[str, str], what: What) -> float:
        if not cells.get("value") and what not in _NEEDS_VALUE:
            return 1.0
        return self.number(line, cells, "value", _MOST.get(what, math.inf), shows=True)
