"""What indicators, costs and conservation share: counting visits in time, and reading journeys."""

from .counting import (
    Edges,
    Presence,
    happened,
    last_ticks,
    list_left,
    rows_of_each,
    spent,
    summed,
    valued,
)
from .journeys import Journeys, Line, journeys_of, line_of

__all__ = [
    "Edges",
    "Journeys",
    "Line",
    "Presence",
    "happened",
    "journeys_of",
    "last_ticks",
    "line_of",
    "list_left",
    "rows_of_each",
    "spent",
    "summed",
    "valued",
]
