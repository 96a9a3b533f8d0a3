"""What is wrong in rows of a registration: counted and placed by row number, never by content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_ROWS = 10
"""So many row numbers are told of one kind of fault in one file."""


class Fault(StrEnum):
    """A kind of fault or habit of a row; what is done with such rows stands in the texts."""

    WRONG_WIDTH = "wrong_width"
    OTHER_SIGNS = "other_signs"
    NO_DATE = "no_date"
    NO_BEGIN = "no_begin"
    NO_BIRTH = "no_birth"
    BEFORE_BIRTH = "before_birth"
    END_FIRST = "end_first"
    START_FIRST = "start_first"
    TO_COME = "to_come"
    EARLIER = "earlier"
    NO_REFERRER = "no_referrer"
    NO_REASON = "no_reason"
    NO_GEMEENTE = "no_gemeente"
    RARE_PRODUCT = "rare_product"
    LEFT_OUT = "left_out"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    TEMPORARY_END = "temporary_end"
    NO_ALLOCATION = "no_allocation"
    NO_CLASS = "no_class"
    NO_VOLUME = "no_volume"
    NO_ESTIMATE = "no_estimate"
    OVERLAP = "overlap"
    RENEWED = "renewed"


@dataclass(frozen=True)
class Noted:
    """A kind of fault in one file: how many rows, and the numbers of the first of them."""

    file: str
    fault: Fault
    count: int
    rows: tuple[int, ...]


class Faults:
    """Counts faults while files are read; a row is its number in the file, the header's being 1."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, Fault], int] = defaultdict(int)
        self._rows: dict[tuple[str, Fault], list[int]] = defaultdict(list)

    def note(self, file: str, fault: Fault, rows: Iterable[int]) -> None:
        """Count rows of a file."""
        numbers = sorted(int(row) for row in rows)
        if not numbers:
            return
        self._counts[file, fault] += len(numbers)
        kept = self._rows[file, fault]
        kept.extend(numbers[: MOST_ROWS - len(kept)])

    def noted(self) -> tuple[Noted, ...]:
        """All that was counted, by file in the order of reading."""
        return tuple(
            Noted(file, fault, count, tuple(self._rows[file, fault]))
            for (file, fault), count in self._counts.items()
        )

    def count(self, fault: Fault) -> int:
        """How many rows of all files have this fault."""
        return sum(count for (_, kind), count in self._counts.items() if kind is fault)
