"""FTE in force, and the staff that pools take from each other, layer by layer (rule 21)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import numpy as np

from ..scenario.reading import Keys
from ..scenario.schema import Number, Placed, PlacesChange, Pool, Scenario, Staff, Station
from .changes import Effect, Effects, Thing, place_of
from .per_youth import as_pool_meets
from .timelines import Timeline, in_force, on_top_of

_DECIMALS = 9
"""What two sums of FTE differ by is rounded to this many decimals."""
_NOTHING = Number(value=0.0)


@dataclass(frozen=True)
class Taken:
    """FTE that one intervention takes from a pool on each day, and where it says so."""

    keys: Keys
    share: float
    fte: Timeline


def pool_named(scenario: Scenario, name: str) -> Pool | Station:
    """A pool, or the station of this name with places of its own."""
    return scenario.pools[name] if name in scenario.pools else scenario.stations[name]


def name_of(spec: PlacesChange) -> str:
    """The pool that an intervention is about, or the station with places of its own."""
    return spec.pool or spec.station or ""


def changed_pools(scenario: Scenario, spec: PlacesChange) -> tuple[str | None, ...]:
    """The gemeenten whose pools an intervention changes; None for a pool of the region."""
    if pool_named(scenario, name_of(spec)).scope == "all":
        return (None,)
    return tuple(scenario.gemeenten) if spec.gemeenten is None else spec.gemeenten


def staff_of(spec: Pool | Station, gemeente: str | None) -> tuple[Keys, Staff] | None:
    """Staff of a pool in a gemeente and where it stands; None when it counts no staff."""
    if not isinstance(spec.staff, dict):
        return None if spec.staff is None else (("staff",), spec.staff)
    for name in (gemeente or "", "default"):
        if name in spec.staff:
            return ("staff", name), spec.staff[name]
    first = next(iter(spec.staff.values()))
    none_here = Staff(fte=_NOTHING, clients_per_fte=first.clients_per_fte)
    return ("staff", gemeente or ""), none_here


def fte_per_place(spec: Pool | Station) -> float | None:
    """FTE that a place takes, of a pool that counts places and says so."""
    number = spec.fte_per_place if isinstance(spec, Pool) else None
    return None if number is None else number.first


def counts_staff(spec: Pool | Station) -> bool:
    """Whether it is known how many FTE work there."""
    return spec.staff is not None or fte_per_place(spec) is not None


def places_of(spec: Pool | Station, gemeente: str | None) -> tuple[Keys, Number | None]:
    """Places of a pool in a gemeente; None is unlimited, and zero where it is not named."""
    if not isinstance(spec.places, dict):
        return ("places",), spec.places
    for name in (gemeente or "", "default"):
        if name in spec.places:
            return ("places", name), spec.places[name]
    return ("places", gemeente or ""), _NOTHING


class StaffInForce:
    """FTE of every pool on each day; `gemeente` is None for a pool of the region.

    A pool in places with `fte_per_place` has a *stock* of places; of others the stock is FTE.
    """

    def __init__(self, scenario: Scenario, effects: Effects, layer_of: dict[str, int]) -> None:
        """`layer_of` tells in which layer each pool, or station with its own places, was brought.

        Pools that are not in it are the root's.
        """
        self._scenario, self._effects, self._layer_of = scenario, effects, layer_of
        self._top = max((placed.layer for placed in scenario.interventions), default=0)
        self._known: dict[Hashable, Timeline] = {}
        self._takers: dict[str, list[Placed]] = {}
        for placed in scenario.interventions:
            spec = placed.intervention
            if isinstance(spec, PlacesChange):
                for giver in spec.staff_from or ():
                    self._takers.setdefault(giver, []).append(placed)

    def fte(self, name: str, gemeente: str | None, *, layer: int | None = None) -> Timeline:
        """FTE on each day, less what others take, up to and including a layer (all unless said).

        Below 0 only in what is to be refused.
        """
        per_place = fte_per_place(pool_named(self._scenario, name))
        stock = self.stock(name, gemeente, layer=layer)
        return stock if per_place is None else stock * per_place

    def of_region(self, name: str, gemeente: str | None) -> Timeline:
        """FTE that the region itself has planned: the root, without the files that extend it."""
        if self._layer_of.get(name, 0) > 0:
            return Timeline.constant(0.0)
        return self.fte(name, gemeente, layer=0)

    def stock(self, name: str, gemeente: str | None, *, layer: int | None = None) -> Timeline:
        """FTE, or the places that are left of a pool in places; these are not rounded yet."""
        layer = self._top if layer is None else layer
        key = (name, gemeente, layer)
        if key not in self._known:
            line = self._with(name, gemeente, layer, self._changing(name, gemeente, layer))
            self._known[key] = self._less_taken(line, name, gemeente, layer)
        return self._known[key]

    def above(self, name: str, gemeente: str | None, below: Timeline) -> Timeline:
        """What the layers above that of a pool make of another stock of it in its own layer."""
        line = below
        for layer in range(self._layer_of.get(name, 0) + 1, self._top + 1):
            changes = self._changing(name, gemeente, layer)
            met = [as_pool_meets(effect, self._scenario, gemeente) for effect in changes]
            line = self._less_taken(
                on_top_of(line, met, self._scenario.period), name, gemeente, layer
            )
        return line

    def _less_taken(self, stock: Timeline, name: str, gemeente: str | None, layer: int) -> Timeline:
        """A stock without what others take of it in a layer."""
        places = 1.0 / (fte_per_place(pool_named(self._scenario, name)) or 1.0)
        for taken in self._taken_in(layer, name, gemeente):
            stock = stock + taken.fte * -places
        return stock

    def taken_from(self, giver: str, gemeente: str | None) -> Iterator[Taken]:
        """What each intervention takes from a pool, in order of file and block.

        A pool of the region gives for every gemeente together, one of a gemeente for that only.
        """
        for placed in self._takers.get(giver, ()):
            spec = placed.intervention
            assert isinstance(spec, PlacesChange)
            fte = Timeline.constant(0.0)
            for changed_pool in changed_pools(self._scenario, spec):
                if gemeente is None or changed_pool == gemeente:
                    fte = fte + self.added_by(placed, changed_pool)
            share = spec.staff_from[giver].first if spec.staff_from else 0.0
            yield Taken(("interventions", spec.id, "staff_from", giver), share, fte * share)

    def added_by(self, placed: Placed, gemeente: str | None) -> Timeline:
        """FTE that an intervention with `staff_from` adds to its pool on each day.

        What is in force in its layer with it less what would be without it, in both without the
        interventions with `staff_from` that come later in that layer: so additions count as they
        are said, and what several of them add to one pool is what they add together. Additions
        come last (rule 22), so that what a pool gives away changes nothing here.
        """
        spec = placed.intervention
        assert isinstance(spec, PlacesChange)
        changing = self._changing(name_of(spec), gemeente, placed.layer)
        takers = [_id(effect) for effect in changing if _takes(effect)]
        later = takers[takers.index(spec.id) + 1 :]
        with_it = [effect for effect in changing if _id(effect) not in later]
        without = [effect for effect in with_it if _id(effect) != spec.id]
        rise = (
            self._with(name_of(spec), gemeente, placed.layer, with_it)
            + self._with(name_of(spec), gemeente, placed.layer, without) * -1
        )
        return rise.mapped(lambda fte: float(np.round(fte, _DECIMALS)))

    def _taken_in(self, layer: int, giver: str, gemeente: str | None) -> list[Taken]:
        takers = self._takers.get(giver, ())
        here = {placed.intervention.id for placed in takers if placed.layer == layer}
        return [item for item in self.taken_from(giver, gemeente) if item.keys[1] in here]

    def _changing(self, name: str, gemeente: str | None, layer: int) -> list[Effect]:
        """What interventions of a layer do to the stock of a pool, in order."""
        section = "pools" if name in self._scenario.pools else "stations"
        counted = pool_named(self._scenario, name).staff is None
        return [
            effect
            for effect in self._effects.on(Thing(section, name, "number" if counted else "fte"))
            if effect.placed.layer == layer and is_about(effect.placed, gemeente)
        ]

    def _with(self, name: str, gemeente: str | None, layer: int, effects: list[Effect]) -> Timeline:
        """The stock on each day in a layer under these of its interventions alone."""
        own_layer, period = self._layer_of.get(name, 0), self._scenario.period
        changes = [as_pool_meets(effect, self._scenario, gemeente) for effect in effects]
        if layer > own_layer:
            return on_top_of(self.stock(name, gemeente, layer=layer - 1), changes, period)
        number = self._stock_in_file(name, gemeente)
        return in_force(number, changes, period, own_layer=own_layer)

    def _stock_in_file(self, name: str, gemeente: str | None) -> Number:
        spec = pool_named(self._scenario, name)
        staff = staff_of(spec, gemeente)
        if staff is not None:
            return staff[1].fte
        return places_of(spec, gemeente)[1] or _NOTHING


def is_about(placed: Placed, gemeente: str | None) -> bool:
    """Whether an intervention on places holds for the pool of a gemeente (None: the region)."""
    named = placed.intervention.gemeenten
    return gemeente is None or named is None or gemeente in named


def _id(effect: Effect) -> str:
    return effect.placed.intervention.id


def _takes(effect: Effect) -> bool:
    return getattr(effect.placed.intervention, "staff_from", None) is not None


__all__ = ["StaffInForce", "Taken", "changed_pools", "name_of", "place_of", "pool_named"]
