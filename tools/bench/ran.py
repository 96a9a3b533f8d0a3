"""What a program returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """Clients who came, and for each station the visits that ended and their mean wait in days.

    `seconds` go from the first draw to the record of the visits; `engine_seconds` is the part
    without the drawing of clients, where a program draws them apart.
    """

    clients: int
    visits: tuple[int, ...]
    wait_days: tuple[float, ...]
    seconds: float
    engine_seconds: float


def means(waits: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The mean of each; 0 for none."""
    return tuple(sum(each) / len(each) if each else 0.0 for each in waits)
