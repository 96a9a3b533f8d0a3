"""FTE in force, and the staff that pools take from each other (rule 21)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..scenario.reading import Keys
from ..scenario.schema import Placed, PlacesChange, Pool, Scenario, Station
from .effects import ZERO, dated, staff_of
from .timelines import Timeline, in_force

_DECIMALS = 9
"""What two sums of FTE differ by is rounded to this many decimals."""


@dataclass(frozen=True)
class Taken:
    """FTE that one intervention takes from a pool on each day, and where it says so."""

    keys: Keys
    share: float
    fte: Timeline


def pool_named(scenario: Scenario, name: str) -> Pool | Station:
    """A pool, or the station of this name with places of its own."""
    return scenario.pools[name] if name in scenario.pools else scenario.stations[name]


def fte_in_force(scenario: Scenario, name: str, gemeente: str | None) -> Timeline:
    """FTE of a pool on each day, less what others take; below 0 only in what is to be refused.

    `gemeente` tells which of the pools of scope gemeente is meant; None for a pool of the region.
    """
    line = own_fte(scenario, name, gemeente)
    for taken in taken_from(scenario, name, gemeente):
        line = line + taken.fte * -1.0
    return line


def own_fte(scenario: Scenario, name: str, gemeente: str | None) -> Timeline:
    """The same before others take any."""
    return _with(scenario, name, gemeente, _changing(scenario, name, gemeente))


def taken_from(scenario: Scenario, giver: str, gemeente: str | None) -> Iterator[Taken]:
    """What each intervention takes from a pool, in order of file and block.

    A pool of the region gives for every gemeente together, one of a gemeente for that one only.
    """
    for placed in scenario.interventions:
        spec = placed.intervention
        if not isinstance(spec, PlacesChange) or giver not in (spec.staff_from or {}):
            continue
        for_whom = [
            changed_pool
            for changed_pool in changed_pools(scenario, spec)
            if gemeente is None or changed_pool == gemeente
        ]
        fte = Timeline.constant(0.0)
        for item in for_whom:
            fte = fte + added_by(scenario, spec, item)
        share = spec.staff_from[giver].first if spec.staff_from else 0.0
        yield Taken(("interventions", spec.id, "staff_from", giver), share, fte * share)


def added_by(scenario: Scenario, spec: PlacesChange, gemeente: str | None) -> Timeline:
    """FTE that an intervention with `staff_from` adds to its pool on each day.

    What is in force with it less what would be without it, in both without the interventions with
    `staff_from` that come later: so additions count as they are said, and what several of them add
    to one pool is what they add together. Additions come last (rule 22), so that what a pool gives
    away changes nothing here.
    """
    name = name_of(spec)
    changing = _changing(scenario, name, gemeente)
    takers = [item.intervention.id for item in changing if _takes(item)]
    later = takers[takers.index(spec.id) + 1 :]
    with_it = [item for item in changing if item.intervention.id not in later]
    without = [item for item in with_it if item.intervention.id != spec.id]
    rise = _with(scenario, name, gemeente, with_it) + _with(scenario, name, gemeente, without) * -1
    return rise.mapped(lambda fte: float(np.round(fte, _DECIMALS)))


def name_of(spec: PlacesChange) -> str:
    """The pool that an intervention is about, or the station with places of its own."""
    return spec.pool or spec.station or ""


def changed_pools(scenario: Scenario, spec: PlacesChange) -> tuple[str | None, ...]:
    """The gemeenten whose pools an intervention changes; None for a pool of the region."""
    if pool_named(scenario, name_of(spec)).scope == "all":
        return (None,)
    return tuple(scenario.gemeenten) if spec.gemeenten is None else spec.gemeenten


def _changing(scenario: Scenario, name: str, gemeente: str | None) -> list[Placed]:
    """The interventions that change the FTE of a pool, in order."""
    return [
        placed
        for placed in scenario.interventions
        if isinstance(placed.intervention, PlacesChange)
        and placed.intervention.fte is not None
        and placed.intervention.moves_to_pool is None
        and name_of(placed.intervention) == name
        and _is_about(placed.intervention, gemeente)
    ]


def _is_about(spec: PlacesChange, gemeente: str | None) -> bool:
    return gemeente is None or spec.gemeenten is None or gemeente in spec.gemeenten


def _takes(placed: Placed) -> bool:
    return getattr(placed.intervention, "staff_from", None) is not None


def _with(scenario: Scenario, name: str, gemeente: str | None, changing: list[Placed]) -> Timeline:
    """FTE on each day under these interventions alone."""
    staff = staff_of(pool_named(scenario, name), gemeente or "")
    changes = [
        dated(item, item.intervention.fte)
        for item in changing
        if isinstance(item.intervention, PlacesChange) and item.intervention.fte is not None
    ]
    return in_force(ZERO if staff is None else staff[1].fte, changes, scenario.period)
