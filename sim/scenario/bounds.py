"""The most that a number may be, by the key under which it stands."""

from __future__ import annotations

import math

from .schema import Arrival, Cost, Gemeente, Pool, Staff, Station, Waiting
from .spreading import domain_of

MOST_TIMES_LONGER = 1000.0
"""What interventions together may make of a stay."""

_HOLD_NUMBERS = (Arrival, Cost, Gemeente, Pool, Staff, Station, Waiting)
_MOST = {
    name: domain_of(field).high
    for model in _HOLD_NUMBERS
    for name, field in model.model_fields.items()
}


def most_of(key: str) -> float:
    """The most that a number under this key may be on any day; endless where none is said."""
    return MOST_TIMES_LONGER if key == "stay" else _MOST.get(key, math.inf)
