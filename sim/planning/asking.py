"""What is asked of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..running.engines import AUTO

SEARCHED_ON = 24
"""Draws on which a path is searched."""
SURE, LESS_SURE = 0.95, 0.80
"""The part of the draws in which a path must hold, and where that cannot be."""


@dataclass(frozen=True)
class Asked:
    """Pools whose places are planned from 1 January of a year on, and within what.

    At most `limit` of who joins may not be helped within the norm. Places grow by at most `growth`
    a year on what stands; with `budget` they cost at most so many euros more in each year.
    """

    scenario: str
    pools: tuple[str, ...]
    first_year: int
    limit: float = 0.05
    growth: float = 0.10
    budget: float | None = None
    draws: int = 128
    scale: float = 1.0
    engine: str = AUTO
    jobs: int | None = None
    store: Path | None = None
