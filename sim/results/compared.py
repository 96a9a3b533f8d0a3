"""One scenario beside its baseline: what differs, and what guards it."""

from __future__ import annotations

from dataclasses import dataclass

from .counters import Counter
from .pairs import Pairs


@dataclass(frozen=True)
class Compared:
    """One scenario: its differences and counters, and those without what it puts in."""

    pairs: Pairs
    counters: list[Counter]
    rest: Compared | None = None
