"""What a state file held, what was not said in it and how that was filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from .rows import Being


@dataclass
class Told:
    """Counts for who runs it; `filled_in` by column, in rows or children."""

    children: int = 0
    beings: Counter[Being] = field(default_factory=Counter)
    filled_in: Counter[str] = field(default_factory=Counter)
    stays_drawn: int = 0
    longer_than_any: int = 0
    returns_drawn: int = 0
    returns_given: int = 0
    returns_made: int = 0
    relocating: int = 0
    heavier: int = 0
    before: tuple[str, ...] = ()
    is_scaled: bool = False

    def lines(self) -> Iterator[str]:
        """In sentences."""
        there = self.beings
        yield (
            f"{self.children:,} children: {there[Being.IN_CARE]:,} visits in care, "
            f"{there[Being.WAITING]:,} on a list, {there[Being.KEEPS_PLACE]:,} who keep a place "
            "meanwhile"
        )
        if self.relocating:
            yield (
                f"{_number(self.relocating)} of them ask for another place, because theirs closes"
            )
        if self.heavier:
            yield (
                f"{_number(self.heavier)} children are helped for longer, because they turned away "
                "before"
            )
        if self.stays_drawn:
            yield f"ends of {self.stays_drawn:,} visits drawn, given how long they have lasted"
        if self.longer_than_any:
            yield (
                f"{self.longer_than_any:,} visits have lasted longer than the scenario thinks "
                "possible: they end on the first day"
            )
        for column, count in sorted((+self.filled_in).items()):
            yield f"{column} is not said of {count:,}: {_FILLED_IN[column]}"
        if self.returns_made:
            yield (
                f"nobody is said to have ended lately: {self.returns_made:,} returns to come are "
                "those of a filled start"
            )
        else:
            yield (
                f"returns to come: {self.returns_given:,} as said, {self.returns_drawn:,} drawn "
                f"for {there[Being.ENDED]:,} whose help has ended"
            )
        yield from self.before


def _number(count: int) -> str:
    """A count of children by what they have in common; below ten it could point at one."""
    return f"{count:,}" if count >= 10 else "fewer than 10"


_FILLED_IN = {
    "gemeente": "drawn from those who are at that station in a filled start",
    "need": "drawn from those who are at that station in a filled start",
    "referrer": "drawn from those who are at that station in a filled start",
    "born": "drawn by need, of those under 18",
    "since": "in care as long as somebody there in a filled start; on a list since today",
    "list": "those with most places free have them; on a list by choice",
    "next": "where the gate leads on to, by the only divert that does",
    "relocates_to": "who is above the places asks for another on the first day, as rule 20 says",
    "relocates_since": "since today",
    "relocates_list": "by choice",
    "heavier": "they are helped as long as anyone",
    "helped": "who waits had no care before in this referral",
}
