"""Which number or word each intervention changes: one place that knows all seven kinds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, assert_never

from ..scenario.reading import Keys
from ..scenario.schema import (
    PRICES,
    ByWeeks,
    Change,
    Divert,
    Inflow,
    NextChange,
    Placed,
    PlacesChange,
    Price,
    Scenario,
    StayChange,
    WaitingChange,
)
from .timelines import DatedChange

WORDS = ("when_full", "over_capacity", "holds_place", "payer", "moves_to_pool")
"""What an intervention on a station or its list says in a word, no number."""
CLOSING = ("closing", "relocate_to", "relocate_order")
"""The same of places that become fewer."""
REACTS = "reacts"
"""A share of a divert or a route that follows the wait that is seen."""
DETERRED = "deterred"
"""The share of who would go on the list of a station that turns away."""
SEEN_WAIT = "seen_wait"
"""The weeks that who looks at the list of a station sees."""


class Thing(NamedTuple):
    """A number, word, row or sum of money that interventions may change; `name` is whose it is.

    `detail` tells apart what a field holds several of: the other station of `together`.
    """

    section: str
    name: str
    field: str
    detail: str = ""


@dataclass(frozen=True)
class Effect:
    """What one intervention does to one thing: a change of a number, or a word."""

    thing: Thing
    placed: Placed
    change: Change | None
    word: object = None
    field: str = ""

    @property
    def keys(self) -> Keys:
        """Where it stands."""
        return ("interventions", self.placed.intervention.id, *self.field.split("."))

    @cached_property
    def dated(self) -> DatedChange:
        """The change with its dates and layer."""
        assert self.change is not None
        return dated(self.placed, self.change)


def dated(placed: Placed, change: Change) -> DatedChange:
    """A change with the dates and the layer of its intervention."""
    spec = placed.intervention
    place = f"{placed.place}: interventions.{spec.id}"
    return DatedChange(change, spec.begin, spec.until, place, placed.layer)


def effects_of(placed: Placed) -> Iterator[Effect]:
    """Everything that an intervention changes."""
    spec = placed.intervention
    for thing, field in _things(placed):
        value: object = spec
        for name in field.split("."):
            value = getattr(value, name)
        if isinstance(value, Change):
            yield Effect(thing, placed, value, None, field)
        elif value is not None:
            yield Effect(thing, placed, None, value, field)


def begins_on(placed: Placed) -> dt.date | None:
    """The first day on which an intervention changes a number; None: no date is said.

    Of one that changes words alone, or a share that follows a wait, the day from which it holds.
    """
    begin, effects = placed.intervention.begin, list(effects_of(placed))
    numbers = [effect.dated.first_date for effect in effects if effect.change is not None]
    shares = [effect.word.from_ for effect in effects if isinstance(effect.word, ByWeeks)]
    said = [date for date in (begin, *shares) if date is not None]
    return min(numbers) if numbers else max(said, default=None)


def _things(placed: Placed) -> Iterator[tuple[Thing, str]]:
    """What an intervention may change, and the field that says how."""
    spec = placed.intervention
    match spec:
        case PlacesChange():
            yield from _of_places(spec)
        case Divert():
            yield Thing("diverts", spec.id, _share_or_reaction(spec)), "share"
        case Inflow():
            for field in ("factor", "add"):
                yield Thing("arrivals", "", "rate"), field
            for field in ("growth_per_year", "pgb"):
                yield Thing("arrivals", "", field), field
        case StayChange():
            yield Thing("stations", spec.station, "stay"), "factor"
            if spec.at_18 is not None:
                for field in ("continues", "end_age", "goes_to"):
                    yield Thing("stations", spec.station, field), f"at_18.{field}"
        case NextChange():
            yield from _of_next(spec)
        case Price():
            yield from _of_price(spec)
        case WaitingChange():
            for field in spec.effects:
                yield Thing("stations", spec.station, field), field
        case _:
            assert_never(spec)


def _of_places(spec: PlacesChange) -> Iterator[tuple[Thing, str]]:
    if spec.moves_to_pool is not None:
        yield Thing("stations", spec.station or "", "pool"), "moves_to_pool"
        return
    for field in ("number", "fte", "clients_per_fte", "efficiency", *CLOSING):
        yield Thing(*place_of(spec), field), field


def _of_next(spec: NextChange) -> Iterator[tuple[Thing, str]]:
    field = "next" if _share_or_reaction(spec) == "share" else REACTS
    yield Thing("stations", spec.station, field), "share"
    yield Thing("stations", spec.station, "holds_place"), "holds_place"
    if spec.returns is not None:
        yield Thing("stations", spec.station, "returns"), "returns.share"
    if spec.together is not None:
        second = spec.together.station
        yield Thing("stations", spec.station, "together", second), "together.share"


def _share_or_reaction(spec: Divert | NextChange) -> str:
    """A share that follows a wait is worked out apart (reactions.py)."""
    return REACTS if isinstance(spec.share, ByWeeks) else "share"


def _of_price(spec: Price) -> Iterator[tuple[Thing, str]]:
    section, name = place_of(spec)
    if spec.lump_sum_per_year is not None:
        yield Thing(section, name, "lump_sum_per_year"), "lump_sum_per_year"
        return
    for field in (*PRICES, "payer"):
        yield Thing(section, name, field), field


def place_of(spec: PlacesChange | Price) -> tuple[str, str]:
    """The pool that an intervention names, or the station with places of its own."""
    return ("stations", spec.station or "") if spec.pool is None else ("pools", spec.pool)


class Effects:
    """What all interventions of a scenario change, by thing, in order of file and block."""

    def __init__(self, scenario: Scenario) -> None:
        self._by_thing: dict[Thing, list[Effect]] = {}
        self.things: dict[str, list[Effect]] = {}
        """Those of each intervention, by its id."""
        for placed in scenario.interventions:
            self.things[placed.intervention.id] = list(effects_of(placed))
            for effect in self.things[placed.intervention.id]:
                self._by_thing.setdefault(effect.thing, []).append(effect)

    def on(self, thing: Thing) -> list[Effect]:
        """All that is done to one thing."""
        return self._by_thing.get(thing, [])

    def __iter__(self) -> Iterator[tuple[Thing, list[Effect]]]:
        return iter(self._by_thing.items())
