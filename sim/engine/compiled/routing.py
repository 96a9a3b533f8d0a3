"""Where a client goes after a stay, and whether a youth comes back (rules 14 and 18)."""

from __future__ import annotations

from ...draws import FAR, Purpose, uniform
from .compiling import Rows, compiled
from .records import NOBODY, Visit, Youth
from .terms import return_ticks
from .world import World, terms_of


@compiled
def destination(world: World, visit: Visit) -> int:
    """Station or exit: the choice of the root row, unless the row in force has less of it."""
    terms, youth, nth = terms_of(world, visit), world.youths[visit.client], visit.nth
    row = world.routes[int(world.levels[terms.route])]
    if row.without_back >= 0 and youth.escalations == NOBODY:
        row = world.routes[row.without_back]
    if row.end - row.begin == 1:
        return world.route_to[row.begin]
    choice = _first_above(
        world.route_root, row.begin, uniform(youth.key, terms.key, nth, Purpose.ROUTE)
    )
    kept = world.route_kept[choice]
    if kept < 1.0 and uniform(youth.key, terms.key, nth, Purpose.ROUTE_KEPT) >= kept:
        u = uniform(youth.key, terms.key, nth, Purpose.ROUTE_SHIFTED)
        choice = _first_above(world.route_gains, row.begin, u)
    return world.route_to[choice]


@compiled
def _first_above(cumulative: Rows[float], row: int, u: float) -> int:
    """The row of the first cumulative share above `u`; the last share is 1, and u is below it."""
    while cumulative[row] <= u:
        row += 1
    return row


@compiled
def comes_back_at(world: World, youth: Youth) -> int:
    """When a youth of whom nothing runs or waits any more returns; FAR: never."""
    if youth.present or youth.last_station < 0:
        return FAR
    terms, nth = world.terms[youth.last_station, youth.group], youth.last_nth
    youth.last_station = -1
    share = world.levels[terms.returns_share]
    if share <= 0.0 or uniform(youth.key, terms.key, nth, Purpose.RETURN) >= share:
        return FAR
    back = world.now + return_ticks(world, terms, youth.key, nth)
    return back if back < youth.eighteenth else FAR
