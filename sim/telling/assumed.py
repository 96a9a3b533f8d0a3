"""Whether the effect of a block is assumed: by the status of its numbers, not by its label alone.

How many places or workers there are, and what they cost, is a choice; what clients, workers and
help do by it is known or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Literal

from ..scenario.schema import Block, Intervention, Number, PlacesChange, Price
from ..scenario.walking import numbers_in
from .sources import status_of

WHAT_HELP_DOES = ("stay", "next", "returns", "together", "waiting", "at_18")
_CHOSEN = frozenset({"number", "fte", "staff_from"})
"""Of places and staff: how many there are is a choice, what one worker can do is not."""
_ASSUMPTION = "assumption"


def assumed_in(spec: Intervention) -> Iterator[tuple[tuple[str, ...], Number]]:
    """The numbers of an intervention that are assumed, of what clients and help do."""
    if isinstance(spec, Price):
        return
    for keys, number in numbers_in(spec):
        chosen = isinstance(spec, PlacesChange) and keys[0] in _CHOSEN
        if status_of(number) == _ASSUMPTION and not chosen:
            yield keys, number


def assumed_of_stations(block: Block) -> Iterator[tuple[tuple[str, ...], Number]]:
    """The same of the stations that a block brings, by station and what help there does."""
    for name, station in block.stations.items():
        for part in WHAT_HELP_DOES:
            for keys, number in numbers_in(getattr(station, part), (part,)):
                if status_of(number) == _ASSUMPTION:
                    yield (name, *keys), number


def effect_of(block: Block) -> Literal["mechanical", "assumed"]:
    """What its effect is: assumed where its file says so, or a number of it is."""
    of_interventions = (item for spec in block.interventions for item in assumed_in(spec))
    is_assumed = any(True for _ in chain(of_interventions, assumed_of_stations(block)))
    return "assumed" if is_assumed or block.effect == "assumed" else "mechanical"
