"""What indicators, costs and conservation share: counting visits in time, and reading journeys."""

from .counting import (
    Edges,
    happened,
    in_order,
    last_ticks,
    list_left,
    present,
    rows_of_each,
    spent,
    summed,
)
from .journeys import Journeys, journeys_of

__all__ = [
    "Edges",
    "Journeys",
    "happened",
    "in_order",
    "journeys_of",
    "last_ticks",
    "list_left",
    "present",
    "rows_of_each",
    "spent",
    "summed",
]
