"""Where a client goes after a stay, and whether a youth comes back (rules 14 and 18)."""

from __future__ import annotations

from bisect import bisect_right

from ..draws import FAR, Purpose, uniform
from ..network.model import Exit
from ..network.seen import IN_PROPORTION
from ..network.versions import RouteVersion
from .records import Visit
from .terms import Terms
from .world import World
from .youths import Youth

_ROUTE, _KEPT, _SHIFTED = int(Purpose.ROUTE), int(Purpose.ROUTE_KEPT), int(Purpose.ROUTE_SHIFTED)
_RETURN, _STEERED = int(Purpose.RETURN), int(Purpose.STEERED)


def destination(world: World, visit: Visit) -> int:
    """Station or exit, by the row in force and then by what follows a wait."""
    row = world.network.routes[int(world.levels[visit.terms.route])]
    if row.without_back is not None and not visit.youth.escalations:
        row = row.without_back
    planned = _drawn(row, visit.youth, visit.terms.key, visit.nth)
    return planned if visit.terms.steer < 0 else _steered(world, visit, row, planned)


def _drawn(row: RouteVersion, youth: Youth, key: int, nth: int) -> int:
    """The choice of the root row, unless the row in force has less of it."""
    if len(row.destinations) == 1:
        return row.destinations[0]
    choice = _first_above(row.root_cumulative, uniform(youth.key, key, nth, _ROUTE))
    kept = row.kept[choice]
    if kept < 1.0 and uniform(youth.key, key, nth, _KEPT) >= kept:
        choice = _first_above(row.gains_cumulative, uniform(youth.key, key, nth, _SHIFTED))
    return row.destinations[choice]


def passes_by(world: World, youth: Youth, terms: Terms, nth: int) -> int:
    """The station where the row of a gate sends those who pass it by (rule 15)."""
    row = world.network.routes[int(world.levels[terms.route])].stations_only
    assert row is not None
    return _drawn(row, youth, terms.key, nth)


def can_pass_by(world: World, terms: Terms) -> bool:
    """Whether the row of a gate sends anybody on to a station."""
    return world.network.routes[int(world.levels[terms.route])].stations_only is not None


def _first_above(cumulative: tuple[float, ...], u: float) -> int:
    """The row of the first cumulative share above `u`; the last share is 1, and u is below it."""
    return bisect_right(cumulative, u)


def _steered(world: World, visit: Visit, row: RouteVersion, planned: int) -> int:
    """The choice of the row, unless a share that follows a wait takes or gives some of it."""
    steers, terms = world.network.steers, visit.terms
    wanted = world.levels[terms.steer_share]
    if wanted < 0.0:
        return planned
    to, giver = int(steers.to[terms.steer]), int(steers.giver[terms.steer])
    has = _share_of(row, to)
    u = uniform(visit.youth.key, terms.key, visit.nth, int(steers.key[terms.steer]))
    if planned != to:
        gives = giver in (IN_PROPORTION, planned)
        left = 1.0 - has if giver == IN_PROPORTION else _share_of(row, planned)
        return to if gives and u * left < wanted - has else planned
    if u * has >= has - wanted:
        return planned
    if giver != IN_PROPORTION:
        return giver
    return _another(row, to, uniform(visit.youth.key, terms.key, visit.nth, _STEERED))


def _share_of(row: RouteVersion, destination: int) -> float:
    if destination not in row.destinations:
        return 0.0
    return row.share[row.destinations.index(destination)]


def _another(row: RouteVersion, than: int, u: float) -> int:
    """A destination in proportion, another than this one; out where nobody else has a share."""
    others = [pair for pair in zip(row.destinations, row.share, strict=True) if pair[0] != than]
    total, choice = 0.0, int(Exit.OUT)
    for _, share in others:
        total += share  # not sum(), which adds more precisely than the other engine
    left = u * total
    for destination, share in others:
        if share > 0.0:
            choice = destination
            left -= share
            if left < 0.0:
                break
    return choice


def comes_back_at(world: World, youth: Youth) -> int:
    """When a youth returns of whom nothing runs any more, or who was deterred; FAR: never."""
    if youth.again != FAR:
        again, youth.again = youth.again, FAR
        return again if again < youth.eighteenth else FAR
    if youth.holding_back or youth.last is None:
        return FAR
    terms, nth = youth.last
    youth.last, youth.is_helped, youth.heavier = None, False, 1.0
    share = world.levels[terms.returns_share]
    if share <= 0.0 or uniform(youth.key, terms.key, nth, _RETURN) >= share:
        return FAR
    back = world.now + terms.return_ticks(youth.key, nth)
    return back if back < youth.eighteenth else FAR
