"""What was to be reached, and whether it was."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """Something to reach: `least` where more is better, else `most`; None was not measured."""

    what: str
    result: float | None
    least: float | None = None
    most: float | None = None
    unit: str = ""
    floor: float | None = None
    """What must be reached at the least, where the aim is higher."""

    def row(self) -> str:
        """A row of the table."""
        result = "not measured" if self.result is None else f"{self.result:,.2f}{self.unit}"
        bound = self.least if self.least is not None else self.most
        sign = "at least" if self.least is not None else "at most"
        floor = f" (at least {self.floor:g})" if self.floor is not None else ""
        return f"| {self.what} | {result} | {sign} {bound:g}{self.unit}{floor} | {self.verdict} |"

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.result is None:
            return "–"
        if self.least is not None:
            if self.result >= self.least:
                return "reached"
            between = self.floor is not None and self.result >= self.floor
            return "missed, above the least" if between else "missed"
        return "reached" if self.most is not None and self.result <= self.most else "missed"
