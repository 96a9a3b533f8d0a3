"""Where a client goes after a stay, and whether a youth comes back (rules 14 and 18)."""

from __future__ import annotations

from bisect import bisect_right

from ..draws import FAR, Purpose, uniform
from .records import Visit
from .world import World
from .youths import Youth

_ROUTE, _KEPT, _SHIFTED = int(Purpose.ROUTE), int(Purpose.ROUTE_KEPT), int(Purpose.ROUTE_SHIFTED)
_RETURN = int(Purpose.RETURN)


def destination(world: World, visit: Visit) -> int:
    """Station or exit: the choice of the root row, unless the row in force has less of it."""
    youth, key, nth = visit.youth, visit.terms.key, visit.nth
    row = world.network.routes[int(world.levels[visit.terms.route])]
    if row.without_back is not None and not youth.escalations:
        row = row.without_back
    if len(row.destinations) == 1:
        return row.destinations[0]
    choice = _first_above(row.root_cumulative, uniform(youth.key, key, nth, _ROUTE))
    kept = row.kept[choice]
    if kept < 1.0 and uniform(youth.key, key, nth, _KEPT) >= kept:
        choice = _first_above(row.gains_cumulative, uniform(youth.key, key, nth, _SHIFTED))
    return row.destinations[choice]


def _first_above(cumulative: tuple[float, ...], u: float) -> int:
    """The row of the first cumulative share above `u`; the last share is 1, and u is below it."""
    return bisect_right(cumulative, u)


def comes_back_at(world: World, youth: Youth) -> int:
    """When a youth of whom nothing runs or waits any more returns; FAR: never."""
    if youth.stations or youth.last is None:
        return FAR
    terms, nth = youth.last
    youth.last = None
    share = world.levels[terms.returns_share]
    if share <= 0.0 or uniform(youth.key, terms.key, nth, _RETURN) >= share:
        return FAR
    back = world.now + terms.return_ticks(youth.key, nth)
    return back if back < youth.eighteenth else FAR
