"""Where a client goes after a stay, and whether a youth comes back (rules 14 and 18)."""

from __future__ import annotations

from ...compiling.tables import compiled
from ...draws import FAR
from ...rules.drawing import returns_at
from ...rules.routing import destination
from .records import NOBODY, Visit, Youth
from .world import terms_of
from .world_row import World


@compiled
def goal_of(world: World, visit: Visit) -> int:
    """Station or exit, where a client goes at the end of a stay."""
    youth = world.youths[visit.client]
    has_way_back = youth.escalations != NOBODY
    return destination(world, terms_of(world, visit), youth.key, visit.nth, has_way_back)


@compiled
def comes_back_at(world: World, youth: Youth) -> int:
    """When a youth returns of whom nothing runs any more, or who was deterred; FAR: never."""
    if youth.again != FAR:
        again = youth.again
        youth.again = FAR
        return again if again < youth.eighteenth else FAR
    if youth.present or youth.last_station < 0:
        return FAR
    terms, nth = world.terms[youth.last_station, youth.group], youth.last_nth
    youth.last_station = -1
    youth.is_helped = False
    youth.heavier = 1.0
    back = returns_at(world, terms, youth.key, nth, world.now)
    return back if back < youth.eighteenth else FAR
